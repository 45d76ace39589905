"""What sells, against WB's own files: prices, stocks, orders, supplies."""

from __future__ import annotations

from typing import Any

import pytest

from syncd.sandbox.server import Sandbox
from tests.openapi import Contract
from tests.sandbox.seller import Seller, charcs, shirt
from tests.sandbox.shelf import bought, stocked
from tests.sandbox.test_contract import mistakes


def judge(contract: Contract, sandbox: Sandbox, statuses: set[int], paths: int) -> None:
    entries = sandbox.requests()
    assert {entry["status"] for entry in entries} >= statuses
    assert len({(entry["method"], entry["path"]) for entry in entries}) >= paths
    assert [mistake for entry in entries for mistake in mistakes(contract, entry)] == []


def work_with_prices(sandbox: Sandbox, seller: Seller, nm_ids: list[int]) -> None:
    task = "/api/v2/upload/task"
    rows: list[dict[str, Any]] = [{"nmID": nm_id, "price": 1000, "discount": 10} for nm_id in nm_ids]
    for data in (rows, rows, [], [rows[0]] * 2):
        seller.post(task, {"data": data})
    sandbox.advance(1)
    for data in (rows, [{"nmID": nm_ids[0], "price": 600}], [{"nmID": nm_ids[1], "discount": 15}]):
        answer = seller.post(task, {"data": data})
        sandbox.advance(1)
    upload_id = answer.json()["data"]["id"]
    for name in ("history", "buffer"):
        for number in (upload_id, 5, "x"):
            seller.get(f"/api/v2/{name}/tasks", uploadID=number)
            seller.get(f"/api/v2/{name}/goods/task", uploadID=number, limit=10)
    seller.post(f"{task}/size", {"data": [{"nmID": nm_ids[0], "sizeID": 5, "price": 5}]})
    seller.post(f"{task}/size", {"data": []})
    sandbox.settings(currency_switch=True)
    seller.post(task, {"data": rows})
    for limit in (10, 0):
        seller.get("/api/v2/list/goods/filter", limit=limit)
        seller.get("/api/v2/quarantine/goods", limit=limit)
        seller.get("/api/v2/list/goods/size/nm", limit=limit, nmID=nm_ids[0])
    seller.get("/api/v2/list/goods/size/nm", limit=10, nmID=5)
    seller.post("/api/v2/list/goods/filter", {"nmList": nm_ids})
    seller.post("/api/v2/list/goods/filter", {"nmList": []})


