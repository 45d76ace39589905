from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from syncd.model.action import (
    AddCards,
    AdoptCard,
    CreateGroup,
    MoveCards,
    RecoverCard,
    TrashCard,
    UpdateCard,
)
from syncd.model.card import CardDraft, CardRef, CardUpdate, RemoteCard
from syncd.model.link import KnownCard, Owner
from syncd.model.problem import ProblemCode, RefKind
from syncd.sync.plan import Confirmed, Gone, ProductPlan, Seen, assemble, plan_gone, plan_product
from tests.sync.cards import SUBJECT, draft, group, known, print_of, remote

RED, BLUE, GREEN = draft("11"), draft("12"), draft("13")
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)
LATELY = YESTERDAY + timedelta(seconds=1)
OLD = replace(RED, title="Прежнее название")


def plan(
    *cards: CardDraft,
    known: tuple[KnownCard, ...] = (),
    held: tuple[RemoteCard, ...] = (),
    in_doubt: frozenset[str] = frozenset(),
    **seen: Any,
) -> ProductPlan:
    by_code = {card.vendor_code: card for card in held}
    return plan_product(group(*cards), known, Seen(NOW, by_code, in_doubt, **seen))


def codes(found: ProductPlan) -> list[ProblemCode]:
    return [problem.code for problem in found.problems]


# --- cards that WB has not got ---------------------------------------------------------------------


def test_an_unknown_product_is_one_group() -> None:
    found = plan(RED, BLUE)
    assert found.actions == (CreateGroup(group(RED, BLUE)),)
    assert (found.settled, found.waiting, found.problems) == (False, False, ())
    assert dict(found.told) == {"FUT-11": (), "FUT-12": ()}


def test_new_colours_go_to_the_page_that_stands() -> None:
    found = plan(
        RED, BLUE, GREEN, known=(known(RED, confirmed=print_of(RED)),), held=(remote(RED, imt_id=77),)
    )
    assert found.actions == (AddCards(77, SUBJECT, (BLUE, GREEN)),)


def test_the_page_of_a_colour_that_is_gone_still_is_the_products() -> None:
    found = plan(BLUE, known=(known(RED),), held=(remote(RED, imt_id=77),))
    assert found.actions == (AddCards(77, SUBJECT, (BLUE,)),)


def test_of_several_pages_the_fullest_takes_the_new() -> None:
    held = (remote(RED, imt_id=1), remote(BLUE, imt_id=2), remote(GREEN, imt_id=2))
    cards = (known(RED), known(BLUE), known(GREEN))
    found = plan(draft("14"), known=cards, held=held)
    assert found.actions == (AddCards(2, SUBJECT, (draft("14"),)),)


def test_a_page_of_another_subject_cannot_take_them() -> None:
    found = plan(BLUE, known=(known(RED),), held=(remote(RED, subject_id=812),))
    assert found.actions == (CreateGroup(group(BLUE)),)


def test_a_page_takes_thirty_and_the_rest_makes_another() -> None:
    thirty = [draft(str(number)) for number in range(100, 130)]
    held = tuple(remote(card) for card in thirty[:29])
    cards = tuple(known(card, confirmed=print_of(card)) for card in thirty[:29])
    assert plan(*thirty, known=cards, held=held).actions == (AddCards(900, SUBJECT, (thirty[29],)),)
    assert plan(*thirty, RED, known=cards, held=held).actions == (
        AddCards(900, SUBJECT, (thirty[29],)),
        CreateGroup(group(RED)),
    )
    assert plan(*thirty, RED).actions == (CreateGroup(group(*thirty)), CreateGroup(group(RED)))


def test_what_does_not_fit_waits_for_a_page_that_is_in_doubt() -> None:
    thirty = [draft(str(number)) for number in range(100, 130)]
    held = tuple(remote(card) for card in thirty)
    cards = tuple(known(card, confirmed=print_of(card)) for card in thirty)
    found = plan(*thirty, RED, BLUE, known=(*cards, known(BLUE)), held=held, in_doubt=frozenset({"FUT-12"}))
    assert (found.actions, found.waiting) == ((), True)


# --- pages -----------------------------------------------------------------------------------------


