"""Sends a plan. Each request is announced in the state before it leaves, and its answer recorded after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from syncd.jobs.catalog.freshen import freshen
from syncd.jobs.catalog.rearrange import move, recover, trash
from syncd.jobs.catalog.room import fit
from syncd.jobs.catalog.settle import tell
from syncd.jobs.context import Context
from syncd.model.action import (
    Action,
    AddCards,
    AdoptCard,
    CreateGroup,
    InheritCard,
    UpdateCard,
    drafts,
    subject_of,
)
from syncd.model.card import CardDraft
from syncd.model.clock import Stopped
from syncd.model.errors import (
    ErrorCode,
    FaultError,
    InDoubtError,
    RefusedError,
    SyncdError,
    UnreachableError,
)
from syncd.model.link import IntentionKind, KnownCard, NewIntention, Owner, Settlement
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.sync import fingerprint, links
from syncd.sync.batch import Batch, batches, halve, without

KINDS = {CreateGroup: IntentionKind.CREATE, AddCards: IntentionKind.ADD, UpdateCard: IntentionKind.UPDATE}
PUT_OFF = "put-off"
"""Cards that WB's limits leave for a later run; each kind of request has its own."""


def send(context: Context, run: int, actions: Sequence[Action]) -> Counter[str]:
    """Carry the plan out: adoptions, what comes back, content, pages, what goes; returns counts of cards."""
    counts: Counter[str] = Counter()
    for action in actions:
        if isinstance(action, AdoptCard):
            _adopt(context, action)
            counts["adopted"] += 1
        elif isinstance(action, InheritCard):
            context.state.cards.hand_over(context.account, action.vendor_code, action.heir, action.colour)
            counts["inherited"] += 1
    counts.update(recover(context, actions))
    fitting = fit(context, actions)
    counts[PUT_OFF] += fitting.put_off
    counts.update(_send(context, run, freshen(context, fitting.actions)))
    counts.update(move(context, actions))
    counts.update(trash(context, actions))
    return counts


def _send(context: Context, run: int, actions: Sequence[Action]) -> Counter[str]:
    """What carries content. A kind whose limit is used up waits for a later run; the others go on."""
    counts: Counter[str] = Counter()
    losses = context.state.cards.losses(context.account)
    exhausted: set[IntentionKind] = set()
    for batch in batches(actions, context.catalogue.limits, context.catalogue.weigh, losses):
        if KINDS[type(batch.actions[0])] in exhausted:
            counts[PUT_OFF] += _cards(batch)
            continue
        try:
            counts.update(_deliver(context, run, batch))
        except UnreachableError as error:
            if error.code is not ErrorCode.WB_LIMIT:
                raise
            exhausted.add(KINDS[type(batch.actions[0])])
            counts[PUT_OFF] += _cards(batch)
    return counts


def _deliver(context: Context, run: int, batch: Batch) -> Counter[str]:
    """One request. A batch that WB refuses goes again without its bad items, found by name or by halves."""
    context.clock.check()
    announced = _announce(context, run, batch)
    try:
        _request(context, batch)
    except InDoubtError:
        raise
    except RefusedError as refused:
        _take_back(context, batch, announced)
        return _divide(context, run, batch, refused)
    except (SyncdError, Stopped):
        _take_back(context, batch, announced)
        raise
    context.state.intentions.accept(announced, context.clock.now())
    context.progress("cards-sent", _cards(batch))
    return Counter({f"{_kind(batch.actions[0])}-sent": _cards(batch), "requests": 1})


def _cards(batch: Batch) -> int:
    return sum(len(drafts(action)) for action in batch.actions)


def _divide(context: Context, run: int, batch: Batch, refused: RefusedError) -> Counter[str]:
    counts: Counter[str] = Counter({"requests": 1})
    codes = {draft.vendor_code for action in batch.actions for draft in drafts(action)}
    named = {code: text for code, text in refused.named.items() if code in codes}
    if named:
        for code, text in named.items():
            _tell_refused(context, batch, code, text)
        counts["refused"] += len(named)
        rest = without(batch, set(named))
        return counts if rest is None else counts + _deliver(context, run, rest)
    halves = halve(batch)
    if len(halves) == 1:
        for code in codes:
            _tell_refused(context, batch, code, refused.text)
        counts["refused"] += len(codes)
        return counts
    for half in halves:
        counts += _deliver(context, run, half)
    return counts


def _announce(context: Context, run: int, batch: Batch) -> list[int]:
    pairs = [(action, draft) for action in batch.actions for draft in drafts(action)]
    codes = [draft.vendor_code for _, draft in pairs]
    known = context.state.cards.by_vendor_codes(context.account, codes)
    refusals = context.state.mirror.refusals(context.account, codes)
    now = context.clock.now()
    return context.state.intentions.announce(
        context.account,
        [
            NewIntention(
                run=run,
                kind=KINDS[type(action)],
                card=_card(draft, subject_of(action), known.get(draft.vendor_code)),
                fingerprint=fingerprint.fingerprint(draft, subject_of(action)),
                draft=fingerprint.dump(draft),
                known_batch=refusals[draft.vendor_code].batch if draft.vendor_code in refusals else "",
                created_at=now,
                deadline=now + context.patience.deadline,
            )
            for action, draft in pairs
        ],
    )


def _card(draft: CardDraft, subject_id: int, known: KnownCard | None) -> KnownCard:
    return KnownCard(
        id_product=draft.id_product,
        colour=draft.colour,
        vendor_code=draft.vendor_code,
        subject_id=subject_id,
        links=links.merge(known.links if known else (), draft),
    )


def _request(context: Context, batch: Batch) -> None:
    first = batch.actions[0]
    match first:
        case CreateGroup():
            context.catalogue.create([a.group for a in batch.actions if isinstance(a, CreateGroup)])
        case AddCards():
            context.catalogue.add(first.imt_id, first.cards)
        case UpdateCard():
            context.catalogue.update([a.update for a in batch.actions if isinstance(a, UpdateCard)])


def _take_back(context: Context, batch: Batch, announced: Iterable[int]) -> None:
    """The request certainly did nothing: what was announced is as if it had never been."""
    for action in batch.actions:
        for draft in drafts(action):
            context.state.cards.record_unsent(context.account, draft.vendor_code)
    for intention in announced:
        context.state.intentions.settle(intention, Settlement.UNSENT, context.clock.now())


def _tell_refused(context: Context, batch: Batch, code: str, text: str) -> None:
    action, draft = next(
        (action, draft) for action in batch.actions for draft in drafts(action) if draft.vendor_code == code
    )
    print_of = fingerprint.fingerprint(draft, subject_of(action))
    now = context.clock.now()
    context.state.cards.record_refused(context.account, code, print_of, (text,), now)
    facts = (("product", str(draft.id_product)), ("vendor_code", code), ("text", text))
    tell(context, code, Problem(ProblemCode.CARD_REFUSED, RefKind.CARD, code, facts))


def _adopt(context: Context, action: AdoptCard) -> None:
    draft, remote = action.draft, action.remote
    card = KnownCard(
        id_product=draft.id_product,
        colour=draft.colour,
        vendor_code=draft.vendor_code,
        subject_id=remote.subject_id,
        owner=Owner.WB,
        nm_id=remote.nm_id,
        imt_id=remote.imt_id,
        links=links.number(links.merge((), draft), remote),
    )
    if not context.state.cards.adopt(context.account, card):
        raise FaultError(ErrorCode.FAULT, reason=f"{draft.vendor_code} belongs to another card")
    tell(context, draft.vendor_code)


def _kind(action: Action) -> str:
    return KINDS[type(action)].value
