"""How many cards of ours are in which state."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from syncd.state import tables
from syncd.state.database import Database

_card = tables.card


@dataclass(frozen=True, slots=True)
class CardCounts:
    at_wb: int
    """WB was seen to hold them."""
    refused: int
    """WB refused what was sent last of them."""


class Census:
    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, account: str) -> CardCounts:
        counted = sa.select(sa.func.count(_card.c.nm_id), sa.func.count(_card.c.refused))
        with self._database.read() as connection:
            at_wb, refused = connection.execute(counted.where(_card.c.account == account)).one()
        return CardCounts(at_wb, refused)
