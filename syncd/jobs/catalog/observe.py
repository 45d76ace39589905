"""Reads what WB holds into the mirror: cards by cursor, and the list of refusals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from syncd.jobs.context import Context
from syncd.model.card import CardCursor, RemoteCard
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.run import Job
from syncd.sync import links

CURSOR = "cards"
LAST_FULL = "cards-full-read"
ACCOUNT_SCOPE = "account"
PART = 500
"""Cards that are looked up together."""


def observe(context: Context) -> int:
    """Bring the mirror up to date; returns how many cards WB showed. Everything is read when it is due."""
    seen = _read_all(context) if _full_read_is_due(context) else _read_on(context)
    read_refusals(context)
    return seen


def read_refusals(context: Context) -> None:
    context.state.mirror.store_refusals(context.account, list(context.catalogue.refusals()))


def read_changes(context: Context) -> int:
    """Cards that changed since the last look."""
    return _read_on(context)


def _full_read_is_due(context: Context) -> bool:
    told = context.state.cursors.get(context.account, LAST_FULL)
    if told is None:
        return True
    return context.clock.now() - datetime.fromisoformat(told) >= context.patience.full_read


def _read_all(context: Context) -> int:
    state, account = context.state, context.account
    generation = state.mirror.begin_full(account)
    started = context.clock.now()
    seen = _read(context, None, generation)
    state.mirror.end_full(account, generation)
    state.cursors.set(account, LAST_FULL, started.isoformat())
    _forget_vanished(context)
    return seen


def _read_on(context: Context) -> int:
    generation = context.state.mirror.generation(context.account)
    return _read(context, _stored_cursor(context), generation)


def _read(context: Context, since: CardCursor | None, generation: int) -> int:
    seen = 0
    unreadable: list[str] = []
    for page in context.catalogue.cards(since):
        context.state.mirror.store(context.account, page.cards, generation)
        _recognise(context, page.cards)
        unreadable.extend(page.unreadable)
        _keep_cursor(context, page.cursor)
        seen += len(page.cards)
        context.progress("cards-read", len(page.cards))
    if unreadable or since is None:
        _tell_unreadable(context, unreadable)
    return seen


def _recognise(context: Context, cards: Sequence[RemoteCard]) -> None:
    """Numbers that WB gave to cards of ours are committed at once."""
    known = context.state.cards.by_vendor_codes(context.account, [card.vendor_code for card in cards])
    for card in cards:
        if ours := known.get(card.vendor_code):
            context.state.cards.record_seen(context.account, card, links.number(ours.links, card))


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
