from __future__ import annotations

import pytest

from syncd.model.shop import Product
from syncd.prestashop.barcode import barcode
from syncd.prestashop.reader import PrestaShop
from tests.prestashop.shops import TinyShop

GOOD, OTHER = "4600070000373", "2000001000014"


@pytest.mark.parametrize(
    "code, expected",
    [
        (GOOD, GOOD),
        (f" {GOOD} ", GOOD),
        (None, ""),
        ("", ""),
        ("0", ""),
        ("4600070000374", ""),
        ("460007000037", ""),
        ("46009333", ""),
        ("0000000000000", ""),
        ("٤٦٠٠٠٧٠٠٠٠٣٧٣", ""),
    ],
)
def test_is_a_valid_ean13_or_none(code: str | None, expected: str) -> None:
    assert barcode(code) == expected


def test_a_repeated_code_is_none() -> None:
    assert barcode(GOOD, {GOOD}) == ""
    assert barcode(OTHER, {GOOD}) == OTHER


def codes(shop: TinyShop) -> dict[str, str]:
    """Barcodes by product, or product:combination; page by page, so that repeats stand on other pages."""
    found: dict[str, str] = {}
    for product in PrestaShop(shop.url, page=1).products():
        assert isinstance(product, Product)
        found[str(product.id_product)] = product.ean13
        for one in product.combinations:
            found[f"{product.id_product}:{one.id_product_attribute}"] = one.ean13
    return found


def test_a_code_of_two_products_is_none_of_either_whatever_the_page(tiny: TinyShop) -> None:
    tiny.product(1, ean13=GOOD)
    tiny.product(2, ean13=OTHER)
    tiny.product(3, ean13=GOOD)
    assert codes(tiny) == {"1": "", "2": OTHER, "3": ""}


def test_a_code_of_two_combinations_is_none_of_either(tiny: TinyShop) -> None:
    tiny.product(1)
    for key, code in ((11, GOOD), (12, OTHER), (13, GOOD), (14, None)):
        tiny.combination(key, 1, ean13=code)
    assert codes(tiny) == {"1": "", "1:11": "", "1:12": OTHER, "1:13": "", "1:14": ""}


def test_a_code_of_a_product_and_of_anothers_combination_is_none(tiny: TinyShop) -> None:
    tiny.product(1, ean13=GOOD)
    tiny.product(2)
    tiny.combination(21, 2, ean13=GOOD)
    assert codes(tiny) == {"1": "", "2": "", "2:21": ""}
    tiny.set("PS_COMBINATION_FEATURE_ACTIVE", 0)
    assert codes(tiny) == {"1": GOOD, "2": ""}


def test_a_product_and_one_of_its_combinations_may_share_a_code_and_nothing_is_inherited(
    tiny: TinyShop,
) -> None:
    tiny.product(1, ean13=GOOD)
    tiny.combination(11, 1, ean13=GOOD)
    tiny.combination(12, 1, ean13="")
    assert codes(tiny) == {"1": GOOD, "1:11": GOOD, "1:12": ""}


def test_only_offers_of_this_shop_repeat_a_code(tiny: TinyShop) -> None:
    tiny.product(1, ean13=GOOD)
    tiny.product(2, ean13=GOOD)
    tiny.product(3)
    tiny.combination(31, 3, ean13=GOOD)
    tiny.run("UPDATE ps_product_shop SET id_shop=2 WHERE id_product=2")
    tiny.run("UPDATE ps_product_attribute_shop SET id_shop=2")
    assert codes(tiny) == {"1": GOOD, "3": ""}
