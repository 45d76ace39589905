"""Which products a rule speaks of, and how exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from syncd.mapping.names import same, same_path
from syncd.model.shop import Category, Product


@dataclass(frozen=True, slots=True)
class Condition:
    """All that is given must hold; of several values of one kind, any. Names are as `same` writes them."""

    products: frozenset[int] = frozenset()
    references: frozenset[str] = frozenset()
    """Of the product, or of one of its combinations."""
    category_paths: frozenset[str] = frozenset()
    """Each means this category and everything below it."""
    category_ids: frozenset[int] = frozenset()
    """Each means exactly this category."""
    manufacturers: frozenset[str] = frozenset()
    feature_names: tuple[str, ...] = ()
    """Features of which one must have a value, whichever."""
    features: tuple[tuple[str, frozenset[str]], ...] = ()
    """Features that must each have one of these values."""
    line: int = field(default=0, compare=False, repr=False)

    @property
    def meaning(self) -> tuple[object, ...]:
        """The same for two spellings of one condition."""
        return (
            sorted(self.products),
            sorted(self.references),
            sorted(self.category_paths),
            sorted(self.category_ids),
            sorted(self.manufacturers),
            sorted(self.feature_names),
            sorted((name, sorted(values)) for name, values in self.features),
        )


@dataclass(frozen=True, slots=True, order=True)
class Exactness:
    """How exactly a condition meets a product; the greatest wins."""

    by_product: bool
    by_default_category: int
    """Depth of the product's default category at which the condition meets it; 0 when it does not."""
    by_other_category: int
    conditions: int


def exactness(condition: Condition, product: Product) -> Exactness | None:
    """None when the condition does not hold."""
    default = _depth(condition, [product.category] if product.category else [])
    other = _depth(condition, product.categories)
    wants_category = bool(condition.category_paths or condition.category_ids)
    if wants_category and not default and not other:
        return None
    if not _others_hold(condition, product):
        return None
    by_product = bool(condition.products or condition.references)
    count = sum(map(bool, (by_product, wants_category, condition.manufacturers)))
    features = bool(condition.feature_names) + len(condition.features)
    return Exactness(by_product, default, other, count + features)


def holds(condition: Condition, product: Product) -> bool:
    return exactness(condition, product) is not None


def _others_hold(condition: Condition, product: Product) -> bool:
    if not _is_named(condition, product):
        return False
    if condition.manufacturers and same(product.manufacturer or "") not in condition.manufacturers:
        return False
    if condition.feature_names and not any(_has_value(product, name) for name in condition.feature_names):
        return False
    return all(_has_feature(product, name, values) for name, values in condition.features)


def _is_named(condition: Condition, product: Product) -> bool:
    if not condition.products and not condition.references:
        return True
    if product.id_product in condition.products:
        return True
    own = {product.reference, *(combination.reference for combination in product.combinations)}
    return bool(condition.references & {same(reference) for reference in own if reference})


def _has_value(product: Product, name: str) -> bool:
    return any(same(feature.name) == name and (feature.value or "").strip() for feature in product.features)


def _has_feature(product: Product, name: str, values: frozenset[str]) -> bool:
    return any(
        same(feature.name) == name and same(feature.value or "") in values for feature in product.features
    )


def _depth(condition: Condition, categories: Iterable[Category]) -> int:
    return max((_depth_of(condition, category) for category in categories), default=0)


def _depth_of(condition: Condition, category: Category) -> int:
    """Names may contain a slash themselves, so paths are compared as text, at the borders of names."""
    if category.id_category in condition.category_ids:
        return len(category.path) or 1
    depths = (
        depth
        for depth in range(1, len(category.path) + 1)
        if same_path("/".join(category.path[:depth])) in condition.category_paths
    )
    return max(depths, default=0)
