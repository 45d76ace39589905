"""A clock that tests move by hand; waiting moves it too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from syncd.model.clock import Stopped


class FakeClock:
    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self.waits: list[float] = []
        self.stopped = False
        self.on_wait: Callable[[float], None] = lambda seconds: None

    def now(self) -> datetime:
        return self._now

    def wait(self, seconds: float) -> None:
        self.check()
        self.waits.append(seconds)
        self.advance(seconds)
        self.on_wait(seconds)

    def check(self) -> None:
        if self.stopped:
            raise Stopped

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
