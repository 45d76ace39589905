"""Standing cards change their page, go into WB's trash, or come out of it. Done twice is done once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from syncd.jobs.catalog.observe import find, store
from syncd.jobs.catalog.settle import tell
from syncd.jobs.context import Context
from syncd.model.action import Action, MoveCards, RecoverCard, TrashCard
from syncd.model.card import CardRef
from syncd.model.errors import ErrorCode, RefusedError, UnreachableError
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.sync.batch import in_two
from syncd.sync.wish import wish_of


def recover(context: Context, actions: Sequence[Action]) -> Counter[str]:
    """Take cards that we trashed out of WB's trash again."""
    wanted = [action.card for action in actions if isinstance(action, RecoverCard)]
    _count(context, wanted, "recover")
    cards = _do(context, wanted, context.catalogue.recover)
    if cards:
        context.state.cards.record_trashed(context.account, _codes(cards), None)
        _look_again(context, cards)
        _read_trash(context)
    return Counter({"recovered": len(cards)})


def move(context: Context, actions: Sequence[Action]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for action in actions:
        if isinstance(action, MoveCards):
            context.clock.check()
            counts["moved"] += _move(context, action)
    return counts


def trash(context: Context, actions: Sequence[Action]) -> Counter[str]:
    """Whose word it was is recorded first: a card that we trashed comes back with its product. It is gone
    when WB's trash shows it."""
    cards = [action.card for action in actions if isinstance(action, TrashCard)]
    if not cards:
        return Counter()
    context.clock.check()
    _count(context, cards, "trash")
    context.state.cards.record_trashed(context.account, _codes(cards), context.clock.now())
    done = _do(context, cards, context.catalogue.trash)
    refused = [card for card in cards if card not in done]
    context.state.cards.record_trashed(context.account, _codes(refused), None)
    _read_trash(context)
    gone = set(_codes(cards)) & set(context.state.mirror.trash(context.account))
    for vendor_code in sorted(gone):
        context.state.mirror.drop(context.account, vendor_code)
    return Counter({"trashed": len(gone)})


def _move(context: Context, action: MoveCards) -> int:
    _count(context, action.cards, wish_of(action).name)
    cards = _do(context, action.cards, lambda nm_ids: context.catalogue.move(action.imt_id, nm_ids))
    _look_again(context, cards)
    return len(cards)


def _do(
    context: Context, cards: Sequence[CardRef], request: Callable[[Sequence[int]], None]
) -> Sequence[CardRef]:
    """Ask it of all; what WB refuses is asked of each half, down to the card at fault. Returns those done."""
    if not cards:
        return ()
    try:
        request(_nm_ids(cards))
    except RefusedError as refused:
        if len(cards) > 1:
            return [card for part in in_two(cards) for card in _do(context, part, request)]
        tell(context, cards[0].vendor_code, _refused(context, cards[0], refused))
        return ()
    except UnreachableError as error:
        if error.code is not ErrorCode.WB_LIMIT:
            raise
        return ()
    return cards


def _refused(context: Context, card: CardRef, refused: RefusedError) -> Problem:
    known = context.state.cards.by_vendor_code(context.account, card.vendor_code)
    product = str(known.id_product) if known else ""
    facts = (("product", product), ("vendor_code", card.vendor_code), ("text", refused.text))
    return Problem(ProblemCode.CARD_REFUSED, RefKind.CARD, card.vendor_code, facts)


def _look_again(context: Context, cards: Sequence[CardRef]) -> None:
    """WB's list need not show at once that the page of a card is another."""
    found = [find(context, card.vendor_code) for card in cards]
    store(context, [card for card in found if card is not None])


def _count(context: Context, cards: Sequence[CardRef], wish: str) -> None:
    if cards:
        context.state.cards.record_wish(context.account, _codes(cards), wish)


def _read_trash(context: Context) -> None:
    context.state.mirror.store_trash(context.account, list(context.catalogue.trashed()))


def _nm_ids(cards: Sequence[CardRef]) -> list[int]:
    return [card.nm_id for card in cards]


def _codes(cards: Sequence[CardRef]) -> list[str]:
    return [card.vendor_code for card in cards]
