"""The one-off full resync: nothing that was settled before is believed, then the job runs as ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from syncd.jobs import dictionaries
from syncd.jobs.catalog.observe import forget_full_read
from syncd.jobs.catalog.send import KINDS
from syncd.jobs.context import Context
from syncd.model.action import AddCards, CreateGroup, Plan, UpdateCard
from syncd.model.card import CardRef
from syncd.model.link import IntentionKind
from syncd.model.run import Job
from syncd.sync.batch import batches

PART = 500


def prepare(context: Context) -> None:
    """Every product, every card at WB and every dictionary will be read again. Killed anywhere after this, a
    run goes on where it was: what was sent is not sent again."""
    with context.state.exclusive(context.account, Job.CATALOG):
        context.state.digests.forget_all(context.account)
        forget_full_read(context)
        dictionaries.refresh(context, force=True)


def estimate(context: Context, plan: Plan) -> float:
    """Seconds that the writing requests of the plan take at least, by WB's limits for this token."""
    sending = [one for one in plan.actions if isinstance(one, CreateGroup | AddCards | UpdateCard)]
    requests: Counter[IntentionKind] = Counter(
        KINDS[type(batch.actions[0])]
        for batch in batches(sending, context.catalogue.limits, context.catalogue.weigh)
    )
    return context.catalogue.duration(requests)


def unclaimed(context: Context) -> Iterator[CardRef]:
    """Cards at WB, as last read, that belong to no product of the shop."""
    cards = context.state.mirror.all(context.account)
    while part := list(islice(cards, PART)):
        known = _known(context, [card.vendor_code for card in part])
        yield from (CardRef(card.vendor_code, card.nm_id) for card in part if card.vendor_code not in known)


def _known(context: Context, vendor_codes: Sequence[str]) -> frozenset[str]:
    return frozenset(context.state.cards.by_vendor_codes(context.account, vendor_codes))
