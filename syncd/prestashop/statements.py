"""What is asked of the shop for a page of products: one statement a table, each row led by its id_product.

Rows are sorted by their keys, so that equal content is equal from pass to pass. Each begins with the table
that is searched by id_product, and the server is held to that order: by itself it reads whole tables a page.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from syncd.prestashop.context import Context
from syncd.prestashop.tables import Tables

PRODUCT = "product"


def parts(tables: Tables, context: Context) -> dict[str, sa.Select[Any]]:
    """By the name of the rows' place in `ProductRows`; what is switched off in the shop is not asked.

    PRODUCT takes the values after and size, the others low and high.
    """
    id_shop, on = context.shop.id_shop, context.configuration.on
    of_shop = {"images": _images(tables, id_shop)}
    of_any = {"categories": _categories(tables), "stock": _stock(tables, *context.stock_scope)}
    if on("PS_COMBINATION_FEATURE_ACTIVE"):
        of_shop["combinations"] = _combinations(tables, id_shop)
        of_shop["attributes"] = _attributes(tables, id_shop)
        of_shop["combination_images"] = _combination_images(tables, id_shop)
    if on("PS_FEATURE_FEATURE_ACTIVE"):
        of_any["features"] = _features(tables, context)
    if on("PS_PACK_FEATURE_ACTIVE"):
        of_any["pack"] = _pack(tables, *context.stock_scope)
    of_any |= context.pricing.statements(tables)
    found = {PRODUCT: _products(tables, context), **of_shop}
    found |= {name: _of_shop(statement, tables, id_shop) for name, statement in of_any.items()}
    return {
        name: statement.prefix_with("STRAIGHT_JOIN", dialect="mysql") for name, statement in found.items()
    }


def _between(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    return column.between(sa.bindparam("low"), sa.bindparam("high"))


def _of_shop(statement: sa.Select[Any], tables: Tables, id_shop: int) -> sa.Select[Any]:
    """Rows of the shop's products only: in a multistore the others may be many between two of them."""
    shop, id_product = tables.product_shop.c, statement.selected_columns[0]
    return statement.join(tables.product_shop, (shop.id_product == id_product) & (shop.id_shop == id_shop))


