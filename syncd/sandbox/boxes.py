"""Cargo places (грузоместа) of a supply that goes to a pick-up point (modern.md, section 8)."""

from __future__ import annotations

from dataclasses import replace

from syncd.sandbox import bodies, labels
from syncd.sandbox.answers import EMPTY, Answer, reply
from syncd.sandbox.assembly import Supply, orders_of
from syncd.sandbox.call import Call
from syncd.sandbox.orders import bad_parameter, decoded
from syncd.sandbox.supplies import LABEL_SIZE, find

MOST = 1000


def boxes(call: Call) -> Answer:
    return reply({"trbxes": [{"id": box} for box in find(call).boxes]})


def add(call: Call) -> Answer:
    """Half as many as there are orders, since 2026-09-04. Guess: at least one, and in open supplies only."""
    supply = find(call)
    amount = bodies.integer(decoded(call, bad_parameter), "amount", bad_parameter)
    room = max(1, len(orders_of(call.cabinet, supply)) // 2) - len(supply.boxes)
    if supply.is_done or not 1 <= amount <= min(MOST, room):
        raise bad_parameter()
    made = tuple(f"WB-TRBX-{call.world.number('box')}" for _ in range(amount))
    if call.effect:
        call.world.keep(call.cabinet, replace(supply, boxes=(*supply.boxes, *made)))
    return reply({"trbxIds": list(made)}, 201)


def delete(call: Call) -> Answer:
    supply = find(call)
    asked = _asked(call, supply)
    if supply.is_done:
        raise bad_parameter()
    if call.effect:
        rest = tuple(box for box in supply.boxes if box not in asked)
        call.world.keep(call.cabinet, replace(supply, boxes=rest))
    return EMPTY


def stickers(call: Call) -> Answer:
    form = call.query.get("type", "")
    if form not in labels.FORMS:
        raise bad_parameter()
    width, height = LABEL_SIZE
    asked = _asked(call, find(call))
    drawn = [{"barcode": box, "file": labels.draw(box, form, width=width, height=height)} for box in asked]
    return reply({"stickers": drawn})


def _asked(call: Call, supply: Supply) -> list[str]:
    asked = bodies.member(decoded(call, bad_parameter), "trbxIds", list, [], bad_parameter)
    if not asked or not all(isinstance(box, str) and box in supply.boxes for box in asked):
        raise bad_parameter()
    return asked
