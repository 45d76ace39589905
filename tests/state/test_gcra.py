"""The buckets' arithmetic against a token bucket that is counted the slow way."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.model.limit import Limit
from syncd.state import gcra
from syncd.state.gcra import FULL, MICROSECONDS, Level

NOW = 1_795_000_000 * MICROSECONDS
CARDS = Limit(interval=0.6, burst=5)

limits = st.builds(
    Limit, interval=st.sampled_from([0.01, 0.2, 0.6, 0.1234567, 6.0, 1800.0]), burst=st.integers(1, 20)
)


def spend(limit: Limit, moments: list[int]) -> list[int]:
    """Moments at which one token was granted."""
    level, granted = FULL, []
    for moment in moments:
        level, wait = gcra.reserve(level, limit, 1, moment)
        if wait == 0:
            granted.append(moment)
    return granted


@given(limit=limits, steps=st.lists(st.integers(0, 3 * MICROSECONDS), min_size=1, max_size=120))
def test_no_window_ever_grants_more_than_burst_and_refill(limit: Limit, steps: list[int]) -> None:
    moments = [NOW + sum(steps[: index + 1]) for index in range(len(steps))]
    granted = spend(limit, moments)
    interval = round(limit.interval * MICROSECONDS)
    for first in range(len(granted)):
        for last in range(first, len(granted)):
            assert last - first + 1 <= limit.burst + (granted[last] - granted[first]) // interval


@given(limit=limits, steps=st.lists(st.integers(0, 2 * MICROSECONDS), max_size=60))
def test_it_grants_exactly_what_a_token_bucket_grants(limit: Limit, steps: list[int]) -> None:
    interval = round(limit.interval * MICROSECONDS)
    level, tokens, before, now = FULL, Fraction(limit.burst), NOW, NOW
    for step in steps:
        now += step
        tokens = min(Fraction(limit.burst), tokens + Fraction(now - before, interval))
        before = now
        level, wait = gcra.reserve(level, limit, 1, now)
        assert (wait == 0) == (tokens >= 1)
        tokens -= wait == 0


@given(limit=limits, cost=st.integers(1, 40), spent=st.integers(0, 30))
def test_the_wait_is_exact(limit: Limit, cost: int, spent: int) -> None:
    level = gcra.charge(FULL, limit, spent, NOW)
    after, wait = gcra.reserve(level, limit, cost, NOW)
    if wait:
        assert after.full_at == max(level.full_at, NOW)
        assert gcra.reserve(after, limit, cost, NOW + wait - 1)[1] == 1
    assert gcra.reserve(after if wait else level, limit, cost, NOW + wait)[1] == 0


def test_an_error_costs_ten_whether_they_are_there_or_not() -> None:
    level = gcra.charge(FULL, CARDS, 10, NOW)
    _, wait = gcra.reserve(level, CARDS, 1, NOW)
    assert wait == 6 * 600_000


def test_after_a_429_nothing_then_one_token() -> None:
    level = gcra.block(FULL, CARDS, 2 * MICROSECONDS, NOW)
    assert gcra.reserve(level, CARDS, 1, NOW)[1] == 2 * MICROSECONDS
    level, wait = gcra.reserve(level, CARDS, 1, NOW + 2 * MICROSECONDS)
    assert wait == 0
    assert gcra.reserve(level, CARDS, 1, NOW + 2 * MICROSECONDS)[1] == 600_000


def test_a_429_never_shortens_a_wait() -> None:
    long = gcra.block(FULL, CARDS, 60 * MICROSECONDS, NOW)
    assert gcra.block(long, CARDS, MICROSECONDS, NOW) == long


@pytest.mark.parametrize(("remaining", "left"), [(0, 0), (2, 2), (5, 5), (99, 5), (-1, 0)])
def test_the_bucket_is_lowered_to_what_wb_says(remaining: int, left: int) -> None:
    level = gcra.observe(FULL, CARDS, remaining, NOW)
    assert len(_drain(level)) == left
    drained = gcra.charge(FULL, CARDS, 4, NOW)
    assert len(_drain(gcra.observe(drained, CARDS, remaining, NOW))) == min(left, 1)


def _drain(level: Level) -> list[int]:
    taken = []
    while True:
        level, wait = gcra.reserve(level, CARDS, 1, NOW)
        if wait:
            return taken
        taken.append(NOW)


def test_a_cost_above_the_burst_is_granted_from_a_full_bucket() -> None:
    level, wait = gcra.reserve(FULL, CARDS, 10, NOW)
    assert wait == 0
    assert gcra.reserve(level, CARDS, 1, NOW)[1] == 6 * 600_000
    assert gcra.reserve(gcra.charge(FULL, CARDS, 1, NOW), CARDS, 10, NOW)[1] == 600_000


def test_clocks_that_differ_a_little_earn_nothing() -> None:
    level, granted = FULL, 0
    for _ in range(20):
        for now in (NOW, NOW + 2 * MICROSECONDS):
            level, wait = gcra.reserve(level, CARDS, 1, now)
            granted += wait == 0
    assert granted <= CARDS.burst + 2 * MICROSECONDS // 600_000


def test_a_clock_set_back_by_years_blocks_nobody() -> None:
    future = NOW + 9 * 365 * 86400 * MICROSECONDS
    level = gcra.charge(FULL, CARDS, 5, future)
    level, wait = gcra.reserve(level, CARDS, 1, NOW)
    assert wait == 600_000
    assert gcra.reserve(level, CARDS, 1, NOW + wait)[1] == 0
