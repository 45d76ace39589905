"""WB answers with less than there is, with nonsense, or breaks at one item: the others go on."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from syncd.jobs.catalog.own import own
from syncd.model.errors import ConfigurationError, ErrorCode, SyncdError
from syncd.model.problem import ProblemCode
from syncd.model.run import Outcome
from tests.clocks import FakeClock
from tests.end_to_end.stage import Stage, staged
from tests.jobs.cabinet import ADD, DAY, PAST_THE_DEADLINE, UPDATE, UPLOAD, codes, settled_run, trash
from tests.shops import BLUE_TOO_LONG, MAPPING, MemoryShop, shirt

LIST = "get/cards/list"


def listing(
    change: Callable[[dict[str, Any], bytes], None],
) -> Callable[[httpx.Request, httpx.Response], None]:
    """A wire that changes WB's lists of cards; `change` gets the answer and the question."""

    def after(request: httpx.Request, response: httpx.Response) -> None:
        if request.url.path.endswith(LIST):
            body = json.loads(response.content)
            change(body, request.content)
            response._content = json.dumps(body).encode()

    return after


def quiet(request: httpx.Request, response: httpx.Response) -> None:
    """A wire without faults."""


def test_an_unreadable_card_keeps_its_doubt_and_stops_no_other(stage: Stage, shop: MemoryShop) -> None:
    def spoil(body: dict[str, Any], _question: bytes) -> None:
        for card in body["cards"]:
            if card["vendorCode"] == "TS-1":
                card["subjectID"] = 0

    shop.put(shirt(1))
    stage.wire.after = listing(spoil)
    stage.run()
    stage.clock.advance(PAST_THE_DEADLINE)
    shop.put(shirt(2))
    assert stage.run().outcome is Outcome.PARTIAL
    assert "TS-2" in stage.cards()
    assert (ProblemCode.ANSWER_UNREADABLE, "TS-1") in codes(stage)
    stage.wire.after = quiet
    stage.clock.advance(DAY)
    stage.run()
    assert stage.writes() == [UPLOAD, UPLOAD], "the card in doubt was never sent again"
    assert codes(stage) == []


def test_a_list_that_is_suddenly_short_is_not_believed_at_once(stage: Stage, shop: MemoryShop) -> None:
    def empty(body: dict[str, Any], _question: bytes) -> None:
        body.update(cards=[], cursor={"total": 0})

    for number in range(1, 6):
        shop.put(shirt(number))
    settled_run(stage)
    stage.clock.advance(DAY)
    stage.wire.after = listing(empty)
    stage.run()
    assert [code for code, _ in codes(stage)] == [ProblemCode.CARDS_FEWER]
    stage.wire.after = quiet
    stage.clock.advance(600)
    shop.edit(1, name="Другое имя")
    stage.run()
    assert codes(stage) == []
    assert stage.cards()["TS-1"]["title"] == "Другое имя"
    assert stage.writes() == [UPDATE]


def test_cards_that_stay_away_for_an_hour_are_believed_to_be_gone(stage: Stage, shop: MemoryShop) -> None:
    for number in range(1, 6):
        shop.put(shirt(number))
    settled_run(stage)
    for number in range(1, 6):
        trash(stage, f"TS-{number}")
    stage.clock.advance(DAY)
    stage.run()
    stage.clock.advance(1800)
    stage.run()
    assert [code for code, _ in codes(stage)] == [ProblemCode.CARDS_FEWER]
    stage.clock.advance(1800)
    stage.run()
    assert {code for code, _ in codes(stage)} == {ProblemCode.CARD_IN_TRASH}


def test_a_deadline_over_a_stale_list_asks_for_the_card_itself(stage: Stage, shop: MemoryShop) -> None:
    def hide(body: dict[str, Any], question: bytes) -> None:
        if b"textSearch" not in question:
            body["cards"] = [card for card in body["cards"] if card["vendorCode"] != "TS-1"]
            if not body["cards"]:
                body["cursor"] = {"total": 0}

    shop.put(shirt(1))
    settled_run(stage)
    stage.wire.after = listing(hide)
    shop.edit(1, name="Новое имя")
    for _ in range(5):
        stage.run()
        stage.clock.advance(PAST_THE_DEADLINE)
    assert (stage.writes(), codes(stage)) == ([UPDATE], [])


