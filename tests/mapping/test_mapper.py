from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.mapping.mapper import LeftOut, LeftOutReason, Mapped, map_product
from syncd.mapping.vendor_codes import clean
from syncd.model.card import CardDraft, GroupDraft, Packaging
from syncd.model.dictionary import CharacteristicType, Subject
from syncd.model.problem import ProblemCode, RefKind
from syncd.model.shop import Attribute, Condition, Feature, OfferKey, Visibility
from tests.mapping.goods import (
    BLUE,
    MEDIUM,
    MUGS,
    RED,
    RULES,
    SMALL,
    TALL,
    FakeDictionary,
    characteristic,
    combination,
    load,
    mapped,
    measures,
    product,
    with_lines,
)


def group(found: Mapped) -> GroupDraft:
    assert isinstance(found.result, GroupDraft)
    return found.result


def cards(found: Mapped) -> tuple[CardDraft, ...]:
    return group(found).cards


def only(found: Mapped) -> CardDraft:
    (card,) = cards(found)
    assert found.problems == ()
    return card


def codes(found: Mapped) -> list[ProblemCode]:
    return [problem.code for problem in found.problems]


def facts(found: Mapped) -> dict[str, str]:
    (problem,) = found.problems
    return dict(problem.facts)


def values(card: CardDraft) -> dict[str, Any]:
    return {one.name: one.value for one in card.characteristics}


def test_a_product_without_combinations_is_one_card_of_one_nameless_size() -> None:
    card = only(mapped(product()))
    assert (card.colour, card.vendor_code, card.title) == (
        "",
        "FUT-001",
        "Футболка «Северное утро» из хлопка",
    )
    assert (card.description, card.brand) == ("Мягкая футболка. Стирать при 30 градусах.", "Северный Узор")
    assert card.packaging == Packaging(30, 21, 3, Decimal("0.250"))
    (size,) = card.sizes
    assert (size.offer, size.tech_size, size.wb_size) == (OfferKey(17), "", "")
    assert size.skus == ("4600000000015",)


def test_each_colour_is_a_card_with_its_sizes() -> None:
    found = mapped(
        product(
            combination(BLUE, SMALL, ean13="4600000000022"),
            combination(RED, MEDIUM),
            combination(SMALL, RED),
        )
    )
    assert group(found).subject_id == 192
    red, blue = cards(found)
    assert (red.colour, blue.colour) == ("11", "12")
    assert [size.tech_size for size in red.sizes] == ["S", "M"]
    assert red.sizes[0].offer == OfferKey(17, (11, 21))
    assert blue.sizes[0].skus == ("4600000000022",)
    assert red.sizes[0].wb_size == "S"
    assert [size.skus for size in red.sizes] == [(), ()]


def test_cards_do_not_depend_on_numbers_and_order_of_combinations() -> None:
    one = product(
        combination(RED, SMALL, number=1), combination(RED, MEDIUM, number=2), combination(BLUE, SMALL)
    )
    other = product(
        combination(SMALL, BLUE), combination(MEDIUM, RED, number=8), combination(SMALL, RED, number=9)
    )
    assert mapped(one) == mapped(other)


def test_colour_groups_may_be_named() -> None:
    shop = product(combination(RED, SMALL), combination(BLUE, SMALL))
    by_size = with_lines("card: {colour: {attribute: [размер]}, size: {attribute: [Цвет]}}")
    (card,) = cards(mapped(shop, by_size))
    assert (card.colour, [size.tech_size for size in card.sizes]) == ("21", ["Красный", "Тёмно-синий"])


def test_several_size_groups_are_joined_and_translated() -> None:
    shop = product(combination(RED, TALL, SMALL))
    rules = with_lines("card: {size: {values: {S: '44'}}}")
    assert only(mapped(shop, rules)).sizes[0].tech_size == "44 170"


# --- left out --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"active": False}, LeftOutReason.INACTIVE),
        ({"is_virtual": True}, LeftOutReason.VIRTUAL),
        ({"is_pack": True}, LeftOutReason.PACK),
        ({"visibility": Visibility.NONE}, LeftOutReason.INVISIBLE),
        ({"category": MUGS, "categories": ()}, LeftOutReason.NOT_INCLUDED),
        ({"category": None, "categories": ()}, LeftOutReason.NOT_INCLUDED),
        ({"manufacturer": "Чужая марка"}, LeftOutReason.EXCLUDED),
    ],
)
def test_what_is_not_meant_for_wb_is_left_out_without_a_problem(
    changed: dict[str, Any], reason: LeftOutReason
) -> None:
    rules = RULES + "exclude: [{manufacturer: Чужая марка}]"
    assert mapped(product(**changed), rules) == Mapped(LeftOut(reason))


