"""Prices of a shop of the suite's own, row by row: what counts, what does not, and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa

from syncd.model.price import PriceAccount, PriceStepCode
from syncd.model.shop import Product
from syncd.prestashop.pricing import Visitor
from syncd.prestashop.reader import PrestaShop
from tests.prestashop.shops import RUSSIA, TinyShop

NOW = datetime(2026, 11, 22, 9, 0, 30, tzinfo=UTC)
"""12:00:30 in the shop."""
FRANCE, EURO, CLIENTS, OTHER_SHOP = 8, 2, 3, 2
VAT20, ECOTAX = 1, 7

SETTINGS = {
    "PS_SPECIFIC_PRICE_FEATURE_ACTIVE": 1,
    "PS_GROUP_FEATURE_ACTIVE": 1,
    "PS_COMBINATION_FEATURE_ACTIVE": 1,
    "PS_SPECIFIC_PRICE_PRIORITIES": "id_shop;id_currency;id_country;id_group",
    "PS_TAX": 1,
    "PS_PRICE_ROUND_MODE": 2,
    "PS_PRICE_DISPLAY_PRECISION": 2,
    "PS_UNIDENTIFIED_GROUP": 1,
    "PS_ECOTAX_TAX_RULES_GROUP_ID": ECOTAX,
}


def equip(shop: TinyShop) -> TinyShop:
    """With what prices need; product 1 costs 100 and 20 %."""
    for name, value in SETTINGS.items():
        shop.set(name, value)
    euro = {"id_currency": EURO, "name": "Евро", "iso_code": "EUR", "conversion_rate": "0.5"}
    shop.add("currency", euro)
    shop.add("currency_shop", {"id_currency": EURO, "id_shop": 1, "conversion_rate": "0.01"})
    shop.add("currency_shop", {"id_currency": EURO, "id_shop": OTHER_SHOP, "conversion_rate": "0.02"})
    shop.add("group", {"id_group": 1, "reduction": 0}, {"id_group": CLIENTS, "reduction": 10})
    tax(shop, ECOTAX, (2, 10, 0))
    shop.product(1)
    return shop


def tax(shop: TinyShop, group: int, *rules: tuple[int, float, int], **more: Any) -> None:
    """`rules` are (id_tax, percent, behaviour); `more` of the rules: country, state, postcodes."""
    shop.add("tax_rules_group", {"id_tax_rules_group": group, "name": "Налог", "active": 1})
    for id_tax, percent, behaviour in rules:
        shop.run(f"REPLACE INTO ps_tax (id_tax, rate, active) VALUES ({id_tax}, {percent}, 0)")
        rule = {"id_tax_rules_group": group, "id_country": RUSSIA, "id_tax": id_tax, "behavior": behaviour}
        shop.add("tax_rule", rule | more)


def special(shop: TinyShop, id_product: int = 1, **more: Any) -> None:
    """A specific price; without more, for all of the product."""
    every = {"id_product": id_product, "id_shop": 0, "price": "-1", "reduction_type": "percentage"}
    shop.add("specific_price", every | {"from_quantity": 1} | more)


@pytest.fixture
def shop(tiny: TinyShop) -> TinyShop:
    return equip(tiny)


def reader(shop: TinyShop, now: datetime = NOW, id_shop: int = 1) -> PrestaShop:
    return PrestaShop(shop.url, now=lambda: now, id_shop=id_shop)


def accounts(shop: TinyShop, id_product: int = 1, **visitor: int) -> dict[int, PriceAccount]:
    found = reader(shop).price_accounts(id_product, Visitor(**visitor))
    return {account.id_product_attribute: account for account in found}


def price(shop: TinyShop, id_product: int = 1, combination: int = 0, **visitor: int) -> Decimal:
    return accounts(shop, id_product, **visitor)[combination].price


def product(shop: TinyShop, id_product: int = 1, now: datetime = NOW) -> Product:
    found = reader(shop, now).product(id_product)
    assert isinstance(found, Product), found
    return found


# Which row counts: one shop for all, a product for each


@pytest.fixture(scope="module")
def counter(mariadb: Any) -> Iterator[tuple[TinyShop, Callable[[], int]]]:
    shop = equip(TinyShop(mariadb.database("t_price_rows")))
    ids = count(100)
    yield shop, lambda: next(ids)
    shop.close()
    mariadb.drop("t_price_rows")


OFF = "0.5"
PAST, FUTURE = "2025-01-01 00:00:00", "2045-01-01 00:00:00"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], 120, id="none"),
        pytest.param([{"reduction": OFF}], 60, id="a percentage"),
        pytest.param([{"reduction": 20, "reduction_type": "amount"}], 100, id="an amount with tax"),
        pytest.param(
            [{"reduction": 20, "reduction_type": "amount", "reduction_tax": 0}],
            96,
            id="an amount without tax",
        ),
        pytest.param([{"reduction": 500, "reduction_type": "amount"}], 0, id="more than the price"),
        pytest.param([{"price": 50}], 60, id="a fixed price"),
        pytest.param([{"price": 0}], 0, id="a fixed price of 0"),
        pytest.param([{"price": 50, "reduction": OFF}], 30, id="a fixed price reduced"),
        pytest.param([{"reduction": OFF, "id_shop": 1}], 60, id="of this shop"),
        pytest.param([{"reduction": OFF, "id_shop": OTHER_SHOP}], 120, id="of another shop"),
        pytest.param([{"reduction": OFF, "id_shop_group": 9}], 60, id="a shop group is not looked at"),
        pytest.param([{"reduction": OFF, "id_currency": 1}], 60, id="of this currency"),
        pytest.param([{"reduction": OFF, "id_currency": EURO}], 120, id="of another currency"),
        pytest.param([{"reduction": OFF, "id_country": RUSSIA}], 60, id="of this country"),
        pytest.param([{"reduction": OFF, "id_country": FRANCE}], 120, id="of another country"),
        pytest.param([{"reduction": OFF, "id_group": 1}], 60, id="of this group"),
        pytest.param([{"reduction": OFF, "id_group": CLIENTS}], 120, id="of another group"),
        pytest.param([{"reduction": OFF, "id_customer": 1}], 120, id="of a customer"),
        pytest.param([{"reduction": OFF, "id_cart": 1}], 120, id="of a cart"),
        pytest.param([{"reduction": OFF, "id_product_attribute": 9}], 120, id="of a combination"),
        pytest.param([{"reduction": OFF, "from_quantity": 0}], 60, id="from none"),
        pytest.param([{"reduction": OFF, "from_quantity": 2}], 120, id="from two"),
        pytest.param([{"reduction": OFF, "from": PAST}], 60, id="begun"),
        pytest.param([{"reduction": OFF, "from": FUTURE}], 120, id="to come"),
        pytest.param([{"reduction": OFF, "to": PAST}], 120, id="over"),
        pytest.param([{"reduction": OFF, "to": FUTURE}], 60, id="not over"),
        pytest.param([{"reduction": OFF, "to": "2020-02-00"}], 120, id="over on a day 0"),
        pytest.param([{"reduction": OFF, "to": "2026-00-00"}], 120, id="over in a month 0"),
        pytest.param([{"reduction": OFF, "to": "0000-05-01"}], 120, id="over in a year 0"),
        pytest.param([{"reduction": OFF, "to": "2027-00-00"}], 60, id="over in a month 0 to come"),
        pytest.param([{"reduction": OFF, "from": "2026-12-00"}], 120, id="to come on a day 0"),
        pytest.param(
            [{"reduction": OFF, "from": "2026-11-22 12:00:00"}], 60, id="from this minute of the shop"
        ),
        pytest.param([{"reduction": OFF, "from": "2026-11-22 12:00:01"}], 120, id="from the next minute on"),
        pytest.param([{"reduction": OFF, "to": "2026-11-22 12:00:00"}], 60, id="to this minute of the shop"),
        pytest.param([{"reduction": OFF, "to": "2026-11-22 11:59:59"}], 120, id="to the minute before"),
        pytest.param(
            [{"reduction": "0.1", "id_shop": 1}, {"reduction": OFF}],
            108,
            id="the specific one, not the cheap",
        ),
        pytest.param(
            [{"reduction": "0.1"}, {"reduction": OFF, "id_specific_price_rule": 1, "id_shop": 1}],
            108,
            id="an own row beats a rule's",
        ),
        pytest.param(
            [{"reduction": "0.1", "id_shop": 1}, {"reduction": OFF, "from_quantity": 0, "id_group": 1}],
            108,
            id="the greater quantity beats",
        ),
        pytest.param(
            [
                {"reduction": "0.1", "id_shop": 1},
                {"reduction": OFF, "id_currency": 1, "id_country": RUSSIA, "id_group": 1},
            ],
            108,
            id="the shop outweighs all others",
        ),
        pytest.param(
            [{"reduction": OFF, "to": FUTURE}, {"reduction": "0.1", "to": "2046-01-01"}],
            108,
            id="of equals the one that ends later",
        ),
        pytest.param(
            [{"reduction": OFF, "from": "2020-01-01"}, {"reduction": "0.1", "from": PAST}],
            108,
            id="of equals the one that begins later",
        ),
    ],
)
def test_a_row_that_counts_or_not(
    counter: tuple[TinyShop, Callable[[], int]], rows: list[dict[str, Any]], expected: int
) -> None:
    shop, following = counter
    id_product = following()
    shop.product(id_product)
    for row in rows:
        special(shop, id_product, **row)
    assert product(shop, id_product).price == expected


def test_a_row_without_a_product_is_for_all(shop: TinyShop) -> None:
    shop.product(2, price="10")
    special(shop, 0, reduction=OFF, id_specific_price_rule=1)
    assert [price(shop, 1), price(shop, 2)] == [60, 6]
    special(shop, 2, reduction="0.1")
    assert [price(shop, 1), price(shop, 2)] == [60, Decimal("10.8")]


def test_other_buyers_have_other_prices(shop: TinyShop) -> None:
    special(shop, reduction="0.1", id_group=CLIENTS)
    special(shop, reduction="0.2", id_country=FRANCE)
    special(shop, reduction="0.3", from_quantity=10)
    special(shop, reduction="0.4", id_customer=7)
    special(shop, reduction="0.5", id_cart=6, from_quantity=2)
    assert price(shop) == 120
    assert price(shop, id_group=CLIENTS) == Decimal("97.2")
    assert price(shop, id_country=FRANCE) == 80
    assert [price(shop, quantity=9), price(shop, quantity=10)] == [120, 84]
    assert price(shop, id_customer=7) == 72
    special(shop, reduction="0.9", id_customer=8, from_quantity=1)
    assert price(shop, id_customer=8, quantity=0) == 12
    assert price(shop, id_cart=6, quantity=2) == 60


def test_prices_without_a_reduction_keep_fixed_prices_and_the_groups_share(shop: TinyShop) -> None:
    special(shop, price=50, reduction=OFF)
    shop.run("UPDATE ps_group SET reduction=10 WHERE id_group=1")
    assert (product(shop).price, product(shop).price_before) == (27, 54)
    (account,) = accounts(shop).values()
    assert (account.untaxed, account.untaxed_before) == (Decimal("22.5"), 45)


# Combinations


@pytest.fixture
def shirts(shop: TinyShop) -> TinyShop:
    """Product 2: combination 21 for 110, the default 22 for 130, 23 for 90, without tax."""
    shop.product(2)
    shop.combination(21, 2, price="10")
    shop.combination(22, 2, price="30", default_on=1)
    shop.combination(23, 2, price="-10")
    return shop


def shirt_prices(shop: TinyShop) -> dict[int, Decimal | None]:
    return {one.id_product_attribute: one.price for one in product(shop, 2).combinations}


def test_an_impact_is_added_and_the_default_stands_for_the_product(shirts: TinyShop) -> None:
    assert shirt_prices(shirts) == {21: 132, 22: 156, 23: 108}
    assert product(shirts, 2).price == 156
    assert [one.is_default for one in accounts(shirts, 2).values()] == [False, True, False]


def test_without_a_default_the_first_combination_stands_for_the_product(shirts: TinyShop) -> None:
    shirts.run("UPDATE ps_product_attribute_shop SET default_on=NULL")
    assert product(shirts, 2).price == 132


def test_a_combinations_row_beats_the_products_and_leaves_the_others(shirts: TinyShop) -> None:
    special(shirts, 2, reduction=OFF, from_quantity=0)
    special(shirts, 2, reduction="0.1", id_product_attribute=22, id_specific_price_rule=1)
    assert shirt_prices(shirts) == {21: 66, 22: Decimal("140.4"), 23: 54}


def test_a_combinations_fixed_price_has_the_impact_in_it(shirts: TinyShop) -> None:
    special(shirts, 2, price=50)
    special(shirts, 2, price=50, id_product_attribute=22)
    assert shirt_prices(shirts) == {21: 72, 22: 60, 23: 48}


def test_combinations_that_are_switched_off_leave_the_products_price(shirts: TinyShop) -> None:
    special(shirts, 2, reduction=OFF, id_product_attribute=22)
    shirts.set("PS_COMBINATION_FEATURE_ACTIVE", 0)
    assert product(shirts, 2).price == 120
    assert list(accounts(shirts, 2)) == [0]


# Priorities


def test_a_products_own_priorities_beat_the_shops(shop: TinyShop) -> None:
    special(shop, reduction="0.1", id_shop=1)
    special(shop, reduction="0.2", id_group=1)
    assert price(shop) == 108
    shop.add(
        "specific_price_priority", {"id_product": 1, "priority": "id_group;id_country;id_currency;id_shop"}
    )
    assert price(shop) == 96
    shop.run("UPDATE ps_specific_price_priority SET priority=''")
    assert price(shop) == 108


def test_the_shops_own_priorities_count(shop: TinyShop) -> None:
    special(shop, reduction="0.1", id_shop=1)
    special(shop, reduction="0.2", id_group=1)
    shop.set("PS_SPECIFIC_PRICE_PRIORITIES", "id_group;id_shop;id_currency;id_country")
    assert price(shop) == 96


# Taxes


@pytest.mark.parametrize("switch", ["off", "absent group", "inactive group", "other country", "other state"])
def test_what_does_not_tax(shop: TinyShop, switch: str) -> None:
    match switch:
        case "off":
            shop.set("PS_TAX", 0)
        case "absent group":
            shop.run("UPDATE ps_product_shop SET id_tax_rules_group=0")
        case "inactive group":
            shop.run("UPDATE ps_tax_rules_group SET active=0")
        case "other country":
            shop.run(f"UPDATE ps_tax_rule SET id_country={FRANCE}")
        case _:
            shop.run("UPDATE ps_tax_rule SET id_state=5")
    special(shop, reduction=20, reduction_type="amount")
    assert price(shop) == 80


@pytest.mark.parametrize(
    "column", ["ps_tax SET active=0", "ps_tax SET deleted=1", "ps_tax_rules_group SET deleted=1"]
)
def test_what_is_off_and_still_taxes(shop: TinyShop, column: str) -> None:
    shop.run(f"UPDATE {column}")
    assert price(shop) == 120


def test_tax_rules_are_taken_by_id_up_to_the_first_that_stands_alone(shop: TinyShop) -> None:
    tax(shop, 4, (5, 10, 1), (6, 2, 1), (3, 1, 0), (7, 50, 1))
    shop.run("UPDATE ps_product_shop SET id_tax_rules_group=4")
    assert price(shop) == 113


def test_taxes_one_after_another(shop: TinyShop) -> None:
    tax(shop, 4, (5, 10, 2), (6, 2, 2))
    shop.run("UPDATE ps_product_shop SET id_tax_rules_group=4")
    assert price(shop) == Decimal("112.2")


def test_a_range_of_postcodes_is_for_those_in_it(shop: TinyShop) -> None:
    tax(shop, 4, (5, 50, 0), zipcode_from="690000", zipcode_to="699999")
    shop.add("tax_rule", {"id_tax_rules_group": 4, "id_country": RUSSIA, "id_tax": 1})
    shop.run("UPDATE ps_product_shop SET id_tax_rules_group=4")
    assert price(shop) == 120


@pytest.mark.parametrize(
    ("later", "sooner"), [(("0", "0"), ("0", "199999")), (("0", "0"), ("AB", "CD")), (("", "5"), ("0", "5"))]
)
def test_of_the_rules_that_hold_the_one_with_the_greater_postcodes_comes_first(
    shop: TinyShop, later: tuple[str, str], sooner: tuple[str, str]
) -> None:
    tax(shop, 4, (5, 10, 0), zipcode_from=later[0], zipcode_to=later[1])
    rule = {"id_tax_rules_group": 4, "id_country": RUSSIA, "id_tax": 1}
    shop.add("tax_rule", {**rule, "zipcode_from": sooner[0], "zipcode_to": sooner[1]})
    shop.run("UPDATE ps_product_shop SET id_tax_rules_group=4")
    assert price(shop) == 120


def test_a_rule_of_no_tax_ends_the_list_and_taxes_nothing(shop: TinyShop) -> None:
    tax(shop, 4)
    shop.add("tax_rule", {"id_tax_rules_group": 4, "id_country": RUSSIA, "id_tax": 0})
    shop.add("tax_rule", {"id_tax_rules_group": 4, "id_country": RUSSIA, "id_tax": 1})
    shop.run("UPDATE ps_product_shop SET id_tax_rules_group=4")
    assert price(shop) == 100


def test_the_ecotax_of_the_product_has_its_own_tax_group(shop: TinyShop) -> None:
    shop.product(2, ecotax="10")
    shop.combination(21, 2, ecotax="99")
    assert price(shop, 2, 21) == 131
    shop.set("PS_ECOTAX_TAX_RULES_GROUP_ID", 0)
    assert price(shop, 2, 21) == 130


# Groups


def test_a_groups_reduction_and_a_products_own_instead(shop: TinyShop) -> None:
    for id_product in (2, 3):
        shop.product(id_product)
    shop.run("UPDATE ps_group SET reduction=10 WHERE id_group=1")
    shop.add("product_group_reduction_cache", {"id_product": 2, "id_group": 1, "reduction": "0.25"})
    shop.add("product_group_reduction_cache", {"id_product": 3, "id_group": 1, "reduction": 0})
    shop.add("product_group_reduction_cache", {"id_product": 1, "id_group": CLIENTS, "reduction": "0.5"})
    assert [price(shop, id_product) for id_product in (1, 2, 3)] == [108, 90, 120]
    shop.set("PS_UNIDENTIFIED_GROUP", CLIENTS)
    assert [price(shop, id_product) for id_product in (1, 2, 3)] == [60, 108, 108]
    shop.set("PS_GROUP_FEATURE_ACTIVE", 0)
    assert [price(shop, id_product) for id_product in (1, 2, 3)] == [120, 120, 120]


@pytest.mark.parametrize("value", ["0", ""])
def test_specific_prices_that_are_switched_off_do_not_exist(shop: TinyShop, value: str) -> None:
    special(shop, reduction=OFF, to=FUTURE)
    special(shop, 0, reduction=OFF, to=FUTURE)
    shop.set("PS_SPECIFIC_PRICE_FEATURE_ACTIVE", value)
    assert (product(shop).price, product(shop).price_changes_at) == (120, None)


# Currencies and shops


def test_another_currency_is_converted_at_the_shops_rate(shop: TinyShop) -> None:
    assert price(shop, id_currency=EURO) == Decimal("1.2")
    shop.run("DELETE FROM ps_currency_shop")
    assert price(shop, id_currency=EURO) == 60
    assert accounts(shop, id_currency=EURO)[0].currency == "EUR"


def test_the_default_currency_is_never_converted(shop: TinyShop) -> None:
    shop.run("UPDATE ps_currency SET conversion_rate=3")
    assert price(shop) == 120
    shop.set("PS_CURRENCY_DEFAULT", EURO)
    assert price(shop) == 120


def test_the_settings_of_the_shop_count_where_there_are_several(shop: TinyShop) -> None:
    shop.add("shop", {"id_shop": OTHER_SHOP, "id_shop_group": 1, "name": "Вторая"})
    shop.add("product_shop", {"id_product": 1, "id_shop": OTHER_SHOP, "price": "50", "id_tax_rules_group": 1})
    shop.add("product_lang", {"id_product": 1, "id_shop": OTHER_SHOP, "id_lang": 1, "name": "Кружка"})
    special(shop, reduction=OFF, id_shop=OTHER_SHOP)
    shop.set("PS_TAX", 0, id_shop=OTHER_SHOP)

    def both() -> list[Decimal]:
        return [reader(shop, id_shop=one).price_accounts(1)[0].price for one in (1, OTHER_SHOP)]

    assert both() == [120, 30]
    (in_euros,) = reader(shop, id_shop=OTHER_SHOP).price_accounts(1, Visitor(id_currency=EURO))
    assert in_euros.price == Decimal("0.6")
    shop.set("PS_MULTISHOP_FEATURE_ACTIVE", 1)
    assert both() == [120, 25]


# Rounding and display


def test_the_shop_rounds_the_sixth_decimal_and_shows_as_many_as_it_likes(shop: TinyShop) -> None:
    shop.run("UPDATE ps_product_shop SET price='0.333333', id_tax_rules_group=0")
    special(shop, reduction=OFF)
    shown = {}
    for mode in range(6):
        shop.set("PS_PRICE_ROUND_MODE", mode)
        (account,) = accounts(shop).values()
        shown[mode] = (str(account.price), str(account.steps[-1].value))
    assert {mode: exact for mode, (exact, _) in shown.items()} == {
        0: "0.166667",
        1: "0.166666",
        2: "0.166667",
        3: "0.166666",
        4: "0.166666",
        5: "0.166667",
    }
    assert [each for _, each in shown.values()] == ["0.17", "0.16", "0.17", "0.17", "0.17", "0.17"]


def test_a_currency_without_decimals_is_shown_whole(shop: TinyShop) -> None:
    shop.run("UPDATE ps_product_shop SET price='99.6'")
    shop.run("UPDATE ps_currency SET decimals=0")
    (account,) = accounts(shop).values()
    assert (account.price, str(account.steps[-1].value)) == (Decimal("119.52"), "120")
    shop.run("UPDATE ps_currency SET decimals=1")
    shop.set("PS_PRICE_DISPLAY_PRECISION", 1)
    assert str(accounts(shop)[0].steps[-1].value) == "119.5"


# The clock


def test_the_next_change_by_the_clock_is_told_in_utc(shop: TinyShop) -> None:
    assert product(shop).price_changes_at is None
    special(shop, reduction="0.1", **{"from": "2026-12-01 00:00:00", "to": "2026-12-31 23:59:59"})
    begins, ends = datetime(2026, 11, 30, 21, 0, tzinfo=UTC), datetime(2026, 12, 31, 21, 0, tzinfo=UTC)
    assert (product(shop).price, product(shop).price_changes_at) == (120, begins)
    assert (product(shop, now=begins).price, product(shop, now=begins).price_changes_at) == (108, ends)
    assert (product(shop, now=ends).price, product(shop, now=ends).price_changes_at) == (120, None)


def test_a_row_for_all_moves_every_product_and_the_nearest_change_is_told(shop: TinyShop) -> None:
    special(shop, 0, reduction="0.1", to="2027-01-01 00:00:00")
    assert product(shop).price_changes_at == datetime(2026, 12, 31, 21, 1, tzinfo=UTC)
    special(shop, reduction="0.1", to="2026-12-01 11:59:00")
    assert product(shop).price_changes_at == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def test_rows_of_other_buyers_change_nothing_by_the_clock(shop: TinyShop) -> None:
    special(shop, reduction="0.1", id_group=CLIENTS, to="2027-01-01 00:00:00")
    special(shop, reduction="0.1", from_quantity=2, to="2027-01-01 00:00:00")
    assert product(shop).price_changes_at is None


def test_an_unknown_time_zone_is_utc(shop: TinyShop) -> None:
    shop.set("PS_TIMEZONE", "Mars/Olympus")
    special(shop, reduction="0.1", to="2027-01-01 00:00:00")
    assert product(shop).price_changes_at == datetime(2027, 1, 1, 0, 1, tzinfo=UTC)


def test_the_digest_follows_the_clock_where_a_price_does(shop: TinyShop) -> None:
    shop.product(2)
    special(shop, reduction="0.1", to="2026-12-01 00:00:00")
    later = datetime(2027, 1, 1, tzinfo=UTC)
    assert product(shop).digest != product(shop, now=later).digest
    assert product(shop, 2).digest == product(shop, 2, now=later).digest
    special(shop, 0, reduction="0.1", to="2026-12-01 00:00:00")
    assert product(shop, 2).digest != product(shop, 2, now=later).digest


@pytest.mark.parametrize(
    "change",
    [
        "ps_specific_price SET reduction=0.3",
        "ps_specific_price_priority SET priority='id_shop'",
        "ps_product_group_reduction_cache SET reduction=0.3",
        "ps_product_shop SET ecotax=1",
        "ps_group SET reduction=3",
        "ps_tax SET rate=3",
        "ps_configuration SET value=1 WHERE name='PS_PRICE_ROUND_MODE'",
    ],
)
def test_the_digest_follows_all_that_prices_are_made_of(shop: TinyShop, change: str) -> None:
    special(shop, reduction="0.1")
    shop.add("specific_price_priority", {"id_product": 1, "priority": "id_group"})
    shop.add("product_group_reduction_cache", {"id_product": 1, "id_group": 1, "reduction": "0.25"})
    before = product(shop).digest
    shop.run(f"UPDATE {change}")
    assert product(shop).digest != before


# The account


def test_every_step_of_a_price_is_told(shop: TinyShop) -> None:
    shop.product(2, ecotax="10")
    shop.combination(21, 2, price="50")
    special(shop, 2, price=200, reduction="0.1", id_specific_price=77)
    shop.run(f"UPDATE ps_group SET reduction=5 WHERE id_group={CLIENTS}")
    account = accounts(shop, 2, id_currency=EURO, id_group=CLIENTS)[21]
    assert (account.id_specific_price, account.is_default) == (77, True)
    code = PriceStepCode
    told = [(step.code, step.value, dict(step.facts)) for step in account.steps]
    assert told == [
        (code.FIXED, 200, {"specific_price": "77"}),
        (code.CONVERTED, 2, {"currency": "EUR"}),
        (code.IMPACT, Decimal("0.5"), {}),
        (code.TAX, Decimal("0.5"), {"percent": "20"}),
        (code.ECOTAX, Decimal("0.11"), {}),
        (code.REDUCTION_PERCENTAGE, Decimal("-0.311"), {"specific_price": "77", "percent": "10"}),
        (code.GROUP_REDUCTION, Decimal("-0.13995"), {"group": "3"}),
        (code.BEFORE, Decimal("2.9545"), {}),
        (code.PRICE, Decimal("2.65905"), {}),
        (code.DISPLAYED, Decimal("2.66"), {}),
    ]


def test_a_plain_price_has_a_plain_account(shop: TinyShop) -> None:
    special(shop, reduction="20", reduction_type="amount")
    codes = [step.code.value for step in accounts(shop)[0].steps]
    assert codes == ["base", "tax", "reduction-amount", "before", "price", "displayed"]


def test_no_product_no_account(shop: TinyShop) -> None:
    assert accounts(shop, 404) == {}


# The database's own order, as the genuine query asks for it


def test_the_row_that_counts_is_the_first_of_the_shops_own_query(shop: TinyShop) -> None:
    wanted = {"id_shop": 1, "id_currency": 1, "id_country": RUSSIA, "id_group": 1}
    number = count(1)
    for mask in range(0, 64, 5):
        scope = {name: value for place, (name, value) in enumerate(wanted.items()) if mask >> place & 1}
        row = {"id_specific_price_rule": mask >> 4 & 1, "from_quantity": mask >> 5 & 1}
        special(shop, reduction=f"0.{next(number):02}", **scope, **row)
    score = " + ".join(
        f"IF({name}={value}, {2 ** (4 - place)}, 0)" for place, (name, value) in enumerate(wanted.items())
    )
    query = (
        "SELECT id_specific_price FROM ps_specific_price ORDER BY id_product_attribute DESC,"
        f" from_quantity DESC, id_specific_price_rule ASC, {score} DESC, `to` DESC, `from` DESC LIMIT 1"
    )
    engine = sa.create_engine(shop.url)
    while True:
        with engine.connect() as connection:
            first = connection.exec_driver_sql(query).scalar()
        assert accounts(shop)[0].id_specific_price == first
        if first is None:
            break
        shop.run(f"DELETE FROM ps_specific_price WHERE id_specific_price={first}")
