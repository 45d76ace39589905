"""A product of the shop becomes a group of cards, or is left out, or becomes problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from syncd.mapping import characteristics, contents, documents, measures, validation, wording
from syncd.mapping import sources as origins
from syncd.mapping.characteristics import Wanted
from syncd.mapping.colours import Colour, colours
from syncd.mapping.dictionary import DictionaryView
from syncd.mapping.faults import Fault
from syncd.mapping.fields import CardFields, Forbidden, Measured, Pages, SideSources
from syncd.mapping.names import same
from syncd.mapping.rules import Mapping as Rules
from syncd.mapping.rules import Rule
from syncd.mapping.sizes import sizes
from syncd.mapping.sources import Sources, Subset
from syncd.mapping.validation import Terms
from syncd.mapping.vendor_codes import vendor_codes
from syncd.model.card import CardDraft, GroupDraft, Packaging
from syncd.model.dictionary import Characteristic, Directory, Subject
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.shop import Product, Visibility


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
    rule: Rule | None = field(default=None, compare=False)
    """That chose the subject."""
    vendor_codes: frozenset[str] = field(default=frozenset(), compare=False)
    """Of all its cards, also of those with which something is amiss."""


@dataclass(frozen=True, slots=True)
class Task:
    """A product with everything that its cards are made by."""

    product: Product
    rule: Rule
    subject: Subject
    known: Sequence[Characteristic]
    wanted: Wanted
    dictionary: DictionaryView


def map_product(
    product: Product, mapping: Rules, dictionary: DictionaryView, minted: Mapping[str, str]
) -> Mapped:
    """One card a colour, its sizes in it, all of the product in one group.

    `minted` holds the vendor codes that the product's colours have already. A bad card is dropped and told; a
    problem of the whole product drops them all. Problems carry `product` (its id), `name`, and more by code.
    """
    if reason := reason_to_leave_out(product, mapping):
        return Mapped(LeftOut(reason))
    rule = mapping.rule(product)
    if rule is None:
        if mapping.include is None:
            return Mapped(LeftOut(LeftOutReason.NOT_INCLUDED))
        category = "/".join(product.category.path) if product.category else ""
        return Mapped(None, (_of_product(product, ProblemCode.SUBJECT_MISSING, category=category),))
    task = task_of(product, rule, mapping, dictionary)
    if task is None:
        return Mapped(None, (_subject_unknown(product, rule, dictionary),), rule)
    return _group(task, minted)


def task_of(product: Product, rule: Rule, mapping: Rules, dictionary: DictionaryView) -> Task | None:
    """None when WB has no such subject."""
    subject = dictionary.subject(rule.subject)
    if subject is None:
        return None
    known = dictionary.characteristics(subject.subject_id)
    wanted = characteristics.wanted(mapping.characteristics, rule.characteristics, known)
    return Task(product, rule, subject, known, wanted, dictionary)


def reason_to_leave_out(product: Product, mapping: Rules) -> LeftOutReason | None:
    reasons = (
        (not product.active, LeftOutReason.INACTIVE),
        (product.is_virtual, LeftOutReason.VIRTUAL),
        (product.is_pack, LeftOutReason.PACK),
        (product.visibility is Visibility.NONE, LeftOutReason.INVISIBLE),
        (not mapping.is_included(product), LeftOutReason.NOT_INCLUDED),
        (mapping.is_excluded(product), LeftOutReason.EXCLUDED),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _subject_unknown(product: Product, rule: Rule, dictionary: DictionaryView) -> Problem:
    found = dictionary.candidates(rule.subject) if isinstance(rule.subject, str) else ()
    several = len(found) > 1 and all(same(one.name) == same(str(rule.subject)) for one in found)
    code = ProblemCode.SUBJECT_AMBIGUOUS if several else ProblemCode.SUBJECT_UNKNOWN
    near = ", ".join(f"{one.name} ({one.subject_id}, {one.parent_name})" for one in found)
    facts = {"subject": rule.subject, "line": rule.line, "near": near}
    return _of_product(product, code, **facts)


def _group(task: Task, minted: Mapping[str, str]) -> Mapped:
    product, fields = task.product, task.rule.card
    found = colours(product, fields)
    problems = list(_unknown_characteristics(task))
    codes = vendor_codes(product, found, fields.vendor_code, minted)
    cards: list[CardDraft] = []
    for colour in found:
        card, faults = draft(task, colour, codes[colour.key])
        told = [*_repeated(task, card, codes), *(_of_fault(task, card, one) for one in faults)]
        problems.extend(told)
        if not any(one.drops for one in faults) and len(told) == len(faults):
            cards.append(card)
    kept, alike = _told_apart(task, cards)
    apart = fields.pages is Pages.EACH
    group = GroupDraft(product.id_product, task.subject.subject_id, kept, apart) if kept else None
    return Mapped(group, (*problems, *alike), task.rule, frozenset(codes.values()))


def draft(task: Task, colour: Colour, vendor_code: str) -> tuple[CardDraft, tuple[Fault, ...]]:
    """One card, whether it is good or not, and all that is wrong with it."""
    fields, subset, subject_id = task.rule.card, colour.subset, task.subject.subject_id
    given = characteristics.given(task.wanted, subset, subject_id, task.dictionary)
    papers = documents.documents(fields.documents, subset, task.known)
    marked = documents.kiz_marked(fields.kiz_marked, subset)
    card = CardDraft(
        id_product=task.product.id_product,
        colour=colour.key,
        vendor_code=vendor_code,
        title=_title(fields, subset),
        description=_description(fields, subset),
        brand=_brand(task, subset),
        packaging=_packaging(fields, subset),
        characteristics=given.values,
        sizes=sizes(subset, fields),
        documents=papers.documents,
        kiz_marked=None if isinstance(marked, Fault) else marked,
        gtin=documents.gtin(fields.gtin, subset),
    )
    terms = Terms(task.subject, task.known, task.dictionary, given.excused)
    unclear = (marked,) if isinstance(marked, Fault) else ()
    return card, (*given.faults, *papers.faults, *unclear, *validation.faults(card, terms))


def _title(fields: CardFields, subset: Subset) -> str | None:
    text = _text(fields.title, subset)
    return None if text is None else wording.title(_permitted(fields, text))


def _description(fields: CardFields, subset: Subset) -> str | None:
    text = _text(fields.description, subset)
    return wording.description(_permitted(fields, text), fields.description_limit) or None if text else None


def _permitted(fields: CardFields, text: str) -> str:
    return contents.without_forbidden(text) if fields.forbidden is Forbidden.DROP else text


def _brand(task: Task, subset: Subset) -> str | None:
    """In WB's spelling where WB knows it."""
    text = " ".join((_text(task.rule.card.brand, subset) or "").split())
    allowed = task.dictionary.values(Directory.BRANDS, task.subject.subject_id) if text else None
    return (allowed.find(text) if allowed else None) or text or None


