"""The steps of a price, pure: money by hand, and PHP's own doubles where hands would differ."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.prestashop.price import GroupReduction, Sum, Terms, Unit, calculate, money
from syncd.prestashop.rounding import RoundMode
from syncd.prestashop.specific_price import SpecificPrice
from syncd.prestashop.tax import Taxes, TaxRule, factor, holds_without_postcode

VAT, ECOTAX = 1, 2
TAXES = Taxes({VAT: 1.2, ECOTAX: 1.1})
ROUBLES = Terms(TAXES, ECOTAX)
EUROS = Terms(TAXES, ECOTAX, rate=0.01)
UNIT = Unit(price=1000.0, id_tax_rules_group=VAT, impact=100.0)


def price(
    found: SpecificPrice | None = None, terms: Terms = ROUBLES, unit: Unit = UNIT, **more: object
) -> str:
    made: Sum = calculate(unit, terms, found=found, **more)  # type: ignore[arg-type]
    return f"{money(made.price, terms.rounding).normalize():f}"


def row(**more: object) -> SpecificPrice:
    return SpecificPrice(1, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "roubles", "untaxed", "euros"),
    [
        pytest.param(None, "1320", "1100", "13.2", id="no specific price"),
        pytest.param(row(reduction=0.1), "1188", "990", "11.88", id="a percentage"),
        pytest.param(
            row(is_amount=True, reduction=120.0), "1200", "1000", "12", id="an amount with tax is converted"
        ),
        pytest.param(
            row(is_amount=True, reduction=100.0, reduction_tax=False),
            "1200",
            "1000",
            "12",
            id="an amount without tax",
        ),
        pytest.param(
            row(is_amount=True, reduction=1.2, id_currency=2),
            "1318.8",
            "1099",
            "12",
            id="an amount of a currency is never converted",
        ),
        pytest.param(row(is_amount=True, reduction=9999.0), "0", "0", "0", id="never below zero"),
        pytest.param(row(price=500.0), "720", "600", "7.2", id="a fixed price, the impact added"),
        pytest.param(row(price=0.0), "120", "100", "1.2", id="a fixed price of 0"),
        pytest.param(
            row(price=500.0, id_product_attribute=5),
            "600",
            "500",
            "6",
            id="a fixed price of a combination has its impact in it",
        ),
        pytest.param(
            row(price=5.0, id_currency=2, id_product_attribute=5),
            "6",
            "5",
            "6",
            id="a fixed price of a currency is never converted",
        ),
        pytest.param(
            row(id_product_attribute=5, reduction=0.5),
            "660",
            "550",
            "6.6",
            id="a reduction of a combination leaves its impact",
        ),
        pytest.param(
            row(id_currency=2, reduction=0.5),
            "660",
            "550",
            "6.6",
            id="the base price is converted whatever the row",
        ),
        pytest.param(row(price=500.0, reduction=0.1), "648", "540", "6.48", id="fixed and reduced"),
    ],
)
def test_specific_prices(found: SpecificPrice | None, roubles: str, untaxed: str, euros: str) -> None:
    assert price(found) == roubles
    assert price(found, taxed=False) == untaxed
    assert price(found, EUROS) == euros


def test_the_ecotax_has_its_own_tax_and_is_reduced_too() -> None:
    unit = Unit(price=1000.0, id_tax_rules_group=VAT, ecotax=10.0)
    assert price(unit=unit) == "1211"
    assert price(unit=unit, taxed=False) == "1010"
    assert price(unit=unit, terms=EUROS) == "12.11"
    assert price(row(reduction=0.5), unit=unit) == "605.5"


@pytest.mark.parametrize(
    ("group", "expected", "before"),
    [
        pytest.param(GroupReduction(5.0), "1026", "1140", id="the group's percent"),
        pytest.param(GroupReduction(5.0, 0.25), "810", "900", id="the product's fraction instead"),
        pytest.param(GroupReduction(5.0, 0.0), "1080", "1200", id="a fraction of 0 instead"),
    ],
)
def test_the_groups_reduction_comes_last_and_stays_without_reductions(
    group: GroupReduction, expected: str, before: str
) -> None:
    unit = Unit(price=1000.0, id_tax_rules_group=VAT)
    made = calculate(unit, ROUBLES, group, row(reduction=0.1))
    assert money(made.price, RoundMode.HALF_UP) == Decimal(expected)
    assert money(made.before, RoundMode.HALF_UP) == Decimal(before)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (RoundMode.UP, "0.000003"),
        (RoundMode.DOWN, "0.000002"),
        (RoundMode.HALF_UP, "0.000003"),
        (RoundMode.HALF_DOWN, "0.000002"),
        (RoundMode.HALF_EVEN, "0.000002"),
        (RoundMode.HALF_ODD, "0.000003"),
    ],
)
def test_the_shops_rounding_rounds_the_sixth_decimal(mode: RoundMode, expected: str) -> None:
    made = calculate(Unit(price=0.000005), Terms(TAXES), found=row(reduction=0.5))
    assert money(made.price, mode) == Decimal(expected)


@pytest.mark.parametrize(
    ("base", "reduction", "shown"),
    [
        pytest.param(
            54319.080375, 66203.008782, "66.269275", id="66.2692755 left of a large amount, on paper"
        ),
        pytest.param(
            51134697.757234, 0.0, "62384331.263826", id="62384331.26382548: PHP rounds 15 digits first"
        ),
    ],
)
def test_where_doubles_and_paper_differ_the_shops_doubles_count(
    base: float, reduction: float, shown: str
) -> None:
    """The digits are those that PHP 8.2 computed."""
    unit = Unit(price=base, id_tax_rules_group=VAT)
    terms = Terms(Taxes({VAT: factor([TaxRule(0, 22.0)])}))
    made = calculate(unit, terms, found=row(is_amount=True, reduction=reduction))
    assert money(made.price, RoundMode.HALF_UP) == Decimal(shown)


prices = st.decimals(0, 10**5, places=6)


@given(prices, prices, st.decimals(0, 1, places=6), st.sampled_from([0, 10, 18, 20, 22]))
def test_common_prices_are_those_on_paper(
    base: Decimal, impact: Decimal, reduction: Decimal, percent: int
) -> None:
    taxes = Taxes({VAT: factor([TaxRule(0, float(percent))])})
    unit = Unit(price=float(base), id_tax_rules_group=VAT, impact=float(impact))
    made = calculate(unit, Terms(taxes), found=row(reduction=float(reduction)))
    paper = (base + impact) * (100 + percent) / 100 * (1 - reduction)
    assert abs(money(made.price, RoundMode.HALF_UP) - paper) <= Decimal("0.0000006")


# Taxes


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param([], 1.0, id="none"),
        pytest.param([(0, 20)], 1.2, id="alone"),
        pytest.param([(0, 20), (1, 5)], 1.2, id="alone, whatever comes behind"),
        pytest.param([(1, 10), (1, 2)], 1.12, id="summed"),
        pytest.param([(2, 10), (2, 2)], 1.122, id="one after another"),
        pytest.param([(1, 10), (2, 2)], 1.12, id="the first rule says how: summed"),
        pytest.param([(2, 10), (1, 2)], 1.122, id="the first rule says how: one after another"),
        pytest.param([(1, 10), (0, 2), (1, 5)], 1.12, id="up to the first that stands alone, which counts"),
        pytest.param([(1, -10)], 1.1, id="a sign is not looked at"),
        pytest.param([(2, -10)], 1.1, id="nor one after another"),
    ],
)
def test_tax_rules_add_up(rules: list[tuple[int, float]], expected: float) -> None:
    assert factor([TaxRule(*rule) for rule in rules]) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        pytest.param("0", "0", True, id="any"),
        pytest.param("", "", True, id="empty is 0"),
        pytest.param("690000", "699999", False, id="a range elsewhere"),
        pytest.param("0", "199999", True, id="a range of texts from 0 on"),
        pytest.param("", "5", True, id="a range of texts from nothing on"),
        pytest.param("00", "9", False, id="00 is a text behind 0"),
        pytest.param("00", "000", True, id="and a number equal to it"),
        pytest.param("5", "0", False, id="only the end is 0"),
        pytest.param("AB", "CD", True, id="letters are the number 0"),
    ],
)
def test_a_visitor_has_no_postcode(first: str, last: str, *, holds: bool) -> None:
    assert holds_without_postcode(first, last) == holds
