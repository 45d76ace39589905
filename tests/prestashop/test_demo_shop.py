"""The demo's shop: SQLite here and nowhere else, and the same code on MariaDB."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from syncd.demo import shop
from syncd.demo.goods import goods
from syncd.mapping import rules
from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.problem import Problem
from syncd.model.shop import Product
from syncd.prestashop.barcode import is_ean13
from syncd.prestashop.reader import PrestaShop
from syncd.texts import Texts


@pytest.fixture
def url(tmp_path: Path) -> str:
    path = tmp_path / "shop.sqlite"
    shop.build(path)
    return f"sqlite:///{path}"


def products(url: str) -> list[Product]:
    found: list[Product | Problem] = list(PrestaShop(url, page=9).products())
    return [product for product in found if isinstance(product, Product)]


def test_everything_that_is_sold_is_read(url: str) -> None:
    assert [(product.name, product.price) for product in products(url)] == [
        (good.name, good.price) for good in goods()
    ]


def test_its_barcodes_are_valid_and_differ(url: str) -> None:
    codes = [one.ean13 for product in products(url) for one in product.combinations]
    codes += [product.ean13 for product in products(url) if not product.combinations]
    given = [code for code in codes if code]
    assert len(given) > 150
    assert len(given) == len(set(given))
    assert all(is_ean13(code) and code.startswith("2") for code in given)


def test_a_good_in_two_colours_and_four_sizes(url: str) -> None:
    dress = next(product for product in products(url) if product.reference == "PL-200")
    assert len(dress.combinations) == 8
    first = dress.combinations[0]
    assert {(one.group, one.value, one.is_colour) for one in first.attributes} == {
        ("Размер", "42", False),
        ("Цвет", "Бежевый", True),
    }
    assert (first.is_default, first.image_ids) == (True, (dress.images[0].id_image, dress.images[1].id_image))
    assert dress.quantity == sum(one.quantity for one in dress.combinations)


def test_the_odd_ones_are_planted(url: str) -> None:
    found = {product.reference: product for product in products(url)}
    assert 2000 < len(found["FB-140"].description) < 5000
    assert not found["KU-610"].active
    assert "Пол" not in [feature.name for feature in found["TF-750"].features]
    mapping = rules.load(
        (Path(shop.__file__).parent / "mapping.yaml").read_text("utf-8"), "mapping.yaml", Texts("ru").say
    )
    unmapped = [product.reference for product in found.values() if mapping.rule(product) is None]
    assert unmapped == ["SV-010", "GIFT-3000"]
    assert [reference for reference in unmapped if mapping.is_included(found[reference])] == ["SV-010"]


def test_it_is_the_same_on_a_server(url: str, new_database: Callable[[], str]) -> None:
    server = new_database()
    shop.build(server)
    assert [replace(one, digest="") for one in products(server)] == [
        replace(one, digest="") for one in products(url)
    ]


def test_it_is_never_built_over_a_shop(url: str) -> None:
    path = url.removeprefix("sqlite:///")
    with pytest.raises(ConfigurationError) as raised:
        shop.build(path)
    assert (raised.value.code, raised.value.facts) == (ErrorCode.CONFIG_EXISTS, {"path": path})
    assert len(products(url)) == len(goods())