@pytest.mark.parametrize("visibility", [Visibility.CATALOG, Visibility.SEARCH])
def test_a_product_seen_anywhere_is_taken(visibility: Visibility) -> None:
    assert only(mapped(product(visibility=visibility, available_for_order=False)))


def test_an_included_product_without_a_rule_is_a_problem() -> None:
    found = mapped(product(category=MUGS, categories=()), RULES + "include: [{category: Дом}]")
    assert (found.result, codes(found)) == (None, [ProblemCode.SUBJECT_MISSING])
    assert facts(found)["category"] == "Дом/Посуда"


def test_what_is_not_included_is_left_out_although_a_rule_matches() -> None:
    assert mapped(product(), RULES + "include: [{category: Дом}]").result == LeftOut(
        LeftOutReason.NOT_INCLUDED
    )


def test_a_subject_that_wb_has_not_got_is_a_problem() -> None:
    found = mapped(
        product(), RULES.replace("Футболки\n", "Футболочки\n").replace("/Футболочки}", "/Футболки}")
    )
    assert (found.result, codes(found)) == (None, [ProblemCode.SUBJECT_UNKNOWN])
    assert facts(found) == {
        "product": "17",
        "name": product().name,
        "subject": "Футболочки",
        "line": "3",
        "near": "Футболки (192, Одежда)",
    }


# --- texts -----------------------------------------------------------------------------------------


def test_a_long_title_is_cut_at_a_word() -> None:
    name = "Футболка мужская хлопковая с круглым вырезом, базовая модель на каждый день"
    assert (
        only(mapped(product(name=name))).title
        == "Футболка мужская хлопковая с круглым вырезом, базовая модель"
    )


def test_a_description_is_cut_to_the_limit() -> None:
    rules = with_lines("card: {description_limit: 30}")
    assert only(mapped(product(), rules)).description == "Мягкая футболка."


def test_what_is_empty_in_the_shop_is_not_ours() -> None:
    card = only(mapped(product(description=" ", description_short="", manufacturer=None)))
    assert (card.description, card.brand) == (None, None)


def test_an_empty_title_drops_the_card() -> None:
    found = mapped(product(name="  "))
    assert (found.result, codes(found)) == (None, [ProblemCode.TITLE_EMPTY])


def test_keep_leaves_a_field_to_wb() -> None:
    rules = with_lines("card: {title: keep, description: keep, brand: keep, dimensions: keep, barcode: none}")
    card = only(mapped(product(name=""), rules))
    assert (card.title, card.description, card.brand, card.packaging) == (None, None, None, None)
    assert card.sizes[0].skus == ()


# --- packaging -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_measures", "packaging"),
    [
        ({"length_unit": "mm", "weight_unit": "g"}, Packaging(3, 3, 1, Decimal("0.001"))),
        ({"length_unit": "м", "weight_unit": "КГ"}, Packaging(3000, 2050, 300, Decimal("0.25"))),
        ({"weight": "0.2501"}, Packaging(30, 21, 3, Decimal("0.251"))),
        ({"length_unit": "локоть"}, None),
        ({"weight_unit": "пуд"}, None),
        ({"weight": "0"}, None),
        ({"height": "0"}, None),
    ],
)
def test_measures_become_whole_centimetres_and_grams(
    given_measures: dict[str, str], packaging: Packaging | None
) -> None:
    assert only(mapped(product(measures=measures(**given_measures)))).packaging == packaging


def test_the_heaviest_combination_of_the_card_counts() -> None:
    shop = product(combination(RED, SMALL, weight="0.3"), combination(RED, MEDIUM, weight="0.35"))
    assert only(mapped(shop)).packaging == Packaging(30, 21, 3, Decimal("0.35"))


