"""Methods of warehouses and offices (modern.md, section 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from syncd.sandbox import bodies
from syncd.sandbox.answers import EMPTY, Answer, Refused, refuse_trade, reply
from syncd.sandbox.call import Call
from syncd.sandbox.depot import OFFICES, Office, Stock, Warehouse
from syncd.sandbox.judge import tidy

LONGEST_NAME = 200
DELIVERY_FBS = 1
BETWEEN_MOVES = timedelta(days=1)


def offices(call: Call) -> Answer:
    used = {warehouse.office_id for warehouse in call.cabinet.shelf(Warehouse).values()}
    return reply([_office(office, office.id in used) for office in OFFICES.values()])


def _office(office: Office, selected: bool) -> dict[str, object]:
    return {
        "id": office.id,
        "name": office.name,
        "city": office.city,
        "address": f"{office.city}, {office.address}",
        "longitude": office.longitude,
        "latitude": office.latitude,
        "cargoType": int(office.cargo),
        "deliveryType": DELIVERY_FBS,
        "federalDistrict": office.district,
        "selected": selected,
    }


def warehouses(call: Call) -> Answer:
    return reply([shown(warehouse) for warehouse in call.cabinet.shelf(Warehouse).values()])


def shown(warehouse: Warehouse) -> dict[str, object]:
    return {
        "id": warehouse.id,
        "name": warehouse.name,
        "officeId": warehouse.office_id,
        "cargoType": int(warehouse.cargo),
        "deliveryType": DELIVERY_FBS,
        "isDeleting": warehouse.is_deleting,
        "isProcessing": warehouse.is_processing,
    }


def create(call: Call) -> Answer:
    name, office = _asked(call)
    _check_is_free(call, office)
    made = Warehouse(call.world.number("warehouse"), name, office.id, office.cargo)
    if call.effect:
        call.world.keep(call.cabinet, made)
    return reply({"id": made.id}, 201)


def change(call: Call) -> Answer:
    warehouse = find(call)
    name, office = _asked(call)
    changed = replace(warehouse, name=name)
    if office.id != warehouse.office_id:
        _check_is_free(call, office)
        if warehouse.moved_at and call.now < warehouse.moved_at + BETWEEN_MOVES:
            # Guess: once a day is the contract's, the code is not.
            raise refuse_trade("OfficeChangeLimit", "Склад можно перенести не чаще раза в сутки", 409)
        changed = replace(changed, office_id=office.id, cargo=office.cargo, moved_at=call.now)
    if call.effect:
        call.world.keep(call.cabinet, changed)
    return EMPTY


def delete(call: Call) -> Answer:
    """Guess: it is gone at once, with all that lay there."""
    warehouse = find(call)
    if call.effect:
        lost = [stock for stock in call.cabinet.shelf(Stock).values() if stock.warehouse_id == warehouse.id]
        for stock in lost:
            call.world.drop(call.cabinet, stock)
        call.world.drop(call.cabinet, warehouse)
    return EMPTY


def find(call: Call) -> Warehouse:
    """The warehouse of the path. Raises `Refused`."""
    text = call.arguments["warehouseId"]
    if not text.removeprefix("-").isdecimal() or len(text) > 19:
        raise refuse_trade("IncorrectParameter", "IncorrectParameter")
    found = call.cabinet.shelf(Warehouse).get(int(text))
    if found is None:
        raise refuse_trade("NotFound", "", 404)
    return found


def bad_body() -> Refused:
    return refuse_trade("IncorrectRequestBody", "Incorrect required body")


def decoded(call: Call) -> dict[str, Any]:
    body = bodies.decode(call.body, bad_body)
    if not isinstance(body, dict):
        raise bad_body()
    return body


def _asked(call: Call) -> tuple[str, Office]:
    body = decoded(call)
    name = tidy(bodies.member(body, "name", str, "", bad_body))
    office_id = bodies.integer(body, "officeId", bad_body)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise refuse_trade("WarehouseNameInvalid", "Некорректное имя склада")
    if office_id < 1:
        raise bad_body()
    if office_id not in OFFICES:
        raise refuse_trade("NotFound", "", 404)
    return name, OFFICES[office_id]


def _check_is_free(call: Call, office: Office) -> None:
    if office.id in {warehouse.office_id for warehouse in call.cabinet.shelf(Warehouse).values()}:
        # Guess: that a used office conflicts is the contract's, the code is not.
        raise refuse_trade("OfficeAlreadyUsed", "Офис уже привязан к другому складу", 409)
