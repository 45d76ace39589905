"""Where a value of a card comes from: a feature, an attribute, a field of the product, or a constant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from syncd.mapping.names import same
from syncd.model.shop import Combination, Product


class SourceKind(StrEnum):
    FEATURE = "feature"
    ATTRIBUTE = "attribute"
    FIELD = "field"
    VALUE = "value"


class Field(StrEnum):
    """Fields of a product that a source may name."""

    ID = "id"
    NAME = "name"
    REFERENCE = "reference"
    EAN13 = "ean13"
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


@dataclass(frozen=True, slots=True)
class Source:
    kind: SourceKind
    name: str = ""
    """Of the feature, the attribute group or the field."""
    constant: tuple[str, ...] = ()
    table: Table = ()
    split: str = ""
    """Separator by which one value of the shop becomes several."""


Sources = tuple[Source, ...]
"""Asked in turn; the first that gives something wins."""


@dataclass(frozen=True, slots=True)
class Subset:
    """What a card is made of: the product and those of its combinations that belong to the card."""

    product: Product
    combinations: tuple[Combination, ...]


def values(sources: Sources, subset: Subset) -> tuple[str, ...]:
    """Values of the first source that has any, in the shop's order, without repetitions."""
    return next((found for source in sources if (found := _of_source(source, subset))), ())


def translate(table: Table, value: str) -> tuple[str, ...]:
    """What the table makes of a value; a value that it does not name stays."""
    return dict(table).get(same(value), (value,))


def _of_source(source: Source, subset: Subset) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for whole in _raw(source, subset):
        for part in whole.split(source.split) if source.split else [whole]:
            for value in translate(source.table, part):
                if text := value.strip():
                    found.setdefault(same(text), text)
    return tuple(found.values())


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
        case Field.CATEGORY:
            return product.category.path[-1] if product.category and product.category.path else ""
        case Field.WEIGHT:
            return _measure(heaviest(subset), measures.weight_unit)
        case Field.WIDTH | Field.HEIGHT | Field.DEPTH:
            return _measure(getattr(measures, field.value), measures.length_unit)
        case _:
            return str(getattr(product, field.value) or "")


def _measure(value: Decimal, unit: str) -> str:
    return f"{value:f} {unit}" if value > 0 else ""


def heaviest(subset: Subset) -> Decimal:
    """Weight in the shop's unit that is enough for every combination of the card."""
    return max((one.weight for one in subset.combinations), default=subset.product.measures.weight)