def test_given_dimensions_stand_in_for_what_is_not_measured() -> None:
    rules = with_lines("card: {dimensions: [measures, {length: 9, width: 8, height: 7, weight: 0.5}]}")
    assert only(mapped(product(measures=measures(width="0")), rules)).packaging == Packaging(
        9, 8, 7, Decimal("0.5")
    )
    assert only(mapped(product(), rules)).packaging == Packaging(30, 21, 3, Decimal("0.25"))


# --- vendor codes ----------------------------------------------------------------------------------

CRIMSON = Attribute(13, 1, "Цвет", "color", "красный ", True, 2)


def vendor_codes_of(shop: Any, minted: dict[str, str] | None = None, rules: str = RULES) -> list[str]:
    return [card.vendor_code for card in cards(mapped(shop, rules, minted=minted))]


def test_vendor_codes_are_the_reference_and_the_colour() -> None:
    shop = product(combination(RED, SMALL), combination(BLUE, SMALL), reference=" FUT 001 ")
    assert vendor_codes_of(shop) == ["FUT-001-Красный", "FUT-001-Тёмно-синий"]


def test_minted_codes_always_win() -> None:
    shop = product(combination(RED, SMALL), combination(BLUE, SMALL), reference="NEW")
    assert vendor_codes_of(shop, {"11": "FUT-001-Красный"}) == ["FUT-001-Красный", "NEW-Тёмно-синий"]
    assert vendor_codes_of(product(), {"": "old code"}) == ["old code"]


def test_colours_of_one_name_are_told_apart_by_their_ids() -> None:
    shop = product(combination(RED, SMALL), combination(CRIMSON, SMALL))
    assert vendor_codes_of(shop) == ["FUT-001-Красный-11", "FUT-001-красный-13"]
    assert vendor_codes_of(shop, {"11": "FUT-001-Красный"}) == ["FUT-001-Красный", "FUT-001-красный-13"]


def test_a_new_colour_never_takes_the_code_of_one_that_is_gone() -> None:
    assert vendor_codes_of(product(combination(CRIMSON, SMALL)), {"11": "FUT-001-красный"}) == [
        "FUT-001-красный-13"
    ]


def test_without_a_reference_the_id_stands() -> None:
    assert vendor_codes_of(product(reference="")) == ["id17"]
    assert vendor_codes_of(product(), rules=with_lines("card: {vendor_code: id}")) == ["id17"]


def test_a_long_colour_gives_way_to_its_id() -> None:
    long = Attribute(14, 1, "Цвет", "color", "очень " * 15, True, 0)
    assert vendor_codes_of(product(combination(long, SMALL))) == ["FUT-001-14"]
    nameless = Attribute(15, 1, "Цвет", "color", "★", True, 0)
    assert vendor_codes_of(product(combination(nameless, SMALL))) == ["FUT-001-15"]


def test_a_reference_that_is_too_long_is_a_problem() -> None:
    found = mapped(product(reference="A" * 73))
    assert (found.result, codes(found), facts(found)["limit"]) == (
        None,
        [ProblemCode.VENDOR_CODE_TOO_LONG],
        "72",
    )


def test_the_longest_code_that_wb_takes_is_taken() -> None:
    assert vendor_codes_of(product(reference="A" * 72)) == ["A" * 72]


def test_two_cards_of_one_code_are_both_problems() -> None:
    shop = product(combination(RED, SMALL), combination(BLUE, SMALL))
    found = mapped(shop, minted={"11": "FUT", "12": "fut"})
    assert (found.result, codes(found)) == (None, [ProblemCode.VENDOR_CODE_REPEATED] * 2)


@given(st.text())
def test_a_clean_code_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not any(letter.isspace() for letter in clean(text))


# --- sizes and barcodes ----------------------------------------------------------------------------


def test_a_barcode_on_several_combinations_stands_on_none() -> None:
    shop = product(
        combination(RED, SMALL, ean13="4600000000022"),
        combination(BLUE, SMALL, ean13="4600000000022"),
        combination(BLUE, MEDIUM, ean13="4600000000039"),
    )
    found = [size.skus for card in cards(mapped(shop)) for size in card.sizes]
    assert found == [(), (), ("4600000000039",)]