def _repeated(task: Task, card: CardDraft, codes: Mapping[str, str]) -> Iterator[Problem]:
    code = card.vendor_code
    if any(key != card.colour and other.casefold() == code.casefold() for key, other in codes.items()):
        yield _of_card(task, code, ProblemCode.VENDOR_CODE_REPEATED, products=task.product.id_product)


def _told_apart(task: Task, cards: Sequence[CardDraft]) -> tuple[tuple[CardDraft, ...], list[Problem]]:
    found = validation.alike(cards, task.known)
    problems = [
        _of_card(task, code, ProblemCode.CARDS_ALIKE, other=other, characteristic=_variable(task))
        for code, other in found.items()
    ]
    return tuple(card for card in cards if card.vendor_code not in found), problems


def _variable(task: Task) -> str:
    return ", ".join(one.name for one in task.known if one.variable)


def _of_fault(task: Task, card: CardDraft, found: Fault) -> Problem:
    return _of_card(task, card.vendor_code, found.code, **dict(found.facts))


def _text(sources: Sources | None, subset: Subset) -> str | None:
    """The first value; None when WB's stays, empty when there is none."""
    if sources is None:
        return None
    return next(iter(origins.values(sources, subset)), "")


def _packaging(fields: CardFields, subset: Subset) -> Packaging | None:
    for way in fields.dimensions:
        if found := packed(way, subset):
            return found
    return None


def packed(way: Measured | Packaging | SideSources, subset: Subset) -> Packaging | None:
    """None when a side or the weight is not known."""
    if isinstance(way, Packaging):
        return way
    return (
        measures.packaging_from(way, subset) if isinstance(way, SideSources) else measures.packaging(subset)
    )


def _unknown_characteristics(task: Task) -> Iterator[Problem]:
    """The cards go on without them: WB drops characteristics from one day to the next."""
    if task.wanted.unknown:
        names = ", ".join(str(one.name) for one in task.wanted.unknown)
        facts = {"characteristic": names, "subject": task.subject.name}
        yield _of_product(task.product, ProblemCode.CHARACTERISTIC_UNKNOWN, **facts)


def _of_product(product: Product, code: ProblemCode, **facts: object) -> Problem:
    return Problem(code, RefKind.PRODUCT, str(product.id_product), _facts(product, facts))


def _of_card(task: Task, vendor_code: str, code: ProblemCode, **facts: object) -> Problem:
    told = {"vendor_code": vendor_code, "subject": task.subject.name, **facts}
    return Problem(code, RefKind.CARD, vendor_code, _facts(task.product, told))


def _facts(product: Product, facts: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    told = {"product": product.id_product, "name": product.name, **facts}
    return tuple((name, str(value)) for name, value in told.items())
