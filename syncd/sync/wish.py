"""What is asked of a standing card beyond its content, in a word that is counted."""

from __future__ import annotations

from dataclasses import dataclass

from syncd.model.action import Action, MoveCards, RecoverCard, TrashCard
from syncd.model.card import CardRef


@dataclass(frozen=True, slots=True)
class Wish:
    name: str = ""
    """`page 17`, `page`, `trash` or `recover`; empty for an action that carries content."""
    cards: tuple[CardRef, ...] = ()


def wish_of(action: Action) -> Wish:
    match action:
        case MoveCards(imt_id, cards):
            return Wish("page" if imt_id is None else f"page {imt_id}", cards)
        case TrashCard(card):
            return Wish("trash", (card,))
        case RecoverCard(card):
            return Wish("recover", (card,))
        case _:
            return Wish()
