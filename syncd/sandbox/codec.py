"""Frozen records to JSON and back, by the types of their members."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dump(record: object) -> str:
    """A dataclass as JSON text; moments as ISO 8601."""
    return json.dumps(record, ensure_ascii=False, default=_plain)


def load(kind: type[T], text: str) -> T:
    """A record from its JSON. Raises `ValueError`, `LookupError` or `TypeError` for another shape."""
    record: T = _restored(kind, json.loads(text))
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(type(value).__name__)


def _restored(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _restored(hints[name], item) for name, item in value.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return _restored_generic(kind, value)


def _restored_generic(kind: Any, value: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _restored(_chosen(arguments, value), value)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(_restored(arguments[0], item) for item in value)
    if origin is tuple:
        return tuple(_restored(each, item) for each, item in zip(arguments, value, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {name: _restored(arguments[1], item) for name, item in value.items()}
    return value


def _chosen(kinds: tuple[Any, ...], value: Any) -> Any:
    """The member of a union that a JSON value stands for."""
    fitting = [kind for kind in kinds if (get_origin(kind) is tuple) == isinstance(value, list)]
    return next((kind for kind in fitting if kind is not types.NoneType), object)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
