"""The tables of PrestaShop 1.6 that we read, under any prefix.

They hold the columns we need, not all of the shop's; `Tables.metadata.create_all` makes the demo's shop and
the tests'. Enumerations are plain text here, so that an odd value reaches the reader instead of an error.
Decimals are exact on both dialects. Dates stay as the driver gives them, because the shop has zero dates
(`syncd.prestashop.values.moment` reads them).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa

ZERO_DATE = "0000-00-00 00:00:00"


class _ExactText(sa.TypeDecorator[Decimal]):
    """Decimals as text: SQLite has none of its own."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: object, dialect: sa.Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: object, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(str(value))


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True)


def _id(name: str) -> sa.Column[int]:
    """A part of a composite key, or a plain reference that is searched by."""
    return sa.Column(name, sa.Integer, nullable=False, server_default="0", index=True)


def _number(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=str(default))


def _maybe(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=True)


def _text(name: str, length: int, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def _maybe_text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=True)


def _long(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=True)


def _decimal(name: str, digits: int = 20, scale: int = 6) -> sa.Column[Decimal]:
    kind = sa.Numeric(digits, scale).with_variant(_ExactText(), "sqlite")
    return sa.Column(name, kind, nullable=False, server_default="0")


def _moment(name: str) -> sa.Column[object]:
    kind = sa.DateTime().with_variant(sa.String(19), "sqlite")
    return sa.Column(name, kind, nullable=False, server_default=ZERO_DATE)


def _date(name: str) -> sa.Column[object]:
    kind = sa.Date().with_variant(sa.String(10), "sqlite")
    return sa.Column(name, kind, nullable=False, server_default=ZERO_DATE[:10])


_MODEL = sa.MetaData()


def _table(name: str, *parts: sa.Column[Any] | sa.UniqueConstraint) -> None:
    sa.Table(name, _MODEL, *parts, mysql_engine="InnoDB", mysql_charset="utf8")


def _link(name: str, *keys: str) -> None:
    """A table that joins two or three things and holds nothing else."""
    _table(name, *(_key(key) for key in keys))


# Shops, settings, languages (configuration.name is not unique)
_table(
    "shop",
    _key("id_shop"),
    _id("id_shop_group"),
    _text("name", 64),
    _number("id_category", 2),
    _number("id_theme", 1),
    _number("active", 1),
    _number("deleted"),
)
_table(
    "shop_group",
    _key("id_shop_group"),
    _text("name", 64),
    _number("share_customer"),
    _number("share_order"),
    _number("share_stock"),
    _number("active", 1),
    _number("deleted"),
)
_table(
    "shop_url",
    _key("id_shop_url"),
    _id("id_shop"),
    _text("domain", 150),
    _text("domain_ssl", 150),
    _text("physical_uri", 64),
    _text("virtual_uri", 64),
    _number("main"),
    _number("active"),
)
_table(
    "configuration",
    _key("id_configuration"),
    _maybe("id_shop_group"),
    _maybe("id_shop"),
    _text("name", 254),
    _long("value"),
    _moment("date_add"),
    _moment("date_upd"),
)
_table(
    "lang",
    _key("id_lang"),
    _text("name", 32),
    _number("active"),
    _text("iso_code", 2),
    _text("language_code", 5),
)
_link("lang_shop", "id_lang", "id_shop")

# Products
_table(
    "product",
    _key("id_product"),
    _maybe("id_supplier"),
    _maybe("id_manufacturer"),
    _maybe("id_category_default"),
    _number("id_shop_default", 1),
    _number("id_tax_rules_group"),
    _maybe_text("ean13", 13),
    _maybe_text("upc", 12),
    _decimal("ecotax", 17),
    _number("quantity"),
    _number("minimal_quantity", 1),
    _decimal("price"),
    _decimal("wholesale_price"),
    _maybe_text("reference", 32),
    _maybe_text("supplier_reference", 32),
    _decimal("width"),
    _decimal("height"),
    _decimal("depth"),
    _decimal("weight"),
    _number("out_of_stock", 2),
    _number("active"),
    _number("available_for_order", 1),
    _text("condition", 11, "new"),
    _number("show_price", 1),
    _text("visibility", 7, "both"),
    _number("cache_is_pack"),
    _number("is_virtual"),
    _maybe("cache_default_attribute"),
    _moment("date_add"),
    _moment("date_upd"),
)
_table(
    "product_shop",
    _key("id_product"),
    _key("id_shop"),
    _maybe("id_category_default"),
    _number("id_tax_rules_group"),
    _decimal("ecotax", 17),
    _number("minimal_quantity", 1),
    _decimal("price"),
    _decimal("wholesale_price"),
    _number("active"),
    _number("available_for_order", 1),
    _text("condition", 11, "new"),
    _number("show_price", 1),
    _text("visibility", 7, "both"),
    _maybe("cache_default_attribute"),
    _moment("date_add"),
    _moment("date_upd"),
    _date("available_date"),
    _number("pack_stock_type", 3),
)
_table(
    "product_lang",
    _key("id_product"),
    _key("id_shop"),
    _key("id_lang"),
    _long("description"),
    _long("description_short"),
    _text("link_rewrite", 128),
    _text("name", 128),
)

