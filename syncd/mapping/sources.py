"""Where a value of a card comes from: a feature, an attribute, a field of the product, a template..."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from syncd.mapping import templates
from syncd.mapping.names import same
from syncd.mapping.templates import Hole, HoleKind, Template
from syncd.model.shop import Combination, Product


class SourceKind(StrEnum):
    FEATURE = "feature"
    ATTRIBUTE = "attribute"
    FIELD = "field"
    TEMPLATE = "template"
    VALUE = "value"


class Field(StrEnum):
    """Fields of a product that a source may name."""

    ID = "id"
    NAME = "name"
    REFERENCE = "reference"
    COMBINATION_REFERENCE = "combination_reference"
    SUPPLIER_REFERENCE = "supplier_reference"
    EAN13 = "ean13"
    UPC = "upc"
    MANUFACTURER = "manufacturer"
    CATEGORY = "category"
    CONDITION = "condition"
    DESCRIPTION = "description"
    DESCRIPTION_SHORT = "description_short"
    WIDTH = "width"
    HEIGHT = "height"
    DEPTH = "depth"
    WEIGHT = "weight"


Table = tuple[tuple[str, tuple[str, ...]], ...]
"""The shop's value, as `same` writes it, and what WB gets for it."""
REST = "*"
"""In a table: every value that it does not name."""


@dataclass(frozen=True, slots=True)
class Source:
    kind: SourceKind
    name: str = ""
    """Of the feature, the attribute group or the field."""
    constant: tuple[str, ...] = ()
    template: Template = ()
    table: Table = ()
    separators: tuple[str, ...] = ()
    """At which one value of the shop becomes several."""
    unit: str = ""
    """Of a number that has none; a text that is nothing but a number gets it."""
    most: int = 0
    """Values that are kept, the first ones; 0: all."""
    line: int = field(default=0, compare=False, repr=False)
    """Of mapping.yaml; 0: not written there, but taken for granted."""


Sources = tuple[Source, ...]
"""Asked in turn; the first that gives something wins."""


@dataclass(frozen=True, slots=True)
class Subset:
    """What a card is made of: the product and those of its combinations that belong to the card."""

    product: Product
    combinations: tuple[Combination, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the first source that has anything gave: values in the shop's order, without repetitions."""

    values: tuple[str, ...]
    source: Source


_NUMBER = re.compile(r"-?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?")


def first(sources: Sources, subset: Subset) -> Found | None:
    return next((Found(values, one) for one in sources if (values := _of_source(one, subset))), None)


def values(sources: Sources, subset: Subset) -> tuple[str, ...]:
    found = first(sources, subset)
    return found.values if found else ()


def translate(table: Table, value: str) -> tuple[str, ...]:
    """What the table makes of a value; one that it does not name stays, unless the rest is in the table."""
    known = dict(table)
    rest = known.get(REST, (value,)) if value.strip() else (value,)
    return known.get(same(value), rest)


def _of_source(source: Source, subset: Subset) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for whole in _raw(source, subset):
        for part in _parts(source, whole):
            for value in translate(source.table, part):
                if text := value.strip():
                    found.setdefault(same(text), _measured(text, source.unit))
    kept = tuple(found.values())
    return kept[: source.most] if source.most else kept


def _parts(source: Source, whole: str) -> Sequence[str]:
    """A value that the table names as a whole is not split."""
    if not source.separators or same(whole) in dict(source.table):
        return [whole]
    return re.split("|".join(map(_separating, source.separators)), whole)


def _separating(separator: str) -> str:
    """A comma or a point between two digits belongs to a number."""
    plain = re.escape(separator)
    return rf"(?<!\d){plain}|{plain}(?!\d)" if separator in (",", ".") else plain


def _measured(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit and _NUMBER.fullmatch(text) else text


def _raw(source: Source, subset: Subset) -> Sequence[str]:
    match source.kind:
        case SourceKind.VALUE:
            return source.constant
        case SourceKind.FEATURE:
            return list(_of_feature(source.name, subset.product))
        case SourceKind.ATTRIBUTE:
            return list(_of_attribute(source.name, subset.combinations))
        case SourceKind.FIELD:
            return [of_field(Field(source.name), subset)]
        case SourceKind.TEMPLATE:
            return [fill(source.template, subset)]


def fill(template: Template, subset: Subset) -> str:
    """Of several values of a placeholder all are told, with commas."""
    return templates.fill(template, lambda hole: _of_hole(hole, subset))


def _of_hole(hole: Hole, subset: Subset) -> str:
    match hole.kind:
        case HoleKind.FIELD:
            return of_field(Field(hole.name), subset).strip()
        case HoleKind.FEATURE:
            found = _of_feature(hole.name, subset.product)
        case HoleKind.ATTRIBUTE:
            found = _of_attribute(hole.name, subset.combinations)
    return ", ".join({same(text): text.strip() for text in found if text.strip()}.values())


def _of_feature(name: str, product: Product) -> Iterator[str]:
    for feature in product.features:
        if same(feature.name) == same(name) and feature.value is not None:
            yield feature.value


def _of_attribute(name: str, combinations: Sequence[Combination]) -> Iterator[str]:
    found = [
        attribute
        for combination in combinations
        for attribute in combination.attributes
        if same(name) in (same(attribute.group), same(attribute.group_internal))
    ]
    for attribute in sorted(found, key=lambda one: (one.position, one.id_attribute)):
        yield attribute.value


def of_field(field: Field, subset: Subset) -> str:
    """One field as text, a measure with its unit; empty when the shop has none."""
    product, measures = subset.product, subset.product.measures
    match field:
        case Field.ID:
            return str(product.id_product)
        case Field.COMBINATION_REFERENCE:
            return _common({one.reference for one in subset.combinations})
        case Field.CATEGORY:
            return product.category.path[-1] if product.category and product.category.path else ""
        case Field.WEIGHT:
            return _measure(heaviest(subset), measures.weight_unit)
        case Field.WIDTH | Field.HEIGHT | Field.DEPTH:
            return _measure(getattr(measures, field.value), measures.length_unit)
        case _:
            return str(getattr(product, field.value) or "")


def _common(references: set[str]) -> str:
    """Combinations of one card that differ in it have none in common."""
    return references.pop() if len(references) == 1 else ""


def _measure(value: Decimal, unit: str) -> str:
    return f"{value:f} {unit}" if value > 0 else ""


def heaviest(subset: Subset) -> Decimal:
    """Weight in the shop's unit that is enough for every combination of the card."""
    return max((one.weight for one in subset.combinations), default=subset.product.measures.weight)
