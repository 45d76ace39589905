"""YAML read as it is written: every entry with its line and its key, every mistake collected.

Scalars stay the text that stands in the file: `0012` is not twelve and `no` is not false.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from syncd.mapping.names import same
from syncd.model.errors import ConfigurationError, ErrorCode

NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake of the owner of the file; its text stands in `syncd/texts` under `mapping-<code>`."""

    line: int
    key: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass
class Mistakes:
    """All that is wrong with one file."""

    found: list[Mistake] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """One place of the file. What is asked of it and is not there becomes a mistake and an empty answer."""

    node: Any
    key: str
    line: int
    mistakes: Mistakes

    def complain(self, code: str, **facts: object) -> None:
        told = tuple((name, str(value)) for name, value in facts.items())
        self.mistakes.found.append(Mistake(self.line, self.key, code, told))

    def complain_of_key(self, name: str, known: list[str]) -> None:
        if near := _nearest(name, known):
            self.complain("misspelt-key", near=near)
        else:
            self.complain("unknown-key", known=", ".join(known))

    def complain_of_word(self, word: str, known: list[str]) -> None:
        if near := _nearest(word, known):
            self.complain("misspelt-word", word=word, near=near)
        else:
            self.complain("choice", known=", ".join(known))

    @property
    def is_scalar(self) -> bool:
        return isinstance(self.node, ScalarNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, SequenceNode)

    @property
    def is_table(self) -> bool:
        return isinstance(self.node, MappingNode)

    def is_word(self, word: str) -> bool:
        return isinstance(self.node, ScalarNode) and self.node.value == word

    @property
    def is_bare_number(self) -> bool:
        """Digits without quotes: an id and not a name."""
        return (
            isinstance(self.node, ScalarNode)
            and self.node.style is None
            and self.node.value.isascii()
            and self.node.value.isdigit()
        )

    def pairs(self) -> list[tuple[Entry, Entry]]:
        """Keys and values of a table; a key that stands twice is a mistake."""
        if not self.is_table:
            self.complain("table")
            return []
        seen: dict[str, int] = {}
        pairs = [self._pair(key, value) for key, value in self.node.value]
        for name, _ in pairs:
            word = same(name.text(empty=True) or "")
            if word in seen:
                name.complain("repeated", first=seen[word])
            seen.setdefault(word, name.line)
        return pairs

    def table(self, known: Iterable[str]) -> dict[str, Entry]:
        """Values by key, for a table whose keys are ours; an unknown key is a mistake."""
        names = list(known)
        found: dict[str, Entry] = {}
        for key, value in self.pairs():
            name = key.text() or ""
            if name in names:
                found.setdefault(name, value)
            elif name:
                key.complain_of_key(name, names)
        return found

    def items(self) -> list[Entry]:
        """Of a list; anything else is a list of one."""
        if not self.is_list:
            return [self]
        if not self.node.value:
            self.complain("empty-list")
        return self.items_quietly()

    def items_quietly(self) -> list[Entry]:
        """As `items`, for a second look."""
        if not self.is_list:
            return [self]
        return [
            Entry(node, f"{self.key}[{number}]", _line(node), self.mistakes)
            for number, node in enumerate(self.node.value, 1)
        ]

    def text(self, *, empty: bool = False, blank: bool = False) -> str | None:
        """One line of words; with `empty`, "" is as good as any, with `blank`, so are spaces alone."""
        if not isinstance(self.node, ScalarNode):
            self.complain("text")
            return None
        value = "" if _is_null(self.node) else str(self.node.value)
        if not (value if blank else value.strip()) and not empty:
            self.complain("text")
            return None
        return value

    def texts(self, *, empty: bool = False) -> tuple[str, ...]:
        return tuple(text for item in self.items() if (text := item.text(empty=empty)) is not None)

    def choice(self, known: Iterable[str]) -> str | None:
        names = list(known)
        if isinstance(self.node, ScalarNode) and self.node.value in names:
            return str(self.node.value)
        self.complain_of_word(str(self.node.value) if self.is_scalar else "", names)
        return None

    def whole(self, least: int, most: int) -> int | None:
        if self.is_bare_number and least <= int(self.node.value) <= most:
            return int(self.node.value)
        self.complain("whole-number", least=least, most=most)
        return None

    def positive(self) -> Decimal | None:
        try:
            number = Decimal(self.node.value) if isinstance(self.node, ScalarNode) else Decimal(0)
        except InvalidOperation:
            number = Decimal(0)
        if number.is_finite() and number > 0:
            return number
        self.complain("number")
        return None

    def _pair(self, key: Any, value: Any) -> tuple[Entry, Entry]:
        name = str(key.value) if isinstance(key, ScalarNode) else "?"
        path = f"{self.key}.{name}" if self.key else name
        return Entry(key, path, _line(key), self.mistakes), Entry(value, path, _line(key), self.mistakes)


def read(text: str, name: str) -> Entry:
    """The whole file. Raises `ConfigurationError` (mapping-syntax: file, line, detail)."""
    try:
        node = YAML().compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _syntax(name, mark.line + 1 if mark else 1, error.problem or error.context or "") from None
    except YAMLError as error:
        raise _syntax(name, 1, str(error).splitlines()[0]) from None
    except RecursionError:
        raise _syntax(name, 1, "nested too deeply") from None
    return Entry(node if node is not None else MappingNode("", []), "", 1, Mistakes())


def _nearest(word: str, known: list[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word.casefold(), known, 1)), None)


def _syntax(name: str, line: int, detail: str) -> ConfigurationError:
    told = f"{name}:{line}: {detail}"
    return ConfigurationError(ErrorCode.MAPPING_SYNTAX, (told,), file=name, line=line, detail=detail)


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1 if node.start_mark is not None else 1


def _is_null(node: ScalarNode) -> bool:
    return node.style is None and node.tag == NULL