def _products(tables: Tables, context: Context) -> sa.Select[Any]:
    """Shop fields from product_shop, the others from product, texts of this shop and language."""
    product, shop, lang = tables.product.c, tables.product_shop.c, tables.product_lang.c
    texts = [
        context.language.text(tables.product_lang, column, id_product=product.id_product)
        for column in ("name", "description", "description_short")
    ]
    return (
        sa.select(
            product.id_product,
            *texts,
            product.reference,
            product.ean13,
            product.upc,
            product.supplier_reference,
            product.location,
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
            shop.show_price,
            shop.minimal_quantity,
            shop.available_date,
            shop.id_category_default,
            shop.id_tax_rules_group,
            shop.price,
            shop.ecotax,
            shop.wholesale_price,
            shop.pack_stock_type,
        )
        .join_from(tables.product, tables.product_shop, shop.id_product == product.id_product)
        .outerjoin(
            tables.product_lang,
            (lang.id_product == product.id_product) & context.language.of(tables.product_lang),
        )
        .where(shop.id_shop == context.shop.id_shop, product.id_product > sa.bindparam("after"))
        .order_by(product.id_product)
        .limit(sa.bindparam("size", type_=sa.Integer))
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
            own.upc,
            own.supplier_reference,
            own.location,
            shop.price,
            shop.weight,
            shop.wholesale_price,
            shop.minimal_quantity,
            shop.available_date,
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


def _attributes(tables: Tables, id_shop: int) -> sa.Select[Any]:
    own, link = tables.product_attribute.c, tables.product_attribute_combination.c
    shop = tables.product_attribute_shop.c
    return (
        sa.select(own.id_product, link.id_product_attribute, link.id_attribute)
        .join_from(
            tables.product_attribute,
            tables.product_attribute_shop,
            shop.id_product_attribute == own.id_product_attribute,
        )
        .join(
            tables.product_attribute_combination,
            link.id_product_attribute == own.id_product_attribute,
        )
        .where(_between(own.id_product), shop.id_shop == id_shop)
        .order_by(own.id_product, link.id_product_attribute, link.id_attribute)
    )


def _categories(tables: Tables) -> sa.Select[Any]:
    link = tables.category_product.c
    return (
        sa.select(link.id_product, link.id_category)
        .where(_between(link.id_product))
        .order_by(link.id_product, link.id_category)
    )


def _features(tables: Tables, context: Context) -> sa.Select[Any]:
    """A value without a text in the language stays, as None: measured on 1.6.1.19.

    Its id is left out: the shop renumbers custom values at each save.
    """
    link, own, lang = tables.feature_product.c, tables.feature_value.c, tables.feature_value_lang.c
    value = context.language.text(tables.feature_value_lang, "value", id_feature_value=link.id_feature_value)
    return (
        sa.select(link.id_product, link.id_feature, own.custom, value)
        .join_from(
            tables.feature_product,
            tables.feature_value,
            own.id_feature_value == link.id_feature_value,
            isouter=True,
        )
        .outerjoin(
            tables.feature_value_lang,
            (lang.id_feature_value == link.id_feature_value) & context.language.of(tables.feature_value_lang),
        )
        .where(_between(link.id_product))
        .order_by(link.id_product, link.id_feature)
    )


def _images(tables: Tables, id_shop: int) -> sa.Select[Any]:
    """An image without a row of the shop is not shown there; its cover is the shop's."""
    image, shop = tables.image.c, tables.image_shop.c
    return (
        sa.select(image.id_product, image.id_image, image.position, shop.cover)
        .join_from(tables.image, tables.image_shop, shop.id_image == image.id_image)
        .where(_between(image.id_product), shop.id_shop == id_shop)
        .order_by(image.id_product, image.position, image.id_image)
    )


def _combination_images(tables: Tables, id_shop: int) -> sa.Select[Any]:
    own, link = tables.product_attribute.c, tables.product_attribute_image.c
    shop = tables.product_attribute_shop.c
    return (
        sa.select(own.id_product, link.id_product_attribute, link.id_image)
        .join_from(
            tables.product_attribute,
            tables.product_attribute_shop,
            shop.id_product_attribute == own.id_product_attribute,
        )
        .join(
            tables.product_attribute_image,
            link.id_product_attribute == own.id_product_attribute,
        )
        .where(_between(own.id_product), shop.id_shop == id_shop)
        .order_by(own.id_product, link.id_product_attribute, link.id_image)
    )


def _stock(tables: Tables, id_shop: int, id_shop_group: int) -> sa.Select[Any]:
    stock = tables.stock_available.c
    return (
        sa.select(
            stock.id_product,
            stock.id_product_attribute,
            stock.quantity,
            stock.out_of_stock,
            stock.depends_on_stock,
        )
        .where(_between(stock.id_product), stock.id_shop == id_shop, stock.id_shop_group == id_shop_group)
        .order_by(stock.id_product, stock.id_product_attribute)
    )


def _pack(tables: Tables, id_shop: int, id_shop_group: int) -> sa.Select[Any]:
    """A product is a pack when it has items: product.cache_is_pack goes stale (classes/Product.php:5973)."""
    pack, stock, whole = tables.pack.c, tables.stock_available.c, tables.stock_available.alias("whole")
    scope = (stock.id_shop == id_shop) & (stock.id_shop_group == id_shop_group)
    whole_scope = (whole.c.id_shop == id_shop) & (whole.c.id_shop_group == id_shop_group)
    return (
        sa.select(
            pack.id_product_pack,
            pack.id_product_item,
            pack.id_product_attribute_item,
            pack.quantity,
            stock.quantity,
            whole.c.out_of_stock,
        )
        .join_from(
            tables.pack,
            tables.stock_available,
            (stock.id_product == pack.id_product_item)
            & (stock.id_product_attribute == pack.id_product_attribute_item)
            & scope,
            isouter=True,
        )
        .outerjoin(
            whole,
            (whole.c.id_product == pack.id_product_item) & (whole.c.id_product_attribute == 0) & whole_scope,
        )
        .where(_between(pack.id_product_pack))
        .order_by(pack.id_product_pack, pack.id_product_item, pack.id_product_attribute_item)
    )
