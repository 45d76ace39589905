"""Shops, their settings and languages (configuration.name is not unique)."""

from __future__ import annotations

import sqlalchemy as sa

from syncd.prestashop.tables.columns import key, link, long, maybe, moment, number, reference, table, text

MODEL = sa.MetaData()

table(
    MODEL,
    "shop",
    key("id_shop"),
    reference("id_shop_group"),
    text("name", 64),
    number("id_category", 2),
    number("id_theme", 1),
    number("active", 1),
    number("deleted"),
)
table(
    MODEL,
    "shop_group",
    key("id_shop_group"),
    text("name", 64),
    number("share_customer"),
    number("share_order"),
    number("share_stock"),
    number("active", 1),
    number("deleted"),
)
table(
    MODEL,
    "shop_url",
    key("id_shop_url"),
    reference("id_shop"),
    text("domain", 150),
    text("domain_ssl", 150),
    text("physical_uri", 64),
    text("virtual_uri", 64),
    number("main"),
    number("active"),
)
table(
    MODEL,
    "configuration",
    key("id_configuration"),
    maybe("id_shop_group"),
    maybe("id_shop"),
    text("name", 254),
    long("value"),
    moment("date_add"),
    moment("date_upd"),
)
table(
    MODEL,
    "lang",
    key("id_lang"),
    text("name", 32),
    number("active"),
    text("iso_code", 2),
    text("language_code", 5),
)
link(MODEL, "lang_shop", "id_lang", "id_shop")
