from __future__ import annotations

import json
from datetime import timedelta

import pytest

from syncd.model.dictionary import Characteristic, CharacteristicType, Directory, Subject
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
        Characteristic(54337, "Размер", 192, False, "", 0, CharacteristicType.STRINGS, variable=True),
    )
    state.dictionaries.put_characteristics(A, 192, told, NOON)
    assert state.dictionaries.characteristics(A, 192) == told
    assert state.dictionaries.characteristics(A, 193) is None
    assert state.dictionaries.read_at(A, Kind.CHARACTERISTICS, "192") == NOON


def test_characteristics_of_an_earlier_release_vary_in_nothing(state: State) -> None:
    told = Characteristic(14177449, "Цвет", 192, False, "", 5, CharacteristicType.STRINGS, variable=True)
    state.dictionaries.put_characteristics(A, 192, [told], NOON)
    found = state.dictionaries.get(A, Kind.CHARACTERISTICS, "192")
    assert found is not None
    (row,) = json.loads(found[0])
    del row["variable"]
    state.dictionaries.put(A, Kind.CHARACTERISTICS, "192", json.dumps([row]), NOON)
    (back,) = state.dictionaries.characteristics(A, 192) or ()
    assert (back.charc_id, back.variable) == (14177449, False)


@pytest.mark.parametrize(
    ("directory", "subject_id"), [(Directory.COLOURS, None), (Directory.BRANDS, 192), (Directory.TNVED, 192)]
)
def test_values_of_a_directory(state: State, directory: Directory, subject_id: int | None) -> None:
    dictionaries, place = state.dictionaries, (directory, subject_id)
    assert dictionaries.values(A, *place) is None
    assert dictionaries.values_read_at(A, [place]) == {place: None}
    dictionaries.put_values(A, *place, ["б", "а"], NOON)
    assert dictionaries.values(A, *place) == ("а", "б")
    assert dictionaries.values_read_at(A, [place]) == {place: NOON}
    assert dictionaries.values("second", *place) is None
    if directory.by_subject:
        assert dictionaries.values(A, directory, 41) is None


def test_the_version_changes_with_a_directorys_values_and_not_with_the_reading_of_them(state: State) -> None:
    dictionaries = state.dictionaries
    versions = [dictionaries.version(A)]
    later = NOON + timedelta(days=1)
    dictionaries.put_values(A, Directory.BRANDS, 192, None, NOON)
    assert dictionaries.values(A, Directory.BRANDS, 192) is None
    assert dictionaries.values_read_at(A, [(Directory.BRANDS, 192)])[Directory.BRANDS, 192] == NOON
    assert dictionaries.version(A) == versions[0], "too many brands to read tell nothing"
    for names in (["а", "б"], ["а"], None):
        dictionaries.put_values(A, Directory.BRANDS, 192, names, NOON)
        versions.append(dictionaries.version(A))
        dictionaries.put_values(A, Directory.BRANDS, 192, names and names[::-1], later)
        assert dictionaries.version(A) == versions[-1]
    assert len(set(versions)) == 3
    assert versions[-1] == versions[0]
