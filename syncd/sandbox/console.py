"""The operator's side under /_sandbox/: what is held, what was asked, and the knobs. No token, no limits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from syncd.sandbox import hand, listing, warehouses
from syncd.sandbox.answers import Answer, Refused, mistake, reply
from syncd.sandbox.assembly import Order, Supply
from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.cards import Card, Size, Work
from syncd.sandbox.clock import parse, stamp
from syncd.sandbox.depot import Stock, Warehouse
from syncd.sandbox.goods import Good, Held, good_of
from syncd.sandbox.knobs import changed
from syncd.sandbox.settlement import settle
from syncd.sandbox.world import Pending, World

ROOT = "/_sandbox/"


def answer(world: World, method: str, path: str, body: bytes) -> Answer:
    """Any request under /_sandbox/."""
    found = _find(method, path.removeprefix(ROOT))
    if found is None:
        known = ", ".join(f"{verb} {ROOT}{name}" for verb, name in _ACTIONS)
        return reply({"error": f"unknown operator path; known are {known}"}, 404)
    act, arguments = found
    with world.lock:
        try:
            settle(world)
            result = act(world, _decoded(body), **arguments)
            settle(world)
            world.save()
            return reply(result)
        except Refused as refused:
            return refused.answer


def _find(method: str, name: str) -> tuple[Callable[..., dict[str, Any]], dict[str, str]] | None:
    for (verb, form), act in _ACTIONS.items():
        match = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", form), name)
        if match and verb == method:
            return act, match.groupdict()
    return None


def _decoded(body: bytes) -> Any:
    if not body:
        return {}
    try:
        return json.loads(body)
    except ValueError as error:
        raise mistake(f"the body is not JSON: {error}") from error


# --- what there is


def state(world: World, _: Any = None) -> dict[str, Any]:
    """Everything of the seller behind the tokens; other sellers' cards under `sellers`."""
    own = _seller(world, world.sid)
    others = {sid: _seller(world, sid) for sid in world.cabinets if sid != world.sid}
    return own | {"sid": world.sid, "sellers": others, "settings": _settings(world)}


def _seller(world: World, sid: str) -> dict[str, Any]:
    cabinet = world.cabinet(sid)
    cards = sorted(cabinet.cards.values(), key=lambda card: card.nm_id)
    return {
        "cards": [_card(world, cabinet, card) for card in cards if card.trashed_at is None],
        "trash": [_card(world, cabinet, card) for card in cards if card.trashed_at],
        "errors": [_plain(asdict(batch)) for batch in cabinet.walk_batches(ascending=True, after=None)],
        "waiting": [_waiting(work) for work in world.waiting if work.sid == sid],
        "media": [_media(card) for card in cards if card.photos or card.video],
        "prices": [_price(good_of(cabinet, card), size) for card in cards for size in card.sizes],
        "quarantine": [_plain(asdict(held)) for held in cabinet.shelf(Held).values()],
        "warehouses": [warehouses.shown(each) for each in cabinet.shelf(Warehouse).values()],
        "stocks": [_stock(each) for each in cabinet.shelf(Stock).values()],
        "orders": [hand.order_shown(each) for each in cabinet.shelf(Order).values()],
        "supplies": [_plain(asdict(each)) for each in cabinet.shelf(Supply).values()],
    }


def _card(world: World, cabinet: Cabinet, card: Card) -> dict[str, Any]:
    """As WB lists it, with the prices that its sizes were given at birth."""
    told = listing.shown(card, world.dictionary, listing.tags_of(cabinet, card))
    sizes = [{**listing.size_shown(size), "price": size.price} for size in card.sizes]
    trashed = {"trashedAt": stamp(card.trashed_at)} if card.trashed_at else {}
    return {**told, "sizes": sizes, **trashed}


def _media(card: Card) -> dict[str, Any]:
    """With hashes of the bytes that came: WB shows none."""
    photos = [asdict(photo) for photo in card.photos]
    return {"nmID": card.nm_id, "photos": photos, "video": asdict(card.video) if card.video else None}


