"""Where a reading goes on another day: a text under a name."""

from __future__ import annotations

import sqlalchemy as sa

from syncd.state import tables, upsert
from syncd.state.database import Database

_cursor = tables.cursor


class Cursors:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, account: str, name: str) -> str | None:
        wanted = sa.and_(_cursor.c.account == account, _cursor.c.name == name)
        with self._database.read() as connection:
            return connection.scalar(sa.select(_cursor.c.value).where(wanted))

    def set(self, account: str, name: str, value: str) -> None:
        row = {"account": account, "name": name, "value": value}
        self._database.write(lambda connection: upsert.put(connection, _cursor, [row]))
