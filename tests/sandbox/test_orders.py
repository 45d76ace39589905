"""Buyers take stock at once, and an order lives by WB's rules."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from syncd.sandbox.server import Options, Sandbox, running
from tests.clocks import FakeClock
from tests.sandbox.seller import PLAIN, Seller, charcs
from tests.sandbox.shelf import bought, put, status, stocked

NEW, LIST = "/api/v3/orders/new", "/api/v3/orders"


def left(seller: Seller, warehouse: int, card: dict[str, Any]) -> int:
    body = {"chrtIds": [card["sizes"][0]["chrtID"]]}
    amount: int = seller.post(f"/api/v3/stocks/{warehouse}", body).json()["stocks"][0]["amount"]
    return amount


def listed(seller: Seller, **query: Any) -> dict[str, Any]:
    answer = seller.get(LIST, **{"limit": 1000, "next": 0} | query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def refusal(answer: httpx.Response, status_code: int = 400) -> str:
    assert answer.status_code == status_code, answer.text
    code: str = answer.json()["code"]
    return code


def event(sandbox: Sandbox, order_id: int, name: str) -> int:
    return httpx.post(f"{sandbox.url}/_sandbox/orders/{order_id}/{name}", verify=PLAIN).status_code


def test_a_unit_is_an_order_and_a_basket_has_one_uid(sandbox: Sandbox, seller: Seller) -> None:
    warehouse, card = stocked(sandbox, seller)
    ids = bought(sandbox, card, 2) + bought(sandbox, card)
    assert left(seller, warehouse, card) == 2
    found = seller.get(NEW).json()["orders"]
    assert [order["id"] for order in found] == ids
    assert found[0]["orderUid"] == found[1]["orderUid"] != found[2]["orderUid"]
    order = found[0]
    assert (order["nmId"], order["chrtId"], order["article"]) == (
        card["nmID"],
        card["sizes"][0]["chrtID"],
        "FUT-1",
    )
    assert (order["warehouseId"], order["officeId"], order["skus"]) == (
        warehouse,
        15,
        card["sizes"][0]["skus"],
    )
    assert len({each["rid"] for each in found}) == 3


def test_figures_of_an_order_are_kopecks_and_differ(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    sandbox.operate(f"prices/{card['nmID']}", price=999, discount=15)
    bought(sandbox, card, discount=10)
    (order,) = seller.get(NEW).json()["orders"]
    assert (order["salePrice"], order["convertedPrice"], order["price"]) == (84915, 76423, 76423)
    assert order["finalPrice"] == order["convertedFinalPrice"] == 74894
    assert order["currencyCode"] == order["convertedCurrencyCode"] == 643


def test_nobody_buys_what_is_not_there(sandbox: Sandbox, seller: Seller) -> None:
    warehouse, card = stocked(sandbox, seller, amount=1)
    barcode = card["sizes"][0]["skus"][0]

    def buy(**body: Any) -> int:
        return httpx.post(f"{sandbox.url}/_sandbox/buy", json=body, verify=PLAIN).status_code

    assert buy(items=[{"barcode": barcode, "count": 2}]) == 409
    assert left(seller, warehouse, card) == 1
    assert buy(items=[{"barcode": "5"}]) == 409
    assert buy() == buy(items=[{}]) == buy(items=[{"barcode": barcode}], nothing=1) == 400
    assert seller.get(NEW).json()["orders"] == []
    assert buy(items=[{"barcode": barcode, "count": 2}], without_stock=True) == 200
    assert left(seller, warehouse, card) == 0
    assert {order["isZeroOrder"] for order in seller.get(NEW).json()["orders"]} == {True}


def test_nobody_buys_without_a_price(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller, sizes=[{"techSize": "M"}])
    items = [{"barcode": card["sizes"][0]["skus"][0]}]
    assert httpx.post(f"{sandbox.url}/_sandbox/buy", json={"items": items}).status_code == 409


def test_units_come_from_wherever_they_are(sandbox: Sandbox, seller: Seller) -> None:
    first, card = stocked(sandbox, seller, amount=1)
    second = seller.post("/api/v3/warehouses", {"name": "Второй", "officeId": 16}).json()["id"]
    put(seller, second, card, 2)
    bought(sandbox, card, 3)
    found = seller.get(NEW).json()["orders"]
    assert [order["warehouseId"] for order in found] == [first, second, second]


def test_pages_by_cursor(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    ids = bought(sandbox, card, 3)
    first = listed(seller, limit=2)
    assert [order["id"] for order in first["orders"]] == ids[:2]
    second = listed(seller, limit=2, next=first["next"])
    assert [order["id"] for order in second["orders"]] == ids[2:]
    assert listed(seller, next=second["next"]) == {"next": 0, "orders": []}
    hidden = {"finalPrice", "salePrice", "requiredMeta", "isPickupPointShipmentAllowed", "supplyId"}
    assert not hidden & set(first["orders"][0])


def test_periods(sandbox: Sandbox, seller: Seller, clock: FakeClock) -> None:
    _, card = stocked(sandbox, seller)
    day = 24 * 3600
    # The sandbox's clock was moved by as much until the goods were there.
    (old,), (older,), (oldest,) = (bought(sandbox, card, age=age * day) for age in (1, 40, 100))
    now = int(clock.now().timestamp()) + 62
    assert [order["id"] for order in listed(seller)["orders"]] == [old]
    found = listed(seller, dateFrom=now - 45 * day, dateTo=now - 35 * day)["orders"]
    assert [order["id"] for order in found] == [older]
    assert listed(seller, dateFrom=now - 110 * day, dateTo=now - 95 * day)["orders"] == []
    assert oldest in [order["id"] for order in seller.get(NEW).json()["orders"]]
    for query in (
        {"next": 0},
        {"limit": 10},
        {"limit": 1001, "next": 0},
        {"limit": 0, "next": 0},
        {"limit": 1, "next": "x"},
        {"limit": 1, "next": 0, "dateFrom": now - 31 * day, "dateTo": now},
        {"limit": 1, "next": 0, "dateFrom": now, "dateTo": now - 1},
        {"limit": 1, "next": 0, "dateFrom": 10**30},
    ):
        assert refusal(seller.get(LIST, **query)) == "IncorrectParameter"


def test_an_order_may_show_after_its_stock_is_gone(sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(order_lag=120)
    warehouse, card = stocked(sandbox, seller)
    (order_id,) = bought(sandbox, card)
    assert left(seller, warehouse, card) == 4
    assert seller.get(NEW).json()["orders"] == listed(seller)["orders"] == status(seller, order_id) == []
    sandbox.advance(120)
    assert [order["id"] for order in seller.get(NEW).json()["orders"]] == [order_id]
    assert status(seller, order_id) == [("new", "waiting")]


def test_the_archive(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    path, day = "/api/marketplace/v3/fbs/orders/archive", 24 * 3600
    (old,), _ = bought(sandbox, card, age=100 * day), bought(sandbox, card)
    asked = {"year": 2026, "month": 8, "next": 0, "limit": 100}
    page = seller.get(path, **asked).json()
    assert page["next"] is None
    (order,) = page["orders"]
    assert (order["id"], order["product"]["nmId"], order["cargoType"]) == (old, card["nmID"], "mgt")
    assert order["status"] == {"supplierStatus": "new", "wbStatus": "waiting"}
    assert seller.get(path, **asked | {"month": 11}).json()["orders"] == []
    for wrong in ({"month": 13}, {"limit": 99}, {"next": "1w"}):
        answer = seller.get(path, **asked | wrong)
        assert (answer.status_code, answer.json()["title"]) == (400, "IncorrectParameter")


def test_statuses(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    (order_id,) = bought(sandbox, card)
    rows = seller.post(f"{LIST}/status", {"orders": [order_id, 5]}).json()["orders"]
    flags = {"isCancellable": True, "isTransferable": False}
    assert rows == [{"id": order_id, "supplierStatus": "new", "wbStatus": "waiting", **flags}]
    wrong: list[Any] = [{}, {"orders": []}, {"orders": ["5"]}, {"orders": list(range(1001))}, []]
    for body in wrong:
        assert refusal(seller.post(f"{LIST}/status", body)) == "IncorrectRequestBody"


def test_the_seller_cancels(sandbox: Sandbox, seller: Seller) -> None:
    warehouse, card = stocked(sandbox, seller)
    (order_id,) = bought(sandbox, card)
    assert seller.http.patch(f"{LIST}/{order_id}/cancel").status_code == 204
    assert status(seller, order_id) == [("cancel", "canceled")]
    assert seller.get(NEW).json()["orders"] == []
    assert left(seller, warehouse, card) == 4
    assert refusal(seller.http.patch(f"{LIST}/{order_id}/cancel"), 409) == "StatusMismatch"
    assert refusal(seller.http.patch(f"{LIST}/5/cancel"), 404) == "NotFound"
    assert refusal(seller.http.patch(f"{LIST}/x/cancel")) == "IncorrectParameter"


def test_a_buyer_may_decline_within_the_hour(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    first, second = bought(sandbox, card, 2)
    assert event(sandbox, first, "declined_by_client") == 200
    assert status(seller, first) == [("cancel", "declined_by_client")]
    sandbox.advance(3601)
    assert event(sandbox, second, "declined_by_client") == 409
    assert event(sandbox, second, "sold") == 409
    assert event(sandbox, second, "nonsense") == event(sandbox, 5, "sold") == 400


@pytest.mark.parametrize(("kiz", "required", "optional"), [(True, ["sgtin"], []), (False, [], ["sgtin"])])
def test_marks(sandbox: Sandbox, seller: Seller, kiz: bool, required: list[str], optional: list[str]) -> None:
    _, card = stocked(sandbox, seller, kizMarked=kiz)
    bought(sandbox, card)
    bought(sandbox, card, required_meta=["imei"])
    first, second = seller.get(NEW).json()["orders"]
    assert (first["requiredMeta"], first["optionalMeta"]) == (required, optional)
    assert second["requiredMeta"] == ["imei"]


def test_wbs_own_drivers_live_on_its_test_contour(sandbox: Sandbox, seller: Seller) -> None:
    drivers = "/api/v3/test/fbs/orders"
    assert seller.post(f"{drivers}/make", {"orders": []}).status_code == 404
    sandbox.settings(contour="test")
    with Seller(sandbox, acc=2, t=True, for_=None) as tester:
        warehouse, card = stocked(sandbox, tester, vendorCode="T-1", characteristics=charcs())
        sku = card["sizes"][0]["skus"][0]
        assert tester.post(f"{drivers}/make", {"orders": [{"sku": sku, "amount": 2}]}).status_code == 204
        assert left(tester, warehouse, card) == 3
        first, _ = (order["id"] for order in tester.get(NEW).json()["orders"])
        assert tester.http.patch(f"{drivers}/{first}/decline").status_code == 204
        assert status(tester, first) == [("cancel", "declined_by_client")]
        assert refusal(tester.http.patch(f"{drivers}/{first}/deliver"), 409) == "StatusMismatch"
        assert refusal(tester.http.patch(f"{drivers}/{first}/receive", json={})) == "IncorrectRequestBody"
        assert refusal(tester.http.patch(f"{drivers}/5/decline")) == "IncorrectParameter"
        for orders in ([], [{"sku": sku, "amount": 0}], [{"sku": sku, "amount": 1}] * 11):
            assert refusal(tester.post(f"{drivers}/make", {"orders": orders})) == "IncorrectRequestBody"
        assert refusal(tester.post(f"{drivers}/make", {"orders": [{"sku": sku, "amount": 9}]}), 409)


def test_orders_survive_a_restart(tmp_path: Any) -> None:
    options = Options(data=tmp_path / "sandbox.sqlite", limits=False, delay=0)
    with running(options) as first, Seller(first) as seller:
        first.settings(sync=0)
        _, card = stocked(first, seller)
        ids = bought(first, card, 2)
        before = first.state()
    with running(options) as second, Seller(second) as seller:
        assert [order["id"] for order in seller.get(NEW).json()["orders"]] == ids
        after = second.state()
        for name in ("cards", "prices", "stocks", "warehouses", "orders"):
            assert after[name] == before[name], name
