"""The whole of a catalogue run: observe, settle, draft, judge, send, verify, record."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from syncd.jobs import dictionaries
from syncd.jobs.catalog.draft import Drafted, Drafting
from syncd.jobs.catalog.observe import observe, read_changes, read_refusals
from syncd.jobs.catalog.send import PUT_OFF, send
from syncd.jobs.catalog.settle import settle
from syncd.jobs.context import Context
from syncd.jobs.work import Done, Planned
from syncd.model.action import Plan
from syncd.model.link import Owner
from syncd.model.run import Job, Outcome
from syncd.sync.guard import GuardFacts, judge

SHOP_PRODUCTS = "shop-products"
REFUSALS_EVERY = timedelta(seconds=8)
"""error/list gives ten requests a minute (limits: content, error list)."""
FIRST_LOOK = 1.0
LONGEST_LOOK = 15.0


def plan(context: Context) -> Planned:
    """The very list that `work` would send now. Reads both sides; sends and records nothing of the plan."""
    context.shop.describe()
    dictionaries.refresh(context, force=False)
    observe(context)
    settle(context)
    drafted = Drafting(context, record=False).run()
    return Planned(_judged(context, drafted), drafted.counts, tuple(drafted.problems))


def work(context: Context, run: int) -> Done:
    counts: Counter[str] = Counter()
    context.shop.describe()
    dictionaries.refresh(context, force=False)
    counts["cards-read"] = observe(context)
    counts.update(_named(settle(context)))
    drafted = Drafting(context, record=True).run()
    counts.update(drafted.counts)
    counts["products"] = drafted.products
    decided = _judged(context, drafted)
    if decided.brakes and not _released(context, decided):
        return Done(Outcome.HELD, counts, decided.digest, decided.brakes)
    context.state.cursors.set(context.account, SHOP_PRODUCTS, str(drafted.products))
    counts.update(send(context, run, decided.actions))
    counts.update(_named(verify(context)))
    counts["in-doubt"] = len(context.state.intentions.open(context.account))
    counts["left-to-wb"] = context.state.cards.count(context.account, Owner.WB)
    return Done(Outcome.PARTIAL if counts[PUT_OFF] else Outcome.OK, counts, decided.digest)


def verify(context: Context) -> Counter[str]:
    """Look at WB until all that was sent is settled or the patience ends; the next run settles the rest."""
    counts: Counter[str] = Counter()
    end = context.clock.now() + context.patience.wait
    refusals_due = context.clock.now()
    pause = FIRST_LOOK
    while context.state.intentions.open(context.account):
        read_changes(context)
        if context.clock.now() >= refusals_due:
            read_refusals(context)
            refusals_due = context.clock.now() + REFUSALS_EVERY
        counts.update(settle(context))
        left = (end - context.clock.now()).total_seconds()
        if left <= 0 or not context.state.intentions.open(context.account):
            break
        context.clock.wait(min(pause, left))
        pause = min(pause * 1.5, LONGEST_LOOK)
    return counts


def _judged(context: Context, drafted: Drafted) -> Plan:
    before = context.state.cursors.get(context.account, SHOP_PRODUCTS)
    facts = GuardFacts(
        remote_cards=context.state.mirror.count(context.account),
        known_cards=context.state.cards.count(context.account),
        shop_products=drafted.products,
        previous_products=int(before or 0),
    )
    return judge(drafted.plan, facts, context.brakes)


def _released(context: Context, decided: Plan) -> bool:
    return context.state.runs.is_released(context.account, Job.CATALOG, decided.digest)


def _named(counts: Counter[str]) -> Counter[str]:
    return Counter({f"cards-{name}": count for name, count in counts.items() if count})
