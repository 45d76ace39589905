"""Certificates, the marking code and the GTIN: from the shop to WB, and no further once they stand there."""

from __future__ import annotations

from typing import Any

import httpx

from syncd.model.shop import Feature
from tests.end_to_end.stage import Stage
from tests.jobs.cabinet import UPDATE, codes, settled_run
from tests.shops import MemoryShop, shirt

NUMBER = "ЕАЭС N RU Д-RU.РА01.В.00001/26"
GTIN = "04600000000015"
FEATURES = {
    "Пол": "Мужской",
    "Состав": "хлопок",
    "Декларация": NUMBER,
    "Декларация от": "10.01.2026",
    "Декларация до": "09.01.2029",
    "Честный знак": "да",
    "GTIN": GTIN,
}
MAPPED = (
    "description_limit: 5000}",
    """description_limit: 5000, kiz_marked: {feature: Честный знак}, gtin: {feature: GTIN},
  documents: [{type: declaration, number: {feature: Декларация},
               start: {feature: Декларация от}, end: {feature: Декларация до}}]}""",
)


def papers(**changes: str) -> tuple[Feature, ...]:
    told = FEATURES | changes
    return tuple(Feature(number, name, value) for number, (name, value) in enumerate(told.items(), 1))


def declaration(stage: Stage) -> dict[str, Any]:
    documents: Any = stage.cards()["TS-1"]["documents"]
    (item,) = documents["items"]
    found: dict[str, Any] = item
    return found


def test_they_reach_wb_and_are_confirmed(stage: Stage, shop: MemoryShop) -> None:
    stage.mapping = stage.mapping.replace(*MAPPED)
    shop.put(shirt(1, features=papers()))
    settled_run(stage)
    card = stage.cards()["TS-1"]
    assert (card["kizMarked"], card["gtin"]) == (True, GTIN)
    told = {
        "type": 2,
        "number": NUMBER,
        "startDate": "2026-01-10T00:00:00Z",
        "endDate": "2029-01-09T00:00:00Z",
        "isEndless": False,
    }
    assert told.items() <= declaration(stage).items()
    stage.run()
    assert (stage.writes(), codes(stage)) == ([], [])
    assert dict(stage.run().counts)["unchanged"] == 1


def test_an_update_keeps_what_we_do_not_own(stage: Stage, shop: MemoryShop) -> None:
    stage.mapping = stage.mapping.replace(*MAPPED)
    shop.put(shirt(1, features=papers()))
    settled_run(stage)
    before = declaration(stage)
    by_hand(stage, ecoLabel={"level": 3})
    shop.edit(1, features=papers(**{"Декларация до": "бессрочно"}))
    settled_run(stage)
    after = declaration(stage)
    assert (after["id"], after["createdAt"]) == (before["id"], before["createdAt"])
    assert (after["isEndless"], "endDate" in after) == (True, False)
    assert stage.cards()["TS-1"]["ecoLabel"] == {"level": 3}
    stage.run()
    assert stage.writes() == []


def test_unmapped_they_stay_as_a_person_left_them(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    settled_run(stage)
    by_hand(stage, kizMarked=True, gtin=GTIN, documents={"items": [{"type": 2, "number": "17"}]})
    standing = declaration(stage)
    shop.edit(1, name="Футболка летняя")
    stage.run()
    assert stage.writes() == [UPDATE]
    card = stage.cards()["TS-1"]
    assert (card["title"], card["kizMarked"], card["gtin"]) == ("Футболка летняя", True, GTIN)
    assert declaration(stage) == standing


def test_none_are_needed(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    settled_run(stage)
    stage.mapping = stage.mapping.replace("5000}", "5000, documents: none}")
    stage.run()
    documents: Any = stage.cards()["TS-1"]["documents"]
    assert documents["excludeDocuments"] is True
    settled_run(stage)
    stage.run()
    assert stage.writes() == []


def by_hand(stage: Stage, **members: Any) -> None:
    stage.clock.advance(60)
    nm_id = stage.cards()["TS-1"]["nmID"]
    answer = httpx.post(f"{stage.sandbox.url}/_sandbox/cards/{nm_id}", json=members)
    assert answer.status_code == 200, answer.text
    stage.clock.advance(10)
    stage.sandbox.clear_requests()