def test_a_size_twice_drops_the_card_and_leaves_the_others() -> None:
    twin = Attribute(23, 2, "Размер", "size", " s", False, 2)
    found = mapped(product(combination(RED, SMALL), combination(RED, twin), combination(BLUE, SMALL)))
    assert [card.colour for card in cards(found)] == ["12"]
    assert codes(found) == [ProblemCode.SIZE_REPEATED]
    (problem,) = found.problems
    assert (problem.kind, problem.ref) == (RefKind.CARD, "FUT-001-Красный")
    assert facts(found)["offers"] == "17:11-21, 17:11-23"


def test_a_combination_without_a_size_among_others_is_a_problem() -> None:
    found = mapped(product(combination(RED), combination(RED, SMALL)))
    assert (found.result, codes(found)) == (None, [ProblemCode.SIZE_MISSING])
    assert facts(found)["offers"] == "17:11"
    assert only(mapped(product(combination(RED)))).sizes[0].tech_size == ""


def colours(count: int) -> list[Attribute]:
    return [Attribute(100 + n, 1, "Цвет", "color", f"Цвет {n}", True, n) for n in range(count)]


def test_a_product_may_have_more_colours_than_a_page_holds() -> None:
    assert len(cards(mapped(product(*(combination(one) for one in colours(31)))))) == 31


def test_colours_stand_on_one_page_or_each_on_its_own() -> None:
    assert not group(mapped(product())).apart
    assert group(mapped(product(), with_lines("card: {pages: each}"))).apart


# --- characteristics -------------------------------------------------------------------------------


def test_characteristics_come_from_every_kind_of_source() -> None:
    rules = with_lines(
        """
characteristics:
  Состав: {feature: состав, split: ","}
  пол: {feature: Пол, values: {Для мужчин: Мужской}}
  14177449: {attribute: Цвет, values: {Тёмно-синий: [темно-синий, синий]}}
  Вес товара без упаковки (г): {field: weight}
  Высота предмета: {field: height}
"""
    )
    red, blue = cards(mapped(product(combination(RED, SMALL), combination(BLUE, SMALL)), rules))
    assert values(red) == {
        "Состав": ("хлопок 95 %", "эластан 5 %"),
        "Пол": ("Мужской",),
        "Цвет": ("Красный",),
        "Вес товара без упаковки (г)": Decimal(250),
        "Высота предмета": Decimal(3),
    }
    assert values(blue)["Цвет"] == ("темно-синий", "синий")


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("{value: Мужской}", ("Мужской",)),
        ("{field: name}", ("Футболка «Северное утро» из хлопка",)),
        ("{field: condition, values: {new: Новый}}", ("Новый",)),
        ("{field: category}", ("Футболки",)),
        ("{field: id}", ("17",)),
        ("{field: width}", ("20.5 cm",)),
        ("{feature: Пол, values: {для мужчин: ''}}", None),
        ("{feature: Нет такой}", None),
        ("[{feature: Нет такой}, {value: запас}]", ("запас",)),
        ("keep", None),
    ],
)
def test_a_source(source: str, value: Any) -> None:
    found = mapped(product(), with_lines(f"characteristics: {{Пол: {source}}}"))
    assert values(only(found)).get("Пол") == value


def test_the_rule_replaces_the_common_value_by_name_or_id() -> None:
    common = "characteristics: {Пол: {value: Женский}, Состав: {value: лён}}"
    card = only(
        mapped(product(), with_lines("characteristics: {204557: {value: Мужской}, Состав: keep}") + common)
    )
    assert values(card) == {"Пол": ("Мужской",)}


def test_a_common_characteristic_that_the_subject_has_not_got_is_left_out() -> None:
    assert only(mapped(product(), RULES + "characteristics: {Объём: {value: 300}}")).characteristics == ()


@pytest.mark.parametrize("name", ["Объём", "777", "Бренд", "Описание"])
def test_a_rules_own_unknown_characteristic_is_told_and_the_card_goes_on(name: str) -> None:
    found = mapped(product(), with_lines(f"characteristics: {{{name}: {{value: 300}}}}"))
    assert len(cards(found)) == 1 and cards(found)[0].characteristics == ()
    assert codes(found) == [ProblemCode.CHARACTERISTIC_UNKNOWN]
    assert facts(found) == {
        "product": "17",
        "name": product().name,
        "characteristic": name,
        "subject": "Футболки",
    }


