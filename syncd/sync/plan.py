"""What a run would do for a product: the cards that are wanted against those that are known and held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from syncd.model.action import Action, AddCards, AdoptCard, CreateGroup, Plan, UpdateCard
from syncd.model.card import CardDraft, CardUpdate, GroupDraft, RemoteCard
from syncd.model.link import KnownCard, Owner
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.sync.compare import differences, fields
from syncd.sync.fingerprint import digest, fingerprint

ATTEMPTS = 2
"""What still differs after one resend is told and left alone (architecture.md, rule 2)."""
LOSSES = 3
"""Requests for one content that may come to nothing before the card waits for another day."""
RETRY = timedelta(days=1)
"""What failed is tried again without any change in the shop: its cause may have been at WB."""
LARGEST_GROUP = 30
"""Cards on one product page (modern.md, 5.2)."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """WB already holds this content of this card."""

    vendor_code: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ProductPlan:
    actions: tuple[Action, ...] = ()
    told: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """By vendor code: all there is to say of the card now. A card that is not named keeps its problems."""
    waiting: bool = False
    """Something of the product is in doubt."""
    confirmed: tuple[Confirmed, ...] = ()
    settled: bool = False
    """Nothing is left to do, to wait for or to tell until the product, the rules, the dictionaries or what WB
    holds change."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for problems in self.told.values() for problem in problems)


@dataclass
class Deciding:
    """The decisions on the cards of one product so far."""

    group: GroupDraft
    now: datetime
    actions: list[Action] = field(default_factory=list)
    new: list[CardDraft] = field(default_factory=list)
    told: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    confirmed: list[Confirmed] = field(default_factory=list)
    waiting: bool = False

    def tell(self, draft: CardDraft, code: ProblemCode, **facts: object) -> None:
        self.told[draft.vendor_code] = (_problem(draft, code, facts),)

    def clear(self, draft: CardDraft) -> None:
        self.told[draft.vendor_code] = ()

    @property
    def settled(self) -> bool:
        """What is told of a card may be mended at WB's side alone: such a product is looked at each time."""
        return not (self.actions or self.waiting or any(self.told.values()))


def plan_product(
    group: GroupDraft,
    known: Sequence[KnownCard],
    remote: Mapping[str, RemoteCard],
    in_doubt: Set[str],
    now: datetime,
) -> ProductPlan:
    """Decide on each card of `group`.

    `known` are the cards that the state has of this product, also of colours that are gone; `remote` is what
    WB holds under the vendor codes of both; `in_doubt` are vendor codes whose last request is unsettled.
    """
    deciding = Deciding(group, now)
    by_code = {card.vendor_code: card for card in known}
    for draft in group.cards:
        held = remote.get(draft.vendor_code)
        if draft.vendor_code in in_doubt:
            deciding.waiting = True
        elif held is None:
            _decide_absent(deciding, draft, by_code.get(draft.vendor_code))
        else:
            _decide_held(deciding, draft, by_code.get(draft.vendor_code), held)
    _place(deciding, known, remote, in_doubt)
    return ProductPlan(
        actions=tuple(deciding.actions),
        told=deciding.told,
        waiting=deciding.waiting,
        confirmed=tuple(deciding.confirmed),
        settled=deciding.settled,
    )


def assemble(actions: Iterable[Action]) -> Plan:
    """The plan of a run. Its digest does not depend on the order of the actions, nor on that within them."""
    listed = tuple(actions)
    return Plan(listed, digest(sorted(digest(_meaning(action)) for action in listed)))


def _decide_absent(deciding: Deciding, draft: CardDraft, known: KnownCard | None) -> None:
    if known is not None and (known.nm_id is not None or known.confirmed is not None):
        deciding.tell(draft, ProblemCode.CARD_VANISHED)
    elif known is None or not _has_failed(deciding, draft, known):
        deciding.new.append(draft)


def _decide_held(deciding: Deciding, draft: CardDraft, known: KnownCard | None, held: RemoteCard) -> None:
    if known is None:
        deciding.actions.append(AdoptCard(draft, held))
        return
    if known.owner is Owner.WB:
        deciding.clear(draft)
        return
    if held.subject_id != deciding.group.subject_id:
        facts = {"ours": deciding.group.subject_id, "theirs": held.subject_id}
        deciding.tell(draft, ProblemCode.SUBJECT_CHANGED, **facts)
        return
    _decide_content(deciding, draft, known, held)


