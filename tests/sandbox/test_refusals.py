"""What WB takes with 200 and refuses later, in error/list; and how long it stands there."""

from __future__ import annotations

from typing import Any

import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import COLOUR, CONTENT, Seller, as_update, bucket, charcs, shirt

VENDOR_CODE = "Измените значения полей «Артикул продавца»"


def refused(seller: Seller, variant: dict[str, Any], subject: int = 192) -> list[str]:
    """Texts for a card that was accepted and then was not made."""
    assert seller.upload(variant, subject=subject).status_code == 200
    seller.sandbox.advance(60)
    assert seller.cards()["cards"] == []
    (batch,) = seller.errors()
    texts: list[str] = batch["errors"][variant["vendorCode"]]
    return texts


@pytest.mark.parametrize(
    ("members", "text"),
    [
        (
            {"title": "Футболка 😈 😊 🤨"},
            "Поле Наименование не должно содержать запрещенные символы: 😈 😊 🤨",
        ),
        ({"description": "Хлопок® и Лён™"}, "Поле Описание не должно содержать запрещенные символы: ® ™"),
        ({"title": "Пишите a@b.ru"}, "Запрещено использовать E-Mail в поле Наименование"),
        ({"description": "Пишите a@b.ru"}, "Запрещено использовать E-Mail в поле Описание"),
        ({"title": "Ф" * 61}, "Поле Наименование слишком длинное. Разрешено не более 60 символов"),
        ({"description": "Ф" * 2001}, "Поле Описание слишком длинное. Разрешено не более 2000 символов"),
        ({"brand": "Нетакого"}, "Бренда «Нетакого» пока нет на WB"),
        ({"brand": "Miravolt"}, "Бренда «Miravolt» пока нет на WB"),
        ({"dimensions": {"length": -1}}, "Габариты и вес не могут быть отрицательными"),
        ({"characteristics": charcs("мягкий")}, 'Недопустимое значение цвета "мягкий"'),
        (
            {
                "characteristics": [
                    *charcs()[:1],
                    {"id": COLOUR, "value": ["белый", "синий", "красный", "серый", "черный", "розовый"]},
                ]
            },
            "Поле Цвет имеет слишком много значений. Разрешено не более 5",
        ),
        (
            {"characteristics": charcs(c14177451=["Нарния"])},
            'Недопустимое значение поля Страна производства "Нарния"',
        ),
        ({"characteristics": charcs(c15001405=["21"])}, 'Недопустимое значение поля Ставка НДС "21"'),
        (
            {"characteristics": [{"id": 204557, "value": ["Всем"]}, *charcs()[1:]]},
            'Недопустимое значение поля Пол "Всем"',
        ),
        ({"characteristics": charcs(c15000001=["1"])}, 'Недопустимое значение поля ТНВЭД "1"'),
        ({"characteristics": charcs(c165482="170")}, "Недопустимый тип значения поля Рост модели на фото"),
        ({"characteristics": charcs(c14177450="хлопок")}, "Недопустимый тип значения поля Состав"),
        ({"sizes": [{"techSize": "M"}, {"techSize": "M "}]}, "Размеры в карточке не должны повторяться"),
        (
            {"sizes": [{"techSize": "M", "skus": ["46"]}, {"techSize": "L", "skus": ["46"]}]},
            "Указаны повторяющиеся Баркоды: 46",
        ),
    ],
)
def test_texts(seller: Seller, members: dict[str, Any], text: str) -> None:
    assert refused(seller, shirt(**members)) == [text]


def test_a_long_vendor_code(seller: Seller) -> None:
    assert refused(seller, shirt("A" * 73)) == [
        "Поле Артикул продавца слишком длинное. Разрешено не более 72 символов"
    ]


def test_bounds_themselves_pass(seller: Seller) -> None:
    card = seller.create(shirt("A" * 72, title="Ф" * 60, description="Ф" * 2000))[0]
    assert (len(card["title"]), len(card["description"])) == (60, 2000)


def test_books_may_say_more(seller: Seller) -> None:
    assert seller.create(bucket("BOOK", description="К" * 5000), subject=381)


def test_sizes_of_an_unsized_good(seller: Seller) -> None:
    two = bucket("A", sizes=[{"skus": []}, {"skus": []}])
    assert refused(seller, two, subject=1436)[0].startswith(VENDOR_CODE)


def test_a_named_size_of_an_unsized_good(seller: Seller) -> None:
    assert refused(seller, bucket("A", sizes=[{"techSize": "M"}]), subject=1436) == [
        "У предмета без размеров нельзя указать размер"
    ]


def test_a_barcode_of_another_card(seller: Seller) -> None:
    sizes = [{"techSize": "M", "skus": ["4600000000017"]}]
    seller.create(shirt("A", sizes=sizes))
    seller.upload(shirt("B", sizes=sizes))
    seller.sandbox.advance(60)
    assert seller.errors()[0]["errors"] == {"B": ["Указаны повторяющиеся Баркоды: 4600000000017"]}


