from __future__ import annotations

import pytest

from syncd.mapping.consultation import consulted
from syncd.model.dictionary import CharacteristicType, Directory
from tests.mapping.goods import FakeDictionary, characteristic, load

KNOWN = (
    characteristic(1, "Пол"),
    characteristic(2, "Цвет"),
    characteristic(3, "ТНВЭД"),
    characteristic(4, "Ставка НДС", type=CharacteristicType.NUMBER),
    characteristic(5, "Состав"),
    characteristic(6, "Сезон", named_field=True),
)
ALL = "Пол: {value: а}, Цвет: {value: а}, ТНВЭД: {value: а}, Ставка НДС: {value: 1}, Состав: {value: а}"


def asked(characteristics: str, brand: str = "keep", subject: str = "Футболки") -> list[object]:
    text = f"card: {{brand: {brand}}}\ncharacteristics: {{{characteristics}}}\n"
    text += f"rules: [{{when: {{category: А}}, subject: {subject}}}, {{when: {{category: Б}}, subject: 192}}]"
    return list(consulted(load(text, "mapping.yaml"), FakeDictionary(known=KNOWN)))


def test_each_once_in_the_order_of_directories() -> None:
    assert asked(ALL) == [(Directory.COLOURS, None), (Directory.KINDS, None), (Directory.TNVED, 192)]


def test_of_characteristics_that_are_given() -> None:
    assert asked("Пол: keep, Цвет: {attribute: Цвет}, Страна производства: {value: Россия}") == [
        (Directory.COLOURS, None)
    ]


@pytest.mark.parametrize(
    ("brand", "is_asked"),
    [
        ("keep", False),
        ("{value: нет  Бренда}", False),
        ("{value: Лапоток}", True),
        ("{field: manufacturer}", True),
        ("[{field: manufacturer}, {value: Нет бренда}]", True),
    ],
)
def test_brands(brand: str, is_asked: bool) -> None:
    assert asked("", brand) == ([(Directory.BRANDS, 192)] if is_asked else [])


def test_a_subject_that_wb_has_not() -> None:
    assert asked(ALL, "{value: Лапоток}", "Нет такого")[-1] == (Directory.BRANDS, 192)
