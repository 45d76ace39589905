"""Tags: fifteen of everything, and refusals under 200."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.sandbox.seller import Seller, shirt

TAG = "/content/v2/tag"


def refusal(answer: httpx.Response, status: int = 400) -> str:
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert body["error"] is True and body["data"] is None
    text: str = body["errorText"]
    return text


def made(seller: Seller, name: str = "Новинка") -> dict[str, Any]:
    assert seller.post(TAG, {"name": name, "color": "D1CFD7"}).json()["error"] is False
    tag: dict[str, Any] = seller.get("/content/v2/tags").json()["data"][-1]
    return tag


def link(seller: Seller, card: dict[str, Any], *tag_ids: int) -> httpx.Response:
    return seller.post(f"{TAG}/nomenclature/link", {"nmID": card["nmID"], "tagsIDs": list(tag_ids)})


def test_a_card_bears_exactly_the_tags_that_were_sent(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    new, sale = made(seller, "Новинка"), made(seller, "Скидки")
    assert link(seller, card, new["id"], sale["id"]).status_code == 200
    assert seller.card("FUT-1")["tags"] == [new, sale]
    assert [found["nmID"] for found in seller.cards({"tagIDs": [sale["id"]]})["cards"]] == [card["nmID"]]
    link(seller, card, sale["id"])
    assert seller.card("FUT-1")["tags"] == [sale]
    assert seller.cards({"tagIDs": [new["id"]]})["cards"] == []
    assert seller.http.delete(f"{TAG}/{sale['id']}").status_code == 200
    assert seller.card("FUT-1")["tags"] == []


def test_a_tag_changes(seller: Seller) -> None:
    tag = made(seller)
    changed = seller.http.patch(f"{TAG}/{tag['id']}", json={"name": "Хит", "color": "FEE0E0"})
    assert changed.json()["error"] is False
    assert seller.get("/content/v2/tags").json()["data"] == [
        {"id": tag["id"], "name": "Хит", "color": "FEE0E0"}
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"name": "а" * 16, "color": "D1CFD7"}, "Недопустимое значение наименования ярлыка"),
        ({"name": " ", "color": "D1CFD7"}, "Недопустимое значение наименования ярлыка"),
        ({"name": "а", "color": "000000"}, "Недопустимое значение цвета ярлыка"),
        ({"name": "новинка", "color": "D1CFD7"}, "Ярлык с таким именем уже существует"),
        ({"name": 5}, "arguments could not be decoded: invalid syntax"),
        ([], "arguments could not be decoded: invalid syntax"),
    ],
)
def test_refusals(seller: Seller, body: Any, text: str) -> None:
    made(seller)
    assert refusal(seller.post(TAG, body)) == text


def test_fifteen_tags_a_seller(seller: Seller) -> None:
    for number in range(15):
        made(seller, f"т-{number}")
    told = refusal(seller.post(TAG, {"name": "ещё", "color": "D1CFD7"}))
    assert told == "Исчерпан лимит на создание ярлыков"


def test_what_is_not_there(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    unknown = seller.http.patch(f"{TAG}/99", json={"name": "а", "color": "D1CFD7"})
    assert refusal(unknown, 200) == "Неправильный запрос"
    assert refusal(seller.http.delete(f"{TAG}/99"), 200) == "Такого ярлыка не существует"
    assert refusal(seller.http.delete(f"{TAG}/x")).startswith("arguments could not be decoded")
    assert refusal(link(seller, card, 99)) == "Неправильный запрос"
    assert refusal(link(seller, {"nmID": 1})) == "Неправильный запрос"
