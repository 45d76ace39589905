"""The scheduler inside this process: time zones, turns, and a shop that answers late."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from functools import partial

import pytest
from structlog.testing import capture_logs

from syncd.daemon import Tick, serve, tell, trigger_of
from syncd.model.errors import FaultError
from syncd.model.run import Job
from tests.acceptance.operators import until

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hour"), [("Europe/Moscow", 1), ("Asia/Vladivostok", 18), ("Europe/Kaliningrad", 2), (None, 4)]
)
def test_half_past_four_by_the_shops_clock(zone: str | None, hour: int) -> None:
    following = trigger_of("30 4 * * *", zone).get_next_fire_time(None, NOON)
    assert following is not None
    assert (following.astimezone(UTC).hour, following.minute) == (hour, 30)


def test_weekdays_by_name() -> None:
    """22 November 2026 is a Sunday."""
    following = trigger_of("30 4 * * mon-fri", "Europe/Moscow").get_next_fire_time(None, NOON)
    assert following is not None
    assert following.date().isoformat() == "2026-11-23"


def test_seconds() -> None:
    following = trigger_of(90, "Europe/Moscow").get_next_fire_time(NOON, NOON)
    assert following is not None
    assert (following - NOON).total_seconds() == 90


def test_every_job_runs_once_at_the_start_in_order_one_at_a_time() -> None:
    stop, done = threading.Event(), list[str]()
    inside = threading.Semaphore(1)

    def work(name: str) -> None:
        assert inside.acquire(blocking=False), "two at a time"
        done.append(name)
        inside.release()
        if len(done) == 3:
            stop.set()

    timings = {"a": 900, "b": "0 4 * * *", "c": 900}
    ticks = [Tick(name, when, partial(work, name)) for name, when in timings.items()]  # type: ignore[arg-type]
    serve(ticks, lambda: "Europe/Moscow", stop, heartbeat=0.02)
    assert done == ["a", "b", "c"]


def test_a_shop_that_answers_late_still_gives_its_time_zone() -> None:
    stop, answers = threading.Event(), [None, None, "Asia/Vladivostok"]
    asked: list[str | None] = []

    def zone() -> str | None:
        asked.append(answers[min(len(asked), 2)])
        return asked[-1]

    with capture_logs() as log:
        turns: list[int] = []
        ticks = [
            Tick("main/catalog", "30 4 * * *", lambda: None),
            Tick("main/stocks", 1, lambda: turns.append(1)),
        ]
        thread = threading.Thread(target=serve, args=(ticks, zone, stop, 0.02, 0.05))
        thread.start()
        try:
            until(lambda: any(row.get("zone") == "Asia/Vladivostok" for row in log), "the zone of the shop")
            before = len(turns)
            until(lambda: len(turns) > before + 1, "time enough to ask again")
        finally:
            stop.set()
            thread.join(10)
    zones = [row["zone"] for row in log if row.get("job") == "main/catalog"]
    assert zones == [None, "Asia/Vladivostok"]
    assert asked == [None, None, "Asia/Vladivostok"], "once known it is not asked for again"


def test_a_fault_is_told_with_its_kind_and_way_and_without_its_sentence() -> None:
    def break_down() -> None:
        raise RuntimeError("пароль: КАНАРЕЙКА")

    try:
        break_down()
    except RuntimeError as error:
        fault = FaultError.of(error)
    with capture_logs() as log:
        tell("ru", "main", Job.CATALOG, fault)
    (row,) = log
    assert (row["error"], row["kind"]) == ("fault", "RuntimeError")
    assert any(frame.endswith(" break_down") for frame in row["traceback"])
    assert "КАНАРЕЙКА" not in str(row)


def test_without_cron_expressions_nobody_asks_again() -> None:
    stop, asked = threading.Event(), list[None]()

    def zone() -> None:
        asked.append(None)

    serve([Tick("main/catalog", 900, stop.set)], zone, stop, heartbeat=0.02)
    assert len(asked) == 1