def test_too_many_values_drop_the_card() -> None:
    found = mapped(product(), with_lines("characteristics: {Цвет: {value: [а, б, А, в]}}"))
    assert (found.result, codes(found)) == (None, [ProblemCode.CHARACTERISTIC_TOO_MANY])
    assert {"characteristic": "Цвет", "count": "3", "limit": "2"}.items() <= facts(found).items()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("30 см", Decimal(30)),
        ("100 % хлопок", Decimal(100)),
        ("1,5 м", Decimal(150)),
        ("12 мм", Decimal("1.2")),
        ("1 200.5", Decimal("1200.5")),
        ("около 30, то есть 30", Decimal(30)),
        ("0", Decimal(0)),
        ("от -5 до −5", Decimal(-5)),
        ("30 -40", None),
        ("30-40 см", None),
        ("без высоты", None),
        ("А4", None),
        ("30x40", None),
        ("4600000000015", None),
        ("9" * 40, None),
    ],
)
def test_numbers_are_found_in_text(text: str, number: Decimal | None) -> None:
    item = product(features=(Feature(3, "Высота", text),))
    found = mapped(item, with_lines("characteristics: {Высота предмета: {feature: Высота}}"))
    if number is None:
        assert (found.result, codes(found)) == (None, [ProblemCode.CHARACTERISTIC_NOT_A_NUMBER])
        assert facts(found)["value"] == text
    else:
        assert values(only(found)) == {"Высота предмета": number}


REQUIRED = (
    characteristic(204557, "Пол", max_count=1, required=True),
    characteristic(90630, "Высота предмета", type=CharacteristicType.NUMBER, unit="см", required=True),
    characteristic(14177446, "Бренд", named_field=True, required=True),
    characteristic(1, "Старая", type=CharacteristicType.UNUSED, required=True),
)


def test_a_characteristic_without_a_unit_takes_the_number_as_it_stands() -> None:
    known = (characteristic(5, "Высота", type=CharacteristicType.NUMBER),)
    item = product(features=(Feature(3, "Высота", "1,5 м"),))
    rules = with_lines("characteristics: {Высота: {feature: Высота}}")
    assert values(only(mapped(item, rules, known=known))) == {"Высота": Decimal("1.5")}


def test_what_wb_requires_is_asked_for_before_anything_is_sent() -> None:
    found = mapped(product(combination(RED, SMALL), combination(BLUE, SMALL)), known=REQUIRED)
    assert found.result is None
    told = [(problem.ref, dict(problem.facts)["characteristic"]) for problem in found.problems]
    assert told == [
        (ref, name)
        for ref in ("FUT-001-Красный", "FUT-001-Тёмно-синий")
        for name in ("Пол", "Высота предмета")
    ]
    assert set(codes(found)) == {ProblemCode.CHARACTERISTIC_REQUIRED}


def test_zero_in_a_required_number_is_missing() -> None:
    rules = with_lines("characteristics: {Пол: {value: Мужской}, Высота предмета: {value: 0}}")
    assert codes(mapped(product(), rules, known=REQUIRED)) == [ProblemCode.CHARACTERISTIC_REQUIRED]
    assert only(mapped(product(), rules.replace("value: 0}", "value: 1}"), known=REQUIRED))


def test_a_required_number_that_is_none_is_told_once() -> None:
    rules = with_lines("characteristics: {Пол: {value: Мужской}, Высота предмета: {value: высокий}}")
    assert codes(mapped(product(), rules, known=REQUIRED)) == [ProblemCode.CHARACTERISTIC_NOT_A_NUMBER]


def test_what_is_left_to_wb_is_not_asked_for() -> None:
    rules = with_lines("characteristics: {Пол: keep, Высота предмета: {field: height}}")
    assert only(mapped(product(condition=Condition.USED), rules, known=REQUIRED))


def test_a_name_of_several_subjects_is_told_as_such_with_their_ids() -> None:
    class Twice(FakeDictionary):
        def subject(self, wanted: int | str) -> Subject | None:
            return None

        def candidates(self, name: str) -> tuple[Subject, ...]:
            return (Subject(192, "Футболки", 1, "Одежда"), Subject(5192, "Футболки", 2, "Спорт"))

    found = map_product(product(), load(RULES, "mapping.yaml"), Twice(), {})
    assert codes(found) == [ProblemCode.SUBJECT_AMBIGUOUS]
    assert facts(found)["near"] == "Футболки (192, Одежда), Футболки (5192, Спорт)"
