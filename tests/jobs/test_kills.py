"""The journal of a run lists every commit and every request. Killed at each of them, it converges.

To die after one is to die before the next: nothing outside the process happens between them. The limiter's
own commits, which go before each request, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from syncd.jobs.context import Patience
from syncd.model.errors import UnreachableError
from syncd.model.run import Job
from syncd.sync.plan import Gone
from tests.clocks import FakeClock
from tests.end_to_end.stage import ACCOUNT, Stage, staged
from tests.shops import MAPPING, MemoryShop, digested, shirt

PARTS = 8
"""The kills are dealt out to so many tests."""


class Killed(BaseException):
    """As kill -9: nothing of the process catches it."""


@dataclass
class Journal:
    """Commits and requests as they come; `kill_at` is the number of the one before which the process dies."""

    kill_at: int | None = None
    events: list[str] = field(default_factory=list)
    dead: bool = False

    def note(self, event: str) -> None:
        if self.dead:
            raise Killed
        if len(self.events) == self.kill_at:
            self.dead = True
            raise Killed
        self.events.append(event)


@contextmanager
def listening(stage: Stage, journal: Journal) -> Iterator[None]:
    def write(connection: sa.Connection, cursor: object, statement: str, *_: object) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "BEGIN", "PRAGMA")):
            connection.info["written"] = statement

    def commit(connection: sa.Connection) -> None:
        written = connection.info.pop("written", "")
        if "bucket" not in written:
            journal.note(f"commit {written}")

    stage.wire.before = lambda request: journal.note(f"ask {request.url.path}")
    stage.wire.after = lambda request, response: journal.note(f"answer {request.url.path}")
    sa.event.listen(sa.Engine, "before_cursor_execute", write)
    sa.event.listen(sa.Engine, "commit", commit)
    try:
        yield
    finally:
        sa.event.remove(sa.Engine, "commit", commit)
        sa.event.remove(sa.Engine, "before_cursor_execute", write)
        stage.wire.before = _pass
        stage.wire.after = _pass


def _pass(*_: httpx.Request | httpx.Response) -> None:
    """A wire that nobody listens to."""


@contextmanager
def story(folder: Path) -> Iterator[tuple[Stage, MemoryShop]]:
    """A product of two colours stands; now it has a third and another title, and two products are new."""
    shop, clock = MemoryShop(), FakeClock()
    with staged(folder, clock, shop, MAPPING) as stage:
        shop.put(shirt(1, "белый", "черный"))
        stage.run()
        stage.run()
        stage.sandbox.settings(delay=90.0)
        stage.patience = Patience(wait=timedelta(seconds=3))
        stage.sandbox.clear_requests()
        shop.put(shirt(1, "белый", "черный", "синий", name="Другое имя"))
        shop.put(shirt(2))
        shop.put(shirt(3, "белый"))
        yield stage, shop


WANTED = ["TS-1-белый", "TS-1-синий", "TS-1-черный", "TS-2", "TS-3-белый"]


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_before_and_after_every_commit_and_request(tmp_path: Path, part: int) -> None:
    whole = Journal()
    (tmp_path / "whole").mkdir()
    with story(tmp_path / "whole") as (stage, _), listening(stage, whole):
        _both(stage)
    assert sum(event.startswith("ask ") for event in whole.events) > 6
    assert sum(event.startswith("commit ") for event in whole.events) > 20
    for number in range(part, len(whole.events), PARTS):
        _survive(tmp_path / str(number), number, whole.events[number])


def _survive(folder: Path, number: int, event: str) -> None:
    folder.mkdir()
    with story(folder) as (stage, _):
        with listening(stage, Journal(kill_at=number)), pytest.raises(Killed):
            _both(stage)
        _run_to_the_end(stage)
        cards = stage.cards()
        assert sorted(cards) == WANTED, f"killed before {event}"
        assert {card["title"] for code, card in cards.items() if code.startswith("TS-1")} == {"Другое имя"}
        assert stage.sandbox.state()["errors"] == [], f"killed before {event}: something was sent twice"
        _agree(stage)


def _both(stage: Stage) -> None:
    """The run that sends, and the one that sees what became of it."""
    stage.run()
    stage.clock.advance(120)
    stage.run()


def _run_to_the_end(stage: Stage) -> None:
    for _ in range(8):
        try:
            stage.run()
        except UnreachableError:
            stage.clock.advance(60)
        with stage.context() as context:
            if not context.state.intentions.open(ACCOUNT):
                break
        stage.clock.advance(600)
    stage.run()
    stage.sandbox.clear_requests()
    stage.run()
    assert stage.writes() == []


def _agree(stage: Stage) -> None:
    """The state knows each card by WB's own numbers, and holds nothing open."""
    cards = stage.cards()
    with stage.context() as context:
        known = {card.vendor_code: card for card in context.state.cards.all(ACCOUNT)}
        assert context.state.problems.open(ACCOUNT, Job.CATALOG.value) == []
    assert sorted(known) == WANTED
    for code, card in known.items():
        told = cards[code]
        assert (card.nm_id, card.imt_id) == (told["nmID"], told["imtID"])
        sizes = {size["chrtID"]: size for size in told["sizes"]}  # type: ignore[attr-defined, index]
        assert all(link.chrt_id in sizes and link.skus for link in card.links)
        assert card.confirmed is not None


