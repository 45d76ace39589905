"""The tables of PrestaShop 1.6 that we read, under any prefix.

They hold the columns we need, not all of the shop's; `Tables.metadata.create_all` makes the demo's shop and
the tests'.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa

from syncd.prestashop.tables import categories, prices, products, shops

_MODEL = {
    name: table
    for subject in (shops, products, categories, prices)
    for name, table in subject.MODEL.tables.items()
}

SHORT_NAMES = frozenset(_MODEL)
"""Names without a prefix."""


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
    tables = {name: table.to_metadata(metadata, name=prefix + name) for name, table in _MODEL.items()}
    return Tables(metadata=metadata, **tables)