def standing(*cards: RemoteCard, **traces: Any) -> dict[str, Any]:
    """Cards of ours that stand as they should."""
    by_code = {card.vendor_code: card for card in (RED, BLUE, GREEN)}
    drafts = [by_code[card.vendor_code] for card in cards]
    ours = tuple(known(card, made=True, confirmed=print_of(card), **traces) for card in drafts)
    return {"known": ours, "held": cards}


def ref(card: CardDraft) -> CardRef:
    return CardRef(card.vendor_code, 5000 + int(card.colour))


def test_cards_of_one_product_on_several_pages_are_joined_on_the_fullest() -> None:
    held = (remote(RED, imt_id=1), remote(BLUE, imt_id=2), remote(GREEN, imt_id=2))
    found = plan(RED, BLUE, GREEN, **standing(*held))
    assert (found.actions, found.settled) == ((MoveCards(2, (ref(RED),)),), False)


def test_cards_on_one_page_stay() -> None:
    assert plan(RED, BLUE, **standing(remote(RED), remote(BLUE))).actions == ()


def test_a_card_that_is_wbs_and_one_of_another_subject_are_never_moved() -> None:
    held = (remote(RED, imt_id=1), remote(BLUE, imt_id=2), remote(GREEN, imt_id=2))
    assert plan(RED, BLUE, GREEN, **standing(*held, owner=Owner.WB)).actions == ()
    other = (remote(RED, imt_id=1, subject_id=812), remote(BLUE, imt_id=2))
    assert plan(RED, BLUE, **standing(*other)).actions == ()


def test_nothing_is_moved_while_a_card_of_the_product_is_in_doubt() -> None:
    held = (remote(RED, imt_id=1), remote(BLUE, imt_id=2))
    found = plan(RED, BLUE, GREEN, **standing(*held), in_doubt=frozenset({"FUT-13"}))
    assert (found.actions, found.waiting) == ((), True)


def test_more_than_thirty_stay_on_their_pages() -> None:
    many = [draft(str(number)) for number in range(100, 131)]
    held = tuple(remote(card, imt_id=1 + (card is many[30])) for card in many)
    cards = tuple(known(card, made=True, confirmed=print_of(card)) for card in many)
    assert plan(*many, known=cards, held=held).actions == ()


def test_cards_that_are_to_stand_apart_are_made_and_taken_apart() -> None:
    apart = replace(group(RED, BLUE, GREEN), apart=True)
    made = plan_product(apart, (), Seen(NOW)).actions
    assert [len(one.group.cards) for one in made if isinstance(one, CreateGroup)] == [1, 1, 1]
    told = standing(remote(RED), remote(BLUE), remote(GREEN))
    found = plan_product(apart, told["known"], Seen(NOW, {card.vendor_code: card for card in told["held"]}))
    assert found.actions == (MoveCards(None, (ref(RED),)), MoveCards(None, (ref(BLUE),)))


# --- cards that the shop no longer offers ----------------------------------------------------------


def test_a_colour_that_is_gone_is_told_left_or_trashed() -> None:
    told = standing(remote(RED), remote(BLUE))
    found = plan(RED, **told)
    assert (found.actions, codes(found), found.settled) == ((), [ProblemCode.CARD_WITHOUT_PRODUCT], False)
    left = plan(RED, **told, gone=Gone.LEAVE)
    assert (left.actions, codes(left), left.settled) == ((), [], True)
    assert plan(RED, **told, gone=Gone.TRASH).actions == (TrashCard(ref(BLUE)),)


def test_a_product_that_is_gone_takes_only_cards_of_ours_with_it() -> None:
    held = {"FUT-11": remote(RED), "FUT-12": remote(BLUE), "FUT-13": remote(GREEN)}
    cards = (known(RED, made=True), known(BLUE, made=True, owner=Owner.WB), known(GREEN, made=False))
    found = plan_gone((*cards, known(draft("14"), made=True)), Seen(NOW, held, gone=Gone.TRASH))
    assert found.actions == (TrashCard(ref(RED)),)
    doubtful = plan_gone(cards, Seen(NOW, held, frozenset({"FUT-11"}), gone=Gone.TRASH))
    assert (doubtful.actions, doubtful.waiting) == ((), True)


