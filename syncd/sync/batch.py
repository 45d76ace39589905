"""Actions become requests within WB's maxima."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from syncd.model.action import Action, AddCards, CreateGroup, Sending, UpdateCard, drafts
from syncd.model.card import BatchLimits, CardDraft, CardUpdate, GroupDraft

ENVELOPE = 64
"""Bytes of a body around its items: brackets, and the page's number when cards are added."""
COMMA = 1
FEW = 4
"""Items in a request when the one before, with all of them, came to nothing."""
NOTHING_LOST: Mapping[str, int] = MappingProxyType({})

T = TypeVar("T")

Weigh = Callable[[GroupDraft | CardUpdate | CardDraft], int]


@dataclass(frozen=True, slots=True)
class Batch:
    """One request: groups to create, cards to add to one page, or updates."""

    actions: tuple[Sending, ...]


def batches(
    actions: Iterable[Action], limits: BatchLimits, weigh: Weigh, losses: Mapping[str, int] = NOTHING_LOST
) -> Iterator[Batch]:
    """All that is to be sent, each kind on its own: updates, then cards for standing pages, then new groups.

    Updates come first: they mend what buyers see now, and WB takes hours for a large first load. Adoptions
    send nothing. An item that is too large by itself makes a request of its own, for WB to refuse.
    `losses`: how often the last requests with a vendor code came to nothing. One item at which WB breaks
    takes all of its request with it: those that were lost come last, few together, then each alone.
    """
    careful: dict[int, list[Action]] = {0: [], 1: [], 2: []}
    for action in actions:
        careful[min(_losses(action, losses), 2)].append(action)
    yield from _batches(careful[0], limits, weigh)
    yield from _batches(careful[1], _at_most(FEW, limits), weigh)
    yield from _batches(careful[2], _at_most(1, limits), weigh)


def _at_most(count: int, limits: BatchLimits) -> BatchLimits:
    return replace(
        limits,
        groups=min(count, limits.groups),
        updates=min(count, limits.updates),
        cards_per_group=min(count + 1, limits.cards_per_group),
    )


def _losses(action: Action, losses: Mapping[str, int]) -> int:
    return max((losses.get(draft.vendor_code, 0) for draft in drafts(action)), default=0)


def _batches(listed: Sequence[Action], limits: BatchLimits, weigh: Weigh) -> Iterator[Batch]:
    updates = [action for action in listed if isinstance(action, UpdateCard)]
    groups = [action for action in listed if isinstance(action, CreateGroup)]
    weights = [weigh(action.update) for action in updates]
    yield from (Batch(part) for part in _parts(updates, weights, limits.updates, limits.bytes))
    for action in listed:
        if isinstance(action, AddCards):
            yield from _additions(action, limits, weigh)
    weights = [weigh(action.group) for action in groups]
    yield from (Batch(part) for part in _parts(groups, weights, limits.groups, limits.bytes))


def halve(batch: Batch) -> tuple[Batch, ...]:
    """Two batches with the same items; the batch itself when it is one card.

    The halves of a group become two pages, which a later run joins.
    """
    first = batch.actions[0]
    if len(batch.actions) > 1:
        return tuple(Batch(part) for part in in_two(batch.actions))
    if isinstance(first, CreateGroup) and len(first.group.cards) > 1:
        groups = (replace(first.group, cards=part) for part in in_two(first.group.cards))
        return tuple(Batch((CreateGroup(group),)) for group in groups)
    if isinstance(first, AddCards) and len(first.cards) > 1:
        return tuple(Batch((replace(first, cards=part),)) for part in in_two(first.cards))
    return (batch,)


def in_two(items: Sequence[T]) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Two parts of nearly the same length, in the same order."""
    middle = len(items) // 2
    return tuple(items[:middle]), tuple(items[middle:])


def without(batch: Batch, vendor_codes: Set[str]) -> Batch | None:
    """The batch without these cards; None when nothing is left."""
    kept = tuple(rest for action in batch.actions if (rest := _without(action, vendor_codes)) is not None)
    return Batch(kept) if kept else None


def _without(action: Sending, vendor_codes: Set[str]) -> Sending | None:
    match action:
        case UpdateCard(update):
            return None if update.draft.vendor_code in vendor_codes else action
        case AddCards(cards=cards):
            kept = _kept(cards, vendor_codes)
            return replace(action, cards=kept) if kept else None
        case CreateGroup(group):
            kept = _kept(group.cards, vendor_codes)
            return CreateGroup(replace(group, cards=kept)) if kept else None


def _kept(cards: Sequence[CardDraft], vendor_codes: Set[str]) -> tuple[CardDraft, ...]:
    return tuple(card for card in cards if card.vendor_code not in vendor_codes)


def _additions(action: AddCards, limits: BatchLimits, weigh: Weigh) -> Iterator[Batch]:
    """A page holds one card at least before cards are added to it, so one less fits a request."""
    weights = [weigh(card) for card in action.cards]
    for cards in _parts(action.cards, weights, limits.cards_per_group - 1, limits.bytes):
        yield Batch((replace(action, cards=cards),))


def _parts(items: Sequence[T], weights: Sequence[int], count: int, size: int) -> Iterator[tuple[T, ...]]:
    """Items in their order, as many together as fit."""
    part: list[T] = []
    filled = ENVELOPE
    for item, weight in zip(items, weights, strict=True):
        if part and (len(part) == count or filled + weight + COMMA > size):
            yield tuple(part)
            part, filled = [], ENVELOPE
        part.append(item)
        filled += weight + COMMA
    if part:
        yield tuple(part)
