"""The bucket never gives more than WB would, and waiting for it can be broken off."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.model.clock import Stopped
from syncd.model.errors import ErrorCode, UnreachableError
from syncd.model.limit import Limit
from syncd.wildberries.limiter import Limiter, MemoryBuckets
from syncd.wildberries.limits import Bucket
from tests.clocks import FakeClock

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
FBS = Bucket("seller|fbs|personal", Limit(0.2, 20))


@given(
    interval=st.sampled_from([0.06, 0.2, 0.6, 1.0, 6.0, 20.0]),
    burst=st.integers(1, 20),
    steps=st.lists(st.integers(0, 40), min_size=1, max_size=60),
)
def test_never_more_than_burst_and_time_allow_in_any_window(
    interval: float, burst: int, steps: list[int]
) -> None:
    """Time moves in tenths of the interval; every grant is checked against every earlier one."""
    store, limit, now = MemoryBuckets(), Limit(interval, burst), START
    granted: list[datetime] = []
    for step in steps:
        now += timedelta(seconds=step * interval / 10)
        while store.reserve("k", limit, 1, now) == 0.0:
            granted.append(now)
    for first, last in itertools.combinations_with_replacement(range(len(granted)), 2):
        seconds = (granted[last] - granted[first]).total_seconds()
        assert last - first + 1 <= burst + seconds / interval + 1e-3


def test_a_greedy_client_gets_all_that_is_due(clock: FakeClock) -> None:
    limiter = Limiter(MemoryBuckets(), clock)
    start = clock.now()
    for _ in range(320):
        limiter.acquire([FBS], 600)
    assert (clock.now() - start).total_seconds() == pytest.approx(60.0, abs=0.01)


def test_the_wait_told_is_the_wait_needed() -> None:
    store, limit = MemoryBuckets(), Limit(6.0, 1)
    assert store.reserve("k", limit, 1, START) == 0.0
    assert store.reserve("k", limit, 1, START + timedelta(seconds=2)) == pytest.approx(4.0)
    assert store.reserve("other", limit, 1, START) == 0.0


def test_an_error_costs_more() -> None:
    store = MemoryBuckets()
    store.reserve("k", FBS.limit, 1, START)
    store.charge("k", FBS.limit, 9, START)
    granted = sum(store.reserve("k", FBS.limit, 1, START) == 0.0 for _ in range(20))
    assert granted == 10


def test_after_a_block_there_is_one_token() -> None:
    store = MemoryBuckets()
    store.block("k", FBS.limit, 29.0, START)
    assert store.reserve("k", FBS.limit, 1, START) == pytest.approx(29.0)
    later = START + timedelta(seconds=29)
    assert store.reserve("k", FBS.limit, 1, later) == 0.0
    assert store.reserve("k", FBS.limit, 1, later) == pytest.approx(0.2)


def test_wbs_count_lowers_and_never_raises() -> None:
    store = MemoryBuckets()
    store.observe("k", FBS.limit, 2, START)
    granted = sum(store.reserve("k", FBS.limit, 1, START) == 0.0 for _ in range(20))
    assert granted == 2
    store.observe("k", FBS.limit, 20, START)
    assert store.reserve("k", FBS.limit, 1, START) > 0


def test_a_wait_longer_than_the_patience_is_not_begun(clock: FakeClock) -> None:
    store = MemoryBuckets()
    store.block(FBS.key, FBS.limit, 700, clock.now())
    with pytest.raises(UnreachableError) as told:
        Limiter(store, clock).acquire([FBS], 600)
    assert told.value.code is ErrorCode.WB_LIMIT
    assert told.value.facts == {"bucket": "fbs", "seconds": "700"}
    assert clock.waits == []


def test_the_stop_ends_a_wait(clock: FakeClock) -> None:
    store = MemoryBuckets()
    store.block(FBS.key, FBS.limit, 30, clock.now())
    clock.stopped = True
    with pytest.raises(Stopped):
        Limiter(store, clock).acquire([FBS], 600)