def test_one_item_at_which_wb_breaks_is_found_and_told_and_the_others_go(
    stage: Stage, shop: MemoryShop
) -> None:
    def poison(request: httpx.Request) -> None:
        if request.url.path == UPLOAD:
            broken = {"path": UPLOAD, "kind": "status", "status": 500}
            stage.sandbox.set_faults([broken] if b'"TS-1"' in request.content else [])

    for number in (1, 2, 3):
        shop.put(shirt(number))
    stage.wire.before = poison
    for _ in range(12):
        with suppress(SyncdError):
            stage.run()
        stage.clock.advance(1300)
    assert set(stage.cards()) == {"TS-2", "TS-3"}
    assert codes(stage) == [(ProblemCode.CARD_LOST, "TS-1")]

    stage.wire.before = lambda request: None
    stage.sandbox.set_faults([])
    stage.clock.advance(DAY)
    stage.run()
    assert (set(stage.cards()), codes(stage)) == ({"TS-1", "TS-2", "TS-3"}, [])


def test_one_item_at_which_wb_breaks_takes_no_other_update_with_it(stage: Stage, shop: MemoryShop) -> None:
    def poison(request: httpx.Request) -> None:
        if request.url.path == UPDATE:
            broken = {"path": UPDATE, "kind": "status", "status": 500}
            stage.sandbox.set_faults([broken] if b'"TS-1"' in request.content else [])

    for number in (1, 2, 3):
        shop.put(shirt(number))
    settled_run(stage)
    for number in (1, 2, 3):
        shop.edit(number, name=f"Новое имя {number}")
    stage.wire.before = poison
    for _ in range(12):
        with suppress(SyncdError):
            stage.run()
        stage.clock.advance(1300)
    assert stage.cards()["TS-2"]["title"] == "Новое имя 2"
    assert codes(stage) == [(ProblemCode.CARD_LOST, "TS-1")]


def test_a_limit_of_additions_leaves_new_products_alone(stage: Stage, shop: MemoryShop) -> None:
    for number in (1, 2, 3):
        shop.put(shirt(number, "белый"))
    token = stage.sandbox.token
    stage.sandbox.token = lambda *given, **claims: token(acc=1, **{"for": None})  # type: ignore[method-assign]
    settled_run(stage)
    for number in (1, 2, 3):
        shop.put(shirt(number, "белый", "черный"))
    shop.put(shirt(4))
    reports = []
    for _ in range(3):
        reports.append(stage.run())
        stage.clock.advance(600)
    assert "TS-4" in stage.cards()
    assert any("put-off" in dict(report.counts) for report in reports)
    assert all(report.outcome is Outcome.PARTIAL for report in reports if "put-off" in dict(report.counts))


def test_only_cards_of_the_refused_batch_are_sent_again(stage: Stage, shop: MemoryShop) -> None:
    """Two additions to one page: one is refused, the other slow."""
    shop.put(shirt(1, "белый"))
    settled_run(stage)
    added: list[str] = []

    def later(request: httpx.Request) -> None:
        if request.url.path == ADD:
            added.append(json.loads(request.content)["cardsToAdd"][0]["vendorCode"])
            stage.sandbox.settings(delay=1200.0 if "черный" in added[-1] else 2.0)

    stage.wire.before = later
    stage.mapping = stage.mapping.replace(*BLUE_TOO_LONG)
    shop.put(shirt(1, "белый", "черный"))
    stage.run()
    shop.put(shirt(1, "белый", "черный", "синий"))
    for seconds in (300, 1500, 10):
        stage.run()
        stage.clock.advance(seconds)
    assert sorted(added) == ["TS-1-синий", "TS-1-черный"]


def test_a_state_serves_one_seller(stage: Stage, shop: MemoryShop, tmp_path: Path, clock: FakeClock) -> None:
    shop.put(shirt(1))
    settled_run(stage)
    (tmp_path / "other").mkdir()
    with staged(tmp_path / "other", clock, shop, MAPPING) as other:
        other.state_url = stage.state_url
        with pytest.raises(ConfigurationError) as refused:
            other.run()
        assert refused.value.code is ErrorCode.ACCOUNT_MOVED
        with other.context() as context, pytest.raises(ConfigurationError):
            own(context, ["TS-1"])
        assert other.writes() == []
    assert stage.run().outcome is Outcome.OK
