"""The arithmetic of WB's token buckets (modern.md, section 4), pure and exact: whole microseconds, no float.

A bucket is one moment: when it will be full again if nothing more is taken (the "theoretical arrival time" of
the generic cell rate algorithm). It may lie so far ahead that the bucket is in debt: what an error cost.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncd.model.limit import Limit

MICROSECONDS = 1_000_000

CLOCK_FAULT = 300 * MICROSECONDS
"""A clock that went back further than this was wrong before: waits are then counted from the new time."""


@dataclass(frozen=True, slots=True)
class Level:
    """Both are microseconds since 1970, UTC."""

    full_at: int
    seen_at: int
    """The moment of the last call."""


FULL = Level(full_at=0, seen_at=0)
"""A bucket that nobody took from: it is full."""


def reserve(level: Level, limit: Limit, cost: int, now: int) -> tuple[Level, int]:
    """Take `cost` tokens and wait 0, or take none and tell the microseconds to wait.

    A cost above the burst could never be saved up: it is granted from a full bucket and leaves a debt.
    """
    present = _present(level, now)
    interval = _interval(limit)
    allowed_at = present.full_at - (_burst(limit) - min(cost, _burst(limit))) * interval
    if allowed_at > now:
        return present, allowed_at - now
    return _raised(present, present.full_at + cost * interval), 0


def charge(level: Level, limit: Limit, cost: int, now: int) -> Level:
    present = _present(level, now)
    return _raised(present, present.full_at + cost * _interval(limit))


def block(level: Level, limit: Limit, microseconds: int, now: int) -> Level:
    """Nothing before `now + microseconds`, then one token."""
    present = _present(level, now)
    return _raised(present, now + microseconds + (_burst(limit) - 1) * _interval(limit))


def observe(level: Level, limit: Limit, remaining: int, now: int) -> Level:
    """At most `remaining` tokens are left."""
    present = _present(level, now)
    return _raised(present, now + (_burst(limit) - max(0, remaining)) * _interval(limit))


def _present(level: Level, now: int) -> Level:
    """The level now: what was full stays full, no more."""
    ahead = level.seen_at - now
    if ahead > CLOCK_FAULT:
        return Level(max(now, level.full_at - ahead), now)
    return Level(max(now, level.full_at), now)


def _raised(level: Level, full_at: int) -> Level:
    return Level(max(level.full_at, full_at), level.seen_at)


def _interval(limit: Limit) -> int:
    return max(1, round(limit.interval * MICROSECONDS))


def _burst(limit: Limit) -> int:
    return max(1, limit.burst)
