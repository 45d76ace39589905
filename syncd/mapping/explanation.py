"""Why a product's cards are what they are: the rule that won, and for each field the source that gave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from syncd.mapping.colours import colours
from syncd.mapping.conditions import holds
from syncd.mapping.dictionary import DictionaryView
from syncd.mapping.fields import CardFields, Measured, NoDocuments, SideSources
from syncd.mapping.mapper import Mapped, Task, map_product, packed, reason_to_leave_out, task_of
from syncd.mapping.rules import Mapping as Rules
from syncd.mapping.rules import Rule
from syncd.mapping.sources import SourceKind, Sources, Subset, first
from syncd.mapping.vendor_codes import vendor_codes
from syncd.model.shop import Product


class Giver(StrEnum):
    """Who gave a field, where it was no source."""

    KEEP = "keep"
    """Left to WB, as mapping.yaml says."""
    NOTHING = "nothing"
    """All sources were empty: WB's stays."""
    MINTED = "minted"
    """Given once, and kept since."""
    RULE = "rule"
    MEASURES = "measures"
    CONSTANT = "value"


@dataclass(frozen=True, slots=True)
class Origin:
    """Of one field of one card, before it is cut, spelled and judged."""

    field: str
    """As in mapping.yaml: `title`, `documents[1]`; a characteristic's by its name."""
    giver: SourceKind | Giver
    name: str = ""
    """Of the feature, the attribute group or the field."""
    values: tuple[str, ...] = ()
    line: int = 0
    """Of mapping.yaml; 0 for what holds without being written there."""


@dataclass(frozen=True, slots=True)
class CardOrigins:
    vendor_code: str
    colour: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    mapped: Mapped
    also_met: tuple[Rule, ...] = ()
    """Rules that meet the product less exactly."""
    cards: tuple[CardOrigins, ...] = ()
    """All of them, the dropped ones too."""


def explain(
    product: Product, mapping: Rules, dictionary: DictionaryView, minted: Mapping[str, str]
) -> Explanation:
    mapped = map_product(product, mapping, dictionary, minted)
    rule = None if reason_to_leave_out(product, mapping) else mapping.rule(product)
    if rule is None:
        return Explanation(mapped)
    others = tuple(one for one in mapping.rules if one is not rule and holds(one.when, product))
    task = task_of(product, rule, mapping, dictionary)
    return Explanation(mapped, others, tuple(_cards(task, minted)) if task else ())


def _cards(task: Task, minted: Mapping[str, str]) -> Iterator[CardOrigins]:
    fields = task.rule.card
    found = colours(task.product, fields)
    codes = vendor_codes(task.product, found, fields.vendor_code, minted)
    for colour in found:
        code = codes[colour.key]
        giver = Giver.MINTED if minted.get(colour.key) else Giver.RULE
        origins = (
            Origin("vendor_code", giver, values=(code,)),
            *_fields(fields, colour.subset),
            *_characteristics(task, colour.subset),
        )
        yield CardOrigins(code, colour.key, origins)


def _fields(fields: CardFields, subset: Subset) -> Iterator[Origin]:
    for name in ("title", "description", "brand", "kiz_marked", "gtin"):
        yield _origin(name, getattr(fields, name), subset)
    yield _dimensions(fields, subset)
    if isinstance(fields.documents, NoDocuments):
        yield Origin("documents", Giver.CONSTANT)
    elif fields.documents is not None:
        for place, document in enumerate(fields.documents, 1):
            yield _origin(f"documents[{place}]", document.number, subset)


def _characteristics(task: Task, subset: Subset) -> Iterator[Origin]:
    for characteristic, rule in task.wanted.rules:
        yield _origin(characteristic.name, rule.sources, subset, rule.line)


def _origin(field: str, sources: Sources | None, subset: Subset, line: int = 0) -> Origin:
    if sources is None:
        return Origin(field, Giver.KEEP, line=line)
    found = first(sources, subset)
    if found is None:
        return Origin(field, Giver.NOTHING, line=line)
    return Origin(field, found.source.kind, found.source.name, found.values, found.source.line)


def _dimensions(fields: CardFields, subset: Subset) -> Origin:
    for way in fields.dimensions:
        if found := packed(way, subset):
            told = (f"{found.length}x{found.width}x{found.height}", f"{found.weight:f}")
            if isinstance(way, SideSources):
                return Origin("dimensions", Giver.RULE, values=told, line=way.line)
            giver = Giver.MEASURES if isinstance(way, Measured) else Giver.CONSTANT
            return Origin("dimensions", giver, values=told)
    return Origin("dimensions", Giver.NOTHING if fields.dimensions else Giver.KEEP)
