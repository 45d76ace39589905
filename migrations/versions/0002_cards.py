"""Cards of ours, the offers that are their sizes, and what was announced to WB."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from syncd.state.columns import Long, Moment, Texts, WbId, Word, number

revision = "0002"
down_revision = "0001"

OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    op.create_table(
        "card",
        sa.Column("id", number(), primary_key=True),
        sa.Column("account", Word, nullable=False),
        sa.Column("id_product", sa.BigInteger, nullable=False),
        sa.Column("colour", Word, nullable=False),
        sa.Column("vendor_code", Word, nullable=False),
        sa.Column("subject_id", WbId, nullable=False),
        sa.Column("owner", Word, nullable=False),
        sa.Column("nm_id", WbId),
        sa.Column("imt_id", WbId),
        sa.Column("made", sa.Boolean, nullable=False),
        sa.Column("sent", Word),
        sa.Column("sent_at", Moment),
        sa.Column("confirmed", Word),
        sa.Column("confirmed_at", Moment),
        sa.Column("refused", Word),
        sa.Column("refusal", Texts, nullable=False),
        sa.Column("differs", Word),
        sa.Column("differences", Texts, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("before_sent", Long),
        sa.UniqueConstraint("account", "vendor_code", name="card_vendor_code"),
        sa.UniqueConstraint("account", "id_product", "colour", name="card_colour"),
        if_not_exists=True,
        **OPTIONS,
    )
    op.create_table(
        "link",
        sa.Column("card", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id_product", sa.BigInteger, nullable=False),
        sa.Column("attributes", Long, nullable=False),
        sa.Column("tech_size", Long, nullable=False),
        sa.Column("chrt_id", WbId),
        sa.Column("skus", Texts, nullable=False),
        if_not_exists=True,
        **OPTIONS,
    )
    op.create_table(
        "intention",
        sa.Column("id", number(), primary_key=True),
        sa.Column("account", Word, nullable=False),
        sa.Column("run", sa.BigInteger, nullable=False),
        sa.Column("kind", Word, nullable=False),
        sa.Column("vendor_code", Word, nullable=False),
        sa.Column("id_product", sa.BigInteger, nullable=False),
        sa.Column("fingerprint", Word, nullable=False),
        sa.Column("draft", Long, nullable=False),
        sa.Column("known_batch", Long, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("deadline", Moment, nullable=False),
        sa.Column("accepted_at", Moment),
        sa.Column("settlement", Word),
        sa.Column("settled_at", Moment),
        sa.Column("doubt", sa.Integer),
        sa.UniqueConstraint("account", "vendor_code", "doubt", name="intention_doubt"),
        if_not_exists=True,
        **OPTIONS,
    )
