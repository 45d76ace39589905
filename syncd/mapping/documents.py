"""Certificates and their like, the marking code and the GTIN of a card."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from syncd.mapping.faults import Fault, fault
from syncd.mapping.fields import DocumentFields, NoDocuments
from syncd.mapping.names import same
from syncd.mapping.sources import Sources, Subset, values
from syncd.model.card import Document, Documents
from syncd.model.dictionary import Characteristic
from syncd.model.problem import ProblemCode

KINDS = {
    "certificate": 1,
    "declaration": 2,
    "state-registration": 3,
    "medical-device": 4,
    "medical-device-belarus": 5,
    "pesticide": 7,
    "agrochemical": 8,
    "medicine": 9,
}
"""Words of mapping.yaml for WB's numbers; a number without a word may stand there as well."""
_TAKEN_BY = {
    1: {15001136, 15001137, 15001138},
    2: {15001135, 15001137, 15001138},
    3: {62945173, 15000785, 15004302},
    4: {15001574, 15002355, 15002356, 15002357},
    5: {15003071, 15003939},
    7: {15003924, 15003925},
    8: {15003920, 15003921},
    9: {1897013, 15004284},
}
"""A subject takes a document when it has one of these characteristics (WB's description of `documents[].type`
in cards/upload, client of 2026-10-24)."""
_ENDLESS = ("бессрочно", "бессрочный", "endless")
_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?:[ t]\S*)?"
    r"|(?P<day_>\d\d?)[./](?P<month_>\d\d?)[./](?P<year_>\d{4})(?:\s*г\.?)?",
    re.IGNORECASE,
)
_YES = frozenset({"yes", "true", "1", "+", "да", "есть"})
_NO = frozenset({"no", "false", "0", "-", "нет"})
_GTIN_LENGTHS = (8, 12, 13, 14)


@dataclass(frozen=True, slots=True)
class Papers:
    """None: nothing of ours, WB's stays."""

    documents: Documents | None
    faults: tuple[Fault, ...] = ()


def documents(
    wanted: Sequence[DocumentFields] | NoDocuments | None, subset: Subset, known: Sequence[Characteristic]
) -> Papers:
    """A document without a number is none; one of a kind that the subject does not take stays behind."""
    if wanted is None:
        return Papers(None)
    if isinstance(wanted, NoDocuments):
        return Papers(Documents(excluded=True))
    subject = {one.charc_id for one in known}
    found = [outcome for fields in wanted for outcome in _outcomes(fields, subset, subject)]
    items = tuple(dict.fromkeys(one for one in found if isinstance(one, Document)))
    faults = tuple(one for one in found if isinstance(one, Fault))
    return Papers(Documents(items) if items else None, faults)


def kiz_marked(sources: Sources | None, subset: Subset) -> bool | Fault | None:
    text = _text(sources or (), subset)
    if not text:
        return None
    if same(text) in _YES | _NO:
        return same(text) in _YES
    return fault(ProblemCode.MARKING_UNCLEAR, value=text)


def gtin(sources: Sources | None, subset: Subset) -> str | None:
    return re.sub(r"[\s-]", "", _text(sources or (), subset)) or None


def is_gtin(text: str) -> bool:
    """8, 12, 13 or 14 digits of which the last is the check digit of GS1."""
    if not (text.isascii() and text.isdigit()) or len(text) not in _GTIN_LENGTHS:
        return False
    weighted = (int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(text[:-1])))
    return (sum(weighted) + int(text[-1])) % 10 == 0


def _outcomes(fields: DocumentFields, subset: Subset, subject: Collection[int]) -> Iterator[Document | Fault]:
    numbers = values(fields.number, subset)
    taken_by = _TAKEN_BY.get(fields.type)
    if numbers and subject and taken_by and taken_by.isdisjoint(subject):
        yield fault(ProblemCode.DOCUMENT_NOT_TAKEN, number=", ".join(numbers), drops=False)
        return
    for number in numbers:
        yield _document(fields, number, subset)


def _document(fields: DocumentFields, number: str, subset: Subset) -> Document | Fault:
    start, end = _text(fields.start, subset), _text(fields.end, subset)
    endless = same(end) in _ENDLESS
    first, last = _date(start), None if endless else _date(end)
    unread = [text for text, read in ((start, first), (end, last or endless)) if text and not read]
    if unread or (first and last and last < first):
        return fault(ProblemCode.DOCUMENT_UNCLEAR, number=number, value=", ".join(unread or (start, end)))
    return Document(
        type=fields.type,
        number=number,
        product_number=_text(fields.product_number, subset),
        trade_name=_text(fields.trade_name, subset),
        applicant=_text(fields.applicant, subset),
        start=first,
        end=last,
        endless=endless,
    )


def _date(text: str) -> date | None:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    parts = {name.rstrip("_"): int(number) for name, number in found.groupdict().items() if number}
    try:
        return date(parts["year"], parts["month"], parts["day"])
    except ValueError:
        return None


def _text(sources: Sources, subset: Subset) -> str:
    return next(iter(values(sources, subset)), "")
