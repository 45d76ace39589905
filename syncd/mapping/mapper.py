"""A product of the shop becomes a group of cards, or is left out, or becomes problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from syncd.mapping import characteristics, measures, wording
from syncd.mapping import sources as origins
from syncd.mapping.characteristics import Bad, Wanted
from syncd.mapping.colours import Colour, colours
from syncd.mapping.fields import CardFields, Measured
from syncd.mapping.rules import Mapping as Rules
from syncd.mapping.rules import Rule
from syncd.mapping.sizes import complaint, sizes
from syncd.mapping.sources import Sources, Subset
from syncd.mapping.vendor_codes import LONGEST, vendor_codes
from syncd.model.card import CardDraft, CharacteristicValue, GroupDraft, Packaging
from syncd.model.dictionary import Characteristic, Subject
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.shop import Product, Visibility

LARGEST_GROUP = 30
"""Cards on one product page (modern.md, 5.2)."""


class DictionaryView(Protocol):
    """WB's dictionaries as last read; asking them costs no request."""

    def subject(self, wanted: int | str) -> Subject | None:
        """By id, or by name without regard to letter case."""
        ...

    def characteristics(self, subject_id: int) -> Sequence[Characteristic]: ...


class LeftOutReason(StrEnum):
    INACTIVE = "inactive"
    VIRTUAL = "virtual"
    PACK = "pack"
    INVISIBLE = "invisible"
    EXCLUDED = "excluded"
    NOT_INCLUDED = "not-included"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Nothing is wrong with the product: it is not meant for WB."""

    reason: LeftOutReason


@dataclass(frozen=True, slots=True)
class Mapped:
    result: GroupDraft | LeftOut | None
    """None when no card of the product is good."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A product with everything that its cards are made by."""

    product: Product
    rule: Rule
    subject: Subject
    known: Sequence[Characteristic]
    wanted: Wanted


def map_product(
    product: Product, mapping: Rules, dictionary: DictionaryView, minted: Mapping[str, str]
) -> Mapped:
    """One card a colour, its sizes in it, all of the product in one group.

    `minted` holds the vendor codes that the product's colours have already. A bad card is dropped and told; a
    problem of the whole product drops them all. Problems carry `product` (its id), `name`, and more by code.
    """
    if reason := _reason_to_leave_out(product, mapping):
        return Mapped(LeftOut(reason))
    rule = mapping.rule(product)
    if rule is None:
        if mapping.include is None:
            return Mapped(LeftOut(LeftOutReason.NOT_INCLUDED))
        category = "/".join(product.category.path) if product.category else ""
        return Mapped(None, (_of_product(product, ProblemCode.SUBJECT_MISSING, category=category),))
    subject = dictionary.subject(rule.subject)
    if subject is None:
        return Mapped(None, (_of_product(product, ProblemCode.SUBJECT_UNKNOWN, subject=rule.subject),))
    known = dictionary.characteristics(subject.subject_id)
    wanted = characteristics.wanted(mapping.characteristics, rule.characteristics, known)
    return _group(Task(product, rule, subject, known, wanted), minted)


