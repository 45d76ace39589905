"""The odd rows of the truth table, one by one: what the genuine shop makes of each (truth/README.md)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from syncd.model.problem import Problem, ProblemCode
from syncd.model.shop import PackItem, Product
from syncd.prestashop.reader import PrestaShop
from tests.databases import Server
from tests.prestashop.conftest import granted

pytestmark = pytest.mark.shared

Products = Mapping[int, Product]


@pytest.fixture(scope="module")
def url(mariadb: Server, genuine_dump: str, shared: Path) -> sa.URL:
    address = mariadb.database("oddities")
    mariadb.run_script("oddities", genuine_dump)
    with gzip.open(shared / "prestashop" / "truth" / "catalog.sql.gz", "rt", encoding="utf-8") as script:
        mariadb.run_script("oddities", script.read())
    return granted(mariadb, address)


@pytest.fixture(scope="module")
def read(url: sa.URL) -> dict[int, Product | Problem]:
    found = PrestaShop(url).products()
    return {int(item.ref) if isinstance(item, Problem) else item.id_product: item for item in found}  # type: ignore[misc]


@pytest.fixture(scope="module")
def products(read: dict[int, Product | Problem]) -> Products:
    return {key: item for key, item in read.items() if isinstance(item, Product)}


@pytest.fixture(scope="module")
def told(shared: Path) -> dict[int, dict[str, Any]]:
    with gzip.open(shared / "prestashop" / "truth" / "catalog.json.gz", "rt", encoding="utf-8") as catalog:
        return {item["id"]: item for item in json.load(catalog)["products"]}


def test_an_inactive_manufacturer_has_no_name(products: Products) -> None:
    assert products[51].manufacturer is None


@pytest.mark.parametrize("id_product", [50, 53])
def test_a_manufacturer_of_id_0_or_one_that_is_gone_has_no_name(products: Products, id_product: int) -> None:
    assert products[id_product].manufacturer is None


def test_the_quantity_of_69_is_the_stored_row_and_not_the_sum(products: Products) -> None:
    assert products[69].quantity == 999
    assert sum(one.quantity for one in products[69].combinations) == 10


def test_a_stale_row_of_the_shop_group_does_not_count_in_65(
    products: Products, told: dict[int, dict[str, Any]]
) -> None:
    assert products[65].quantity == told[65]["quantity"] != 500


def test_66_has_no_stock_row_and_nothing_in_stock(products: Products) -> None:
    assert products[66].quantity == 0
    assert not products[66].orderable


def test_the_combination_1163_of_13_has_no_row_of_the_shop_and_does_not_exist(products: Products) -> None:
    assert products[13].combinations
    assert 1163 not in [one.id_product_attribute for one in products[13].combinations]


def test_a_combination_of_64_has_no_attributes_and_is_there(products: Products) -> None:
    assert () in [one.attributes for one in products[64].combinations]


def test_14_has_no_default_combination_and_none_is_made_one(products: Products) -> None:
    assert products[14].combinations
    assert not any(one.is_default for one in products[14].combinations)


def test_cover_and_images_of_46_are_those_of_the_shop(
    products: Products, told: dict[int, dict[str, Any]]
) -> None:
    cover = products[46].cover
    assert cover is not None
    assert cover.id_image == told[46]["cover_image"]
    assert [image.id_image for image in products[46].images] == [image["id"] for image in told[46]["images"]]


def test_the_links_of_8_to_image_0_and_999999_vanish(products: Products) -> None:
    own = {image.id_image for image in products[8].images}
    linked = {key for one in products[8].combinations for key in one.image_ids}
    assert linked
    assert linked <= own
    assert not {0, 999999} & linked


def test_every_stale_mirror_in_ps_product_of_12_is_passed_by(
    products: Products, told: dict[int, dict[str, Any]]
) -> None:
    ours, theirs = products[12], told[12]
    assert (ours.active, ours.visibility, ours.condition, ours.available_for_order) == (
        theirs["active"],
        theirs["visibility"],
        theirs["condition"],
        theirs["available_for_order"],
    )
    assert (ours.show_price, ours.minimal_quantity) == (theirs["show_price"], theirs["minimal_quantity"])
    assert f"{ours.wholesale_price:.6f}" == theirs["wholesale_price"]
    assert ours.category is not None
    assert ours.category.id_category == theirs["id_category_default"]


@pytest.mark.parametrize("id_product", [40, 41])
def test_40_and_41_are_in_inactive_categories(
    products: Products, told: dict[int, dict[str, Any]], id_product: int
) -> None:
    category = products[id_product].category
    assert category is not None
    assert category.active == told[id_product]["category_path_all_active"]


@pytest.mark.parametrize("id_product", [49, 50])
def test_49_and_50_are_closed_to_visitors_and_not_orderable(products: Products, id_product: int) -> None:
    assert not products[id_product].visitor_access
    assert not products[id_product].orderable


def test_only_those_two_are_closed(products: Products) -> None:
    assert {key for key, product in products.items() if not product.visitor_access} == {49, 50}


@pytest.mark.parametrize("id_product", [42, 43])
def test_42_and_43_have_no_name_in_russian_and_are_problems(
    read: dict[int, Product | Problem], id_product: int
) -> None:
    item = read[id_product]
    assert isinstance(item, Problem)
    assert item.code is ProblemCode.PRODUCT_NAMELESS


def test_42_is_read_with_english_as_fallback_and_its_category_37_is_named(url: sa.URL) -> None:
    found = PrestaShop(url, fallback_language="en").product(42)
    assert isinstance(found, Product)
    assert found.name == "Product 42"
    assert found.category is not None
    assert found.category.path != ()


def test_features_16_and_17_of_52_vanish_and_18_and_11_stay_without_text(products: Products) -> None:
    values = {one.id_feature: one.value for one in products[52].features}
    assert not {16, 17} & set(values)
    assert values[18] is None
    assert values[11] == ""


@pytest.mark.parametrize("id_product", [76, 9001, 9002, 9003])
def test_orphans_and_products_of_no_shop_are_not_there(url: sa.URL, id_product: int) -> None:
    assert PrestaShop(url).product(id_product) is None


def test_100500_is_a_product_like_others(products: Products) -> None:
    assert products[100500].active


@pytest.mark.parametrize("id_product", [26, 27])
def test_the_codes_of_26_and_27_are_too_short(
    products: Products, told: dict[int, dict[str, Any]], id_product: int
) -> None:
    assert len(told[id_product]["ean13"]) in (7, 8)
    assert products[id_product].ean13 == ""


def test_19_and_20_share_a_code_and_neither_has_it(
    products: Products, told: dict[int, dict[str, Any]]
) -> None:
    assert told[19]["ean13"] == told[20]["ean13"] != ""
    assert (products[19].ean13, products[20].ean13) == ("", "")


def test_packs_35_and_37_know_their_items(products: Products, told: dict[int, dict[str, Any]]) -> None:
    for key in (35, 37):
        ours = [
            (item.id_product, item.id_product_attribute, item.quantity) for item in products[key].pack_items
        ]
        theirs = [
            (item["id_product"], item["id_product_attribute"], item["quantity"])
            for item in told[key]["pack_items"]
        ]
        assert ours == theirs
    assert products[35].pack_items == (
        PackItem(8, 1003, 1, _stock(products[8], 1003)),
        PackItem(15, 0, 2, products[15].quantity),
    )


def _stock(product: Product, id_product_attribute: int) -> int:
    found = {one.id_product_attribute: one.quantity for one in product.combinations}
    return found[id_product_attribute]


@pytest.mark.parametrize(
    "ours, theirs",
    [
        ("show_price", "show_price"),
        ("minimal_quantity", "minimal_quantity"),
        ("visitor_access", "visitor_access"),
        ("orders_without_stock", "orderable_when_out_of_stock"),
        ("depends_on_stock", "depends_on_stock"),
        ("upc", "upc"),
    ],
)
def test_what_else_is_said_of_a_product_agrees(
    products: Products, told: dict[int, dict[str, Any]], ours: str, theirs: str
) -> None:
    assert {key: getattr(product, ours) for key, product in products.items()} == {
        key: "" if told[key][theirs] is None else told[key][theirs] for key in products
    }


def test_days_of_arrival_agree(products: Products, told: dict[int, dict[str, Any]]) -> None:
    days = {key: str(product.available_date or "0000-00-00") for key, product in products.items()}
    assert days == {key: told[key]["available_date"] for key in products}


def test_covers_agree_and_where_the_shop_has_none_the_first_picture_is_ours(
    products: Products, told: dict[int, dict[str, Any]]
) -> None:
    for key, product in products.items():
        marked = [image.id_image for image in product.images if image.cover]
        assert marked == [told[key]["cover_image"]] * bool(told[key]["cover_image"]), key
    assert told[45]["cover_image"] is None
    assert products[45].cover == products[45].images[0]


def test_what_else_is_said_of_combinations_agrees(
    products: Products, told: dict[int, dict[str, Any]]
) -> None:
    for key, product in products.items():
        theirs = {one["id"]: one for one in told[key]["combinations"]}
        for one in product.combinations:
            expected = theirs[one.id_product_attribute]
            assert one.upc == (expected["upc"] or ""), (key, one.id_product_attribute)
            assert f"{one.wholesale_price:.6f}" == expected["wholesale_price"], (
                key,
                one.id_product_attribute,
            )
            assert one.minimal_quantity == expected["minimal_quantity"], (key, one.id_product_attribute)
            best = one.image_ids[0] if one.image_ids else None
            assert best == expected["best_image"], (key, one.id_product_attribute)
            colours = {attribute.id_attribute: attribute.colour for attribute in one.attributes}
            assert colours == {each["id_attribute"]: each["color"] or "" for each in expected["attributes"]}
