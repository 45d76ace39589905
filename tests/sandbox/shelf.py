"""A seller with goods on the shelf, and buyers before it."""

from __future__ import annotations

from typing import Any

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import Seller, shirt


def stocked(sandbox: Sandbox, seller: Seller, amount: int = 5, **members: Any) -> tuple[int, dict[str, Any]]:
    """A warehouse with so much of a new shirt of 990 roubles; the shirt's card."""
    card = seller.create(shirt(**members))[0]
    sandbox.advance(2)
    known = seller.get("/api/v3/warehouses").json()
    warehouse: int = (
        known[0]["id"]
        if known
        else seller.post("/api/v3/warehouses", {"name": "Главный", "officeId": 15}).json()["id"]
    )
    put(seller, warehouse, card, amount)
    return warehouse, card


def put(seller: Seller, warehouse: int, card: dict[str, Any], amount: int) -> None:
    rows = [{"chrtId": size["chrtID"], "amount": amount} for size in card["sizes"]]
    assert seller.http.put(f"/api/v3/stocks/{warehouse}", json={"stocks": rows}).status_code == 204


def bought(sandbox: Sandbox, card: dict[str, Any], count: int = 1, **members: Any) -> list[int]:
    """Ids of new orders for its first size."""
    items = [{"barcode": card["sizes"][0]["skus"][0], "count": count}]
    ids: list[int] = sandbox.operate("buy", items=items, **members)["orders"]
    return ids


def status(seller: Seller, *order_ids: int) -> list[tuple[str, str]]:
    answer = seller.post("/api/v3/orders/status", {"orders": list(order_ids)})
    assert answer.status_code == 200, answer.text
    return [(row["supplierStatus"], row["wbStatus"]) for row in answer.json()["orders"]]
