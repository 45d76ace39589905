"""Categories and manufacturers."""

from __future__ import annotations

import sqlalchemy as sa

from syncd.prestashop.tables.columns import key, link, moment, number, reference, table, text

MODEL = sa.MetaData()

table(
    MODEL,
    "category",
    key("id_category"),
    reference("id_parent"),
    number("id_shop_default", 1),
    number("level_depth"),
    number("nleft"),
    number("nright"),
    number("active"),
    moment("date_add"),
    moment("date_upd"),
    number("position"),
    number("is_root_category"),
)
table(
    MODEL,
    "category_lang",
    key("id_category"),
    key("id_shop"),
    key("id_lang"),
    text("name", 128),
    text("link_rewrite", 128),
)
table(MODEL, "category_shop", key("id_category"), key("id_shop"), number("position"))
link(MODEL, "category_group", "id_category", "id_group")
table(
    MODEL,
    "category_product",
    sa.Column("id_category", sa.Integer, primary_key=True),
    sa.Column("id_product", sa.Integer, primary_key=True, index=True),
    number("position"),
)
table(
    MODEL,
    "manufacturer",
    key("id_manufacturer"),
    text("name", 64),
    moment("date_add"),
    moment("date_upd"),
    number("active"),
)