def test_what_we_trashed_comes_back_with_its_product_and_what_a_person_trashed_does_not() -> None:
    ours = known(RED, made=True, trashed_at=YESTERDAY)
    assert plan(RED, known=(ours,), trash={"FUT-11": 5011}).actions == (RecoverCard(ref(RED)),)
    found = plan(RED, known=(replace(ours, trashed_at=None),), trash={"FUT-11": 5011})
    assert (found.actions, codes(found)) == ((), [ProblemCode.CARD_IN_TRASH])
    assert codes(plan(RED, trash={"FUT-11": 5011})) == [ProblemCode.CARD_IN_TRASH]


def test_new_colours_wait_while_the_first_of_their_page_is_in_doubt() -> None:
    found = plan(RED, BLUE, known=(known(RED, nm_id=None),), in_doubt=frozenset({"FUT-11"}))
    assert (found.actions, found.waiting, found.settled, dict(found.told)) == ((), True, False, {})
    gone = plan(BLUE, known=(known(RED, nm_id=None),), in_doubt=frozenset({"FUT-11"}))
    assert (gone.actions, gone.waiting) == ((), True)


def test_new_colours_need_not_wait_for_a_card_whose_page_is_known() -> None:
    found = plan(
        RED,
        BLUE,
        GREEN,
        known=(known(RED), known(GREEN)),
        held=(remote(RED),),
        in_doubt=frozenset({"FUT-13"}),
    )
    assert AddCards(900, SUBJECT, (BLUE,)) in found.actions


@pytest.mark.parametrize("trace", [{}, {"sent": None}, {"refused": "other content", "sent": "other content"}])
def test_a_card_that_was_minted_but_never_came_is_created(trace: dict[str, Any]) -> None:
    found = plan(RED, known=(known(RED, nm_id=None, **trace),))
    assert found.actions == (CreateGroup(group(RED)),)


def test_a_refused_card_is_not_sent_again_but_told_again() -> None:
    refused = known(
        RED, nm_id=None, refused=print_of(RED), refusal=("Недопустимый цвет", "и бренд"), failed_at=LATELY
    )
    found = plan(RED, BLUE, known=(refused,))
    assert found.actions == (CreateGroup(group(BLUE)),)
    assert codes(found) == [ProblemCode.CARD_REFUSED]
    (problem,) = found.problems
    assert (problem.kind, problem.ref) == (RefKind.CARD, "FUT-11")
    assert dict(problem.facts) == {
        "product": "17",
        "name": RED.title,
        "vendor_code": "FUT-11",
        "text": "Недопустимый цвет; и бренд",
    }
    assert not plan(RED, known=(refused,)).settled, "its cause may end at WB"


def test_a_refused_card_is_tried_again_after_a_day() -> None:
    refused = known(RED, nm_id=None, refused=print_of(RED), refusal=("Лимит карточек",), failed_at=YESTERDAY)
    assert plan(RED, known=(refused,)).actions == (CreateGroup(group(RED)),)


def test_a_card_that_comes_to_nothing_three_times_waits_for_another_day_and_is_told() -> None:
    twice = known(RED, nm_id=None, lost=print_of(RED), losses=2, failed_at=LATELY)
    assert plan(RED, known=(twice,)).actions == (CreateGroup(group(RED)),)
    thrice = replace(twice, losses=3)
    found = plan(RED, known=(thrice,))
    assert (found.actions, codes(found), found.settled) == ((), [ProblemCode.CARD_LOST], False)
    assert ("count", "3") in found.problems[0].facts
    assert plan(RED, known=(replace(thrice, failed_at=YESTERDAY),)).actions == (CreateGroup(group(RED)),)
    assert len(plan(replace(RED, brand="Другая"), known=(thrice,)).actions) == 1


@pytest.mark.parametrize("trace", [{"nm_id": 5011}, {"nm_id": None, "confirmed": "earlier"}])
def test_a_card_that_wb_had_and_lost_is_never_made_again(trace: dict[str, Any]) -> None:
    found = plan(RED, known=(known(RED, **trace),))
    assert (found.actions, codes(found), found.settled) == ((), [ProblemCode.CARD_VANISHED], False)


