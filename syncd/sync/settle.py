"""How a request for one card ended, by what WB shows (architecture.md, rules 1 and 2)."""

from __future__ import annotations

from datetime import datetime

from syncd.model.card import CardDraft, Refusal, RemoteCard
from syncd.model.link import Intention, IntentionKind, Settlement
from syncd.sync.compare import differences


def settle(
    intention: Intention,
    draft: CardDraft,
    remote: RemoteCard | None,
    refusal: Refusal | None,
    now: datetime,
) -> Settlement | None:
    """None while it is in doubt.

    A card that shows as asked is the only proof that WB did it, a refusal that was not there before the only
    proof that it did not. A card that was created otherwise than asked will not change by itself; an update
    may still come, as may a card that is absent, until the deadline. Then an update that WB never said it
    took is lost rather than ignored.
    """
    if remote is not None and not differences(draft, remote):
        return Settlement.CONFIRMED
    if refusal is not None and _is_new(intention, refusal):
        return Settlement.REFUSED
    if remote is not None and intention.kind is not IntentionKind.UPDATE:
        return Settlement.DIFFERS
    if now < intention.deadline:
        return None
    return Settlement.LOST if remote is None or intention.accepted_at is None else Settlement.DIFFERS


def _is_new(intention: Intention, refusal: Refusal) -> bool:
    return refusal.vendor_code == intention.vendor_code and refusal.batch != intention.known_batch