# Combinations
_table(
    "product_attribute",
    _key("id_product_attribute"),
    _id("id_product"),
    _maybe_text("reference", 32),
    _maybe_text("ean13", 13),
    _maybe_text("upc", 12),
    _decimal("wholesale_price"),
    _decimal("price"),
    _decimal("ecotax", 17),
    _number("quantity"),
    _decimal("weight"),
    _maybe("default_on"),
    _number("minimal_quantity", 1),
    sa.UniqueConstraint("id_product", "default_on"),
)
_table(
    "product_attribute_shop",
    _id("id_product"),
    _key("id_product_attribute"),
    _key("id_shop"),
    _decimal("wholesale_price"),
    _decimal("price"),
    _decimal("ecotax", 17),
    _decimal("weight"),
    _maybe("default_on"),
    _number("minimal_quantity", 1),
    _date("available_date"),
    sa.UniqueConstraint("id_product", "id_shop", "default_on"),
)
_table(
    "product_attribute_combination",
    sa.Column("id_attribute", sa.Integer, primary_key=True),
    sa.Column("id_product_attribute", sa.Integer, primary_key=True, index=True),
)
_table(
    "attribute",
    _key("id_attribute"),
    _id("id_attribute_group"),
    _maybe_text("color", 32),
    _number("position"),
)
_table("attribute_lang", _key("id_attribute"), _key("id_lang"), _text("name", 128))
_table(
    "attribute_group",
    _key("id_attribute_group"),
    _number("is_color_group"),
    _text("group_type", 6, "select"),
    _number("position"),
)
_table(
    "attribute_group_lang",
    _key("id_attribute_group"),
    _key("id_lang"),
    _text("name", 128),
    _text("public_name", 64),
)

# Features
_table("feature", _key("id_feature"), _number("position"))
_table("feature_lang", _key("id_feature"), _key("id_lang"), _maybe_text("name", 128))
_link("feature_shop", "id_feature", "id_shop")
_table(
    "feature_product",
    sa.Column("id_feature", sa.Integer, primary_key=True),
    sa.Column("id_product", sa.Integer, primary_key=True, index=True),
    _id("id_feature_value"),
)
_table("feature_value", _key("id_feature_value"), _id("id_feature"), _maybe("custom"))
_table("feature_value_lang", _key("id_feature_value"), _key("id_lang"), _maybe_text("value", 255))

# Categories and manufacturers
_table(
    "category",
    _key("id_category"),
    _id("id_parent"),
    _number("id_shop_default", 1),
    _number("level_depth"),
    _number("nleft"),
    _number("nright"),
    _number("active"),
    _moment("date_add"),
    _moment("date_upd"),
    _number("position"),
    _number("is_root_category"),
)
_table(
    "category_lang",
    _key("id_category"),
    _key("id_shop"),
    _key("id_lang"),
    _text("name", 128),
    _text("link_rewrite", 128),
)
_table("category_shop", _key("id_category"), _key("id_shop"), _number("position"))
_link("category_group", "id_category", "id_group")
_table(
    "category_product",
    sa.Column("id_category", sa.Integer, primary_key=True),
    sa.Column("id_product", sa.Integer, primary_key=True, index=True),
    _number("position"),
)
_table(
    "manufacturer",
    _key("id_manufacturer"),
    _text("name", 64),
    _moment("date_add"),
    _moment("date_upd"),
    _number("active"),
)

# Stock and packs
_table(
    "stock_available",
    _key("id_stock_available"),
    _id("id_product"),
    _number("id_product_attribute"),
    _number("id_shop"),
    _number("id_shop_group"),
    _number("quantity"),
    _number("depends_on_stock"),
    _number("out_of_stock"),
    sa.UniqueConstraint("id_product", "id_product_attribute", "id_shop", "id_shop_group"),
)
_table(
    "pack",
    _key("id_product_pack"),
    _key("id_product_item"),
    _key("id_product_attribute_item"),
    _number("quantity", 1),
)

