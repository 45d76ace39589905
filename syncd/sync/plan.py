"""What a run would do for a product: the cards that are wanted against those that are known and held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from syncd.model.action import (
    Action,
    AddCards,
    AdoptCard,
    CreateGroup,
    InheritCard,
    MoveCards,
    Plan,
    RecoverCard,
    TrashCard,
    UpdateCard,
)
from syncd.model.card import CardDraft, CardRef, CardUpdate, GroupDraft, RemoteCard
from syncd.model.link import KnownCard, Owner
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.sync.compare import differences, fields
from syncd.sync.fingerprint import digest, fingerprint
from syncd.sync.pages import place
from syncd.sync.wish import wish_of

ATTEMPTS = 2
"""What still differs after one resend is told and left alone (architecture.md, rule 2)."""
LOSSES = 3
"""Requests for one content that may come to nothing before the card waits for another day."""
RETRY = timedelta(days=1)
"""What failed is tried again without any change in the shop: its cause may have been at WB."""


class Gone(StrEnum):
    """What becomes of a card of ours whose product or colour the shop no longer offers."""

    TELL = "tell"
    LEAVE = "leave"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands at WB and what is in doubt, as far as the product in question goes."""

    now: datetime
    remote: Mapping[str, RemoteCard] = field(default_factory=dict)
    """By the vendor codes of the cards that are wanted and of those that are known."""
    in_doubt: Set[str] = frozenset()
    """Vendor codes whose last request is unsettled."""
    trash: Mapping[str, int] = field(default_factory=dict)
    """nm_id of every vendor code in WB's trash."""
    gone: Gone = Gone.TELL


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
    left: tuple[str, ...] = ()
    """Vendor codes of cards that stay as WB has them: only their sizes are linked."""
    settled: bool = False
    """Nothing is left to do, to wait for or to tell until the product, the rules, the dictionaries or what WB
    holds change."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for problems in self.told.values() for problem in problems)


@dataclass
class Deciding:
    """The decisions on the cards of one product so far."""

    seen: Seen
    subject_id: int = 0
    actions: list[Action] = field(default_factory=list)
    new: list[CardDraft] = field(default_factory=list)
    told: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    confirmed: list[Confirmed] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    waiting: bool = False

    def tell(self, draft: CardDraft, code: ProblemCode, **facts: object) -> None:
        named = {"name": draft.title or draft.vendor_code, **facts}
        self.told[draft.vendor_code] = (_problem(draft.vendor_code, draft.id_product, code, named),)

    def clear(self, draft: CardDraft) -> None:
        self.told[draft.vendor_code] = ()

    @property
    def settled(self) -> bool:
        """What is told of a card may be mended at WB's side alone: such a product is looked at each time."""
        return not (self.actions or self.waiting or any(self.told.values()))


def plan_product(
    group: GroupDraft, known: Sequence[KnownCard], seen: Seen, offered: Set[str] = frozenset()
) -> ProductPlan:
    """Decide on each card of `group`.

    `known` are the cards that the state has of this product, also of colours that are gone; `offered` are the
    vendor codes that the shop still offers, although something is amiss with them and `group` lacks them.
    """
    deciding = Deciding(seen, group.subject_id)
    by_code = {card.vendor_code: card for card in known}
    for draft in group.cards:
        held = seen.remote.get(draft.vendor_code)
        if draft.vendor_code in seen.in_doubt:
            deciding.waiting = True
        elif held is None:
            _decide_absent(deciding, draft, by_code.get(draft.vendor_code))
        else:
            _decide_held(deciding, draft, by_code.get(draft.vendor_code), held)
    wanted = {draft.vendor_code for draft in group.cards} | offered
    for card in known:
        if card.vendor_code not in wanted:
            _decide_gone(deciding, card)
    placed = place(group, deciding.new, known, seen.remote, seen.in_doubt)
    deciding.actions += placed.actions
    deciding.waiting |= placed.waiting
    for draft in placed.drafts:
        deciding.clear(draft)
    _give_up(deciding, known)
    return _planned(deciding)


def plan_gone(known: Sequence[KnownCard], seen: Seen) -> ProductPlan:
    """Decide on the cards of a product that the shop no longer has, or no longer offers."""
    deciding = Deciding(seen)
    for card in known:
        _decide_gone(deciding, card)
    _give_up(deciding, known)
    return _planned(deciding)


def _planned(deciding: Deciding) -> ProductPlan:
    return ProductPlan(
        actions=tuple(deciding.actions),
        told=deciding.told,
        waiting=deciding.waiting,
        confirmed=tuple(deciding.confirmed),
        left=tuple(deciding.left),
        settled=deciding.settled,
    )


