"""Why a card, or a part of it, cannot go to WB: a problem to be, before it is known of which product."""

from __future__ import annotations

from dataclasses import dataclass

from syncd.model.problem import ProblemCode


@dataclass(frozen=True, slots=True)
class Fault:
    code: ProblemCode
    facts: tuple[tuple[str, str], ...] = ()
    drops: bool = True
    """The card cannot go; else it goes without the part."""


def fault(code: ProblemCode, *, drops: bool = True, **facts: object) -> Fault:
    return Fault(code, tuple((name, str(value)) for name, value in facts.items()), drops)
