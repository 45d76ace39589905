"""Stickers of assembly orders (modern.md, section 8)."""

from __future__ import annotations

from syncd.sandbox import labels
from syncd.sandbox.answers import Answer, refuse_trade, reply
from syncd.sandbox.assembly import Order, SupplierStatus
from syncd.sandbox.call import Call
from syncd.sandbox.orders import bad_parameter, decoded, order_ids

MOST = 100
SIZES = {("58", "40"): (580, 400), ("40", "30"): (400, 300)}
_STICKERED = (SupplierStatus.CONFIRM, SupplierStatus.COMPLETE)
_DECLARATION = "customsDeclaration"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def stickers(call: Call) -> Answer:
    """Orders that are not being assembled or delivered are left out [OBS]."""
    form = call.query.get("type", "")
    size = SIZES.get((call.query.get("width", ""), call.query.get("height", "")))
    if form not in labels.FORMS or size is None:
        raise bad_parameter()
    known = call.cabinet.shelf(Order)
    asked = [known[order_id] for order_id in order_ids(decoded(call), MOST) if order_id in known]
    found = [order for order in asked if order.supplier in _STICKERED]
    if any(_DECLARATION in order.required_meta and _DECLARATION not in order.meta for order in found):
        raise refuse_trade("CustomsDeclarationIsRequired", "Customs declaration is required", 409)
    return reply({"stickers": [_sticker(order, form, size) for order in found]})


def _sticker(order: Order, form: str, size: tuple[int, int]) -> dict[str, object]:
    digits = f"{sticker_id(order):010d}"
    code = _code(order)
    return {
        "orderId": order.id,
        "partA": digits[:6],
        "partB": digits[6:],
        "barcode": code,
        "file": labels.draw(code, form, width=size[0], height=size[1]),
    }


def sticker_id(order: Order) -> int:
    """Guess: a number of its own, another after a transfer; here one that the order's id gives."""
    return (order.id * 7_919 + order.transfers) % 10**10


def _code(order: Order) -> str:
    """What the scanner reads: an exclamation mark and eight characters, as in the example."""
    rest, text = sticker_id(order), ""
    for _ in range(8):
        rest, digit = divmod(rest, len(_DIGITS))
        text = _DIGITS[digit] + text
    return "!" + text
