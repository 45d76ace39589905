"""How a price came about, told line by line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from syncd.model.price import PriceAccount, PriceStep, PriceStepCode
from syncd.prestashop.price import PLACES, Sum, money
from syncd.prestashop.pricing import PricedProduct, PricedRows, Pricing
from syncd.prestashop.rounding import RoundMode, ps_round
from syncd.prestashop.specific_price import SpecificPrice


def accounts(pricing: Pricing, rows: PricedRows) -> tuple[PriceAccount, ...]:
    """Of each combination, or of the product without any; none for rows that make no sense."""
    try:
        product = PricedProduct(pricing, rows)
        return tuple(_account(pricing, product, key, impact) for key, impact in rows.units())
    except (ArithmeticError, ValueError):
        return ()


def _account(pricing: Pricing, product: PricedProduct, key: int, impact: object) -> PriceAccount:
    rounding, found = pricing.terms.rounding, product.found(key)
    taxed, untaxed = product.sum(impact, found), product.sum(impact, found, taxed=False)
    return PriceAccount(
        id_product=product.rows.id_product,
        id_product_attribute=key,
        is_default=key == product.rows.default(),
        currency=pricing.currency.iso_code,
        price=money(taxed.price, rounding),
        before=money(taxed.before, rounding),
        untaxed=money(untaxed.price, rounding),
        untaxed_before=money(untaxed.before, rounding),
        id_specific_price=found.id_specific_price if found else None,
        steps=tuple(_steps(pricing, taxed, found)),
    )


def _steps(pricing: Pricing, made: Sum, found: SpecificPrice | None) -> Iterator[PriceStep]:
    """What changes nothing is left out."""
    yield _start(made, found)
    if made.converted != made.start:
        yield _step(PriceStepCode.CONVERTED, made.converted, currency=pricing.currency.iso_code)
    if made.impact:
        yield _step(PriceStepCode.IMPACT, made.impact)
    if made.tax:
        yield _step(PriceStepCode.TAX, made.tax, percent=_percent(made.tax / (made.converted + made.impact)))
    if made.ecotax:
        yield _step(PriceStepCode.ECOTAX, made.ecotax)
    if found and made.reduction:
        yield _reduction(made, found)
    if made.group:
        yield _step(PriceStepCode.GROUP_REDUCTION, -made.group, group=str(pricing.buyer.id_group))
    rounding, currency = pricing.terms.rounding, pricing.currency
    if made.before != made.price:
        yield PriceStep(PriceStepCode.BEFORE, money(made.before, rounding))
    price = money(made.price, rounding)
    yield PriceStep(PriceStepCode.PRICE, price)
    yield PriceStep(PriceStepCode.DISPLAYED, money(float(price), rounding, currency.decimals))


def _start(made: Sum, found: SpecificPrice | None) -> PriceStep:
    if found and found.replaces:
        return _step(PriceStepCode.FIXED, made.start, specific_price=str(found.id_specific_price))
    return _step(PriceStepCode.BASE, made.start)


def _reduction(made: Sum, found: SpecificPrice) -> PriceStep:
    facts = {"specific_price": str(found.id_specific_price)}
    if found.is_amount:
        return _step(PriceStepCode.REDUCTION_AMOUNT, -made.reduction, **facts)
    facts["percent"] = _percent(found.reduction)
    return _step(PriceStepCode.REDUCTION_PERCENTAGE, -made.reduction, **facts)


def _step(code: PriceStepCode, value: float, **facts: str) -> PriceStep:
    shown = Decimal(f"{ps_round(value, PLACES, RoundMode.HALF_UP):.{PLACES}f}")
    return PriceStep(code, shown, tuple(facts.items()))


def _percent(fraction: float) -> str:
    """With no more decimals than it has, four at most."""
    return f"{fraction * 100:.4f}".rstrip("0").rstrip(".")
