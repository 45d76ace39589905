"""Codes and facts become sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("ru", "en")
_FOLDER = Path(__file__).parent
_COUNT = re.compile(r"0|[1-9]\d{0,8}")
"""Texts that may choose a plural. Longer ones are codes, and so is whatever begins with a zero."""


_DOUBLED = re.compile(r"(?<![./])\.\.(?=\s|$)")
"""What a sentence that ends with another's sentence comes to."""


class Failure(Protocol):
    """What the texts need of a `SyncdError`."""

    @property
    def code(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, str]: ...


class BadItem(Protocol):
    """What the texts need of a `Problem`."""

    @property
    def code(self) -> str: ...

    @property
    def ref(self) -> str: ...

    @property
    def facts(self) -> Iterable[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class Told:
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class ToldProblem:
    what: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language and the names of every fact they mention."""

    bundle: FluentBundle
    facts: frozenset[str]


@cache
def catalogue(language: str) -> Catalogue:
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415 - it costs 0.1 s

    bundle = FluentBundle([language], use_isolating=False)
    facts: set[str] = set()
    for file in sorted((_FOLDER / language).glob("*.ftl")):
        text = file.read_text("utf-8")
        bundle.add_resource(FluentResource(text))
        facts.update(re.findall(r"\$([a-zA-Z]\w*)", text))
    return Catalogue(bundle, frozenset(facts))


class Texts:
    """The texts of one language. Nothing here raises.

    A fact that is missing shows as its name in braces, an empty one as a dash.
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    def error(self, error: Failure) -> Told:
        key = f"error-{error.code}"
        return Told(self._format(key, None, error.facts), self._format(key, "advice", error.facts))

    def problem(self, problem: BadItem) -> ToldProblem:
        key, facts = f"problem-{problem.code}", {"ref": problem.ref, **dict(problem.facts)}
        return ToldProblem(
            self._format(key, None, facts),
            self._format(key, "why", facts),
            self._format(key, "advice", facts),
        )

    def say(self, key: str, **facts: object) -> str:
        return self._format(key, None, {name: str(value) for name, value in facts.items()})

    def _format(self, key: str, attribute: str | None, facts: Mapping[str, str]) -> str:
        known = catalogue(self.language)
        if not known.bundle.has_message(key):
            return _bare(key, facts)
        message = known.bundle.get_message(key)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            return _bare(key, facts)
        told, _ = known.bundle.format_pattern(pattern, _arguments(known.facts, facts))
        return _DOUBLED.sub(".", str(told))


def _arguments(mentioned: frozenset[str], facts: Mapping[str, str]) -> dict[str, Any]:
    missing = {name: f"{{{name}}}" for name in mentioned}
    return {**missing, **{name: _argument(value) for name, value in facts.items()}}


def _argument(value: str) -> Any:
    """Small numbers choose plurals; they are written without separators, since they may be ids."""
    if not value:
        return "—"
    if not _COUNT.fullmatch(value):
        return value
    from fluent.runtime.types import fluent_number  # noqa: PLC0415 - as above

    return fluent_number(int(value), useGrouping=False)


def _bare(key: str, facts: Mapping[str, str]) -> str:
    told = ", ".join(f"{name}: {value}" for name, value in facts.items())
    return f"{key} ({told})" if told else key
