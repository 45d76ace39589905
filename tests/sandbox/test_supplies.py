"""The parcel: what may lie in it, when it may leave, and what happens on the way."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import BUCKETS, PLAIN, Seller, bucket, charcs
from tests.sandbox.shelf import bought, put, status, stocked

SUPPLIES, NEWER = "/api/v3/supplies", "/api/marketplace/v3/supplies"
SHIPPING = "/api/marketplace/v3/fbs/supplies"


def refusal(answer: httpx.Response, status_code: int = 409) -> str:
    assert answer.status_code == status_code, answer.text
    code: str = answer.json()["code"]
    return code


def make(seller: Seller, name: str = "Понедельник") -> str:
    answer = seller.post(SUPPLIES, {"name": name})
    assert answer.status_code == 201, answer.text
    made: str = answer.json()["id"]
    return made


def add(seller: Seller, supply: str, *order_ids: int) -> httpx.Response:
    return seller.http.patch(f"{NEWER}/{supply}/orders", json={"orders": list(order_ids)})


def ids(seller: Seller, supply: str) -> list[int]:
    found: list[int] = seller.get(f"{NEWER}/{supply}/order-ids").json()["orderIds"]
    return found


def ship(seller: Seller, supply: str, **row: Any) -> dict[str, Any]:
    wanted = {
        "supplyId": supply,
        "shippingDt": "2026-11-23",
        "shippingPointId": 3101,
        "shippingType": "selfShipping",
    }
    answer = seller.http.patch(f"{SHIPPING}/shipping-method", json={"data": [wanted | row]})
    assert answer.status_code == 200, answer.text
    (result,) = answer.json()["results"]
    told: dict[str, Any] = result
    return told


def deliver(seller: Seller, supply: str) -> httpx.Response:
    return seller.http.patch(f"{SUPPLIES}/{supply}/deliver")


def delivered(seller: Seller, *order_ids: int) -> str:
    supply = make(seller)
    assert add(seller, supply, *order_ids).status_code == 204
    assert ship(seller, supply)["success"] is True
    assert deliver(seller, supply).status_code == 204
    return supply


def event(sandbox: Sandbox, order_id: int, name: str) -> int:
    return httpx.post(f"{sandbox.url}/_sandbox/orders/{order_id}/{name}", verify=PLAIN).status_code


def test_a_supply_takes_orders_and_leaves(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    first, second = bought(sandbox, card, 2)
    supply = make(seller)
    assert seller.get(f"{SUPPLIES}/{supply}").json()["cargoType"] == 0
    assert add(seller, supply, first, second).status_code == 204
    assert status(seller, first, second) == [("confirm", "waiting")] * 2
    assert seller.get("/api/v3/orders/new").json()["orders"] == []
    assert ids(seller, supply) == [first, second]
    told = seller.get(f"{SUPPLIES}/{supply}").json()
    assert (told["done"], told["cargoType"], told["destinationOfficeId"]) == (False, 1, 15)
    listed = seller.get("/api/v3/orders", limit=10, next=0).json()["orders"]
    assert {order["supplyId"] for order in listed} == {supply}
    assert refusal(deliver(seller, supply)) == "SupplyShippingRequired"
    ship(seller, supply)
    assert refusal(seller.get(f"{SUPPLIES}/{supply}/barcode", type="png")) == "SupplyNotClosed"
    assert deliver(seller, supply).status_code == 204
    assert status(seller, first, second) == [("complete", "waiting")] * 2
    told = seller.get(f"{SUPPLIES}/{supply}").json()
    assert told["done"] and told["closedAt"] and told["shippingPointId"] == 3101
    assert seller.get(f"{SUPPLIES}/{supply}/barcode", type="png").json()["barcode"] == supply
    assert deliver(seller, supply).status_code == 409


def test_what_does_not_go_together(sandbox: Sandbox, seller: Seller) -> None:
    first, card = stocked(sandbox, seller, amount=2)
    other = seller.post("/api/v3/warehouses", {"name": "Второй", "officeId": 16}).json()["id"]
    here, there = bought(sandbox, card, 2)
    put(seller, first, card, 0)
    put(seller, other, card, 1)
    (elsewhere,) = bought(sandbox, card)
    measures = {"length": 200, "width": 80, "height": 70, "weightBrutto": 30}
    sandbox.operate("warehouses", id=first, cargoType=2)
    large = seller.create(bucket("B", dimensions=measures), subject=BUCKETS)[0]
    sandbox.operate(f"prices/{large['nmID']}", price=500)
    sandbox.advance(2)
    put(seller, first, large, 1)
    (oversized,) = bought(sandbox, large)
    supply = make(seller)
    for wrong in ((here, elsewhere), (here, oversized), (here, 5)):
        assert refusal(add(seller, supply, *wrong)) == "FailedToAddSupplyOrder"
    assert ids(seller, supply) == []
    assert add(seller, supply, here).status_code == 204
    assert refusal(add(seller, supply, elsewhere)) == "FailedToAddSupplyOrder"
    assert add(seller, supply, there).status_code == 204


def test_orders_move_between_open_supplies(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    first, second = bought(sandbox, card, 2)
    one, two = make(seller), make(seller)
    add(seller, one, first, second)
    assert add(seller, two, second).status_code == 204
    assert (ids(seller, one), ids(seller, two)) == ([first], [second])
    ship(seller, one)
    deliver(seller, one)
    assert refusal(add(seller, one, second)) == "FailedToAddSupplyOrder"
    assert refusal(add(seller, two, first)) == "FailedToAddSupplyOrder"


def test_a_cancelled_order_leaves_its_supply(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    first, second = bought(sandbox, card, 2)
    supply = make(seller)
    add(seller, supply, first, second)
    assert event(sandbox, second, "declined_by_client") == 409
    assert seller.http.patch(f"/api/v3/orders/{first}/cancel").status_code == 204
    assert ids(seller, supply) == [second]
    ship(seller, supply)
    deliver(seller, supply)
    assert refusal(seller.http.patch(f"/api/v3/orders/{second}/cancel")) == "StatusMismatch"


def test_on_the_way_to_a_pick_up_point_nothing_is_cancelled(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    (order_id,) = bought(sandbox, card, pickup=True)
    delivered(seller, order_id)
    answer = seller.http.patch(f"/api/v3/orders/{order_id}/cancel")
    assert refusal(answer) == "StatusChangeNotAllowed"


@pytest.mark.parametrize(
    "events",
    [
        ["sorted", "ready_for_pickup", "sold"],
        ["ready_for_pickup", "canceled_by_client"],
        ["sorted", "defect"],
        ["canceled"],
    ],
)
def test_the_life_of_an_order(sandbox: Sandbox, seller: Seller, events: list[str]) -> None:
    _, card = stocked(sandbox, seller)
    (order_id,) = bought(sandbox, card)
    assert event(sandbox, order_id, "sorted") == 409
    delivered(seller, order_id)
    for name in events:
        assert event(sandbox, order_id, name) == 200
    ended = "cancel" if events == ["canceled"] else "complete"
    assert status(seller, order_id) == [(ended, events[-1])]
    assert event(sandbox, order_id, "sold") == 409


def test_the_first_unit_accepted_closes_its_supply(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    first, second = bought(sandbox, card, 2)
    supply = make(seller)
    add(seller, supply, first, second)
    assert event(sandbox, first, "sorted") == 200
    assert status(seller, first, second) == [("complete", "sorted"), ("complete", "waiting")]
    told = seller.get(f"{SUPPLIES}/{supply}").json()
    assert told["done"] and told["scanDt"]
    assert ship(seller, supply)["error"] == {"code": 409, "detail": "SupplyAlreadyScanned"}


def test_what_was_not_found_is_shipped_again(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    first, second = bought(sandbox, card, 2)
    supply = delivered(seller, first, second)
    event(sandbox, first, "sorted")
    path = f"{SUPPLIES}/orders/reshipment"
    assert seller.get(path).json() == {"orders": []}
    sandbox.advance(24 * 3600)
    assert seller.get(path).json() == {"orders": [{"supplyID": supply, "orderID": second}]}
    again = make(seller)
    assert add(seller, again, second).status_code == 204
    assert status(seller, second) == [("confirm", "waiting")]


def test_wb_cancels_out_of_an_open_supply(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    first, second = bought(sandbox, card, 2)
    supply = make(seller)
    add(seller, supply, first, second)
    assert event(sandbox, first, "canceled") == 200
    ship(seller, supply)
    deliver(seller, supply)
    assert status(seller, first, second) == [("cancel", "canceled"), ("complete", "waiting")]


def test_an_order_is_taken_back_once(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    first, second = bought(sandbox, card, 2)
    gone, open_one = delivered(seller, first, second), make(seller)

    def take(source: str, order_id: int, target: str) -> dict[str, Any]:
        body = {"orderIds": [order_id], "newSupplyId": target}
        answer = seller.http.patch(f"{SHIPPING}/{source}/orders/transfer", json=body)
        assert answer.status_code == 200, answer.text
        (row,) = answer.json()["transferredOrders"]
        told: dict[str, Any] = row
        return told

    told = take(gone, first, open_one)
    assert told["success"] and told["oldStickerId"] != told["newStickerId"]
    assert (ids(seller, open_one), status(seller, first)) == ([first], [("confirm", "waiting")])
    ship(seller, open_one)
    deliver(seller, open_one)
    third = make(seller)
    assert take(open_one, first, third)["error"]["code"] == "StatusMismatch"
    assert take(gone, first, third)["error"]["code"] == "NotFound"
    event(sandbox, second, "sorted")
    assert take(gone, second, third)["success"] is False
    body = {"orderIds": [second], "newSupplyId": gone}
    assert refusal(seller.http.patch(f"{SHIPPING}/{gone}/orders/transfer", json=body), 400)


def test_supplies_by_pages(seller: Seller) -> None:
    made = [make(seller, f"П-{number}") for number in range(3)]
    first = seller.get(SUPPLIES, limit=2, next=0).json()
    second = seller.get(SUPPLIES, limit=2, next=first["next"]).json()
    assert [row["id"] for row in first["supplies"] + second["supplies"]] == made
    assert seller.get(SUPPLIES, limit=2, next=second["next"]).json() == {"next": 0, "supplies": []}
    for query in ({"limit": 2}, {"limit": 0, "next": 0}, {"limit": 1001, "next": 0}):
        assert refusal(seller.get(SUPPLIES, **query), 400) == "IncorrectParameter"


def test_refusals(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    (order_id,) = bought(sandbox, card)
    supply = make(seller)
    wrong: list[Any] = [{}, {"name": ""}, {"name": "а" * 129}, []]
    for body in wrong:
        assert refusal(seller.post(SUPPLIES, body), 400) == "IncorrectRequestBody"
    for orders in ([], list(range(101)), ["x"]):
        answer = seller.http.patch(f"{NEWER}/{supply}/orders", json={"orders": orders})
        assert refusal(answer, 400) == "IncorrectParameter"
    assert refusal(deliver(seller, supply)) == "SupplyHasZeroOrders"
    assert refusal(deliver(seller, "WB-GI-5"), 404) == "NotFound"
    add(seller, supply, order_id)
    assert refusal(seller.http.delete(f"{SUPPLIES}/{supply}")) == "SupplyHasOrders"
    seller.http.patch(f"/api/v3/orders/{order_id}/cancel")
    assert seller.http.delete(f"{SUPPLIES}/{supply}").status_code == 204
    assert refusal(seller.get(f"{SUPPLIES}/{supply}"), 404) == "NotFound"


def test_shipping_points_and_parameters(sandbox: Sandbox, seller: Seller) -> None:
    supply = make(seller)
    path = f"{SHIPPING}/{supply}/shipping-points"
    found = seller.get(path, city="Тула", officeType="sw", shippingDt="2026-11-23").json()["shippingPoints"]
    assert [point["id"] for point in found] == [3102]
    for query in ({"city": "Тула"}, {"officeType": "sw"}, {"city": "Тула", "officeType": "x"}):
        assert refusal(seller.get(path, **query), 400) == "IncorrectParameter"
    assert seller.get("/api/marketplace/v3/fbs/shipping-points", city="Тула", cargoType=1).status_code == 404

    def detail(**row: Any) -> tuple[int, str]:
        error = ship(seller, supply, **row)["error"]
        return error["code"], error["detail"]

    assert detail(supplyId="ax12") == (400, "IncorrectRequestBody")
    assert detail(shippingDt="23.11.2026") == (400, "IncorrectRequestBody")
    assert detail(shippingType="post") == (400, "IncorrectRequestBody")
    assert detail(supplyId="WB-GI-5") == detail(shippingPointId=5) == (404, "NotFound")
    assert detail(shippingDt="2026-11-21") == (409, "InvalidShippingDt")
    answer = seller.http.patch(f"{SHIPPING}/shipping-method", json={"data": []})
    assert refusal(answer, 400) == "IncorrectRequestBody"


def test_sellers_elsewhere_need_no_shipping(sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(shipping_required=False)
    _, card = stocked(sandbox, seller)
    supply = make(seller)
    add(seller, supply, *bought(sandbox, card))
    assert deliver(seller, supply).status_code == 204


def test_boxes(sandbox: Sandbox, seller: Seller) -> None:
    _, card = stocked(sandbox, seller)
    supply = make(seller)
    path = f"{SUPPLIES}/{supply}/trbx"
    add(seller, supply, *bought(sandbox, card, 5))
    assert refusal(seller.post(path, {"amount": 3}), 400) == "IncorrectParameter"
    made = seller.post(path, {"amount": 2}).json()["trbxIds"]
    assert seller.get(path).json() == {"trbxes": [{"id": box} for box in made]}
    assert refusal(seller.post(path, {"amount": 1}), 400) == "IncorrectParameter"
    drawn = seller.http.post(f"{path}/stickers?type=svg", json={"trbxIds": made}).json()["stickers"]
    assert [each["barcode"] for each in drawn] == made
    gone = seller.http.request("DELETE", path, json={"trbxIds": made[:1]})
    assert gone.status_code == 204
    assert seller.get(path).json() == {"trbxes": [{"id": made[1]}]}
    # Room for one more is there now, until the supply has left.
    ship(seller, supply)
    deliver(seller, supply)
    assert refusal(seller.http.request("DELETE", path, json={"trbxIds": made[1:]}), 400)
    assert refusal(seller.post(path, {"amount": 1}), 400)


def test_the_test_contour_names_its_supplies_otherwise(sandbox: Sandbox) -> None:
    sandbox.settings(contour="test")
    with Seller(sandbox, acc=2, t=True, for_=None) as seller:
        supply = make(seller)
        assert supply.startswith("WB-GI-SAND-")
        _, card = stocked(sandbox, seller, characteristics=charcs())
        first, second = bought(sandbox, card, 2)
        add(seller, supply, first, second)
        path = f"/api/v3/test/fbs/supplies/{supply}/close"
        assert refusal(seller.http.patch(path, json={"orderIds": [5]}), 400) == "IncorrectRequestBody"
        assert seller.http.patch(path, json={"orderIds": [first]}).status_code == 204
        assert status(seller, first, second) == [("complete", "sorted"), ("complete", "waiting")]
