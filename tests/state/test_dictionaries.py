from __future__ import annotations

from datetime import timedelta

from syncd.model.dictionary import Characteristic, CharacteristicType, Subject
from syncd.state.dictionaries import Kind
from syncd.state.state import State
from tests.clocks import FakeClock
from tests.state.samples import NOON

A = "main"
SHIRTS = Subject(192, "Футболки", 1, "Одежда")
HATS = Subject(41, "Шапки для ёлки", 1, "Одежда")
PRIMERS = (Subject(4912, "Грунтовки", 2, "Отделка"), Subject(7751, "Грунтовки", 3, "Автохимия"))


def test_payloads_are_kept_with_their_moment(state: State) -> None:
    state.dictionaries.put(A, "characteristics", "colors", '["красный"]', NOON)
    assert state.dictionaries.get(A, "characteristics", "colors") == ('["красный"]', NOON)
    assert state.dictionaries.read_at(A, "characteristics", "colors") == NOON
    assert state.dictionaries.get("second", "characteristics", "colors") is None
    assert state.dictionaries.read_at(A, "characteristics", "kinds") is None


def test_the_version_changes_with_a_payload_and_nothing_else(state: State) -> None:
    versions = [state.dictionaries.version(A)]
    for key, payload in (("colors", "[1]"), ("kinds", "[1]"), ("kinds", "[2]")):
        state.dictionaries.put(A, "characteristics", key, payload, NOON)
        versions.append(state.dictionaries.version(A))
    assert len(set(versions)) == 4
    state.dictionaries.put(A, "characteristics", "kinds", "[2]", NOON + timedelta(days=1))
    state.dictionaries.put("second", "characteristics", "kinds", "[3]", NOON)
    assert state.dictionaries.version(A) == versions[-1]


def test_subjects_are_found_by_id_and_by_name(state: State) -> None:
    assert state.dictionaries.subjects(A) is None
    assert state.dictionaries.find_subject(A, "Футболки") is None
    state.dictionaries.put_subjects(A, [SHIRTS, HATS, *PRIMERS], NOON)
    assert state.dictionaries.subjects(A) == (HATS, SHIRTS, *PRIMERS)
    assert state.dictionaries.subject(A, 192) == SHIRTS
    assert state.dictionaries.subject(A, 1) is None
    assert state.dictionaries.find_subject(A, " футболки ") == SHIRTS
    assert state.dictionaries.find_subject(A, "Шапки  для елки") == HATS
    assert state.dictionaries.find_subject(A, "Грунтовки") is None
    assert state.dictionaries.find_subjects(A, "Грунтовки") == PRIMERS


def test_subjects_that_another_process_put_are_seen(state: State, address: str, clock: FakeClock) -> None:
    state.dictionaries.put_subjects(A, [SHIRTS], NOON)
    assert state.dictionaries.subject(A, 41) is None
    other = State.open(address, clock)
    other.dictionaries.put_subjects(A, [SHIRTS, HATS], NOON)
    other.close()
    assert state.dictionaries.subject(A, 41) == HATS


def test_characteristics(state: State) -> None:
    told = (
        Characteristic(14177449, "Цвет", 192, False, "", 5, CharacteristicType.STRINGS),
        Characteristic(88953, "Вес товара", 192, True, "г", 0, CharacteristicType.NUMBER, named_field=True),
    )
    state.dictionaries.put_characteristics(A, 192, told, NOON)
    assert state.dictionaries.characteristics(A, 192) == told
    assert state.dictionaries.characteristics(A, 193) is None
    assert state.dictionaries.read_at(A, Kind.CHARACTERISTICS, "192") == NOON
