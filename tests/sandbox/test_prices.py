"""Price tasks: what is refused at once, what in the history, and the quarantine."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import PLAIN, Seller, charcs, shirt

TASK = "/api/v2/upload/task"
FILTER = "/api/v2/list/goods/filter"


@pytest.fixture
def card(sandbox: Sandbox, seller: Seller) -> dict[str, Any]:
    """A card of two sizes, born at 1000, that prices know."""
    sizes = [{"techSize": name, "wbSize": name, "price": 1000} for name in ("M", "L")]
    made = seller.create(shirt(sizes=sizes))[0]
    sandbox.advance(2)
    return made


def upload(seller: Seller, *rows: Any) -> httpx.Response:
    return seller.post(TASK, {"data": list(rows)})


def row(card: dict[str, Any], price: object = None, discount: object = None) -> dict[str, Any]:
    return {"nmID": card["nmID"], "price": price, "discount": discount}


def done(seller: Seller, *rows: Any) -> tuple[int, list[tuple[int, str]]]:
    """The status of the task in history, with status and text of each row."""
    answer = upload(seller, *rows)
    assert answer.status_code == 200, answer.text
    task_id = answer.json()["data"]["id"]
    assert seller.get("/api/v2/history/tasks", uploadID=task_id).json()["data"] is None
    seller.sandbox.advance(1)
    told = seller.get("/api/v2/history/tasks", uploadID=task_id).json()["data"]
    assert told["overAllGoodsNumber"] == len(rows)
    page = seller.get("/api/v2/history/goods/task", uploadID=task_id, limit=1000).json()["data"]
    found = [(item["status"], item["errorText"]) for item in page["historyGoods"]]
    assert told["successGoodsNumber"] == sum(status == 2 for status, _ in found)
    return told["status"], found


def good(seller: Seller, card: dict[str, Any]) -> dict[str, Any]:
    (found,) = seller.get(FILTER, limit=10, filterNmID=card["nmID"]).json()["data"]["listGoods"]
    shown: dict[str, Any] = found
    return shown


def prices(seller: Seller, card: dict[str, Any]) -> list[tuple[int, float]]:
    return [(size["price"], size["discountedPrice"]) for size in good(seller, card)["sizes"]]


def test_a_card_has_the_price_of_its_birth(seller: Seller, card: dict[str, Any]) -> None:
    shown = good(seller, card)
    assert (shown["vendorCode"], shown["discount"], shown["editableSizePrice"]) == ("FUT-1", 0, False)
    assert [size["sizeID"] for size in shown["sizes"]] == [size["chrtID"] for size in card["sizes"]]
    assert prices(seller, card) == [(1000, 1000), (1000, 1000)]


def test_a_new_card_is_not_known_to_prices_at_once(sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(sync=1740)
    made = seller.create(shirt())[0]
    nothing = "All item Nos. are specified incorrectly, or the specified prices and discounts are already set"
    assert seller.get(FILTER, limit=10).json()["data"]["listGoods"] == []
    assert upload(seller, row(made, 700)).json()["errorText"] == nothing
    sandbox.advance(1740)
    assert upload(seller, row(made, 700)).status_code == 200


def test_a_task_sets_price_and_discount_of_all_sizes(seller: Seller, card: dict[str, Any]) -> None:
    assert done(seller, row(card, 1500, 15)) == (3, [(2, "")])
    assert prices(seller, card) == [(1500, 1275), (1500, 1275)]
    assert done(seller, row(card, discount=7)) == (3, [(2, "")])
    assert prices(seller, card)[0] == (1500, 1395)
    assert done(seller, row(card, 1499)) == (3, [(2, "")])
    assert prices(seller, card)[0] == (1499, 1394.07)


def test_the_same_task_twice(seller: Seller, card: dict[str, Any]) -> None:
    first = upload(seller, row(card, 1500)).json()["data"]["id"]
    again = upload(seller, row(card, 1500))
    assert again.status_code == 208
    assert again.json() == {
        "data": {"id": first, "alreadyExists": True},
        "error": False,
        "errorText": "This task already exists",
    }
    seller.sandbox.advance(1)
    told = upload(seller, row(card, 1500))
    assert (told.status_code, told.json()["errorText"]) == (
        400,
        "The specified prices and discounts are already set",
    )


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([], "Empty data"),
        ([{"nmID": number, "price": 1} for number in range(1, 1002)], "Upload limit exceeded: You can"),
        ([{"nmID": 5, "price": 1}, {"nmID": 5, "price": 1}], "Duplicate item nmIDs"),
        ([{"nmID": 5, "price": "1"}], "Invalid data format"),
        (["x"], "Invalid data format"),
        ([{"nmID": 5, "price": 1.5}], "Price should be a whole number"),
        ([{"nmID": 5, "price": 0}], "Invalid price value"),
        ([{"nmID": 5, "price": -5}], "Invalid price value"),
        ([{"nmID": 5, "discount": 100}], "Invalid discount value"),
        ([{"nmID": 5, "discount": -1}], "Invalid discount value"),
        ([{"nmID": 0, "price": 1}], "Invalid item nmID"),
        ([{"price": 1}], "Invalid item nmID"),
        ([{"nmID": 5}], "Price and discount not specified"),
        ([{"nmID": 5, "price": 1}], "All item Nos. are specified incorrectly"),
    ],
)
def test_refusals_at_once(seller: Seller, card: dict[str, Any], rows: list[Any], text: str) -> None:
    answer = upload(seller, *rows)
    assert answer.status_code == 400
    assert answer.json()["errorText"].startswith(text)
    assert answer.json()["data"] is None and "additionalErrors" not in answer.json()


def test_no_data_at_all(seller: Seller) -> None:
    bodies: list[Any] = [{}, [], {"data": {}}]
    for body in bodies:
        assert seller.post(TASK, body).json()["errorText"] == "Invalid data format"


def test_one_bad_row_stops_no_other(seller: Seller, card: dict[str, Any]) -> None:
    assert done(seller, row(card, 1100), {"nmID": 5, "price": 1}) == (
        5,
        [(2, ""), (3, "Invalid item nmID")],
    )
    assert prices(seller, card)[0][0] == 1100


def quarantine(seller: Seller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = seller.get("/api/v2/quarantine/goods", limit=10).json()["data"][
        "quarantineGoods"
    ]
    return found


def test_a_steep_fall_goes_into_the_quarantine(seller: Seller, card: dict[str, Any]) -> None:
    status, ((_, text),) = done(seller, row(card, 660))
    assert status == 6
    assert text == (
        "The new price is several times lower than the current price. Item has been moved to Price Quarantine"
    )
    assert prices(seller, card)[0] == (1000, 1000)
    (held,) = quarantine(seller)
    assert (held["newPrice"], held["oldPrice"], held["priceDiff"]) == (660, 1000, -340)
    assert done(seller, row(card, 670)) == (3, [(2, "")])
    assert quarantine(seller) == []


def test_discounts_count_in_a_fall(seller: Seller, card: dict[str, Any]) -> None:
    assert done(seller, row(card, 1000, 40))[0] == 6
    assert done(seller, row(card, 1600, 40))[0] == 3


def test_half_and_more_is_refused(seller: Seller, card: dict[str, Any]) -> None:
    _, ((_, text),) = done(seller, row(card, 500))
    assert text.startswith("Changes weren't saved: New prices are more than twice lower")
    assert quarantine(seller) == []


def by_hand(sandbox: Sandbox, card: dict[str, Any], **members: Any) -> httpx.Response:
    return httpx.post(f"{sandbox.url}/_sandbox/prices/{card['nmID']}", json=members, verify=PLAIN)


def test_only_a_person_releases(sandbox: Sandbox, seller: Seller, card: dict[str, Any]) -> None:
    done(seller, row(card, 600))
    sandbox.advance(4 * 24 * 3600)
    assert len(quarantine(seller)) == 1
    assert by_hand(sandbox, card, release=True).status_code == 200
    assert (prices(seller, card)[0], quarantine(seller)) == ((600, 600), [])


def test_a_forced_sale_stands_still(sandbox: Sandbox, seller: Seller, card: dict[str, Any]) -> None:
    by_hand(sandbox, card, forcedSale=True, price=800)
    _, ((_, text),) = done(seller, row(card, 900))
    assert text == "You can't change the item price. Item was added to the Sale due to high inventory"
    assert prices(seller, card)[0][0] == 800


def test_size_prices(sandbox: Sandbox, seller: Seller, card: dict[str, Any]) -> None:
    def one(size_id: int, price: int) -> httpx.Response:
        wanted = {"nmID": card["nmID"], "sizeID": size_id, "price": price}
        return seller.post(f"{TASK}/size", {"data": [wanted]})

    second = card["sizes"][1]["chrtID"]
    assert one(second, 1200).status_code == 200
    sandbox.advance(1)
    assert prices(seller, card)[1][0] == 1000
    by_hand(sandbox, card, editableSizePrice=True)
    assert one(second, 400).status_code == 200
    sandbox.advance(1)
    assert [price for price, _ in prices(seller, card)] == [1000, 400]
    rows = seller.get("/api/v2/list/goods/size/nm", nmID=card["nmID"], limit=10).json()["data"]["listGoods"]
    assert [(found["sizeID"], found["price"]) for found in rows] == [
        (card["sizes"][0]["chrtID"], 1000),
        (second, 400),
    ]
    twice = {"data": [{"nmID": card["nmID"], "sizeID": second, "price": 5}] * 2}
    assert seller.post(f"{TASK}/size", twice).json()["errorText"] == "Duplicate size IDs"


def test_pages_of_goods(sandbox: Sandbox, seller: Seller) -> None:
    seller.create(shirt("A"), shirt("B", characteristics=charcs("синий")))
    sandbox.advance(2)
    codes = [
        [
            found["vendorCode"]
            for found in seller.get(FILTER, limit=1, offset=offset).json()["data"]["listGoods"]
        ]
        for offset in range(3)
    ]
    assert codes == [["A"], ["B"], []]
    nm_ids = [found["nmID"] for found in seller.cards()["cards"]]
    listed = seller.post(FILTER, {"nmList": [*nm_ids, 5]}).json()["data"]["listGoods"]
    assert [found["nmID"] for found in listed] == nm_ids
    for query in ({}, {"limit": 0}, {"limit": 1001}, {"limit": "x"}, {"limit": 1, "offset": -1}):
        answer = seller.get(FILTER, **query)
        assert (answer.status_code, answer.json()["errorText"]) == (400, "Invalid request parameters")
    bodies: list[Any] = [{}, {"nmList": []}, {"nmList": list(range(1001))}]
    for body in bodies:
        assert seller.post(FILTER, body).status_code == 400


def test_while_the_currency_changes(sandbox: Sandbox, seller: Seller, card: dict[str, Any]) -> None:
    sandbox.settings(currency_switch=True)
    assert upload(seller, row(card, 1100)).status_code == 409


def test_prices_have_a_category_of_their_own(sandbox: Sandbox) -> None:
    with Seller(sandbox, s=1 << 1) as content, Seller(sandbox, s=1 << 3 | 1 << 30) as reader:
        assert content.get(FILTER, limit=1).status_code == 403
        assert reader.get(FILTER, limit=1).status_code == 200
        assert upload(reader, {"nmID": 5, "price": 1}).status_code == 401
