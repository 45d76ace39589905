"""mapping.yaml: which products become cards of which subject, and with what in them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Protocol

from syncd.mapping import document, sections
from syncd.mapping.card_section import card_fields
from syncd.mapping.conditions import Condition, exactness, holds
from syncd.mapping.document import Entry, Mistake
from syncd.mapping.fields import CardFields, Characteristics
from syncd.mapping.names import same
from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.shop import Product


class Say(Protocol):
    """The sentence of a key of the texts, with its facts."""

    def __call__(self, key: str, **facts: object) -> str: ...


MAPPER = 2
"""Part of every version: raised when the same file comes to mean other cards."""


@dataclass(frozen=True, slots=True)
class Rule:
    when: Condition
    subject: int | str
    """Of WB, by id or by exact name."""
    card: CardFields
    """Complete: the rule's own fields laid over the common ones."""
    characteristics: Characteristics
    """The rule's own."""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The rules of one file."""

    include: tuple[Condition, ...] | None
    """None: every product that a rule matches."""
    exclude: tuple[Condition, ...]
    rules: tuple[Rule, ...]
    characteristics: Characteristics
    """Common to all rules; a subject that has not got one of them goes without it."""
    version: str
    """Digest of the meaning: the same for two files that make the same cards."""

    @property
    def subjects(self) -> tuple[int | str, ...]:
        """All that the rules name, each once, in their order."""
        return tuple(dict.fromkeys(rule.subject for rule in self.rules))

    def is_included(self, product: Product) -> bool:
        return self.include is None or any(holds(condition, product) for condition in self.include)

    def is_excluded(self, product: Product) -> bool:
        return any(holds(condition, product) for condition in self.exclude)

    def rule(self, product: Product) -> Rule | None:
        """The most exact of the rules that match; the first of equals."""
        best, best_exactness = None, None
        for rule in self.rules:
            found = exactness(rule.when, product)
            if found is not None and (best_exactness is None or found > best_exactness):
                best, best_exactness = rule, found
        return best


def load(text: str, name: str, say: Say) -> Mapping:
    """The rules in `text`, the content of the file `name`.

    Raises `ConfigurationError`: mapping-syntax (file, line, detail) when it is no YAML, mapping-invalid
    (file, count) with every mistake as a line `file:line: key: what is expected`, as `say` says it.
    """
    whole = document.read(text, name)
    mapping = _mapping(whole)
    if found := whole.mistakes.found:
        lines = tuple(tell(name, mistake, say) for mistake in sorted(found, key=lambda one: one.line))
        raise ConfigurationError(ErrorCode.MAPPING_INVALID, lines, file=name, count=len(lines))
    return mapping


def _mapping(whole: Entry) -> Mapping:
    found = whole.table(("include", "exclude", "card", "characteristics", "rules"))
    if whole.is_table and "rules" not in found:
        whole.complain("missing", missing="rules")
    card = card_fields(found["card"], CardFields()) if "card" in found else CardFields()
    include = _conditions(found["include"]) if "include" in found else None
    exclude = _conditions(found["exclude"]) if "exclude" in found else ()
    common = sections.characteristics(found["characteristics"]) if "characteristics" in found else ()
    rules = tuple(_rule(entry, card) for entry in _listed(found["rules"])) if "rules" in found else ()
    return Mapping(include, exclude, rules, common, _version(include, exclude, rules, common))


def _rule(entry: Entry, card: CardFields) -> Rule:
    found = entry.table(("when", "subject", "card", "characteristics"))
    missing = [key for key in ("when", "subject") if key not in found]
    if entry.is_table and missing:
        entry.complain("missing", missing=", ".join(missing))
    return Rule(
        when=sections.condition(found["when"]) if "when" in found else Condition(),
        subject=_subject(found["subject"]) if "subject" in found else "",
        card=card_fields(found["card"], card) if "card" in found else card,
        characteristics=(
            sections.characteristics(found["characteristics"]) if "characteristics" in found else ()
        ),
        line=entry.line,
    )


def _subject(entry: Entry) -> int | str:
    if entry.is_bare_number:
        return entry.whole(1, sections.LARGEST_ID) or 0
    return " ".join((entry.text() or "").split())


def _conditions(entry: Entry) -> tuple[Condition, ...]:
    return tuple(sections.condition(item) for item in _listed(entry))


def _listed(entry: Entry) -> list[Entry]:
    if entry.is_list:
        return entry.items()
    entry.complain("list")
    return []


def _version(
    include: tuple[Condition, ...] | None,
    exclude: tuple[Condition, ...],
    rules: tuple[Rule, ...],
    common: Characteristics,
) -> str:
    meaning = (
        MAPPER,
        None if include is None else sorted(condition.meaning for condition in include),
        sorted(condition.meaning for condition in exclude),
        [
            (rule.when.meaning, _subject_meaning(rule.subject), rule.card, rule.characteristics)
            for rule in rules
        ],
        common,
    )
    return hashlib.blake2b(repr(meaning).encode(), digest_size=16).hexdigest()


def _subject_meaning(subject: int | str) -> int | str:
    return same(subject) if isinstance(subject, str) else subject


def tell(name: str, mistake: Mistake, say: Say) -> str:
    """`file:line: key: what is expected`."""
    expected = say(f"mapping-{mistake.code}", **dict(mistake.facts))
    key = f"{mistake.key}: " if mistake.key else ""
    return f"{name}:{mistake.line}: {key}{expected}"
