"""A nasty price list, and what the genuine PrestaShop itself makes of it, to the last digit."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from syncd.model.price import PriceAccount
from syncd.model.problem import Problem
from syncd.model.shop import Product
from syncd.prestashop.reader import PrestaShop
from tests.databases import Server
from tests.prestashop.conftest import granted

pytestmark = pytest.mark.shared

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""The table holds until 2040."""


@pytest.fixture(scope="module")
def truth(shared: Path) -> dict[str, Any]:
    with gzip.open(shared / "prestashop" / "truth" / "prices.json.gz", "rt", encoding="utf-8") as told:
        return json.load(told)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def shop(mariadb: Server, genuine_dump: str, shared: Path) -> PrestaShop:
    url = mariadb.database("truth_prices")
    mariadb.run_script("truth_prices", genuine_dump)
    with gzip.open(shared / "prestashop" / "truth" / "catalog.sql.gz", "rt", encoding="utf-8") as script:
        mariadb.run_script("truth_prices", script.read())
    return PrestaShop(granted(mariadb, url), page=10, now=lambda: NOW)


Accounts = dict[tuple[int, int], PriceAccount]


@pytest.fixture(scope="module")
def accounts(shop: PrestaShop, truth: dict[str, Any]) -> Accounts:
    ids = {row["id_product"] for row in truth["rows"]}
    found = [account for id_product in sorted(ids) for account in shop.price_accounts(id_product)]
    return {(account.id_product, account.id_product_attribute): account for account in found}


def told(row: dict[str, Any]) -> tuple[object, ...]:
    names = ("with_tax", "with_tax_no_reduction", "without_tax", "without_tax_no_reduction")
    return (*(Decimal(row[name]) for name in names), row["id_specific_price"])


def ours(account: PriceAccount) -> tuple[object, ...]:
    amounts = (account.price, account.before, account.untaxed, account.untaxed_before)
    return (*amounts, account.id_specific_price)


def test_all_prices_agree_to_the_last_digit(truth: dict[str, Any], accounts: Accounts) -> None:
    rows = {(row["id_product"], row["id_product_attribute"]): told(row) for row in truth["rows"]}
    assert len(rows) == 287
    assert {key: ours(account) for key, account in accounts.items()} == rows


def test_the_default_combination_stands_for_the_product(truth: dict[str, Any], accounts: Accounts) -> None:
    defaults = {account.id_product: account for account in accounts.values() if account.is_default}
    assert len(truth["default_rows"]) == 21
    for row in truth["default_rows"]:
        default = defaults[row["id_product"]]
        assert default.id_product_attribute == row["default_id_product_attribute"]
        assert ours(default) == told(row)


def test_the_catalogue_carries_the_same_prices(shop: PrestaShop, accounts: Accounts) -> None:
    products = [product for product in shop.products() if isinstance(product, Product)]
    read = {(each.id_product, 0): each for each in products if not each.combinations} | {
        (each.id_product, one.id_product_attribute): one for each in products for one in each.combinations
    }
    for key, unit in read.items():
        assert (unit.price, unit.price_before) == (accounts[key].price, accounts[key].before), key
    defaults = {account.id_product: account for account in accounts.values() if account.is_default}
    for product in products:
        default = defaults[product.id_product]
        assert (product.price, product.price_before) == (default.price, default.before)


def test_a_product_without_a_name_in_the_language_has_a_price(shop: PrestaShop, accounts: Accounts) -> None:
    assert isinstance(shop.product(43), Problem)
    assert accounts[43, 0].price == Decimal("780.334")


