"""Tasks that set prices and discounts (modern.md, section 6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from syncd.sandbox import bodies
from syncd.sandbox.answers import Answer, Refused, refuse_price, reply
from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.call import Call
from syncd.sandbox.cards import Card
from syncd.sandbox.goods import Good, Held, PastTask, PriceTask, TaskKind, Wish, good_of, known_card
from syncd.sandbox.world import World

MOST = 1000
LARGEST_PRICE = 10**9
LARGEST_DISCOUNT = 99
QUARANTINE_LIFE = timedelta(days=3)
MUST_BE_STAGED = 50
"""Per cent of a fall from which on a price is not even held, but refused [OBS]."""
ALREADY_SET = "The specified prices and discounts are already set"
NOTHING_TO_DO = (
    "All item Nos. are specified incorrectly, or the specified prices and discounts are already set"
)
IN_SALE = "You can't change the item price. Item was added to the Sale due to high inventory"
QUARANTINED = (
    "The new price is several times lower than the current price. Item has been moved to Price Quarantine"
)
TOO_STEEP = (
    "Changes weren't saved: New prices are more than twice lower than the current ones. "
    "Please lower them gradually"
)


def upload(call: Call) -> Answer:
    wishes = tuple(_wish(row) for row in _rows(call))
    if len({wish.nm_id for wish in wishes}) < len(wishes):
        raise refuse_price("Duplicate item nmIDs")
    return _taken(call, TaskKind.GOODS, wishes)


def upload_sizes(call: Call) -> Answer:
    wishes = tuple(_size_wish(row) for row in _rows(call))
    if len({wish.size_id for wish in wishes}) < len(wishes):
        raise refuse_price("Duplicate size IDs")
    return _taken(call, TaskKind.SIZES, wishes)


# --- reading


def _rows(call: Call) -> list[dict[str, Any]]:
    body = bodies.decode(call.body, _bad_format)
    rows = body.get("data") if isinstance(body, dict) else None
    if not isinstance(rows, list):
        raise _bad_format()
    if not rows:
        raise refuse_price("Empty data")
    if len(rows) > MOST:
        raise refuse_price("Upload limit exceeded: You can upload a maximum of 1 000 items")
    if not all(isinstance(row, dict) for row in rows):
        raise _bad_format()
    return rows


def _bad_format() -> Refused:
    return refuse_price("Invalid data format")


def _wish(row: dict[str, Any]) -> Wish:
    price, discount = _price(row), _discount(row)
    if price is None and discount is None:
        raise refuse_price("Price and discount not specified")
    return Wish(nm_id=_nm_id(row), price=price, discount=discount)


def _size_wish(row: dict[str, Any]) -> Wish:
    nm_id, price = _nm_id(row), _price(row)
    size_id = bodies.integer(row, "sizeID", lambda: refuse_price("Invalid sizeID"))
    if price is None:
        raise refuse_price("Price and discount not specified")
    return Wish(nm_id=nm_id, price=price, size_id=size_id)


def _nm_id(row: dict[str, Any]) -> int:
    nm_id = bodies.integer(row, "nmID", lambda: refuse_price("Invalid item nmID"))
    if nm_id <= 0:
        raise refuse_price("Invalid item nmID")
    return nm_id


def _price(row: dict[str, Any]) -> int | None:
    # Guess: bounds are unpublished; others say from 1.
    value = _number(row, "price")
    if value is not None and value != int(value):
        raise refuse_price("Price should be a whole number")
    if value is not None and not 1 <= value <= LARGEST_PRICE:
        raise refuse_price("Invalid price value")
    return None if value is None else int(value)


def _discount(row: dict[str, Any]) -> int | None:
    # Guess: bounds are unpublished; others say 0 to 99.
    value = _number(row, "discount")
    if value is not None and (value != int(value) or not 0 <= value <= LARGEST_DISCOUNT):
        raise refuse_price("Invalid discount value")
    return None if value is None else int(value)


def _number(row: dict[str, Any], name: str) -> int | float | None:
    value = row.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise _bad_format()
    return value


# --- taking


def _taken(call: Call, kind: TaskKind, wishes: tuple[Wish, ...]) -> Answer:
    if call.world.settings.currency_switch:
        raise refuse_price("You can't change prices and discounts while switching to another currency", 409)
    twin = _twin(call, kind, wishes)
    if twin:
        told = {"id": twin.id, "alreadyExists": True}
        return reply({"data": told, "error": False, "errorText": "This task already exists"}, 208)
    _check_something_to_do(call, wishes)
    task = PriceTask(
        id=call.world.number("task"),
        sid=call.cabinet.sid,
        kind=kind,
        uploaded_at=call.now,
        due=call.world.task_due(),
        wishes=wishes,
    )
    if call.effect:
        call.world.schedule(task)
    return reply({"data": {"id": task.id, "alreadyExists": False}, "error": False, "errorText": ""})


def _twin(call: Call, kind: TaskKind, wishes: tuple[Wish, ...]) -> PriceTask | None:
    """Guess: a task is a repetition when one with the same rows still waits."""
    waiting = (work for work in call.world.waiting if isinstance(work, PriceTask))
    same = (task for task in waiting if (task.sid, task.kind) == (call.cabinet.sid, kind))
    return next((task for task in same if set(task.wishes) == set(wishes)), None)


def _check_something_to_do(call: Call, wishes: tuple[Wish, ...]) -> None:
    cards = [(wish, known_card(call.cabinet, wish.nm_id, call.now)) for wish in wishes]
    if any(card and not _is_set(good_of(call.cabinet, card), card, wish) for wish, card in cards):
        return
    raise refuse_price(ALREADY_SET if all(card for _, card in cards) else NOTHING_TO_DO)


def _is_set(good: Good, card: Card, wish: Wish) -> bool:
    sizes = [size for size in card.sizes if wish.size_id in (None, size.chrt_id)]
    # Without a size of that name there is nothing that could be set already.
    same_price = bool(sizes) and all(wish.price in (None, good.price(size)) for size in sizes)
    return same_price and wish.discount in (None, good.discount)


# --- working off


def settle(world: World, cabinet: Cabinet, task: PriceTask) -> None:
    act = _ACTS[task.kind]
    failures = {
        str(place): text
        for place, wish in enumerate(task.wishes)
        if (text := _settled(world, cabinet, task, wish, act))
    }
    world.keep(cabinet, PastTask(task, failures))


Act = Callable[[World, Cabinet, Card, Wish, datetime], str]


def _settled(world: World, cabinet: Cabinet, task: PriceTask, wish: Wish, act: Act) -> str:
    """The text of a failure; empty when the wish was granted."""
    card = known_card(cabinet, wish.nm_id, task.due)
    if card is None:
        # Guess: the text is that of the synchronous refusal.
        return "Invalid item nmID"
    good = good_of(cabinet, card)
    if _is_set(good, card, wish):
        return ""
    if good.forced_sale:
        return IN_SALE
    return act(world, cabinet, card, wish, task.due)


def _set_good(world: World, cabinet: Cabinet, card: Card, wish: Wish, at: datetime) -> str:
    good = good_of(cabinet, card)
    asked = good if wish.price is None else priced(good, card, wish.price)
    asked = asked if wish.discount is None else replace(asked, discount=wish.discount)
    fall = _fall(card, good, asked)
    # "Not for per-size goods" (modern.md, 6).
    if not good.by_size and fall >= MUST_BE_STAGED:
        return TOO_STEEP
    if not good.by_size and fall > world.settings.quarantine_percent:
        world.keep(cabinet, _held(card, good, asked, at))
        return QUARANTINED
    world.keep(cabinet, asked)
    let_go(world, cabinet, card.nm_id)
    return ""


def _set_size(world: World, cabinet: Cabinet, card: Card, wish: Wish, at: datetime) -> str:
    good = good_of(cabinet, card)
    # Guess: both texts; the second is that of the synchronous refusal.
    if not good.by_size:
        return "Size prices are not available for this item"
    if wish.size_id not in {size.chrt_id for size in card.sizes}:
        return "Invalid sizeID"
    world.keep(cabinet, replace(good, prices={**good.prices, str(wish.size_id): wish.price or 0}))
    return ""


_ACTS: dict[TaskKind, Act] = {TaskKind.GOODS: _set_good, TaskKind.SIZES: _set_size}


def priced(good: Good, card: Card, price: int) -> Good:
    return replace(good, prices={str(size.chrt_id): price for size in card.sizes})


def _fall(card: Card, good: Good, asked: Good) -> float:
    """Per cent by which the discounted price would fall, of the size where it falls most."""
    return max(
        float(100 * (old - asked.discounted(size)) / old) if (old := good.discounted(size)) else 0.0
        for size in card.sizes
    )


def _held(card: Card, good: Good, asked: Good, at: datetime) -> Held:
    size = card.sizes[0]
    return Held(
        nm_id=card.nm_id,
        since=at,
        new_price=asked.price(size),
        new_discount=asked.discount,
        old_price=good.price(size),
        old_discount=good.discount,
    )


# --- the quarantine


def let_go(world: World, cabinet: Cabinet, nm_id: int) -> None:
    held = cabinet.shelf(Held).get(nm_id)
    if held:
        world.drop(cabinet, held)


def release(world: World, cabinet: Cabinet, held: Held) -> None:
    """The held price comes into force."""
    card = cabinet.cards.get(held.nm_id)
    if card:
        asked = replace(priced(good_of(cabinet, card), card, held.new_price), discount=held.new_discount)
        world.keep(cabinet, asked)
    world.drop(cabinet, held)


def release_old(world: World) -> None:
    """WB's test contour lifts the quarantine by itself after three days; otherwise a person must."""
    if world.settings.contour != "test":
        return
    for cabinet in world.cabinets.values():
        for held in list(cabinet.shelf(Held).values()):
            if held.since + QUARANTINE_LIFE <= world.clock.now():
                release(world, cabinet, held)
