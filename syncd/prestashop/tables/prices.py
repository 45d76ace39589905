"""Taxes, money, countries, groups of customers, and special prices."""

from __future__ import annotations

import sqlalchemy as sa

from syncd.prestashop.tables.columns import decimal, key, moment, number, reference, table, text

MODEL = sa.MetaData()

table(
    MODEL,
    "tax_rules_group",
    key("id_tax_rules_group"),
    text("name", 50),
    number("active"),
    number("deleted"),
    moment("date_add"),
    moment("date_upd"),
)
table(
    MODEL,
    "tax_rule",
    key("id_tax_rule"),
    reference("id_tax_rules_group"),
    number("id_country"),
    number("id_state"),
    text("zipcode_from", 12, "0"),
    text("zipcode_to", 12, "0"),
    number("id_tax"),
    number("behavior"),
    text("description", 100),
)
table(MODEL, "tax", key("id_tax"), decimal("rate", 10, 3), number("active", 1), number("deleted"))
table(
    MODEL,
    "currency",
    key("id_currency"),
    text("name", 32),
    text("iso_code", 3, "0"),
    text("iso_code_num", 3, "0"),
    text("sign", 8),
    number("decimals", 1),
    decimal("conversion_rate", 13),
    number("deleted"),
    number("active", 1),
)
table(MODEL, "currency_shop", key("id_currency"), key("id_shop"), decimal("conversion_rate", 13))
table(
    MODEL,
    "country",
    key("id_country"),
    number("id_zone"),
    number("id_currency"),
    text("iso_code", 3),
    number("active"),
    number("contains_states"),
    number("display_tax_label"),
)
table(
    MODEL,
    "specific_price",
    key("id_specific_price"),
    number("id_specific_price_rule"),
    number("id_cart"),
    reference("id_product"),
    number("id_shop", 1),
    number("id_shop_group"),
    number("id_currency"),
    number("id_country"),
    number("id_group"),
    number("id_customer"),
    number("id_product_attribute"),
    decimal("price"),
    number("from_quantity"),
    decimal("reduction"),
    number("reduction_tax", 1),
    text("reduction_type", 10, "amount"),
    moment("from"),
    moment("to"),
)
table(
    MODEL,
    "specific_price_priority",
    key("id_specific_price_priority"),
    number("id_product"),
    text("priority", 80),
    sa.UniqueConstraint("id_product"),
)
table(
    MODEL,
    "group",
    key("id_group"),
    decimal("reduction", 17, 2),
    number("price_display_method"),
    number("show_prices", 1),
    moment("date_add"),
    moment("date_upd"),
)
table(
    MODEL,
    "product_group_reduction_cache",
    key("id_product"),
    key("id_group"),
    decimal("reduction", 4, 3),
)
