"""What is at WB and not ours outlives every update of ours: fields not mapped, and members nobody knows."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx

from tests.end_to_end.stage import Stage
from tests.jobs.cabinet import UPDATE, edit, settled_run
from tests.shops import MemoryShop, shirt

KEEPING = "card: {description: keep, brand: keep, dimensions: keep}"
NEW = {"ratingBadge": {"level": 3, "of": ["а", "б"]}, "isPremium": True}
"""Members that WB may show tomorrow."""


def test_ten_fields_edited_by_hand_and_unknown_members_outlive_an_update_of_the_title(
    stage: Stage, shop: MemoryShop
) -> None:
    stage.mapping = re.sub(r"card: .*", KEEPING, stage.mapping)
    shop.put(shirt(1))
    settled_run(stage)
    _edit_by_hand(stage)
    before = stage.cards()["TS-1"]
    sent: list[dict[str, Any]] = []
    stage.wire.after = _show_new_members
    stage.wire.before = lambda request: _note(request, sent)
    stage.run()
    assert (sent, stage.writes()) == ([], []), "what is not ours is nothing to repair"

    shop.edit(1, name="Новое имя")
    stage.run()

    after = stage.cards()["TS-1"]
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed == {"title", "updatedAt"}
    assert [{name: card[name] for name in NEW} for card in sent] == [NEW]


def test_a_value_that_wb_writes_otherwise_is_not_sent_again(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, name="  Футболка   хлопковая "))
    stage.mapping = stage.mapping.replace("Состав: {feature: Состав}", "Состав: {value: ХЛОПОК}")
    settled_run(stage)
    for _ in range(3):
        stage.run()
        stage.clock.advance(90_000)
    assert stage.writes() == []


def _edit_by_hand(stage: Stage) -> None:
    """Description, brand, four measures, and four characteristics that the mapping does not name."""
    with stage.context() as context:
        known = context.state.dictionaries.characteristics("main", 192) or ()
    card = stage.cards()["TS-1"]
    ours: list[dict[str, Any]] = card["characteristics"]  # type: ignore[assignment]
    taken = {one["id"] for one in ours}
    free = [
        one
        for one in known
        if one.charc_id not in taken and one.type.name == "STRINGS" and not one.named_field and one.max_count
    ]
    added = [{"id": one.charc_id, "value": ["написано рукой"]} for one in free if _is_free_text(one.name)][:4]
    assert len(added) == 4, [one.name for one in free]
    edit(
        stage,
        "TS-1",
        description="Написано руками в личном кабинете, и это должно остаться.",
        brand="Нет бренда",
        dimensions={"length": 31, "width": 21, "height": 5, "weightBrutto": 0.3},
        characteristics=[*ours, *added],
    )


def _is_free_text(name: str) -> bool:
    return not any(word in name.lower() for word in ("цвет", "пол", "сезон", "страна", "тнвэд", "ндс"))


def _show_new_members(request: httpx.Request, response: httpx.Response) -> None:
    if request.url.path.endswith("get/cards/list"):
        body = json.loads(response.content)
        for card in body["cards"]:
            card.update(NEW)
        response._content = json.dumps(body).encode()


def _note(request: httpx.Request, sent: list[dict[str, Any]]) -> None:
    if request.url.path == UPDATE:
        sent.extend(json.loads(request.content))
