"""The limiter's buckets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from syncd.state.columns import Word

revision = "0005"
down_revision = "0004"

OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    op.create_table(
        "bucket",
        sa.Column("name", Word, primary_key=True),
        sa.Column("full_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        if_not_exists=True,
        **OPTIONS,
    )
