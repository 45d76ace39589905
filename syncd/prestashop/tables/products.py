"""Products with their combinations, features, images and stock."""

from __future__ import annotations

import sqlalchemy as sa

from syncd.prestashop.tables.columns import (
    date,
    decimal,
    key,
    link,
    long,
    maybe,
    maybe_text,
    moment,
    number,
    reference,
    table,
    text,
)

MODEL = sa.MetaData()

# Products
table(
    MODEL,
    "product",
    key("id_product"),
    maybe("id_supplier"),
    maybe("id_manufacturer"),
    maybe("id_category_default"),
    number("id_shop_default", 1),
    number("id_tax_rules_group"),
    maybe_text("ean13", 13),
    maybe_text("upc", 12),
    decimal("ecotax", 17),
    number("quantity"),
    number("minimal_quantity", 1),
    decimal("price"),
    decimal("wholesale_price"),
    maybe_text("reference", 32),
    maybe_text("supplier_reference", 32),
    maybe_text("location", 64),
    decimal("width"),
    decimal("height"),
    decimal("depth"),
    decimal("weight"),
    number("out_of_stock", 2),
    number("active"),
    number("available_for_order", 1),
    text("condition", 11, "new"),
    number("show_price", 1),
    text("visibility", 7, "both"),
    number("cache_is_pack"),
    number("is_virtual"),
    maybe("cache_default_attribute"),
    moment("date_add"),
    moment("date_upd"),
)
table(
    MODEL,
    "product_shop",
    key("id_product"),
    key("id_shop"),
    maybe("id_category_default"),
    number("id_tax_rules_group"),
    decimal("ecotax", 17),
    number("minimal_quantity", 1),
    decimal("price"),
    decimal("wholesale_price"),
    number("active"),
    number("available_for_order", 1),
    text("condition", 11, "new"),
    number("show_price", 1),
    text("visibility", 7, "both"),
    maybe("cache_default_attribute"),
    moment("date_add"),
    moment("date_upd"),
    date("available_date"),
    number("pack_stock_type", 3),
)
table(
    MODEL,
    "product_lang",
    key("id_product"),
    key("id_shop"),
    key("id_lang"),
    long("description"),
    long("description_short"),
    text("link_rewrite", 128),
    text("name", 128),
)

# Combinations
table(
    MODEL,
    "product_attribute",
    key("id_product_attribute"),
    reference("id_product"),
    maybe_text("reference", 32),
    maybe_text("ean13", 13),
    maybe_text("upc", 12),
    maybe_text("supplier_reference", 32),
    maybe_text("location", 64),
    decimal("wholesale_price"),
    decimal("price"),
    decimal("ecotax", 17),
    number("quantity"),
    decimal("weight"),
    maybe("default_on"),
    number("minimal_quantity", 1),
    sa.UniqueConstraint("id_product", "default_on"),
)
table(
    MODEL,
    "product_attribute_shop",
    reference("id_product"),
    key("id_product_attribute"),
    key("id_shop"),
    decimal("wholesale_price"),
    decimal("price"),
    decimal("ecotax", 17),
    decimal("weight"),
    maybe("default_on"),
    number("minimal_quantity", 1),
    date("available_date"),
    sa.UniqueConstraint("id_product", "id_shop", "default_on"),
)
table(
    MODEL,
    "product_attribute_combination",
    sa.Column("id_attribute", sa.Integer, primary_key=True),
    sa.Column("id_product_attribute", sa.Integer, primary_key=True, index=True),
)
table(
    MODEL,
    "attribute",
    key("id_attribute"),
    reference("id_attribute_group"),
    maybe_text("color", 32),
    number("position"),
)
table(MODEL, "attribute_lang", key("id_attribute"), key("id_lang"), text("name", 128))
table(
    MODEL,
    "attribute_group",
    key("id_attribute_group"),
    number("is_color_group"),
    text("group_type", 6, "select"),
    number("position"),
)
table(
    MODEL,
    "attribute_group_lang",
    key("id_attribute_group"),
    key("id_lang"),
    text("name", 128),
    text("public_name", 64),
)

# Features
table(MODEL, "feature", key("id_feature"), number("position"))
table(MODEL, "feature_lang", key("id_feature"), key("id_lang"), maybe_text("name", 128))
link(MODEL, "feature_shop", "id_feature", "id_shop")
table(
    MODEL,
    "feature_product",
    sa.Column("id_feature", sa.Integer, primary_key=True),
    sa.Column("id_product", sa.Integer, primary_key=True, index=True),
    reference("id_feature_value"),
)
table(MODEL, "feature_value", key("id_feature_value"), reference("id_feature"), maybe("custom"))
table(MODEL, "feature_value_lang", key("id_feature_value"), key("id_lang"), maybe_text("value", 255))

# Images
table(
    MODEL,
    "image",
    key("id_image"),
    reference("id_product"),
    number("position"),
    maybe("cover"),
    sa.UniqueConstraint("id_product", "cover"),
)
table(
    MODEL,
    "image_shop",
    reference("id_product"),
    key("id_image"),
    key("id_shop"),
    maybe("cover"),
    sa.UniqueConstraint("id_product", "id_shop", "cover"),
)
link(MODEL, "product_attribute_image", "id_product_attribute", "id_image")

# Stock and packs
table(
    MODEL,
    "stock_available",
    key("id_stock_available"),
    reference("id_product"),
    number("id_product_attribute"),
    number("id_shop"),
    number("id_shop_group"),
    number("quantity"),
    number("depends_on_stock"),
    number("out_of_stock"),
    sa.UniqueConstraint("id_product", "id_product_attribute", "id_shop", "id_shop_group"),
)
table(
    MODEL,
    "pack",
    key("id_product_pack"),
    key("id_product_item"),
    key("id_product_attribute_item"),
    number("quantity", 1),
)
