"""Texts that the shop's language lacks: none by default, those of another language by choice."""

from __future__ import annotations

import pytest

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.problem import Problem, ProblemCode
from syncd.model.shop import Product
from syncd.prestashop.reader import PrestaShop
from tests.prestashop.shops import ENGLISH, RUSSIAN, TinyShop


def read(shop: TinyShop, fallback: str | None) -> Product | Problem | None:
    return PrestaShop(shop.url, fallback_language=fallback).product(1)


def translate(shop: TinyShop, **texts: str) -> None:
    keys = {"id_product": 1, "id_shop": 1, "id_lang": ENGLISH}
    shop.add("product_lang", {**keys, **texts})


@pytest.mark.parametrize("name", [None, "", "  "])
def test_a_missing_name_is_a_problem_unless_another_language_may_give_it(
    tiny: TinyShop, name: str | None
) -> None:
    tiny.product(1, name=name)
    translate(tiny, name="Mug")
    problem = read(tiny, None)
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.PRODUCT_NAMELESS
    product = read(tiny, "en")
    assert isinstance(product, Product)
    assert product.name == "Mug"


def test_a_text_that_is_there_is_never_replaced(tiny: TinyShop) -> None:
    tiny.product(1, "Кружка", description="<p>Фарфор</p>")
    translate(tiny, name="Mug", description="China", description_short="For tea")
    product = read(tiny, "en")
    assert isinstance(product, Product)
    assert (product.name, product.description, product.description_short) == ("Кружка", "Фарфор", "For tea")


def test_names_of_all_kinds_may_come_from_there(tiny: TinyShop) -> None:
    tiny.product(1, id_category_default=3)
    tiny.category(3, 2, None)
    tiny.add("category_lang", {"id_category": 3, "id_shop": 1, "id_lang": ENGLISH, "name": "Mugs"})
    tiny.add("category_lang", {"id_category": 3, "id_shop": 2, "id_lang": ENGLISH, "name": "Other shop"})
    tiny.add("feature", {"id_feature": 1})
    tiny.add("feature_shop", {"id_feature": 1, "id_shop": 1})
    tiny.add("feature_lang", {"id_feature": 1, "id_lang": ENGLISH, "name": "Material"})
    tiny.add("feature_product", {"id_feature": 1, "id_product": 1, "id_feature_value": 5})
    tiny.add("feature_value", {"id_feature_value": 5, "id_feature": 1, "custom": 1})
    tiny.add("feature_value_lang", {"id_feature_value": 5, "id_lang": ENGLISH, "value": "china"})
    tiny.group(1, "", {7: ""})
    tiny.add("attribute_lang", {"id_attribute": 7, "id_lang": ENGLISH, "name": "White"})
    tiny.add("attribute_group_lang", {"id_attribute_group": 1, "id_lang": ENGLISH, "public_name": "Colour"})
    tiny.combination(11, 1, [7])

    product, bare = read(tiny, "en"), read(tiny, None)

    assert isinstance(product, Product)
    assert isinstance(bare, Product)
    assert product.category is not None
    assert product.category.path == ("Mugs",)
    assert [(one.name, one.value, one.custom) for one in product.features] == [("Material", "china", True)]
    (attribute,) = product.combinations[0].attributes
    assert (attribute.group, attribute.value) == ("Colour", "White")
    assert bare.category is not None
    assert (bare.category.path, bare.features) == ((), ())
    assert bare.combinations[0].attributes[0].value == ""
    assert product.digest != bare.digest


def test_of_two_languages_of_one_code_the_active_one_is_read(tiny: TinyShop) -> None:
    tiny.run("UPDATE ps_lang SET active=0 WHERE id_lang=1")
    tiny.add("lang", {"id_lang": 7, "name": "Русский", "active": 1, "iso_code": "ru"})
    tiny.product(1, "Старое")
    tiny.add("product_lang", {"id_product": 1, "id_shop": 1, "id_lang": 7, "name": "Новое"})
    product = read(tiny, None)
    assert isinstance(product, Product)
    assert product.name == "Новое"


def test_a_fallback_that_the_shop_has_not_is_told(tiny: TinyShop) -> None:
    with pytest.raises(ConfigurationError) as told:
        PrestaShop(tiny.url, fallback_language="kk").describe()
    assert told.value.code is ErrorCode.SHOP_LANGUAGE_UNKNOWN
    assert told.value.facts["language"] == "kk"


def test_the_language_itself_as_fallback_changes_nothing(tiny: TinyShop) -> None:
    tiny.product(1, name="")
    assert isinstance(read(tiny, "ru"), Problem)
    assert RUSSIAN != ENGLISH
