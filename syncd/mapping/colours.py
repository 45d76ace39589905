"""Which combinations of a product are one card: those of one colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from syncd.mapping.fields import CardFields
from syncd.mapping.names import same
from syncd.mapping.sources import Subset
from syncd.model.shop import Attribute, Combination, Product


@dataclass(frozen=True, slots=True)
class Colour:
    """One card to be. A product without colours has one, with an empty key."""

    key: str
    """Sorted id_attribute of the colour groups, joined by '-'."""
    name: str
    subset: Subset


def colours(product: Product, fields: CardFields) -> tuple[Colour, ...]:
    """In the order of the shop's attributes, so that it does not depend on renumbered combinations."""
    found: dict[str, list[Combination]] = {}
    for combination in product.combinations:
        found.setdefault(_key(_of(combination, fields)), []).append(combination)
    if not found:
        return (Colour("", "", Subset(product, ())),)
    return tuple(
        _colour(key, product, combinations, fields)
        for key, combinations in sorted(found.items(), key=lambda item: _order(_of(item[1][0], fields)))
    )


def is_colour(attribute: Attribute, fields: CardFields) -> bool:
    if fields.colour.groups is None:
        return attribute.is_colour or not fields.size.is_used
    return bool({same(attribute.group), same(attribute.group_internal)} & set(fields.colour.groups))


def _colour(key: str, product: Product, combinations: Sequence[Combination], fields: CardFields) -> Colour:
    attributes = sorted(_of(combinations[0], fields), key=lambda one: one.id_attribute_group)
    name = " ".join(attribute.value for attribute in attributes)
    ordered = sorted(combinations, key=lambda one: (_order(one.attributes), one.id_product_attribute))
    return Colour(key, name, Subset(product, tuple(ordered)))


def _of(combination: Combination, fields: CardFields) -> list[Attribute]:
    return [attribute for attribute in combination.attributes if is_colour(attribute, fields)]


def _key(attributes: Sequence[Attribute]) -> str:
    return "-".join(map(str, sorted(attribute.id_attribute for attribute in attributes)))


def _order(attributes: Sequence[Attribute]) -> list[tuple[int, int, int]]:
    return sorted((one.id_attribute_group, one.position, one.id_attribute) for one in attributes)
