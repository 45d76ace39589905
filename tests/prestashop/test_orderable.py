"""What a visitor can order: switches of the shop, of the product, its stock, its categories; packs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from syncd.model.shop import PackItem, PackStock, Product
from syncd.prestashop.reader import PrestaShop
from tests.prestashop.shops import TinyShop


def one(shop: TinyShop) -> Product:
    found = PrestaShop(shop.url).product(1)
    assert isinstance(found, Product), found
    return found


@pytest.fixture
def sold(tiny: TinyShop) -> TinyShop:
    """Product 1, two in stock."""
    tiny.product(1)
    tiny.stock(1, 2)
    assert one(tiny).orderable
    return tiny


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ps_product_shop SET active=0",
        "UPDATE ps_product_shop SET available_for_order=0",
        "UPDATE ps_product_shop SET minimal_quantity=3",
        "UPDATE ps_stock_available SET quantity=0",
        "UPDATE ps_stock_available SET quantity=-1",
        "DELETE FROM ps_stock_available",
        "INSERT INTO ps_configuration (name, value) VALUES ('PS_CATALOG_MODE', '1')",
    ],
)
def test_each_of_these_alone_ends_it(sold: TinyShop, change: str) -> None:
    sold.run(change)
    assert not one(sold).orderable


@pytest.mark.parametrize(
    "out_of_stock, by_default, management, expected",
    [
        (0, 1, 1, False),
        (1, 0, 1, True),
        (2, 0, 1, False),
        (2, 1, 1, True),
        (0, 0, 0, True),
    ],
)
def test_without_stock_the_product_decides_then_the_shop(
    sold: TinyShop, out_of_stock: int, by_default: int, management: int, expected: bool
) -> None:
    sold.run(f"UPDATE ps_stock_available SET quantity=0, out_of_stock={out_of_stock}")
    sold.set("PS_ORDER_OUT_OF_STOCK", by_default)
    sold.set("PS_STOCK_MANAGEMENT", management)
    product = one(sold)
    assert (product.orders_without_stock, product.orderable) == (expected, expected)


def test_a_combination_is_orderable_by_its_own_stock_and_the_products_rule(sold: TinyShop) -> None:
    for key, quantity, rule in ((11, 5, 0), (12, 0, 1), (13, 1, 0)):
        sold.combination(key, 1, minimal_quantity=2 if key == 13 else 1)
        sold.stock(1, quantity, combination=key)
        sold.run(f"UPDATE ps_stock_available SET out_of_stock={rule} WHERE id_product_attribute={key}")
    sold.run("UPDATE ps_stock_available SET out_of_stock=0 WHERE id_product_attribute=0")
    product = one(sold)
    assert [each.orderable for each in product.combinations] == [True, False, False]
    assert product.orderable
    assert [each.minimal_quantity for each in product.combinations] == [1, 1, 2]
    sold.run("UPDATE ps_stock_available SET quantity=0 WHERE id_product_attribute=11")
    assert not one(sold).orderable, "the sum row alone sells nothing"


def test_one_category_open_to_visitors_is_enough(sold: TinyShop) -> None:
    sold.set("PS_GROUP_FEATURE_ACTIVE", 1)
    for id_category in (3, 4):
        sold.category(id_category, 2, f"Категория {id_category}")
        sold.add("category_product", {"id_category": id_category, "id_product": 1})
    sold.add("category_group", {"id_category": 3, "id_group": 3}, {"id_category": 2, "id_group": 1})
    assert not one(sold).visitor_access
    assert not one(sold).orderable
    sold.add("category_group", {"id_category": 4, "id_group": 1})
    assert one(sold).visitor_access
    assert one(sold).orderable
    sold.set("PS_UNIDENTIFIED_GROUP", 3)
    sold.run("DELETE FROM ps_category_group WHERE id_category=4")
    assert one(sold).visitor_access
    sold.set("PS_GROUP_FEATURE_ACTIVE", 0)
    sold.run("DELETE FROM ps_category_group")
    assert one(sold).visitor_access


def test_what_else_the_shop_says_of_an_offer(sold: TinyShop) -> None:
    sold.run("UPDATE ps_product SET upc='012345678905', supplier_reference='S-1', is_virtual=1, show_price=1")
    sold.run("UPDATE ps_product SET location='А-12'")
    sold.run("UPDATE ps_product_shop SET show_price=0, available_date='2027-02-01', wholesale_price=40")
    sold.run("UPDATE ps_stock_available SET depends_on_stock=1")
    sold.combination(11, 1, wholesale_price="30", available_date="2027-03-01")
    sold.combination(12, 1)
    sold.run(
        "UPDATE ps_product_attribute SET upc='12', supplier_reference='S-11', location='Б-3'"
        " WHERE id_product_attribute=11"
    )
    product = one(sold)
    assert (product.upc, product.supplier_reference) == ("012345678905", "S-1")
    assert (product.is_virtual, product.show_price, product.depends_on_stock) == (True, False, True)
    assert (product.wholesale_price, product.available_date) == (Decimal(40), date(2027, 2, 1))
    own, inherited = product.combinations
    assert (own.wholesale_price, own.available_date, own.upc) == (Decimal(30), date(2027, 3, 1), "12")
    assert (inherited.wholesale_price, inherited.available_date) == (Decimal(40), None)
    assert (product.location, own.location, inherited.location) == ("А-12", "Б-3", "А-12")
    assert (own.supplier_reference, inherited.supplier_reference) == ("S-11", "S-1")
    assert inherited.upc == "012345678905"


@pytest.mark.parametrize(
    "own, by_default, expected",
    [
        (0, 1, PackStock.PACK),
        (1, 0, PackStock.ITEMS),
        (2, 0, PackStock.BOTH),
        (3, 1, PackStock.ITEMS),
        (3, 2, PackStock.BOTH),
        (3, 9, PackStock.PACK),
    ],
)
def test_a_pack_knows_its_items_and_whose_stock_it_takes(
    sold: TinyShop, own: int, by_default: int, expected: PackStock
) -> None:
    sold.set("PS_PACK_STOCK_TYPE", by_default)
    sold.run(f"UPDATE ps_product_shop SET pack_stock_type={own}")
    sold.run("UPDATE ps_product SET is_virtual=1")
    sold.stock(8, 7, combination=81)
    sold.add("pack", {"id_product_pack": 1, "id_product_item": 8, "id_product_attribute_item": 81})
    sold.add(
        "pack", {"id_product_pack": 1, "id_product_item": 9, "id_product_attribute_item": 0, "quantity": 3}
    )
    product = one(sold)
    assert (product.is_pack, product.is_virtual, product.pack_stock) == (True, False, expected)
    assert product.pack_items == (PackItem(8, 81, 1, 7), PackItem(9, 0, 3, 0))
    assert product.quantity == 2
    sold.set("PS_PACK_FEATURE_ACTIVE", 0)
    product = one(sold)
    assert (product.is_pack, product.is_virtual, product.pack_stock, product.pack_items) == (
        False,
        True,
        None,
        (),
    )


def test_a_pack_is_orderable_only_with_its_items(sold: TinyShop) -> None:
    sold.add("pack", {"id_product_pack": 1, "id_product_item": 8, "id_product_attribute_item": 81})
    sold.run("UPDATE ps_pack SET quantity=3")
    assert not one(sold).orderable, "the item has no row of stock"
    sold.stock(8, 2, combination=81)
    sold.stock(8, 50)
    assert not one(sold).orderable, "two of three"
    sold.run("UPDATE ps_stock_available SET quantity=3 WHERE id_product_attribute=81")
    assert one(sold).orderable
    sold.run("UPDATE ps_stock_available SET quantity=0 WHERE id_product=1")
    assert not one(sold).orderable, "the pack has a stock of its own too"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("ps_stock_available SET out_of_stock=1 WHERE id_product=8 AND id_product_attribute=0", True),
        ("ps_stock_available SET out_of_stock=1 WHERE id_product=8 AND id_product_attribute=81", False),
        ("ps_stock_available SET out_of_stock=1, id_shop=2 WHERE id_product=8", False),
    ],
)
def test_an_item_that_is_sold_without_stock_holds_no_pack_back(
    sold: TinyShop, change: str, expected: bool
) -> None:
    sold.add("pack", {"id_product_pack": 1, "id_product_item": 8, "id_product_attribute_item": 81})
    sold.stock(8, 0, combination=81)
    sold.stock(8, 0)
    sold.run("UPDATE ps_stock_available SET out_of_stock=0")
    assert not one(sold).orderable
    sold.run(f"UPDATE {change}")
    found = one(sold)
    assert (found.pack_items[0].orders_without_stock, found.orderable) == (expected, expected)


def test_the_cover_is_the_marked_picture_or_the_first(sold: TinyShop) -> None:
    assert one(sold).cover is None
    for id_image, cover in ((21, None), (22, 1)):
        sold.add("image", {"id_image": id_image, "id_product": 1, "position": id_image})
        sold.add("image_shop", {"id_image": id_image, "id_product": 1, "id_shop": 1, "cover": cover})
    found = one(sold).cover
    assert found is not None
    assert found.id_image == 22
    sold.run("UPDATE ps_image_shop SET cover=NULL")
    found = one(sold).cover
    assert found is not None
    assert found.id_image == 21


def test_custom_and_predefined_values_are_told_apart_and_may_be_switched_off(sold: TinyShop) -> None:
    for number, custom in ((1, 0), (2, 1)):
        sold.add("feature", {"id_feature": number, "position": number})
        sold.add("feature_lang", {"id_feature": number, "id_lang": 1, "name": f"Свойство {number}"})
        sold.add("feature_shop", {"id_feature": number, "id_shop": 1})
        sold.add("feature_product", {"id_feature": number, "id_product": 1, "id_feature_value": number})
        sold.add("feature_value", {"id_feature_value": number, "id_feature": number, "custom": custom})
        sold.add("feature_value_lang", {"id_feature_value": number, "id_lang": 1, "value": "да"})
    assert [feature.custom for feature in one(sold).features] == [False, True]
    sold.set("PS_FEATURE_FEATURE_ACTIVE", 0)
    assert one(sold).features == ()


def test_the_shop_tells_what_holds_for_all(sold: TinyShop) -> None:
    facts = PrestaShop(sold.url).describe()
    assert (facts.catalogue_mode, facts.stock_management) == (False, True)
    assert (facts.advanced_stock, facts.legacy_images) == (False, False)
    for name, value in (("CATALOG_MODE", 1), ("STOCK_MANAGEMENT", 0), ("LEGACY_IMAGES", 1)):
        sold.set(f"PS_{name}", value)
    sold.set("PS_ADVANCED_STOCK_MANAGEMENT", 1)
    facts = PrestaShop(sold.url).describe()
    assert (facts.catalogue_mode, facts.stock_management) == (True, False)
    assert (facts.advanced_stock, facts.legacy_images) == (True, True)
