from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.model.card import (
    CardDraft,
    CharacteristicValue,
    Document,
    Documents,
    Packaging,
    RemoteSize,
    SizeDraft,
)
from syncd.model.shop import OfferKey
from syncd.sync.compare import Difference, differences
from tests.sync.cards import draft, drafts, remote, size, stored


@given(st.data(), drafts())
def test_what_wb_makes_of_a_draft_is_no_difference(data: st.DataObject, card: CardDraft) -> None:
    assert differences(card, data.draw(stored(card))) == ()


COLOUR = 14177449


def held(value: Any, charc_id: int = COLOUR) -> tuple[CharacteristicValue, ...]:
    others = tuple(one for one in draft().characteristics if one.charc_id != charc_id)
    return (*others, CharacteristicValue(charc_id, "", value))


@pytest.mark.parametrize(
    ("changed", "difference"),
    [
        ({"title": "Футболка  с вышивкой "}, None),
        ({"title": "футболка с вышивкой"}, "title: Футболка с вышивкой / футболка с вышивкой"),
        ({"description": "Мягкая\n футболка."}, None),
        ({"description": ""}, "description: Мягкая футболка. / "),
        ({"brand": "СЕВЕРНЫЙ УЗОР"}, None),
        ({"brand": "Нет бренда"}, "brand: Северный Узор / Нет бренда"),
        ({"packaging": Packaging(30, 20, 3, Decimal("0.250"))}, None),
        (
            {"packaging": Packaging(30, 20, 4, Decimal("0.25"))},
            "dimensions: 30x20x3 cm, 0.25 kg / 30x20x4 cm, 0.25 kg",
        ),
        ({"packaging": None}, "dimensions: 30x20x3 cm, 0.25 kg / "),
        ({"characteristics": held(("Белый", " красный"))}, None),
        ({"characteristics": held(("красный",))}, "Цвет: красный, белый / красный"),
        (
            {"characteristics": held(("красный", "белый", "синий"))},
            "Цвет: красный, белый / красный, белый, синий",
        ),
        ({"characteristics": held(())}, "Цвет: красный, белый / "),
        ({"characteristics": held(("30,50",), 90630)}, None),
        ({"characteristics": held(Decimal("30.50"), 90630)}, None),
        ({"characteristics": held(Decimal(30), 90630)}, "Высота предмета: 30.5 / 30"),
        ({"characteristics": held(("много",), 90630)}, "Высота предмета: 30.5 / много"),
        ({"characteristics": draft().characteristics[:1]}, "Высота предмета: 30.5 / "),
        ({"sizes": (RemoteSize(1, "m", "M ", ("4600000000015", "2")), RemoteSize(2, "L", "L", ()))}, None),
        ({"sizes": (RemoteSize(1, "M", "M", ("2",)),)}, "barcode M: 4600000000015 / 2"),
        ({"sizes": (RemoteSize(1, "M", "46", ("4600000000015",)),)}, "size M: M / 46"),
        ({"sizes": (RemoteSize(1, "L", "L", ("4600000000015",)),)}, "size M: M / "),
        ({"photos": 9, "imt_id": 1, "updated_at": ""}, None),
    ],
)
def test_one_field(changed: dict[str, Any], difference: str | None) -> None:
    found = differences(draft(), remote(draft(), **changed))
    assert [str(one) for one in found] == ([difference] if difference else [])


PAPER = Document(2, "RU 1", "17", "Северянка", "ООО", date(2026, 1, 10), date(2029, 1, 9))
OURS = "RU 1, 17, Северянка, ООО, 2026-01-10 - 2029-01-09"