# --- cards that WB has -----------------------------------------------------------------------------


def test_a_card_that_stood_before_us_is_adopted_and_not_touched() -> None:
    held = remote(RED, title="Написано руками")
    found = plan(RED, held=(held,))
    assert (found.actions, found.settled) == ((AdoptCard(RED, held),), False)


@pytest.mark.parametrize(
    "trace",
    [
        {"made": False, "sent": None},
        {"made": False, "sent": None, "refused": "a"},
        {"made": False, "sent": "a", "refused": "a"},
    ],
)
def test_a_card_made_by_hand_after_ours_failed_is_adopted(trace: dict[str, Any]) -> None:
    held = remote(RED, title="Написано руками")
    assert plan(RED, known=(known(RED, **trace),), held=(held,)).actions == (AdoptCard(RED, held),)


@pytest.mark.parametrize("trace", [{"sent": None}, {"sent": "a", "refused": "a"}])
def test_a_card_exactly_as_we_want_it_needs_no_adoption(trace: dict[str, Any]) -> None:
    found = plan(RED, known=(known(RED, **trace),), held=(remote(RED),))
    assert (found.actions, found.confirmed) == ((), (Confirmed("FUT-11", print_of(RED)),))


def test_an_adopted_card_stays_wbs() -> None:
    found = plan(RED, known=(known(RED, owner=Owner.WB),), held=(remote(RED, title="Написано руками"),))
    assert (found.actions, found.confirmed, found.settled) == ((), (), True)
    assert dict(found.told) == {"FUT-11": ()}


def test_an_adopted_card_that_is_gone_is_told_and_not_made_again() -> None:
    found = plan(RED, known=(known(RED, owner=Owner.WB),))
    assert (found.actions, codes(found), found.settled) == ((), [ProblemCode.CARD_VANISHED], False)


def test_nothing_changed_nothing_sent() -> None:
    found = plan(RED, known=(known(RED, confirmed=print_of(RED)),), held=(remote(RED),))
    assert (found.actions, found.confirmed, found.settled) == ((), (), True)
    assert dict(found.told) == {"FUT-11": ()}


def test_a_card_of_ours_edited_at_wb_is_put_right_once_and_then_told() -> None:
    edited = remote(RED, title="Правка на WB")
    ours = known(RED, made=True, confirmed=print_of(RED), sent=print_of(RED), attempts=1)
    assert plan(RED, known=(ours,), held=(edited,)).actions == (
        UpdateCard(CardUpdate(RED, edited), ("title",)),
    )
    found = plan(RED, known=(replace(ours, attempts=2),), held=(edited,))
    assert (found.actions, codes(found), found.settled) == ((), [ProblemCode.WB_HOLDS_OTHER], False)


def test_one_changed_title_is_one_update_of_one_card() -> None:
    cards = (known(RED, confirmed=print_of(OLD)), known(BLUE, confirmed=print_of(BLUE)))
    found = plan(RED, BLUE, known=cards, held=(remote(OLD), remote(BLUE)))
    assert found.actions == (UpdateCard(CardUpdate(RED, remote(OLD)), ("title",)),)
    assert not found.settled


@pytest.mark.parametrize(
    "trace",
    [{"confirmed": "a"}, {"differs": "a"}, {"sent": "b", "refused": "b"}, {"sent": "b"}],
)
def test_a_card_of_which_wb_took_anything_is_ours(trace: dict[str, Any]) -> None:
    found = plan(RED, known=(known(RED, made=True, **trace),), held=(remote(OLD),))
    assert found.actions == (UpdateCard(CardUpdate(RED, remote(OLD)), ("title",)),)
    assert dict(found.told) == {"FUT-11": ()}


def test_a_card_without_a_title_of_ours_is_told_by_its_code() -> None:
    card = replace(RED, title=None)
    found = plan(card, known=(known(card),))
    assert ("name", "FUT-11") in found.problems[0].facts


def test_what_wb_holds_already_is_confirmed_and_not_sent() -> None:
    found = plan(RED, known=(known(RED, confirmed=print_of(OLD)),), held=(remote(RED),))
    assert (found.actions, found.confirmed, found.settled) == (
        (),
        (Confirmed("FUT-11", print_of(RED)),),
        True,
    )
    assert dict(found.told) == {"FUT-11": ()}


