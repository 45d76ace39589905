"""Products by pages: the bare rows of all tables for a range of ids, handed out product by product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from syncd.prestashop.context import Context
from syncd.prestashop.database import Query, Row, Snapshot
from syncd.prestashop.pricing import PricedRows
from syncd.prestashop.statements import PRODUCT, parts
from syncd.prestashop.tables import Tables


class ProductRow(NamedTuple):
    """As the driver gave it, like all rows here; `syncd.prestashop.values` makes it plain."""

    id_product: int
    name: Any
    description: Any
    description_short: Any
    reference: Any
    ean13: Any
    upc: Any
    supplier_reference: Any
    location: Any
    id_manufacturer: Any
    width: Any
    height: Any
    depth: Any
    weight: Any
    is_virtual: Any
    active: Any
    visibility: Any
    condition: Any
    available_for_order: Any
    show_price: Any
    minimal_quantity: Any
    available_date: Any
    id_category_default: Any
    id_tax_rules_group: Any
    price: Any
    ecotax: Any
    wholesale_price: Any
    pack_stock_type: Any


class CombinationRow(NamedTuple):
    id_product: int
    id_product_attribute: int
    reference: Any
    ean13: Any
    upc: Any
    supplier_reference: Any
    location: Any
    price: Any
    weight: Any
    wholesale_price: Any
    minimal_quantity: Any
    available_date: Any
    default_on: Any


class AttributeRow(NamedTuple):
    id_product: int
    id_product_attribute: int
    id_attribute: int


class CategoryRow(NamedTuple):
    id_product: int
    id_category: int


class FeatureRow(NamedTuple):
    id_product: int
    id_feature: int
    custom: Any
    value: Any


class ImageRow(NamedTuple):
    id_product: int
    id_image: int
    position: Any
    cover: Any


class CombinationImageRow(NamedTuple):
    id_product: int
    id_product_attribute: int
    id_image: int


class StockRow(NamedTuple):
    id_product: int
    id_product_attribute: int
    quantity: Any
    out_of_stock: Any
    depends_on_stock: Any


class PackRow(NamedTuple):
    id_product: int
    id_item: int
    id_item_attribute: int
    quantity: Any
    stock: Any
    out_of_stock: Any
    """Of the whole item: it decides for its combinations too."""


class ProductRows(NamedTuple):
    """All rows that one product is made of. Bare tuples: `CombinationRow(*row)` gives the columns names."""

    product: Row
    combinations: list[Row]
    attributes: list[Row]
    categories: list[Row]
    features: list[Row]
    images: list[Row]
    combination_images: list[Row]
    stock: list[Row]
    pack: list[Row]
    specific_prices: list[Row]
    priorities: list[Row]
    group_reductions: list[Row]

    @property
    def priced(self) -> PricedRows:
        product, combinations = ProductRow(*self.product), map(CombinationRow._make, self.combinations)
        return PricedRows(
            id_product=product.id_product,
            price=product.price,
            id_tax_rules_group=product.id_tax_rules_group,
            ecotax=product.ecotax,
            combinations=[(row.id_product_attribute, row.price, row.default_on) for row in combinations],
            specific_prices=self.specific_prices,
            priorities=self.priorities,
            group_reductions=self.group_reductions,
        )

    @property
    def id_product(self) -> int:
        return int(self.product[0])


class Pages:
    """Reads pages; the statements are built once a pass."""

    def __init__(self, snapshot: Snapshot, tables: Tables, context: Context) -> None:
        self._snapshot = snapshot
        made = parts(tables, context)
        self._products = snapshot.prepare(made[PRODUCT])
        self._parts: list[Query | None] = [
            snapshot.prepare(made[name]) if name in made else None
            for name in ProductRows._fields
            if name != PRODUCT
        ]

    def after(self, id_product: int, size: int) -> list[ProductRows]:
        """The next `size` products above `id_product`; none behind the last."""
        products = self._snapshot.fetch(self._products, {"after": id_product, "size": size})
        return list(self._whole(products)) if products else []

    def of(self, id_product: int) -> ProductRows | None:
        """None when the shop has no product of this id."""
        found = self.after(id_product - 1, 1)
        return found[0] if found and found[0].id_product == id_product else None

    def _whole(self, products: Iterable[Row]) -> Iterator[ProductRows]:
        of_id = {row[0]: row for row in products}
        between = {"low": min(of_id), "high": max(of_id)}
        rest = [_by_product(self._snapshot.fetch(part, between) if part else ()) for part in self._parts]
        nothing: list[Row] = []
        for id_product, row in of_id.items():
            yield ProductRows(row, *(part.get(id_product, nothing) for part in rest))


def _by_product(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Every row begins with its id_product."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found
