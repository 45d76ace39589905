"""A card of WB as a JSON document, and back, exactly: decimals keep their digits.

A member that came later is written only where it is not empty, and read as empty where it is missing: what an
earlier release stored stays readable, and WB fills it again. Any other change of `RemoteCard` needs a
revision that empties the mirror.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from syncd.model.card import (
    CharacteristicValue,
    Document,
    Documents,
    Packaging,
    RemoteCard,
    RemoteSize,
    Value,
)


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
    } | _later(card)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _later(card: RemoteCard) -> dict[str, Any]:
    told: dict[str, Any] = {"kiz_marked": card.kiz_marked, "gtin": card.gtin}
    if card.documents != Documents():
        told["documents"] = [card.documents.excluded, [_document(one) for one in card.documents.items]]
    return {name: value for name, value in told.items() if value}


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
    if "documents" in told:
        excluded, items = told["documents"]
        told["documents"] = Documents(tuple(_read_document(one) for one in items), excluded)
    return RemoteCard(**told, raw=raw)


def _document(one: Document) -> list[Any]:
    texts = [one.type, one.number, one.product_number, one.trade_name, one.applicant]
    return [*texts, _day(one.start), _day(one.end), one.endless]


def _read_document(told: list[Any]) -> Document:
    *texts, start, end, endless = told
    kind, number, product_number, trade_name, applicant = texts
    days = _read_day(start), _read_day(end)
    return Document(kind, number, product_number, trade_name, applicant, *days, endless)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)


def _value(value: Value) -> list[str] | str:
    return str(value) if isinstance(value, Decimal) else list(value)


def _read_value(told: list[str] | str) -> Value:
    return Decimal(told) if isinstance(told, str) else tuple(told)


def _packaging(packaging: Packaging) -> list[Any]:
    return [packaging.length, packaging.width, packaging.height, str(packaging.weight)]


def _read_packaging(told: list[Any]) -> Packaging:
    length, width, height, weight = told
    return Packaging(length, width, height, Decimal(weight))
