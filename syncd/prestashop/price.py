"""The price of one unit for one buyer, step by step as `Product::priceCalculation` computes it.

Source: 1.6.1.19, classes/Product.php:2929-3133. Prices leave as Decimal. Up to there the steps are those of
PHP on doubles, in its order: after a large amount was taken off their noise decides ties of the seventh
decimal, where exact decimals would differ from the shop's own price.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from syncd.prestashop.rounding import RoundMode, ps_round
from syncd.prestashop.specific_price import SpecificPrice
from syncd.prestashop.tax import Taxes

PLACES = 6
FREE = Decimal("0.000000")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is priced: money of the `_shop` tables, without tax, in the shop's default currency."""

    price: float
    id_tax_rules_group: int = 0
    ecotax: float = 0.0
    """The product's; that of a combination is not looked at."""
    impact: float = 0.0
    """Of the combination, signed."""


@dataclass(frozen=True, slots=True)
class GroupReduction:
    """Of the buyer's group: a product may have its own fraction, 0 included; else the group's percent."""

    percent: float = 0.0
    fraction: float | None = None

    def of(self, price: float) -> float:
        return price * self.percent / 100 if self.fraction is None else price * self.fraction


NO_GROUP_REDUCTION = GroupReduction()


@dataclass(frozen=True, slots=True)
class Terms:
    """What prices of a shop depend on besides the product."""

    taxes: Taxes
    ecotax_rules_group: int = 0
    rate: float | None = None
    """Of the buyer's currency; None: the default one, which is never converted."""
    rounding: RoundMode = RoundMode.HALF_UP

    def convert(self, money: float) -> float:
        return money if self.rate is None else money * self.rate


class Sum(NamedTuple):
    """The steps of one price, unrounded, in the buyer's currency but for `start`."""

    start: float
    """The price that it began with."""
    converted: float
    impact: float
    tax: float
    ecotax: float
    reduction: float
    before: float
    """All above but the reduction, less the group's share."""
    group: float
    price: float


def calculate(
    unit: Unit,
    terms: Terms,
    group: GroupReduction = NO_GROUP_REDUCTION,
    found: SpecificPrice | None = None,
    *,
    taxed: bool = True,
) -> Sum:
    """`found` is the specific price that counts. What it fixes for one combination has the impact in it."""
    start, own_currency, with_impact = unit.price, False, True
    if found is not None and found.replaces:
        start, own_currency = found.price, found.id_currency != 0
        with_impact = found.id_product_attribute == 0
    converted = start if own_currency else terms.convert(start)
    impact = terms.convert(unit.impact) if with_impact else 0.0
    factor = terms.taxes.factor(unit.id_tax_rules_group)
    price = converted + impact
    tax = price * factor - price if taxed else 0.0
    price = price * factor if taxed else price
    ecotax = terms.convert(unit.ecotax)
    ecotax = ecotax * terms.taxes.factor(terms.ecotax_rules_group) if taxed else ecotax
    price += ecotax
    reduction = _reduction(price, terms, found, factor, taxed) if found is not None else 0.0
    before = price - group.of(price)
    price -= reduction
    share = group.of(price)
    return Sum(start, converted, impact, tax, ecotax, reduction, before, share, price - share)


def _reduction(price: float, terms: Terms, found: SpecificPrice, factor: float, taxed: bool) -> float:
    """A fraction is of everything so far; an amount is turned into one with or without tax."""
    if not found.is_amount:
        return price * found.reduction
    amount = found.reduction if found.id_currency else terms.convert(found.reduction)
    if taxed == found.reduction_tax:
        return amount
    return amount * factor if taxed else amount / factor


def money(value: float, rounding: RoundMode, places: int = PLACES) -> Decimal:
    """As the shop rounds it; never negative."""
    rounded = ps_round(value, places, rounding)
    return Decimal(f"{rounded:.{places}f}") if rounded > 0 else FREE
