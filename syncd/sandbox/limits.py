"""WB's rate limits: token buckets per seller, method group and kind of token (modern.md, section 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from syncd.sandbox.tokens import Kind


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` tokens at most, one more each `interval` seconds."""

    interval: float
    burst: int


@dataclass(frozen=True, slots=True)
class Group:
    """Methods that share one bucket. A base token has its own row in some tables."""

    name: str
    rate: Rate
    base: Rate | None = None
    costly: tuple[int, int] | None = None
    """Answers from the first to the last of these statuses count as ten."""

    def rate_for(self, kind: Kind) -> Rate:
        return self.base if self.base and kind is Kind.BASE else self.rate

    def cost(self, status: int) -> int:
        return 10 if self.costly and self.costly[0] <= status <= self.costly[1] else 1


_EACH_600_MS = Rate(0.6, 5)
_EACH_6_S = Rate(6, 5)
_EACH_200_MS = Rate(0.2, 20)
_MISTAKES = (400, 499)
_TWICE_AN_HOUR = Rate(1800, 1)

GROUPS = {
    group.name: group
    for group in (
        Group("ping", Rate(10, 99)),
        Group("seller-info", Rate(60, 10), Rate(86_400, 1)),
        Group("content", _EACH_600_MS),
        Group("directories", _EACH_600_MS, _TWICE_AN_HOUR),
        Group("brands", Rate(1, 5), Rate(3600, 1)),
        Group("tags", _EACH_600_MS, _TWICE_AN_HOUR),
        Group("media", _EACH_600_MS, _TWICE_AN_HOUR),
        Group("cards-limits", _EACH_600_MS, _TWICE_AN_HOUR),
        Group("cards-trash", _EACH_600_MS, _TWICE_AN_HOUR),
        Group("cards-list", _EACH_600_MS),
        Group("cards-errors", _EACH_6_S),
        Group("cards-upload", _EACH_6_S),
        Group("cards-update", _EACH_6_S),
        Group("cards-add", _EACH_6_S, Rate(7200, 1)),
        Group("cards-recover", Rate(20, 5), _TWICE_AN_HOUR),
        Group("stocks", _EACH_200_MS, costly=_MISTAKES),
        Group("stocks-delete", Rate(6, 2), costly=_MISTAKES),
        Group("warehouses", _EACH_200_MS, costly=_MISTAKES),
        Group("fbs", _EACH_200_MS, costly=_MISTAKES),
        Group("orders-cancel", Rate(0.6, 20), costly=_MISTAKES),
        Group("marks", _EACH_200_MS, costly=_MISTAKES),
        Group("marks-put", Rate(0.06, 20), costly=_MISTAKES),
        Group("passes-create", Rate(600, 1), costly=_MISTAKES),
        Group("prices", _EACH_600_MS, Rate(900, 1)),
    )
}


def test_group(service: str) -> Group:
    """All methods of a category together, on WB's own test contour (since 2026-08-21)."""
    return Group(f"test-{service}", Rate(1, 1))


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why a request does not pass: figures of the 429's headers, whole seconds."""

    retry: int
    limit: int
    reset: int


@dataclass(slots=True)
class _Bucket:
    tokens: float
    seen: datetime


class Limiter:
    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str, Kind], _Bucket] = {}

    def admit(self, sid: str, group: Group, kind: Kind, now: datetime) -> Shortage | None:
        """None when a token is there; nothing is taken yet. A 429 itself costs nothing (Guess)."""
        rate = group.rate_for(kind)
        bucket = self._filled(sid, group, kind, now)
        if bucket.tokens >= 1:
            return None
        return Shortage(
            retry=max(1, math.ceil((1 - bucket.tokens) * rate.interval)),
            limit=rate.burst,
            reset=max(1, math.ceil((rate.burst - bucket.tokens) * rate.interval)),
        )

    def charge(self, sid: str, group: Group, kind: Kind, cost: int, now: datetime) -> int:
        """Take the cost of an answered request; what remains, never below zero as WB shows it."""
        bucket = self._filled(sid, group, kind, now)
        # Guess: a cost of ten may leave a debt.
        bucket.tokens -= cost
        return max(0, int(bucket.tokens + 1e-9))

    def _filled(self, sid: str, group: Group, kind: Kind, now: datetime) -> _Bucket:
        rate = group.rate_for(kind)
        bucket = self._buckets.setdefault((sid, group.name, kind), _Bucket(rate.burst, now))
        passed = max(timedelta(0), now - bucket.seen).total_seconds()
        bucket.tokens = min(float(rate.burst), bucket.tokens + passed / rate.interval)
        bucket.seen = now
        if bucket.tokens > 1 - 1e-9 and bucket.tokens < 1:
            bucket.tokens = 1.0
        return bucket
