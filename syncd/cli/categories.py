"""The shop's categories as mapping.yaml calls them, with how many products are in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from syncd.cli.base import Setting
from syncd.cli.output import table
from syncd.model.ports import Shop
from syncd.model.shop import Category, Product


@dataclass(frozen=True, slots=True)
class CategoryRow:
    path: str
    id: int
    products: int
    """Whose default category it is."""
    more: int
    """In it besides another default category."""


def rows(shop: Shop, text: str) -> list[CategoryRow]:
    """Categories that hold a product and whose path holds `text`, by path. Reads the whole shop."""
    wanted = text.casefold()
    seen: dict[int, Category] = {}
    default: Counter[int] = Counter()
    all_in: Counter[int] = Counter()
    for product in shop.products():
        if not isinstance(product, Product):
            continue
        own = {product.category.id_category: product.category} if product.category else {}
        others = {category.id_category: category for category in product.categories}
        seen |= others | own
        default.update(own.keys())
        all_in.update(others.keys() - own.keys())
    found = [
        CategoryRow("/".join(category.path), key, default[key], all_in[key])
        for key, category in seen.items()
        if category.path and wanted in "/".join(category.path).casefold()
    ]
    return sorted(found, key=lambda row: (row.path, row.id))


def show(setting: Setting, found: list[CategoryRow]) -> None:
    heads = [setting.texts.say(f"cli-column-{name}") for name in ("category", "id", "products", "more")]
    table(heads, [(row.path, row.id, row.products, row.more or "") for row in found])
