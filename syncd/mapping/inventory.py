"""mapping.yaml beside the shop: categories, features and the like that it names and no product has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from syncd.mapping.conditions import Condition
from syncd.mapping.document import Mistake
from syncd.mapping.fields import CardFields, NoDocuments, SideSources, VendorCodeTemplate
from syncd.mapping.names import same, same_path
from syncd.mapping.rules import Mapping
from syncd.mapping.sources import Source, SourceKind
from syncd.mapping.templates import HoleKind, Template, holes
from syncd.mapping.values import Values
from syncd.model.shop import Product


class Kind(StrEnum):
    CATEGORY = "category"
    MANUFACTURER = "manufacturer"
    FEATURE = "feature"
    FEATURE_VALUE = "value"
    ATTRIBUTE = "attribute"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Named:
    """One name in mapping.yaml."""

    kind: Kind
    name: str
    line: int
    feature: str = ""
    """Whose value it is."""


class Inventory:
    """Sees every product of the shop once, and keeps what mapping.yaml could name."""

    def __init__(self, mapping: Mapping) -> None:
        self._named = tuple(dict.fromkeys(_named(mapping)))
        self._valued = {one.feature for one in self._named if one.kind is Kind.FEATURE_VALUE}
        self._seen: dict[tuple[Kind, str], dict[str, str]] = {}

    def see(self, product: Product) -> None:
        own = (product.category,) if product.category else ()
        for category in (*own, *product.categories):
            for depth in range(1, len(category.path) + 1):
                path = "/".join(category.path[:depth])
                self._keep(Kind.CATEGORY, same_path(path), path)
            self._keep(Kind.CATEGORY, str(category.id_category))
        if product.manufacturer:
            self._keep(Kind.MANUFACTURER, same(product.manufacturer), product.manufacturer)
        self._keep(Kind.PRODUCT, str(product.id_product))
        for reference in (product.reference, *(one.reference for one in product.combinations)):
            self._keep(Kind.PRODUCT, same(reference), reference)
        self._see_features(product)
        for attribute in (one for combination in product.combinations for one in combination.attributes):
            self._keep(Kind.ATTRIBUTE, same(attribute.group), attribute.group)
            self._keep(Kind.ATTRIBUTE, same(attribute.group_internal), attribute.group_internal)

    @property
    def strangers(self) -> tuple[Mistake, ...]:
        """What the shop has not got, with what it has that is near; by line."""
        unknown = [one for one in self._named if not self._has(one)]
        near = {key: Values(seen.values()) for key, seen in self._seen.items()}
        found = [_mistake(one, near.get((one.kind, one.feature), Values(()))) for one in unknown]
        return tuple(sorted(found, key=lambda one: one.line))

    def _has(self, one: Named) -> bool:
        """A value of a feature that is itself a stranger is not told again."""
        if one.feature and one.feature not in self._of(Kind.FEATURE, ""):
            return True
        return one.name in self._of(one.kind, one.feature)

    def _see_features(self, product: Product) -> None:
        for feature in product.features:
            name = same(feature.name)
            self._keep(Kind.FEATURE, name, feature.name)
            if feature.value and name in self._valued:
                self._keep(Kind.FEATURE_VALUE, same(feature.value), feature.value, name)

    def _keep(self, kind: Kind, key: str, name: str = "", feature: str = "") -> None:
        self._of(kind, feature).setdefault(key, name or key)

    def _of(self, kind: Kind, feature: str) -> dict[str, str]:
        return self._seen.setdefault((kind, feature), {})


def _mistake(one: Named, near: Values) -> Mistake:
    key = f"feature.{one.feature}" if one.feature else one.kind.value
    facts = (("kind", one.kind.value), ("name", one.name), ("near", ", ".join(near.near(one.name))))
    return Mistake(one.line, key, "not-in-shop", facts)


def _named(mapping: Mapping) -> Iterator[Named]:
    conditions = (*(mapping.include or ()), *mapping.exclude, *(rule.when for rule in mapping.rules))
    for condition in conditions:
        yield from _of_condition(condition)
    for rule in mapping.rules:
        yield from _of_groups(rule.card)
        yield from _of_sources(_in_card(rule.card))
        if isinstance(code := rule.card.vendor_code, VendorCodeTemplate):
            yield from _of_template(code.template, code.line)
    for rules in (mapping.characteristics, *(rule.characteristics for rule in mapping.rules)):
        yield from _of_sources(source for one in rules for source in one.sources or ())


def _of_condition(condition: Condition) -> Iterator[Named]:
    line = condition.line
    for path in sorted(condition.category_paths):
        yield Named(Kind.CATEGORY, path, line)
    for number in sorted(condition.category_ids):
        yield Named(Kind.CATEGORY, str(number), line)
    for name in sorted(condition.manufacturers):
        yield Named(Kind.MANUFACTURER, name, line)
    for product in (*map(str, sorted(condition.products)), *sorted(condition.references)):
        yield Named(Kind.PRODUCT, product, line)
    for name in condition.feature_names:
        yield Named(Kind.FEATURE, name, line)
    for name, values in condition.features:
        yield Named(Kind.FEATURE, name, line)
        for value in sorted(values):
            yield Named(Kind.FEATURE_VALUE, value, line, name)


def _of_groups(fields: CardFields) -> Iterator[Named]:
    for made in (fields.colour, fields.size):
        for name in made.groups or ():
            yield Named(Kind.ATTRIBUTE, name, made.line)


def _in_card(fields: CardFields) -> Iterator[Source]:
    for sources in (fields.title, fields.description, fields.brand, fields.kiz_marked, fields.gtin):
        yield from sources or ()
    for way in fields.dimensions:
        if isinstance(way, SideSources):
            yield from (*way.length, *way.width, *way.height, *way.weight)
    documents = fields.documents
    for one in () if documents is None or isinstance(documents, NoDocuments) else documents:
        yield from (*one.number, *one.product_number, *one.trade_name, *one.applicant, *one.start, *one.end)


def _of_sources(sources: Iterable[Source]) -> Iterator[Named]:
    for source in sources:
        if source.kind is SourceKind.FEATURE:
            yield Named(Kind.FEATURE, source.name, source.line)
        elif source.kind is SourceKind.ATTRIBUTE:
            yield Named(Kind.ATTRIBUTE, source.name, source.line)
        yield from _of_template(source.template, source.line)


def _of_template(template: Template, line: int) -> Iterator[Named]:
    kinds = {HoleKind.FEATURE: Kind.FEATURE, HoleKind.ATTRIBUTE: Kind.ATTRIBUTE}
    for hole in holes(template):
        if hole.kind in kinds:
            yield Named(kinds[hole.kind], same(hole.name), line)