def assemble(actions: Iterable[Action]) -> Plan:
    """The plan of a run. Its digest does not depend on the order of the actions, nor on that within them."""
    listed = tuple(actions)
    return Plan(listed, digest(sorted(digest(_meaning(action)) for action in listed)))


def _decide_absent(deciding: Deciding, draft: CardDraft, known: KnownCard | None) -> None:
    nm_id = deciding.seen.trash.get(draft.vendor_code)
    if nm_id is not None and known is not None and known.trashed_at is not None:
        deciding.clear(draft)
        deciding.actions.append(RecoverCard(CardRef(draft.vendor_code, nm_id)))
    elif nm_id is not None:
        deciding.tell(draft, ProblemCode.CARD_IN_TRASH, nm_id=nm_id)
    elif known is not None and (known.nm_id is not None or known.confirmed is not None):
        deciding.tell(draft, ProblemCode.CARD_VANISHED)
    elif known is None or not _has_failed(deciding, draft, known):
        deciding.new.append(draft)


def _decide_held(deciding: Deciding, draft: CardDraft, known: KnownCard | None, held: RemoteCard) -> None:
    if known is None:
        deciding.actions.append(AdoptCard(draft, held))
        return
    if known.owner is Owner.WB:
        deciding.clear(draft)
        deciding.left.append(draft.vendor_code)
        return
    if held.subject_id != deciding.subject_id:
        facts = {"ours": deciding.subject_id, "theirs": held.subject_id}
        deciding.tell(draft, ProblemCode.SUBJECT_CHANGED, **facts)
        return
    _decide_content(deciding, draft, known, held)


def _decide_content(deciding: Deciding, draft: CardDraft, known: KnownCard, held: RemoteCard) -> None:
    wanted = fingerprint(draft, deciding.subject_id)
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
    wanted = fingerprint(draft, deciding.subject_id)
    if known.failed_at is not None and deciding.seen.now - known.failed_at >= RETRY:
        return False
    if wanted == known.refused:
        deciding.tell(draft, ProblemCode.CARD_REFUSED, text="; ".join(known.refusal))
        return True
    if wanted == known.lost and known.losses >= LOSSES:
        deciding.tell(draft, ProblemCode.CARD_LOST, count=known.losses)
        return True
    return False


def _decide_gone(deciding: Deciding, known: KnownCard) -> None:
    """A card that follows the shop, of which the shop says nothing any more."""
    held = deciding.seen.remote.get(known.vendor_code)
    if known.vendor_code in deciding.seen.in_doubt:
        deciding.waiting = True
    elif held is None or known.owner is not Owner.SHOP or not known.made:
        return
    elif deciding.seen.gone is Gone.TELL:
        facts = {"name": held.title or known.vendor_code, "nm_id": held.nm_id}
        problem = _problem(known.vendor_code, known.id_product, ProblemCode.CARD_WITHOUT_PRODUCT, facts)
        deciding.told[known.vendor_code] = (problem,)
    elif deciding.seen.gone is Gone.TRASH:
        deciding.actions.append(TrashCard(CardRef(known.vendor_code, held.nm_id)))


def _give_up(deciding: Deciding, known: Sequence[KnownCard]) -> None:
    """What WB was asked twice, and what did not come about, is told and not asked again until it is another
    wish (architecture.md, rule 2)."""
    by_code = {card.vendor_code: card for card in known}
    kept: list[Action] = []
    for action in deciding.actions:
        wish = wish_of(action)
        tired = [
            card
            for card in wish.cards
            if (ours := by_code.get(card.vendor_code)) and ours.wish == wish.name and ours.wishes >= ATTEMPTS
        ]
        for card in tired:
            ours = by_code[card.vendor_code]
            facts = {"name": card.vendor_code, "nm_id": card.nm_id, "wish": wish.name}
            problem = _problem(card.vendor_code, ours.id_product, ProblemCode.CARD_STAYS, facts)
            deciding.told[card.vendor_code] = (problem,)
        if not tired:
            kept.append(action)
    deciding.actions[:] = kept


def _problem(vendor_code: str, id_product: int, code: ProblemCode, facts: Mapping[str, object]) -> Problem:
    told = {"product": id_product, "vendor_code": vendor_code, **facts}
    return Problem(code, RefKind.CARD, vendor_code, tuple((name, str(one)) for name, one in told.items()))


def _meaning(action: Action) -> list[object]:  # noqa: PLR0911 - one an action
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
        case InheritCard(vendor_code, owner, heir):
            return ["inherit", vendor_code, owner, heir]
        case MoveCards(imt_id, cards):
            return ["move", imt_id, sorted(card.nm_id for card in cards)]
        case TrashCard(card):
            return ["trash", card.nm_id]
        case RecoverCard(card):
            return ["recover", card.nm_id]
