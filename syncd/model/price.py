"""How a price of the shop came about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class PriceStepCode(StrEnum):
    BASE = "base"
    """The product's own price, without tax, in the shop's default currency."""
    FIXED = "fixed"
    """The price of a specific price stands for it."""
    CONVERTED = "converted"
    """The price in the buyer's currency."""
    IMPACT = "impact"
    """Of the combination, added."""
    TAX = "tax"
    """Added."""
    ECOTAX = "ecotax"
    """Added, its own tax included."""
    REDUCTION_PERCENTAGE = "reduction-percentage"
    """Of a specific price, taken off."""
    REDUCTION_AMOUNT = "reduction-amount"
    GROUP_REDUCTION = "group-reduction"
    """Of the buyer's group, taken off."""
    PRICE = "price"
    """The sum, never below zero, with six decimals."""
    BEFORE = "before"
    """The sum without the reduction of a specific price."""
    DISPLAYED = "displayed"
    """The sum as the shop's pages round it."""


@dataclass(frozen=True, slots=True)
class PriceStep:
    code: PriceStepCode
    value: Decimal
    """Signed: what is taken off is negative."""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PriceAccount:
    """The price of one combination, or of a product without any, line by line."""

    id_product: int
    id_product_attribute: int
    """0: the product without a combination."""
    is_default: bool
    """Its price is the product's."""
    currency: str
    """ISO 4217."""
    price: Decimal
    """With tax, like `before`."""
    before: Decimal
    """Without the reduction of a specific price."""
    untaxed: Decimal
    untaxed_before: Decimal
    id_specific_price: int | None
    """The one that counts, of all that the shop has."""
    steps: tuple[PriceStep, ...]
