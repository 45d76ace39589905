"""Sources with everything that may stand in one: templates, tables, splitting, units, most."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from syncd.mapping.mapper import Mapped
from syncd.model.card import CardDraft, GroupDraft, Packaging
from syncd.model.problem import ProblemCode
from syncd.model.shop import Feature, Product
from tests.mapping.goods import (
    BLUE,
    MEDIUM,
    RED,
    SMALL,
    combination,
    mapped,
    measures,
    product,
    with_lines,
)


def card(found: Mapped) -> CardDraft:
    assert isinstance(found.result, GroupDraft), found.problems
    return found.result.cards[0]


def shop(**features: str) -> Product:
    told = tuple(
        Feature(n, name.replace("_", " "), value) for n, (name, value) in enumerate(features.items())
    )
    return product(features=told)


def value(found: Mapped, name: str = "Состав") -> Any:
    return next((one.value for one in card(found).characteristics if one.name == name), None)


@pytest.mark.parametrize(
    ("composition", "source", "expected"),
    [
        ("хлопок, лён", '{feature: Состав, split: ","}', ("хлопок", "лён")),
        ("80% хлопок / 20% п/э", '{feature: Состав, split: " / "}', ("80% хлопок", "20% п/э")),
        ("хлопок; лён / шёлк", '{feature: Состав, split: [";", " / "]}', ("хлопок", "лён", "шёлк")),
        ("99,5% шерсть, лён", '{feature: Состав, split: ","}', ("99,5% шерсть", "лён")),
        ("лён,, ЛЁН ,хлопок", '{feature: Состав, split: ","}', ("лён", "хлопок")),
        ("чёрно-белый", '{feature: Состав, split: "-"}', ("чёрно", "белый")),
        (
            "чёрно-белый",
            '{feature: Состав, split: "-", values: {Чёрно-белый: [черный, белый]}}',
            ("черный", "белый"),
        ),
        ("а-б", '{feature: Состав, split: "-", values: {а: в}}', ("в", "б")),
        ("а, б, в", '{feature: Состав, split: ",", most: 2}', ("а", "б")),
        ("а, б, в", '{feature: Состав, split: ",", values: {б: г, "*": прочее}}', ("прочее", "г")),
        ("а, б", '{feature: Состав, split: ",", values: {б: г, "*": ""}}', ("г",)),
        ("", '[{feature: Состав, values: {"*": прочее}}, {value: запас}]', ("запас",)),
        ("", '{feature: Состав, values: {"": пусто, "*": прочее}}', ("пусто",)),
        ("30", "{feature: Состав, unit: см}", ("30 см",)),
        ("30 мм", "{feature: Состав, unit: см}", ("30 мм",)),
        ("мало", "{feature: Состав, unit: см}", ("мало",)),
        ("лён", '{template: "{name}: {feature:состав}"}', ("Футболка «Северное утро» из хлопка: лён",)),
        ("лён", '[{template: "{feature:Нет}"}, {value: запас}]', ("запас",)),
        ("лён", '{template: "{feature:Состав}, хлопок", split: ", "}', ("лён", "хлопок")),
    ],
)
def test_a_source(composition: str, source: str, expected: tuple[str, ...]) -> None:
    assert value(mapped(shop(Состав=composition), with_lines(f"characteristics: {{Состав: {source}}}"))) == (
        expected
    )


@pytest.mark.parametrize(
    ("text", "source", "number"),
    [
        ("300", "{feature: Высота, unit: мм}", Decimal(30)),
        ("0,3 м", "{feature: Высота, unit: мм}", Decimal(30)),
        ("1.5", "{feature: Высота, unit: m}", Decimal(150)),
        ("около 300 в сложенном виде", "{feature: Высота, unit: мм}", Decimal(30)),
        ("1 200", "{feature: Высота, unit: мм}", Decimal(120)),
        ("300 шт", "{feature: Высота, unit: мм}", Decimal(30)),
    ],
)
def test_a_bare_number_has_the_unit_that_the_rule_tells(text: str, source: str, number: Decimal) -> None:
    found = mapped(shop(Высота=text), with_lines(f"characteristics: {{Высота предмета: {source}}}"))
    assert value(found, "Высота предмета") == number


def test_a_title_may_be_a_template() -> None:
    rules = with_lines('card: {title: {template: "Футболка {manufacturer}[, {attribute:Цвет}]"}}')
    red, blue = mapped(product(combination(RED, SMALL), combination(BLUE, SMALL)), rules).result.cards  # type: ignore[union-attr]
    assert (red.title, blue.title) == (
        "Футболка Северный Узор, Красный",
        "Футболка Северный Узор, Тёмно-синий",
    )


def test_several_values_of_a_placeholder_are_told_with_commas() -> None:
    rules = with_lines('card: {title: {template: "Футболка: {attribute:Размер}"}}')
    found = mapped(product(combination(RED, MEDIUM), combination(RED, SMALL)), rules)
    assert card(found).title == "Футболка: S, M"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("combination_reference", "FUT-001"),
        ("supplier_reference", "П-7"),
        ("upc", "036000291452"),
    ],
)
def test_fields(field: str, expected: str) -> None:
    item = product(combination(RED, SMALL), supplier_reference="П-7", upc="036000291452")
    found = mapped(item, with_lines(f"characteristics: {{Состав: {{field: {field}}}}}"))
    assert value(found) == (expected,)


def test_combinations_of_different_references_have_none_in_common() -> None:
    item = product(replace(combination(RED, SMALL), reference="А"), combination(RED, MEDIUM))
    rules = with_lines("characteristics: {Состав: {field: combination_reference}}")
    assert value(mapped(item, rules)) is None


# --- packaging -------------------------------------------------------------------------------------

SIDES = """
card:
  dimensions:
    - length: {feature: Длина}
      width: [{feature: Ширина, unit: мм}, {value: 5 см}]
      height: 2
      weight: {feature: Вес}
    - measures
