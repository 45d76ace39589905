"""The environment over the file: `SYNCD_SECTION__KEY`, with positions in lists as numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

PREFIX = "SYNCD_"
SEPARATOR = "__"

Path = tuple[str, ...]


class EnvironmentText(str):
    """A text that remembers the variable it came from."""

    __slots__ = ("variable",)
    variable: str

    @classmethod
    def of(cls, text: str, variable: str) -> EnvironmentText:
        made = cls(text)
        made.variable = variable
        return made


@dataclass(frozen=True, slots=True)
class Overlay:
    """A tree of settings with the environment laid over it."""

    tree: dict[str, Any]
    variables: dict[Path, str] = field(default_factory=dict)
    """Path of a key -> the variable that gave it."""
    misplaced: tuple[str, ...] = ()
    """Variables that name a position beyond the end of a list."""

    def variable_of(self, path: Path) -> str | None:
        """The variable that gave this key, or the whole that it is a part of."""
        parts = (path[:length] for length in range(len(path), 0, -1))
        return next((self.variables[part] for part in parts if part in self.variables), None)


def lay_over(tree: Mapping[str, Any], environ: Mapping[str, str], top_level: frozenset[str]) -> Overlay:
    """A copy of the tree with our variables in their places; `top_level`: names without a section."""
    copy = _copied(tree)
    variables: dict[Path, str] = {}
    misplaced: list[str] = []
    for variable, path, text in _ours(environ, top_level):
        value = _value(text, variable)
        if _place(copy, path, value):
            variables[path] = variable
        else:
            misplaced.append(variable)
    return Overlay(copy, variables, tuple(misplaced))


def _ours(environ: Mapping[str, str], top_level: frozenset[str]) -> Iterator[tuple[str, Path, str]]:
    """Sorted by path, positions by number: a list grows in order."""
    found = []
    for variable, text in environ.items():
        if not variable.upper().startswith(PREFIX):
            continue
        path = tuple(variable[len(PREFIX) :].lower().split(SEPARATOR))
        if len(path) > 1 or path[0] in top_level:
            found.append((variable, path, text))
    return iter(sorted(found, key=lambda one: [(part.isdecimal(), part.zfill(6)) for part in one[1]]))


def _value(text: str, variable: str) -> Any:
    """A list or table may be given whole, as JSON; everything else is a text that the model converts."""
    if text.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except ValueError:
            pass
    return EnvironmentText.of(text, variable)


def _place(tree: dict[str, Any], path: Path, value: Any) -> bool:
    here: Any = tree
    for part, following in zip(path, (*path[1:], None), strict=True):
        new = value if following is None else [] if following.isdecimal() else {}
        if following is None:
            return _put(here, part, new)
        if not _reachable(here, part) and not _put(here, part, new):
            return False
        here = here[int(part)] if isinstance(here, list) else here[part]
    return False


def _reachable(here: Any, part: str) -> bool:
    """Whether something that can hold keys or positions stands there already."""
    if isinstance(here, list):
        return part.isdecimal() and int(part) < len(here) and isinstance(here[int(part)], dict | list)
    return isinstance(here, dict) and isinstance(here.get(part), dict | list)


def _put(here: Any, part: str, value: Any) -> bool:
    if isinstance(here, dict):
        here[part] = value
        return True
    if not (isinstance(here, list) and part.isdecimal() and int(part) <= len(here)):
        return False
    here[int(part) : int(part) + 1] = [value]
    return True


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(part) for key, part in value.items()}
    return [_copied(part) for part in value] if isinstance(value, list) else value
