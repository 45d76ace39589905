"""Die anywhere around a request, start again, converge: no card twice, none lost (architecture, rule 1)."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from syncd.model.errors import InDoubtError, UnreachableError
from syncd.model.run import Job, Life, Outcome
from tests.end_to_end.stage import ACCOUNT, WRITES, Stage
from tests.shops import MemoryShop, shirt


class Killed(BaseException):
    """As kill -9: nothing of the process catches it."""


def dies_before(path: str) -> Callable[[httpx.Request], None]:
    def die(request: httpx.Request) -> None:
        if request.url.path == path:
            raise Killed

    return die


def dies_after(path: str) -> Callable[[httpx.Request, httpx.Response], None]:
    def die(request: httpx.Request, response: httpx.Response) -> None:
        if request.url.path == path:
            raise Killed

    return die


def revive(stage: Stage) -> None:
    stage.wire.before = lambda request: None
    stage.wire.after = lambda request, response: None


def run_to_the_end(stage: Stage) -> None:
    """As the daemon does: again and again, until nothing is in doubt."""
    for _ in range(6):
        stage.run()
        with stage.context() as context:
            if not context.state.intentions.open(ACCOUNT):
                return
        stage.clock.advance(600)


PATHS = (
    "/content/v2/object/all",
    "/content/v2/get/cards/list",
    "/content/v2/cards/error/list",
    "/content/v2/cards/upload",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_around_a_request_of_a_first_load(
    stage: Stage, shop: MemoryShop, path: str, moment: str
) -> None:
    shop.put(shirt(1, "белый", "черный"))
    shop.put(shirt(2))
    stage.sandbox.settings(delay=90.0)
    if moment == "before":
        stage.wire.before = dies_before(path)
    else:
        stage.wire.after = dies_after(path)
    with pytest.raises(Killed):
        stage.run()
    revive(stage)

    run_to_the_end(stage)
    stage.run()

    assert sorted(stage.cards()) == ["TS-1-белый", "TS-1-черный", "TS-2"]
    errors = stage.sandbox.state()["errors"]
    assert errors == [], "a careless second upload would stand here"
    with stage.context() as context:
        assert all(card.confirmed for card in context.state.cards.all(ACCOUNT))
        assert context.state.problems.open(ACCOUNT) == []


def test_a_run_that_was_killed_is_dead_not_running(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.wire.before = dies_before("/content/v2/cards/upload")
    with pytest.raises(Killed):
        stage.run()
    revive(stage)
    stage.run()

    with stage.context() as context:
        first = context.state.runs.get(1)
    assert first is not None
    assert (first.life, first.outcome) == (Life.DEAD, None)


def test_what_never_left_is_sent_after_the_deadline_and_not_before(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.wire.before = dies_before("/content/v2/cards/upload")
    with pytest.raises(Killed):
        stage.run()
    revive(stage)

    stage.run()
    assert stage.writes() == []
    stage.clock.advance(20 * 60)
    stage.run()
    assert stage.writes() == [], "WB may take 30 minutes to show a card"
    stage.clock.advance(20 * 60)
    stage.run()
    assert list(stage.cards()) == ["TS-1"]


@pytest.mark.parametrize("kind", ["cut-before", "cut-after"])
def test_an_answer_that_never_came_leaves_the_card_in_doubt_and_no_second_one(
    stage: Stage, shop: MemoryShop, kind: str
) -> None:
    shop.put(shirt(1))
    stage.sandbox.set_faults([{"path": "/content/v2/cards/upload", "kind": kind, "count": 1}])
    with pytest.raises(InDoubtError):
        stage.run()

    run_to_the_end(stage)
    stage.run()

    assert list(stage.cards()) == ["TS-1"]
    assert stage.sandbox.state()["errors"] == []


def test_an_update_whose_answer_was_lost_is_settled_by_the_card(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    shop.edit(1, name="Футболка летняя")
    stage.sandbox.set_faults([{"path": "/content/v2/cards/update", "kind": "cut-after", "count": 1}])
    with pytest.raises(InDoubtError):
        stage.run()
    stage.sandbox.clear_requests()
    stage.clock.advance(60)

    assert stage.run().outcome is Outcome.OK
    assert not [path for path in stage.writes() if path in WRITES]
    assert stage.cards()["TS-1"]["title"] == "Футболка летняя"


def test_wb_away_before_anything_was_sent_leaves_nothing_in_doubt(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run(Job.DICTIONARIES)
    refused = httpx.ConnectError("nobody listens")

    def away(request: httpx.Request) -> None:
        if request.url.path == "/content/v2/cards/upload":
            raise refused

    stage.wire.before = away
    with pytest.raises(UnreachableError):
        stage.run()
    revive(stage)
    assert stage.run().outcome is Outcome.OK
    assert list(stage.cards()) == ["TS-1"]