@pytest.mark.parametrize(
    ("held", "theirs"),
    [
        ((replace(PAPER, number=" ru 1 ", applicant="ооо"),), None),
        ((replace(PAPER, end=date(2029, 1, 8)),), "RU 1, 17, Северянка, ООО, 2026-01-10 - 2029-01-08"),
        ((replace(PAPER, start=None),), "RU 1, 17, Северянка, ООО, 2029-01-09"),
        ((replace(PAPER, endless=True, end=None),), "RU 1, 17, Северянка, ООО, 2026-01-10 - endless"),
        ((replace(PAPER, endless=True),), "RU 1, 17, Северянка, ООО, 2026-01-10 - endless"),
        ((replace(PAPER, trade_name=""),), "RU 1, 17, ООО, 2026-01-10 - 2029-01-09"),
        ((PAPER, Document(1, "С-1")), f"{OURS}; С-1"),
        ((replace(PAPER, type=1),), OURS),
        ((), ""),
    ],
)
def test_documents(held: tuple[Document, ...], theirs: str | None) -> None:
    card = draft(documents=Documents((PAPER,)))
    found = differences(card, remote(card, documents=Documents(held)))
    assert [str(one) for one in found] == ([f"documents: {OURS} / {theirs}"] if theirs is not None else [])


def test_that_no_documents_are_needed_is_a_word_of_its_own() -> None:
    excluded = draft(documents=Documents(excluded=True))
    assert differences(excluded, remote(excluded)) == ()
    (found,) = differences(excluded, remote(excluded, documents=Documents((PAPER,))))
    assert str(found) == f"documents: none / {OURS}"
    needed = draft(documents=Documents((PAPER,)))
    (found,) = differences(needed, remote(needed, documents=Documents((PAPER,), excluded=True)))
    assert str(found) == f"documents: {OURS} / none"


def test_two_documents_of_one_number() -> None:
    both = Documents((Document(3, "1"), Document(3, "1", "2")))
    card = draft(documents=both)
    assert differences(card, remote(card, documents=Documents(both.items[::-1]))) == ()
    once = Documents((both.items[1], both.items[1]))
    (found,) = differences(draft(documents=once), remote(card, documents=both))
    assert found.field == "documents"


@pytest.mark.parametrize(
    ("ours", "theirs", "difference"),
    [
        ({"kiz_marked": True}, {"kiz_marked": False}, "kiz_marked: yes / no"),
        ({"kiz_marked": False}, {"kiz_marked": True}, "kiz_marked: no / yes"),
        ({"kiz_marked": None}, {"kiz_marked": True}, None),
        ({"gtin": "4600000000015"}, {"gtin": "04600000000015"}, None),
        ({"gtin": "4600000000015"}, {"gtin": ""}, "gtin: 4600000000015 / "),
        ({"gtin": None}, {"gtin": "04600000000015"}, None),
        ({"documents": None}, {"documents": Documents((PAPER,))}, None),
    ],
)
def test_marks(ours: dict[str, Any], theirs: dict[str, Any], difference: str | None) -> None:
    card = draft(**ours)
    found = differences(card, remote(card, **theirs))
    assert [str(one) for one in found] == ([difference] if difference else [])


def test_what_we_do_not_own_is_not_looked_at() -> None:
    card = draft(title=None, description=None, brand=None, packaging=None, characteristics=(), sizes=())
    other = remote(draft(), title="иное", description="иное", brand="иное", packaging=None)
    assert differences(card, other) == ()


@pytest.mark.parametrize("theirs", ["0", "", " 0 "])
def test_a_good_without_sizes(theirs: str) -> None:
    card = draft(sizes=(SizeDraft(OfferKey(17), "", "", ()),))
    assert differences(card, remote(card, sizes=(RemoteSize(1, theirs, "", ("2",)),))) == ()
    named = (RemoteSize(1, "M", "46", ("2",)), RemoteSize(2, "L", "48", ("3",)))
    found = differences(card, remote(card, sizes=named))
    assert found == (Difference("size 0", "0", ""),)


def test_an_unmapped_wb_size_is_not_ours() -> None:
    card = draft(sizes=(replace(size("M"), wb_size=""),))
    assert differences(card, remote(card, sizes=(RemoteSize(1, "M", "46", ()),))) == ()


def test_a_good_without_sizes_has_one_whatever_wb_calls_it() -> None:
    ours = draft(sizes=(size("", "4600000000015"),))
    held = remote(ours)
    named = replace(held, sizes=(replace(held.sizes[0], tech_size="A", wb_size="1"),))
    assert differences(ours, named) == ()
