"""Waiting for a place in WB's limits."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from syncd.model.clock import Clock
from syncd.model.errors import ErrorCode, UnreachableError
from syncd.model.limit import BucketStore, Limit
from syncd.wildberries.limits import Bucket

_EPSILON = 1e-6
"""Seconds; datetime counts microseconds."""


class Limiter:
    def __init__(self, store: BucketStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def acquire(self, buckets: Sequence[Bucket], patience: float) -> float:
        """Take one token of each bucket, waiting for it; returns the seconds waited.

        Raises `UnreachableError(WB_LIMIT)` before a wait longer than `patience`, `Stopped` while waiting.
        """
        waited = 0.0
        for bucket in buckets:
            while (seconds := self._store.reserve(bucket.key, bucket.limit, 1, self._clock.now())) > 0:
                if waited + seconds > patience:
                    raise UnreachableError(
                        ErrorCode.WB_LIMIT, bucket=_group(bucket), seconds=math.ceil(seconds)
                    )
                self._clock.wait(seconds)
                waited += seconds
        return waited

    def charge(self, bucket: Bucket, cost: int) -> None:
        self._store.charge(bucket.key, bucket.limit, cost, self._clock.now())

    def block(self, bucket: Bucket, seconds: float) -> None:
        self._store.block(bucket.key, bucket.limit, seconds, self._clock.now())

    def observe(self, bucket: Bucket, remaining: int, at: datetime) -> None:
        """`at`: when the request left, so that the answer's way back costs nothing."""
        self._store.observe(bucket.key, bucket.limit, remaining, at)


def _group(bucket: Bucket) -> str:
    return bucket.key.split("|")[1]


class MemoryBuckets:
    """A `BucketStore` of one process: a moment a key, when the bucket will be full again (GCRA)."""

    def __init__(self) -> None:
        self._full_at: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def reserve(self, key: str, limit: Limit, cost: int, now: datetime) -> float:
        cost = min(cost, limit.burst)
        with self._lock:
            full_at = self._full(key, now)
            wait = (full_at - now).total_seconds() + (cost - limit.burst) * limit.interval
            if wait > _EPSILON:
                return wait
            self._full_at[key] = full_at + timedelta(seconds=cost * limit.interval)
            return 0.0

    def charge(self, key: str, limit: Limit, cost: int, now: datetime) -> None:
        with self._lock:
            self._full_at[key] = self._full(key, now) + timedelta(seconds=cost * limit.interval)

    def block(self, key: str, limit: Limit, seconds: float, now: datetime) -> None:
        self._lower(key, now, seconds + (limit.burst - 1) * limit.interval)

    def observe(self, key: str, limit: Limit, remaining: int, now: datetime) -> None:
        self._lower(key, now, (limit.burst - max(0, remaining)) * limit.interval)

    def _lower(self, key: str, now: datetime, seconds: float) -> None:
        with self._lock:
            self._full_at[key] = max(self._full(key, now), now + timedelta(seconds=seconds))

    def _full(self, key: str, now: datetime) -> datetime:
        return max(self._full_at.get(key, datetime.min.replace(tzinfo=UTC)), now)
