"""Characteristics of a card: what the rules give, in the form that the subject asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from syncd.mapping import measures
from syncd.mapping.fields import Characteristics
from syncd.mapping.names import same
from syncd.mapping.sources import Sources, Subset, values
from syncd.model.card import CharacteristicValue, Value
from syncd.model.dictionary import Characteristic, CharacteristicType
from syncd.model.problem import ProblemCode


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rules' characteristics found among those of the subject."""

    sources: tuple[tuple[Characteristic, Sources | None], ...]
    unknown: tuple[str, ...]
    """Those of the rule itself that the subject has not got, as the rule names them."""


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a characteristic cannot go to WB."""

    code: ProblemCode
    name: str
    texts: tuple[str, ...] = ()
    limit: int = 0
    """Most values that WB takes, for too many."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one card gets; `bad` is empty when all that WB requires is there and all of it is right."""

    values: tuple[CharacteristicValue, ...]
    bad: tuple[Bad, ...]


def wanted(common: Characteristics, own: Characteristics, known: Sequence[Characteristic]) -> Wanted:
    """The rule's own lie over the common ones, whether they are named by name or by id."""
    found: dict[int, tuple[Characteristic, Sources | None]] = {}
    unknown: list[str] = []
    for name, sources in common:
        if characteristic := _find(name, known):
            found[characteristic.charc_id] = (characteristic, sources)
    for name, sources in own:
        if characteristic := _find(name, known):
            found[characteristic.charc_id] = (characteristic, sources)
        elif sources is not None:
            unknown.append(str(name))
    return Wanted(tuple(found[charc_id] for charc_id in sorted(found)), tuple(unknown))


def given(wishes: Wanted, known: Sequence[Characteristic], subset: Subset) -> Given:
    """The values of one card, in the order of WB's ids."""
    outcomes = [
        (characteristic, _outcome(characteristic, values(sources, subset)))
        for characteristic, sources in wishes.sources
        if sources is not None
    ]
    met = {one.charc_id for one, outcome in outcomes if outcome is not None}
    met |= {one.charc_id for one, sources in wishes.sources if sources is None}
    missing = (
        Bad(ProblemCode.CHARACTERISTIC_REQUIRED, one.name)
        for one in known
        if one.required and is_settable(one) and one.charc_id not in met
    )
    return Given(
        values=tuple(outcome for _, outcome in outcomes if isinstance(outcome, CharacteristicValue)),
        bad=(*(outcome for _, outcome in outcomes if isinstance(outcome, Bad)), *missing),
    )


def is_settable(characteristic: Characteristic) -> bool:
    """Brand, title and dimensions go into fields of the card; type 0 is not used (modern.md, 5.1)."""
    return not characteristic.named_field and characteristic.type is not CharacteristicType.UNUSED


def _find(name: str | int, known: Sequence[Characteristic]) -> Characteristic | None:
    """Of two characteristics of one name the first is meant; an id tells them apart."""
    settable = (one for one in known if is_settable(one))
    if isinstance(name, int):
        return next((one for one in settable if one.charc_id == name), None)
    return next((one for one in settable if same(one.name) == same(name)), None)


def _outcome(characteristic: Characteristic, texts: tuple[str, ...]) -> CharacteristicValue | Bad | None:
    """None when the shop says nothing; zero in a required number is nothing to WB (modern.md, 5.2)."""
    if not texts:
        return None
    value: Value = texts
    if characteristic.type is CharacteristicType.NUMBER:
        number = measures.number(texts[0], characteristic.unit) if len(texts) == 1 else None
        if number is None:
            return Bad(ProblemCode.CHARACTERISTIC_NOT_A_NUMBER, characteristic.name, texts)
        if number == 0 and characteristic.required:
            return None
        value = number
    elif 0 < characteristic.max_count < len(texts):
        limit = characteristic.max_count
        return Bad(ProblemCode.CHARACTERISTIC_TOO_MANY, characteristic.name, texts, limit)
    return CharacteristicValue(characteristic.charc_id, characteristic.name, value)
