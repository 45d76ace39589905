"""Tags (ярлыки) of the seller and of cards (modern.md, 5.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from syncd.sandbox import bodies
from syncd.sandbox.answers import Answer, Refused, data, refuse, reply
from syncd.sandbox.call import Call
from syncd.sandbox.cards import Tag
from syncd.sandbox.judge import tidy

MOST = 15
"""Of tags a seller, of tags a card, and of characters a name."""
COLOURS = ("D1CFD7", "FEE0E0", "ECDAFF", "E4EAFF", "DEF1DD", "FFECC7")


def tags(call: Call) -> Answer:
    found = call.cabinet.shelf(Tag).values()
    return data([{"id": tag.id, "color": tag.color, "name": tag.name} for tag in found])


def create(call: Call) -> Answer:
    name, colour = _asked(call)
    if len(call.cabinet.shelf(Tag)) >= MOST:
        raise _refuse("Исчерпан лимит на создание ярлыков")
    _check_name_is_free(call, name, None)
    if call.effect:
        call.world.keep(call.cabinet, Tag(call.world.number("tag"), name, colour))
    return data(None)


def change(call: Call) -> Answer:
    tag = _tag(call)
    if tag is None:
        return _refusal("Неправильный запрос", 200)
    name, colour = _asked(call)
    _check_name_is_free(call, name, tag.id)
    if call.effect:
        call.world.keep(call.cabinet, Tag(tag.id, name, colour))
    return data(None)


def delete(call: Call) -> Answer:
    """Cards lose it. Guess: that leaves their `updatedAt` as it was."""
    tag = _tag(call)
    if tag is None:
        return _refusal("Такого ярлыка не существует", 200)
    if call.effect:
        for card in [card for card in call.cabinet.cards.values() if tag.id in card.tags]:
            rest = tuple(tag_id for tag_id in card.tags if tag_id != tag.id)
            call.world.put(call.cabinet, replace(card, tags=rest))
        call.world.drop(call.cabinet, tag)
    return data(None)


def link(call: Call) -> Answer:
    """The card bears exactly these tags from now on."""
    body = _object(call)
    tag_ids = tuple(dict.fromkeys(bodies.integers(body, "tagsIDs", _malformed)))
    card = call.cabinet.cards.get(bodies.member(body, "nmID", int, 0, _malformed))
    # Guess: the text for a card that is not there serves for tags that are not.
    if card is None or len(tag_ids) > MOST or not set(tag_ids) <= set(call.cabinet.shelf(Tag)):
        raise _refuse("Неправильный запрос")
    if call.effect:
        call.world.put(call.cabinet, replace(card, tags=tag_ids, updated_at=call.now))
    return data(None)


def _tag(call: Call) -> Tag | None:
    try:
        return call.cabinet.shelf(Tag).get(int(call.arguments["id"]))
    except ValueError as error:
        raise _malformed() from error


def _asked(call: Call) -> tuple[str, str]:
    body = _object(call)
    name = tidy(bodies.member(body, "name", str, "", _malformed))
    colour = bodies.member(body, "color", str, "", _malformed)
    if len(name) > MOST:
        reason = f"Слишком длинное название ярлыка. Разрешено не более {MOST} символов"
        raise refuse("Недопустимое значение наименования ярлыка", {"description": reason})
    if not name:
        raise _refuse("Недопустимое значение наименования ярлыка")
    if colour not in COLOURS:
        # Guess: the colours are documented, the refusal of another is not.
        raise _refuse("Недопустимое значение цвета ярлыка")
    return name, colour


def _check_name_is_free(call: Call, name: str, own: int | None) -> None:
    taken = {tag.name.casefold(): tag.id for tag in call.cabinet.shelf(Tag).values()}
    if taken.get(name.casefold(), own) != own:
        raise _refuse("Ярлык с таким именем уже существует")


def _object(call: Call) -> dict[str, Any]:
    body = bodies.decode(call.body, _malformed)
    if not isinstance(body, dict):
        raise _malformed()
    return body


def _malformed() -> Refused:
    return _refuse("arguments could not be decoded: invalid syntax")


def _refuse(text: str) -> Refused:
    return Refused(_refusal(text, 400))


def _refusal(text: str, status: int) -> Answer:
    """What is not there, some methods refuse under 200."""
    return reply({"data": None, "error": True, "errorText": text, "additionalErrors": None}, status)
