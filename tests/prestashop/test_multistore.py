"""One database, two shops: each sees its own side of everything, and its own settings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from syncd.model.problem import Problem, ProblemCode
from syncd.model.shop import Image, Product
from syncd.prestashop.page import ProductRows
from syncd.prestashop.reader import PrestaShop
from tests.prestashop.shops import ENGLISH, RUSSIAN, TinyShop

FIRST, SECOND, SECOND_GROUP = 1, 2, 5


@pytest.fixture
def two(tiny: TinyShop) -> TinyShop:
    """Product 1 is in both shops, product 2 in the first alone."""
    tiny.add("shop_group", {"id_shop_group": SECOND_GROUP, "name": "Опт"})
    second = {"id_shop": SECOND, "id_shop_group": SECOND_GROUP, "name": "Опт", "id_category": 20}
    tiny.add("shop", second)
    tiny.set("PS_MULTISHOP_FEATURE_ACTIVE", 1)
    tiny.category(20, 1, None, is_root_category=1)
    tiny.category(3, 2, "Дом")
    tiny.category(4, 20, None)
    tiny.product(1, "Кружка", id_category_default=3)
    tiny.product(2, "Только в первом")
    keys = {"id_product": 1, "id_shop": SECOND}
    more = {"price": "50", "id_tax_rules_group": 1, "id_category_default": 4, "condition": "used"}
    tiny.add("product_shop", {**keys, "active": 0, "minimal_quantity": 6, "visibility": "search", **more})
    tiny.add("product_lang", {**keys, "id_lang": RUSSIAN, "name": "Кружка оптом", "description": "Ящик"})
    tiny.add("category_lang", {"id_category": 4, "id_shop": SECOND, "id_lang": RUSSIAN, "name": "Опт"})
    return tiny


def product(shop: TinyShop, id_shop: int, **options: str) -> Product:
    found = PrestaShop(shop.url, id_shop=id_shop, **options).product(1)  # type: ignore[arg-type]
    assert isinstance(found, Product), found
    return found


def test_fields_of_the_shop_are_its_own(two: TinyShop) -> None:
    first, second = product(two, FIRST), product(two, SECOND)
    assert (first.name, second.name) == ("Кружка", "Кружка оптом")
    assert (first.description, second.description) == ("", "Ящик")
    assert (first.price, second.price) == (120, 60)
    assert (first.active, second.active) == (True, False)
    assert (first.minimal_quantity, second.minimal_quantity) == (1, 6)
    assert (first.visibility.value, second.visibility.value) == ("both", "search")
    assert (first.condition.value, second.condition.value) == ("new", "used")
    assert [found.category and found.category.path for found in (first, second)] == [("Дом",), ("Опт",)]
    assert first.digest != second.digest


def test_each_shop_has_its_own_products(two: TinyShop) -> None:
    assert [PrestaShop(two.url, id_shop=one).describe().products for one in (FIRST, SECOND)] == [2, 1]
    assert len(list(PrestaShop(two.url, id_shop=SECOND).products())) == 1


def test_a_text_of_another_shop_is_no_text_here(two: TinyShop) -> None:
    two.run(f"DELETE FROM ps_product_lang WHERE id_shop={SECOND}")
    two.add("product_lang", {"id_product": 1, "id_shop": FIRST, "id_lang": ENGLISH, "name": "Mug"})
    found = PrestaShop(two.url, id_shop=SECOND, fallback_language="en").product(1)
    assert isinstance(found, Problem)
    assert found.code is ProblemCode.PRODUCT_NAMELESS


def test_combinations_are_those_of_the_shop_with_its_impacts(two: TinyShop) -> None:
    two.combination(11, 1, price="10", weight="1", default_on=1)
    two.combination(12, 1, price="20")
    own = {"id_product": 1, "id_product_attribute": 12, "id_shop": SECOND, "price": "5", "default_on": 1}
    two.add("product_attribute_shop", {**own, "weight": "0.5", "wholesale_price": "7", "minimal_quantity": 2})
    assert [one.id_product_attribute for one in product(two, FIRST).combinations] == [11, 12]
    (only,) = product(two, SECOND).combinations
    assert (only.id_product_attribute, only.is_default, only.minimal_quantity) == (12, True, 2)
    assert (only.price, only.weight, only.wholesale_price) == (66, Decimal("0.5"), 7)
    assert product(two, SECOND).price == 66


def test_pictures_and_their_cover_are_those_of_the_shop(two: TinyShop) -> None:
    for id_image in (31, 32):
        two.add("image", {"id_image": id_image, "id_product": 1, "position": id_image})
        two.add("image_shop", {"id_image": id_image, "id_product": 1, "id_shop": FIRST})
    two.add("image_shop", {"id_image": 32, "id_product": 1, "id_shop": SECOND, "cover": 1})
    assert product(two, FIRST).images == (Image(31, 31), Image(32, 32))
    assert product(two, SECOND).images == (Image(32, 32, cover=True),)


def test_features_are_those_of_the_shop(two: TinyShop) -> None:
    for number, id_shop in ((1, FIRST), (2, SECOND)):
        two.add("feature", {"id_feature": number})
        two.add("feature_lang", {"id_feature": number, "id_lang": RUSSIAN, "name": f"Свойство {number}"})
        two.add("feature_shop", {"id_feature": number, "id_shop": id_shop})
        two.add("feature_product", {"id_feature": number, "id_product": 1, "id_feature_value": number})
    assert [feature.id_feature for feature in product(two, FIRST).features] == [1]
    assert [feature.id_feature for feature in product(two, SECOND).features] == [2]


@pytest.mark.parametrize(
    ("first_shares", "second_shares", "expected"),
    [(0, 0, (10, 20)), (1, 0, (100, 20)), (0, 1, (10, 500)), (1, 1, (100, 500))],
)
def test_stock_is_the_shops_or_that_of_its_group(
    two: TinyShop, first_shares: int, second_shares: int, expected: tuple[int, int]
) -> None:
    two.run(f"UPDATE ps_shop_group SET share_stock={first_shares} WHERE id_shop_group=1")
    two.run(f"UPDATE ps_shop_group SET share_stock={second_shares} WHERE id_shop_group={SECOND_GROUP}")
    two.stock(1, 10, shop=FIRST)
    two.stock(1, 20, shop=SECOND)
    two.stock(1, 100, shop=0, group=1)
    two.stock(1, 500, shop=0, group=SECOND_GROUP)
    assert (product(two, FIRST).quantity, product(two, SECOND).quantity) == expected


def test_rows_of_products_that_only_another_shop_has_are_not_fetched(two: TinyShop) -> None:
    """Between two products of a small shop may lie all those of a large one."""
    for name in ("SPECIFIC_PRICE", "GROUP"):
        two.set(f"PS_{name}_FEATURE_ACTIVE", 1)
    two.run("UPDATE ps_shop_group SET share_stock=1")
    two.product(3)
    two.add("product_shop", {"id_product": 3, "id_shop": SECOND})
    two.group(1, "Цвет", {7: "Белый"})
    for id_product in (1, 2, 3):
        keys = {"id_product": id_product}
        two.combination(id_product * 10, id_product, [7])
        own = {"id_product_attribute": id_product * 10, "id_shop": FIRST if id_product == 2 else SECOND}
        two.run(f"DELETE FROM ps_product_attribute_shop WHERE id_product={id_product}")
        two.add("product_attribute_shop", keys | own)
        two.add("product_attribute_image", {"id_product_attribute": id_product * 10, "id_image": id_product})
        two.add("image", {**keys, "id_image": id_product, "position": 1})
        two.add("image_shop", {**keys, "id_image": id_product, "id_shop": own["id_shop"]})
        two.stock(id_product, 1, shop=0, group=SECOND_GROUP)
        two.add("pack", {"id_product_pack": id_product, "id_product_item": 9, "id_product_attribute_item": 0})
        two.add("category_product", {**keys, "id_category": 4})
        two.add("feature_product", {**keys, "id_feature": 1, "id_feature_value": 1})
        two.add("specific_price", {**keys, "id_shop": 0, "price": "-1"})
        two.add("specific_price_priority", {**keys, "priority": "id_shop"})
        two.add("product_group_reduction_cache", {**keys, "id_group": 1, "reduction": "0.1"})
    fetched: list[tuple[str, int]] = []

    def hear(_c: object, cursor: Any, text: str, values: Any, *_rest: object) -> None:
        if "STRAIGHT_JOIN" in text:
            fetched.append((text, cursor.rowcount))

    sa.event.listen(sa.Engine, "after_cursor_execute", hear)
    try:
        assert len(list(PrestaShop(two.url, id_shop=SECOND, page=2).products())) == 2
    finally:
        sa.event.remove(sa.Engine, "after_cursor_execute", hear)
    page = fetched[: len(ProductRows._fields)]
    assert [count for _, count in page] == [2] * len(ProductRows._fields), page


def test_settings_of_the_shop_hide_those_of_its_group_and_the_global_ones(two: TinyShop) -> None:
    two.set("PS_WEIGHT_UNIT", "фунт", id_shop_group=SECOND_GROUP)
    two.set("PS_DIMENSION_UNIT", "мм", id_shop_group=SECOND_GROUP)
    two.set("PS_DIMENSION_UNIT", "м", id_shop=SECOND, id_shop_group=SECOND_GROUP)
    measures = product(two, SECOND).measures
    assert (measures.weight_unit, measures.length_unit) == ("фунт", "м")
    measures = product(two, FIRST).measures
    assert (measures.weight_unit, measures.length_unit) == ("kg", "cm")


def test_a_code_of_the_other_shop_repeats_nothing(two: TinyShop) -> None:
    two.run("UPDATE ps_product SET ean13='4600070000373'")
    assert product(two, FIRST).ean13 == "", "products 1 and 2 both carry it"
    assert product(two, SECOND).ean13 == "4600070000373"
