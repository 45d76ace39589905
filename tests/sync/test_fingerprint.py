from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.model.card import CardDraft, CharacteristicValue, Document, Documents, Packaging, SizeDraft
from syncd.model.errors import FaultError
from syncd.model.shop import OfferKey
from syncd.sync.fingerprint import dump, fingerprint, load
from tests.sync.cards import draft, drafts, size


def test_a_fingerprint_does_not_change_between_releases() -> None:
    """It is stored: another one would send every card of every shop again."""
    assert fingerprint(draft(), 192) == "bd5c700a3f74d912dd9dacdc1c57eda6"


@given(drafts())
def test_order_and_ways_of_writing_a_number_do_not_matter(card: CardDraft) -> None:
    other = replace(
        card,
        characteristics=tuple(
            replace(
                one,
                name="переименована",
                value=one.value * Decimal("1.000") if isinstance(one.value, Decimal) else one.value[::-1],
            )
            for one in reversed(card.characteristics)
        ),
        sizes=tuple(replace(one, skus=one.skus[::-1]) for one in reversed(card.sizes)),
    )
    assert fingerprint(other, 192) == fingerprint(card, 192)


@pytest.mark.parametrize(
    "other",
    [
        replace(draft(), title="Футболка"),
        replace(draft(), title=None),
        replace(draft(), title=""),
        replace(draft(), description=None),
        replace(draft(), brand=None),
        replace(draft(), vendor_code="FUT-12"),
        replace(draft(), packaging=None),
        replace(draft(), packaging=Packaging(30, 20, 3, Decimal("0.251"))),
        replace(draft(), packaging=Packaging(20, 30, 3, Decimal("0.25"))),
        replace(draft(), characteristics=draft().characteristics[:1]),
        replace(draft(), characteristics=(CharacteristicValue(14177449, "Цвет", ("красный",)),)),
        replace(draft(), characteristics=(CharacteristicValue(14177449, "Цвет", Decimal("30.5")),)),
        replace(draft(), sizes=(size("L", "4600000000015"),)),
        replace(draft(), sizes=(size("M"),)),
        replace(draft(), sizes=(size("M", "4600000000015", offer=OfferKey(17, (11, 23))),)),
        replace(draft(), sizes=(SizeDraft(OfferKey(17, (11, 22)), "M", "44", ("4600000000015",)),)),
        replace(draft(), documents=Documents()),
        replace(draft(), documents=Documents(excluded=True)),
        replace(draft(), documents=Documents((Document(2, "1"),))),
        replace(draft(), kiz_marked=False),
        replace(draft(), gtin="04600000000015"),
    ],
)
def test_every_field_counts(other: CardDraft) -> None:
    assert fingerprint(other, 192) != fingerprint(draft(), 192)


PAPER = Document(2, "1", "2", "3", "4", date(2026, 1, 10), date(2029, 1, 9))


@pytest.mark.parametrize(
    "changed",
    [
        {"type": 1},
        {"number": "9"},
        {"product_number": "9"},
        {"trade_name": "9"},
        {"applicant": "9"},
        {"start": date(2026, 1, 11)},
        {"end": None},
        {"endless": True},
    ],
)
def test_every_member_of_a_document_counts(changed: dict[str, Any]) -> None:
    one = replace(draft(), documents=Documents((PAPER,)))
    other = replace(draft(), documents=Documents((replace(PAPER, **changed),)))
    assert fingerprint(one, 192) != fingerprint(other, 192)


def test_the_order_of_documents_does_not_count() -> None:
    papers = (PAPER, replace(PAPER, number="0"))
    one, other = (replace(draft(), documents=Documents(items)) for items in (papers, papers[::-1]))
    assert fingerprint(one, 192) == fingerprint(other, 192)


def test_a_draft_of_an_earlier_release_leaves_its_papers_to_wb() -> None:
    told = json.loads(dump(draft()))
    for name in ("documents", "kiz_marked", "gtin"):
        del told[name]
    assert load(json.dumps(told)) == draft()


def test_the_subject_counts() -> None:
    assert fingerprint(draft(), 193) != fingerprint(draft(), 192)


def test_a_number_is_not_the_text_of_it() -> None:
    number = replace(draft(), characteristics=(CharacteristicValue(1, "А", Decimal(30)),))
    text = replace(draft(), characteristics=(CharacteristicValue(1, "А", ("30",)),))
    assert fingerprint(number, 192) != fingerprint(text, 192)


@given(drafts())
def test_a_draft_survives_its_json(card: CardDraft) -> None:
    again = load(dump(card))
    assert again == card
    assert dump(again) == dump(card)
    assert fingerprint(again, 192) == fingerprint(card, 192)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40))
def test_numbers_are_exact(number: Decimal) -> None:
    card = replace(draft(), characteristics=(CharacteristicValue(1, "А", number),))
    assert load(dump(card)) == card


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", dump(draft()).replace("30.5", "30.5x"), dump(draft())[:-1]]
)
def test_anything_else_is_a_fault(text: str) -> None:
    with pytest.raises(FaultError):
        load(text)
