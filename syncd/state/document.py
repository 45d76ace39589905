"""A card of WB as a JSON document, and back, exactly: decimals keep their digits.

A change of `RemoteCard` needs a revision that empties the mirror; WB fills it again.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from syncd.model.card import CharacteristicValue, Packaging, RemoteCard, RemoteSize, Value


def write(card: RemoteCard) -> str:
    """Everything but `raw`, which is a document of its own."""
    told = {
        "nm_id": card.nm_id,
        "imt_id": card.imt_id,
        "vendor_code": card.vendor_code,
        "subject_id": card.subject_id,
        "title": card.title,
        "description": card.description,
        "brand": card.brand,
        "packaging": None if card.packaging is None else _packaging(card.packaging),
        "characteristics": [[c.charc_id, c.name, _value(c.value)] for c in card.characteristics],
        "sizes": [[size.chrt_id, size.tech_size, size.wb_size, list(size.skus)] for size in card.sizes],
        "photos": card.photos,
        "updated_at": card.updated_at,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read(document: str, raw: str) -> RemoteCard:
    told: dict[str, Any] = json.loads(document)
    told["packaging"] = None if told["packaging"] is None else _read_packaging(told["packaging"])
    told["characteristics"] = tuple(
        CharacteristicValue(charc_id, name, _read_value(value))
        for charc_id, name, value in told["characteristics"]
    )
    told["sizes"] = tuple(
        RemoteSize(chrt_id, tech_size, wb_size, tuple(skus))
        for chrt_id, tech_size, wb_size, skus in told["sizes"]
    )
    return RemoteCard(**told, raw=raw)


def _value(value: Value) -> list[str] | str:
    return str(value) if isinstance(value, Decimal) else list(value)


def _read_value(told: list[str] | str) -> Value:
    return Decimal(told) if isinstance(told, str) else tuple(told)


def _packaging(packaging: Packaging) -> list[Any]:
    return [packaging.length, packaging.width, packaging.height, str(packaging.weight)]


def _read_packaging(told: list[Any]) -> Packaging:
    length, width, height, weight = told
    return Packaging(length, width, height, Decimal(weight))
