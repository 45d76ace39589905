"""How many cards of ours stand at WB."""

from __future__ import annotations

import sqlalchemy as sa

from syncd.state import tables
from syncd.state.database import Database

_card = tables.card


class Census:
    def __init__(self, database: Database) -> None:
        self._database = database

    def at_wb(self, account: str) -> int:
        """Cards of ours that WB was seen to hold."""
        counted = sa.select(sa.func.count(_card.c.nm_id)).where(_card.c.account == account)
        with self._database.read() as connection:
            return int(connection.scalar(counted) or 0)
