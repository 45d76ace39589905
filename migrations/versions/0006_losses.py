"""Cards whose requests came to nothing, and cards in the trash."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from syncd.state.columns import Long, Moment, WbId, Word

revision = "0006"
down_revision = "0005"

OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    standing = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("card")}
    for column in (
        sa.Column("lost", Word),
        sa.Column("losses", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failed_at", Moment),
        sa.Column("trashed_at", Moment),
        sa.Column("wish", Word),
        sa.Column("wishes", sa.Integer, nullable=False, server_default="0"),
    ):
        if column.name not in standing:
            op.add_column("card", column)
    op.create_table(
        "trashed_card",
        sa.Column("account", Word, primary_key=True),
        sa.Column("nm_id", WbId, primary_key=True, autoincrement=False),
        sa.Column("vendor_code", Long, nullable=False),
        if_not_exists=True,
        **OPTIONS,
    )
