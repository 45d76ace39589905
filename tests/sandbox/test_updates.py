"""Full overwrite, and the few things that it does not touch."""

from __future__ import annotations

from typing import Any

import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import COLOUR, KIND, Seller, as_update, bucket, charcs, shirt


def updated(seller: Seller, request: dict[str, Any]) -> dict[str, Any]:
    answer = seller.update(request)
    assert answer.status_code == 200, answer.text
    seller.sandbox.advance(60)
    return seller.card(request["vendorCode"])


def texts(seller: Seller, request: dict[str, Any]) -> list[str]:
    before = seller.card(request["vendorCode"])
    assert updated(seller, request) == before
    found: list[str] = seller.errors()[0]["errors"][request["vendorCode"]]
    return found


def test_it_takes_its_time(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    seller.update(as_update(card, title="Новое имя"))
    assert seller.card("FUT-1") == card
    sandbox.advance(60)
    after = seller.card("FUT-1")
    assert after["title"] == "Новое имя"
    assert after["updatedAt"] > card["updatedAt"]
    assert after == card | {"title": "Новое имя", "updatedAt": after["updatedAt"]}


def test_what_is_left_out_is_emptied(seller: Seller) -> None:
    card = seller.create(shirt(kizMarked=True, characteristics=charcs(c14177450=["хлопок"])))[0]
    bare = {
        "nmID": card["nmID"],
        "vendorCode": "FUT-1",
        "sizes": card["sizes"],
        "characteristics": [{"id": KIND, "value": ["Женский"]}],
    }
    after = updated(seller, bare)
    assert (after["title"], after["description"], after["brand"], after["kizMarked"]) == ("", "", "", False)
    assert [row["id"] for row in after["characteristics"]] == [KIND]
    assert after["dimensions"] == {
        "length": 0,
        "width": 0,
        "height": 0,
        "weightBrutto": 0,
        "isValid": False,
    }
    assert after["sizes"] == card["sizes"]


def test_another_subject_is_ignored_in_silence(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    assert updated(seller, as_update(card, subjectID=1436))["subjectID"] == 192


def test_barcodes_are_only_added(seller: Seller) -> None:
    card = seller.create(shirt(sizes=[{"techSize": "M", "skus": ["111"]}]))[0]
    size = card["sizes"][0] | {"skus": ["222"]}
    assert updated(seller, as_update(card, sizes=[size]))["sizes"][0]["skus"] == ["111", "222"]


def test_a_new_size_joins_the_old(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    new = {"techSize": "L", "wbSize": "48", "price": 1200, "skus": ["333"]}
    after = updated(seller, as_update(card, sizes=[card["sizes"][0] | {"price": 5}, new]))
    assert [size["techSize"] for size in after["sizes"]] == ["M", "L"]
    assert after["sizes"][0] == card["sizes"][0]
    prices = {row["chrtID"]: row["price"] for row in sandbox.state()["prices"]}
    assert [prices[size["chrtID"]] for size in after["sizes"]] == [990, 1200]


def test_sizes_left_out_stay(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    assert updated(seller, as_update(card, sizes=[]))["sizes"] == card["sizes"]


@pytest.mark.parametrize(("make", "subject"), [(shirt, 192), (bucket, 1436)])
def test_an_existing_size_without_its_chrt_id(seller: Seller, make: Any, subject: int) -> None:
    card = seller.create(make("A"), subject=subject)[0]
    size = {name: value for name, value in card["sizes"][0].items() if name != "chrtID"}
    (text,) = texts(seller, as_update(card, sizes=[size]))
    assert text.startswith("Измените значения полей «Артикул продавца»")


def test_a_card_in_the_trash_is_not_updated(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    seller.post("/content/v2/cards/delete/trash", {"nmIDs": [card["nmID"]]})
    assert seller.update(as_update(card, title="Новое")).status_code == 200
    sandbox.advance(60)
    assert seller.errors()[0]["errors"]["FUT-1"] == [f"Карточка с nmID {card['nmID']} не найдена"]
    assert sandbox.state()["trash"][0]["title"] == card["title"]


def test_a_size_of_another_card(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    assert texts(seller, as_update(card, sizes=[card["sizes"][0] | {"chrtID": 5}])) == [
        "Указан несуществующий chrtID размера"
    ]


def test_a_barcode_that_would_change_its_size(seller: Seller) -> None:
    card = seller.create(shirt(sizes=[{"techSize": "M", "skus": ["1"]}, {"techSize": "L", "skus": ["2"]}]))[0]
    moved = [card["sizes"][0] | {"skus": ["2"]}]
    assert texts(seller, as_update(card, sizes=moved)) == ["Указаны повторяющиеся Баркоды: 2"]


def test_a_vendor_code_may_change_but_not_to_a_taken_one(sandbox: Sandbox, seller: Seller) -> None:
    first, second = seller.create(shirt("A")) + seller.create(shirt("B"))
    assert updated(seller, as_update(first, vendorCode="A-2"))["nmID"] == first["nmID"]
    assert seller.update(as_update(first, vendorCode="B")).status_code == 200
    sandbox.advance(60)
    assert seller.card("B") == second
    assert seller.errors()[0]["errors"]["B"][0].startswith("Измените значения полей")


@pytest.mark.parametrize(
    "members", [{"nmID": None}, {"vendorCode": ""}, {"sizes": None}, {"sizes": [{"chrtID": "1"}]}]
)
def test_another_form(seller: Seller, members: dict[str, Any]) -> None:
    card = seller.create(shirt())[0]
    answer = seller.update(as_update(card, **members))
    assert (answer.status_code, answer.json()["errorText"]) == (400, "Invalid request format")


def test_too_many(seller: Seller) -> None:
    card = as_update(seller.create(shirt())[0])
    assert seller.update(*[card] * 3001).status_code == 400


def test_three_thousand_at_once(sandbox: Sandbox, seller: Seller) -> None:
    """The most that one request may bring is worked off while the client still waits."""
    sandbox.settings(delay=0)
    for start in range(0, 3000, 100):
        groups = [{"subjectID": 1436, "variants": [bucket(f"V-{start + number}")]} for number in range(100)]
        assert seller.post("/content/v2/cards/upload", groups).status_code == 200
    cards = [as_update(card, title="Новое") for card in sandbox.state()["cards"]]
    for card in cards:
        card["sizes"] = [{name: value for name, value in card["sizes"][0].items() if name != "price"}]
    assert (len(cards), seller.update(*cards).status_code) == (3000, 200)
    assert {card["title"] for card in sandbox.state()["cards"]} == {"Новое"}
    assert seller.errors() == []


def test_required_characteristics(seller: Seller) -> None:
    card = seller.create(shirt())[0]
    answer = seller.update(as_update(card, characteristics=[{"id": COLOUR, "value": ["белый"]}]))
    assert answer.status_code == 400
    assert answer.json()["additionalErrors"] == {
        "FUT-1": f"missing required characteristics with ids: {KIND}"
    }


def test_a_card_may_not_come_to_equal_its_fellow(seller: Seller) -> None:
    white, blue = seller.create(shirt("A"), shirt("B", characteristics=charcs("синий")))
    answer = seller.update(as_update(blue, characteristics=charcs("белый")))
    assert answer.status_code == 400
    assert list(answer.json()["additionalErrors"].values()) == [
        f"non unique characteristics in group id: {white['imtID']} with characteristic ids: {COLOUR}"
    ]


def test_a_success_clears_the_refusal(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    seller.update(as_update(card, title="a@b.ru"))
    sandbox.advance(60)
    assert seller.errors()
    updated(seller, as_update(card, title="Хорошо"))
    assert seller.errors() == []
