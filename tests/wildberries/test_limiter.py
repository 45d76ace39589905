"""Waiting for a place: all that is due, no longer than the patience, and broken off by a stop."""

from __future__ import annotations

import pytest

from syncd.model.clock import Stopped
from syncd.model.errors import ErrorCode, UnreachableError
from syncd.model.limit import Limit
from syncd.wildberries.limiter import Limiter
from syncd.wildberries.limits import Bucket
from tests.clocks import FakeClock
from tests.wildberries.buckets import MemoryBuckets

FBS = Bucket("seller|fbs|personal", Limit(0.2, 20))


def test_a_greedy_client_gets_all_that_is_due(clock: FakeClock) -> None:
    limiter = Limiter(MemoryBuckets(), clock)
    start = clock.now()
    for _ in range(320):
        limiter.acquire([FBS], 600)
    assert (clock.now() - start).total_seconds() == pytest.approx(60.0, abs=0.01)


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