"""


@pytest.mark.parametrize(
    ("features", "packaging"),
    [
        (
            {"Длина": "0,305 м", "Ширина": "101", "Вес": "250 г"},
            Packaging(31, 11, 2, Decimal("0.250")),
        ),
        ({"Длина": "30", "Вес": "1,2345 кг"}, Packaging(30, 5, 2, Decimal("1.235"))),
        ({"Длина": "30", "Вес": "0.5"}, Packaging(30, 5, 2, Decimal("0.5"))),
        ({"Длина": "30", "Ширина": "до 101", "Вес": "1"}, Packaging(30, 11, 2, Decimal(1))),
        ({"Длина": "9" * 40, "Вес": "1"}, Packaging(1, 2, 3, Decimal(4))),
        ({"Длина": "30"}, Packaging(1, 2, 3, Decimal(4))),
        ({"Длина": "0 см", "Вес": "1"}, Packaging(1, 2, 3, Decimal(4))),
        ({"Длина": "30 x 40", "Вес": "1"}, Packaging(1, 2, 3, Decimal(4))),
        ({"Длина": "1 мм", "Ширина": "1", "Вес": "0,1 г"}, Packaging(1, 1, 2, Decimal("0.001"))),
    ],
)
def test_sides_may_come_from_sources(features: dict[str, str], packaging: Packaging) -> None:
    item = replace(shop(**features), measures=measures(depth="1", width="2", height="3", weight="4"))
    assert card(mapped(item, with_lines(SIDES))).packaging == packaging


# --- vendor codes and sizes ------------------------------------------------------------------------


def codes(item: Product, line: str, minted: dict[str, str] | None = None) -> list[str]:
    found = mapped(item, with_lines(f"card: {{vendor_code: {{template: {line}}}}}"), minted=minted)
    assert isinstance(found.result, GroupDraft), found.problems
    return [one.vendor_code for one in found.result.cards]


TWO = product(combination(RED, SMALL), combination(BLUE, SMALL))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('"{reference}"', ["FUT-001-Красный", "FUT-001-Тёмно-синий"]),
        ('"WB {id}/{attribute:Цвет}"', ["WB-17/Красный", "WB-17/Тёмно-синий"]),
        ('"{attribute:Размер}"', ["S-11", "S-12"]),
        ('"{feature:Нет}"', ["id17-Красный", "id17-Тёмно-синий"]),
        ('"{combination_reference}"', ["R-1", "FUT-001"]),
    ],
)
def test_vendor_codes_by_template(template: str, expected: list[str]) -> None:
    item = product(replace(combination(RED, SMALL), reference="R-1"), combination(BLUE, SMALL))
    assert codes(item, template) == expected


def test_minted_codes_win_over_a_template() -> None:
    assert codes(TWO, '"{id}"', {"11": "old"}) == ["old", "17-Тёмно-синий"]


def test_sizes_have_a_russian_name_of_their_own() -> None:
    rules = with_lines("card: {size: {values: {m: M-new}, russian: {S: 42-44}}}")
    sizes = card(mapped(product(combination(RED, SMALL), combination(RED, MEDIUM)), rules)).sizes
    assert [(size.tech_size, size.wb_size) for size in sizes] == [("S", "42-44"), ("M-new", "M-new")]


def test_where_wb_has_no_sizes_all_that_divides_combinations_makes_cards() -> None:
    found = mapped(
        product(combination(RED, SMALL), combination(RED, MEDIUM)), with_lines("card: {size: none}")
    )
    assert isinstance(found.result, GroupDraft)
    cards = found.result.cards
    assert [one.vendor_code for one in cards] == ["FUT-001-Красный-S", "FUT-001-Красный-M"]
    assert [(size.tech_size, size.wb_size) for one in cards for size in one.sizes] == [("", ""), ("", "")]


def test_two_combinations_of_one_card_without_sizes_are_a_problem() -> None:
    rules = with_lines("card: {size: none, colour: {attribute: [Цвет]}}")
    found = mapped(product(combination(RED, SMALL), combination(RED, MEDIUM)), rules)
    assert [problem.code for problem in found.problems] == [ProblemCode.SIZE_MISSING]
