from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from syncd.model.errors import FaultError
from syncd.model.link import KnownCard, Link, Owner
from syncd.model.shop import OfferKey
from syncd.state.state import State
from tests.state.samples import LARGEST, NOON, known, remote

A = "main"
CODE = "ФУТ-12-7"


def card(state: State, code: str = CODE) -> KnownCard:
    found = state.cards.by_vendor_code(A, code)
    assert found is not None
    return found


def test_a_minted_card_comes_back_whole(state: State) -> None:
    minted = known(subject_id=LARGEST, owner=Owner.WB)
    assert state.cards.mint(A, minted)
    assert card(state) == minted
    assert state.cards.of_product(A, 12) == (minted,)
    assert state.cards.by_vendor_codes(A, [CODE, "нет"]) == {CODE: minted}
    assert state.cards.by_vendor_code("second", CODE) is None


def test_a_vendor_code_is_one_card_s(state: State) -> None:
    assert state.cards.mint(A, known())
    assert state.cards.mint(A, known())
    assert not state.cards.mint(A, known(id_product=13))
    assert not state.cards.mint(A, known(vendor_code="ДРУГОЙ"))
    assert state.cards.mint("second", known(id_product=13))
    assert state.cards.count(A) == 1


def test_vendor_codes_differ_by_case_and_accent(state: State) -> None:
    for number, code in enumerate(["abc", "ABC", "е", "ё", "Е"]):
        assert state.cards.mint(A, known(id_product=number, vendor_code=code))
    assert state.cards.count(A) == 5
    assert set(state.cards.by_vendor_codes(A, ["ABC", "ё", "ABC "])) == {"ABC", "ё"}


def test_codes_and_products_are_listed_page_by_page(state: State) -> None:
    for number in range(1, 503):
        state.cards.mint(A, known(id_product=number, vendor_code=f"К{number}", links=()))
    state.cards.mint(A, known(id_product=2, colour="8", vendor_code="К2-8"))
    assert [found.vendor_code for found in state.cards.all(A)][-2:] == ["К502", "К2-8"]
    assert list(state.cards.products(A)) == list(range(1, 503))
    assert state.cards.minted(A, 2) == {"7": "К2", "8": "К2-8"}


def test_writing_between_two_cards_of_a_listing_is_free(state: State) -> None:
    for number in range(3):
        state.cards.mint(A, known(id_product=number, vendor_code=f"К{number}"))
    for found in state.cards.all(A):
        state.cards.record_sent(A, found.vendor_code, "f1", NOON)
    assert {found.sent for found in state.cards.all(A)} == {"f1"}


def test_attempts_count_the_same_content(state: State) -> None:
    state.cards.mint(A, known())
    for fingerprint, attempts in (("f1", 1), ("f1", 2), ("f2", 1)):
        state.cards.record_sent(A, CODE, fingerprint, NOON)
        assert (card(state).sent, card(state).sent_at, card(state).attempts) == (fingerprint, NOON, attempts)


def test_refusals_and_differences_are_of_their_content(state: State) -> None:
    state.cards.mint(A, known())
    state.cards.record_sent(A, CODE, "f1", NOON)
    state.cards.record_refused(A, CODE, "f1", ("Недопустимый вес",), NOON)
    state.cards.record_differs(A, CODE, "f1", ("title",))
    state.cards.record_sent(A, CODE, "f1", NOON)
    assert (card(state).refused, card(state).refusal) == ("f1", ("Недопустимый вес",))
    assert (card(state).differs, card(state).differences) == ("f1", ("title",))
    state.cards.record_sent(A, CODE, "f2", NOON)
    assert (card(state).refused, card(state).refusal, card(state).differs) == (None, (), None)


def test_a_sending_that_never_happened_leaves_what_was_before(state: State) -> None:
    state.cards.mint(A, known())
    never = card(state)
    state.cards.record_sent(A, CODE, "f1", NOON)
    state.cards.record_unsent(A, CODE)
    state.cards.record_unsent(A, CODE)
    assert card(state) == never
    state.cards.record_sent(A, CODE, "f1", NOON)
    state.cards.record_refused(A, CODE, "f1", ("Нет бренда",), NOON)
    refused = card(state)
    state.cards.record_sent(A, CODE, "f2", NOON + timedelta(hours=1))
    state.cards.record_unsent(A, CODE)
    assert card(state) == refused


def test_what_wb_answered_cannot_be_unsent(state: State) -> None:
    state.cards.mint(A, known())
    state.cards.record_sent(A, CODE, "f1", NOON)
    state.cards.record_confirmed(A, CODE, "f1", NOON)
    state.cards.record_unsent(A, CODE)
    assert (card(state).sent, card(state).confirmed, card(state).confirmed_at) == ("f1", "f1", NOON)


