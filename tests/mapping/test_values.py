from __future__ import annotations

import pytest

from syncd.mapping.directories import of_characteristic, spelled
from syncd.mapping.values import Values
from syncd.model.dictionary import Directory

COLOURS = Values(["черный", "темно-синий", "синий", "красный", "розовая пудра", "Зелёный", "Кот-д'Ивуар"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Чёрный", "черный"),
        (" тёмно – СИНИЙ ", "темно-синий"),
        ("розовая  пудра", "розовая пудра"),
        ("зеленый", "Зелёный"),
        ("кот д`ивуар", None),
        ("Кот–д’Ивуар", "Кот-д'Ивуар"),
        ("чернее", None),
    ],
)
def test_a_value_is_found_in_any_spelling(text: str, found: str | None) -> None:
    assert COLOURS.find(text) == found


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("чёрныйй", ("черный",)),
        ("ярко красный", ("красный",)),
        ("пудра", ("розовая пудра",)),
        ("мокрый кот", ()),
    ],
)
def test_near_values_are_guessed(text: str, near: tuple[str, ...]) -> None:
    assert COLOURS.near(text)[: len(near) or None] == near


def test_a_large_directory_is_guessed_by_its_beginnings() -> None:
    brands = Values([*(f"Марка {number}" for number in range(5000)), "Северный Узор"])
    assert brands.near("Северный Узр") == ("Северный Узор",)


@pytest.mark.parametrize(
    ("directory", "names", "text", "found"),
    [
        (Directory.TNVED, ["6109100000"], "6109 10 000 0", "6109100000"),
        (Directory.VAT, ["20", "Без НДС"], "20 %", "20"),
        (Directory.VAT, ["20", "Без НДС"], "без ндс", "Без НДС"),
        (Directory.COLOURS, ["бел"], "б е л", None),
    ],
)
def test_codes_are_found_with_spaces_and_percent_signs(
    directory: Directory, names: list[str], text: str, found: str | None
) -> None:
    assert spelled(directory, Values(names), text) == found


def test_characteristics_with_a_directory() -> None:
    assert of_characteristic("Страна  производства") is Directory.COUNTRIES
    assert of_characteristic("Состав") is None
