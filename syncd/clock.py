"""The real clock of a process, which a signal can stop."""

from __future__ import annotations

import signal
import threading
from datetime import UTC, datetime
from queue import SimpleQueue

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


def stop_by_signal(stop: threading.Event) -> None:
    """SIGTERM and Ctrl-C ask for an orderly end, at the next safe point; they may be repeated without harm.

    The event is set by a thread of its own: a handler runs in the middle of whatever the main thread does,
    and an event that is set in the middle of a wait for it waits for itself. The queue is made for that
    (Python's documentation of `queue.SimpleQueue.put`: reentrant).
    """
    heard: SimpleQueue[int] = SimpleQueue()

    def pass_on() -> None:
        heard.get()
        stop.set()

    threading.Thread(target=pass_on, name="signals", daemon=True).start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda told, _: heard.put(told))
