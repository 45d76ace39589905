"""Warehouses and stocks: every refusal, and what a wrong name does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from syncd.sandbox.server import Options, Sandbox, running
from tests.clocks import FakeClock
from tests.sandbox.seller import BUCKETS, Seller, as_update, bucket, shirt

WAREHOUSES = "/api/v3/warehouses"


@pytest.fixture
def warehouse(seller: Seller) -> int:
    answer = seller.post(WAREHOUSES, {"name": "Главный", "officeId": 15})
    assert answer.status_code == 201
    made: int = answer.json()["id"]
    return made


@pytest.fixture
def chrt_id(sandbox: Sandbox, seller: Seller) -> int:
    return known(sandbox, seller, shirt())


def known(sandbox: Sandbox, seller: Seller, variant: dict[str, Any], subject: int = 192) -> int:
    card = seller.create(variant, subject=subject)[0]
    sandbox.advance(2)
    made: int = card["sizes"][0]["chrtID"]
    return made


def put(seller: Seller, warehouse: object, *rows: Any) -> httpx.Response:
    return seller.http.put(f"/api/v3/stocks/{warehouse}", json={"stocks": list(rows)})


def amounts(seller: Seller, warehouse: int, *chrt_ids: int) -> dict[int, int]:
    answer = seller.post(f"/api/v3/stocks/{warehouse}", {"chrtIds": list(chrt_ids)})
    assert answer.status_code == 200, answer.text
    return {row["chrtId"]: row["amount"] for row in answer.json()["stocks"]}


def refusal(answer: httpx.Response, status: int = 400) -> tuple[str, str]:
    assert answer.status_code == status, answer.text
    body = answer.json()
    return body["code"], body["message"]


def test_figures_replace_figures(seller: Seller, warehouse: int, chrt_id: int) -> None:
    assert amounts(seller, warehouse, chrt_id) == {}
    for amount in (5, 100_000, 0):
        answer = put(seller, warehouse, {"chrtId": chrt_id, "amount": amount})
        assert (answer.status_code, answer.content) == (204, b"")
        assert not {"content-type", "content-length"} & set(answer.headers)
        assert amounts(seller, warehouse, chrt_id, 5) == {chrt_id: amount}
    gone = seller.http.request("DELETE", f"/api/v3/stocks/{warehouse}", json={"chrtIds": [chrt_id, 5]})
    assert gone.status_code == 204
    assert amounts(seller, warehouse, chrt_id) == {}


def test_warehouses_are_apart(seller: Seller, warehouse: int, chrt_id: int) -> None:
    other = seller.post(WAREHOUSES, {"name": "Второй", "officeId": 16}).json()["id"]
    put(seller, warehouse, {"chrtId": chrt_id, "amount": 5})
    put(seller, other, {"chrtId": chrt_id, "amount": 7})
    assert amounts(seller, warehouse, chrt_id) == {chrt_id: 5}
    seller.http.delete(f"{WAREHOUSES}/{other}")
    assert [row["id"] for row in seller.get(WAREHOUSES).json()] == [warehouse]


@pytest.mark.parametrize("names", [("chrtID", "amount"), ("chrtId", "quantity"), ("chrt_id", "stock")])
def test_wrong_names_get_204_and_change_nothing(
    seller: Seller, warehouse: int, chrt_id: int, names: tuple[str, str]
) -> None:
    put(seller, warehouse, {"chrtId": chrt_id, "amount": 5})
    assert put(seller, warehouse, dict(zip(names, (chrt_id, 9), strict=True))).status_code == 204
    assert amounts(seller, warehouse, chrt_id) == {chrt_id: 5}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "IncorrectRequestBody"),
        ([], "IncorrectRequestBody"),
        ({"stocks": []}, "IncorrectRequestBody"),
        ({"stocks": [{"chrtId": 5, "amount": 1}] * 1001}, "IncorrectRequestBody"),
        ({"stocks": [{"chrtId": "5", "amount": 1}]}, "IncorrectRequestBody"),
        ({"stocks": [{"chrtId": 5, "amount": 1.5}]}, "IncorrectRequestBody"),
        ({"stocks": [5]}, "IncorrectRequestBody"),
        ({"stocks": [{"chrtId": 5, "amount": -1}]}, "IncorrectRequest"),
        ({"stocks": [{"sku": "4600000000017", "amount": 1}]}, "SKUUploadDisabled"),
    ],
)
def test_refusals_of_the_whole(seller: Seller, warehouse: int, body: Any, code: str) -> None:
    answer = seller.http.put(f"/api/v3/stocks/{warehouse}", json=body)
    assert refusal(answer)[0] == code


def test_a_warehouse_that_is_not_there(seller: Seller) -> None:
    assert refusal(put(seller, 5, {"chrtId": 5, "amount": 1}), 404) == ("NotFound", "")
    assert refusal(put(seller, "x", {"chrtId": 5, "amount": 1}))[0] == "IncorrectParameter"
    assert seller.post("/api/v3/stocks/5", {"chrtIds": [5]}).status_code == 404


def told(answer: httpx.Response) -> dict[str, list[dict[str, Any]]]:
    assert answer.status_code == 409, answer.text
    return {each["code"]: each["data"] for each in answer.json()}


def test_one_refused_item_keeps_the_others_out(seller: Seller, warehouse: int, chrt_id: int) -> None:
    rows = [
        {"chrtId": chrt_id, "amount": 5},
        {"chrtId": 5, "amount": 1},
        {"chrtId": 6, "amount": 2},
    ]
    assert told(put(seller, warehouse, *rows)) == {
        "NotFound": [{"sku": "", "chrtId": 5, "amount": 1}, {"sku": "", "chrtId": 6, "amount": 2}]
    }
    assert amounts(seller, warehouse, chrt_id) == {}


def test_a_card_too_new_for_stocks(sandbox: Sandbox, seller: Seller, warehouse: int) -> None:
    sandbox.settings(sync=1740)
    card = seller.create(shirt())[0]
    row = {"chrtId": card["sizes"][0]["chrtID"], "amount": 1}
    assert list(told(put(seller, warehouse, row))) == ["NotFound"]
    sandbox.advance(1740)
    assert put(seller, warehouse, row).status_code == 204


def test_a_size_too_new_for_stocks(sandbox: Sandbox, seller: Seller, warehouse: int, chrt_id: int) -> None:
    sandbox.settings(sync=1740)
    card = seller.card("FUT-1")
    seller.update(as_update(card, sizes=[*card["sizes"], {"techSize": "L", "wbSize": "48"}]))
    sandbox.advance(60)
    old, new = ({"chrtId": size["chrtID"], "amount": 1} for size in seller.card("FUT-1")["sizes"])
    assert put(seller, warehouse, old).status_code == 204
    assert list(told(put(seller, warehouse, new))) == ["NotFound"]
    sandbox.advance(1740)
    assert put(seller, warehouse, new).status_code == 204


def test_too_much(seller: Seller, warehouse: int, chrt_id: int) -> None:
    assert list(told(put(seller, warehouse, {"chrtId": chrt_id, "amount": 100_001}))) == ["UploadDataLimit"]


def test_size_of_goods_and_warehouses(sandbox: Sandbox, seller: Seller, warehouse: int) -> None:
    measures = {"length": 200, "width": 80, "height": 70, "weightBrutto": 30}
    oversized = known(sandbox, seller, bucket("B", dimensions=measures), BUCKETS)
    large = known(sandbox, seller, bucket("C", dimensions=measures | {"weightBrutto": 90}), BUCKETS)
    small = known(sandbox, seller, bucket("A"), BUCKETS)

    def code(chrt_id: int) -> str:
        answer = put(seller, warehouse, {"chrtId": chrt_id, "amount": 1})
        return "" if answer.status_code == 204 else next(iter(told(answer)))

    prefix = "CargoWarehouseRestriction"
    for cargo, expected in (
        (1, ["", f"{prefix}SGTKGTPlus", f"{prefix}KGTPlus"]),
        (2, [f"{prefix}MGT", "", f"{prefix}KGTPlus"]),
        (3, [f"{prefix}MGT", "", ""]),
    ):
        sandbox.operate("warehouses", id=warehouse, cargoType=cargo)
        assert [code(each) for each in (small, oversized, large)] == expected


def test_restrictions_by_the_operator_and_wholesale(
    sandbox: Sandbox, seller: Seller, warehouse: int, chrt_id: int
) -> None:
    row = {"chrtId": chrt_id, "amount": 1}
    sandbox.operate("restrictions", chrtId=chrt_id, code="DeliveryTypeRestriction")
    assert list(told(put(seller, warehouse, row))) == ["DeliveryTypeRestriction"]
    sandbox.operate("restrictions", chrtId=chrt_id, code=None)
    assert put(seller, warehouse, row).status_code == 204
    bulk = bucket("B", wholesale={"enabled": True, "quantum": 10})
    sold_in_bulk = {"chrtId": known(sandbox, seller, bulk, BUCKETS), "amount": 1}
    assert list(told(put(seller, warehouse, sold_in_bulk))) == ["ProductPropertyConflict"]


def test_a_warehouse_at_work(sandbox: Sandbox, seller: Seller, warehouse: int, chrt_id: int) -> None:
    row = {"chrtId": chrt_id, "amount": 1}
    sandbox.operate("warehouses", id=warehouse, isProcessing=True)
    answer = put(seller, warehouse, row)
    assert (answer.status_code, answer.json()) == (
        409,
        [{"code": "StoreIsProcessing", "message": "The store is processing"}],
    )
    removed = seller.http.request("DELETE", f"/api/v3/stocks/{warehouse}", json={"chrtIds": [chrt_id]})
    assert refusal(removed, 409)[0] == "StoreIsProcessing"
    sandbox.operate("warehouses", id=warehouse, isProcessing=False, isBlocked=True)
    assert refusal(put(seller, warehouse, row), 406)[0] == "WarehouseStocksUpdateBlock"
    sandbox.settings(supplier_ban=True)
    assert refusal(put(seller, warehouse, row), 406)[0] == "StatusNotAcceptable"
    assert amounts(seller, warehouse, chrt_id) == {}


def test_making_and_changing_warehouses(sandbox: Sandbox, seller: Seller, warehouse: int) -> None:
    def change(**body: Any) -> httpx.Response:
        return seller.http.put(f"{WAREHOUSES}/{warehouse}", json={"name": "Новый", "officeId": 15} | body)

    def make(**body: Any) -> httpx.Response:
        return seller.post(WAREHOUSES, {"name": "Ещё", "officeId": 16} | body)

    assert refusal(make(name=" "))[0] == "WarehouseNameInvalid"
    assert refusal(make(name="а" * 201))[0] == "WarehouseNameInvalid"
    assert refusal(make(name=5))[0] == "IncorrectRequestBody"
    assert refusal(make(officeId=0))[0] == "IncorrectRequestBody"
    assert refusal(make(officeId=999), 404)[0] == "NotFound"
    assert make(officeId=15).status_code == 409
    assert change().status_code == 204
    assert change(officeId=16).status_code == 204
    assert change(officeId=17).status_code == 409
    sandbox.advance(24 * 3600)
    assert change(officeId=17).status_code == 204
    (row,) = seller.get(WAREHOUSES).json()
    assert (row["name"], row["officeId"], row["cargoType"], row["deliveryType"]) == ("Новый", 17, 1, 1)
    assert [office["id"] for office in seller.get("/api/v3/offices").json() if office["selected"]] == [17]
    assert seller.http.delete(f"{WAREHOUSES}/5").status_code == 404


def test_the_trash_keeps_what_is_in_stock(sandbox: Sandbox, seller: Seller, warehouse: int) -> None:
    chrt_id = known(sandbox, seller, shirt())
    put(seller, warehouse, {"chrtId": chrt_id, "amount": 1})
    nm_id = seller.card("FUT-1")["nmID"]
    seller.post("/content/v2/cards/delete/trash", {"nmIDs": [nm_id]})
    sandbox.advance(32 * 24 * 3600)
    assert [card["nmID"] for card in sandbox.state()["trash"]] == [nm_id]
    seller.http.headers["Authorization"] = sandbox.token()
    put(seller, warehouse, {"chrtId": chrt_id, "amount": 0})
    sandbox.advance(24 * 3600)
    assert sandbox.state()["trash"] == []


@pytest.fixture
def limited(clock: FakeClock) -> Iterator[Seller]:
    with running(Options(limits=True), clock=clock.now) as started, Seller(started) as made:
        yield made


def test_a_mistake_costs_ten(limited: Seller) -> None:
    made = limited.post(WAREHOUSES, {"name": "Главный", "officeId": 15})
    assert made.headers["x-ratelimit-remaining"] == "19"
    warehouse = made.json()["id"]
    left = [
        put(limited, warehouse, {"chrtId": 5, "amount": 1}).headers.get("x-ratelimit-remaining")
        for _ in range(3)
    ]
    assert left == ["10", "0", None]
    assert put(limited, warehouse, {"chrtId": 5, "amount": 1}).headers["x-ratelimit-limit"] == "20"
    assert limited.get(WAREHOUSES).status_code == 200
