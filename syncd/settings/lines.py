"""Where a key stands in a TOML text: `tomllib` reads values but forgets their lines."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator

Path = tuple[str, ...]

_TOKEN = re.compile(
    r"""
    (?P<text>\"\"\"(?:\\.|[^\\])*?\"\"\"+ | '''.*?'''+ | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<comment>\#[^\n]*)
    | (?P<open>[\[{]) | (?P<close>[\]}])
    | (?P<newline>\n)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_HEADER = re.compile(r"\s*(\[\[|\[)(.*?)\]", re.DOTALL)


class Lines:
    """Answers for one text, which must be valid TOML."""

    def __init__(self, text: str) -> None:
        self._at = dict(_keys(text.replace("\r\n", "\n")))

    def of(self, path: Path) -> int | None:
        """The line of the key, or of the nearest table around it; None when nothing of it is written."""
        parts = (path[:length] for length in range(len(path), 0, -1))
        return next((self._at[part] for part in parts if part in self._at), None)


def _keys(text: str) -> Iterator[tuple[Path, int]]:
    """Every key and table header with its line; the elements of a list of tables by their position."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    positions: dict[Path, int] = {}
    table: Path = ()
    for offset, statement in _statements(text):
        line = bisect_right(starts, offset)
        if header := _HEADER.match(statement):
            table = _table(_split(header[2] + " = 0"), header[1] == "[[", positions)
            yield table, line
        else:
            yield (*table, *_split(statement)), line


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Pieces that end at a line break outside strings and brackets, comments left out, with their offsets."""
    depth, start, piece = 0, 0, ""
    for token in _TOKEN.finditer(text + "\n"):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup == "newline" and depth == 0:
            if piece.strip():
                yield start, piece
            piece = ""
        elif token.lastgroup != "comment":
            if not piece.strip():
                start = token.start()
            piece += token[0]


def _split(statement: str) -> Path:
    """The key of `a."b.c".d = value`, as its parts: TOML itself is asked, the value left out."""
    key = ""
    for token in _TOKEN.finditer(statement):
        if token[0] == "=":
            break
        key += token[0]
    parsed = tomllib.loads(f"{key.strip()} = 0")
    parts: list[str] = []
    while isinstance(parsed, dict):
        part, parsed = next(iter(parsed.items()))
        parts.append(part)
    return tuple(parts)


def _table(names: Path, is_element: bool, positions: dict[Path, int]) -> Path:
    """The header's path with the positions of the lists that it passes through."""
    path: Path = ()
    for name in names[:-1]:
        path = _inside((*path, name), positions)
    path = (*path, names[-1])
    if not is_element:
        return path
    positions[path] = positions.get(path, -1) + 1
    return _inside(path, positions)


def _inside(path: Path, positions: dict[Path, int]) -> Path:
    return (*path, str(positions[path])) if path in positions else path
