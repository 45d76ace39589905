"""WB's dictionaries, cursors, and the digests of products."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from syncd.state.columns import Long, Moment, Word

revision = "0004"
down_revision = "0003"

OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    op.create_table(
        "dictionary",
        sa.Column("account", Word, primary_key=True),
        sa.Column("kind", Word, primary_key=True),
        sa.Column("name", Word, primary_key=True),
        sa.Column("payload", Long, nullable=False),
        sa.Column("digest", Word, nullable=False),
        sa.Column("read_at", Moment, nullable=False),
        if_not_exists=True,
        **OPTIONS,
    )
    op.create_table(
        "cursor_mark",
        sa.Column("account", Word, primary_key=True),
        sa.Column("name", Word, primary_key=True),
        sa.Column("value", Long, nullable=False),
        if_not_exists=True,
        **OPTIONS,
    )
    op.create_table(
        "product_digest",
        sa.Column("account", Word, primary_key=True),
        sa.Column("id_product", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("digest", Word, nullable=False),
        if_not_exists=True,
        **OPTIONS,
    )
