"""A person's hand in the seller's cabinet: changes that come from no request of the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from syncd.sandbox import bodies, listing
from syncd.sandbox.answers import mistake
from syncd.sandbox.cards import Card
from syncd.sandbox.workshop import overwritten
from syncd.sandbox.world import World


def change_card(world: World, body: Any, nm_id: str) -> dict[str, Any]:
    """The named members of a card, unjudged. A member that no contract names is planted; null removes it."""
    cabinet, card = world.cabinet(world.sid), _card(world, nm_id)
    if not isinstance(body, dict):
        raise mistake("members of the card are expected")
    told = listing.shown(card, world.dictionary) | body
    variant = replace(bodies.variant(told), nm_id=card.nm_id)
    changed = overwritten(world, cabinet, card, variant, world.clock.now())
    extra = {name: value for name, value in variant.extra.items() if value is not None}
    world.put(cabinet, replace(changed, extra=extra))
    return listing.shown(cabinet.cards[card.nm_id], world.dictionary, listing.tags_of(cabinet, changed))


def _card(world: World, nm_id: str) -> Card:
    card = world.cabinet(world.sid).cards.get(int(nm_id) if nm_id.isdecimal() else 0)
    if card is None:
        raise mistake(f"there is no card {nm_id}")
    return card
