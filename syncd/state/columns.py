"""Column types that hold the same value on SQLite and on MySQL or MariaDB.

Revisions use them too, so a type never changes its meaning: a new meaning is a new type.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

WORD = 191
"""Characters of a key: 191 * 4 bytes fit into the 767 bytes of an index on old servers."""

SERVERS = ("mysql", "mariadb")

_SIGN = 1 << 63
_RANGE = 1 << 64


def number() -> sa.types.TypeEngine[int]:
    """An id that the state counts itself. SQLite counts only where the type is exactly INTEGER."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _storable(text: str) -> str:
    """Half a surrogate pair, which JSON can carry and no database can, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Word(sa.TypeDecorator[str]):
    """A short text that is a key, or part of one."""

    impl = sa.String(WORD)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else _storable(value)


class Long(sa.TypeDecorator[str]):
    """A text of any length, such as whole JSON documents."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        return dialect.type_descriptor(mysql.LONGTEXT() if dialect.name in SERVERS else sa.Text())

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else _storable(value)


class _Json(sa.TypeDecorator[Any]):
    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        return dialect.type_descriptor(mysql.LONGTEXT() if dialect.name in SERVERS else sa.Text())

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        return None if value is None else _storable(json.dumps(value, ensure_ascii=False))


class Texts(_Json):
    """A tuple of strings."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


class Pairs(_Json):
    """A tuple of pairs, such as the facts of a problem or the counts of a run."""

    cache_ok = True

    def process_result_value(
        self, value: str | None, dialect: sa.Dialect
    ) -> tuple[tuple[Any, ...], ...] | None:
        return None if value is None else tuple(tuple(pair) for pair in json.loads(value))


class Moment(sa.TypeDecorator[datetime]):
    """An aware datetime, stored in UTC with its microseconds."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        return dialect.type_descriptor(mysql.DATETIME(fsp=6) if dialect.name in SERVERS else sa.DateTime())

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class WbId(sa.TypeDecorator[int]):
    """A number that WB gave: up to 2**64 - 1 (chrtID is a uint64 in WB's specification).

    SQLite's integers are signed, so there the upper half is stored as its two's complement.
    """

    impl = sa.BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        unsigned = dialect.name in SERVERS
        return dialect.type_descriptor(mysql.BIGINT(unsigned=True) if unsigned else sa.BigInteger())

    def process_bind_param(self, value: int | None, dialect: sa.Dialect) -> int | None:
        if value is None or dialect.name in SERVERS or value < _SIGN:
            return value
        return value - _RANGE

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> int | None:
        return value % _RANGE if value is not None else None
