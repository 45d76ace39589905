"""The one place that decides whether a request is sent again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0


class Failure(Enum):
    """What went wrong with one attempt, by what it says of the effect at WB."""

    NEVER_SENT = auto()
    """No connection: WB cannot have seen it."""
    LOST = auto()
    """It left, and no answer came."""
    CUT = auto()
    """The answer stops before its end."""
    FAILING = auto()
    """5xx."""
    NOT_WB = auto()
    """HTML or a redirect: somebody between us and WB answered, or WB's front did."""
    MALFORMED = auto()
    """It is not what the contract says."""
    LIMITED = auto()
    """429: not executed. The wait for it is the limiter's."""
    REFUSED = auto()
    """WB read it and said no."""


@dataclass(frozen=True, slots=True)
class Retry:
    after: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class GiveUp:
    in_doubt: bool
    """WB may have done it."""


Decision = Retry | GiveUp

_HARMLESS = frozenset({Failure.NEVER_SENT, Failure.LIMITED, Failure.REFUSED})
_PASSING = frozenset({Failure.NEVER_SENT, Failure.LOST, Failure.CUT, Failure.FAILING})


def decide(
    failure: Failure, attempt: int, *, repeatable: bool, attempts: int, random: Callable[[], float]
) -> Decision:
    """`attempt` counts from 1, requests that met a limit left out; `random` gives 0 to 1."""
    if failure is Failure.LIMITED:
        return Retry(0.0)
    if failure not in _HARMLESS and not repeatable:
        return GiveUp(in_doubt=True)
    if failure in _PASSING and attempt < attempts:
        return Retry(_pause(attempt, random))
    return GiveUp(in_doubt=False)


def _pause(attempt: int, random: Callable[[], float]) -> float:
    """Twice as long each time; the jitter keeps processes from coming back together."""
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (attempt - 1))
    return longest * (0.5 + random() / 2)
