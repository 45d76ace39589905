from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.mapping.contents import contacts, forbidden, without_forbidden


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Кружка ® и ™ 😊😊", ("®", "™", "😊")),
        ("Лето → осень ✓", ("→", "✓")),
        ("№ 5, 30 °C, «хлопок» — 95 %, 2×3, ½, м², ₽ • §", ()),
        ("Ёлка naïve 1+1=2 <b>", ()),
    ],
)
def test_forbidden_characters(text: str, found: tuple[str, ...]) -> None:
    assert forbidden(text) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Экстра® с принтом", "Экстра с принтом"),
        ("лето→осень", "лето осень"),
        ("Кружка 😊 белая", "Кружка белая"),
        ("строка\n\n✓ пункт", "строка\n\n пункт"),
    ],
)
def test_forbidden_characters_can_be_left_out(text: str, left: str) -> None:
    assert without_forbidden(text) == left


@given(st.text())
def test_what_was_left_out_is_gone(text: str) -> None:
    assert forbidden(without_forbidden(text)) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Пишите: lavka@shop.example.", ("lavka@shop.example",)),
        ("Сайт https://shop.example/a?b=1, звоните", ("https://shop.example/a?b=1",)),
        ("на www.shop.example", ("www.shop.example",)),
        ("Лавка.рф и lavka-tut.ru/katalog", ("Лавка.рф", "lavka-tut.ru/katalog")),
        ("t.me/lavka", ("t.me/lavka",)),
        ("+7 (900) 000-00-00", ("+7 (900) 000-00-00",)),
        ("тел. 89000000000!", ("89000000000",)),
        ("8 800 000 00 00", ("8 800 000 00 00",)),
        ("a@b.ru", ("a@b.ru",)),
    ],
)
def test_contacts(text: str, found: tuple[str, ...]) -> None:
    assert contacts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Размер 42-44, рост 170.Состав: хлопок",
        "Артикул 8123456789012",
        "Объём 1.5 л, вес 0.3 кг",
        "Версия 2.0.1 и т.д. и т.п.",
        "Стирать при 30. Не отбеливать",
        "Штрихкод 4600000000015",
        "Node.js",
        "ТН ВЭД 6109100000",
    ],
)
def test_what_is_no_contact(text: str) -> None:
    assert contacts(text) == ()