def _price(good: Good, size: Size) -> dict[str, Any]:
    return {
        "nmID": good.nm_id,
        "chrtID": size.chrt_id,
        "price": good.price(size),
        "discount": good.discount,
        "clubDiscount": good.club_discount,
    }


def _stock(stock: Stock) -> dict[str, Any]:
    return {"warehouseId": stock.warehouse_id, "chrtId": stock.chrt_id, "amount": stock.amount}


def _waiting(work: Pending) -> dict[str, Any]:
    if not isinstance(work, Work):
        return {"kind": type(work).__name__, "due": stamp(work.due)}
    codes = [variant.vendor_code for variant in work.variants]
    return {"kind": work.kind.value, "due": stamp(work.due), "vendorCodes": codes}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _requests(world: World, _: Any) -> dict[str, Any]:
    return {"requests": world.journal.entries(), "counts": world.journal.counts()}


def _clear_requests(world: World, _: Any) -> dict[str, Any]:
    clear_requests(world)
    return {}


def clear_requests(world: World) -> None:
    world.journal.clear()
    world.storage.clear_journal()


def _messages(world: World, _: Any) -> dict[str, Any]:
    """Codes of the 2021 passport: none are sent in this generation."""
    return {"messages": []}


# --- knobs


def _list_faults(world: World, _: Any = None) -> dict[str, Any]:
    return {"faults": world.faults.rows()}


def _add_faults(world: World, body: Any) -> dict[str, Any]:
    try:
        world.faults.add(body)
    except ValueError as error:
        raise mistake(str(error)) from error
    return _list_faults(world)


def _clear_faults(world: World, _: Any) -> dict[str, Any]:
    world.faults.clear()
    return _list_faults(world)


def _clock(world: World, _: Any = None) -> dict[str, Any]:
    return {"now": stamp(world.clock.now()), "offset": world.clock.offset}


def _move_clock(world: World, body: Any) -> dict[str, Any]:
    seconds, moment = body.get("advance"), body.get("set")
    if isinstance(seconds, int | float) and not isinstance(seconds, bool):
        world.clock.advance(seconds)
    elif isinstance(moment, str):
        try:
            world.clock.set(parse(moment))
        except ValueError as error:
            raise mistake(f"set: {moment} is no moment") from error
    else:
        raise mistake('{"advance": seconds} or {"set": "2026-11-22T09:00:00Z"} is expected')
    return _clock(world)


def _token(world: World, body: Any) -> dict[str, Any]:
    """Claims as such, or under `claims`; one that is null is left out of the token."""
    claims = body.get("claims", body) if isinstance(body, dict) else None
    if not isinstance(claims, dict):
        raise mistake("claims are an object")
    return {"token": world.mint.sign(claims, sid=world.sid, now=world.clock.now())}


def _settings(world: World, _: Any = None) -> dict[str, Any]:
    return asdict(world.settings)


def _change_settings(world: World, body: Any) -> dict[str, Any]:
    try:
        world.settings = changed(world.settings, body)
    except ValueError as error:
        raise mistake(str(error)) from error
    return _settings(world)


_ACTIONS: dict[tuple[str, str], Callable[..., dict[str, Any]]] = {
    ("GET", "state"): state,
    ("GET", "requests"): _requests,
    ("DELETE", "requests"): _clear_requests,
    ("GET", "messages"): _messages,
    ("GET", "faults"): _list_faults,
    ("POST", "faults"): _add_faults,
    ("DELETE", "faults"): _clear_faults,
    ("GET", "clock"): _clock,
    ("POST", "clock"): _move_clock,
    ("POST", "tokens"): _token,
    ("POST", "cards/{nm_id}"): hand.change_card,
    ("POST", "prices/{nm_id}"): hand.change_price,
    ("POST", "warehouses"): hand.change_warehouse,
    ("POST", "restrictions"): hand.restrict,
    ("POST", "marks"): hand.decide,
    ("POST", "buy"): hand.buy,
    ("POST", "orders/{order_id}/{event}"): hand.change_order,
    ("GET", "settings"): _settings,
    ("POST", "settings"): _change_settings,
}
