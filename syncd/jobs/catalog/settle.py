"""Settles intentions in doubt by what WB shows: the card, its refusal, or nothing until the deadline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from syncd.jobs.catalog.observe import store
from syncd.jobs.context import Context
from syncd.model.card import Refusal, RemoteCard
from syncd.model.errors import ErrorCode, UnreachableError
from syncd.model.link import Intention, IntentionKind, Settlement
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.sync import fingerprint
from syncd.sync.compare import differences
from syncd.sync.settle import settle as judge

JOB = "catalog"
CARD = "card:"


def settle(context: Context) -> Counter[str]:
    """Settle what can be settled against the mirror; returns how many ended how."""
    counts: Counter[str] = Counter()
    waiting = context.state.intentions.open(context.account)
    if not waiting:
        return counts
    codes = [intention.vendor_code for intention in waiting]
    cards = context.state.mirror.by_vendor_codes(context.account, codes)
    refusals = context.state.mirror.refusals(context.account, codes)
    fallen: list[tuple[Intention, Refusal]] = []
    for intention in waiting:
        card, refusal = cards.get(intention.vendor_code), refusals.get(intention.vendor_code)
        settlement, card = _judge(context, intention, card, refusal)
        if settlement is None:
            continue
        counts[settlement.value] += 1
        _record(context, intention, settlement, card, refusal)
        if settlement is Settlement.REFUSED and refusal is not None:
            fallen.append((intention, refusal))
    counts[Settlement.UNSENT.value] += _release_siblings(context, waiting, fallen, set(cards))
    return counts


def card_scope(vendor_code: str) -> str:
    """Problems of one card replace each other."""
    return f"{CARD}{vendor_code}"


def tell(context: Context, vendor_code: str, *problems: Problem) -> None:
    context.state.problems.replace(context.account, JOB, card_scope(vendor_code), problems)


def _judge(
    context: Context, intention: Intention, card: RemoteCard | None, refusal: Refusal | None
) -> tuple[Settlement | None, RemoteCard | None]:
    """The verdict, and the card that it was found by. A verdict of the deadline's needs a fresh look."""
    draft, now = fingerprint.load(intention.draft), context.clock.now()
    settlement = judge(intention, draft, card, refusal, now)
    if settlement not in (Settlement.LOST, Settlement.DIFFERS) or now < intention.deadline:
        return settlement, card
    try:
        found = context.catalogue.find(intention.vendor_code)
    except UnreachableError as error:
        if error.code is not ErrorCode.WB_ANSWER_MALFORMED:
            raise
        tell(context, intention.vendor_code, _unreadable(intention, error))
        return None, None
    if found is None:
        return settlement, card
    store(context, [found])
    return judge(intention, draft, found, refusal, now), found


def _record(
    context: Context,
    intention: Intention,
    settlement: Settlement,
    card: RemoteCard | None,
    refusal: Refusal | None,
) -> None:
    cards, code, now = context.state.cards, intention.vendor_code, context.clock.now()
    match settlement:
        case Settlement.CONFIRMED:
            cards.record_confirmed(context.account, code, intention.fingerprint, now)
            tell(context, code)
        case Settlement.REFUSED:
            assert refusal is not None  # noqa: S101 - the judge saw it
            cards.record_refused(context.account, code, intention.fingerprint, refusal.texts, now)
            tell(context, code, refused(intention, refusal.texts))
        case Settlement.DIFFERS:
            assert card is not None  # noqa: S101 - the judge saw it
            _record_differs(context, intention, card)
        case Settlement.LOST:
            cards.record_lost(context.account, code, intention.fingerprint, now)
        case Settlement.UNSENT:
            cards.record_unsent(context.account, code)
    context.state.intentions.settle(intention.id, settlement, now)


def _record_differs(context: Context, intention: Intention, card: RemoteCard) -> None:
    """Sent once more by the next run; what differs even then is told and left alone."""
    found = tuple(str(item) for item in differences(fingerprint.load(intention.draft), card))
    context.state.cards.record_differs(context.account, intention.vendor_code, intention.fingerprint, found)


def _release_siblings(
    context: Context,
    waiting: Sequence[Intention],
    fallen: Sequence[tuple[Intention, Refusal]],
    seen: set[str],
) -> int:
    """One bad card fells its group (modern.md, 5.2, observed): the others may go again without it.

    Only those that WB names in the refused batch: a card of another request may yet come.
    """
    released = 0
    fell_with = {
        code: bad
        for bad, refusal in fallen
        if bad.kind is not IntentionKind.UPDATE
        for code in refusal.batch_vendor_codes
    }
    felled = {bad.id for bad, _ in fallen}
    for intention in waiting:
        bad = fell_with.get(intention.vendor_code)
        if bad is None or bad.run != intention.run or intention.id in felled or intention.vendor_code in seen:
            continue
        context.state.cards.record_unsent(context.account, intention.vendor_code)
        context.state.intentions.settle(intention.id, Settlement.UNSENT, context.clock.now())
        tell(context, intention.vendor_code, _fell_with(intention, bad))
        released += 1
    return released


def refused(intention: Intention, texts: Sequence[str]) -> Problem:
    facts = (
        ("product", str(intention.id_product)),
        ("vendor_code", intention.vendor_code),
        ("text", "; ".join(texts)),
    )
    return Problem(ProblemCode.CARD_REFUSED, RefKind.CARD, intention.vendor_code, facts)


def _fell_with(intention: Intention, bad: Intention) -> Problem:
    facts = (
        ("product", str(intention.id_product)),
        ("vendor_code", intention.vendor_code),
        ("other", bad.vendor_code),
    )
    return Problem(ProblemCode.CARD_REFUSED_WITH_GROUP, RefKind.CARD, intention.vendor_code, facts)


def _unreadable(intention: Intention, error: UnreachableError) -> Problem:
    text = error.facts.get("reason", "")
    return Problem(
        ProblemCode.ANSWER_UNREADABLE, RefKind.CARD, intention.vendor_code, (("text", text[:200]),)
    )
