from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from syncd.model.card import Refusal, RemoteCard
from syncd.model.link import Intention, IntentionKind, Settlement
from syncd.sync.fingerprint import dump
from syncd.sync.settle import settle
from tests.sync.cards import draft, print_of, remote

SENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DEADLINE = SENT + timedelta(minutes=35)
EARLY, LATE = DEADLINE - timedelta(seconds=1), DEADLINE
CARD = draft()
AS_ASKED = remote(CARD, title=" Футболка  с вышивкой")
OTHERWISE = remote(CARD, title="Прежнее название")
CREATE, ADD, UPDATE = IntentionKind.CREATE, IntentionKind.ADD, IntentionKind.UPDATE


def refusal(batch: str = "new", vendor_code: str = "FUT-11") -> Refusal:
    return Refusal(vendor_code, ("Недопустимый цвет",), batch, (vendor_code, "FUT-12"), SENT)


def outcome(
    kind: IntentionKind,
    held: RemoteCard | None,
    refused: Refusal | None = None,
    now: datetime = EARLY,
    *,
    known_batch: str = "",
    accepted_at: datetime | None = SENT,
) -> Settlement | None:
    intention = Intention(
        id=1,
        run=1,
        kind=kind,
        vendor_code="FUT-11",
        id_product=17,
        fingerprint=print_of(CARD),
        draft=dump(CARD),
        known_batch=known_batch,
        created_at=SENT,
        deadline=DEADLINE,
        accepted_at=accepted_at,
    )
    return settle(intention, CARD, held, refused, now)


@pytest.mark.parametrize("kind", list(IntentionKind))
@pytest.mark.parametrize("now", [SENT, EARLY, LATE])
@pytest.mark.parametrize("refused", [None, refusal()])
def test_seen_as_asked_is_confirmed(kind: IntentionKind, now: datetime, refused: Refusal | None) -> None:
    assert outcome(kind, AS_ASKED, refused, now) is Settlement.CONFIRMED


@pytest.mark.parametrize("kind", list(IntentionKind))
@pytest.mark.parametrize("held", [None, OTHERWISE])
@pytest.mark.parametrize("now", [EARLY, LATE])
def test_a_new_refusal_is_a_refusal(kind: IntentionKind, held: RemoteCard | None, now: datetime) -> None:
    assert outcome(kind, held, refusal("new"), now, known_batch="old") is Settlement.REFUSED


@pytest.mark.parametrize("refused", [refusal("old"), refusal("new", "FUT-99")])
def test_an_old_refusal_or_that_of_another_card_says_nothing(refused: Refusal) -> None:
    assert outcome(CREATE, None, refused, known_batch="old") is None
    assert outcome(UPDATE, OTHERWISE, refused, known_batch="old") is None
    assert outcome(CREATE, None, refused, LATE, known_batch="old") is Settlement.LOST


@pytest.mark.parametrize("kind", [CREATE, ADD])
def test_a_card_created_otherwise_differs_at_once(kind: IntentionKind) -> None:
    assert outcome(kind, OTHERWISE) is Settlement.DIFFERS


def test_an_update_may_take_its_time_until_the_deadline() -> None:
    assert outcome(UPDATE, OTHERWISE, now=EARLY) is None
    assert outcome(UPDATE, OTHERWISE, now=LATE) is Settlement.DIFFERS


def test_an_update_that_wb_never_said_it_took_is_lost_rather_than_ignored() -> None:
    assert outcome(UPDATE, OTHERWISE, now=LATE, accepted_at=None) is Settlement.LOST


@pytest.mark.parametrize("kind", list(IntentionKind))
def test_absence_is_doubt_until_the_deadline_and_never_a_refusal(kind: IntentionKind) -> None:
    assert outcome(kind, None, now=SENT) is None
    assert outcome(kind, None, now=EARLY) is None
    assert outcome(kind, None, now=LATE) is Settlement.LOST
    assert outcome(kind, None, now=LATE + timedelta(days=9)) is Settlement.LOST


def test_a_deadline_is_that_of_the_intention() -> None:
    later = replace(AS_ASKED, title="Иное")
    assert outcome(UPDATE, later, now=EARLY) is None
