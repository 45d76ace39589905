"""Assembly orders of more than three months ago (modern.md, section 8)."""

from __future__ import annotations

import uuid

from syncd.sandbox import marks
from syncd.sandbox.answers import PROBLEM, Answer, Refused, encode, reply
from syncd.sandbox.assembly import ROUBLES, Order
from syncd.sandbox.call import Call
from syncd.sandbox.depot import Cargo
from syncd.sandbox.orders import KEPT, rfc3339, shown_orders
from syncd.sandbox.stickers import sticker_id
from syncd.sandbox.world import MOSCOW

LEAST, MOST = 100, 1000
CARGO = {Cargo.SMALL: "mgt", Cargo.OVERSIZED: "sgt", Cargo.LARGE: "kgtPlus"}


def archive(call: Call) -> Answer:
    """Of one month, by id beyond `next`. Guess: Moscow's months; `next` is null behind the last page."""
    year, month = _number(call, "year"), _number(call, "month")
    beyond, limit = _number(call, "next"), _number(call, "limit")
    for name, value, least, most in (("month", month, 1, 12), ("limit", limit, LEAST, MOST)):
        if not least <= value <= most:
            raise _refuse(name, f"expected number from {least} to {most}")
    old = [order for order in shown_orders(call) if order.created_at < call.now - KEPT]
    found = [order for order in old if order.id > beyond and _month(order) == (year, month)]
    page = found[:limit]
    further = page[-1].id if len(found) > limit else None
    return reply({"next": further, "orders": [_shown(call, order) for order in page]})


def _month(order: Order) -> tuple[int, int]:
    day = order.created_at.astimezone(MOSCOW)
    return day.year, day.month


def _shown(call: Call, order: Order) -> dict[str, object]:
    return {
        "id": order.id,
        "rid": order.rid,
        "orderUid": order.uid,
        "createdAt": rfc3339(order.created_at),
        "cargoType": CARGO[order.cargo],
        "colorCode": None,
        "crossBorder": None,
        "crossBorderType": "local",
        "isZeroOrder": order.is_zero,
        "metaDetails": marks.details(call, order),
        "options": {"isB2B": False},
        "priceInfo": {
            "price": order.price,
            "convertedPrice": order.price,
            "currencyCode": ROUBLES,
            "convertedCurrencyCode": ROUBLES,
        },
        "product": {
            "article": order.article,
            "chrtId": order.chrt_id,
            "nmId": order.nm_id,
            "skus": list(order.skus),
        },
        "scanPrice": None,
        "status": {"supplierStatus": order.supplier.value, "wbStatus": order.wb.value},
        "stickerId": sticker_id(order),
        "supplyId": order.supply_id or None,
        "warehouseId": order.warehouse_id,
    }


def _number(call: Call, name: str) -> int:
    try:
        return int(call.query.get(name, ""))
    except ValueError as error:
        raise _refuse(name, "expected integer", call.query.get(name)) from error


def _refuse(name: str, message: str, value: str | None = None) -> Refused:
    mistake = {"location": f"query.{name}", "message": message, "value": value or ""}
    body = {
        "code": "BadRequest",
        "detail": "Incorrect parameter",
        "errors": [mistake],
        "origin": "marketplace-public-api",
        "requestId": str(uuid.uuid4()),
        "status": 400,
        "title": "IncorrectParameter",
    }
    return Refused(Answer(400, encode(body), PROBLEM))
