"""A nasty catalogue, and what the genuine PrestaShop itself says of it, field by field."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from syncd.model.problem import Problem, ProblemCode
from syncd.model.shop import Combination, Product
from syncd.prestashop.barcode import is_ean13
from syncd.prestashop.html import plain_text
from syncd.prestashop.reader import PrestaShop
from tests.databases import Server
from tests.prestashop.conftest import granted

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def truth(shared: Path) -> dict[str, Any]:
    with gzip.open(shared / "prestashop" / "truth" / "catalog.json.gz", "rt", encoding="utf-8") as told:
        return json.load(told)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def read(mariadb: Server, genuine_dump: str, shared: Path) -> dict[int, Product | Problem]:
    url = mariadb.database("truth")
    mariadb.run_script("truth", genuine_dump)
    with gzip.open(shared / "prestashop" / "truth" / "catalog.sql.gz", "rt", encoding="utf-8") as script:
        mariadb.run_script("truth", script.read())
    found = PrestaShop(granted(mariadb, url), page=10).products()
    return {item.id_product if isinstance(item, Product) else int(item.ref): item for item in found}


Pairs = list[tuple[dict[str, Any], Product]]
Units = Sequence[tuple[dict[str, Any], Product | Combination]]


@pytest.fixture(scope="module")
def pairs(truth: dict[str, Any], read: dict[int, Product | Problem]) -> Pairs:
    """Each product of the truth beside ours."""
    found = [(told, read[told["id"]]) for told in truth["products"]]
    return [(told, product) for told, product in found if isinstance(product, Product)]


def test_every_product_is_there_and_no_other(
    truth: dict[str, Any], read: dict[int, Product | Problem]
) -> None:
    nameless = {told["id"] for told in truth["products_without_language"]}
    assert set(read) == {told["id"] for told in truth["products"]} | nameless
    problems = {key: item for key, item in read.items() if isinstance(item, Problem)}
    assert set(problems) == nameless
    assert {problem.code for problem in problems.values()} == {ProblemCode.PRODUCT_NAMELESS}


@pytest.mark.parametrize("field", ["name", "manufacturer", "active", "available_for_order", "quantity"])
def test_plain_fields_agree(pairs: Pairs, field: str) -> None:
    assert [(told["id"], getattr(product, field)) for told, product in pairs] == [
        (told["id"], told[field]) for told, _ in pairs
    ]


@pytest.mark.parametrize("field", ["visibility", "condition"])
def test_enumerations_agree(pairs: Pairs, field: str) -> None:
    assert [getattr(product, field).value for _, product in pairs] == [told[field] for told, _ in pairs]


def test_references_agree(pairs: Pairs) -> None:
    assert [product.reference for _, product in pairs] == [told["reference"] or "" for told, _ in pairs]
    assert [product.upc for _, product in pairs] == [told["upc"] or "" for told, _ in pairs]


@pytest.mark.parametrize("field", ["show_price", "minimal_quantity", "visitor_access", "depends_on_stock"])
def test_what_orders_hang_on_agrees(pairs: Pairs, field: str) -> None:
    assert [getattr(product, field) for _, product in pairs] == [told[field] for told, _ in pairs]


def test_what_may_be_ordered_without_stock_agrees(pairs: Pairs) -> None:
    ours = [product.orders_without_stock for _, product in pairs]
    assert ours == [told["orderable_when_out_of_stock"] for told, _ in pairs]
    assert len(set(ours)) == 2


def test_dates_of_arrival_agree(pairs: Pairs) -> None:
    ours = [str(product.available_date or "0000-00-00") for _, product in pairs]
    assert ours == [told["available_date"] for told, _ in pairs]


def test_every_price_agrees(pairs: Pairs) -> None:
    for told, product in pairs:
        units: Units = matched(told, product) if product.combinations else [(told, product)]
        for told_one, one in units:
            theirs = (told_one["prices"]["with_tax"], told_one["prices"]["with_tax_no_reduction"])
            assert (f"{one.price:.6f}", f"{one.price_before:.6f}") == theirs, (told["id"], told_one["id"])


def test_kinds_agree(pairs: Pairs) -> None:
    kinds = [
        "pack" if product.is_pack else "virtual" if product.is_virtual else "simple" for _, product in pairs
    ]
    assert kinds == [told["type"] for told, _ in pairs]


@pytest.mark.parametrize("field", ["description", "description_short"])
def test_descriptions_are_the_same_text(pairs: Pairs, field: str) -> None:
    assert [getattr(product, field) for _, product in pairs] == [plain_text(told[field]) for told, _ in pairs]


def test_only_valid_codes_of_one_offer_alone_are_barcodes(truth: dict[str, Any], pairs: Pairs) -> None:
    everything = truth["products"] + truth["products_without_language"]
    of_products = {(told["ean13"], told["id"]) for told in everything}
    of_combinations = [(one["own_ean13"], told["id"]) for told in everything for one in told["combinations"]]
    holders = Counter(code for code, _ in of_products | set(of_combinations))
    carried = Counter(code for code, _ in of_combinations)

    def expected(code: str | None) -> str:
        alone = holders[code] == 1 and carried[code] <= 1
        return code if code and is_ean13(code) and alone else ""

    for told, product in pairs:
        assert product.ean13 == expected(told["ean13"]), told["id"]
        for told_one, combination in matched(told, product):
            assert combination.ean13 == expected(told_one["own_ean13"]), told_one["id"]


def test_default_categories_agree(pairs: Pairs) -> None:
    for told, product in pairs:
        path = product.category.path if product.category else ()
        assert list(path) == told["category_path"], told["id"]
        if product.category:
            assert product.category.active == told["category_path_all_active"], told["id"]


def test_categories_agree(pairs: Pairs) -> None:
    for told, product in pairs:
        assert [one.id_category for one in product.categories] == sorted(told["categories"]), told["id"]


def test_features_agree(pairs: Pairs) -> None:
    for told, product in pairs:
        ours = [(one.id_feature, one.name, one.value) for one in product.features]
        theirs = [(one["id_feature"], one["name"], one["value"]) for one in told["features"]]
        assert ours == theirs, told["id"]


def test_measures_agree(truth: dict[str, Any], pairs: Pairs) -> None:
    units = (truth["shop"]["dimension_unit"], truth["shop"]["weight_unit"])
    for told, product in pairs:
        measures = product.measures
        assert (measures.length_unit, measures.weight_unit) == units
        for side in ("width", "height", "depth", "weight"):
            assert getattr(measures, side) == Decimal(told[side]), (told["id"], side)
        assert product.wholesale_price == Decimal(told["wholesale_price"])


def test_images_agree(pairs: Pairs) -> None:
    for told, product in pairs:
        ours = [(image.id_image, image.position, image.cover) for image in product.images]
        theirs = [(image["id"], image["position"], image["cover"]) for image in told["images"]]
        assert ours == theirs, told["id"]


def matched(told: dict[str, Any], product: Product) -> list[tuple[dict[str, Any], Combination]]:
    ours = {one.id_product_attribute: one for one in product.combinations}
    assert set(ours) == {one["id"] for one in told["combinations"]}, told["id"]
    return [(one, ours[one["id"]]) for one in told["combinations"]]


def test_combinations_agree(pairs: Pairs) -> None:
    for told, product in pairs:
        for told_one, one in matched(told, product):
            assert one.reference == (told_one["reference"] or ""), told_one["id"]
            assert one.weight == Decimal(told_one["weight"]), told_one["id"]
            assert one.quantity == told_one["quantity"], told_one["id"]
            assert one.is_default == told_one["default_on"], told_one["id"]
            assert list(one.image_ids) == told_one["image_ids"], told_one["id"]
            assert one.upc == (told_one["upc"] or ""), told_one["id"]
            assert one.minimal_quantity == told_one["minimal_quantity"], told_one["id"]
            assert f"{one.wholesale_price:.6f}" == told_one["wholesale_price"], told_one["id"]


def test_the_first_picture_of_a_combination_agrees(pairs: Pairs) -> None:
    """None: it has none of its own."""
    for told, product in pairs:
        for told_one, one in matched(told, product):
            assert (one.image_ids[0] if one.image_ids else None) == told_one["best_image"], told_one["id"]


def test_attributes_agree(pairs: Pairs) -> None:
    for told, product in pairs:
        for told_one, one in matched(told, product):
            ours = [
                (
                    *(a.id_attribute, a.id_attribute_group, a.group_internal, a.group, a.value),
                    *(a.is_colour, a.colour),
                )
                for a in one.attributes
            ]
            theirs = [
                (
                    a["id_attribute"],
                    a["id_attribute_group"],
                    a["group_name"],
                    a["group_public_name"],
                    a["value"],
                    a["is_color_group"],
                    a["color"] if a["is_color_group"] else "",
                )
                for a in told_one["attributes"]
            ]
            assert ours == theirs, told_one["id"]
