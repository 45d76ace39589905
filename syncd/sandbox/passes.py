"""Passes of drivers to WB's offices: each for 48 hours (modern.md, section 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from syncd.sandbox import bodies
from syncd.sandbox.answers import EMPTY, Answer, reply
from syncd.sandbox.assembly import Pass
from syncd.sandbox.call import Call
from syncd.sandbox.depot import OFFICES
from syncd.sandbox.orders import bad_body, decoded, not_found, rfc3339

LIFE = timedelta(hours=48)
LENGTHS = {"firstName": (1, 200), "lastName": (1, 200), "carModel": (1, 100), "carNumber": (6, 9)}
"""Guess: the 200; the rest is the contract's."""


def offices(call: Call) -> Answer:
    rows = [
        {"id": office.id, "name": office.name, "address": f"{office.city}, {office.address}"}
        for office in OFFICES.values()
    ]
    return reply(rows)


def passes(call: Call) -> Answer:
    """Guess: a pass that has run out is not listed any more."""
    found = (each for each in call.cabinet.shelf(Pass).values() if each.made_at + LIFE > call.now)
    return reply([_shown(each) for each in found])


def _shown(each: Pass) -> dict[str, object]:
    office = OFFICES[each.office_id]
    return {
        "id": each.id,
        "firstName": each.first_name,
        "lastName": each.last_name,
        "carModel": each.car_model,
        "carNumber": each.car_number,
        "officeId": office.id,
        "officeName": office.name,
        "officeAddress": f"{office.city}, {office.address}",
        "dateEnd": rfc3339(each.made_at + LIFE),
    }


def create(call: Call) -> Answer:
    made = _asked(call, Pass(call.world.number("pass"), "", "", "", "", 0, call.now))
    if call.effect:
        call.world.keep(call.cabinet, made)
    return reply({"id": made.id}, 201)


def change(call: Call) -> Answer:
    changed = _asked(call, _find(call))
    if call.effect:
        call.world.keep(call.cabinet, changed)
    return EMPTY


def delete(call: Call) -> Answer:
    found = _find(call)
    if call.effect:
        call.world.drop(call.cabinet, found)
    return EMPTY


def _find(call: Call) -> Pass:
    text = call.arguments["passId"]
    found = call.cabinet.shelf(Pass).get(int(text) if text.isdecimal() and len(text) < 20 else 0)
    if found is None:
        raise not_found()
    return found


def _asked(call: Call, before: Pass) -> Pass:
    body: dict[str, Any] = decoded(call)
    texts = {name: bodies.member(body, name, str, "", bad_body) for name in LENGTHS}
    office_id = bodies.integer(body, "officeId", bad_body)
    if not all(least <= len(texts[name]) <= most for name, (least, most) in LENGTHS.items()):
        raise bad_body()
    if office_id not in OFFICES:
        raise not_found()
    return replace(
        before,
        first_name=texts["firstName"],
        last_name=texts["lastName"],
        car_model=texts["carModel"],
        car_number=texts["carNumber"],
        office_id=office_id,
    )