def test_a_refused_update_is_not_sent_again() -> None:
    refused = known(RED, confirmed=print_of(OLD), refused=print_of(RED), refusal=("Слишком длинно",))
    found = plan(RED, known=(refused,), held=(remote(OLD),))
    assert (found.actions, codes(found), found.settled) == ((), [ProblemCode.CARD_REFUSED], False)
    other = plan(replace(RED, brand="Другая"), known=(refused,), held=(remote(OLD),))
    assert len(other.actions) == 1


def test_what_wb_took_and_holds_otherwise_is_sent_once_more_and_then_told() -> None:
    once = known(RED, made=True, sent=print_of(RED), differs=print_of(RED), attempts=1)
    assert len(plan(RED, known=(once,), held=(remote(OLD),)).actions) == 1
    twice = replace(once, attempts=2)
    found = plan(RED, known=(twice,), held=(remote(OLD),))
    assert (found.actions, codes(found), found.settled) == ((), [ProblemCode.WB_HOLDS_OTHER], False)
    told = dict(found.problems[0].facts)["differences"]
    assert told == "title: Футболка с вышивкой / Прежнее название"
    assert len(plan(replace(RED, brand="Другая"), known=(twice,), held=(remote(OLD),)).actions) == 1


def test_another_subject_is_told_and_nothing_is_sent() -> None:
    found = plan(RED, known=(known(RED, confirmed="earlier"),), held=(remote(OLD, subject_id=812),))
    assert (found.actions, codes(found)) == ((), [ProblemCode.SUBJECT_CHANGED])
    assert {("ours", "192"), ("theirs", "812")} <= set(found.problems[0].facts)


@pytest.mark.parametrize("held", [(), (remote(RED),), (remote(OLD),)])
@pytest.mark.parametrize("cards", [(), (known(RED, nm_id=None),), (known(RED, confirmed=print_of(RED)),)])
def test_a_card_in_doubt_is_left_alone(cards: tuple[KnownCard, ...], held: tuple[RemoteCard, ...]) -> None:
    found = plan(RED, known=cards, held=held, in_doubt=frozenset({"FUT-11"}))
    assert (found.actions, found.confirmed, dict(found.told)) == ((), (), {})
    assert (found.waiting, found.settled) == (True, False)


# --- the plan of a run -----------------------------------------------------------------------------

ACTIONS = (
    CreateGroup(group(RED, BLUE)),
    AddCards(900, SUBJECT, (GREEN,)),
    UpdateCard(CardUpdate(RED, remote(OLD)), ("title",)),
    AdoptCard(BLUE, remote(BLUE)),
)


def test_a_plan_keeps_its_actions_and_its_digest_does_not_depend_on_order() -> None:
    assert assemble(ACTIONS).actions == ACTIONS
    other = (*reversed(ACTIONS[1:]), CreateGroup(group(BLUE, RED)))
    assert assemble(other).digest == assemble(ACTIONS).digest
    assert assemble([]).digest != assemble(ACTIONS).digest


@pytest.mark.parametrize(
    "other",
    [
        ACTIONS[1:],
        (*ACTIONS, ACTIONS[0]),
        (CreateGroup(group(RED, GREEN)), *ACTIONS[1:]),
        (ACTIONS[0], AddCards(901, SUBJECT, (GREEN,)), *ACTIONS[2:]),
        (ACTIONS[0], AddCards(900, SUBJECT, (replace(GREEN, title="Иное"),)), *ACTIONS[2:]),
        (
            *ACTIONS[:2],
            UpdateCard(CardUpdate(replace(RED, brand="Иной"), remote(OLD)), ("brand",)),
            ACTIONS[3],
        ),
        (*ACTIONS[:2], UpdateCard(CardUpdate(RED, remote(OLD, nm_id=1)), ("title",)), ACTIONS[3]),
        (*ACTIONS[:3], AdoptCard(BLUE, remote(BLUE, nm_id=1))),
    ],
)
def test_another_plan_has_another_digest(other: Any) -> None:
    assert assemble(other).digest != assemble(ACTIONS).digest
