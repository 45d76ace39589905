"""A person's hand in the seller's cabinet: changes that come from no request of the API."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from syncd.sandbox import bodies, listing, pricing
from syncd.sandbox.answers import mistake
from syncd.sandbox.cards import Card
from syncd.sandbox.goods import Held, good_of
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


def change_price(world: World, body: Any, nm_id: str) -> dict[str, Any]:
    """Price, discount or clubDiscount as by a person or a promotion; editableSizePrice and forcedSale.

    `release` true lets a price out of the quarantine, false drops it.
    """
    cabinet, card = world.cabinet(world.sid), _card(world, nm_id)
    figures, flags = ("price", "discount", "clubDiscount"), ("editableSizePrice", "forcedSale", "release")
    if not isinstance(body, dict) or set(body) - {*figures, *flags}:
        raise mistake(f"members are {', '.join((*figures, *flags))}")
    if not all(type(value) is (int if name in figures else bool) for name, value in body.items()):
        raise mistake("prices are whole numbers, the rest is true or false")
    held = cabinet.shelf(Held).get(card.nm_id)
    if held and body.get("release"):
        pricing.release(world, cabinet, held)
    elif held and body.get("release") is False:
        world.drop(cabinet, held)
    good = good_of(cabinet, card)
    good = pricing.priced(good, card, body["price"]) if "price" in body else good
    changed = replace(
        good,
        discount=body.get("discount", good.discount),
        club_discount=body.get("clubDiscount", good.club_discount),
        by_size=body.get("editableSizePrice", good.by_size),
        forced_sale=body.get("forcedSale", good.forced_sale),
    )
    world.keep(cabinet, changed)
    return asdict(changed)


def _card(world: World, nm_id: str) -> Card:
    card = world.cabinet(world.sid).cards.get(int(nm_id) if nm_id.isdecimal() else 0)
    if card is None:
        raise mistake(f"there is no card {nm_id}")
    return card
