from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from syncd.model.action import Action, AddCards, AdoptCard, CreateGroup, UpdateCard
from syncd.model.card import BatchLimits, CardDraft, CardUpdate, GroupDraft
from syncd.sync.batch import ENVELOPE, Batch, batches, halve, without
from tests.sync.cards import SUBJECT, draft, group, remote

WB = BatchLimits(groups=100, cards_per_group=30, updates=3000, bytes=10 * 2**20)


def weigh(item: GroupDraft | CardUpdate | CardDraft) -> int:
    if isinstance(item, GroupDraft):
        return 10 + sum(map(weigh, item.cards))
    return len((item.draft if isinstance(item, CardUpdate) else item).description or "")


def drafts_of(action: Action) -> tuple[CardDraft, ...]:
    match action:
        case CreateGroup(found):
            return found.cards
        case AddCards(cards=cards):
            return cards
        case UpdateCard(update):
            return (update.draft,)
        case AdoptCard(adopted):
            return (adopted,)


def codes(*found: Batch) -> list[str]:
    return [card.vendor_code for batch in found for action in batch.actions for card in drafts_of(action)]


@st.composite
def plans(draw: st.DrawFn) -> list[Action]:
    actions: list[Action] = []
    number = 0
    for kind in draw(st.lists(st.sampled_from([CreateGroup, AddCards, UpdateCard, AdoptCard]), max_size=12)):
        many = draw(st.integers(1, 6)) if kind in (CreateGroup, AddCards) else 1
        cards = tuple(
            replace(draft(str(number + one)), description="я" * draw(st.integers(0, 60)))
            for one in range(many)
        )
        number += many
        held = remote(cards[0])
        choice: dict[type, Action] = {
            CreateGroup: CreateGroup(group(*cards)),
            AddCards: AddCards(900 + number, SUBJECT, cards),
            UpdateCard: UpdateCard(CardUpdate(cards[0], held), ("title",)),
            AdoptCard: AdoptCard(cards[0], held),
        }
        actions.append(choice[kind])
    return actions


limits = st.builds(BatchLimits, st.integers(1, 4), st.integers(2, 5), st.integers(1, 4), st.integers(90, 300))


@given(plans(), limits)
def test_batches_are_complete_and_within_the_limits(actions: list[Action], most: BatchLimits) -> None:
    found = list(batches(actions, most, weigh))
    wanted = [
        card.vendor_code for one in actions if not isinstance(one, AdoptCard) for card in drafts_of(one)
    ]
    assert Counter(codes(*found)) == Counter(wanted)
    for batch in found:
        (kind,) = {type(action) for action in batch.actions}
        items = [card for action in batch.actions for card in drafts_of(action)]
        if kind is CreateGroup:
            assert len(batch.actions) <= most.groups
            weight = sum(10 + sum(map(weigh, drafts_of(action))) + 1 for action in batch.actions)
            alone = len(batch.actions) == 1
        else:
            assert len(items) <= (most.updates if kind is UpdateCard else most.cards_per_group - 1)
            assert kind is UpdateCard or len(batch.actions) == 1
            weight = sum(weigh(card) + 1 for card in items)
            alone = len(items) == 1
        assert alone or weight + ENVELOPE <= most.bytes


@given(plans())
def test_batches_are_as_few_as_the_counts_allow(actions: list[Action]) -> None:
    found = list(batches(actions, replace(WB, groups=2, updates=2), weigh))
    for kind in (CreateGroup, UpdateCard):
        items = sum(isinstance(action, kind) for action in actions)
        assert sum(isinstance(batch.actions[0], kind) for batch in found) == -(-items // 2)


def test_updates_go_first_and_new_pages_last() -> None:
    update = UpdateCard(CardUpdate(draft("3"), remote(draft("3"))), ("title",))
    add, create = AddCards(900, SUBJECT, (draft("2"),)), CreateGroup(group(draft("1")))
    found = list(batches([create, add, AdoptCard(draft("4"), remote(draft("4"))), update], WB, weigh))
    assert found == [Batch((update,)), Batch((add,)), Batch((create,))]


def test_cards_for_two_pages_are_two_requests() -> None:
    one, other = AddCards(900, SUBJECT, (draft("1"),)), AddCards(901, SUBJECT, (draft("2"),))
    assert list(batches([one, other], WB, weigh)) == [Batch((one,)), Batch((other,))]


@given(plans(), limits)
def test_halving_loses_nothing_and_ends(actions: list[Action], most: BatchLimits) -> None:
    for batch in batches(actions, most, weigh):
        waiting, ends = [batch], []
        while waiting:
            halves = halve(part := waiting.pop())
            if len(halves) == 1:
                assert halves == (part,)
                ends.append(part)
            else:
                assert codes(*halves) == codes(part)
                waiting.extend(halves)
        assert Counter(codes(*ends)) == Counter(codes(batch))
        for part in ends:
            assert len(part.actions) == 1
            assert len(codes(part)) == 1


@given(plans(), st.data())
def test_without_takes_out_exactly_the_named(actions: list[Action], data: st.DataObject) -> None:
    for batch in batches(actions, WB, weigh):
        named = data.draw(st.sets(st.sampled_from(codes(batch))))
        rest = without(batch, named)
        left = [code for code in codes(batch) if code not in named]
        assert (codes(rest) if rest else []) == left
        assert (rest is None) == (not left)
        assert rest is None or all(drafts_of(action) for action in rest.actions)


def test_without_keeps_the_page_and_the_subject() -> None:
    batch = Batch((AddCards(900, SUBJECT, (draft("1"), draft("2"))),))
    assert without(batch, {"FUT-1"}) == Batch((AddCards(900, SUBJECT, (draft("2"),)),))
    created = Batch((CreateGroup(group(draft("1"), draft("2"))), CreateGroup(group(draft("3")))))
    assert without(created, {"FUT-1", "FUT-3"}) == Batch((CreateGroup(group(draft("2"))),))


def test_items_whose_requests_came_to_nothing_go_last_few_together_and_then_alone() -> None:
    listed = [CreateGroup(group(draft(str(number)))) for number in range(10)]
    losses = {f"FUT-{number}": 1 for number in range(6)} | {"FUT-0": 2, "FUT-1": 5}
    found = [codes(batch) for batch in batches(listed, WB, weigh, losses)]
    assert found == [
        ["FUT-6", "FUT-7", "FUT-8", "FUT-9"],
        ["FUT-2", "FUT-3", "FUT-4", "FUT-5"],
        ["FUT-0"],
        ["FUT-1"],
    ]


def test_a_lost_card_is_added_to_its_page_alone() -> None:
    action = AddCards(900, SUBJECT, (draft("1"), draft("2")))
    assert [codes(batch) for batch in batches([action], WB, weigh, {"FUT-2": 2})] == [["FUT-1"], ["FUT-2"]]
