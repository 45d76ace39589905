"""A person's hand in the seller's cabinet: changes that come from no request of the API."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from syncd.sandbox import bodies, buyers, listing, pricing, stocks, warehouses
from syncd.sandbox.answers import mistake
from syncd.sandbox.assembly import Order, Verdict, WbStatus
from syncd.sandbox.cards import Card
from syncd.sandbox.clock import stamp
from syncd.sandbox.depot import OFFICES, Cargo, Restriction, Warehouse
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


def change_warehouse(world: World, body: Any) -> dict[str, Any]:
    """A warehouse under this id, made if there is none; what is not named stays as it is."""
    cabinet = world.cabinet(world.sid)
    kinds = {"id": int, "name": str, "officeId": int, "cargoType": int}
    flags = ("isProcessing", "isDeleting", "isBlocked")
    if not isinstance(body, dict) or set(body) - {*kinds, *flags}:
        raise mistake(f"members are {', '.join((*kinds, *flags))}")
    if not all(type(value) is kinds.get(name, bool) for name, value in body.items()):
        raise mistake("a name is a text, numbers are whole, the rest is true or false")
    if body.get("officeId", 15) not in OFFICES or body.get("cargoType", 1) not in list(Cargo):
        raise mistake(f"officeId is one of {', '.join(map(str, OFFICES))}, cargoType 1, 2 or 3")
    warehouse_id = body["id"] if "id" in body else world.number("warehouse")
    before = cabinet.shelf(Warehouse).get(warehouse_id) or Warehouse(warehouse_id, "Склад", 15, Cargo.SMALL)
    changed = replace(
        before,
        name=body.get("name", before.name),
        office_id=body.get("officeId", before.office_id),
        cargo=Cargo(body.get("cargoType", before.cargo)),
        is_processing=body.get("isProcessing", before.is_processing),
        is_deleting=body.get("isDeleting", before.is_deleting),
        is_blocked=body.get("isBlocked", before.is_blocked),
    )
    world.keep(cabinet, changed)
    return warehouses.shown(changed) | {"isBlocked": changed.is_blocked}


def restrict(world: World, body: Any) -> dict[str, Any]:
    """`{"chrtId": 1, "code": "DeliveryTypeRestriction"}`: stocks of a size are refused; null ends it."""
    cabinet = world.cabinet(world.sid)
    chrt_id, code = (body.get("chrtId"), body.get("code")) if isinstance(body, dict) else (None, None)
    if type(chrt_id) is not int or (code is not None and code not in stocks.TEXTS):
        raise mistake(f"chrtId is a number, code one of {', '.join(stocks.TEXTS)} or null")
    restriction = Restriction(chrt_id, code or "")
    if code:
        world.keep(cabinet, restriction)
    else:
        world.drop(cabinet, restriction)
    return {"restrictions": [asdict(each) for each in cabinet.shelf(Restriction).values()]}


def buy(world: World, body: Any) -> dict[str, Any]:
    """Buyers order: `items` of barcode and count; see `buyers.Basket` for the rest, by its names."""
    rows = body.get("items") if isinstance(body, dict) else None
    if not isinstance(rows, list) or not rows:
        raise mistake('{"items": [{"barcode": "...", "count": 2}]} is expected')
    try:
        lines = tuple(buyers.Line(str(row["barcode"]), int(row.get("count", 1))) for row in rows)
        rest = {name: value for name, value in body.items() if name != "items"}
        if "required_meta" in rest:
            rest["required_meta"] = tuple(rest["required_meta"])
        basket = buyers.Basket(lines, **rest)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise mistake(f"no basket: {error}") from error
    try:
        made = buyers.buy(world, world.cabinet(world.sid), basket)
    except buyers.Impossible as impossible:
        raise mistake(str(impossible), 409) from impossible
    return {"orders": [order.id for order in made], "orderUid": made[0].uid if made else ""}


def change_order(world: World, _: Any, order_id: str, event: str) -> dict[str, Any]:
    """What the buyer, the post or WB does to an order."""
    cabinet = world.cabinet(world.sid)
    order = cabinet.shelf(Order).get(int(order_id) if order_id.isdecimal() else 0)
    if order is None or event not in buyers.EVENTS:
        raise mistake(f"no order {order_id}, or an event that is none of {', '.join(buyers.EVENTS)}")
    try:
        return order_shown(buyers.happen(world, cabinet, order, WbStatus(event)))
    except buyers.Impossible as impossible:
        raise mistake(str(impossible), 409) from impossible


def order_shown(order: Order) -> dict[str, Any]:
    meta = {key: list(mark.values) for key, mark in order.meta.items()}
    told = asdict(order) | {"created_at": stamp(order.created_at), "meta": meta}
    told["shown_since"] = stamp(order.shown_since or order.created_at)
    return told


def decide(world: World, body: Any) -> dict[str, Any]:
    """`{"value": "...", "decision": "sgtinNotFound"}`: what the check of a mark ends in; null ends that."""
    cabinet = world.cabinet(world.sid)
    value, decision = (body.get("value"), body.get("decision")) if isinstance(body, dict) else (None, None)
    if not isinstance(value, str) or not isinstance(decision, str | None):
        raise mistake("value and decision are texts")
    verdict = Verdict(value, decision or "")
    if decision:
        world.keep(cabinet, verdict)
    else:
        world.drop(cabinet, verdict)
    return {"verdicts": [asdict(each) for each in cabinet.shelf(Verdict).values()]}


def _card(world: World, nm_id: str) -> Card:
    card = world.cabinet(world.sid).cards.get(int(nm_id) if nm_id.isdecimal() else 0)
    if card is None:
        raise mistake(f"there is no card {nm_id}")
    return card