# Images
_table(
    "image",
    _key("id_image"),
    _id("id_product"),
    _number("position"),
    _maybe("cover"),
    sa.UniqueConstraint("id_product", "cover"),
)
_table(
    "image_shop",
    _id("id_product"),
    _key("id_image"),
    _key("id_shop"),
    _maybe("cover"),
    sa.UniqueConstraint("id_product", "id_shop", "cover"),
)
_link("product_attribute_image", "id_product_attribute", "id_image")

# Taxes, money, countries, prices
_table(
    "tax_rules_group",
    _key("id_tax_rules_group"),
    _text("name", 50),
    _number("active"),
    _number("deleted"),
    _moment("date_add"),
    _moment("date_upd"),
)
_table(
    "tax_rule",
    _key("id_tax_rule"),
    _id("id_tax_rules_group"),
    _number("id_country"),
    _number("id_state"),
    _text("zipcode_from", 12, "0"),
    _text("zipcode_to", 12, "0"),
    _number("id_tax"),
    _number("behavior"),
    _text("description", 100),
)
_table("tax", _key("id_tax"), _decimal("rate", 10, 3), _number("active", 1), _number("deleted"))
_table(
    "currency",
    _key("id_currency"),
    _text("name", 32),
    _text("iso_code", 3, "0"),
    _text("iso_code_num", 3, "0"),
    _text("sign", 8),
    _number("decimals", 1),
    _decimal("conversion_rate", 13),
    _number("deleted"),
    _number("active", 1),
)
_table("currency_shop", _key("id_currency"), _key("id_shop"), _decimal("conversion_rate", 13))
_table(
    "country",
    _key("id_country"),
    _number("id_zone"),
    _number("id_currency"),
    _text("iso_code", 3),
    _number("active"),
    _number("contains_states"),
    _number("display_tax_label"),
)
_table(
    "specific_price",
    _key("id_specific_price"),
    _number("id_specific_price_rule"),
    _number("id_cart"),
    _id("id_product"),
    _number("id_shop", 1),
    _number("id_shop_group"),
    _number("id_currency"),
    _number("id_country"),
    _number("id_group"),
    _number("id_customer"),
    _number("id_product_attribute"),
    _decimal("price"),
    _number("from_quantity"),
    _decimal("reduction"),
    _number("reduction_tax", 1),
    _text("reduction_type", 10, "amount"),
    _moment("from"),
    _moment("to"),
)
_table(
    "specific_price_priority",
    _key("id_specific_price_priority"),
    _number("id_product"),
    _text("priority", 80),
    sa.UniqueConstraint("id_product"),
)
_table(
    "group",
    _key("id_group"),
    _decimal("reduction", 17, 2),
    _number("price_display_method"),
    _number("show_prices", 1),
    _moment("date_add"),
    _moment("date_upd"),
)
_table(
    "product_group_reduction_cache",
    _key("id_product"),
    _key("id_group"),
    _decimal("reduction", 4, 3),
)


@dataclass(frozen=True, slots=True)
class Tables:
    """Each attribute is the table of that name under the shop's prefix."""

    metadata: sa.MetaData
    shop: sa.Table
    shop_group: sa.Table
    shop_url: sa.Table
    configuration: sa.Table
    lang: sa.Table
    lang_shop: sa.Table
    product: sa.Table
    product_shop: sa.Table
    product_lang: sa.Table
    product_attribute: sa.Table
    product_attribute_shop: sa.Table
    product_attribute_combination: sa.Table
    attribute: sa.Table
    attribute_lang: sa.Table
    attribute_group: sa.Table
    attribute_group_lang: sa.Table
    feature: sa.Table
    feature_lang: sa.Table
    feature_shop: sa.Table
    feature_product: sa.Table
    feature_value: sa.Table
    feature_value_lang: sa.Table
    category: sa.Table
    category_lang: sa.Table
    category_shop: sa.Table
    category_group: sa.Table
    category_product: sa.Table
    manufacturer: sa.Table
    stock_available: sa.Table
    pack: sa.Table
    image: sa.Table
    image_shop: sa.Table
    product_attribute_image: sa.Table
    tax_rules_group: sa.Table
    tax_rule: sa.Table
    tax: sa.Table
    currency: sa.Table
    currency_shop: sa.Table
    country: sa.Table
    specific_price: sa.Table
    specific_price_priority: sa.Table
    group: sa.Table
    product_group_reduction_cache: sa.Table

    @property
    def names(self) -> frozenset[str]:
        """Full names, prefix included."""
        return frozenset(self.metadata.tables)


@cache
def define(prefix: str = "ps_") -> Tables:
    metadata = sa.MetaData()
    tables = {name: table.to_metadata(metadata, name=prefix + name) for name, table in _MODEL.tables.items()}
    return Tables(metadata=metadata, **tables)


SHORT_NAMES = frozenset(_MODEL.tables)
"""Names without a prefix."""
