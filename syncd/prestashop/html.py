"""Descriptions from the shop's editor turned into text that reads well without any markup."""

from __future__ import annotations

import re
from enum import Enum
from html.parser import HTMLParser

_HIDDEN = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "svg", "head", "title"}
    | {"video", "audio", "canvas", "select", "button"}
)
"""What stands in these is not read by visitors, or is no text of the description."""
_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "section"}
    | {"article", "header", "footer", "figure", "form", "fieldset", "hr"}
)
_LINES = frozenset({"div", "li", "tr", "dt", "dd", "caption", "figcaption", "address", "center"})
_CELLS = frozenset({"td", "th"})

_MARKUP = re.compile(r"[<&]")
_CUT_TAG = re.compile(r"<[a-zA-Z/!][^<>]*\Z")
"""A column of 64 kB ends where it ends."""
_WITHOUT_END = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_STRAYS = 20
"""So many signs of less-than may stand alone in an honest text."""
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
_POWERS = {"2": "²", "3": "³"}
_NUMBER = re.compile(r"[+−-]?\d")


def plain_text(html: str | None) -> str:
    """Paragraphs stand apart by an empty line, list items begin with a dash, spaces are single.

    Any text is taken, well-formed or not. No-break spaces become plain ones.
    """
    if not html:
        return ""
    if not _MARKUP.search(html):
        return _tidy(_SPACES.sub(" ", _INVISIBLE.sub("", html)).split("\n"))
    reader = _Reader()
    reader.feed(_mended(_CUT_TAG.sub("", html)))
    reader.close()
    return _tidy("".join(reader.parts).split("\n"))


def _mended(html: str) -> str:
    """Where far more tags are opened than ended, those without an end are text: the parser of Python looks
    for the end of each, for minutes in 64 kB."""
    if html.count("<") - html.count(">") <= _STRAYS:
        return html
    return _WITHOUT_END.sub("&lt;", html)


def _tidy(lines: list[str]) -> str:
    """At most one empty line in a row, none at the ends."""
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Cell(Enum):
    """Of a table, the one that is open."""

    NONE = "none"
    NEW = "new"
    """Its text has not begun."""
    BEGUN = "begun"


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
        self._raised = 0
        self._cell = _Cell.NONE

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "br":
            self._breaks = min(2, self._breaks + 1)
        elif tag == "li":
            self._open_item()
        elif tag in _CELLS:
            self._end_cell()
            self.parts.append(" ")
            self._cell = _Cell.NEW
        else:
            self._end_line(tag)
            self._open(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        elif tag in _CELLS:
            self._end_cell()
        else:
            if tag in ("li", "ul", "ol"):
                self._mark = ""
            self._close(tag)
            self._end_line(tag)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        visible = _INVISIBLE.sub("", data)
        if not visible.strip():
            self.parts.append(" ")
            return
        self.parts.append("\n" * self._breaks + self._mark)
        if self._raised:
            visible = _raised(visible)
        self.parts.append(visible if self._verbatim else re.sub(r"\s+", " ", visible))
        self._breaks, self._mark = 0, ""
        if self._cell is _Cell.NEW:
            self._cell = _Cell.BEGUN

    def _end_cell(self) -> None:
        """A paragraph that fills a cell leaves the row one line."""
        if self._cell is _Cell.BEGUN:
            self._breaks = 0
        self._cell = _Cell.NONE

    def _end_line(self, tag: str) -> None:
        if tag == "tr":
            self._end_cell()
        if self._mark or self._cell is _Cell.NEW:
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

    def _open(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "pre":
            self._verbatim += 1
        elif tag == "sup":
            self._raised += 1
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "ol":
            self._lists.append(_first_number(dict(attrs).get("start")) - 1)

    def _close(self, tag: str) -> None:
        if tag == "pre":
            self._verbatim = max(0, self._verbatim - 1)
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()


def _raised(text: str) -> str:
    """10<sup>6</sup> is not 106; other raised signs than 2 and 3 may be refused by those who read on."""
    return _POWERS.get(text.strip()) or (f"^{text}" if _NUMBER.match(text) else text)


def _first_number(start: str | None) -> int:
    return int(start) if start and start.isdecimal() and start.isascii() and len(start) < 5 else 1
