"""The content of a card in one short word, and as JSON for an intention."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from syncd.model.card import (
    CardDraft,
    CharacteristicValue,
    Document,
    Documents,
    Packaging,
    SizeDraft,
    Value,
)
from syncd.model.errors import ErrorCode, FaultError
from syncd.model.shop import OfferKey

VERSION = 1
"""Raised when the same draft comes to mean other content."""


def fingerprint(draft: CardDraft, subject_id: int) -> str:
    """32 hex digits; equal for two drafts that ask the same of WB, in whatever order they say it.

    Names of characteristics do not count: WB renames them, their ids stay. Members that came later count only
    where they are asked for: what was confirmed before them stays confirmed.
    """
    told = [
        VERSION,
        subject_id,
        draft.vendor_code,
        draft.title,
        draft.description,
        draft.brand,
        _packaging(draft.packaging),
        sorted(([one.charc_id, _sorted(one.value)] for one in draft.characteristics), key=_text),
        sorted(
            ([str(one.offer), one.tech_size, one.wb_size, sorted(one.skus)] for one in draft.sizes), key=_text
        ),
    ]
    later = [_unordered(draft.documents), draft.kiz_marked, draft.gtin]
    return digest([*told, later] if any(one is not None for one in later) else told)


def digest(told: object) -> str:
    return hashlib.blake2b(_text(told).encode(), digest_size=16).hexdigest()


def dump(draft: CardDraft) -> str:
    return _text(
        {
            "id_product": draft.id_product,
            "colour": draft.colour,
            "vendor_code": draft.vendor_code,
            "title": draft.title,
            "description": draft.description,
            "brand": draft.brand,
            "packaging": _packaging(draft.packaging),
            "characteristics": [[one.charc_id, one.name, _value(one.value)] for one in draft.characteristics],
            "sizes": [
                [one.offer.id_product, list(one.offer.attributes), one.tech_size, one.wb_size, list(one.skus)]
                for one in draft.sizes
            ],
            "documents": _documents(draft.documents),
            "kiz_marked": draft.kiz_marked,
            "gtin": draft.gtin,
        }
    )


def load(text: str) -> CardDraft:
    """The draft that `dump` wrote, in this release or an earlier one.

    Raises `FaultError` for anything else.
    """
    try:
        return _draft(json.loads(text))
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise FaultError(ErrorCode.FAULT, reason="the draft of an intention is unreadable") from error


def _draft(told: dict[str, Any]) -> CardDraft:
    return CardDraft(
        id_product=told["id_product"],
        colour=told["colour"],
        vendor_code=told["vendor_code"],
        title=told["title"],
        description=told["description"],
        brand=told["brand"],
        packaging=None if told["packaging"] is None else _read_packaging(*told["packaging"]),
        characteristics=tuple(
            CharacteristicValue(charc_id, name, _read_value(value))
            for charc_id, name, value in told["characteristics"]
        ),
        sizes=tuple(
            SizeDraft(OfferKey(product, tuple(attributes)), tech_size, wb_size, tuple(skus))
            for product, attributes, tech_size, wb_size, skus in told["sizes"]
        ),
        documents=_read_documents(told.get("documents")),
        kiz_marked=told.get("kiz_marked"),
        gtin=told.get("gtin"),
    )


def _packaging(packaging: Packaging | None) -> list[int | str] | None:
    if packaging is None:
        return None
    return [packaging.length, packaging.width, packaging.height, _plain(packaging.weight)]


def _read_packaging(length: int, width: int, height: int, weight: str) -> Packaging:
    return Packaging(length, width, height, Decimal(weight))


def _unordered(documents: Documents | None) -> list[Any] | None:
    if documents is None:
        return None
    return [documents.excluded, sorted((_document(one) for one in documents.items), key=_text)]


def _documents(documents: Documents | None) -> list[Any] | None:
    return None if documents is None else [documents.excluded, [_document(one) for one in documents.items]]


def _document(one: Document) -> list[Any]:
    texts = [one.type, one.number, one.product_number, one.trade_name, one.applicant]
    return [*texts, _day(one.start), _day(one.end), one.endless]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_documents(told: list[Any] | None) -> Documents | None:
    if told is None:
        return None
    excluded, items = told
    return Documents(tuple(_read_document(one) for one in items), excluded)


def _read_document(told: list[Any]) -> Document:
    *texts, start, end, endless = told
    kind, number, product_number, trade_name, applicant = texts
    days = _read_day(start), _read_day(end)
    return Document(kind, number, product_number, trade_name, applicant, *days, endless)


def _read_day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)


def _value(value: Value) -> list[str] | str:
    return _plain(value) if isinstance(value, Decimal) else list(value)


def _read_value(told: list[str] | str) -> Value:
    return Decimal(told) if isinstance(told, str) else tuple(told)


def _sorted(value: Value) -> list[str] | str:
    return _plain(value) if isinstance(value, Decimal) else sorted(value)


def _plain(number: Decimal) -> str:
    """1.50, 1.5 and 15E-1 are one number."""
    text = f"{number:f}"
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain == "-0" else plain


def _text(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
