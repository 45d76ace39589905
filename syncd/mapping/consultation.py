"""Which directories of WB the values of a mapping are held against: nobody need read the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from syncd.mapping import characteristics, directories
from syncd.mapping.dictionary import DictionaryView
from syncd.mapping.names import same
from syncd.mapping.rules import Mapping, Rule
from syncd.mapping.sources import Source, SourceKind
from syncd.model.dictionary import CharacteristicType, Directory, Subject

Consulted = tuple[Directory, int | None]
"""A directory, and of which subject; None where it is the same for all."""


def consulted(mapping: Mapping, dictionary: DictionaryView) -> Sequence[Consulted]:
    """Each once, in the order of `Directory`. A subject whose characteristics were never read asks for its
    brands alone."""
    found = [
        (directory, subject.subject_id if directory.by_subject else None)
        for rule in mapping.rules
        if (subject := dictionary.subject(rule.subject))
        for directory in _of_rule(rule, mapping, subject, dictionary)
    ]
    return sorted(dict.fromkeys(found), key=lambda one: list(Directory).index(one[0]))


def _of_rule(
    rule: Rule, mapping: Mapping, subject: Subject, dictionary: DictionaryView
) -> Iterator[Directory]:
    known = dictionary.characteristics(subject.subject_id)
    wanted = characteristics.wanted(mapping.characteristics, rule.characteristics, known)
    for characteristic, one in wanted.rules:
        directory = directories.of_characteristic(characteristic.name)
        if directory and one.sources is not None and characteristic.type is not CharacteristicType.NUMBER:
            yield directory
    if any(_may_name_a_brand(source) for source in rule.card.brand or ()):
        yield Directory.BRANDS


def _may_name_a_brand(source: Source) -> bool:
    if source.kind is not SourceKind.VALUE:
        return True
    return any(same(text) != directories.NO_BRAND for text in source.constant)
