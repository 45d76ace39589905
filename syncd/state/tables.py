"""The tables of the state. The revisions in `migrations` make them; a test holds both alike.

Rules: a key that comes from outside is at most 191 characters or is a long text with a prefix index; texts
compare by their bytes; ids of WB are `WbId`; moments are UTC. A table that `upsert` writes has one unique
key.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from syncd.state.columns import WORD, Long, Moment, Pairs, Texts, WbId, Word, number

SCHEMA = "0007"
"""Revision that this program works with: the newest in `migrations`."""

VERSION_TABLE = "syncd_schema"

OPTIONS: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
}

metadata = sa.MetaData()


def _table(name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(name, metadata, *parts, **OPTIONS)


run = _table(
    "run",
    sa.Column("id", number(), primary_key=True),
    sa.Column("account", Word, nullable=False),
    sa.Column("job", Word, nullable=False),
    sa.Column("life", Word, nullable=False),
    sa.Column("outcome", Word),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("counts", Pairs, nullable=False),
    sa.Column("plan_digest", Word),
    sa.Column("error", Word),
    sa.Column("released_at", Moment),
    sa.Column("error_facts", Pairs),
    sa.Index("run_job", "account", "job", "id"),
)

exclusion = _table(
    "exclusion",
    sa.Column("account", Word, primary_key=True),
    sa.Column("job", Word, primary_key=True),
    sa.Column("holder", Long, nullable=False),
    sa.Column("since", Moment, nullable=False),
)

problem = _table(
    "problem",
    sa.Column("id", number(), primary_key=True),
    sa.Column("account", Word, nullable=False),
    sa.Column("job", Word, nullable=False),
    sa.Column("scope", Long, nullable=False),
    sa.Column("code", Word, nullable=False),
    sa.Column("kind", Word, nullable=False),
    sa.Column("ref", Long, nullable=False),
    sa.Column("facts", Pairs, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("seen", Moment, nullable=False),
    sa.Index("problem_scope", "account", "job", "scope", mysql_length={"scope": WORD}),
)

card = _table(
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
    sa.Column("lost", Word),
    sa.Column("losses", sa.Integer, nullable=False, server_default="0"),
    sa.Column("failed_at", Moment),
    sa.Column("trashed_at", Moment),
    sa.Column("wish", Word),
    sa.Column("wishes", sa.Integer, nullable=False, server_default="0"),
    sa.Column("differs", Word),
    sa.Column("differences", Texts, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("before_sent", Long),
    sa.UniqueConstraint("account", "vendor_code", name="card_vendor_code"),
    sa.UniqueConstraint("account", "id_product", "colour", name="card_colour"),
)

link = _table(
    "link",
    sa.Column("card", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id_product", sa.BigInteger, nullable=False),
    sa.Column("attributes", Long, nullable=False),
    sa.Column("tech_size", Long, nullable=False),
    sa.Column("chrt_id", WbId),
    sa.Column("skus", Texts, nullable=False),
)

intention = _table(
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
    # 1 while in doubt, then NULL, which is never equal to NULL: one intention in doubt a card
    sa.Column("doubt", sa.Integer),
    sa.UniqueConstraint("account", "vendor_code", "doubt", name="intention_doubt"),
)

remote_card = _table(
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
    sa.Index("remote_card_vendor_code", "account", "vendor_code", mysql_length={"vendor_code": WORD}),
)

trashed_card = _table(
    "trashed_card",
    sa.Column("account", Word, primary_key=True),
    sa.Column("nm_id", WbId, primary_key=True, autoincrement=False),
    sa.Column("vendor_code", Long, nullable=False),
)

refusal = _table(
    "refusal",
    sa.Column("id", number(), primary_key=True),
    sa.Column("account", Word, nullable=False),
    sa.Column("vendor_code", Long, nullable=False),
    sa.Column("texts", Texts, nullable=False),
    sa.Column("batch", Long, nullable=False),
    sa.Column("batch_vendor_codes", Texts, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Index("refusal_vendor_code", "account", "vendor_code", mysql_length={"vendor_code": WORD}),
)

dictionary = _table(
    "dictionary",
    sa.Column("account", Word, primary_key=True),
    sa.Column("kind", Word, primary_key=True),
    sa.Column("name", Word, primary_key=True),
    sa.Column("payload", Long, nullable=False),
    sa.Column("digest", Word, nullable=False),
    sa.Column("read_at", Moment, nullable=False),
)

cursor = _table(
    "cursor_mark",
    sa.Column("account", Word, primary_key=True),
    sa.Column("name", Word, primary_key=True),
    sa.Column("value", Long, nullable=False),
)

product_digest = _table(
    "product_digest",
    sa.Column("account", Word, primary_key=True),
    sa.Column("id_product", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("digest", Word, nullable=False),
)

bucket = _table(
    "bucket",
    sa.Column("name", Word, primary_key=True),
    # microseconds since 1970, UTC
    sa.Column("full_at", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
)