ODD_ROWS = {
    "a row of no product reaches what has none of its own": (26, 0, 101),
    "a percentage": (8, 1001, 112),
    "an amount with tax": (10, 1133, 113),
    "an amount without tax": (15, 0, 114),
    "an amount bigger than the price is free": (44, 0, 126),
    "100 %": (45, 0, 127),
    "0 %": (46, 0, 128),
    "a window that runs": (16, 0, 115),
    "a window that is over": (17, 0, 101),
    "a window to come": (18, 0, 101),
    "begun and open": (19, 0, 118),
    "open and not over": (20, 0, 119),
    "open and over": (21, 0, 101),
    "to come and open": (22, 0, 101),
    "a long fraction": (73, 0, 122),
    "an amount with six decimals": (71, 0, 123),
    "an amount off a product that costs nothing": (70, 0, 124),
    "half of the smallest price there is": (72, 0, 125),
    "a fixed price of the product still adds the impact": (24, 1175, 129),
    "a fixed price of a combination has the impact in it": (23, 1168, 130),
    "a fixed price of a combination with a reduction": (23, 1169, 131),
    "a reduction of a combination": (23, 1170, 132),
    "a combination without a row of its own takes the product's": (23, 1171, 133),
    "a fixed price and a reduction": (12, 1141, 134),
    "a fixed price of a combination beats the product's": (12, 1152, 135),
    "an amount of a combination beats a fixed price of the product": (12, 1153, 136),
    "a fixed price of 0": (12, 1154, 137),
    "a fixed price, an amount and an ecotax": (62, 1180, 138),
    "a fixed price of a combination and an ecotax": (62, 1181, 139),
    "a past row of a combination hides nothing": (9, 1013, 144),
    "a row to come of a combination hides nothing": (9, 1014, 144),
    "a combination's rule beats the product's own row": (9, 1015, 142),
    "a combination's row for five hides nothing from one": (9, 1016, 144),
    "an amount of a combination": (9, 1045, 150),
    "a row of a combination that is gone": (9, 1132, 144),
    "from one beats from none, more wait": (11, 1136, 158),
    "from three and ten are not for one": (14, 1165, 101),
    "fixed prices from three and ten are not for one": (53, 0, 101),
    "from five is not for one": (63, 0, 101),
    "this shop beats all shops": (25, 0, 167),
    "another shop": (26, 0, 101),
    "a shop group is not looked at": (32, 0, 181),
    "another shop group is not looked at": (33, 0, 182),
    "this currency, not another": (27, 0, 170),
    "this country, not another": (28, 0, 172),
    "this group, not another": (29, 0, 174),
    "a customer's row is not for visitors": (30, 0, 178),
    "a cart's row is not for visitors": (31, 0, 180),
    "a fixed price of another currency": (34, 0, 184),
    "a fixed price of this currency beats one of all": (35, 0, 185),
    "an amount of another currency": (36, 0, 188),
    "an amount of this currency": (37, 0, 189),
    "the shop weighs more than all of the rest": (38, 0, 190),
    "the currency weighs more than country and group": (39, 0, 195),
    "the country weighs more than the group": (40, 0, 197),
    "own priorities: group first": (41, 0, 202),
    "own priorities: country, then shop": (42, 0, 208),
    "own priorities: currency first": (48, 0, 210),
    "default priorities on the same rows": (49, 0, 218),
    "of equal scores the one that ends later": (50, 0, 220),
    "of equal ends the one that begins later": (51, 0, 223),
    "of rules the lower id, own rows only for another group": (52, 0, 225),
    "an own row beats more specific rules": (47, 0, 228),
    "an own row of the past leaves the rule": (43, 0, 232),
    "no tax, ecotax": (54, 0, 233),
    "22 % and an amount with tax": (55, 0, 234),
    "an inactive tax group": (56, 0, 235),
    "two taxes summed": (57, 0, 236),
    "a tax group of another country": (58, 0, 237),
    "a deleted tax group still taxes": (59, 0, 238),
    "an inactive tax still taxes": (60, 0, 239),
    "two taxes one after another": (61, 0, 240),
    "10 %, and a range of postcodes elsewhere": (16, 0, 115),
    "the group's reduction of a category of 0": (26, 0, 101),
    "the group's reduction of a category": (27, 0, 170),
    "stale prices of ps_product": (12, 1160, 134),
    "a negative impact as big as the price": (74, 1188, 259),
    "a combination without attributes": (64, 1182, 101),
    "a rule for three of a combination": (13, 1164, 101),
}


@pytest.mark.parametrize("name", ODD_ROWS)
def test_odd_row(name: str, truth: dict[str, Any], accounts: Accounts) -> None:
    id_product, id_product_attribute, id_specific_price = ODD_ROWS[name]
    (row,) = (
        row
        for row in truth["rows"]
        if (row["id_product"], row["id_product_attribute"]) == (id_product, id_product_attribute)
    )
    assert row["id_specific_price"] == id_specific_price
    assert ours(accounts[id_product, id_product_attribute]) == told(row)