# --- standing cards: recovered, inherited, joined, trashed -----------------------------------------

TURNS = ("recover", "moveNm", "delete/trash", "trashed_at", "trashed_card", "wish", "id_product=?")
"""Words of the events around which a kill is tried: the others are those of the first story."""


@contextmanager
def moving_story(folder: Path) -> Iterator[Stage]:
    """One product comes back, one was made anew, one is switched off, one lost its page."""
    shop, clock = MemoryShop(), FakeClock()
    with staged(folder, clock, shop, MAPPING) as stage:
        stage.gone = Gone.TRASH
        shop.put(shirt(1, "белый", "черный"))
        for number in (4, 5, 6, 7):
            shop.put(shirt(number))
        stage.run()
        stage.run()
        shop.edit(6, active=False)
        stage.run()
        _take_off_the_page(stage, "TS-1-белый")
        shop.edit(6, active=True, name="Шестая")
        before = shop.get(4)
        shop.remove(4)
        shop.put(digested(replace(before, id_product=9, name="Девятая")))
        shop.edit(5, active=False)
        stage.sandbox.clear_requests()
        yield stage


def _take_off_the_page(stage: Stage, vendor_code: str) -> None:
    answer = httpx.post(
        f"{stage.sandbox.url}/content/v2/cards/moveNm",
        headers={"Authorization": stage.sandbox.token()},
        json={"nmIDs": [stage.cards()[vendor_code]["nmID"]]},
    )
    assert answer.status_code == 200, answer.text
    stage.clock.advance(10)


def test_killed_around_everything_that_becomes_of_standing_cards(tmp_path: Path) -> None:
    whole = Journal()
    (tmp_path / "whole").mkdir()
    with moving_story(tmp_path / "whole") as stage, listening(stage, whole):
        _both(stage)
    pairs = zip(whole.events[1:], whole.events, strict=False)
    turns = [
        number
        for number, pair in enumerate(pairs, 1)
        if any(word in event for word in TURNS for event in pair)
    ]
    assert len(turns) > 10
    for number in turns:
        _survive_moving(tmp_path / str(number), number, whole.events[number])


def _survive_moving(folder: Path, number: int, event: str) -> None:
    folder.mkdir()
    with moving_story(folder) as stage:
        with listening(stage, Journal(kill_at=number)), pytest.raises(Killed):
            _both(stage)
        _run_to_the_end(stage)
        cards = stage.cards()
        assert sorted(cards) == ["TS-1-белый", "TS-1-черный", "TS-4", "TS-6", "TS-7"], event
        assert (cards["TS-6"]["title"], cards["TS-4"]["title"]) == ("Шестая", "Девятая"), event
        assert cards["TS-1-белый"]["imtID"] == cards["TS-1-черный"]["imtID"], event
        assert stage.sandbox.state()["errors"] == [], event
        with stage.context() as context:
            known = {card.vendor_code: card for card in context.state.cards.all(ACCOUNT)}
            assert context.state.problems.open(ACCOUNT, Job.CATALOG.value) == [], event
        assert (known["TS-4"].id_product, known["TS-6"].trashed_at) == (9, None), event
        assert known["TS-5"].trashed_at is not None, event
        assert all(link.chrt_id for link in known["TS-4"].links), event
