"""A digest of a product as it was read: unchanged content, unchanged digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from syncd.model.shop import Product

_VERSION = "1"
"""Raised when a product of equal content has to be looked at again."""

_getters: dict[type, Callable[[Any], Any]] = {}


def digest(product: Product) -> str:
    """32 hexadecimal digits over every field but the digest itself."""
    content = repr((_VERSION, _plain(product)))
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _plain(value: object) -> object:
    """Nested tuples of plain values; numerically equal decimals are one."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Decimal):
        return str(value.normalize())
    if is_dataclass(value):
        return _plain(_getter(type(value))(value))
    return str(value) if isinstance(value, str) else value


def _getter(kind: type) -> Callable[[Any], Any]:
    if kind not in _getters:
        names = [field.name for field in fields(kind) if (kind, field.name) != (Product, "digest")]
        _getters[kind] = attrgetter(*names)
    return _getters[kind]
