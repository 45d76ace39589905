"""What a job came to: planned only, or done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from syncd.model.action import Brake, Plan
from syncd.model.problem import Problem
from syncd.model.run import Outcome


@dataclass(frozen=True)
class Planned:
    """A plan that was judged, not sent."""

    plan: Plan
    counts: Counter[str] = field(default_factory=Counter)
    problems: tuple[Problem, ...] = ()
    """Of the products that were looked at."""


@dataclass(frozen=True)
class Done:
    outcome: Outcome
    counts: Counter[str] = field(default_factory=Counter)
    plan_digest: str | None = None
    brakes: tuple[Brake, ...] = ()
