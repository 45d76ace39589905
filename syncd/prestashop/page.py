"""One page of products: the rows of all tables for a range of ids, sorted by product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa

from syncd.prestashop.context import Context
from syncd.prestashop.database import Row, Snapshot
from syncd.prestashop.tables import Tables

_R = TypeVar("_R", bound=tuple[Any, ...])


class ProductRow(NamedTuple):
    """As the driver gave it; `syncd.prestashop.values` makes it plain."""

    id_product: int
    name: Any
    description: Any
    description_short: Any
    reference: Any
    ean13: Any
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
    id_category_default: Any
    id_tax_rules_group: Any
    price: Any
    wholesale_price: Any


class CombinationRow(NamedTuple):
    id_product: int
    id_product_attribute: int
    reference: Any
    ean13: Any
    price: Any
    weight: Any
    default_on: Any


class ImageRow(NamedTuple):
    id_product: int
    id_image: int
    position: Any
    cover: Any


class StockRow(NamedTuple):
    id_product: int
    id_product_attribute: int
    quantity: Any


@dataclass(frozen=True, slots=True)
class Page:
    products: list[ProductRow]
    combinations: dict[int, list[CombinationRow]]
    """By product, like all below except the last two, which are by combination."""
    categories: dict[int, list[int]]
    features: dict[int, list[tuple[int, Any]]]
    """(id_feature, value)."""
    images: dict[int, list[ImageRow]]
    stock: dict[int, list[StockRow]]
    packs: frozenset[int]
    attributes: dict[int, list[int]]
    combination_images: dict[int, list[int]]


class Pages:
    """Reads pages; the statements are built once a pass."""

    def __init__(self, snapshot: Snapshot, tables: Tables, context: Context) -> None:
        self._snapshot = snapshot
        self._products = _products(tables, context)
        self._combinations = _combinations(tables, context.shop.id_shop)
        self._attributes = _attributes(tables)
        self._categories = _categories(tables)
        self._features = _features(tables, context.language.id_lang)
        self._images = _images(tables, context.shop.id_shop)
        self._combination_images = _combination_images(tables)
        self._stock = _stock(tables, *context.stock_scope)
        self._packs = _packs(tables)
        self._configuration = context.configuration

    def after(self, id_product: int, size: int) -> Page | None:
        """The next `size` products above `id_product`; None behind the last."""
        found = self._snapshot.rows(self._products, {"after": id_product, "size": size})
        return self._page([ProductRow(*row) for row in found]) if found else None

    def of(self, id_product: int) -> Page | None:
        """The page of one product; None when the shop has none of this id."""
        page = self.after(id_product - 1, 1)
        return page if page and page.products[0].id_product == id_product else None

    def _page(self, products: list[ProductRow]) -> Page:
        between = {"low": products[0].id_product, "high": products[-1].id_product}

        def rows(statement: sa.Select[Any], *, switch: str = "") -> Iterable[Row]:
            if switch and not self._configuration.on(switch):
                return ()
            return self._snapshot.rows(statement, between)

        combinations = rows(self._combinations, switch="PS_COMBINATION_FEATURE_ACTIVE")
        return Page(
            products=products,
            combinations=_grouped(CombinationRow(*row) for row in combinations),
            categories=_pairs(rows(self._categories)),
            features=_triples(rows(self._features, switch="PS_FEATURE_FEATURE_ACTIVE")),
            images=_grouped(ImageRow(*row) for row in rows(self._images)),
            stock=_grouped(StockRow(*row) for row in rows(self._stock)),
            packs=frozenset(row[0] for row in rows(self._packs, switch="PS_PACK_FEATURE_ACTIVE")),
            attributes=_pairs(rows(self._attributes)),
            combination_images=_pairs(rows(self._combination_images)),
        )


def _grouped(rows: Iterable[_R]) -> dict[int, list[_R]]:
    found: dict[int, list[_R]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _pairs(rows: Iterable[Row]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for first, second in rows:
        found[first].append(second)
    return found


def _triples(rows: Iterable[Row]) -> dict[int, list[tuple[int, Any]]]:
    found: dict[int, list[tuple[int, Any]]] = defaultdict(list)
    for first, second, third in rows:
        found[first].append((second, third))
    return found


def _between(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    return column.between(sa.bindparam("low"), sa.bindparam("high"))


def _products(tables: Tables, context: Context) -> sa.Select[Any]:
    """Shop fields from product_shop, the others from product, texts of this shop and language."""
    product, shop, lang = tables.product.c, tables.product_shop.c, tables.product_lang.c
    return (
        sa.select(
            product.id_product,
            lang.name,
            lang.description,
            lang.description_short,
            product.reference,
            product.ean13,
            product.id_manufacturer,
            product.width,
            product.height,
            product.depth,
            product.weight,
            product.is_virtual,
            shop.active,
            shop.visibility,
            shop.condition,
            shop.available_for_order,
            shop.id_category_default,
            shop.id_tax_rules_group,
            shop.price,
            shop.wholesale_price,
        )
        .join_from(tables.product, tables.product_shop, shop.id_product == product.id_product)
        .outerjoin(
            tables.product_lang,
            (lang.id_product == product.id_product)
            & (lang.id_shop == context.shop.id_shop)
            & (lang.id_lang == context.language.id_lang),
        )
        .where(shop.id_shop == context.shop.id_shop, product.id_product > sa.bindparam("after"))
        .order_by(product.id_product)
        .limit(sa.bindparam("size"))
    )


def _combinations(tables: Tables, id_shop: int) -> sa.Select[Any]:
    """One without a row of the shop does not exist there. Price and weight are signed impacts."""
    own, shop = tables.product_attribute.c, tables.product_attribute_shop.c
    return (
        sa.select(
            own.id_product,
            own.id_product_attribute,
            own.reference,
            own.ean13,
            shop.price,
            shop.weight,
            shop.default_on,
        )
        .join_from(
            tables.product_attribute,
            tables.product_attribute_shop,
            shop.id_product_attribute == own.id_product_attribute,
        )
        .where(_between(own.id_product), shop.id_shop == id_shop)
        .order_by(own.id_product, own.id_product_attribute)
    )


def _attributes(tables: Tables) -> sa.Select[Any]:
    own, link = tables.product_attribute.c, tables.product_attribute_combination.c
    return (
        sa.select(link.id_product_attribute, link.id_attribute)
        .join_from(
            tables.product_attribute,
            tables.product_attribute_combination,
            link.id_product_attribute == own.id_product_attribute,
        )
        .where(_between(own.id_product))
    )


def _categories(tables: Tables) -> sa.Select[Any]:
    link = tables.category_product.c
    return (
        sa.select(link.id_product, link.id_category)
        .where(_between(link.id_product))
        .order_by(link.id_product, link.id_category)
    )


def _features(tables: Tables, id_lang: int) -> sa.Select[Any]:
    """A value without a text in the language stays, as None: measured on 1.6.1.19."""
    link, lang = tables.feature_product.c, tables.feature_value_lang.c
    return (
        sa.select(link.id_product, link.id_feature, lang.value)
        .join_from(
            tables.feature_product,
            tables.feature_value_lang,
            (lang.id_feature_value == link.id_feature_value) & (lang.id_lang == id_lang),
            isouter=True,
        )
        .where(_between(link.id_product))
    )


def _images(tables: Tables, id_shop: int) -> sa.Select[Any]:
    """An image without a row of the shop is not shown there; its cover is the shop's."""
    image, shop = tables.image.c, tables.image_shop.c
    return (
        sa.select(image.id_product, image.id_image, image.position, shop.cover)
        .join_from(tables.image, tables.image_shop, shop.id_image == image.id_image)
        .where(_between(image.id_product), shop.id_shop == id_shop, image.id_image > 0)
        .order_by(image.id_product, image.position, image.id_image)
    )


def _combination_images(tables: Tables) -> sa.Select[Any]:
    own, link = tables.product_attribute.c, tables.product_attribute_image.c
    return (
        sa.select(link.id_product_attribute, link.id_image)
        .join_from(
            tables.product_attribute,
            tables.product_attribute_image,
            link.id_product_attribute == own.id_product_attribute,
        )
        .where(_between(own.id_product))
    )


def _stock(tables: Tables, id_shop: int, id_shop_group: int) -> sa.Select[Any]:
    stock = tables.stock_available.c
    return sa.select(stock.id_product, stock.id_product_attribute, stock.quantity).where(
        _between(stock.id_product), stock.id_shop == id_shop, stock.id_shop_group == id_shop_group
    )


def _packs(tables: Tables) -> sa.Select[Any]:
    """A product is a pack when it has items: product.cache_is_pack goes stale (classes/Product.php:5973)."""
    pack = tables.pack.c
    return sa.select(pack.id_product_pack).where(_between(pack.id_product_pack)).distinct()
