"""Methods that read prices, tasks and the quarantine (modern.md, section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from syncd.sandbox import bodies
from syncd.sandbox.answers import Answer, Refused, refuse_price, reply
from syncd.sandbox.call import Call
from syncd.sandbox.cards import Card, Size
from syncd.sandbox.clock import stamp
from syncd.sandbox.goods import (
    CURRENCY,
    Good,
    Held,
    PastTask,
    TaskKind,
    good_of,
    known_card,
    known_cards,
)

MOST = 1000
T = TypeVar("T")


def goods(call: Call) -> Answer:
    nm_id = _query(call, "filterNmID", 0) if "filterNmID" in call.query else None
    cards = _page(call, known_cards(call.cabinet, call.now))
    if nm_id is not None:
        found = known_card(call.cabinet, nm_id, call.now)
        cards = [found] if found and not _query(call, "offset", 0) else []
    return _data({"listGoods": [_good(call, card) for card in cards]})


def goods_by_nm(call: Call) -> Answer:
    body = bodies.decode(call.body, _bad_parameters)
    if not isinstance(body, dict):
        raise _bad_parameters()
    nm_ids = bodies.integers(body, "nmList", _bad_parameters)
    if not 1 <= len(nm_ids) <= MOST:
        raise _bad_parameters()
    found = [known_card(call.cabinet, nm_id, call.now) for nm_id in dict.fromkeys(nm_ids)]
    return _data({"listGoods": [_good(call, card) for card in found if card]})


def _good(call: Call, card: Card) -> dict[str, object]:
    good = good_of(call.cabinet, card)
    return {
        "nmID": card.nm_id,
        "vendorCode": card.vendor_code,
        "sizes": [
            {"sizeID": size.chrt_id, **_prices(good, size), "techSizeName": size.tech_size}
            for size in card.sizes
        ],
        "currencyIsoCode4217": CURRENCY,
        "discount": good.discount,
        "clubDiscount": good.club_discount,
        "editableSizePrice": good.by_size,
        "wholesaleDiscountThreshold": [],
    }


def _prices(good: Good, size: Size) -> dict[str, object]:
    discounted = good.discounted(size)
    club = discounted * (100 - good.club_discount) / 100
    return {
        "price": good.price(size),
        "discountedPrice": _number(discounted),
        "clubDiscountedPrice": _number(club),
    }


def sizes(call: Call) -> Answer:
    card = known_card(call.cabinet, _query(call, "nmID"), call.now)
    if card is None:
        _page(call, [])
        # Guess: the schema lets the whole be null.
        return _data({"listGoods": None})
    good = good_of(call.cabinet, card)
    rows = [
        {
            "nmID": card.nm_id,
            "sizeID": size.chrt_id,
            "vendorCode": card.vendor_code,
            "currencyIsoCode4217": CURRENCY,
            **_prices(good, size),
            "discount": good.discount,
            "clubDiscount": good.club_discount,
            "techSizeName": size.tech_size,
            "editableSizePrice": good.by_size,
        }
        for size in _page(call, card.sizes)
    ]
    return _data({"listGoods": rows})


def quarantine(call: Call) -> Answer:
    found = _page(call, sorted(call.cabinet.shelf(Held).values(), key=lambda held: held.nm_id))
    return _data({"quarantineGoods": [_held(held) for held in found]})


def _held(held: Held) -> dict[str, object]:
    return {
        "nmID": held.nm_id,
        "sizeID": None,
        "techSizeName": "",
        "currencyIsoCode4217": CURRENCY,
        "newPrice": held.new_price,
        "oldPrice": held.old_price,
        "newDiscount": held.new_discount,
        "oldDiscount": held.old_discount,
        "priceDiff": _number(held.difference),
    }


# --- tasks


def task(call: Call) -> Answer:
    """Guess: a task that is unknown or not worked off yet has no data."""
    past = call.cabinet.shelf(PastTask).get(_query(call, "uploadID"))
    if past is None:
        return _data(None)
    asked = past.task
    return _data(
        {
            "uploadID": asked.id,
            "status": int(past.status),
            "uploadDate": stamp(asked.uploaded_at),
            "activationDate": stamp(asked.due),
            "overAllGoodsNumber": len(asked.wishes),
            "successGoodsNumber": len(asked.wishes) - len(past.failures),
        }
    )


def task_goods(call: Call) -> Answer:
    past = call.cabinet.shelf(PastTask).get(_query(call, "uploadID"))
    places = _page(call, range(len(past.task.wishes)) if past else ())
    rows = [_row(call, past, place) for place in places] if past else None
    return _data({"uploadID": _query(call, "uploadID"), "historyGoods": rows})


def _row(call: Call, past: PastTask, place: int) -> dict[str, object]:
    wish, text = past.task.wishes[place], past.failures.get(str(place), "")
    card = call.cabinet.cards.get(wish.nm_id)
    good = good_of(call.cabinet, card) if card else Good(wish.nm_id)
    chosen = [size for size in card.sizes if wish.size_id in (None, size.chrt_id)] if card else []
    return {
        "nmID": wish.nm_id,
        "vendorCode": card.vendor_code if card else "",
        "sizeID": wish.size_id,
        "techSizeName": chosen[0].tech_size if chosen and past.task.kind is TaskKind.SIZES else "",
        "price": wish.price,
        "currencyIsoCode4217": CURRENCY,
        "discount": good.discount if wish.discount is None else wish.discount,
        "clubDiscount": good.club_discount,
        "status": 3 if text else 2,
        "errorText": text,
    }


def buffer_task(call: Call) -> Answer:
    """Only discounts of promotions that have not begun wait there, and there are no promotions here."""
    _query(call, "uploadID")
    return _data(None)


def buffer_goods(call: Call) -> Answer:
    _page(call, [])
    return _data({"uploadID": _query(call, "uploadID"), "bufferGoods": None})


# --- shapes


def _data(value: object) -> Answer:
    return reply({"data": value, "error": False, "errorText": ""})


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _page(call: Call, rows: Sequence[T]) -> Sequence[T]:
    limit, offset = _query(call, "limit"), _query(call, "offset", 0)
    if not 1 <= limit <= MOST or offset < 0:
        raise _bad_parameters()
    return rows[offset : offset + limit]


def _query(call: Call, name: str, default: int | None = None) -> int:
    text = call.query.get(name, "")
    if not text and default is not None:
        return default
    try:
        return int(text)
    except ValueError as error:
        raise _bad_parameters() from error


def _bad_parameters() -> Refused:
    return refuse_price("Invalid request parameters")
