"""Methods that only read dictionaries (modern.md, 5.1), and the general ones.

`locale` is taken and has no effect: the dictionaries are Russian only, as on WB's own test hosts.
"""

from __future__ import annotations

import uuid

from syncd.sandbox.answers import PROBLEM, Answer, Refused, data, encode, refuse, reply, wrong_scope
from syncd.sandbox.call import Call
from syncd.sandbox.dictionary import Charc, Subject
from syncd.sandbox.world import MOSCOW

SUBJECTS_PER_PAGE = 1000
BRANDS_PER_PAGE = 20


def ping(call: Call) -> Answer:
    """All hosts are one here, so that any category fits."""
    if not call.token.has_category:
        raise Refused(wrong_scope(gateway=call.world.settings.gateway, service="content", now=call.now))
    local = call.now.astimezone(MOSCOW).replace(microsecond=0)
    return reply({"TS": local.isoformat(), "Status": "OK"})


def seller_info(call: Call) -> Answer:
    return reply(
        {
            "name": "ИП Песочницын А. Б.",
            "sid": call.token.sid,
            "tin": "770000000000",
            "tradeMark": "Песочница",
            "country": "RU",
        }
    )


def parents(call: Call) -> Answer:
    rows = call.world.dictionary.parents
    return data([{"name": row.name, "id": row.id, "isVisible": row.is_visible} for row in rows])


def subjects(call: Call) -> Answer:
    limit, offset = call.number("limit", 30), call.number("offset", 0)
    if not 0 < limit <= SUBJECTS_PER_PAGE or offset < 0:
        # Guess: the bounds are documented, the answer beyond them is not.
        raise refuse("Invalid request format")
    parent_id = call.number("parentID", 0) or None
    found = call.world.dictionary.search(call.query.get("name", ""), parent_id)
    return data([_subject(subject) for subject in found[offset : offset + limit]])


def _subject(subject: Subject) -> dict[str, object]:
    return {
        "subjectID": subject.id,
        "parentID": subject.parent_id,
        "subjectName": subject.name,
        "parentName": subject.parent_name,
    }


def characteristics(call: Call) -> Answer:
    try:
        subject = call.world.dictionary.subjects.get(int(call.arguments["subjectId"]))
    except ValueError as error:
        raise refuse("arguments could not be decoded: invalid syntax") from error
    if subject is None:
        # Guess: an unknown subject has no characteristics rather than an error.
        return data([])
    return data([_charc(charc, subject) for charc in call.world.dictionary.charcs(subject).values()])


def _charc(charc: Charc, subject: Subject) -> dict[str, object]:
    return {
        "charcID": charc.id,
        "subjectName": subject.name,
        "subjectID": subject.id,
        "name": charc.name,
        "required": charc.required,
        "unitName": charc.unit,
        "maxCount": charc.max_count,
        "popular": charc.popular,
        "charcType": charc.type,
        "hasFilter": charc.has_filter,
        "isVariable": charc.is_variable,
        "existNamedField": charc.named_field,
    }


def colours(call: Call) -> Answer:
    rows = call.world.dictionary.colours
    return data([{"name": row.name, "parentName": row.parent_name} for row in rows])


def kinds(call: Call) -> Answer:
    return data(call.world.dictionary.kinds)


def seasons(call: Call) -> Answer:
    return data(call.world.dictionary.seasons)


def vat(call: Call) -> Answer:
    return data(call.world.dictionary.vat)


def countries(call: Call) -> Answer:
    rows = call.world.dictionary.countries
    return data([{"id": row.id, "name": row.name, "fullName": row.full_name} for row in rows])


def tnved(call: Call) -> Answer:
    subject_id = call.number("subjectID", 0)
    if not subject_id:
        raise refuse("Invalid request format")
    start = call.query.get("search", "")
    rows = [row for row in call.world.dictionary.tnved(subject_id) if row.code.startswith(start)]
    return data([{"tnved": row.code, "isKiz": row.is_kiz} for row in rows])


def brands(call: Call) -> Answer:
    """Pages by `next`, which the last page lacks."""
    subject_id = _brands_number(call, "subjectId", required=True)
    start = _brands_number(call, "next", required=False)
    subject = call.world.dictionary.subjects.get(subject_id)
    if subject is None:
        raise Refused(_brands_problem(404, "Not Found", "Brands not found"))
    found = call.world.dictionary.brands_of(subject)
    page = found[start : start + BRANDS_PER_PAGE]
    rows = [{"id": brand.id, "name": brand.name, "logoUrl": ""} for brand in page]
    body: dict[str, object] = {"brands": rows, "total": len(found)}
    if start + BRANDS_PER_PAGE < len(found):
        body["next"] = start + BRANDS_PER_PAGE
    return reply(body)


def _brands_number(call: Call, name: str, *, required: bool) -> int:
    text = call.query.get(name)
    if text is None and not required:
        return 0
    try:
        value = int(text or "")
    except ValueError:
        raise Refused(_brands_mistake("invalid integer", name, text)) from None
    if value < 0:
        raise Refused(_brands_mistake("expected number >= 0", name, text))
    return value


def _brands_mistake(message: str, name: str, value: str | None) -> Answer:
    mistake = {"message": message, "location": f"query.{name}", "value": value}
    return _brands_problem(400, "Bad Request", "validation failed", errors=[mistake])


def _brands_problem(status: int, title: str, detail: str, **more: object) -> Answer:
    body = {"title": title, "detail": detail, "origin": "brands-api", "requestId": uuid.uuid4().hex}
    return Answer(status, encode(body | more), PROBLEM)
