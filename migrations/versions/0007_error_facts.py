"""What a run's error tells besides its code."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from syncd.state.columns import Pairs

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    columns = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("run")}
    if "error_facts" not in columns:
        op.add_column("run", sa.Column("error_facts", Pairs))