def _decide_content(deciding: Deciding, draft: CardDraft, known: KnownCard, held: RemoteCard) -> None:
    wanted = fingerprint(draft, deciding.group.subject_id)
    found = differences(draft, held)
    if not found:
        deciding.clear(draft)
        if wanted != known.confirmed:
            deciding.confirmed.append(Confirmed(draft.vendor_code, wanted))
    elif not known.made:
        deciding.actions.append(AdoptCard(draft, held))
    elif _has_failed(deciding, draft, known):
        return
    elif wanted == known.sent and known.attempts >= ATTEMPTS:
        deciding.tell(draft, ProblemCode.WB_HOLDS_OTHER, differences="; ".join(map(str, found)))
    else:
        deciding.clear(draft)
        deciding.actions.append(UpdateCard(CardUpdate(draft, held), fields(found)))


def _has_failed(deciding: Deciding, draft: CardDraft, known: KnownCard) -> bool:
    """Whether this very content failed and its time has not come again; then it is told."""
    wanted = fingerprint(draft, deciding.group.subject_id)
    if known.failed_at is not None and deciding.now - known.failed_at >= RETRY:
        return False
    if wanted == known.refused:
        deciding.tell(draft, ProblemCode.CARD_REFUSED, text="; ".join(known.refusal))
        return True
    if wanted == known.lost and known.losses >= LOSSES:
        deciding.tell(draft, ProblemCode.CARD_LOST, count=known.losses)
        return True
    return False


def _place(
    deciding: Deciding, known: Sequence[KnownCard], remote: Mapping[str, RemoteCard], in_doubt: Set[str]
) -> None:
    """New cards go to the page on which the product stands already; else they make one together."""
    if not deciding.new:
        return
    subject_id = deciding.group.subject_id
    pages = _pages(deciding.group, known, remote)
    if not pages and not in_doubt.isdisjoint(_codes(deciding.group, known)):
        deciding.waiting = True
        return
    new = tuple(deciding.new)
    if pages:
        imt_id, standing = min(pages.items(), key=lambda page: (-page[1], page[0]))
        if standing + len(new) > LARGEST_GROUP:
            _tell_too_large(deciding, standing + len(new))
            return
        deciding.actions.append(AddCards(imt_id, subject_id, new))
    else:
        deciding.actions.append(CreateGroup(GroupDraft(deciding.group.id_product, subject_id, new)))
    for draft in new:
        deciding.clear(draft)


def _pages(group: GroupDraft, known: Sequence[KnownCard], remote: Mapping[str, RemoteCard]) -> Counter[int]:
    """Pages of the product and how many of its cards stand on each; WB joins cards of one subject only."""
    held = (remote[code] for code in _codes(group, known) if code in remote)
    return Counter(card.imt_id for card in held if card.subject_id == group.subject_id)


def _codes(group: GroupDraft, known: Sequence[KnownCard]) -> set[str]:
    return {card.vendor_code for card in group.cards} | {card.vendor_code for card in known}


def _tell_too_large(deciding: Deciding, count: int) -> None:
    for draft in deciding.new:
        deciding.tell(draft, ProblemCode.GROUP_TOO_LARGE, count=count, limit=LARGEST_GROUP)


def _problem(draft: CardDraft, code: ProblemCode, facts: Mapping[str, object]) -> Problem:
    told = {
        "product": draft.id_product,
        "name": draft.title or draft.vendor_code,
        "vendor_code": draft.vendor_code,
        **facts,
    }
    return Problem(
        code, RefKind.CARD, draft.vendor_code, tuple((name, str(one)) for name, one in told.items())
    )


def _meaning(action: Action) -> list[object]:
    match action:
        case CreateGroup(group):
            return ["create", sorted(fingerprint(card, group.subject_id) for card in group.cards)]
        case AddCards(imt_id, subject_id, cards):
            return ["add", imt_id, sorted(fingerprint(card, subject_id) for card in cards)]
        case UpdateCard(update):
            print_of = fingerprint(update.draft, update.remote.subject_id)
            return ["update", update.remote.nm_id, print_of]
        case AdoptCard(draft, remote):
            return ["adopt", draft.vendor_code, remote.nm_id]
