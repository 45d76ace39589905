"""Keys that are checked and that this version does nothing with: an operator who writes one is told so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from syncd.settings.environment import Overlay
from syncd.settings.lines import Lines
from syncd.texts import Texts

UNUSED = frozenset(
    {
        ("shop", "images"),
        ("shop", "url"),
        ("account", "client_secrets"),
        ("account", "supplier_id"),
        ("account", "phone"),
        ("account", "warehouse"),
        ("schedule", "media"),
        ("schedule", "prices"),
        ("schedule", "stocks"),
        ("schedule", "orders"),
        ("schedule", "credentials"),
        ("brakes", "zero_share"),
        ("brakes", "reprice_share"),
        ("brakes", "price_down"),
        ("brakes", "price_up"),
        ("brakes", "price_floor"),
        ("media",),
        ("prices",),
        ("stocks",),
        ("orders",),
        ("notify",),
    }
)
"""Paths of keys or of whole sections, positions in lists left out."""


def warnings(place: Path, text: str, overlay: Overlay, language: str) -> tuple[str, ...]:
    """A line for each such key that is given, in the order of the file: `file:line: key: what it means`."""
    written, texts = Lines(text), Texts(language)
    told: list[tuple[int, str]] = []
    for path in _given(overlay.tree):
        key = ".".join(path)
        if variable := overlay.variable_of(path):
            told.append((len(text) + 1, f"{variable}: {texts.say('setting-unused')}"))
        else:
            line = written.of(path) or 0
            told.append((line, f"{place}:{line}: {key}: {texts.say('setting-unused')}"))
    return tuple(dict.fromkeys(line for _, line in sorted(told, key=lambda one: one[0])))


def _given(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Paths of the keys that nothing is done with; a section as a whole is told by its keys."""
    if _is_unused(path) and not isinstance(tree, dict):
        yield path
    elif isinstance(tree, dict):
        for key, part in tree.items():
            yield from _given(part, (*path, key))
    elif isinstance(tree, list):
        for position, part in enumerate(tree):
            yield from _given(part, (*path, str(position)))


def _is_unused(path: tuple[str, ...]) -> bool:
    names = tuple(part for part in path if not part.isdecimal())
    return names[:1] in UNUSED or names[:2] in UNUSED
