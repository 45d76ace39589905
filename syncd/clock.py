"""The real clock of a process, which a signal can stop."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from syncd.model.clock import Stopped


class SystemClock:
    def __init__(self, stop: threading.Event | None = None) -> None:
        self.stop = stop or threading.Event()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        self.stop.wait(max(0.0, seconds))
        self.check()

    def check(self) -> None:
        if self.stop.is_set():
            raise Stopped
