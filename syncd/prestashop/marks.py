"""Marks: a few bytes that change with the content they were made of."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

_MARK_BYTES = 8

Marks = Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Directories:
    """Marks of what many products name by id: one changes with whatever products show of the thing."""

    attributes: Marks
    features: Marks
    categories: Marks
    manufacturers: Marks


def told(content: Any) -> bytes:
    """Equal values, equal bytes. Format 2 of marshal knows no references, so that it holds for all that
    drivers give: numbers, texts, bytes, None, and tuples and lists of them. Other things are told as text."""
    try:
        return marshal.dumps(content, 2)
    except ValueError:
        return repr(content).encode("utf-8", "backslashreplace")


def mark(*content: object) -> bytes:
    return blake2b(told(content), digest_size=_MARK_BYTES).digest()
