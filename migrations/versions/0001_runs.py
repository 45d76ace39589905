"""Runs, who runs a job, and the problems that are open."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from syncd.state import index
from syncd.state.columns import WORD, Long, Moment, Pairs, Word, number

revision = "0001"
down_revision = None

OPTIONS = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    op.create_table(
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
        if_not_exists=True,
        **OPTIONS,
    )
    index.make("run_job", "run", ["account", "job", "id"])
    op.create_table(
        "exclusion",
        sa.Column("account", Word, primary_key=True),
        sa.Column("job", Word, primary_key=True),
        sa.Column("holder", Long, nullable=False),
        sa.Column("since", Moment, nullable=False),
        if_not_exists=True,
        **OPTIONS,
    )
    op.create_table(
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
        if_not_exists=True,
        **OPTIONS,
    )
    index.make("problem_scope", "problem", ["account", "job", "scope"], {"scope": WORD})
