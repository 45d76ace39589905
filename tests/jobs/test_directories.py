"""WB's directories judge a card before it is sent, and what reading them may not cost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from syncd.jobs import dictionaries
from syncd.jobs.context import Patience
from syncd.model.dictionary import Directory
from syncd.model.problem import ProblemCode
from syncd.model.run import Job, Outcome
from tests.end_to_end.stage import ACCOUNT, Stage
from tests.jobs.cabinet import DAY, codes, problems
from tests.shops import MemoryShop, shirt

COLOURS, KINDS = "/content/v2/directory/colors", "/content/v2/directory/kinds"
BRANDS = "/api/content/v1/brands"
BASE = {"acc": 1}
MANUFACTURER = ("brand: {value: Нет бренда}", "brand: {field: manufacturer}")
HALF_AN_HOUR = 1810


def asked(stage: Stage) -> list[str]:
    paths = [str(row["path"]) for row in stage.sandbox.requests()]
    stage.sandbox.clear_requests()
    return [path for path in paths if "/directory/" in path or path == BRANDS]


def known(stage: Stage, directory: Directory, subject_id: int | None = None) -> tuple[str, ...] | None:
    with stage.context() as context:
        return context.state.dictionaries.values(ACCOUNT, directory, subject_id)


def refresh(stage: Stage) -> None:
    with stage.context() as context:
        dictionaries.refresh(context, force=False)


def test_a_colour_that_wb_has_not_is_told_with_its_like_and_never_sent(
    stage: Stage, shop: MemoryShop
) -> None:
    stage.mapping = stage.mapping.replace(
        "Цвет: {attribute: Цвет}", "Цвет: {attribute: Цвет, values: {синий: сыний}}"
    )
    shop.put(shirt(1, "белый", "синий"))
    assert stage.run().outcome is Outcome.PARTIAL
    assert list(stage.cards()) == ["TS-1-белый"]
    (told,) = problems(stage)
    assert (told.problem.code, told.problem.ref) == (ProblemCode.VALUE_UNKNOWN, "TS-1-синий")
    facts = dict(told.problem.facts)
    assert facts["value"] == "сыний"
    assert "синий" in facts["near"].split(", ")
    assert stage.sandbox.state()["errors"] == []


def test_a_brand_that_wb_has_not_is_told_with_its_like(stage: Stage, shop: MemoryShop) -> None:
    stage.mapping = stage.mapping.replace(*MANUFACTURER)
    shop.put(shirt(1, manufacturer="Северный Узер"))
    shop.put(shirt(2, manufacturer="лапоток"))
    stage.run()
    assert stage.cards()["TS-2"]["brand"] == "Лапоток", "of the second page of brands, in WB's spelling"
    (told,) = problems(stage)
    assert (told.problem.code, told.problem.ref) == (ProblemCode.BRAND_UNKNOWN, "TS-1")
    assert dict(told.problem.facts)["near"] == "Северный Узор"


def test_only_what_the_mapping_is_judged_by_is_read_once_a_day(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    assert asked(stage) == [COLOURS, KINDS]
    stage.run()
    assert asked(stage) == []
    stage.clock.advance(DAY)
    stage.run()
    assert sorted(asked(stage)) == [COLOURS, KINDS]
    assert dict(stage.run().counts)["unchanged"] == 1, "the same values again are nothing new"


def test_another_colour_at_wb_has_every_card_judged_again(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, "белый"))
    for _ in range(3):
        report = stage.run()
    assert dict(report.counts)["unchanged"] == 1
    with stage.context() as context:
        stored, now = context.state.dictionaries, stage.clock.now()
        stored.put_values(ACCOUNT, Directory.COLOURS, None, ["белоснежный"], now)
    stage.run()
    assert codes(stage) == [(ProblemCode.VALUE_UNKNOWN, "TS-1-белый")]


def test_with_a_base_token_they_come_one_by_one_and_nothing_waits(stage: Stage, shop: MemoryShop) -> None:
    """Two directories an hour, one page of brands: more brands than that are not begun again all day."""
    stage.claims = BASE
    stage.mapping = stage.mapping.replace(*MANUFACTURER)
    report = stage.run(Job.DICTIONARIES)
    assert report.outcome is Outcome.OK
    assert asked(stage) == [COLOURS, BRANDS]
    assert (known(stage, Directory.KINDS), known(stage, Directory.BRANDS, 192)) == (None, None)
    stage.clock.advance(HALF_AN_HOUR - 300)
    refresh(stage)
    assert asked(stage) == []
    stage.clock.advance(300)
    refresh(stage)
    assert asked(stage) == [KINDS]
    assert "Мужской" in (known(stage, Directory.KINDS) or ())
    for _ in range(3):
        stage.clock.advance(3600)
        refresh(stage)
    assert asked(stage) == []
    assert max(stage.clock.waits, default=0) < 10


def test_one_that_wb_cannot_give_stays_as_it_was_and_ends_no_run(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    colours = known(stage, Directory.COLOURS)
    stage.clock.advance(DAY)
    for status in (400, 500):
        stage.sandbox.set_faults([{"path": COLOURS, "kind": "status", "status": status}])
        asked(stage)
        assert stage.run().outcome is Outcome.OK
        assert COLOURS in asked(stage)
        assert colours and known(stage, Directory.COLOURS) == colours
    stage.sandbox.set_faults([])
    stage.run()
    assert asked(stage) == [COLOURS]


@pytest.mark.parametrize(("status", "questions"), [(400, 2), (500, 1)])
def test_where_wb_is_silent_it_is_not_asked_of_every_subject(
    stage: Stage, shop: MemoryShop, status: int, questions: int
) -> None:
    stage.mapping = stage.mapping.replace(*MANUFACTURER)
    stage.mapping += "  - {when: {category: Дом/Вёдра}, subject: Кружки}\n"
    stage.sandbox.set_faults([{"path": BRANDS, "kind": "status", "status": status}])
    stage.run(Job.DICTIONARIES)
    brands = [row["query"] for row in stage.sandbox.requests() if row["path"] == BRANDS]
    assert len({str(one) for one in brands}) == questions
    assert known(stage, Directory.KINDS)


def test_what_takes_too_long_is_left_to_the_next_run(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.patience = Patience(directories=timedelta(0))
    stage.run()
    assert (asked(stage), codes(stage)) == ([], [])
    stage.patience = Patience()
    stage.run()
    assert asked(stage) == [COLOURS, KINDS]


def test_a_directory_is_parsed_once_a_pass(stage: Stage, shop: MemoryShop) -> None:
    stage.run(Job.DICTIONARIES)
    with stage.context() as context:
        view = dictionaries.StoredDictionary(context.state.dictionaries, ACCOUNT)
        found = view.values(Directory.COLOURS, 192)
        assert found is not None and found.find("Белый") == "белый"
        assert view.values(Directory.COLOURS, 41) is found
        assert view.values(Directory.TNVED, 192) is None
