"""Buckets of one process, for those who need no state."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from syncd.model.limit import Limit
from syncd.state import gcra

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class MemoryBuckets:
    """A `BucketStore` with the state's own arithmetic."""

    def __init__(self) -> None:
        self._levels: dict[str, gcra.Level] = defaultdict(lambda: gcra.FULL)

    def reserve(self, key: str, limit: Limit, cost: int, now: datetime) -> float:
        self._levels[key], wait = gcra.reserve(self._levels[key], limit, cost, microseconds(now))
        return wait / gcra.MICROSECONDS

    def charge(self, key: str, limit: Limit, cost: int, now: datetime) -> None:
        self._levels[key] = gcra.charge(self._levels[key], limit, cost, microseconds(now))

    def block(self, key: str, limit: Limit, seconds: float, now: datetime) -> None:
        span = round(seconds * gcra.MICROSECONDS)
        self._levels[key] = gcra.block(self._levels[key], limit, span, microseconds(now))

    def observe(self, key: str, limit: Limit, remaining: int, now: datetime) -> None:
        self._levels[key] = gcra.observe(self._levels[key], limit, remaining, microseconds(now))


def microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)
