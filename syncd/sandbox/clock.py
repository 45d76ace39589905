"""The sandbox's own time: a given clock, and how far the operator has moved it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def system_time() -> datetime:
    return datetime.now(UTC)


class Clock:
    """UTC. Token expiry, delays and limits all follow it."""

    def __init__(self, base: Callable[[], datetime] = system_time, offset: float = 0.0) -> None:
        self._base = base
        self._offset = timedelta(seconds=offset)

    def now(self) -> datetime:
        return self._base().astimezone(UTC) + self._offset

    @property
    def offset(self) -> float:
        """Seconds by which it was moved."""
        return self._offset.total_seconds()

    def advance(self, seconds: float) -> None:
        self._offset += timedelta(seconds=seconds)

    def set(self, moment: datetime) -> None:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        self._offset += aware.astimezone(UTC) - self.now()


def stamp(moment: datetime) -> str:
    """WB's form of a moment in a card: microseconds without trailing zeros, Z (example of get/cards/list)."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f").rstrip("0").rstrip(".")
    return text + "Z"


def parse(text: str) -> datetime:
    """Any RFC 3339 moment. Raises `ValueError`."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
