from __future__ import annotations

import pytest

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.run import Job, Life, Outcome
from syncd.state.state import State
from tests.clocks import FakeClock


def test_a_run_lives_and_ends(state: State, clock: FakeClock) -> None:
    run = state.runs.start("main", Job.CATALOG)
    begun = clock.now()
    running = state.runs.get(run)
    assert running is not None
    assert (running.life, running.outcome, running.started_at) == (Life.RUNNING, None, begun)
    clock.advance(1.5)
    state.runs.finish(run, Outcome.PARTIAL, {"sent": 3, "adopted": 1}, error="wb-failing", plan_digest="d")
    ended = state.runs.get(run)
    assert ended is not None
    assert (ended.life, ended.outcome) == (Life.DONE, Outcome.PARTIAL)
    assert ended.counts == (("sent", 3), ("adopted", 1))
    assert (ended.ended_at, ended.error, ended.plan_digest) == (clock.now(), "wb-failing", "d")
    assert state.runs.get(run + 1) is None


def test_an_error_keeps_what_it_tells(state: State, clock: FakeClock) -> None:
    run = state.runs.start("main", Job.CATALOG)
    facts = {"host": "wb.example", "reason": "нет сети"}
    state.runs.finish(run, Outcome.FAILED, {}, "wb-unreachable", error_facts=facts)
    found = state.runs.get(run)
    assert found is not None
    assert dict(found.error_facts) == facts


def test_a_run_that_never_ended_is_dead_when_the_next_starts(state: State) -> None:
    crashed = state.runs.start("main", Job.CATALOG)
    others = [state.runs.start("main", Job.STOCKS), state.runs.start("second", Job.CATALOG)]
    state.runs.start("main", Job.CATALOG)
    lives = [run.life for one in (crashed, *others) if (run := state.runs.get(one))]
    assert lives == [Life.DEAD, Life.RUNNING, Life.RUNNING]


def test_the_last_run(state: State) -> None:
    first = state.runs.start("main", Job.CATALOG)
    state.runs.finish(first, Outcome.OK, {})
    second = state.runs.start("main", Job.CATALOG)
    state.runs.finish(second, Outcome.FAILED, {})
    last, last_ok = state.runs.last("main", Job.CATALOG), state.runs.last("main", Job.CATALOG, Outcome.OK)
    assert last is not None and last_ok is not None
    assert (last.id, last_ok.id) == (second, first)
    assert state.runs.last("main", Job.PRICES) is None


def held(state: State, digest: str) -> int:
    run = state.runs.start("main", Job.CATALOG)
    state.runs.finish(run, Outcome.HELD, {}, plan_digest=digest)
    return run


def test_a_word_is_for_exactly_one_plan_and_once(state: State, clock: FakeClock) -> None:
    run = held(state, "d1")
    assert not state.runs.is_released("main", Job.CATALOG, "d1")
    state.runs.release(run, clock.now())
    released = state.runs.get(run)
    assert released is not None
    assert released.released_at == clock.now()
    assert state.runs.is_released("main", Job.CATALOG, "d1")
    assert not state.runs.is_released("main", Job.CATALOG, "d2")
    assert not state.runs.is_released("main", Job.PRICES, "d1")
    assert not state.runs.is_released("second", Job.CATALOG, "d1")
    failed = state.runs.start("main", Job.CATALOG)
    state.runs.finish(failed, Outcome.FAILED, {}, plan_digest="d1")
    assert state.runs.is_released("main", Job.CATALOG, "d1")
    done = state.runs.start("main", Job.CATALOG)
    state.runs.finish(done, Outcome.PARTIAL, {}, plan_digest="d1")
    assert not state.runs.is_released("main", Job.CATALOG, "d1")


def test_only_a_held_run_can_be_released(state: State, clock: FakeClock) -> None:
    run = state.runs.start("main", Job.CATALOG)
    for unknown in (run, run + 1):
        with pytest.raises(ConfigurationError) as refused:
            state.runs.release(unknown, clock.now())
        assert refused.value.code is ErrorCode.RUN_UNKNOWN
