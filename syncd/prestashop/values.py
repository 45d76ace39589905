"""Odd values of a shop's rows made plain: NULLs, zero dates, texts where numbers stand."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from math import isfinite

NOTHING = Decimal(0)


def number(value: object, default: int = 0) -> int:
    """A whole number; `default` for NULL and for text that is none."""
    if isinstance(value, int):
        return value
    try:
        return int(str(value).strip())
    except ValueError:
        return default


def decimal(value: object) -> Decimal:
    """An exact decimal; zero for NULL. Raises `ValueError` for what is no finite number."""
    if value is None:
        return NOTHING
    try:
        found = value if isinstance(value, Decimal) else Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError(f"no number: {value!r}") from None
    if not found.is_finite():
        raise ValueError(f"no finite number: {value!r}")
    return found


def double(value: object) -> float:
    """The double that PHP reads; zero for NULL. Raises `ValueError` for what is no finite number."""
    try:
        found = float(value) if isinstance(value, str) else float(decimal(value))
    except OverflowError:
        raise ValueError(f"no number: {value!r}") from None
    if not isfinite(found):
        raise ValueError(f"no finite number: {value!r}")
    return found


def text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else _decoded(value)


def _decoded(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def moment(value: object) -> datetime | None:
    """A time of the shop's own zone, naive; None for NULL and zero dates.

    PyMySQL gives a zero date as text, mysqlclient as None, SQLite every date as text.
    """
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the shop's local time
    with suppress(ValueError):
        return datetime.fromisoformat(text(value))
    return None
