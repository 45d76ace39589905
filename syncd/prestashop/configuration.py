"""PrestaShop's settings as one shop sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from syncd.prestashop.database import Row, Snapshot
from syncd.prestashop.tables import Tables
from syncd.prestashop.values import number, text

_MULTISTORE = "PS_MULTISHOP_FEATURE_ACTIVE"

OF_PRODUCTS = frozenset(
    {
        "PS_ADVANCED_STOCK_MANAGEMENT",
        "PS_CATALOG_MODE",
        "PS_COMBINATION_FEATURE_ACTIVE",
        "PS_COUNTRY_DEFAULT",
        "PS_CURRENCY_DEFAULT",
        "PS_CUSTOMER_GROUP",
        "PS_DIMENSION_UNIT",
        "PS_ECOTAX_TAX_RULES_GROUP_ID",
        "PS_FEATURE_FEATURE_ACTIVE",
        "PS_GROUP_FEATURE_ACTIVE",
        "PS_GUEST_GROUP",
        "PS_HOME_CATEGORY",
        "PS_ORDER_OUT_OF_STOCK",
        "PS_PACK_FEATURE_ACTIVE",
        "PS_PACK_STOCK_TYPE",
        "PS_PRICE_DISPLAY_PRECISION",
        "PS_PRICE_ROUND_MODE",
        "PS_ROOT_CATEGORY",
        "PS_SPECIFIC_PRICE_FEATURE_ACTIVE",
        "PS_SPECIFIC_PRICE_PRIORITIES",
        "PS_STOCK_MANAGEMENT",
        "PS_TAX",
        "PS_TIMEZONE",
        "PS_UNIDENTIFIED_GROUP",
        "PS_USE_ECOTAX",
        "PS_WEIGHT_UNIT",
    }
)
"""Settings that make a product what it is: a change of one is a change of every product."""

OF_SHOP = frozenset({"PS_LEGACY_IMAGES", "PS_SHOP_NAME", "PS_SSL_ENABLED", "PS_VERSION_DB"})
"""Settings that only describe the shop."""

NAMES = OF_PRODUCTS | OF_SHOP | {_MULTISTORE}
"""All that may be asked for: the shop has hundreds more, some of which it rewrites all day."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """Values by name, for one shop.

    With multistore on, a row of the shop wins over one of its group, and that over the global one; with
    multistore off only global rows count (measured on 1.6.1.19; classes/Configuration.php:177-209).
    Global is NULL or 0. Names are not unique: of rows of one level the last holds, because the shop reads
    them all into one array, and a NULL is no value (Configuration::loadConfiguration and hasKey).
    """

    values: dict[str, str]
    multistore: bool

    def text(self, name: str, default: str = "") -> str:
        return self._value(name) or default

    def number(self, name: str, default: int = 0) -> int:
        return number(self._value(name), default)

    def on(self, name: str) -> bool:
        """A switch: absent, empty and 0 are off."""
        return self.number(name) != 0

    def of_products(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((name, value) for name, value in self.values.items() if name in OF_PRODUCTS))

    def _value(self, name: str) -> str | None:
        if name not in NAMES:
            raise LookupError(name)
        return self.values.get(name)


def read_configuration(snapshot: Snapshot, tables: Tables, id_shop: int, id_shop_group: int) -> Configuration:
    rows = snapshot.rows(
        sa.select(
            tables.configuration.c.id_shop_group,
            tables.configuration.c.id_shop,
            tables.configuration.c.name,
            tables.configuration.c.value,
        )
        .where(tables.configuration.c.name.in_(sorted(NAMES)))
        .order_by(tables.configuration.c.id_configuration)
    )
    shops = snapshot.rows(sa.select(sa.func.count()).select_from(tables.shop))[0][0]
    return resolve(rows, id_shop, id_shop_group, shops)


def resolve(rows: Sequence[Row], id_shop: int, id_shop_group: int, shops: int) -> Configuration:
    """`rows` are (id_shop_group, id_shop, name, value) by ascending id."""
    everywhere: dict[str, str | None] = {}
    of_group: dict[str, str | None] = {}
    of_shop: dict[str, str | None] = {}
    for group, shop, name, value in rows:
        if shop:
            level = of_shop if shop == id_shop else None
        elif group:
            level = of_group if group == id_shop_group else None
        else:
            level = everywhere
        if level is not None:
            level[text(name)] = None if value is None else text(value)
    multistore = _is_multistore(rows) and shops > 1
    levels = (everywhere, of_group, of_shop) if multistore else (everywhere,)
    values = {name: value for level in levels for name, value in level.items() if value is not None}
    return Configuration(values=values, multistore=multistore)


def _is_multistore(rows: Sequence[Row]) -> bool:
    """The shop asks for this one before it knows of shops: the first row of any level (Shop.php:1062)."""
    return next((number(value) for _, _, name, value in rows if text(name) == _MULTISTORE), 0) == 1
