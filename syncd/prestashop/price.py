"""What a visitor pays for one unit, tax included, in the shop's default currency.

The steps and their order are those of `Product::priceCalculation` (1.6.1.19, classes/Product.php:2929-3133);
nothing is rounded before the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from syncd.prestashop.tax import Taxes

SIXTH = Decimal("0.000001")
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class PricedUnit:
    """What a price is computed from. Both prices are of the `_shop` tables, without tax."""

    id_product: int
    price: Decimal
    id_tax_rules_group: int
    impact: Decimal = _NOTHING
    """Of the combination, signed."""


class Pricing:
    """The price of every unit of one shop for one visitor."""

    def __init__(self, taxes: Taxes) -> None:
        self._taxes = taxes

    def price(self, unit: PricedUnit) -> Decimal:
        """Never negative, six decimals."""
        untaxed = unit.price + unit.impact
        taxed = untaxed * self._taxes.factor(unit.id_tax_rules_group)
        return max(taxed, _NOTHING).quantize(SIXTH, ROUND_HALF_UP)
