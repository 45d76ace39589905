"""Prices of a whole shop for one buyer at one moment: its terms read once, its products priced one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from syncd.prestashop.configuration import Configuration
from syncd.prestashop.database import Row, Snapshot
from syncd.prestashop.price import GroupReduction, Sum, Terms, Unit, calculate, money
from syncd.prestashop.rounding import RoundMode, round_mode
from syncd.prestashop.specific_price import (
    Buyer,
    Priorities,
    SpecificPrice,
    first_for,
    ranked,
    row_runs,
    specific_price,
    specific_prices,
)
from syncd.prestashop.tables import Tables
from syncd.prestashop.tax import NO_TAXES, read_taxes
from syncd.prestashop.values import double, number, text

_VISITORS = 1
"""PS_UNIDENTIFIED_GROUP as PrestaShop installs it."""

PRECISION = 2
"""PS_PRICE_DISPLAY_PRECISION as PrestaShop installs it."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whom a price is asked for; None is what the shop takes for a visitor who has not logged in."""

    id_country: int | None = None
    id_currency: int | None = None
    id_group: int | None = None
    quantity: int = 1
    id_customer: int = 0
    id_cart: int = 0


class PricedRows(NamedTuple):
    """The rows of one product that its prices are made of, as the driver gave them."""

    id_product: int
    price: Any
    id_tax_rules_group: Any
    ecotax: Any
    combinations: Sequence[tuple[int, Any, Any]]
    """(id_product_attribute, impact, default_on), by id."""
    specific_prices: Sequence[Row]
    priorities: Sequence[Row]
    group_reductions: Sequence[Row]

    def units(self) -> Sequence[tuple[int, Any]]:
        """(id_product_attribute, impact) of what has a price."""
        return [each[:2] for each in self.combinations] or [(0, 0)]

    def default(self) -> int:
        """The combination that stands for the product, the first if the shop marked none; 0: it has none."""
        marked = (each[0] for each in self.combinations if each[2])
        return next(marked, self.combinations[0][0] if self.combinations else 0)


@dataclass(frozen=True, slots=True)
class Paid:
    price: Decimal
    before: Decimal
    """Without the reduction of a specific price."""


@dataclass(frozen=True, slots=True)
class Prices:
    product: Paid
    """Of its default combination, when it has combinations."""
    combinations: dict[int, Paid]
    changes_at: datetime | None
    """UTC. None: the clock alone changes nothing."""


@dataclass(frozen=True, slots=True)
class Currency:
    iso_code: str
    decimals: int
    """Shown to visitors."""


@dataclass(frozen=True, slots=True)
class Pricing:
    """Everything about one product's prices is asked here."""

    buyer: Buyer
    terms: Terms
    currency: Currency
    group_percent: float | None
    """None: groups are switched off, and nothing of theirs counts."""
    priorities: str
    everywhere: tuple[SpecificPrice, ...]
    """Specific prices of no single product."""
    with_specific_prices: bool
    now: datetime
    """The minute, in the shop's own time, naive."""
    zone: ZoneInfo

    def statements(self, tables: Tables) -> dict[str, sa.Select[Any]]:
        """By the names of `PricedRows`, led by id_product; what is switched off in the shop is not asked."""
        found: dict[str, sa.Select[Any]] = {}
        if self.with_specific_prices:
            found["specific_prices"] = specific_prices(tables, self.buyer)
            found["priorities"] = _priorities(tables)
        if self.group_percent is not None:
            found["group_reductions"] = _group_reductions(tables, self.buyer)
        return found

    def mark(self, rows: Sequence[Row]) -> tuple[bool, ...]:
        """Which of a product's specific prices run now: part of what the product is, like its rows."""
        return tuple(row_runs(row, self.now) for row in rows)

    def shared_mark(self) -> tuple[bool, ...]:
        """Of those of all products."""
        return tuple(each.runs(self.now) for each in self.everywhere)

    def of(self, rows: PricedRows) -> Prices:
        """Raises `ValueError` for rows that make no sense."""
        made = PricedProduct(self, rows)
        known: dict[tuple[object, SpecificPrice | None], Paid] = {}
        paid: dict[int, Paid] = {}
        for key, impact in rows.units():
            found = made.found(key)
            alike = (impact, found)
            if alike not in known:
                known[alike] = self._paid(made.sum(impact, found))
            paid[key] = known[alike]
        product = paid[rows.default()]
        paid.pop(0, None)
        return Prices(product, paid, self._changes_at(made.own))

    def _paid(self, found: Sum) -> Paid:
        price = money(found.price, self.terms.rounding)
        same = found.before == found.price
        return Paid(price, price if same else money(found.before, self.terms.rounding))

    def _changes_at(self, own: Sequence[SpecificPrice]) -> datetime | None:
        changes = [each for row in (*own, *self.everywhere) for each in row.changes() if each > self.now]
        return min(changes).replace(tzinfo=self.zone).astimezone(UTC) if changes else None