@pytest.mark.shared
def test_prices(contract: Contract, sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(record=True)
    cards = seller.create(shirt("A"), shirt("B", characteristics=charcs("синий")))
    sandbox.advance(2)
    work_with_prices(sandbox, seller, [card["nmID"] for card in cards])
    judge(contract, sandbox, {200, 208, 400, 409}, 9)


def work_with_stocks(sandbox: Sandbox, seller: Seller, chrt_id: int) -> int:
    path = "/api/v3/warehouses"
    for body in ({"name": "Главный", "officeId": 15}, {"name": "", "officeId": 15}, {"officeId": 999}):
        seller.post(path, body)
    seller.post(path, {"name": "Ещё", "officeId": 999})
    seller.post(path, {"name": "Ещё", "officeId": 15})
    warehouse: int = seller.get(path).json()[0]["id"]
    for number, body in ((warehouse, {"name": "Новый", "officeId": 15}), (5, {"name": "а", "officeId": 15})):
        seller.http.put(f"{path}/{number}", json=body)
        seller.http.put(f"/api/v3/stocks/{number}", json={"stocks": [{"chrtId": chrt_id, "amount": 5}]})
        seller.post(f"/api/v3/stocks/{number}", {"chrtIds": [chrt_id]})
    seller.get("/api/v3/offices")
    for rows in ([{"chrtId": 5, "amount": 1}], [], [{"sku": "5", "amount": 1}]):
        seller.http.put(f"/api/v3/stocks/{warehouse}", json={"stocks": rows})
    seller.http.request("DELETE", f"/api/v3/stocks/{warehouse}", json={"chrtIds": [5]})
    sandbox.settings(supplier_ban=True)
    seller.http.put(f"/api/v3/stocks/{warehouse}", json={"stocks": [{"chrtId": 5, "amount": 1}]})
    sandbox.settings(supplier_ban=False)
    seller.http.delete(f"{path}/5")
    return warehouse


@pytest.mark.shared
def test_stocks(contract: Contract, sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(record=True)
    card = seller.create(shirt("A"))[0]
    sandbox.advance(2)
    warehouse = work_with_stocks(sandbox, seller, card["sizes"][0]["chrtID"])
    seller.http.delete(f"/api/v3/warehouses/{warehouse}")
    judge(contract, sandbox, {200, 201, 204, 400, 404, 406, 409}, 8)


def work_with_orders(sandbox: Sandbox, seller: Seller, card: dict[str, Any]) -> list[int]:
    measures = {"length": 200, "width": 80, "height": 70, "weightBrutto": 30}
    ids = bought(sandbox, card, 3, comment="Упакуйте", pickup=True) + bought(sandbox, card)
    sandbox.operate(f"cards/{card['nmID']}", dimensions=measures, kizMarked=True)
    ids += bought(sandbox, card)
    for limit in (1000, 0):
        seller.get("/api/v3/orders", limit=limit, next=0)
    seller.get("/api/v3/orders/new")
    bought(sandbox, card, age=100 * 24 * 3600)
    for limit in (100, 1):
        path = "/api/marketplace/v3/fbs/orders/archive"
        seller.get(path, year=2026, month=8, next=0, limit=limit)
    for asked in (ids, []):
        seller.post("/api/v3/orders/status", {"orders": asked})
    for order_id in (ids[-1], ids[-1], 5, "x"):
        seller.http.patch(f"/api/v3/orders/{order_id}/cancel")
    return ids[:-1]


@pytest.mark.shared
def test_orders(contract: Contract, sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(record=True)
    _, card = stocked(sandbox, seller, amount=9)
    work_with_orders(sandbox, seller, card)
    judge(contract, sandbox, {200, 204, 400, 404, 409}, 7)


@pytest.mark.shared
def test_drivers(contract: Contract, sandbox: Sandbox) -> None:
    sandbox.settings(record=True, contour="test")
    with Seller(sandbox, acc=2, t=True, for_=None) as seller:
        _, card = stocked(sandbox, seller)
        path, sku = "/api/v3/test/fbs", card["sizes"][0]["skus"][0]
        for amount in (2, 0, 9):
            seller.post(f"{path}/orders/make", {"orders": [{"sku": sku, "amount": amount}]})
        for order in (*seller.get("/api/v3/orders/new").json()["orders"], {"id": 5}):
            for name in ("decline", "deliver", "defect"):
                seller.http.patch(f"{path}/orders/{order['id']}/{name}")
            for name in ("receive", "reject"):
                seller.http.patch(f"{path}/orders/{order['id']}/{name}", json={"code": "1"})
        seller.http.patch(f"{path}/supplies/WB-GI-SAND-1/close", json={"orderIds": None})
    judge(contract, sandbox, {200, 204, 400, 409}, 9)


def work_with_supplies(seller: Seller, ids: list[int]) -> str:
    path, newer = "/api/v3/supplies", "/api/marketplace/v3/supplies"
    made = [seller.post(path, {"name": name}).json()["id"] for name in ("Первая", "Вторая")]
    supply: str = made[0]
    seller.post(path, {"name": ""})
    for limit in (10, 0):
        seller.get(path, limit=limit, next=0)
    for orders in (ids, [], [5]):
        seller.http.patch(f"{newer}/{supply}/orders", json={"orders": orders})
    for number in (supply, made[1], "WB-GI-5"):
        seller.get(f"{path}/{number}")
        seller.get(f"{newer}/{number}/order-ids")
        seller.get(f"{path}/{number}/trbx")
        seller.post(f"{path}/{number}/trbx", {"amount": 1})
        seller.http.patch(f"{path}/{number}/deliver")
        seller.get(f"{path}/{number}/barcode", type="png")
    (box,) = seller.get(f"{path}/{supply}/trbx").json()["trbxes"]
    for box_id in (box["id"], "x"):
        seller.http.post(f"{path}/{supply}/trbx/stickers?type=svg", json={"trbxIds": [box_id]})
    for box_id in (box["id"], "x"):
        seller.http.request("DELETE", f"{path}/{supply}/trbx", json={"trbxIds": [box_id]})
    for number in (supply, made[1]):
        seller.http.delete(f"{path}/{number}")
    return supply


def work_with_marks(sandbox: Sandbox, seller: Seller, ids: list[int]) -> None:
    values = {"sgtin": ["x" * 20], "uin": "1" * 16, "imei": "1" * 15, "gtin": "1" * 13}
    names = {"sgtin": "sgtins"}
    for order_id in (ids[0], ids[1], 5):
        for key, value in values.items():
            seller.http.put(f"/api/v3/orders/{order_id}/meta/{key}", json={names.get(key, key): value})
        for day in ("31.12.2027", "01.12.2026", "x"):
            seller.http.put(f"/api/v3/orders/{order_id}/meta/expiration", json={"expiration": day})
        newer = f"/api/marketplace/v3/orders/{order_id}/meta/customs-declaration"
        seller.http.put(newer, json={"customsDeclaration": "1" * 20})
        seller.http.delete(f"/api/v3/orders/{order_id}/meta?key=uin")
    for asked in (ids, [5], []):
        seller.post("/api/marketplace/v3/orders/meta", {"orders": asked})
    for form, orders in (("png", ids), ("svg", [])):
        seller.http.post(f"/api/v3/orders/stickers?type={form}&width=58&height=40", json={"orders": orders})


def work_with_passes(seller: Seller) -> None:
    path = "/api/v3/passes"
    body = {"firstName": "Пётр", "lastName": "Возницын", "carModel": "Фургон", "carNumber": "А123ВС71"}
    for office_id in (15, 5, 0):
        seller.post(path, body | {"officeId": office_id})
    pass_id = seller.get(path).json()[0]["id"]
    for number in (pass_id, 5):
        seller.http.put(f"{path}/{number}", json=body | {"officeId": 16})
        seller.http.delete(f"{path}/{number}")
    seller.get(f"{path}/offices")


@pytest.mark.shared
def test_supplies(contract: Contract, sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(record=True)
    _, card = stocked(sandbox, seller)
    keys = ["sgtin", "uin", "imei", "gtin", "expiration", "customsDeclaration"]
    ids = bought(sandbox, card, 2, required_meta=keys)
    supply = work_with_supplies(seller, ids)
    work_with_marks(sandbox, seller, ids)
    work_with_passes(seller)
    sandbox.settings(shipping_required=False)
    for order_id in ids:
        seller.http.patch(f"/api/v3/orders/{order_id}/cancel")
    (plain,) = bought(sandbox, card, required_meta=[])
    seller.http.patch(f"/api/marketplace/v3/supplies/{supply}/orders", json={"orders": [plain]})
    seller.http.patch(f"/api/v3/supplies/{supply}/deliver")
    sandbox.operate(f"orders/{plain}/sorted")
    seller.get(f"/api/v3/supplies/{supply}/barcode", type="svg")
    seller.get(f"/api/v3/supplies/{supply}")
    seller.get("/api/v3/supplies/orders/reshipment")
    judge(contract, sandbox, {200, 201, 204, 400, 404, 409}, 25)
