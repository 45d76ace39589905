"""Buckets are one for all: for states, threads and processes."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import timedelta

from syncd.model.limit import BucketStore, Limit
from syncd.state.state import State
from tests.clocks import FakeClock
from tests.state.samples import NOON

CARDS = Limit(interval=0.6, burst=5)
SECOND = timedelta(seconds=1)

SPENDER = """
import sys
from datetime import datetime
from syncd.clock import SystemClock
from syncd.model.limit import Limit
from syncd.state.state import State
state = State.open(sys.argv[1], SystemClock())
now = datetime.fromisoformat(sys.argv[2])
sys.stdin.readline()
granted = sum(state.buckets.reserve("seller:cards", Limit(60.0, 25), 1, now) == 0.0 for _ in range(20))
print(granted)
"""


def test_a_bucket_empties_and_refills(state: State) -> None:
    store: BucketStore = state.buckets
    assert [store.reserve("k", CARDS, 1, NOON) for _ in range(5)] == [0.0] * 5
    assert store.reserve("k", CARDS, 1, NOON) == 0.6
    assert store.reserve("k", CARDS, 2, NOON) == 1.2
    assert store.reserve("k", CARDS, 1, NOON + timedelta(seconds=0.599999)) == 0.000001
    assert store.reserve("k", CARDS, 1, NOON + timedelta(seconds=0.6)) == 0.0
    assert store.reserve("other", CARDS, 5, NOON) == 0.0


def test_what_an_error_cost_what_wb_said_and_a_429(state: State) -> None:
    state.buckets.charge("charged", CARDS, 10, NOON)
    assert state.buckets.reserve("charged", CARDS, 1, NOON) == 3.6
    state.buckets.observe("observed", CARDS, 1, NOON)
    assert state.buckets.reserve("observed", CARDS, 1, NOON) == 0.0
    assert state.buckets.reserve("observed", CARDS, 1, NOON) == 0.6
    state.buckets.observe("observed", CARDS, 5, NOON)
    assert state.buckets.reserve("observed", CARDS, 1, NOON) == 0.6
    state.buckets.block("blocked", CARDS, 29.5, NOON)
    assert state.buckets.reserve("blocked", CARDS, 1, NOON) == 29.5
    assert state.buckets.reserve("blocked", CARDS, 1, NOON + 29.5 * SECOND) == 0.0
    assert state.buckets.reserve("blocked", CARDS, 1, NOON + 29.5 * SECOND) == 0.6


def test_a_bucket_outlives_the_process(state: State, address: str, clock: FakeClock) -> None:
    state.buckets.reserve("k", CARDS, 5, NOON)
    other = State.open(address, clock)
    assert other.buckets.reserve("k", CARDS, 1, NOON) == 0.6
    other.close()


def test_threads_share_a_bucket(state: State) -> None:
    granted: list[float] = []

    def spend() -> None:
        granted.extend(state.buckets.reserve("k", Limit(60.0, 10), 1, NOON) for _ in range(5))

    threads = [threading.Thread(target=spend) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(granted) == 20
    assert granted.count(0.0) == 10


def test_processes_share_a_bucket(state: State, address: str) -> None:
    spenders = [
        subprocess.Popen(
            [sys.executable, "-c", SPENDER, address, NOON.isoformat()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for spender in spenders:
        assert spender.stdin is not None
        spender.stdin.write("go\n")
        spender.stdin.flush()
    granted = [int(spender.communicate(timeout=60)[0]) for spender in spenders]
    assert sum(granted) == 25, granted
