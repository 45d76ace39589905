"""Buckets of WB's limits, as the state keeps them for all processes of one seller."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limit:
    """A token bucket: `burst` tokens, one more each `interval` seconds (modern.md, section 4)."""

    interval: float
    burst: int


class BucketStore(Protocol):
    """Atomic across threads and processes. A key names seller, method group and token kind."""

    def reserve(self, key: str, limit: Limit, cost: int, now: datetime) -> float:
        """Take `cost` tokens and return 0.0, or take none and return the seconds to wait."""
        ...

    def charge(self, key: str, limit: Limit, cost: int, now: datetime) -> None:
        """Take `cost` tokens whether they are there or not: what an error cost."""
        ...

    def block(self, key: str, limit: Limit, seconds: float, now: datetime) -> None:
        """Nothing before `now + seconds`, then one token: WB said 429."""
        ...

    def observe(self, key: str, limit: Limit, remaining: int, now: datetime) -> None:
        """WB says that only `remaining` tokens are left; the bucket is lowered to it, never raised."""
        ...
