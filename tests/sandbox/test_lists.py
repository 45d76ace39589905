"""Cursor paging, filters, search, and how values come back."""

from __future__ import annotations

from typing import Any

import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import COLOUR, HEIGHT_ON_PHOTO, Seller, as_update, bucket, charcs, shirt

LIST = "/content/v2/get/cards/list"


def walk(seller: Seller, *, ascending: bool, limit: int) -> list[str]:
    seen: list[str] = []
    cursor: dict[str, Any] = {"limit": limit}
    for _ in range(1000):
        body = {"settings": {"sort": {"ascending": ascending}, "cursor": cursor}}
        page = seller.post(LIST, body).json()
        seen += [card["vendorCode"] for card in page["cards"]]
        if page["cursor"]["total"] < limit:
            return seen
        cursor = {"limit": limit} | {name: page["cursor"][name] for name in ("updatedAt", "nmID")}
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("limit", [1, 2, 5, 100])
def test_paging_shows_each_card_once(seller: Seller, limit: int) -> None:
    codes = [f"A-{number}" for number in range(5)]
    for code in codes:
        seller.upload(shirt(code))
    seller.sandbox.advance(60)
    assert walk(seller, ascending=True, limit=limit) == codes
    assert walk(seller, ascending=False, limit=limit) == codes[::-1]


def test_a_kept_cursor_shows_what_changed_since(sandbox: Sandbox, seller: Seller) -> None:
    first, _ = seller.create(shirt("A")) + seller.create(shirt("B"))
    cursor = seller.cards()["cursor"]
    since = {"updatedAt": cursor["updatedAt"], "nmID": cursor["nmID"]}
    assert seller.cards(**since) == {"cards": [], "cursor": {"total": 0}}
    seller.update(as_update(first, title="Новое"))
    sandbox.advance(60)
    assert [card["vendorCode"] for card in seller.cards(**since)["cards"]] == ["A"]


def test_ten_unless_said(seller: Seller) -> None:
    for number in range(12):
        seller.upload(shirt(f"A-{number}"))
    seller.sandbox.advance(60)
    page = seller.post(LIST, {}).json()
    assert page["cursor"]["total"] == len(page["cards"]) == 10
    assert page["cards"][0]["vendorCode"] == "A-11"


def test_filters_and_search(seller: Seller) -> None:
    shirts = seller.create(shirt("A-1", brand="Lumiana"), shirt("A-2", characteristics=charcs("синий")))
    seller.create(bucket("B", brand="Lumiana"), subject=1436)

    def codes(**wanted: Any) -> list[str]:
        return [card["vendorCode"] for card in seller.cards(wanted)["cards"]]

    assert codes() == ["A-1", "A-2", "B"]
    assert codes(objectIDs=[1436]) == ["B"]
    assert codes(brands=["lumiana"]) == ["A-1", "B"]
    assert codes(imtID=shirts[0]["imtID"]) == ["A-1", "A-2"]
    assert codes(textSearch="a-") == ["A-1", "A-2"]
    assert codes(textSearch=str(shirts[1]["nmID"])) == ["A-2"]
    assert codes(textSearch=shirts[0]["sizes"][0]["skus"][0]) == ["A-1"]
    assert codes(textSearch="нет такого") == []
    assert codes(tagIDs=[1]) == []
    assert [codes(withPhoto=value) != [] for value in (-1, 0, 1, 2)] == [True, True, False, True]


@pytest.mark.parametrize(
    "settings",
    [{"cursor": {"limit": 101}}, {"cursor": {"limit": "x"}}, {"filter": {"withPhoto": 3}}, {"cursor": []}],
)
def test_another_form(seller: Seller, settings: dict[str, Any]) -> None:
    assert seller.post(LIST, {"settings": settings}).status_code == 400


@pytest.mark.parametrize("body", [b"", b"{", b"[]"])
def test_an_undecodable_body(seller: Seller, body: bytes) -> None:
    for path in (LIST, "/content/v2/get/cards/trash"):
        answer = seller.http.post(path, content=body)
        assert (answer.status_code, answer.text) == (400, "Request body can not be decoded")
        assert answer.headers["content-type"].startswith("text/plain")


def test_values_come_back_as_a_store_keeps_them(seller: Seller) -> None:
    given = charcs("  БЕЛЫЙ ", c14177450=["  хлопок   80% ", "лён 20%", "лён 20%"], c165482=172.0, c90673=0)
    seller.upload(
        shirt(
            "  FUT   1 ",
            title="  Футболка   женская ",
            description=" Строка   один \n\n строка два ",
            brand="северный  узор",
            characteristics=given,
            dimensions={"length": 30, "width": 20, "height": 3, "weightBrutto": 0.12345},
            sizes=[{"techSize": " M ", "wbSize": " 46 ", "skus": [" 123 ", "123"]}],
        )
    )
    seller.sandbox.advance(60)
    card = seller.card("FUT 1")
    assert card["title"] == "Футболка женская"
    assert card["description"] == "Строка один\n\nстрока два"
    assert card["brand"] == "Северный Узор"
    assert card["dimensions"]["weightBrutto"] == 0.123
    values = {row["id"]: row["value"] for row in card["characteristics"]}
    assert values[COLOUR] == ["белый"]
    assert values[14177450] == ["хлопок 80%", "лён 20%"]
    assert values[HEIGHT_ON_PHOTO] == 172
    assert card["sizes"][0] | {"chrtID": 0} == {
        "chrtID": 0,
        "techSize": "M",
        "wbSize": "46",
        "skus": ["123"],
    }


def test_dimensions_are_judged(seller: Seller) -> None:
    without = shirt("A")
    del without["dimensions"]
    assert seller.create(without)[0]["dimensions"]["isValid"] is False
    assert seller.create(shirt("B"))[0]["dimensions"]["isValid"] is True


def test_many_cards_are_listed(sandbox: Sandbox, seller: Seller) -> None:
    for start in range(0, 2_000, 100):
        groups = [{"subjectID": 1436, "variants": [bucket(f"V-{start + number}")]} for number in range(100)]
        assert seller.post("/content/v2/cards/upload", groups).status_code == 200
    sandbox.advance(60)
    codes = walk(seller, ascending=True, limit=100)
    assert len(set(codes)) == 2_000
    assert seller.cards({"textSearch": "V-1999"})["cards"][0]["vendorCode"] == "V-1999"
