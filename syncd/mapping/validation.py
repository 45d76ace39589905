"""What WB would refuse in a card, found before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from syncd.mapping import contents, directories, documents, wording
from syncd.mapping.characteristics import is_settable
from syncd.mapping.dictionary import DictionaryView
from syncd.mapping.faults import Fault, fault
from syncd.mapping.names import same
from syncd.mapping.sizes import complaint
from syncd.mapping.vendor_codes import LONGEST as LONGEST_VENDOR_CODE
from syncd.model.card import CardDraft, CharacteristicValue
from syncd.model.dictionary import Characteristic, CharacteristicType, Directory, Subject
from syncd.model.problem import ProblemCode

LONGEST_DESCRIPTION = 5000
"""In any category (modern.md, 5.2)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a card is judged by. A directory that was never read, or is empty, refuses nothing."""

    subject: Subject
    known: Sequence[Characteristic]
    dictionary: DictionaryView
    excused: frozenset[int] = frozenset()
    """Characteristics that may be missing although WB requires them."""


def faults(card: CardDraft, terms: Terms) -> tuple[Fault, ...]:
    """Empty for a card that WB can be expected to take."""
    return (
        *_vendor_code(card),
        *_sizes(card),
        *_text("title", card.title, wording.TITLE),
        *_text("description", card.description, LONGEST_DESCRIPTION),
        *_brand(card, terms),
        *_gtin(card),
        *_characteristics(card, terms),
        *_missing(card, terms),
    )


def alike(cards: Sequence[CardDraft], known: Sequence[Characteristic]) -> dict[str, str]:
    """Vendor codes of cards that differ from an earlier one of the group in nothing, with that one's.

    Cards of a group must differ in a characteristic that may vary, or in their sizes (modern.md, 5.2, "non
    unique characteristics in one group"); where none of those is told nothing is judged.
    """
    variable = {one.charc_id for one in known if one.variable}
    seen: dict[object, str] = {}
    found: dict[str, str] = {}
    for card in cards:
        shown = frozenset(
            (one.charc_id, one.value if isinstance(one.value, Decimal) else frozenset(map(same, one.value)))
            for one in card.characteristics
            if one.charc_id in variable
        )
        key = (shown, frozenset(same(size.tech_size) for size in card.sizes))
        if shown and seen.setdefault(key, card.vendor_code) != card.vendor_code:
            found[card.vendor_code] = seen[key]
    return found


def _vendor_code(card: CardDraft) -> Iterator[Fault]:
    if len(card.vendor_code) > LONGEST_VENDOR_CODE:
        yield fault(ProblemCode.VENDOR_CODE_TOO_LONG, limit=LONGEST_VENDOR_CODE)


def _sizes(card: CardDraft) -> Iterator[Fault]:
    if found := complaint(card.sizes):
        yield found


def _text(field: str, text: str | None, limit: int) -> Iterator[Fault]:
    if text is None:
        return
    if field == "title" and not text:
        yield fault(ProblemCode.TITLE_EMPTY)
    if len(text) > limit:
        yield fault(ProblemCode.TEXT_TOO_LONG, field=field, count=len(text), limit=limit)
    if found := contents.forbidden(text):
        yield fault(ProblemCode.TEXT_FORBIDDEN, field=field, value=" ".join(found))
    if found := contents.contacts(text):
        yield fault(ProblemCode.TEXT_CONTACTS, field=field, value=", ".join(found))


def _brand(card: CardDraft, terms: Terms) -> Iterator[Fault]:
    if not card.brand or same(card.brand) == directories.NO_BRAND:
        return
    allowed = terms.dictionary.values(Directory.BRANDS, terms.subject.subject_id)
    if allowed and allowed.find(card.brand) is None:
        near = ", ".join(allowed.near(card.brand))
        yield fault(ProblemCode.BRAND_UNKNOWN, brand=card.brand, near=near)


def _gtin(card: CardDraft) -> Iterator[Fault]:
    if card.gtin is not None and not documents.is_gtin(card.gtin):
        yield fault(ProblemCode.GTIN_WRONG, value=card.gtin)


def _characteristics(card: CardDraft, terms: Terms) -> Iterator[Fault]:
    known = {one.charc_id: one for one in terms.known}
    for value in card.characteristics:
        if characteristic := known.get(value.charc_id):
            yield from _value(value, characteristic, terms)


def _value(value: CharacteristicValue, characteristic: Characteristic, terms: Terms) -> Iterator[Fault]:
    name, told = characteristic.name, value.value
    if isinstance(told, Decimal) or characteristic.type is CharacteristicType.NUMBER:
        if not isinstance(told, Decimal):
            text = ", ".join(told)
            yield fault(ProblemCode.CHARACTERISTIC_NOT_A_NUMBER, characteristic=name, value=text)
        return
    if 0 < characteristic.max_count < len(told):
        yield fault(
            ProblemCode.CHARACTERISTIC_TOO_MANY,
            characteristic=name,
            value=", ".join(told),
            count=len(told),
            limit=characteristic.max_count,
        )
    yield from _unknown(told, characteristic, terms)


def _unknown(texts: Sequence[str], characteristic: Characteristic, terms: Terms) -> Iterator[Fault]:
    directory = directories.of_characteristic(characteristic.name)
    allowed = terms.dictionary.values(directory, terms.subject.subject_id) if directory else None
    if directory is None or not allowed:
        return
    unknown = [text for text in texts if directories.spelled(directory, allowed, text) is None]
    if unknown:
        near = dict.fromkeys(near for text in unknown for near in allowed.near(text))
        yield fault(
            ProblemCode.VALUE_UNKNOWN,
            characteristic=characteristic.name,
            value=", ".join(unknown),
            near=", ".join(near),
        )


def _missing(card: CardDraft, terms: Terms) -> Iterator[Fault]:
    met = {one.charc_id for one in card.characteristics} | terms.excused
    for one in terms.known:
        if one.required and is_settable(one) and one.charc_id not in met:
            yield fault(ProblemCode.CHARACTERISTIC_REQUIRED, characteristic=one.name)
