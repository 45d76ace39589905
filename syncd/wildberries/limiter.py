"""Waiting for a place in WB's limits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from syncd.model.clock import Clock
from syncd.model.errors import ErrorCode, UnreachableError
from syncd.model.limit import BucketStore
from syncd.wildberries.limits import Bucket


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
