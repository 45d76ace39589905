"""Titles and descriptions in the lengths that WB takes, cut where a reader would cut."""

from __future__ import annotations

import re

TITLE = 60
"""Characters (modern.md, 5.2)."""
_DANGLING = " \t\n,;:-–—(«\"'/&"
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")


def title(text: str) -> str:
    return cut_at_word(" ".join(text.split()), TITLE)


def description(text: str, limit: int) -> str:
    """Paragraphs stay; the cut is after a sentence when that keeps more than half, else after a word."""
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    if len(whole) <= limit:
        return whole
    ends = [found.end() for found in _SENTENCE_END.finditer(whole, 0, limit + 1)]
    if ends and limit // 2 < ends[-1] <= limit:
        return whole[: ends[-1]]
    return cut_at_word(whole, limit)


def cut_at_word(text: str, limit: int) -> str:
    """The longest beginning of whole words; a single word longer than the limit is cut hard."""
    if len(text) <= limit:
        return text
    words = re.match(rf"(?s).{{1,{limit}}}(?=\s)", text)
    return (words.group().rstrip(_DANGLING) if words else "") or text[:limit]
