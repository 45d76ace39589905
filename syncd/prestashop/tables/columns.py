"""Columns as PrestaShop 1.6 makes them, on MySQL and on the demo's SQLite.

Enumerations are plain text here, so that an odd value reaches the reader instead of an error. Decimals are
exact on both dialects. Dates stay as the driver gives them, because the shop has zero dates
(`syncd.prestashop.values.moment` reads them).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import sqlalchemy as sa

ZERO_DATE = "0000-00-00 00:00:00"


class _ExactText(sa.TypeDecorator[Decimal]):
    """Decimals as text: SQLite has none of its own."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: object, dialect: sa.Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: object, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(str(value))


def key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True)


def reference(name: str) -> sa.Column[int]:
    """A part of a composite key, or a plain reference that is searched by."""
    return sa.Column(name, sa.Integer, nullable=False, server_default="0", index=True)


def number(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=str(default))


def maybe(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=True)


def text(name: str, length: int, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def maybe_text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=True)


def long(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=True)


def decimal(name: str, digits: int = 20, scale: int = 6) -> sa.Column[Decimal]:
    kind = sa.Numeric(digits, scale).with_variant(_ExactText(), "sqlite")
    return sa.Column(name, kind, nullable=False, server_default="0")


def moment(name: str) -> sa.Column[object]:
    kind = sa.DateTime().with_variant(sa.String(19), "sqlite")
    return sa.Column(name, kind, nullable=False, server_default=ZERO_DATE)


def date(name: str) -> sa.Column[object]:
    kind = sa.Date().with_variant(sa.String(10), "sqlite")
    return sa.Column(name, kind, nullable=False, server_default=ZERO_DATE[:10])


def table(model: sa.MetaData, name: str, *parts: sa.Column[Any] | sa.UniqueConstraint) -> None:
    sa.Table(name, model, *parts, mysql_engine="InnoDB", mysql_charset="utf8")


def link(model: sa.MetaData, name: str, *keys: str) -> None:
    """A table that joins two or three things and holds nothing else."""
    table(model, name, *(key(one) for one in keys))
