"""How often each condition of mapping.yaml met a product: what meets none is a slip, or has had its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from syncd.mapping.conditions import Condition, holds
from syncd.mapping.mapper import reason_to_leave_out
from syncd.mapping.rules import Mapping, Rule
from syncd.model.shop import Product


@dataclass(frozen=True, slots=True)
class ConditionHits:
    """One condition of `include` or `exclude`."""

    key: str
    """As `include[2]`."""
    line: int
    """Of mapping.yaml."""
    products: int


@dataclass(frozen=True, slots=True)
class RuleHits:
    key: str
    line: int
    rule: Rule
    met: int
    """Products that are meant for WB and that its condition holds for."""
    chosen: int
    """Those of them that no other rule met more exactly."""


class Tally:
    """Sees every product of the shop once; asks nobody anything."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._conditions: Counter[str] = Counter()
        self._met: Counter[int] = Counter()
        self._chosen: Counter[int] = Counter()

    def see(self, product: Product) -> None:
        for key, condition in self._listed():
            self._conditions[key] += holds(condition, product)
        if reason_to_leave_out(product, self._mapping):
            return
        chosen = self._mapping.rule(product)
        for place, rule in enumerate(self._mapping.rules):
            self._met[place] += holds(rule.when, product)
            self._chosen[place] += rule is chosen

    @property
    def conditions(self) -> tuple[ConditionHits, ...]:
        return tuple(
            ConditionHits(key, condition.line, self._conditions[key]) for key, condition in self._listed()
        )

    @property
    def rules(self) -> tuple[RuleHits, ...]:
        """In the order of the file."""
        return tuple(
            RuleHits(f"rules[{place + 1}]", rule.line, rule, self._met[place], self._chosen[place])
            for place, rule in enumerate(self._mapping.rules)
        )

    @property
    def idle(self) -> tuple[tuple[str, int], ...]:
        """Key and line of every condition and rule that no product came by; by line."""
        found = [(one.key, one.line) for one in self.conditions if not one.products]
        found += [(one.key, one.line) for one in self.rules if not one.chosen]
        return tuple(sorted(found, key=lambda one: one[1]))

    def _listed(self) -> Sequence[tuple[str, Condition]]:
        include, exclude = self._mapping.include or (), self._mapping.exclude
        return [
            *((f"include[{place}]", condition) for place, condition in enumerate(include, 1)),
            *((f"exclude[{place}]", condition) for place, condition in enumerate(exclude, 1)),
        ]