class PricedProduct:
    """One product's part in its prices."""

    def __init__(self, pricing: Pricing, rows: PricedRows) -> None:
        self.own = [specific_price(row) for row in rows.specific_prices]
        self.rows = rows
        self._running = self._ranked(pricing, rows)
        self._unit = partial(Unit, double(rows.price), number(rows.id_tax_rules_group), double(rows.ecotax))
        self._terms = pricing.terms
        self._group = _group(pricing, rows)

    def _ranked(self, pricing: Pricing, rows: PricedRows) -> list[SpecificPrice]:
        running = [row for row in (*self.own, *pricing.everywhere) if row.runs(pricing.now)]
        if len(running) < 2:
            return running
        own = next((text(row[1]) for row in rows.priorities), "")
        return ranked(running, Priorities(own or pricing.priorities, pricing.buyer))

    def found(self, id_product_attribute: int) -> SpecificPrice | None:
        return first_for(self._running, id_product_attribute) if self._running else None

    def sum(self, impact: object, found: SpecificPrice | None, *, taxed: bool = True) -> Sum:
        return calculate(self._unit(double(impact)), self._terms, self._group, found, taxed=taxed)


def _group(pricing: Pricing, rows: PricedRows) -> GroupReduction:
    fraction = next((double(row[1]) for row in rows.group_reductions), None)
    return GroupReduction(pricing.group_percent or 0.0, fraction)


def _priorities(tables: Tables) -> sa.Select[Any]:
    own = tables.specific_price_priority.c
    return sa.select(own.id_product, own.priority).where(_between(own.id_product))


def _group_reductions(tables: Tables, buyer: Buyer) -> sa.Select[Any]:
    own = tables.product_group_reduction_cache.c
    return sa.select(own.id_product, own.reduction).where(
        _between(own.id_product), own.id_group == buyer.id_group
    )


def _between(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    return column.between(sa.bindparam("low"), sa.bindparam("high"))


def read_pricing(
    snapshot: Snapshot,
    tables: Tables,
    id_shop: int,
    configuration: Configuration,
    *,
    now: datetime,
    visitor: Visitor | None = None,
) -> Pricing:
    """`now` is aware. Switches that the shop lacks are off, as PrestaShop reads them."""
    buyer = _buyer(id_shop, configuration, visitor or Visitor())
    currency, rate = _currency(snapshot, tables, buyer, configuration)
    with_specific_prices = configuration.on("PS_SPECIFIC_PRICE_FEATURE_ACTIVE")
    with_groups = configuration.on("PS_GROUP_FEATURE_ACTIVE")
    zone = time_zone(configuration.text("PS_TIMEZONE"))
    return Pricing(
        buyer=buyer,
        terms=Terms(
            taxes=read_taxes(snapshot, tables, buyer.id_country) if configuration.on("PS_TAX") else NO_TAXES,
            ecotax_rules_group=configuration.number("PS_ECOTAX_TAX_RULES_GROUP_ID"),
            rate=rate,
            rounding=round_mode(configuration.number("PS_PRICE_ROUND_MODE", RoundMode.HALF_UP)),
        ),
        currency=currency,
        group_percent=_group_percent(snapshot, tables, buyer) if with_groups else None,
        priorities=configuration.text("PS_SPECIFIC_PRICE_PRIORITIES"),
        everywhere=_everywhere(snapshot, tables, buyer) if with_specific_prices else (),
        with_specific_prices=with_specific_prices,
        now=now.astimezone(zone).replace(second=0, microsecond=0, tzinfo=None),
        zone=zone,
    )


def time_zone(name: str) -> ZoneInfo:
    """UTC for a name that is none, as PHP falls back."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return ZoneInfo("UTC")


def _buyer(id_shop: int, configuration: Configuration, visitor: Visitor) -> Buyer:
    def chosen(told: int | None, setting: str, default: int = 0) -> int:
        return configuration.number(setting, default) if told is None else told

    return Buyer(
        id_shop=id_shop,
        id_currency=chosen(visitor.id_currency, "PS_CURRENCY_DEFAULT"),
        id_country=chosen(visitor.id_country, "PS_COUNTRY_DEFAULT"),
        id_group=chosen(visitor.id_group, "PS_UNIDENTIFIED_GROUP", _VISITORS),
        quantity=visitor.quantity,
        id_customer=visitor.id_customer,
        id_cart=visitor.id_cart,
    )


def _currency(
    snapshot: Snapshot, tables: Tables, buyer: Buyer, configuration: Configuration
) -> tuple[Currency, float | None]:
    """And its rate, that of the shop before the general one; None for the default currency."""
    own, shop = tables.currency.c, tables.currency_shop.c
    rows = snapshot.rows(
        sa.select(own.iso_code, own.decimals, own.conversion_rate, shop.conversion_rate)
        .join_from(
            tables.currency,
            tables.currency_shop,
            (shop.id_currency == own.id_currency) & (shop.id_shop == buyer.id_shop),
            isouter=True,
        )
        .where(own.id_currency == buyer.id_currency)
    )
    iso_code, decimals, general, of_shop = rows[0] if rows else ("", 1, 1, None)
    rate = double(general if of_shop is None else of_shop)
    is_default = buyer.id_currency == configuration.number("PS_CURRENCY_DEFAULT")
    places = number(decimals) * configuration.number("PS_PRICE_DISPLAY_PRECISION", PRECISION)
    return Currency(text(iso_code), places), None if is_default else rate


def _group_percent(snapshot: Snapshot, tables: Tables, buyer: Buyer) -> float:
    own = tables.group.c
    rows = snapshot.rows(sa.select(own.reduction).where(own.id_group == buyer.id_group))
    return double(rows[0][0]) if rows else 0.0


def _everywhere(snapshot: Snapshot, tables: Tables, buyer: Buyer) -> tuple[SpecificPrice, ...]:
    rows = snapshot.rows(specific_prices(tables, buyer), {"low": 0, "high": 0})
    return tuple(specific_price(tuple(row)) for row in rows)
