"""Where and how a supply is shipped: Russian sellers must say so since 2026-09-01 (modern.md, section 8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from syncd.sandbox import bodies
from syncd.sandbox.answers import Answer, reply
from syncd.sandbox.assembly import Supply
from syncd.sandbox.call import Call
from syncd.sandbox.orders import bad_body, bad_parameter, decoded
from syncd.sandbox.supplies import find
from syncd.sandbox.world import MOSCOW

MOST = 100
TYPES = ("selfShipping", "transportCompany")
KINDS = ("sc", "sw", "pp", "pfc", "gpp")


@dataclass(frozen=True, slots=True)
class Point:
    id: int
    name: str
    city: str
    address: str
    kind: str
    latitude: float
    longitude: float


POINTS = {
    point.id: point
    for point in (
        Point(3101, "СЦ Коледино-2", "Подольск", "ул. Складская, 1", "sc", 55.387, 37.551),
        Point(3102, "Склад Рябиновка", "Тула", "ш. Южное, 12", "sw", 54.193, 37.617),
        Point(3103, "ПВЗ на Садовой", "Тула", "ул. Садовая, 3", "pp", 54.2, 37.62),
        Point(3104, "СЦ Шушары-3", "Санкт-Петербург", "ул. Пушкинская, 4", "sc", 59.81, 30.41),
        Point(3105, "СЦ Зелёный Дол", "Казань", "ул. Заречная, 9", "sc", 55.79, 49.12),
    )
}
"""Invented."""


def points(call: Call) -> Answer:
    find(call)
    city, kind = call.query.get("city", ""), call.query.get("officeType", "")
    if not city or kind not in KINDS or not _is_day(call.query.get("shippingDt", "2026-01-01")):
        raise bad_parameter()
    fitting = (
        point for point in POINTS.values() if point.city.casefold() == city.casefold() and point.kind == kind
    )
    return reply({"shippingPoints": [_shown(point) for point in fitting]})


def _shown(point: Point) -> dict[str, object]:
    return {
        "id": point.id,
        "name": point.name,
        "address": point.address,
        "city": point.city,
        "officeType": point.kind,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "fulfillment": False,
        "available": True,
    }


def choose(call: Call) -> Answer:
    """A result for each supply; one refused stops no other."""
    rows = bodies.member(decoded(call), "data", list, [], bad_body)
    if not 1 <= len(rows) <= MOST or not all(isinstance(row, dict) for row in rows):
        raise bad_body()
    return reply({"results": [_result(call, row) for row in rows]})


def _result(call: Call, row: dict[str, Any]) -> dict[str, object]:
    refusal = _refusal(call, row)
    told: dict[str, object] = {"supplyId": str(row.get("supplyId", "")), "success": refusal is None}
    if refusal:
        return told | {"error": {"code": refusal[0], "detail": refusal[1]}}
    if call.effect:
        supply = call.cabinet.shelf(Supply)[row["supplyId"]]
        changed = replace(
            supply,
            shipping_date=row["shippingDt"],
            shipping_point=row["shippingPointId"],
            shipping_type=row["shippingType"],
        )
        call.world.keep(call.cabinet, changed)
    return told


def _refusal(call: Call, row: dict[str, Any]) -> tuple[int, str] | None:
    supply_id, day, point = (row.get(name) for name in ("supplyId", "shippingDt", "shippingPointId"))
    formed = isinstance(supply_id, str) and re.fullmatch(r"WB-GI-(SAND-)?\d+", supply_id)
    if not formed or not _is_day(day) or type(point) is not int or row.get("shippingType") not in TYPES:
        return 400, "IncorrectRequestBody"
    supply = call.cabinet.shelf(Supply).get(str(supply_id))
    if supply is None or point not in POINTS:
        return 404, "NotFound"
    if supply.scanned_at:
        return 409, "SupplyAlreadyScanned"
    if date.fromisoformat(str(day)) < call.now.astimezone(MOSCOW).date():
        # Guess: a day that has passed is the invalid one.
        return 409, "InvalidShippingDt"
    return None


def _is_day(text: object) -> bool:
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
