"""Which card stands on which product page (imt_id): one page a product, or one a card; at most 30 a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from syncd.model.action import Action, AddCards, CreateGroup, MoveCards
from syncd.model.card import CardDraft, CardRef, GroupDraft, RemoteCard
from syncd.model.link import KnownCard, Owner

LARGEST = 30
"""Cards on one page (modern.md, 5.2)."""


@dataclass(frozen=True, slots=True)
class Placed:
    actions: tuple[Action, ...] = ()
    drafts: tuple[CardDraft, ...] = ()
    """Those of the new cards that the actions make."""
    waiting: bool = False
    """The rest waits for a page of the product that is in doubt."""


def place(
    group: GroupDraft,
    new: Sequence[CardDraft],
    known: Sequence[KnownCard],
    remote: Mapping[str, RemoteCard],
    in_doubt: Set[str],
) -> Placed:
    """New cards go where the product stands already, as far as there is room, and make pages of their own
    otherwise. When none is new, standing cards of ours are joined or taken apart as the group asks."""
    codes = {card.vendor_code for card in group.cards} | {card.vendor_code for card in known}
    held = [remote[code] for code in sorted(codes) if code in remote]
    standing = [card for card in held if card.subject_id == group.subject_id]
    undecided = not in_doubt.isdisjoint(codes)
    if not new:
        ours = {card.vendor_code for card in known if card.owner is Owner.SHOP and card.made}
        return Placed() if undecided else Placed(tuple(_moves(group, standing, ours)))
    if group.apart:
        return Placed(tuple(_create(group, (draft,)) for draft in new), tuple(new))
    return _filled(group, tuple(new), standing, undecided)


def _filled(
    group: GroupDraft, new: tuple[CardDraft, ...], standing: Sequence[RemoteCard], undecided: bool
) -> Placed:
    actions: list[Action] = []
    left = new
    for imt_id, count in _fullest_first(standing):
        room = max(0, LARGEST - count)
        if left and room:
            actions.append(AddCards(imt_id, group.subject_id, left[:room]))
            left = left[room:]
    if left and undecided:
        return Placed(tuple(actions), new[: len(new) - len(left)], waiting=True)
    actions += [_create(group, left[start : start + LARGEST]) for start in range(0, len(left), LARGEST)]
    return Placed(tuple(actions), new)


def _moves(group: GroupDraft, standing: Sequence[RemoteCard], ours: Set[str]) -> Iterator[MoveCards]:
    pages = _fullest_first(standing)
    wanted = {card.vendor_code for card in group.cards}
    movable = [card for card in standing if card.vendor_code in ours & wanted]
    if group.apart:
        yield from _apart(movable, Counter(card.imt_id for card in standing))
    elif len(pages) > 1 and len(standing) <= LARGEST:
        target = pages[0][0]
        others = tuple(_ref(card) for card in movable if card.imt_id != target)
        if others:
            yield MoveCards(target, others)


def _apart(movable: Sequence[RemoteCard], pages: Counter[int]) -> Iterator[MoveCards]:
    """One card may stay on each page."""
    for card in movable:
        if pages[card.imt_id] > 1:
            pages[card.imt_id] -= 1
            yield MoveCards(None, (_ref(card),))


def _fullest_first(standing: Sequence[RemoteCard]) -> list[tuple[int, int]]:
    pages = Counter(card.imt_id for card in standing)
    return sorted(pages.items(), key=lambda page: (-page[1], page[0]))


def _create(group: GroupDraft, drafts: tuple[CardDraft, ...]) -> CreateGroup:
    return CreateGroup(replace(group, cards=drafts))


def _ref(card: RemoteCard) -> CardRef:
    return CardRef(card.vendor_code, card.nm_id)
