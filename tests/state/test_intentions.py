from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
import sqlalchemy as sa

from syncd.model.errors import FaultError
from syncd.model.link import IntentionKind, NewIntention, Settlement
from syncd.state import tables
from syncd.state.database import Database
from syncd.state.state import State
from tests.state.samples import NOON, intention, known

A = "main"


class PowerCutError(Exception):
    pass


class CutAfterOne(Sequence[NewIntention]):
    """A list that ends in a power cut."""

    def __init__(self, first: NewIntention) -> None:
        self.first = first

    def __iter__(self) -> Iterator[NewIntention]:
        yield self.first
        raise PowerCutError

    def __getitem__(self, index: object) -> NewIntention:  # type: ignore[override]
        return self.first

    def __len__(self) -> int:
        return 2


def test_an_announcement_mints_marks_as_sent_and_is_in_doubt(state: State) -> None:
    ids = state.intentions.announce(A, [intention(known()), intention(known(13, "", "КРУ-13"), "f2")])
    one, other = state.intentions.open(A)
    assert [one.id, other.id] == ids
    assert (one.vendor_code, one.id_product, one.fingerprint) == ("ФУТ-12-7", 12, "f1")
    assert (one.kind, one.draft, one.known_batch) == (IntentionKind.CREATE, '{"title":"Футболка"}', "")
    assert (one.created_at, one.deadline) == (NOON, NOON + timedelta(minutes=35))
    assert (one.accepted_at, one.settlement) == (None, None)
    card = state.cards.by_vendor_code(A, "КРУ-13")
    assert card is not None
    assert (card.sent, card.sent_at, card.attempts) == ("f2", NOON, 1)
    assert state.intentions.open_vendor_codes(A) == {"ФУТ-12-7", "КРУ-13"}
    assert state.intentions.open("second") == []


def test_an_announcement_cut_short_leaves_nothing(state: State) -> None:
    with pytest.raises(PowerCutError):
        state.intentions.announce(A, CutAfterOne(intention(known())))
    assert state.intentions.open(A) == []
    assert state.cards.count(A) == 0


def test_an_announcement_of_a_taken_vendor_code_leaves_nothing(state: State) -> None:
    state.cards.mint(A, known(99))
    with pytest.raises(FaultError):
        state.intentions.announce(A, [intention(known(13, "", "КРУ-13")), intention(known())])
    assert state.intentions.open(A) == []
    assert state.cards.by_vendor_code(A, "КРУ-13") is None


def test_a_card_in_doubt_is_not_announced_again(state: State) -> None:
    (first,) = state.intentions.announce(A, [intention(known())])
    with pytest.raises(FaultError):
        state.intentions.announce(A, [intention(known(), "f2")])
    card = state.cards.by_vendor_code(A, "ФУТ-12-7")
    assert card is not None and card.sent == "f1"
    state.intentions.settle(first, Settlement.LOST, NOON)
    assert len(state.intentions.announce(A, [intention(known(), "f1")])) == 1
    card = state.cards.by_vendor_code(A, "ФУТ-12-7")
    assert card is not None and card.attempts == 2


def test_the_database_itself_allows_one_doubt_a_card(state: State, database: Database) -> None:
    state.intentions.announce(A, [intention(known())])
    with pytest.raises(FaultError):
        database.write(
            lambda connection: connection.execute(
                sa.insert(tables.intention).values(
                    account=A, run=1, kind="create", vendor_code="ФУТ-12-7", id_product=12, fingerprint="f",
                    draft="", known_batch="", created_at=NOON, deadline=NOON, doubt=1,
                )
            )
        )  # fmt: skip


def test_acceptance_and_settlement(state: State) -> None:
    one, other = state.intentions.announce(A, [intention(known()), intention(known(13, "", "КРУ-13"))])
    state.intentions.accept([one, other], NOON)
    assert [waiting.accepted_at for waiting in state.intentions.open(A)] == [NOON, NOON]
    state.intentions.settle(one, Settlement.CONFIRMED, NOON)
    state.intentions.settle(one, Settlement.LOST, NOON)
    assert [waiting.id for waiting in state.intentions.open(A)] == [other]
    settled = state.intentions.get(one)
    assert settled is not None and settled.settlement is Settlement.CONFIRMED
    state.intentions.accept([], NOON)
    assert state.intentions.announce(A, []) == []
