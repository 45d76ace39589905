"""Methods of assembly orders: lists, statuses, cancellation (modern.md, section 8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from syncd.sandbox import bodies
from syncd.sandbox.answers import EMPTY, Answer, Refused, refuse_trade, reply
from syncd.sandbox.assembly import ROUBLES, Order, SupplierStatus, WbStatus
from syncd.sandbox.call import Call
from syncd.sandbox.depot import OFFICES, Cargo

MOST = 1000
PERIOD = timedelta(days=30)
KEPT = timedelta(days=92)
"""Guess: of the last three months, so much."""


def new(call: Call) -> Answer:
    found = [order for order in shown_orders(call) if order.supplier is SupplierStatus.NEW]
    return reply({"orders": [_new(order) for order in found]})


def orders(call: Call) -> Answer:
    """By id beyond `next`, of a period of thirty days at most; without statuses.

    Guess: `next` is the last id of the page, and 0 when the page is empty.
    """
    limit, beyond = number(call, "limit"), number(call, "next")
    if not 1 <= limit <= MOST or beyond < 0:
        raise bad_parameter()
    start, end = _period(call)
    kept = call.now - KEPT
    found = [
        order
        for order in shown_orders(call)
        if order.id > beyond and max(start, kept) <= order.created_at <= end
    ]
    page = found[:limit]
    return reply({"next": page[-1].id if page else 0, "orders": [_listed(order) for order in page]})


def _period(call: Call) -> tuple[datetime, datetime]:
    try:
        end = _moment(call, "dateTo") or call.now
        start = _moment(call, "dateFrom") or end - PERIOD
    except (OverflowError, ValueError, OSError) as error:
        raise bad_parameter() from error
    if not timedelta(0) <= end - start <= PERIOD:
        raise bad_parameter()
    return start, end


def _moment(call: Call, name: str) -> datetime | None:
    return datetime.fromtimestamp(number(call, name), UTC) if call.query.get(name) else None


def shown_orders(call: Call) -> list[Order]:
    """All that the seller may know of by now, in the order of their ids."""
    found = (order for order in call.cabinet.shelf(Order).values() if _is_shown(call, order))
    return sorted(found, key=lambda order: order.id)


def _is_shown(call: Call, order: Order) -> bool:
    return order.shown_since is None or order.shown_since <= call.now


def _common(order: Order) -> dict[str, object]:
    return {
        "id": order.id,
        "rid": order.rid,
        "orderUid": order.uid,
        "createdAt": rfc3339(order.created_at),
        "article": order.article,
        "nmId": order.nm_id,
        "chrtId": order.chrt_id,
        "skus": list(order.skus),
        "warehouseId": order.warehouse_id,
        "officeId": order.office_id,
        "offices": [OFFICES[order.office_id].name],
        "price": order.price,
        "convertedPrice": order.price,
        "currencyCode": ROUBLES,
        "convertedCurrencyCode": ROUBLES,
        "cargoType": int(order.cargo),
        "crossBorderType": 0,
        "deliveryType": "fbs",
        "comment": order.comment,
        "colorCode": "",
        "isZeroOrder": order.is_zero,
        "address": None,
        "scanPrice": None,
        "options": {"isB2B": False},
    }


def _new(order: Order) -> dict[str, object]:
    told = _common(order) | {
        "salePrice": order.sale_price,
        "finalPrice": order.final_price,
        "convertedFinalPrice": order.final_price,
        "requiredMeta": list(order.required_meta),
        "optionalMeta": list(order.optional_meta),
        "isPickupPointShipmentAllowed": order.is_pickup,
    }
    if order.cargo is Cargo.OVERSIZED:
        day = order.created_at + timedelta(days=2)
        told |= {"sellerDate": f"{day:%d.%m.%Y}", "ddate": f"{day + timedelta(days=3):%d.%m.%Y}"}
    return told


def _listed(order: Order) -> dict[str, object]:
    told = _common(order)
    return told | {"supplyId": order.supply_id} if order.supply_id else told


def rfc3339(moment: datetime) -> str:
    """As in the examples of orders: whole seconds, Z."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


# --- statuses


def status(call: Call) -> Answer:
    """Guess: an order that is unknown is left out."""
    asked = order_ids(decoded(call), MOST)
    found = [call.cabinet.shelf(Order).get(order_id) for order_id in asked]
    return reply({"orders": [_status(order) for order in found if order and _is_shown(call, order)]})


def _status(order: Order) -> dict[str, object]:
    return {
        "id": order.id,
        "supplierStatus": order.supplier.value,
        "wbStatus": order.wb.value,
        "isCancellable": order.is_cancellable,
        "isTransferable": order.is_transferable,
    }


def cancel(call: Call) -> Answer:
    """It leaves its supply."""
    order = find(call)
    if order.supplier is SupplierStatus.COMPLETE and order.wb is WbStatus.WAITING and order.is_pickup:
        # Guess: by the text, this is for orders that are on their way to a pick-up point.
        text = "Задание перейдёт в завершенные после сканирования на пункте выдачи заказов (ПВЗ)"
        raise refuse_trade("StatusChangeNotAllowed", text, 409)
    if not order.is_cancellable:
        text = "Несоответствие статусов, проверьте их правильность"
        raise refuse_trade("StatusMismatch", text, 409)
    if call.effect:
        gone = replace(order, supplier=SupplierStatus.CANCEL, wb=WbStatus.CANCELED, supply_id="")
        call.world.keep(call.cabinet, gone)
    return EMPTY


# --- what these methods have in common


def find(call: Call) -> Order:
    """The order of the path. Raises `Refused`."""
    text = call.arguments["orderId"]
    if not text.isdecimal() or len(text) > 19:
        raise bad_parameter()
    order = call.cabinet.shelf(Order).get(int(text))
    if order is None:
        raise not_found()
    return order


def number(call: Call, name: str) -> int:
    """An obligatory number of the query."""
    try:
        return int(call.query.get(name, ""))
    except ValueError as error:
        raise bad_parameter() from error


def decoded(call: Call, on_fault: Callable[[], Refused] | None = None) -> dict[str, Any]:
    body = bodies.decode(call.body, on_fault or bad_body)
    if not isinstance(body, dict):
        raise (on_fault or bad_body)()
    return body


def order_ids(body: dict[str, Any], most: int, on_fault: Callable[[], Refused] | None = None) -> list[int]:
    """The obligatory member `orders`: one to `most` ids, each once."""
    asked = bodies.integers(body, "orders", on_fault or bad_body)
    if not 1 <= len(asked) <= most:
        raise (on_fault or bad_body)()
    return list(dict.fromkeys(asked))


def bad_parameter() -> Refused:
    return refuse_trade("IncorrectParameter", "Передан некорректный параметр")


def bad_body() -> Refused:
    return refuse_trade("IncorrectRequestBody", "Некорректное тело запроса")


def bad_request() -> Refused:
    return refuse_trade("IncorrectRequest", "Переданы некорректные данные")


def not_found() -> Refused:
    return refuse_trade("NotFound", "Не найдено", 404)
