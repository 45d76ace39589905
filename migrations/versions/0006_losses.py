"""What came of a card's requests when neither the card nor a refusal ever showed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from syncd.state.columns import Moment, Word

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    standing = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("card")}
    for column in (
        sa.Column("lost", Word),
        sa.Column("losses", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failed_at", Moment),
    ):
        if column.name not in standing:
            op.add_column("card", column)
