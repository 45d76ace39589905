"""Tiny shops of a test's own, made from our table definitions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import CreateTable

from syncd.prestashop.dialect import open_writable
from syncd.prestashop.tables import define

RUSSIAN, ENGLISH = 1, 2
RUSSIA = 177

SETTINGS = {
    "PS_VERSION_DB": "1.6.1.19",
    "PS_SHOP_NAME": "Проба",
    "PS_LANG_DEFAULT": RUSSIAN,
    "PS_CURRENCY_DEFAULT": 1,
    "PS_COUNTRY_DEFAULT": RUSSIA,
    "PS_TIMEZONE": "Europe/Moscow",
    "PS_WEIGHT_UNIT": "kg",
    "PS_DIMENSION_UNIT": "cm",
    "PS_ROOT_CATEGORY": 1,
    "PS_HOME_CATEGORY": 2,
    "PS_TAX": 1,
    "PS_STOCK_MANAGEMENT": 1,
    "PS_COMBINATION_FEATURE_ACTIVE": 1,
    "PS_FEATURE_FEATURE_ACTIVE": 1,
    "PS_PACK_FEATURE_ACTIVE": 1,
}


@cache
def _ddl(prefix: str) -> list[str]:
    """Compiled once a prefix: hundreds of shops are made."""
    dialect = mysql.dialect()
    tables = define(prefix).metadata.tables.values()
    return [str(CreateTable(table).compile(dialect=dialect)) for table in tables]


class TinyShop:
    """A shop with one language more than needed, VAT of 20 %, and no products yet."""

    def __init__(self, url: str, prefix: str = "ps_") -> None:
        self.url = url
        self.tables = define(prefix)
        engine = open_writable(sa.make_url(url)).execution_options(isolation_level="AUTOCOMMIT")
        self._connection = engine.connect()
        for statement in _ddl(prefix):
            self._connection.exec_driver_sql(statement)
        self._found()

    def close(self) -> None:
        self._connection.close()

    def add(self, table: str, *rows: dict[str, Any]) -> None:
        """Rows need not have the same columns."""
        for row in rows:
            self._connection.execute(getattr(self.tables, table).insert(), row)

    def run(self, statement: str) -> None:
        self._connection.exec_driver_sql(statement)

    def set(self, name: str, value: object, **scope: int) -> None:
        """A setting; without `scope` (id_shop, id_shop_group) the global one, which it replaces."""
        configuration = self.tables.configuration
        if not scope:
            self._connection.execute(configuration.delete().where(configuration.c.name == name))
        self._connection.execute(configuration.insert(), {"name": name, "value": str(value), **scope})

    def product(self, id_product: int, name: str | None = "Кружка", **more: Any) -> None:
        """`more` goes to product_shop and product alike; texts to product_lang."""
        texts = {key: more.pop(key) for key in ("description", "description_short") if key in more}
        own = {
            key: more.pop(key) for key in ("reference", "ean13", "id_manufacturer", "weight") if key in more
        }
        own |= {key: more.pop(key) for key in ("width", "height", "depth", "is_virtual") if key in more}
        both = {"id_tax_rules_group": 1, "price": "100", "active": 1, "id_category_default": 2, **more}
        self.add("product", {"id_product": id_product, **both, **own})
        self.add("product_shop", {"id_product": id_product, "id_shop": 1, **both})
        if name is not None:
            keys = {"id_product": id_product, "id_shop": 1, "id_lang": RUSSIAN}
            self.add("product_lang", {**keys, "name": name, **texts})

    def combination(
        self, id_combination: int, id_product: int, attributes: Sequence[int] = (), **more: Any
    ) -> None:
        """`more`: reference and ean13 of its own; price, weight, default_on of the shop."""
        own = {key: more.pop(key) for key in ("reference", "ean13") if key in more}
        keys = {"id_product_attribute": id_combination, "id_product": id_product}
        self.add("product_attribute", {**keys, **own})
        self.add("product_attribute_shop", {**keys, "id_shop": 1, **more})
        for id_attribute in attributes:
            link = {"id_attribute": id_attribute, "id_product_attribute": id_combination}
            self.add("product_attribute_combination", link)

    def group(self, id_group: int, name: str, values: dict[int, str], *, colour: bool = False) -> None:
        """An attribute group and its attributes."""
        self.add("attribute_group", {"id_attribute_group": id_group, "is_color_group": int(colour)})
        names = {"name": f"{name} (внутр.)", "public_name": name}
        self.add("attribute_group_lang", {"id_attribute_group": id_group, "id_lang": RUSSIAN, **names})
        for id_attribute, value in values.items():
            self.add("attribute", {"id_attribute": id_attribute, "id_attribute_group": id_group})
            self.add("attribute_lang", {"id_attribute": id_attribute, "id_lang": RUSSIAN, "name": value})

    def category(self, id_category: int, id_parent: int, name: str | None, **more: Any) -> None:
        self.add("category", {"id_category": id_category, "id_parent": id_parent, "active": 1, **more})
        if name is not None:
            keys = {"id_category": id_category, "id_shop": 1, "id_lang": RUSSIAN}
            self.add("category_lang", {**keys, "name": name})

    def stock(
        self, id_product: int, quantity: int, combination: int = 0, shop: int = 1, group: int = 0
    ) -> None:
        keys = {"id_product": id_product, "id_product_attribute": combination}
        self.add("stock_available", {**keys, "id_shop": shop, "id_shop_group": group, "quantity": quantity})

    def _found(self) -> None:
        self.add("shop_group", {"id_shop_group": 1, "name": "Все"})
        self.add("shop", {"id_shop": 1, "id_shop_group": 1, "name": "Проба", "id_category": 2})
        self.add("lang", {"id_lang": RUSSIAN, "name": "Русский", "active": 1, "iso_code": "ru"})
        self.add("lang", {"id_lang": ENGLISH, "name": "English", "active": 1, "iso_code": "en"})
        self.add("configuration", *({"name": name, "value": str(value)} for name, value in SETTINGS.items()))
        self.add("country", {"id_country": RUSSIA, "iso_code": "RU"})
        self.add("currency", {"id_currency": 1, "name": "Рубль", "iso_code": "RUB", "conversion_rate": 1})
        self.add("tax", {"id_tax": 1, "rate": 20})
        self.add("tax_rules_group", {"id_tax_rules_group": 1, "name": "НДС", "active": 1})
        self.add("tax_rule", {"id_tax_rules_group": 1, "id_country": RUSSIA, "id_tax": 1})
        self.category(1, 0, "Корень")
        self.category(2, 1, "Главная", is_root_category=1)
