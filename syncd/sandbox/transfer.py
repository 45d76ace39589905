"""Taking orders back from a supply that has left, once each (new by 2026-10, modern.md, section 8)."""

from __future__ import annotations

from dataclasses import replace

from syncd.sandbox import bodies
from syncd.sandbox.answers import Answer, reply
from syncd.sandbox.assembly import Order, SupplierStatus, Supply
from syncd.sandbox.call import Call
from syncd.sandbox.orders import bad_body, decoded
from syncd.sandbox.stickers import sticker_id
from syncd.sandbox.supplies import find


def transfer(call: Call) -> Answer:
    """A result for each order. Guess: the codes of the errors; the method is documented without them."""
    source, body = find(call), decoded(call)
    asked = bodies.integers(body, "orderIds", bad_body)
    target = call.cabinet.shelf(Supply).get(bodies.member(body, "newSupplyId", str, "", bad_body))
    if not asked or target is None or target.is_done:
        raise bad_body()
    rows = [_result(call, order_id, source, target) for order_id in dict.fromkeys(asked)]
    return reply({"transferredOrders": rows})


def _result(call: Call, order_id: int, source: Supply, target: Supply) -> dict[str, object]:
    order = call.cabinet.shelf(Order).get(order_id)
    if order is None or order.supply_id != source.id:
        return _refused(order_id, "NotFound")
    if not order.is_transferable:
        return _refused(order_id, "StatusMismatch")
    moved = replace(
        order, supplier=SupplierStatus.CONFIRM, supply_id=target.id, transfers=order.transfers + 1
    )
    if call.effect:
        call.world.keep(call.cabinet, moved)
    return {
        "orderId": order.id,
        "oldStickerId": str(sticker_id(order)),
        "newStickerId": str(sticker_id(moved)),
        "success": True,
    }


def _refused(order_id: int, code: str) -> dict[str, object]:
    return {
        "orderId": order_id,
        "oldStickerId": "",
        "newStickerId": "",
        "success": False,
        "error": {"code": code, "detail": "The order cannot be transferred"},
    }
