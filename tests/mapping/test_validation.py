"""What WB would refuse, told before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from syncd.mapping.mapper import Mapped
from syncd.mapping.validation import Terms, faults
from syncd.model.card import CardDraft, CharacteristicValue, GroupDraft
from syncd.model.dictionary import Characteristic, CharacteristicType, Subject
from syncd.model.problem import ProblemCode
from syncd.model.shop import Attribute, Product
from syncd.texts import Texts
from tests.mapping.goods import (
    BLUE,
    MEDIUM,
    RED,
    SMALL,
    FakeDictionary,
    characteristic,
    combination,
    mapped,
    product,
    with_lines,
)

NAMED = (
    characteristic(14177449, "Цвет", max_count=2),
    characteristic(204557, "Пол", max_count=1),
    characteristic(14177451, "Страна производства"),
    characteristic(18769, "Сезон"),
    characteristic(15001405, "Ставка НДС", max_count=1),
    characteristic(15000001, "ТНВЭД", max_count=1),
)


def cards(found: Mapped) -> tuple[CardDraft, ...]:
    return found.result.cards if isinstance(found.result, GroupDraft) else ()


def told(found: Mapped) -> tuple[ProblemCode, dict[str, str]]:
    (problem,) = found.problems
    return problem.code, dict(problem.facts)


@pytest.mark.parametrize(
    ("name", "directory", "allowed", "value", "sent"),
    [
        ("Цвет", "colours", ["черный", "белый"], "Чёрный", "черный"),
        ("Пол", "kinds", ["Мужской", "Женский"], "мужской", "Мужской"),
        ("Страна производства", "countries", ["Россия"], "РОССИЯ", "Россия"),
        ("Сезон", "seasons", ["демисезон", "лето"], "Лето", "лето"),
        ("Ставка НДС", "vat", ["20", "Без НДС"], "20%", "20"),
        ("ТНВЭД", "tnved", ["6109100000"], "6109 10 0000", "6109100000"),
    ],
)
def test_a_directory_value_is_sent_in_wbs_spelling(
    name: str, directory: str, allowed: Sequence[str], value: str, sent: str
) -> None:
    rules = with_lines(f"characteristics: {{{name}: {{value: {value}}}}}")
    (card,) = cards(mapped(product(), rules, known=NAMED, **{directory: allowed}))
    assert card.characteristics[0].value == (sent,)


@pytest.mark.parametrize(
    ("name", "directory", "allowed", "value", "near"),
    [
        ("Цвет", "colours", ["черный", "красный"], "ярко-красный, как кот", "красный"),
        ("Цвет", "colours", ["черный", "красный"], "красны", "красный"),
        ("Пол", "kinds", ["Мужской", "Женский"], "для мужчин", ""),
        ("ТНВЭД", "tnved", ["6109100000"], "6109100001", "6109100000"),
    ],
)
def test_a_value_that_the_directory_lacks_drops_the_card(
    name: str, directory: str, allowed: Sequence[str], value: str, near: str
) -> None:
    rules = with_lines(f"characteristics: {{{name}: {{value: '{value}'}}}}")
    found = mapped(product(), rules, known=NAMED, **{directory: allowed})
    code, facts = told(found)
    assert (found.result, code) == (None, ProblemCode.VALUE_UNKNOWN)
    assert (facts["characteristic"], facts["value"], facts["near"]) == (name, value, near)


@pytest.mark.parametrize("allowed", [{}, {"colours": []}])
def test_a_directory_that_was_not_read_refuses_nothing(allowed: dict[str, list[str]]) -> None:
    rules = with_lines("characteristics: {Цвет: {value: цвет морского дракона}}")
    assert cards(mapped(product(), rules, known=NAMED, **allowed))


def test_two_spellings_of_one_colour_are_one_value() -> None:
    rules = with_lines("characteristics: {Цвет: {value: [чёрный, черный, Черный]}}")
    (card,) = cards(mapped(product(), rules, known=NAMED, colours=["черный"]))
    assert card.characteristics[0].value == ("черный",)


# --- brands ----------------------------------------------------------------------------------------


def test_a_brand_is_one_of_the_subjects() -> None:
    found = mapped(product(manufacturer="Северный узр"), brands=["Северный Узор", "Ромбика"])
    code, facts = told(found)
    assert (found.result, code) == (None, ProblemCode.BRAND_UNKNOWN)
    assert (facts["brand"], facts["near"], facts["subject"]) == ("Северный узр", "Северный Узор", "Футболки")


@pytest.mark.parametrize(
    ("manufacturer", "brand"),
    [("СЕВЕРНЫЙ  узор", "Северный Узор"), ("нет бренда", "нет бренда"), (None, None), ("", None)],
)
def test_a_brand_that_wb_takes(manufacturer: str | None, brand: str | None) -> None:
    (card,) = cards(mapped(product(manufacturer=manufacturer), brands=["Северный Узор"]))
    assert card.brand == brand


# --- texts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "code", "facts"),
    [
        ({"name": "Кружка ®"}, ProblemCode.TEXT_FORBIDDEN, {"field": "title", "value": "®"}),
        ({"description": "Лучшая 😊"}, ProblemCode.TEXT_FORBIDDEN, {"field": "description", "value": "😊"}),
        ({"name": "Кружка a@b.ru"}, ProblemCode.TEXT_CONTACTS, {"field": "title", "value": "a@b.ru"}),
        (
            {"description": "Звоните +79000000000"},
            ProblemCode.TEXT_CONTACTS,
            {"field": "description", "value": "+79000000000"},
        ),
        ({"name": "К" * 61}, ProblemCode.TEXT_TOO_LONG, {"field": "title", "count": "61", "limit": "60"}),
    ],
)
def test_a_text_that_wb_refuses_drops_the_card(
    changed: dict[str, str], code: ProblemCode, facts: dict[str, str]
) -> None:
    found = mapped(product(**changed))
    seen, given = told(found)
    assert (found.result, seen) == (None, code)
    assert facts.items() <= given.items()


def test_forbidden_characters_are_dropped_where_the_owner_says_so() -> None:
    item = product(name="Экстра® кружка", description="😊 Лучшая 😊")
    (card,) = cards(mapped(item, with_lines("card: {forbidden: drop}")))
    assert (card.title, card.description) == ("Экстра кружка", "Лучшая")


def test_a_text_of_nothing_but_forbidden_characters_is_empty() -> None:
    rules = with_lines("card: {forbidden: drop}")
    assert told(mapped(product(name="😊"), rules))[0] is ProblemCode.TITLE_EMPTY
    (card,) = cards(mapped(product(description="😊", description_short=""), rules))
    assert card.description is None


# --- groups ----------------------------------------------------------------------------------------

VARIABLE = (characteristic(14177449, "Цвет", variable=True), characteristic(204557, "Пол"))
SYNONYM = Attribute(13, 1, "Цвет", "color", "Алый", True, 2)


def alike(*combinations: Any, known: Sequence[Characteristic] = VARIABLE) -> Mapped:
    rules = with_lines("characteristics: {Цвет: {attribute: Цвет, values: {Алый: красный}}}")
    return mapped(product(*combinations), rules, known=known)


def test_cards_of_a_group_that_do_not_differ_are_told() -> None:
    found = alike(combination(RED, SMALL), combination(SYNONYM, SMALL), combination(BLUE, SMALL))
    assert [card.colour for card in cards(found)] == ["11", "12"]
    code, facts = told(found)
    assert code is ProblemCode.CARDS_ALIKE
    assert facts["vendor_code"] == "FUT-001-Алый"
    assert (facts["other"], facts["characteristic"]) == ("FUT-001-Красный", "Цвет")


def test_cards_that_differ_in_sizes_or_in_what_is_not_known_go() -> None:
    assert len(cards(alike(combination(RED, SMALL), combination(SYNONYM, MEDIUM)))) == 2
    plain = tuple(characteristic(one.charc_id, one.name) for one in VARIABLE)
    assert len(cards(alike(combination(RED, SMALL), combination(SYNONYM, SMALL), known=plain))) == 2


# --- the draft by itself ---------------------------------------------------------------------------


def card_with(*values: CharacteristicValue) -> CardDraft:
    return CardDraft(17, "", "A", "Кружка", None, None, None, values, ())


@pytest.mark.parametrize(
    ("known", "value", "code"),
    [
        (
            characteristic(5, "Высота", type=CharacteristicType.NUMBER),
            ("высокая",),
            ProblemCode.CHARACTERISTIC_NOT_A_NUMBER,
        ),
        (characteristic(5, "Пол", max_count=1), ("а", "б"), ProblemCode.CHARACTERISTIC_TOO_MANY),
    ],
)
def test_a_draft_that_was_not_made_here_is_judged_too(
    known: Characteristic, value: tuple[str, ...], code: ProblemCode
) -> None:
    terms = Terms(Subject(192, "Футболки", 1, "Одежда"), (known,), FakeDictionary())
    assert [one.code for one in faults(card_with(CharacteristicValue(5, known.name, value)), terms)] == [code]


def test_a_required_characteristic_may_be_excused() -> None:
    subject, known = Subject(192, "Футболки", 1, "Одежда"), (characteristic(5, "Пол", required=True),)
    missing = faults(card_with(), Terms(subject, known, FakeDictionary()))
    assert [one.code for one in missing] == [ProblemCode.CHARACTERISTIC_REQUIRED]
    assert faults(card_with(), Terms(subject, known, FakeDictionary(), frozenset({5}))) == ()


# --- what is said ----------------------------------------------------------------------------------


def bad_products() -> list[tuple[Product, str]]:
    return [
        (product(name="К" * 61), "{}"),
        (product(name="Кружка ® a@b.ru"), "{}"),
        (product(manufacturer="Чужая"), "{}"),
        (product(), "{Цвет: {value: ой}}"),
        (product(), "{Пол: {value: [а, б]}}"),
    ]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("case", bad_products())
def test_every_problem_is_said_with_all_its_facts(case: tuple[Product, str], language: str) -> None:
    item, wishes = case
    found = mapped(
        item, with_lines(f"characteristics: {wishes}"), brands=["Северный Узор"], colours=["черный"]
    )
    assert found.problems
    for problem in found.problems:
        said = Texts(language).problem(problem)
        for text in (said.what, said.why, said.advice):
            assert "{" not in text, text