def test_a_second_upload_within_the_delay_is_accepted_and_refused_later(
    sandbox: Sandbox, seller: Seller
) -> None:
    assert seller.upload(shirt()).status_code == 200
    sandbox.advance(30)
    assert seller.upload(shirt(title="Ещё раз")).status_code == 200
    sandbox.advance(30)
    assert seller.card("FUT-1")["title"] == "Футболка хлопковая"
    sandbox.advance(30)
    assert seller.card("FUT-1")["title"] == "Футболка хлопковая"
    assert seller.errors()[0]["errors"]["FUT-1"][0].startswith(VENDOR_CODE)


def test_no_more_cards_than_the_account_may_have(sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(free_cards=1)
    assert seller.get("/content/v2/cards/limits").json()["data"] == {"freeLimits": 1, "paidLimits": 0}
    seller.create(shirt("A"))
    seller.upload(shirt("B"))
    sandbox.advance(60)
    assert seller.errors()[0]["errors"] == {"B": ["Исчерпан лимит на создание карточек"]}


def test_one_bad_card_takes_its_group_and_no_other(sandbox: Sandbox, seller: Seller) -> None:
    body = [
        {
            "subjectID": 192,
            "variants": [shirt("A"), shirt("B", title="a@b.ru", characteristics=charcs("синий"))],
        },
        {"subjectID": 192, "variants": [shirt("C")]},
    ]
    assert seller.post("/content/v2/cards/upload", body).status_code == 200
    sandbox.advance(60)
    assert [card["vendorCode"] for card in seller.cards()["cards"]] == ["C"]
    (batch,) = seller.errors()
    assert batch["vendorCodes"] == ["A", "B"]
    assert list(batch["errors"]) == ["B"]
    assert batch["subjects"]["A"] == {"id": 192, "name": "Футболки"}
    assert batch["brands"]["A"]["name"] == "Северный Узор"


def test_an_entry_leaves_after_success(sandbox: Sandbox, seller: Seller) -> None:
    bad = shirt("B", title="a@b.ru", characteristics=charcs("синий"))
    seller.upload(shirt("A"), bad)
    sandbox.advance(60)
    seller.upload(shirt("A"))
    assert seller.errors()[0]["vendorCodes"] == ["A", "B"]
    sandbox.advance(60)
    assert seller.errors()[0]["vendorCodes"] == ["B"]
    seller.upload(bad | {"title": "Футболка"})
    sandbox.advance(60)
    assert seller.errors() == []


def test_a_repeated_failure_adds_a_batch(sandbox: Sandbox, seller: Seller) -> None:
    for _ in range(2):
        seller.upload(shirt(title="a@b.ru"))
        sandbox.advance(60)
    first, second = seller.errors()
    assert first["batchUUID"] != second["batchUUID"]
    assert first["updatedAt"] < second["updatedAt"]


def test_refusals_by_pages(sandbox: Sandbox, seller: Seller) -> None:
    for number in range(5):
        seller.upload(shirt(f"A-{number}", title="a@b.ru"))
        sandbox.advance(60)
    for ascending in (True, False):
        seen, cursor = [], {"limit": 2}
        for _ in range(10):
            body = {"cursor": cursor, "order": {"ascending": ascending}}
            data = seller.post("/content/v2/cards/error/list", body).json()["data"]
            seen += [code for item in data["items"] for code in item["vendorCodes"]]
            if not data["cursor"]["next"]:
                break
            cursor = {"limit": 2} | {name: data["cursor"][name] for name in ("updatedAt", "batchUUID")}
        assert seen == [f"A-{number}" for number in (range(5) if ascending else reversed(range(5)))]


def test_unknown_and_named_characteristics_are_dropped_in_silence(seller: Seller) -> None:
    given = charcs(c1=["роза"], c14177446=["Lumiana"], c14177450=["хлопок 100%"])
    stored = seller.create(shirt(characteristics=given))[0]["characteristics"]
    assert {row["id"] for row in stored} == {204557, COLOUR, CONTENT}


def test_refused_updates_form_one_batch_and_stop_no_other(sandbox: Sandbox, seller: Seller) -> None:
    first, second = seller.create(shirt("A")) + seller.create(shirt("B"))
    unknown = as_update(first, nmID=5, vendorCode="C")
    answer = seller.update(as_update(first, title="a@b.ru"), as_update(second, title="Новое имя"), unknown)
    assert answer.status_code == 200
    sandbox.advance(60)
    assert seller.card("A")["title"] == "Футболка хлопковая"
    assert seller.card("B")["title"] == "Новое имя"
    (batch,) = seller.errors()
    assert set(batch["errors"]) == {"A", "C"}
