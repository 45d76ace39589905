"""Certificates of a card: `documents` and `gtin` (in cards since 2026-09-09, modern.md 5.2)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from syncd.sandbox.cards import Card, Document, Documents, Variant
from syncd.sandbox.clock import stamp
from syncd.sandbox.dictionary import Dictionary, Subject

CHARCS_OF_TYPE: Mapping[int, frozenset[int]] = {
    1: frozenset({15001136, 15001137, 15001138}),
    2: frozenset({15001135, 15001137, 15001138}),
    3: frozenset({62945173, 15000785, 15004302}),
    4: frozenset({15001574, 15002355, 15002356, 15002357}),
    5: frozenset({15003071, 15003939}),
    7: frozenset({15003924, 15003925}),
    8: frozenset({15003920, 15003921}),
    9: frozenset({1897013, 15004284}),
}
"""A kind of document may be given where the subject has one of its characteristics."""


def faults(dictionary: Dictionary, subject: Subject, variant: Variant, card: Card | None) -> list[str]:
    """Guess, all of it: the contract names the rules and no text."""
    attached = {document.id for document in card.documents.items} if card else set()
    charcs = dictionary.charcs(subject).keys()
    found = []
    for document in variant.documents.items:
        allowed = CHARCS_OF_TYPE.get(document.type)
        if allowed is None:
            found.append("Не указан тип документа")
        elif not allowed & charcs:
            found.append(f"Для предмета недоступен документ типа {document.type}")
        if document.id and document.id not in attached:
            found.append(f"Документ {document.id} не прикреплён к карточке")
        if document.start_date and document.end_date and document.end_date < document.start_date:
            found.append("Дата окончания действия документа раньше даты начала")
    if variant.gtin and not _is_gtin(variant.gtin):
        found.append("Некорректный GTIN")
    return found


def _is_gtin(text: str) -> bool:
    """8, 12, 13 or 14 digits, the last of which checks the others (GS1)."""
    if len(text) not in (8, 12, 13, 14) or not (text.isascii() and text.isdigit()):
        return False
    digits = [int(digit) for digit in reversed(text)]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def stored(documents: Documents, card: Card | None, at: datetime) -> Documents:
    """A new document gets an id; one with an id keeps its day of birth."""
    known = {document.id: document for document in card.documents.items} if card else {}
    items = []
    for document in documents.items:
        before = known.get(document.id)
        new_id = document.id or str(uuid.uuid4())
        items.append(replace(document, id=new_id, created_at=before.created_at if before else at))
    return Documents(tuple(items), documents.exclude)


def shown(documents: Documents) -> dict[str, object]:
    """Guess: until someone has checked it, a verdict says only that."""
    return {
        "items": [_shown(document) for document in documents.items],
        "overallVerdict": {"isFullyChecked": False},
        "excludeDocuments": documents.exclude,
    }


def _shown(document: Document) -> dict[str, object]:
    told: dict[str, object] = {
        "id": document.id,
        "type": document.type,
        "number": document.number,
        "productNumber": document.product_number,
        "tradeName": document.trade_name,
        "applicant": document.applicant,
        "isEndless": document.is_endless,
        "verdict": {"verified": False},
    }
    if document.created_at:
        told["createdAt"] = stamp(document.created_at)
    dates = {"startDate": document.start_date, "endDate": document.end_date}
    return told | {name: text for name, text in dates.items() if text}
