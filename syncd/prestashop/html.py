"""Descriptions from the shop's editor turned into text that reads well without any markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HIDDEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "head", "title"})
_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "section"}
    | {"article", "header", "footer", "figure", "form", "fieldset", "hr"}
)
_LINES = frozenset({"div", "li", "tr", "dt", "dd", "caption", "figcaption", "address", "center"})
_CELLS = frozenset({"td", "th"})

_MARKUP = re.compile(r"[<&]")
_CUT_TAG = re.compile(r"<[a-zA-Z/!][^<>]*\Z")
"""A column of 64 kB ends where it ends."""
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def plain_text(html: str | None) -> str:
    """Paragraphs stand apart by an empty line, list items begin with a dash, spaces are single.

    Any text is taken, well-formed or not. No-break spaces become plain ones.
    """
    if not html:
        return ""
    if not _MARKUP.search(html):
        return _tidy(_SPACES.sub(" ", _INVISIBLE.sub("", html)).split("\n"))
    reader = _Reader()
    reader.feed(_CUT_TAG.sub("", html))
    reader.close()
    return _tidy("".join(reader.parts).split("\n"))


def _tidy(lines: list[str]) -> str:
    """At most one empty line in a row, none at the ends."""
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    """Line breaks wait until text comes, so that empty elements leave no trace."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._breaks = 0
        self._mark = ""
        """Dash or number of a list item whose text has not begun."""
        self._hidden: list[str] = []
        self._lists: list[int | None] = []
        """Of each open list the number last used, or None when it is not numbered."""
        self._verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "br":
            self._breaks = min(2, self._breaks + 1)
        elif tag == "li":
            self._open_item()
        elif tag in _CELLS:
            self.parts.append(" ")
        else:
            self._end_line(tag)
            self._count(tag, opened=True)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        else:
            if tag in ("li", "ul", "ol"):
                self._mark = ""
            self._count(tag, opened=False)
            self._end_line(tag)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        visible = _INVISIBLE.sub("", data)
        if not visible.strip():
            self.parts.append(" ")
            return
        self.parts.append("\n" * self._breaks + self._mark)
        self.parts.append(visible if self._verbatim else re.sub(r"\s+", " ", visible))
        self._breaks, self._mark = 0, ""

    def _end_line(self, tag: str) -> None:
        if self._mark:
            return
        if tag in _PARAGRAPHS:
            # Inside a list an empty line would tear it apart.
            self._breaks = max(self._breaks, 1 if self._lists else 2)
        elif tag in _LINES:
            self._breaks = max(self._breaks, 1)

    def _open_item(self) -> None:
        self._breaks = max(self._breaks, 1)
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._mark = "- "
        else:
            self._lists[-1] = number + 1
            self._mark = f"{number + 1}. "

    def _count(self, tag: str, *, opened: bool) -> None:
        if tag == "pre":
            self._verbatim = max(0, self._verbatim + (1 if opened else -1))
        elif tag in ("ul", "ol"):
            if opened:
                self._lists.append(0 if tag == "ol" else None)
            elif self._lists:
                self._lists.pop()
