"""WB's own drivers of its test contour: buyers and the post (openapi/14-sandbox-fbs-drivers.yaml)."""

from __future__ import annotations

from syncd.sandbox import bodies, buyers
from syncd.sandbox.answers import EMPTY, Answer, Refused, refuse_trade
from syncd.sandbox.assembly import Order, Supply, WbStatus, orders_of
from syncd.sandbox.call import Call
from syncd.sandbox.orders import bad_body, bad_parameter, decoded

MOST = 10


def make(call: Call) -> Answer:
    rows = bodies.member(decoded(call), "orders", list, [], bad_body)
    if not 1 <= len(rows) <= MOST or not all(isinstance(row, dict) for row in rows):
        raise bad_body()
    lines = []
    for row in rows:
        sku, amount = bodies.member(row, "sku", str, "", bad_body), bodies.integer(row, "amount", bad_body)
        if not sku or not 1 <= amount <= 1000:
            raise bad_body()
        lines.append(buyers.Line(sku, amount))
    if call.effect:
        try:
            buyers.buy(call.world, call.cabinet, buyers.Basket(tuple(lines)))
        except buyers.Impossible as impossible:
            raise _conflict(impossible) from impossible
    return EMPTY


def decline(call: Call) -> Answer:
    return _happened(call, WbStatus.DECLINED)


def deliver(call: Call) -> Answer:
    return _happened(call, WbStatus.READY)


def defect(call: Call) -> Answer:
    return _happened(call, WbStatus.DEFECT)


def receive(call: Call) -> Answer:
    _check_code(call)
    return _happened(call, WbStatus.SOLD)


def reject(call: Call) -> Answer:
    _check_code(call)
    return _happened(call, WbStatus.REFUSED)


def close_supply(call: Call) -> Answer:
    """The named orders of a supply are accepted; null: all of them."""
    supply = call.cabinet.shelf(Supply).get(call.arguments["supplyId"])
    body = decoded(call)
    if supply is None:
        raise bad_parameter()
    known = {order.id: order for order in orders_of(call.cabinet, supply)}
    named = body.get("orderIds")
    asked = list(known) if named is None else bodies.integers(body, "orderIds", bad_body)
    if not asked or not set(asked) <= set(known):
        raise bad_body()
    for order_id in asked if call.effect else ():
        _move(call, call.cabinet.shelf(Order)[order_id], WbStatus.SORTED)
    return EMPTY


def _check_code(call: Call) -> None:
    # Guess: where the code comes from is not said, so that any will do.
    if not bodies.member(decoded(call), "code", str, "", bad_body):
        raise bad_body()


def _happened(call: Call, event: WbStatus) -> Answer:
    text = call.arguments["orderId"]
    order = call.cabinet.shelf(Order).get(int(text) if text.isdecimal() and len(text) < 20 else 0)
    if order is None:
        # These methods have no 404.
        raise bad_parameter()
    if call.effect:
        _move(call, order, event)
    return EMPTY


def _move(call: Call, order: Order, event: WbStatus) -> None:
    try:
        buyers.happen(call.world, call.cabinet, order, event)
    except buyers.Impossible as impossible:
        raise _conflict(impossible) from impossible


def _conflict(impossible: buyers.Impossible) -> Refused:
    return refuse_trade("StatusMismatch", str(impossible), 409)