def test_a_confirmation_ends_the_refusal_of_its_content_only(state: State) -> None:
    state.cards.mint(A, known())
    state.cards.record_refused(A, CODE, "f1", ("Нет бренда",), NOON)
    state.cards.record_differs(A, CODE, "f2", ("title",))
    state.cards.record_confirmed(A, CODE, "f2", NOON)
    assert (card(state).refused, card(state).differs, card(state).differences) == ("f1", None, ())
    state.cards.record_confirmed(A, CODE, "f1", NOON)
    assert (card(state).refused, card(state).refusal) == (None, ())


def test_numbers_of_wb_are_kept_to_the_last_bit(state: State) -> None:
    state.cards.mint(A, known())
    links = (
        Link(OfferKey(12), "", LARGEST, ("2037000000012", "x")),
        Link(OfferKey(12, (1,)), "M", 2**63 - 1),
    )
    state.cards.record_seen(A, remote(nm_id=LARGEST - 1, imt_id=2**63), links)
    seen = card(state)
    assert (seen.nm_id, seen.imt_id, seen.links) == (LARGEST - 1, 2**63, links)


def test_an_adopted_card_stays_wb_s(state: State) -> None:
    adopted = known(owner=Owner.WB, nm_id=501, imt_id=77, confirmed="f0", confirmed_at=NOON)
    assert state.cards.adopt(A, adopted)
    assert card(state) == adopted
    again = replace(adopted, owner=Owner.SHOP, links=adopted.links[:1])
    assert state.cards.adopt(A, again)
    assert card(state) == again
    assert not state.cards.adopt(A, replace(adopted, id_product=99))
    assert not state.cards.adopt(A, replace(adopted, vendor_code="ДРУГОЙ"))


def test_recording_on_a_card_that_nobody_minted_is_a_fault(state: State) -> None:
    state.cards.mint(A, known())
    for code in ("нет", f"{CODE} "):
        with pytest.raises(FaultError):
            state.cards.record_sent(A, code, "f1", NOON)
    assert card(state).sent is None


def test_a_card_is_of_our_making_once_wb_holds_something_that_we_sent(state: State) -> None:
    state.cards.mint(A, known())
    state.cards.record_sent(A, CODE, "f1", NOON)
    state.cards.record_refused(A, CODE, "f1", ("Нет",), NOON)
    assert not card(state).made
    state.cards.record_sent(A, CODE, "f2", NOON)
    state.cards.record_differs(A, CODE, "f2", ("title",))
    assert card(state).made
    state.cards.record_sent(A, CODE, "f3", NOON)
    state.cards.record_unsent(A, CODE)
    state.cards.record_sent(A, CODE, "f3", NOON)
    state.cards.record_refused(A, CODE, "f3", ("Нет",), NOON)
    assert card(state).made, "whatever is refused later"


def test_losses_are_counted_of_one_content_until_it_is_confirmed(state: State) -> None:
    state.cards.mint(A, known())
    never = card(state)
    for _ in range(2):
        state.cards.record_sent(A, CODE, "f1", NOON)
        state.cards.record_lost(A, CODE, "f1", NOON)
    assert replace(card(state), lost=None, losses=0, failed_at=None) == never
    assert (card(state).lost, card(state).losses, card(state).failed_at) == ("f1", 2, NOON)
    assert state.cards.losses(A) == {CODE: 2}
    state.cards.record_sent(A, CODE, "f2", NOON)
    state.cards.record_lost(A, CODE, "f2", NOON)
    assert state.cards.losses(A) == {CODE: 1}
    state.cards.record_sent(A, CODE, "f2", NOON)
    state.cards.record_confirmed(A, CODE, "f2", NOON)
    assert (state.cards.losses(A), card(state).failed_at) == ({}, None)


def test_what_was_sent_since_is_no_longer_confirmed(state: State) -> None:
    state.cards.mint(A, known())
    state.cards.record_sent(A, CODE, "f1", NOON)
    state.cards.record_confirmed(A, CODE, "f1", NOON)
    state.cards.record_sent(A, CODE, "f2", NOON)
    assert (card(state).confirmed, card(state).confirmed_at) == (None, None)
    state.cards.record_unsent(A, CODE)
    assert (card(state).confirmed, card(state).confirmed_at) == ("f1", NOON)


def test_a_card_is_handed_over(state: State) -> None:
    state.cards.adopt(A, known(owner=Owner.WB, nm_id=7))
    assert (state.cards.count(A, Owner.WB), state.cards.count(A, Owner.SHOP)) == (1, 0)
    state.cards.own(A, CODE)
    assert (card(state).owner, card(state).made, card(state).nm_id) == (Owner.SHOP, True, 7)
    assert state.cards.count(A, Owner.WB) == 0


def test_a_forgotten_card_keeps_its_vendor_code_and_its_sizes_alone(state: State) -> None:
    state.cards.mint(A, known())
    minted = card(state)
    state.cards.record_sent(A, CODE, "f1", NOON)
    state.cards.record_confirmed(A, CODE, "f1", NOON)
    state.cards.forget(A, CODE)
    assert card(state) == replace(
        minted, links=tuple(replace(link, chrt_id=None, skus=()) for link in minted.links)
    )
