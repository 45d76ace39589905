"""Marks of assembly orders: what is to be filled in before a supply leaves (modern.md, section 8)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from syncd.sandbox import bodies
from syncd.sandbox.answers import EMPTY, Answer, Refused, refuse_trade, reply
from syncd.sandbox.assembly import Mark, Order, SupplierStatus, Verdict
from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.call import Call
from syncd.sandbox.orders import (
    bad_body,
    bad_parameter,
    bad_request,
    decoded,
    find,
    not_found,
    order_ids,
)

MOST_ORDERS = 100
LEAST_DAYS = 30
ERASABLE = ("imei", "uin", "gtin", "sgtin", "customsDeclaration")
LENGTHS = {"uin": (16, 16), "imei": (15, 15), "gtin": (13, 13), "customsDeclaration": (17, 29)}
PASSED = {"sgtin": "sgtinIntroduced", "imei": "imeiMaySell", "uin": "uinMaySell"}
"""What a check ends in; other marks are not checked."""
LETS_GO = frozenset(
    (
        *("filled", "optional", "deadlineExceeded", *PASSED.values()),
        *("imeiSoldB2B", "sgtinSoldB2B"),
    )
)
"""Decisions with which a supply may leave."""


# --- reading


def read(call: Call) -> Answer:
    """Guess: one unknown order refuses the request; a mark of several values has a row each."""
    asked = order_ids(decoded(call, _bad), MOST_ORDERS, _bad)
    known = call.cabinet.shelf(Order)
    if not set(asked) <= set(known):
        raise refuse_trade("NotFound", "Не найдено", 404, {})
    rows = [{"id": order_id, "metaDetails": details(call, known[order_id])} for order_id in asked]
    return reply({"orders": rows})


def _bad() -> Refused:
    return refuse_trade("BadRequest", "Неправильный запрос", 400, {})


def details(call: Call, order: Order) -> list[dict[str, Any]]:
    return [row for key in (*order.required_meta, *order.optional_meta) for row in _rows(call, order, key)]


def _rows(call: Call, order: Order, key: str) -> list[dict[str, Any]]:
    mark = order.meta.get(key)
    if mark is None:
        needed = "required" if key in order.required_meta else "optional"
        return [{"key": key, "value": None, "decision": needed}]
    return [
        {"key": key, "value": value, "decision": _decision(call, order, key, value)} for value in mark.values
    ]


def is_ready(call: Call, order: Order) -> bool:
    return all(row["decision"] in LETS_GO for row in details(call, order))


def _decision(call: Call, order: Order, key: str, value: str) -> str:
    ordered = call.cabinet.shelf(Verdict).get(value)
    if ordered:
        return ordered.decision
    if key not in PASSED:
        return "filled"
    settled = order.meta[key].at + timedelta(seconds=call.world.settings.check_delay)
    if call.now < settled:
        return "pending"
    return _fault(call.cabinet, order, key, value) or PASSED[key]


def _fault(cabinet: Cabinet, order: Order, key: str, value: str) -> str:
    """Guess: by the names of the decisions."""
    if key == "sgtin":
        return _sgtin_fault(value)
    if key == "uin":
        return "" if value.isascii() and value.isdigit() else "uinInvalidFormat"
    if not _is_imei(value):
        return "imeiInvalidFormat"
    others = (each for each in cabinet.shelf(Order).values() if each.id != order.id)
    sold = any(value in each.meta["imei"].values for each in others if "imei" in each.meta)
    return "imeiAlreadySold" if sold else ""


def _sgtin_fault(value: str) -> str:
    if not value.isascii():
        return "sgtinHasNonLatinSymbols"
    if " " in value:
        return "sgtinHasInvalidSymbols"
    if not re.match(r"01\d{14}21", value):
        return "sgtinInvalidPattern"
    return "" if "\x1d" in value else "sgtinNoGS"


def _is_imei(value: str) -> bool:
    """Fifteen digits, the last by Luhn."""
    if not (value.isascii() and value.isdigit()):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(value))
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0


# --- writing


def put_sgtin(call: Call) -> Answer:
    return _put(call, find, "sgtin", _sgtins)


def put_expiration(call: Call) -> Answer:
    return _put(call, find, "expiration", lambda body: (_day(body, call.now),))


def put_customs(call: Call) -> Answer:
    return _put(call, find, "customsDeclaration", lambda body: (_text(body, "customsDeclaration"),))


def put_uin(call: Call) -> Answer:
    return _put(call, _known, "uin", lambda body: (_text(body, "uin"),))


def put_imei(call: Call) -> Answer:
    return _put(call, _known, "imei", lambda body: (_text(body, "imei"),))


def put_gtin(call: Call) -> Answer:
    return _put(call, _known, "gtin", lambda body: (_text(body, "gtin"),))


def _put(
    call: Call,
    seek: Callable[[Call], Order],
    key: str,
    values: Callable[[dict[str, Any]], tuple[str, ...]],
) -> Answer:
    given = values(decoded(call))
    order = seek(call)
    if key not in (*order.required_meta, *order.optional_meta):
        raise refuse_trade("MetaKeyNotRequired", "Order doesn't require ID", 409)
    _check_is_assembled(order)
    if call.effect:
        marked = {**order.meta, key: Mark(given, call.now)}
        call.world.keep(call.cabinet, replace(order, meta=marked))
    return EMPTY


def delete(call: Call) -> Answer:
    key = call.query.get("key", "")
    if key not in ERASABLE:
        raise bad_parameter()
    order = _known(call)
    _check_is_assembled(order)
    if call.effect:
        rest = {name: mark for name, mark in order.meta.items() if name != key}
        call.world.keep(call.cabinet, replace(order, meta=rest))
    return EMPTY


def _known(call: Call) -> Order:
    """Some of these methods have no 404."""
    try:
        return find(call)
    except Refused as refused:
        raise bad_parameter() if refused.answer.status == not_found().answer.status else refused from None


def _check_is_assembled(order: Order) -> None:
    if order.supplier is not SupplierStatus.CONFIRM:
        text = (
            "Failed to update the label identifiers of the assembly order. "
            "Make sure the assembly order meets all the necessary requirements."
        )
        raise refuse_trade("FailedToUpdateMeta", text, 409)


def _sgtins(body: dict[str, Any]) -> tuple[str, ...]:
    values = bodies.member(body, "sgtins", list, [], bad_body)
    if not 1 <= len(values) <= 100 or not all(isinstance(value, str) for value in values):
        raise bad_body()
    if not all(16 <= len(value) <= 135 for value in values):
        raise bad_request()
    return tuple(values)


def _text(body: dict[str, Any], key: str) -> str:
    value = bodies.member(body, key, str, "", bad_body)
    least, most = LENGTHS[key]
    if not least <= len(value) <= most:
        raise bad_request()
    return value


def _day(body: dict[str, Any], now: datetime) -> str:
    text = bodies.member(body, "expiration", str, "", bad_body)
    try:
        day = datetime.strptime(text, "%d.%m.%Y").replace(tzinfo=now.tzinfo)
    except ValueError as error:
        raise bad_request() from error
    if day < now + timedelta(days=LEAST_DAYS):
        low = "Не удалось обновить срок годности. Указан срок меньше допустимого"
        raise refuse_trade("LowExpirationDate", low)
    return text
