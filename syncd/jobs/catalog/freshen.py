"""An update overwrites a card whole: it is laid over the card as WB has it now, not as it was last read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from syncd.jobs.catalog.observe import find, observe_all, read_fully_within, store
from syncd.jobs.context import Context
from syncd.model.action import Action, UpdateCard
from syncd.model.card import CardUpdate, RemoteCard
from syncd.sync.compare import differences, fields

STILL_FRESH = timedelta(minutes=10)
CARDS_A_PAGE = 100


def freshen(context: Context, actions: Sequence[Action]) -> list[Action]:
    """The actions with their updates over fresh cards; one that is no longer needed, or whose card cannot be
    seen now, is left out. Few cards are looked up, many are read with all the others."""
    updates = [action for action in actions if isinstance(action, UpdateCard)]
    if not updates:
        return list(actions)
    many = len(updates) * CARDS_A_PAGE > context.state.mirror.count(context.account)
    if many and not read_fully_within(context, STILL_FRESH):
        observe_all(context)
    kept = (_kept(context, action, many) for action in actions)
    return [action for action in kept if action is not None]


def _kept(context: Context, action: Action, read: bool) -> Action | None:
    if not isinstance(action, UpdateCard):
        return action
    draft = action.update.draft
    held = _stored(context, draft.vendor_code) if read else _asked(context, draft.vendor_code)
    found = () if held is None else differences(draft, held)
    return UpdateCard(CardUpdate(draft, held), fields(found)) if held is not None and found else None


def _stored(context: Context, vendor_code: str) -> RemoteCard | None:
    return context.state.mirror.by_vendor_codes(context.account, [vendor_code]).get(vendor_code)


def _asked(context: Context, vendor_code: str) -> RemoteCard | None:
    held = find(context, vendor_code)
    if held is not None:
        store(context, [held])
    return held