def _reason_to_leave_out(product: Product, mapping: Rules) -> LeftOutReason | None:
    reasons = (
        (not product.active, LeftOutReason.INACTIVE),
        (product.is_virtual, LeftOutReason.VIRTUAL),
        (product.is_pack, LeftOutReason.PACK),
        (product.visibility is Visibility.NONE, LeftOutReason.INVISIBLE),
        (not mapping.is_included(product), LeftOutReason.NOT_INCLUDED),
        (mapping.is_excluded(product), LeftOutReason.EXCLUDED),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _group(task: Task, minted: Mapping[str, str]) -> Mapped:
    product, fields = task.product, task.rule.card
    found = colours(product, fields)
    if len(found) > LARGEST_GROUP:
        facts = {"count": len(found), "limit": LARGEST_GROUP}
        return Mapped(None, (_of_product(product, ProblemCode.GROUP_TOO_LARGE, **facts),))
    problems = list(_unknown_characteristics(task))
    codes = vendor_codes(product, found, fields.vendor_code, minted)
    cards: list[CardDraft] = []
    for colour in found:
        given = characteristics.given(task.wanted, task.known, colour.subset)
        card = _card(task, colour, codes[colour.key], given.values)
        bad = [*_complaints(task, card, codes), *(_bad(task, card, one) for one in given.bad)]
        problems.extend(bad)
        if not bad:
            cards.append(card)
    group = GroupDraft(product.id_product, task.subject.subject_id, tuple(cards)) if cards else None
    return Mapped(group, tuple(problems))


def _card(task: Task, colour: Colour, vendor_code: str, values: tuple[CharacteristicValue, ...]) -> CardDraft:
    fields, subset = task.rule.card, colour.subset
    title = _text(fields.title, subset)
    description = _text(fields.description, subset)
    return CardDraft(
        id_product=task.product.id_product,
        colour=colour.key,
        vendor_code=vendor_code,
        title=None if title is None else wording.title(title),
        description=wording.description(description, fields.description_limit) if description else None,
        brand=_text(fields.brand, subset) or None,
        packaging=_packaging(fields, subset),
        characteristics=values,
        sizes=sizes(subset, fields),
    )


def _complaints(task: Task, card: CardDraft, codes: Mapping[str, str]) -> Iterator[Problem]:
    """All that is wrong with one card, but for its characteristics."""
    code = card.vendor_code
    if len(code) > LONGEST:
        yield _of_card(task, code, ProblemCode.VENDOR_CODE_TOO_LONG, limit=LONGEST)
    if any(key != card.colour and other.casefold() == code.casefold() for key, other in codes.items()):
        yield _of_card(task, code, ProblemCode.VENDOR_CODE_REPEATED, products=task.product.id_product)
    if found := complaint(card.sizes):
        yield _of_card(task, code, found.code, size=found.size, offers=found.offers)
    if card.title == "":
        yield _of_card(task, code, ProblemCode.TITLE_EMPTY)


def _bad(task: Task, card: CardDraft, bad: Bad) -> Problem:
    told = {"value": ", ".join(bad.texts), "count": len(bad.texts), "limit": bad.limit} if bad.texts else {}
    return _of_card(task, card.vendor_code, bad.code, characteristic=bad.name, **told)


def _text(sources: Sources | None, subset: Subset) -> str | None:
    """The first value; None when WB's stays, empty when there is none."""
    if sources is None:
        return None
    return next(iter(origins.values(sources, subset)), "")


def _packaging(fields: CardFields, subset: Subset) -> Packaging | None:
    for way in fields.dimensions:
        found = measures.packaging(subset) if isinstance(way, Measured) else way
        if found is not None:
            return found
    return None


def _unknown_characteristics(task: Task) -> Iterator[Problem]:
    """The cards go on without them: WB drops characteristics from one day to the next."""
    if task.wanted.unknown:
        names, subject = ", ".join(task.wanted.unknown), task.subject.name
        facts = {"characteristic": names, "subject": subject}
        yield _of_product(task.product, ProblemCode.CHARACTERISTIC_UNKNOWN, **facts)


def _of_product(product: Product, code: ProblemCode, **facts: object) -> Problem:
    return Problem(code, RefKind.PRODUCT, str(product.id_product), _facts(product, facts))


def _of_card(task: Task, vendor_code: str, code: ProblemCode, **facts: object) -> Problem:
    told = {"vendor_code": vendor_code, "subject": task.subject.name, **facts}
    return Problem(code, RefKind.CARD, vendor_code, _facts(task.product, told))


def _facts(product: Product, facts: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    told = {"product": product.id_product, "name": product.name, **facts}
    return tuple((name, str(value)) for name, value in told.items())
