"""PrestaShop's settings as one shop sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from syncd.prestashop.database import Row, Snapshot
from syncd.prestashop.tables import Tables
from syncd.prestashop.values import number, text

_MULTISTORE = "PS_MULTISHOP_FEATURE_ACTIVE"


@dataclass(frozen=True, slots=True)
class Configuration:
    """Values by name, for one shop.

    With multistore on, a row of the shop wins over one of its group, and that over the global one; with
    multistore off only global rows count (measured on 1.6.1.19; classes/Configuration.php:177-209).
    Global is NULL or 0.
    """

    values: dict[str, str]
    multistore: bool

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)

    def number(self, name: str, default: int = 0) -> int:
        return number(self.values.get(name), default)

    def on(self, name: str, *, default: bool = True) -> bool:
        """A switch: absent is `default`, empty and 0 are off."""
        return self.number(name) != 0 if name in self.values else default


def read_configuration(snapshot: Snapshot, tables: Tables, id_shop: int, id_shop_group: int) -> Configuration:
    rows = snapshot.rows(
        sa.select(
            tables.configuration.c.id_shop_group,
            tables.configuration.c.id_shop,
            tables.configuration.c.name,
            tables.configuration.c.value,
        )
        .where(tables.configuration.c.name.like("PS\\_%", escape="\\"))
        .order_by(tables.configuration.c.id_configuration)
    )
    shops = snapshot.rows(sa.select(sa.func.count()).select_from(tables.shop))[0][0]
    return resolve(rows, id_shop, id_shop_group, shops)


def resolve(rows: Iterable[Row], id_shop: int, id_shop_group: int, shops: int) -> Configuration:
    """`rows` are (id_shop_group, id_shop, name, value) by ascending id; of equals the first holds."""
    everywhere: dict[str, str] = {}
    of_group: dict[str, str] = {}
    of_shop: dict[str, str] = {}
    for group, shop, name, value in rows:
        if shop:
            level = of_shop if shop == id_shop else None
        elif group:
            level = of_group if group == id_shop_group else None
        else:
            level = everywhere
        if level is not None:
            level.setdefault(text(name), text(value))
    multistore = number(everywhere.get(_MULTISTORE)) == 1 and shops > 1
    values = everywhere | of_group | of_shop if multistore else everywhere
    return Configuration(values=values, multistore=multistore)
