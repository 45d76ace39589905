"""Which products a rule speaks of, and how exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from syncd.mapping.names import same, same_path
from syncd.model.shop import Category, Product


@dataclass(frozen=True, slots=True)
class Condition:
    """All that is given must hold; of several values of one kind, any. Names are as `same` writes them."""

    products: frozenset[int] = frozenset()
    category_paths: frozenset[str] = frozenset()
    """Each means this category and everything below it."""
    category_ids: frozenset[int] = frozenset()
    """Each means exactly this category."""
    manufacturers: frozenset[str] = frozenset()
    features: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def meaning(self) -> tuple[object, ...]:
        """The same for two spellings of one condition."""
        return (
            sorted(self.products),
            sorted(self.category_paths),
            sorted(self.category_ids),
            sorted(self.manufacturers),
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
    count = sum(map(bool, (condition.products, wants_category, condition.manufacturers)))
    return Exactness(bool(condition.products), default, other, count + len(condition.features))


def holds(condition: Condition, product: Product) -> bool:
    return exactness(condition, product) is not None


def _others_hold(condition: Condition, product: Product) -> bool:
    if condition.products and product.id_product not in condition.products:
        return False
    if condition.manufacturers and same(product.manufacturer or "") not in condition.manufacturers:
        return False
    return all(_has_feature(product, name, values) for name, values in condition.features)


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
