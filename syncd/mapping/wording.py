"""Titles and descriptions in the lengths that WB takes, cut where a reader would cut."""

from __future__ import annotations

import re

TITLE = 60
"""Characters (modern.md, 5.2)."""
_DANGLING = " \t\n,;:-–—(«\"'/&"
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\xad\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Nobody sees them, copied texts are full of them."""
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")


def title(text: str) -> str:
    """Whole words only: a first word that is too long alone stays too long."""
    line = " ".join(_INVISIBLE.sub("", text).split())
    return cut_at_word(line, TITLE) or line


def description(text: str, limit: int) -> str:
    """Paragraphs stay; the cut is after a sentence when that keeps more than half, else after a word.

    A single word longer than the limit is cut hard.
    """
    lines = (" ".join(line.split()) for line in _INVISIBLE.sub("", text).strip().splitlines())
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(whole) <= limit:
        return whole
    ends = [found.end() for found in _SENTENCE_END.finditer(whole, 0, limit + 1)]
    if ends and limit // 2 < ends[-1] <= limit:
        return whole[: ends[-1]]
    return cut_at_word(whole, limit) or whole[:limit]


def cut_at_word(text: str, limit: int) -> str:
    """The longest beginning of whole words; empty when the first alone is longer."""
    if len(text) <= limit:
        return text
    words = re.match(rf"(?s).{{1,{limit}}}(?=\s)", text)
    return words.group().rstrip(_DANGLING) if words else ""
