"""Methods of stocks (modern.md, section 7): by chrtId, as absolute figures.

A request counts whole: Guess: one item refused with 409 keeps the others from being stored.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from syncd.sandbox import bodies
from syncd.sandbox.answers import EMPTY, Answer, Refused, refuse_trade, reply
from syncd.sandbox.call import Call
from syncd.sandbox.cards import Card
from syncd.sandbox.depot import Cargo, Restriction, Stock, Warehouse, cargo_of, stock_of
from syncd.sandbox.warehouses import bad_body, decoded, find

MOST = 1000
LARGEST = 100_000
TEXTS = {
    "UploadDataLimit": "Upload limit exceeded.",
    "CargoWarehouseRestrictionMGT": (
        'The selected warehouse is not suitable for goods with the type "LCL (Less than Container Load)". '
        "Upload the balances to the warehouse without the ODC or CD+ mark"
    ),
    "CargoWarehouseRestrictionSGT": (
        'The selected warehouse is not suitable for goods with the type "ODC". '
        "Upload the balances to the warehouse marked - ODC"
    ),
    "CargoWarehouseRestrictionSGTKGTPlus": (
        'The selected warehouse is not suitable for goods with the type "ODC/CD+". '
        "Upload the balances to the warehouse with the label - ODC or CD+"
    ),
    "CargoWarehouseRestrictionKGTPlus": (
        'The selected warehouse is not suitable for goods with the type "CD+". '
        "Upload the balances to the warehouse marked - CD+"
    ),
    "NotFound": "Not found",
    "ProductPropertyConflict": "Products are not allowed for sale under the selected supply scheme.",
    "DeliveryTypeRestriction": "This product category is not available for sale under this delivery type.",
}
"""Refusals of single items."""
BY_SKU = "Uploading stock is not allowed by 'sku'. Please use the 'chrtId' key"


@dataclass(frozen=True, slots=True)
class Item:
    chrt_id: int
    amount: int


def put(call: Call) -> Answer:
    items = _items(call)
    warehouse = find(call)
    _check_is_open(call, warehouse)
    if warehouse.is_processing or warehouse.is_deleting:
        raise Refused(reply([{"code": "StoreIsProcessing", "message": "The store is processing"}], 409))
    refusals: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        code = _refusal(call, warehouse, item)
        if code:
            refusals[code].append(item)
    if refusals:
        raise Refused(reply([_told(code, found) for code, found in refusals.items()], 409))
    for item in items if call.effect else ():
        call.world.keep(call.cabinet, Stock(warehouse.id, item.chrt_id, item.amount))
    return EMPTY


def _items(call: Call) -> list[Item]:
    """What can be understood; rows with other names are passed over without a word, as WB does."""
    rows = _list(decoded(call), "stocks")
    if not all(isinstance(row, dict) for row in rows):
        raise bad_body()
    if any(row.get("sku") for row in rows):
        raise refuse_trade("SKUUploadDisabled", BY_SKU)
    items = [
        Item(bodies.integer(row, "chrtId", bad_body), bodies.integer(row, "amount", bad_body))
        for row in rows
        if row.get("chrtId") is not None and row.get("amount") is not None
    ]
    if any(item.amount < 0 for item in items):
        raise refuse_trade("IncorrectRequest", "Переданы некорректные данные")
    return items


def _list(body: dict[str, Any], name: str) -> list[Any]:
    rows: list[Any] = bodies.member(body, name, list, [], bad_body)
    if not 1 <= len(rows) <= MOST:
        raise bad_body()
    return rows


def _check_is_open(call: Call, warehouse: Warehouse) -> None:
    if call.world.settings.supplier_ban:
        text = "Обновление остатков заблокировано в связи с баном поставщика"
        raise refuse_trade("StatusNotAcceptable", text, 406)
    if warehouse.is_blocked:
        raise refuse_trade("WarehouseStocksUpdateBlock", "The warehouse is processing", 406)


def _refusal(call: Call, warehouse: Warehouse, item: Item) -> str:
    """The code of what is wrong with an item; empty when nothing is."""
    card = _card(call, item.chrt_id)
    if card is None:
        return "NotFound"
    if item.amount > LARGEST:
        return "UploadDataLimit"
    ordered = call.cabinet.shelf(Restriction).get(item.chrt_id)
    if ordered:
        return ordered.code
    if card.wholesale.enabled:
        # The examples say of this code: goods sold wholesale cannot be sold by this scheme.
        return "ProductPropertyConflict"
    return _cargo_refusal(cargo_of(card.dimensions), warehouse.cargo)


def _card(call: Call, chrt_id: int) -> Card | None:
    """Guess: a size too new for stocks is not found, and neither is one that is not the seller's."""
    card = call.cabinet.owner_of_size(chrt_id)
    if card is None:
        return None
    births = [card.known_since, *(size.known_since for size in card.sizes if size.chrt_id == chrt_id)]
    return None if any(since and since > call.now for since in births) else card


def _cargo_refusal(goods: Cargo, warehouse: Cargo) -> str:
    """Guess: which code stands for which pair, by their texts."""
    if goods is warehouse or (goods is Cargo.OVERSIZED and warehouse is Cargo.LARGE):
        return ""
    return {
        Cargo.SMALL: "CargoWarehouseRestrictionMGT",
        Cargo.OVERSIZED: "CargoWarehouseRestrictionSGTKGTPlus",
        Cargo.LARGE: "CargoWarehouseRestrictionKGTPlus",
    }[goods]


def _told(code: str, items: list[Item]) -> dict[str, object]:
    # The official example with a chrtId has an empty sku beside it.
    rows = [{"sku": "", "chrtId": item.chrt_id, "amount": item.amount} for item in items]
    return {"code": code, "message": TEXTS[code], "data": rows}


def get(call: Call) -> Answer:
    """Guess: a size of which nothing was ever said is left out."""
    chrt_ids = _chrt_ids(call)
    warehouse = find(call)
    found = [stock_of(call.cabinet, warehouse.id, chrt_id) for chrt_id in dict.fromkeys(chrt_ids)]
    rows = [{"chrtId": stock.chrt_id, "amount": stock.amount} for stock in found if stock]
    return reply({"stocks": rows})


def delete(call: Call) -> Answer:
    chrt_ids = _chrt_ids(call)
    warehouse = find(call)
    if warehouse.is_processing or warehouse.is_deleting:
        raise refuse_trade("StoreIsProcessing", "The store is processing", 409)
    for chrt_id in chrt_ids if call.effect else ():
        stock = stock_of(call.cabinet, warehouse.id, chrt_id)
        if stock:
            call.world.drop(call.cabinet, stock)
    return EMPTY


def _chrt_ids(call: Call) -> list[int]:
    body = decoded(call)
    if body.get("skus"):
        raise refuse_trade("SKUUploadDisabled", BY_SKU)
    _list(body, "chrtIds")
    return bodies.integers(body, "chrtIds", bad_body)
