"""What WB holds, as last read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from syncd.state import index
from syncd.state.columns import WORD, Long, Moment, Texts, WbId, Word, number

revision = "0003"
down_revision = "0002"

OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    op.create_table(
        "remote_card",
        sa.Column("account", Word, primary_key=True),
        sa.Column("nm_id", WbId, primary_key=True, autoincrement=False),
        sa.Column("imt_id", WbId, nullable=False),
        sa.Column("vendor_code", Long, nullable=False),
        sa.Column("subject_id", WbId, nullable=False),
        sa.Column("updated_at", Long, nullable=False),
        sa.Column("card", Long, nullable=False),
        sa.Column("raw", Long, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        if_not_exists=True,
        **OPTIONS,
    )
    index.make("remote_card_vendor_code", "remote_card", ["account", "vendor_code"], {"vendor_code": WORD})
    op.create_table(
        "refusal",
        sa.Column("id", number(), primary_key=True),
        sa.Column("account", Word, nullable=False),
        sa.Column("vendor_code", Long, nullable=False),
        sa.Column("texts", Texts, nullable=False),
        sa.Column("batch", Long, nullable=False),
        sa.Column("batch_vendor_codes", Texts, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        if_not_exists=True,
        **OPTIONS,
    )
    index.make("refusal_vendor_code", "refusal", ["account", "vendor_code"], {"vendor_code": WORD})
