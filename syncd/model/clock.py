"""Time, injected. Everything inside is UTC; the shop's zone is converted at the border."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Stopped(Exception):  # noqa: N818 - it is a request, not an error
    """Somebody asked the process to end; raised at the next safe point."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def wait(self, seconds: float) -> None:
        """Let `seconds` pass; raises `Stopped` at once when the process is asked to end."""
        ...

    def check(self) -> None:
        """Raise `Stopped` when the process was asked to end: the mark of a safe point."""
        ...
