"""What `syncd show product` says of what was read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from syncd.cli import products, sheets
from syncd.cli.base import Setting
from syncd.cli.reports import ProblemSheet
from syncd.cli.sheets import ProductSheet
from syncd.model.shop import Category, Condition, Feature, Image, Measures, PackItem, Product, Visibility
from tests.shops import shirt

RUSSIAN = Setting(environ={"SYNCD_LANGUAGE": "ru"})
PLAIN = replace(shirt(1), combinations=(), features=())


def told(product: Product) -> dict[str, str]:
    return dict(products.facts(RUSSIAN, product))


def test_everything_that_was_read_has_a_line() -> None:
    product = replace(
        PLAIN,
        name="Кружка",
        reference="KR-1",
        supplier_reference="S-1",
        ean13="4600070000373",
        location="А-12",
        condition=Condition.USED,
        category=Category(4, ("Дом", "Кружки"), active=True),
        categories=(
            Category(2, (), active=True),
            Category(3, ("Дом",), active=True),
            Category(4, ("Дом", "Кружки"), active=True),
        ),
        manufacturer="Нордвик",
        measures=Measures(Decimal("10.500000"), Decimal(20), Decimal(5), Decimal("0.300000"), "см", "кг"),
        price=Decimal("120.500000"),
        wholesale_price=Decimal(40),
        quantity=7,
        minimal_quantity=2,
        orders_without_stock=True,
        depends_on_stock=True,
        pack_items=(PackItem(8, 81, 1, 7), PackItem(9, 0, 3, 0)),
        images=(Image(31, 1), Image(32, 2, cover=True)),
        features=(Feature(1, "Состав", "фарфор"), Feature(2, "Объём", None)),
        description_short="Коротко",
        description="Подробно",
    )
    assert told(product) == {
        "название": "Кружка",
        "артикул": "KR-1",
        "артикул поставщика": "S-1",
        "штрихкод": "4600070000373",
        "место на складе": "А-12",
        "продажа": "включён, можно заказать",
        "состояние": "б/у",
        "категория": "Дом / Кружки",
        "другие категории": "Дом",
        "производитель": "Нордвик",
        "вес и размеры": "0.3 кг; 10.5 x 20 x 5 см (ширина x высота x глубина)",
        "цена с налогом": "120.50",
        "закупочная цена без налога": "40",
        "остаток": "7; заказ от 2 шт.; заказ принимается и без остатка; считается по складам",
        "состав набора": "товар 8:81: 1 шт. (остаток 7); товар 9: 3 шт. (остаток 0)",
        "фотографии": "31, 32 (обложка)",
        "характеристики": "Состав: фарфор; Объём: —",
        "краткое описание": "Коротко",
        "описание": "Подробно",
    }


def test_what_keeps_visitors_from_ordering_it_is_told() -> None:
    product = replace(
        PLAIN,
        active=False,
        visibility=Visibility.NONE,
        is_virtual=True,
        visitor_access=False,
        available_for_order=False,
        orderable=False,
    )
    assert told(product)["продажа"] == (
        "выключен, скрыт из каталога и поиска, виртуальный, его категории закрыты для посетителей,"
        " заказ отключён, заказать нельзя"
    )


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("condition", Condition)
def test_every_state_has_a_text(language: str, visibility: Visibility, condition: Condition) -> None:
    setting = Setting(environ={"SYNCD_LANGUAGE": language})
    product = replace(PLAIN, visibility=visibility, condition=condition)
    assert "cli-show" not in str(list(products.facts(setting, product)))


def problem(kind: str) -> ProblemSheet:
    return ProblemSheet("main", "catalog", "product-nameless", kind, "1", None, "Без названия.", "", "")


@pytest.mark.parametrize(("kind", "gone"), [("product", False), ("card", True)])
def test_a_product_that_cannot_be_read_is_not_said_to_be_gone(
    capsys: pytest.CaptureFixture[str], kind: str, *, gone: bool
) -> None:
    sheets.show(RUSSIAN, ProductSheet("main", None, None, (), None, (), (problem(kind),)))
    assert ("больше нет" in capsys.readouterr().out) == gone
