"""Methods of supplies: the parcels of assembly orders (modern.md, section 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from syncd.sandbox import bodies, labels, marks
from syncd.sandbox.answers import EMPTY, Answer, refuse_trade, reply
from syncd.sandbox.assembly import Order, SupplierStatus, Supply, WbStatus, orders_of
from syncd.sandbox.buyers import close
from syncd.sandbox.call import Call
from syncd.sandbox.orders import (
    bad_body,
    bad_parameter,
    decoded,
    not_found,
    number,
    order_ids,
    rfc3339,
)

MOST = 1000
MOST_ORDERS = 100
LONGEST_NAME = 128
LABEL_SIZE = (580, 400)
_UNFIT = "Не удалось обработать поставку."
TO_RESHIP = timedelta(days=1)
"""Guess: how long after the scan of its supply an order that was not found in it is to be shipped again."""


def create(call: Call) -> Answer:
    name = bodies.member(decoded(call), "name", str, "", bad_body)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise bad_body()
    serial = call.world.number("supply")
    form = "WB-GI-SAND-{}" if call.world.settings.contour == "test" else "WB-GI-{}"
    supply = Supply(serial, form.format(serial), name, call.now)
    if call.effect:
        call.world.keep(call.cabinet, supply)
    return reply({"id": supply.id}, 201)


def supplies(call: Call) -> Answer:
    """By number beyond `next`. Guess: `next` is 0 when the page is empty."""
    limit, beyond = number(call, "limit"), number(call, "next")
    if not 1 <= limit <= MOST or beyond < 0:
        raise bad_parameter()
    found = sorted(call.cabinet.shelf(Supply).values(), key=lambda supply: supply.number)
    page = [supply for supply in found if supply.number > beyond][:limit]
    rows = [_shown(call, supply) for supply in page]
    return reply({"next": page[-1].number if page else 0, "supplies": rows})


def supply(call: Call) -> Answer:
    return reply(_shown(call, find(call)))


def _shown(call: Call, supply: Supply) -> dict[str, object]:
    orders = orders_of(call.cabinet, supply)
    first = orders[0] if orders else None
    told: dict[str, object] = {
        "id": supply.id,
        "name": supply.name,
        "done": supply.is_done,
        "createdAt": rfc3339(supply.created_at),
        "closedAt": rfc3339(supply.closed_at) if supply.closed_at else None,
        "scanDt": rfc3339(supply.scanned_at) if supply.scanned_at else None,
        "cargoType": int(first.cargo) if first else 0,
        "isB2b": False if first else None,
        "crossBorderType": 0 if first else None,
        "destinationOfficeId": first.office_id if first else None,
        "recommendedWhId": 0,
        "isPickupPointShipmentAllowed": bool(orders) and all(order.is_pickup for order in orders),
        "spotAvailable": False,
    }
    if supply.shipping_date:
        told |= {
            "shippingDt": supply.shipping_date,
            "shippingPointId": supply.shipping_point,
            "shippingType": supply.shipping_type,
        }
    return told


def delete(call: Call) -> Answer:
    supply = find(call)
    if supply.is_done or orders_of(call.cabinet, supply):
        text = f"{_UNFIT} Убедитесь, что за ней не осталось закреплённых сборочных заданий."
        raise refuse_trade("SupplyHasOrders", text, 409)
    if call.effect:
        call.world.drop(call.cabinet, supply)
    return EMPTY


# --- orders of a supply


def ids(call: Call) -> Answer:
    return reply({"orderIds": [order.id for order in orders_of(call.cabinet, find(call))]})


def add(call: Call) -> Answer:
    """All of the orders, or none. Guess: an unknown one counts as unfit."""
    supply = find(call)
    asked = order_ids(decoded(call, bad_parameter), MOST_ORDERS, bad_parameter)
    known = call.cabinet.shelf(Order)
    orders = [known[order_id] for order_id in asked if order_id in known]
    if len(orders) < len(asked) or supply.is_done or not _fit(call, supply, orders):
        text = (
            "Не удалось закрепить сборочное задание за поставкой. Убедитесь, что сборочное задание "
            "и поставка удовлетворяют всем необходимым требованиям."
        )
        raise refuse_trade("FailedToAddSupplyOrder", text, 409)
    for order in orders if call.effect else ():
        joined = replace(order, supplier=SupplierStatus.CONFIRM, supply_id=supply.id)
        call.world.keep(call.cabinet, joined)
    return EMPTY


def _fit(call: Call, supply: Supply, orders: Sequence[Order]) -> bool:
    """One class of cargo and one warehouse; only what is new, in an open supply, or to be shipped again."""
    together = [*orders_of(call.cabinet, supply), *orders]
    alike = len({(order.cargo, order.warehouse_id) for order in together}) == 1
    movable = (SupplierStatus.NEW, SupplierStatus.CONFIRM)
    return alike and all(order.supplier in movable or _is_to_reship(call, order) for order in orders)


def reshipment(call: Call) -> Answer:
    found = [order for order in call.cabinet.shelf(Order).values() if _is_to_reship(call, order)]
    return reply({"orders": [{"supplyID": order.supply_id, "orderID": order.id} for order in found]})


def _is_to_reship(call: Call, order: Order) -> bool:
    """Its supply was scanned, and it was not found there."""
    supply = call.cabinet.shelf(Supply).get(order.supply_id)
    scanned = supply.scanned_at if supply else None
    waits = order.supplier is SupplierStatus.COMPLETE and order.wb is WbStatus.WAITING
    return waits and scanned is not None and call.now >= scanned + TO_RESHIP


# --- on the way


def deliver(call: Call) -> Answer:
    supply = find(call)
    orders = orders_of(call.cabinet, supply)
    if supply.is_done:
        # Guess: no code is known for a supply that has left.
        raise refuse_trade("SupplyAlreadyClosed", "Поставка уже передана в доставку", 409)
    if not orders:
        text = (
            "Не удалось обработать поставку. Убедитесь, что за ней закреплён хотя бы одно сборочное задание."
        )
        raise refuse_trade("SupplyHasZeroOrders", text, 409)
    _check_marks(call, orders)
    if call.world.settings.shipping_required and not supply.shipping_date:
        text = "Specify shipping point, type and date to close the supply"
        raise refuse_trade("SupplyShippingRequired", text, 409)
    if call.effect:
        close(call.world, call.cabinet, supply)
    return EMPTY


def _check_marks(call: Call, orders: Sequence[Order]) -> None:
    bad = [order for order in orders if not marks.is_ready(call, order)]
    if not bad:
        return
    rows = [{"id": order.id, "metaDetails": _told(marks.details(call, order))} for order in bad]
    raise refuse_trade("MetaValidationFail", "Fix them to dispatch items", 409, {"orders": rows})


def _told(details: list[dict[str, object]]) -> list[dict[str, object]]:
    """Only what stands in the way; a value that is missing is the word null here (example of deliver)."""
    wrong = [row for row in details if row["decision"] not in marks.LETS_GO]
    return [row | {"value": "null" if row["value"] is None else row["value"]} for row in wrong]


def barcode(call: Call) -> Answer:
    form = call.query.get("type", "")
    if form not in labels.FORMS:
        raise bad_parameter()
    supply = find(call)
    if not supply.is_done:
        raise refuse_trade("SupplyNotClosed", "Поставка не передана в доставку", 409)
    width, height = LABEL_SIZE
    return reply({"barcode": supply.id, "file": labels.draw(supply.id, form, width=width, height=height)})


def find(call: Call) -> Supply:
    """The supply of the path. Raises `Refused`."""
    supply = call.cabinet.shelf(Supply).get(call.arguments["supplyId"])
    if supply is None:
        raise not_found()
    return supply
