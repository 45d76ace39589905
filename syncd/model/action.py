"""The plan of a run: small values that say what will be done, to what, and why."""

from __future__ import annotations

from dataclasses import dataclass

from syncd.model.card import CardDraft, CardRef, CardUpdate, GroupDraft, RemoteCard


@dataclass(frozen=True, slots=True)
class CreateGroup:
    group: GroupDraft


@dataclass(frozen=True, slots=True)
class AddCards:
    """New colours of a product whose page stands already."""

    imt_id: int
    subject_id: int
    cards: tuple[CardDraft, ...]


@dataclass(frozen=True, slots=True)
class UpdateCard:
    update: CardUpdate
    fields: tuple[str, ...]
    """Names of what differs, for people."""


@dataclass(frozen=True, slots=True)
class AdoptCard:
    """A card under our vendor code stood at WB before us: it is linked, and nothing of it is touched."""

    draft: CardDraft
    remote: RemoteCard


@dataclass(frozen=True, slots=True)
class InheritCard:
    """A card goes from a product that the shop no longer offers to one made anew under the same reference."""

    vendor_code: str
    owner: int
    """id_product of the one that had it."""
    heir: int
    colour: str


@dataclass(frozen=True, slots=True)
class MoveCards:
    """Standing cards of ours go to a product page, or each to one of its own."""

    imt_id: int | None
    """None: a page of their own; then it is one card."""
    cards: tuple[CardRef, ...]


@dataclass(frozen=True, slots=True)
class TrashCard:
    """A card of ours whose product or colour the shop no longer offers."""

    card: CardRef


@dataclass(frozen=True, slots=True)
class RecoverCard:
    """One that we put into the trash, and that the shop offers again."""

    card: CardRef


Sending = CreateGroup | AddCards | UpdateCard
"""What carries content: announced before it is sent, in doubt until WB shows it."""
Action = Sending | AdoptCard | InheritCard | MoveCards | TrashCard | RecoverCard
"""The others carry none, and doing them twice is doing them once: what WB shows decides on them anew."""


def drafts(action: Action) -> tuple[CardDraft, ...]:
    """The cards that the action is about."""
    match action:
        case CreateGroup(group):
            return group.cards
        case AddCards(cards=cards):
            return cards
        case UpdateCard(update):
            return (update.draft,)
        case AdoptCard(draft):
            return (draft,)
        case InheritCard() | MoveCards() | TrashCard() | RecoverCard():
            return ()


def subject_of(action: Sending) -> int:
    match action:
        case CreateGroup(group):
            return group.subject_id
        case AddCards(subject_id=subject_id):
            return subject_id
        case UpdateCard(update):
            return update.remote.subject_id


@dataclass(frozen=True, slots=True)
class Brake:
    """Why a plan is held."""

    name: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a run would do; its digest is what a person releases."""

    actions: tuple[Action, ...]
    digest: str
    brakes: tuple[Brake, ...] = ()
