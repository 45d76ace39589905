"""Which lines of mapping.yaml meet no product of the shop: a misspelt category is silent otherwise.

A pass makes only products that have changed. What the others met is remembered from the pass that settled
them, which was under the same rules: other rules make all of the shop be looked at again.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator

from syncd.jobs.context import Context
from syncd.mapping.conditions import Condition, holds
from syncd.mapping.rules import Mapping
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.shop import Product

SCOPE = "mapping"
_UNMET = "mapping-unmet"


class Coverage:
    """Of the rules of one account, during one pass over the shop."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._conditions = dict(_conditions(context.mapping))
        remembered = _remembered(context)
        self.is_new = remembered is None
        """Nothing is known of the products that have not changed: the pass has to make them all."""
        self._unmet = set(self._conditions) if remembered is None else remembered & set(self._conditions)

    def see(self, product: Product) -> None:
        self._unmet -= {name for name in self._unmet if holds(self._conditions[name], product)}

    def problems(self) -> tuple[Problem, ...]:
        """In the order of the file."""
        return tuple(
            Problem(ProblemCode.RULE_UNMET, RefKind.RULE, name, (("condition", _told(condition)),))
            for name, condition in self._conditions.items()
            if name in self._unmet
        )

    def keep(self) -> None:
        told = {"version": self._context.mapping.version, "unmet": sorted(self._unmet)}
        self._context.state.cursors.set(self._context.account, _UNMET, json.dumps(told))


def _conditions(mapping: Mapping) -> Iterator[tuple[str, Condition]]:
    """By their place in the file. A condition without any line meets everything."""
    places: tuple[tuple[str, Iterable[Condition]], ...] = (
        ("include", mapping.include or ()),
        ("exclude", mapping.exclude),
        ("rules", (rule.when for rule in mapping.rules)),
    )
    for section, conditions in places:
        for number, condition in enumerate(conditions, 1):
            yield f"{section}[{number}]", condition


def _remembered(context: Context) -> set[str] | None:
    """None when no whole pass under these rules was kept."""
    told = json.loads(context.state.cursors.get(context.account, _UNMET) or "{}")
    return set(told["unmet"]) if told.get("version") == context.mapping.version else None


def _told(condition: Condition) -> str:
    """As the rules hold it: letter case and spaces do not count."""
    fields = (field.name for field in dataclasses.fields(condition) if field.compare)
    return "; ".join(_values(getattr(condition, name) for name in fields))


def _values(parts: Iterable[object]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, frozenset | tuple):
            inner = list(_values(sorted(part) if isinstance(part, frozenset) else part))
            if inner:
                yield ", ".join(inner)
        elif part not in (None, ""):
            yield str(part)
