"""A genuine PrestaShop 1.6.1.19 database, read whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from syncd.model.shop import Product
from syncd.prestashop.reader import PrestaShop
from tests.databases import Server
from tests.prestashop.conftest import granted

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def url(mariadb: Server, genuine_dump: str) -> sa.URL:
    address = mariadb.database("genuine")
    mariadb.run_script("genuine", genuine_dump)
    return granted(mariadb, address)


@pytest.fixture(scope="module")
def products(url: sa.URL) -> dict[int, Product]:
    found = list(PrestaShop(url, page=3).products())
    assert all(isinstance(product, Product) for product in found)
    return {product.id_product: product for product in found if isinstance(product, Product)}


def test_the_shop_is_described(url: sa.URL) -> None:
    facts = PrestaShop(url).describe()
    assert (facts.version, facts.currency, facts.country) == ("1.6.1.19", "RUB", "RU")
    assert (facts.time_zone, facts.base_url) == ("Europe/Moscow", "http://localhost:8080/")
    assert (facts.products, facts.multistore) == (7, False)


def test_all_of_the_catalogue_is_there(products: dict[int, Product]) -> None:
    assert sorted(products) == [1, 2, 3, 4, 5, 6, 7]
    assert sum(len(product.combinations) for product in products.values()) == 45
    assert sum(len(product.images) for product in products.values()) == 23
    assert [product.reference for product in products.values()] == [
        f"demo_{number}" for number in range(1, 8)
    ]


def test_prices_are_what_the_shop_shows(products: dict[int, Product]) -> None:
    assert products[1].price == Decimal("19.4818")
    assert {combination.price for combination in products[1].combinations} == {Decimal("19.4818")}


def test_stock_is_that_of_stock_available(url: sa.URL, products: dict[int, Product]) -> None:
    assert (products[1].quantity, products[7].quantity) == (1797, 1800)
    assert [combination.quantity for combination in products[1].combinations] == [
        297,
        300,
        300,
        300,
        300,
        300,
    ]


def test_colours_and_sizes_are_told_apart(products: dict[int, Product]) -> None:
    attributes = {one for combination in products[1].combinations for one in combination.attributes}
    assert {one.value for one in attributes if one.is_colour} == {"Orange", "Blue"}
    assert {one.value for one in attributes if not one.is_colour} == {"S", "M", "L"}


def test_the_shops_zero_is_no_barcode(products: dict[int, Product]) -> None:
    assert {product.ean13 for product in products.values()} == {""}
    assert {one.ean13 for product in products.values() for one in product.combinations} == {""}


def test_texts_categories_and_pictures(products: dict[int, Product]) -> None:
    shirt = products[1]
    assert shirt.category is not None
    assert shirt.category.path == ("Women", "Tops", "T-shirts")
    assert shirt.manufacturer == "Fashion Manufacturer"
    assert "<" not in shirt.description
    assert [(image.id_image, image.cover) for image in shirt.images] == [
        (1, True),
        (2, False),
        (3, False),
        (4, False),
    ]
    assert shirt.combinations[1].image_ids == (3, 4)
