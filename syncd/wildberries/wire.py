"""JSON as WB reads and writes it, and readers that take nothing for granted.

Numbers with a point are `Decimal` inside; ids may be as large as uint64 (modern.md, 5.4).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

Record = Mapping[str, object]


class SenselessError(ValueError):
    """WB's JSON is not of the shape that the contract promises. Never leaves this room."""


class CutError(SenselessError):
    """The text stops before its end."""


def encode(value: object) -> bytes:
    """Compact UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_number).encode()


def _number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no place in a request")
    return plain(value)


def plain(value: Decimal) -> int | float:
    """A number as WB takes it: whole ones without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def decode(body: bytes | str) -> object:
    """Raises `CutError` for the beginning of a JSON document, `SenselessError` for anything else."""
    try:
        text = body.decode("utf-8-sig") if isinstance(body, bytes) else body
        value: object = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise CutError("cut") if _is_cut(body) else SenselessError("not JSON") from error
    return value


def _refuse_constant(name: str) -> object:
    raise SenselessError(f"{name} is no number")


def _is_cut(body: bytes | str) -> bool:
    raw = (body if isinstance(body, bytes) else body.encode()).strip()
    closing = {b"{": b"}", b"[": b"]", b'"': b'"'}
    if not raw:
        return True
    return raw[:1] in closing and raw[-1:] != closing[raw[:1]]


def record(value: object, what: str) -> Record:
    if not isinstance(value, dict):
        raise SenselessError(f"{what} is no object")
    return value


def records(value: object, what: str) -> list[object]:
    """A list; null and absence count as an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise SenselessError(f"{what} is no list")
    return value


def member(members: Record, name: str) -> object:
    """What may be null but must be named: an answer without it is not the one that was asked for."""
    if name not in members:
        raise SenselessError(f"{name} is missing")
    return members[name]


def identity(members: Record, name: str) -> int:
    """A positive whole number that must be there."""
    value = members.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise SenselessError(f"{name} is no id")
    return value


def count(members: Record, name: str) -> int:
    """A whole number; 0 when it is absent, null or something else."""
    value = members.get(name)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return 0
    return int(value)


def name_of(members: Record, name: str) -> str:
    """A text that must be there and not empty."""
    value = members.get(name)
    if not isinstance(value, str) or not value:
        raise SenselessError(f"{name} is no text")
    return value


def text_of(members: Record, name: str) -> str:
    """A text; empty when it is absent, null or something else."""
    value = members.get(name)
    return value if isinstance(value, str) else ""


def flag(members: Record, name: str) -> bool:
    return members.get(name) is True
