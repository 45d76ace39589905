"""The tree of categories, walked by id_parent: nleft and nright are stale after imports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from syncd.model.shop import Category
from syncd.prestashop.marks import mark


@dataclass(frozen=True, slots=True)
class CategoryRow:
    id_category: int
    id_parent: int
    active: bool
    is_root: bool
    name: str
    """Empty where the language has none."""


class CategoryTree:
    """Answers each category once and keeps the answer."""

    def __init__(
        self,
        rows: Iterable[CategoryRow],
        *,
        above: Iterable[int] = (),
        closed_but: frozenset[int] | None = None,
    ) -> None:
        """`above` are the ids of root and home, which no path shows. Categories are closed to visitors
        but for `closed_but`; None: all are open."""
        self._rows = {row.id_category: row for row in rows}
        self._above = {row.id_category for row in self._rows.values() if row.is_root or not row.id_parent}
        self._above.update(above)
        self._answers: dict[int, Category] = {}
        self._closed_but = closed_but

    def is_open(self, id_categories: Iterable[int]) -> bool:
        """Whether a product in these may be seen by visitors: one open category is enough
        (1.6.1.19, classes/Product.php:4904)."""
        return self._closed_but is None or not self._closed_but.isdisjoint(id_categories)

    def marks(self) -> dict[int, bytes]:
        return {key: mark(repr(self.category(key)), self.is_open([key])) for key in self._rows}

    def category(self, id_category: int) -> Category | None:
        """None for one that does not exist. It is active when it and all above it are."""
        if id_category not in self._rows:
            return None
        if id_category not in self._answers:
            self._answers[id_category] = self._answer(id_category)
        return self._answers[id_category]

    def _answer(self, id_category: int) -> Category:
        line = self._line(id_category)
        named = [row.name for row in line if row.name and row.id_category not in self._above]
        return Category(
            id_category=id_category,
            path=tuple(reversed(named)),
            active=all(row.active for row in line if row.id_category not in self._above),
        )

    def _line(self, id_category: int) -> list[CategoryRow]:
        """From the category upwards; an orphan or a circle ends it."""
        line: list[CategoryRow] = []
        seen: set[int] = set()
        while id_category in self._rows and id_category not in seen:
            seen.add(id_category)
            line.append(self._rows[id_category])
            id_category = line[-1].id_parent
        return line
