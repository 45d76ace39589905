from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.model.card import CharacteristicValue, Document, Documents, Packaging
from syncd.state import document
from syncd.state.state import State
from tests.state.samples import LARGEST, refusal, remote

A = "main"
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=3)
values = st.one_of(decimals, st.lists(st.text()).map(tuple))


@given(value=values, weight=decimals, title=st.text(), packed=st.booleans())
def test_a_card_survives_its_document(value: object, weight: Decimal, title: str, packed: bool) -> None:
    card = remote(
        title=title,
        packaging=Packaging(1, 2, 3, weight) if packed else None,
        characteristics=(CharacteristicValue(1, "Состав", value),),  # type: ignore[arg-type]
    )
    back = document.read(document.write(card), card.raw)
    assert back == card
    assert str(back) == str(card)


DECLARATION = Document(2, "ЕАЭС N RU", "17", "Северянка", "ООО", date(2026, 1, 10), date(2029, 1, 9))


@pytest.mark.parametrize(
    "members",
    [
        {"documents": Documents((DECLARATION, Document(1, "С-1", endless=True)))},
        {"documents": Documents(excluded=True)},
        {"kiz_marked": True},
        {"gtin": "04600000000015"},
    ],
)
def test_papers_survive_its_document(members: dict[str, object]) -> None:
    card = remote(**members)
    assert document.read(document.write(card), card.raw) == card


def test_what_an_earlier_release_stored_is_a_card_without_papers_and_no_other() -> None:
    card = remote()
    stored = json.dumps(
        {
            "nm_id": 501,
            "imt_id": 77,
            "vendor_code": "ФУТ-12-7",
            "subject_id": 192,
            "title": "Футболка",
            "description": "",
            "brand": "Ёлки",
            "packaging": None,
            "characteristics": [],
            "sizes": [],
            "photos": 3,
            "updated_at": "2026-11-22T09:00:00.96577Z",
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    back = document.read(stored, card.raw)
    assert (back.documents, back.kiz_marked, back.gtin) == (Documents(), False, "")
    assert document.write(back) == stored, "else every card would look changed after an upgrade"


def test_cards_come_back_whole(state: State) -> None:
    card = remote(nm_id=LARGEST)
    raw = json.dumps({"photos": ["👕" * 40_000]}, ensure_ascii=False)
    large = remote(nm_id=2, vendor_code="БОЛ-2", raw=raw)
    state.mirror.store(A, [card, large], 0)
    assert state.mirror.by_vendor_codes(A, ["ФУТ-12-7", "БОЛ-2", "нет"]) == {"ФУТ-12-7": card, "БОЛ-2": large}
    assert state.mirror.by_nm_id(A, LARGEST) == card
    assert state.mirror.by_nm_id(A, 2) == large
    assert state.mirror.by_nm_id("second", 2) is None
    assert state.mirror.count(A) == 2


def test_a_card_read_again_replaces_itself(state: State) -> None:
    state.mirror.store(A, [remote()], 0)
    state.mirror.store(A, [remote(title="Футболка белая", vendor_code="НОВ")], 0)
    found = state.mirror.by_nm_id(A, 501)
    assert found is not None and (found.title, found.vendor_code) == ("Футболка белая", "НОВ")
    assert state.mirror.by_vendor_codes(A, ["ФУТ-12-7"]) == {}
    assert state.mirror.count(A) == 1


def test_vendor_codes_are_compared_exactly(state: State) -> None:
    codes = ["abc", "ABC", "abc ", "ё", "е"]
    cards = {code: remote(nm_id=number + 1, vendor_code=code) for number, code in enumerate(codes)}
    state.mirror.store(A, list(cards.values()), 0)
    assert state.mirror.by_vendor_codes(A, codes) == cards
    assert state.mirror.by_vendor_codes(A, ["abc"]) == {"abc": cards["abc"]}


def test_of_two_cards_under_one_code_the_newer_counts(state: State) -> None:
    newer = remote(nm_id=1, updated_at="2026-11-22T10:00:00Z")
    state.mirror.store(A, [newer, remote(nm_id=2, updated_at="2026-11-22T09:00:00Z")], 0)
    assert state.mirror.by_vendor_codes(A, ["ФУТ-12-7"]) == {"ФУТ-12-7": newer}


def test_a_full_reading_drops_what_it_did_not_see(state: State) -> None:
    assert state.mirror.generation(A) == 0
    state.mirror.store(A, [remote(nm_id=number, vendor_code=f"К{number}") for number in range(1, 1201)], 0)
    state.mirror.store("second", [remote()], 0)
    broken_off = state.mirror.begin_full(A)
    generation = state.mirror.begin_full(A)
    assert (broken_off, generation, state.mirror.generation(A)) == (1, 2, 2)
    state.mirror.store(
        A, [remote(nm_id=number, vendor_code=f"К{number}") for number in range(1, 1101)], generation
    )
    assert state.mirror.count(A) == 1200
    state.mirror.end_full(A, generation)
    assert [card.nm_id for card in state.mirror.all(A)] == list(range(1, 1101))
    assert state.mirror.count("second") == 1


def test_a_long_vendor_code_of_others_is_kept(state: State) -> None:
    long = "Очень длинный артикул " * 40
    state.mirror.store(A, [remote(vendor_code=long)], 0)
    state.mirror.store_refusals(A, [refusal(long)])
    assert set(state.mirror.by_vendor_codes(A, [long])) == {long}
    assert set(state.mirror.refusals(A)) == {long}


def test_half_a_surrogate_pair_stops_nothing(state: State) -> None:
    state.mirror.store(A, [remote(title="плохо \ud83d", vendor_code="п\ud83d")], 0)
    found = state.mirror.by_nm_id(A, 501)
    assert found is not None and found.title == "плохо ?"


def test_refusals_are_the_whole_list(state: State) -> None:
    state.mirror.store_refusals(A, [refusal("А"), refusal("Б", "b-2", 5), refusal("Б", "b-1", 1)])
    assert state.mirror.refusals(A) == {"А": refusal("А"), "Б": refusal("Б", "b-2", 5)}
    assert state.mirror.refusals(A, ["Б", "В"]) == {"Б": refusal("Б", "b-2", 5)}
    assert state.mirror.refusals(A, []) == {}
    state.mirror.store_refusals(A, [refusal("В")])
    assert set(state.mirror.refusals(A)) == {"В"}
    assert state.mirror.refusals("second") == {}
