"""mapping.yaml beside the dictionaries: names that WB does not know, what it requires and no rule gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from syncd.mapping import characteristics, directories
from syncd.mapping.characteristics import is_settable
from syncd.mapping.dictionary import DictionaryView
from syncd.mapping.document import Mistake
from syncd.mapping.fields import CharacteristicRule
from syncd.mapping.rules import Mapping, Rule
from syncd.mapping.sources import Source, SourceKind
from syncd.mapping.values import Values
from syncd.model.dictionary import Characteristic, Directory, Subject


def review(mapping: Mapping, dictionary: DictionaryView) -> tuple[Mistake, ...]:
    """By line. What was never read of the dictionaries is not judged; products play no part."""
    found = [
        mistake
        for place, rule in enumerate(mapping.rules, 1)
        for mistake in _of_rule(f"rules[{place}]", rule, mapping, dictionary)
    ]
    found += _of_common(mapping, dictionary)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.line))


def _of_common(mapping: Mapping, dictionary: DictionaryView) -> Iterator[Mistake]:
    """A common characteristic is for those subjects that have it; one that none has is a slip."""
    subjects = [subject for one in mapping.subjects if (subject := dictionary.subject(one))]
    known = [dictionary.characteristics(subject.subject_id) for subject in subjects]
    if not subjects or not all(known):
        return
    names = Values(one.name for every in known for one in every if is_settable(one))
    settable = [characteristics.index(every) for every in known]
    for rule in mapping.characteristics:
        if not any(characteristics.is_known(rule, every) for every in settable):
            name = str(rule.name)
            facts = (("characteristic", name), ("near", ", ".join(names.near(name))))
            yield Mistake(rule.line, f"characteristics.{name}", "common-unknown", facts)


def _of_rule(key: str, rule: Rule, mapping: Mapping, dictionary: DictionaryView) -> Iterator[Mistake]:
    subject = dictionary.subject(rule.subject)
    if subject is None:
        yield _subject_unknown(key, rule, dictionary)
        return
    known = dictionary.characteristics(subject.subject_id)
    if not known:
        return
    wanted = characteristics.wanted(mapping.characteristics, rule.characteristics, known)
    names = Values(one.name for one in known if is_settable(one))
    for unknown in wanted.unknown:
        yield _characteristic_unknown(key, unknown, subject, names)
    for characteristic, one in wanted.rules:
        directory = directories.of_characteristic(characteristic.name)
        allowed = dictionary.values(directory, subject.subject_id) if directory else None
        if directory and allowed:
            yield from _values(str(one.name), one, directory, allowed)
    given = {characteristic.charc_id for characteristic, _ in wanted.rules}
    if lacking := [one for one in known if one.required and is_settable(one) and one.charc_id not in given]:
        yield _required(key, rule, subject, lacking)


def _subject_unknown(key: str, rule: Rule, dictionary: DictionaryView) -> Mistake:
    found = dictionary.candidates(rule.subject) if isinstance(rule.subject, str) else ()
    near = ", ".join(f"{one.name} ({one.subject_id})" for one in found)
    facts = (("subject", str(rule.subject)), ("near", near))
    return Mistake(rule.line, f"{key}.subject", "subject-unknown", facts)


def _characteristic_unknown(key: str, rule: CharacteristicRule, subject: Subject, names: Values) -> Mistake:
    name = str(rule.name)
    facts = (("subject", subject.name), ("characteristic", name), ("near", ", ".join(names.near(name))))
    return Mistake(rule.line, f"{key}.characteristics.{name}", "characteristic-unknown", facts)


def _required(key: str, rule: Rule, subject: Subject, lacking: Sequence[Characteristic]) -> Mistake:
    facts = (("subject", subject.name), ("characteristic", ", ".join(one.name for one in lacking)))
    return Mistake(rule.line, key, "required-missing", facts)


def _values(name: str, rule: CharacteristicRule, directory: Directory, allowed: Values) -> Iterator[Mistake]:
    """What the file itself sends; what the shop's values are is not known here."""
    for source in rule.sources or ():
        unknown = [text for text in _sent(source) if directories.spelled(directory, allowed, text) is None]
        if unknown:
            near = dict.fromkeys(near for text in unknown for near in allowed.near(text))
            facts = (("value", ", ".join(unknown)), ("near", ", ".join(near)))
            yield Mistake(source.line, name, "value-unknown", facts)


def _sent(source: Source) -> Sequence[str]:
    constants = source.constant if source.kind is SourceKind.VALUE and not source.table else ()
    translated = (value for _, values in source.table for value in values if value.strip())
    return list(dict.fromkeys((*constants, *translated)))
