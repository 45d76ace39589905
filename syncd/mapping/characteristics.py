"""Characteristics of a card: what the rules give, in the form that the subject asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from syncd.mapping import directories, measures
from syncd.mapping.dictionary import DictionaryView
from syncd.mapping.faults import Fault, fault
from syncd.mapping.fields import CharacteristicRule, Characteristics
from syncd.mapping.names import same
from syncd.mapping.sources import Found, Subset, first
from syncd.model.card import CharacteristicValue
from syncd.model.dictionary import Characteristic, CharacteristicType
from syncd.model.problem import ProblemCode


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rules' characteristics found among those of the subject."""

    rules: tuple[tuple[Characteristic, CharacteristicRule], ...]
    unknown: tuple[CharacteristicRule, ...]
    """Those of the rule itself that the subject has not got."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one card gets."""

    values: tuple[CharacteristicValue, ...]
    faults: tuple[Fault, ...]
    excused: frozenset[int]
    """Characteristics that nobody need ask for: left to WB, or told already."""


def wanted(common: Characteristics, own: Characteristics, known: Sequence[Characteristic]) -> Wanted:
    """The rule's own lie over the common ones, whether they are named by name or by id."""
    found: dict[int, tuple[Characteristic, CharacteristicRule]] = {}
    unknown: list[CharacteristicRule] = []
    settable = index(known)
    for rule in common:
        if characteristic := settable.get(_key(rule)):
            found[characteristic.charc_id] = (characteristic, rule)
    for rule in own:
        if characteristic := settable.get(_key(rule)):
            found[characteristic.charc_id] = (characteristic, rule)
        elif rule.sources is not None:
            unknown.append(rule)
    return Wanted(tuple(found[charc_id] for charc_id in sorted(found)), tuple(unknown))


def given(wishes: Wanted, subset: Subset, subject_id: int, dictionary: DictionaryView) -> Given:
    """The values of one card, in the order of WB's ids and in WB's spelling."""
    outcomes = [
        (one.charc_id, _outcome(one, first(rule.sources, subset), subject_id, dictionary))
        for one, rule in wishes.rules
        if rule.sources is not None
    ]
    kept = {one.charc_id for one, rule in wishes.rules if rule.sources is None}
    failed = {charc_id for charc_id, outcome in outcomes if isinstance(outcome, Fault)}
    return Given(
        values=tuple(outcome for _, outcome in outcomes if isinstance(outcome, CharacteristicValue)),
        faults=tuple(outcome for _, outcome in outcomes if isinstance(outcome, Fault)),
        excused=frozenset(kept | failed),
    )


def is_settable(characteristic: Characteristic) -> bool:
    """Brand, title and dimensions go into fields of the card; type 0 is not used (modern.md, 5.1)."""
    return not characteristic.named_field and characteristic.type is not CharacteristicType.UNUSED


def is_known(rule: CharacteristicRule, settable: Mapping[str | int, Characteristic]) -> bool:
    return _key(rule) in settable


def index(known: Sequence[Characteristic]) -> Mapping[str | int, Characteristic]:
    """By id and by name, as `same` writes it; of two of one name the first, for an id tells them apart."""
    found: dict[str | int, Characteristic] = {}
    for one in known:
        if is_settable(one):
            found[one.charc_id] = one
            found.setdefault(same(one.name), one)
    return found


def _key(rule: CharacteristicRule) -> str | int:
    return rule.name if isinstance(rule.name, int) else same(rule.name)


def _outcome(
    characteristic: Characteristic, found: Found | None, subject_id: int, dictionary: DictionaryView
) -> CharacteristicValue | Fault | None:
    """None when the shop says nothing; zero in a required number is nothing to WB (modern.md, 5.2)."""
    if found is None:
        return None
    texts = found.values
    charc_id, name = characteristic.charc_id, characteristic.name
    if characteristic.type is not CharacteristicType.NUMBER:
        return CharacteristicValue(charc_id, name, _spelled(name, texts, subject_id, dictionary))
    unit = found.source.unit
    number = measures.number(texts[0], characteristic.unit, unit) if len(texts) == 1 else None
    if number is None:
        told = ", ".join(texts)
        return fault(ProblemCode.CHARACTERISTIC_NOT_A_NUMBER, characteristic=name, value=told)
    if number == 0 and characteristic.required:
        return None
    return CharacteristicValue(charc_id, name, number)


def _spelled(
    name: str, texts: tuple[str, ...], subject_id: int, dictionary: DictionaryView
) -> tuple[str, ...]:
    """What the directory does not know stays as it is, to be told."""
    directory = directories.of_characteristic(name)
    allowed = dictionary.values(directory, subject_id) if directory else None
    if directory is None or not allowed:
        return texts
    spelled = (directories.spelled(directory, allowed, text) or text for text in texts)
    return tuple(dict.fromkeys(spelled))
