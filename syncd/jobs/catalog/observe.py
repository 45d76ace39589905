"""Reads what WB holds into the mirror: cards by cursor, and the list of refusals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

from syncd.jobs.context import Context
from syncd.model.card import CardCursor, RemoteCard
from syncd.model.errors import ErrorCode, UnreachableError
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.run import Job
from syncd.sync import links

CURSOR = "cards"
LAST_FULL = "cards-full-read"
ACCOUNT_SCOPE = "account"
CARDS_SCOPE = "cards"
SHRUNKEN = "cards-shrunken"
BELIEVED_AFTER = timedelta(hours=1)
"""How long WB must show far fewer cards than before until it is believed."""
FEW_GONE = 3
"""Cards that may be missing without a word, however few there are."""
PART = 500
"""Cards that are looked up together."""


def observe(context: Context) -> int:
    """Bring the mirror up to date; returns how many cards WB showed. Everything is read when it is due."""
    due = not read_fully_within(context, context.patience.full_read)
    seen = observe_all(context) if due else _read_on(context)
    read_refusals(context)
    return seen


def observe_all(context: Context) -> int:
    """Read every card; what WB no longer shows is gone, unless suddenly so much of it is missing that WB's
    answer is the likelier fault. Then the mirror keeps it, and the next run reads everything again."""
    state, account = context.state, context.account
    before = state.mirror.count(account)
    generation = state.mirror.begin_full(account)
    started = context.clock.now()
    seen = _read(context, None, generation)
    if not _is_believed(context, before, state.mirror.seen(account, generation)):
        return seen
    state.mirror.store_trash(account, list(context.catalogue.trashed()))
    state.mirror.end_full(account, generation)
    _forget_vanished(context)
    state.cursors.set(account, LAST_FULL, started.isoformat())
    return seen


def read_fully_within(context: Context, age: timedelta) -> bool:
    told = context.state.cursors.get(context.account, LAST_FULL)
    return context.clock.now() - datetime.fromisoformat(told) < age if told else False


def forget_full_read(context: Context) -> None:
    """The next look at WB reads every card."""
    context.state.cursors.set(context.account, LAST_FULL, "")


def store(context: Context, cards: Sequence[RemoteCard]) -> None:
    """Keep cards that WB showed outside a full reading."""
    _store(context, cards, context.state.mirror.generation(context.account))


def read_refusals(context: Context) -> None:
    context.state.mirror.store_refusals(context.account, list(context.catalogue.refusals()))


def read_changes(context: Context) -> int:
    """Cards that changed since the last look."""
    return _read_on(context)


def find(context: Context, vendor_code: str) -> RemoteCard | None:
    """The card as WB has it now; None also when it cannot be read: that is told where the lists are read."""
    try:
        return context.catalogue.find(vendor_code)
    except UnreachableError as error:
        if error.code is not ErrorCode.WB_ANSWER_MALFORMED:
            raise
        return None


def _is_believed(context: Context, before: int, seen: int) -> bool:
    """A source suddenly empty is held (architecture.md, rule 6): it must still be so in a later reading."""
    state, account, now = context.state, context.account, context.clock.now()
    since = state.cursors.get(account, SHRUNKEN)
    gone = before - seen
    if gone <= FEW_GONE or gone <= before * context.brakes.shrink_share:
        found: list[Problem] = []
        state.cursors.set(account, SHRUNKEN, "")
    elif since and now - datetime.fromisoformat(since) >= BELIEVED_AFTER:
        found = []
        state.cursors.set(account, SHRUNKEN, "")
    else:
        facts = (("seen", str(seen)), ("before", str(before)))
        found = [Problem(ProblemCode.CARDS_FEWER, RefKind.ACCOUNT, account, facts)]
        state.cursors.set(account, SHRUNKEN, since or now.isoformat())
    state.problems.replace(account, Job.CATALOG.value, CARDS_SCOPE, found)
    return not found


def _read_on(context: Context) -> int:
    generation = context.state.mirror.generation(context.account)
    return _read(context, _stored_cursor(context), generation)


def _read(context: Context, since: CardCursor | None, generation: int) -> int:
    seen = 0
    unreadable: list[str] = []
    for page in context.catalogue.cards(since):
        _store(context, page.cards, generation)
        unreadable.extend(page.unreadable)
        _keep_cursor(context, page.cursor)
        seen += len(page.cards)
        context.progress("cards-read", len(page.cards))
    if unreadable or since is None:
        _tell_unreadable(context, unreadable)
    return seen


def _store(context: Context, cards: Sequence[RemoteCard], generation: int) -> None:
    """Numbers that WB gave to cards of ours are committed at once; what changed is looked at again.

    The mirror comes last: what it holds already was dealt with.
    """
    changed = context.state.mirror.changed(context.account, cards)
    known = context.state.cards.by_vendor_codes(context.account, list(changed))
    context.state.digests.forget(context.account, {card.id_product for card in known.values()})
    for card in cards:
        if ours := known.get(card.vendor_code):
            context.state.cards.record_seen(context.account, card, links.number(ours.links, card))
    context.state.mirror.store(context.account, cards, generation)


def _tell_unreadable(context: Context, texts: Sequence[str]) -> None:
    problems = [
        Problem(ProblemCode.ANSWER_UNREADABLE, RefKind.ACCOUNT, text[:100], (("text", text[:200]),))
        for text in texts
    ]
    context.state.problems.replace(context.account, Job.CATALOG.value, ACCOUNT_SCOPE, problems)


def _forget_vanished(context: Context) -> None:
    """A card of ours that WB no longer shows makes its product be looked at again."""
    cards = (card for card in context.state.cards.all(context.account) if card.nm_id is not None)
    while part := list(islice(cards, PART)):
        held = context.state.mirror.by_vendor_codes(context.account, [card.vendor_code for card in part])
        gone = {card.id_product for card in part if card.vendor_code not in held}
        context.state.digests.forget(context.account, sorted(gone))


def _stored_cursor(context: Context) -> CardCursor | None:
    stored = context.state.cursors.get(context.account, CURSOR)
    if stored is None:
        return None
    told = json.loads(stored)
    return CardCursor(updated_at=told["updated_at"], nm_id=told["nm_id"])


def _keep_cursor(context: Context, cursor: CardCursor | None) -> None:
    if cursor is not None:
        told = json.dumps({"updated_at": cursor.updated_at, "nm_id": cursor.nm_id})
        context.state.cursors.set(context.account, CURSOR, told)
