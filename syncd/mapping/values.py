"""The values that a directory of WB allows: found in any spelling, and guessed where there is none."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from syncd.mapping.names import alike

_WORTH_COMPARING = 3000
"""Names; difflib needs some 10 microseconds for each."""


class Values:
    """Made once for a directory and kept: brands come by the hundred thousand."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            self._names.setdefault(alike(name), name)
        self._near: dict[str, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def find(self, text: str) -> str | None:
        """In the directory's own spelling."""
        return self._names.get(alike(text))

    def near(self, text: str, count: int = 3) -> tuple[str, ...]:
        """Those that were perhaps meant, the likeliest first: written alike, or with a word in common."""
        wanted = alike(text)
        if wanted not in self._near:
            self._near[wanted] = tuple(self._names[name] for name in self._guess(wanted))
        return self._near[wanted][:count]

    def _guess(self, wanted: str) -> list[str]:
        close = difflib.get_close_matches(wanted, self._comparable(wanted), 5, 0.75)
        words = _words(wanted)
        within = sorted((name for name in self._names if name in words), key=len, reverse=True)
        around = sorted((name for name in self._names if wanted in name and words <= _words(name)), key=len)
        return list(dict.fromkeys((*close, *within, *around)))[:5]

    def _comparable(self, wanted: str) -> list[str]:
        """All of a small directory; of a large one those that begin alike."""
        if len(self._names) <= _WORTH_COMPARING:
            return list(self._names)
        return [name for name in self._names if name[:2] == wanted[:2]][:_WORTH_COMPARING]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))
