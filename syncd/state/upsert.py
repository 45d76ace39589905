"""Insertions, said in each dialect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, sqlite

from syncd.state.columns import SERVERS

ROWS = 500
"""Rows a statement: far below SQLite's 32766 parameters."""

Item = TypeVar("Item")


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items, at most `ROWS` at a time."""
    for start in range(0, len(items), ROWS):
        yield items[start : start + ROWS]


def put(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; a row whose primary key stands already is overwritten. All rows name the same columns."""
    if not rows:
        return
    keys = {column.name for column in table.primary_key}
    rest = [name for name in rows[0] if name not in keys]
    statement = _server(table, rest) if connection.dialect.name in SERVERS else _sqlite(table, rest)
    for part in chunks(rows):
        connection.execute(statement, list(part))


def add(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> int:
    """Insert a row whose id the database counts; returns the id."""
    key = connection.execute(sa.insert(table).values(**row)).inserted_primary_key
    assert key is not None  # noqa: S101 - an insert of one row has one
    return int(key[0])


def put_absent(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> None:
    """Insert a row unless its primary key stands already; either way the row is locked on a server."""
    key = next(iter(table.primary_key)).name
    if connection.dialect.name in SERVERS:
        statement: sa.Insert = mysql.insert(table).on_duplicate_key_update({key: table.c[key]})
    else:
        statement = sqlite.insert(table).on_conflict_do_nothing()
    connection.execute(statement, dict(row))


def _server(table: sa.Table, rest: Sequence[str]) -> sa.Insert:
    statement = mysql.insert(table)
    return statement.on_duplicate_key_update({name: statement.inserted[name] for name in rest})


def _sqlite(table: sa.Table, rest: Sequence[str]) -> sa.Insert:
    statement = sqlite.insert(table)
    updated = {name: statement.excluded[name] for name in rest}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=updated)
