"""Buyers: they order what is in stock, and later take it, refuse it or think better of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from syncd.sandbox.assembly import Order, SupplierStatus, Supply, WbStatus, orders_of
from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.cards import Card, Size
from syncd.sandbox.depot import Stock, Warehouse, cargo_of, stocked_warehouses
from syncd.sandbox.goods import good_of, known_card
from syncd.sandbox.world import World

TO_DECLINE = timedelta(hours=1)
"""As long a buyer may take an order back, unless it is being assembled."""
PURSE_PERCENT = 2
"""Guess: what WB's purse takes off, so that the figures of an order differ."""


class Impossible(Exception):  # noqa: N818 - a buyer's, not ours
    """This cannot happen now; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    barcode: str
    count: int


@dataclass(frozen=True, slots=True)
class Basket:
    lines: tuple[Line, ...]
    pickup: bool = False
    comment: str = ""
    discount: int = 0
    """Per cent that WB adds at its own cost."""
    age: float = 0.0
    """Seconds that the orders are old already."""
    without_stock: bool = False
    required_meta: tuple[str, ...] | None = None
    """Marks that these orders need and no others; None: as the cards say."""


def buy(world: World, cabinet: Cabinet, basket: Basket) -> list[Order]:
    """An order a unit, all of one `orderUid`; the stock is taken at once. Raises `Impossible`."""
    uid = f"{world.number('basket')}_{uuid.uuid4().hex}"
    units = [line.barcode for line in basket.lines for _ in range(line.count)]
    found = [(_good(world, cabinet, barcode)) for barcode in units]
    chosen = _taken(cabinet, [size for _, size in found], basket)
    orders = []
    for (card, size), warehouse_id in zip(found, chosen, strict=True):
        stock = cabinet.shelf(Stock).get(f"{warehouse_id}:{size.chrt_id}")
        if stock and stock.amount > 0:
            world.keep(cabinet, replace(stock, amount=stock.amount - 1))
        order = _ordered(world, cabinet, card, size, cabinet.shelf(Warehouse)[warehouse_id])
        order = _as_wished(world, order, basket, uid)
        world.keep(cabinet, order)
        orders.append(order)
    return orders


def _good(world: World, cabinet: Cabinet, barcode: str) -> tuple[Card, Size]:
    card = known_card(cabinet, cabinet.owner_of_sku(barcode) or 0, world.clock.now())
    if card is None:
        raise Impossible(f"nobody sells {barcode}")
    size = next(size for size in card.sizes if barcode in size.skus)
    if not good_of(cabinet, card).price(size):
        raise Impossible(f"{barcode} has no price")
    return card, size


def _taken(cabinet: Cabinet, sizes: Sequence[Size], basket: Basket) -> list[int]:
    """A warehouse for each unit: all of them are in stock, or nothing is bought."""
    taken: dict[str, int] = {}
    chosen = []
    for size in sizes:
        left = [
            stock
            for stock in stocked_warehouses(cabinet, size.chrt_id)
            if stock.amount > taken.get(stock.key, 0)
        ]
        if left:
            taken[left[0].key] = taken.get(left[0].key, 0) + 1
            chosen.append(left[0].warehouse_id)
        elif basket.without_stock and cabinet.shelf(Warehouse):
            chosen.append(min(map(int, cabinet.shelf(Warehouse))))
        else:
            raise Impossible(f"{size.skus[0]} is out of stock")
    return chosen


def _ordered(world: World, cabinet: Cabinet, card: Card, size: Size, warehouse: Warehouse) -> Order:
    price = int(good_of(cabinet, card).discounted(size) * 100)
    # Guess: the mark is demanded where the seller says that it is there, and may be given where it should be.
    marks = ("sgtin",) if card.kiz_marked else ()
    wanted = ("sgtin",) if world.dictionary.needs_kiz(card.subject_id) and not marks else ()
    return Order(
        id=world.number("order"),
        rid=uuid.uuid4().hex,
        uid="",
        created_at=world.clock.now(),
        nm_id=card.nm_id,
        chrt_id=size.chrt_id,
        article=card.vendor_code,
        skus=size.skus,
        warehouse_id=warehouse.id,
        office_id=warehouse.office_id,
        cargo=cargo_of(card.dimensions),
        sale_price=price,
        price=price,
        final_price=price,
        required_meta=marks,
        optional_meta=wanted,
    )


def _as_wished(world: World, order: Order, basket: Basket, uid: str) -> Order:
    price = order.sale_price * (100 - basket.discount) // 100
    if basket.required_meta is not None:
        order = replace(order, required_meta=basket.required_meta, optional_meta=())
    return replace(
        order,
        uid=uid,
        created_at=order.created_at - timedelta(seconds=basket.age),
        shown_since=order.created_at + timedelta(seconds=world.settings.order_lag),
        price=price,
        final_price=price * (100 - PURSE_PERCENT) // 100,
        comment=basket.comment,
        is_pickup=basket.pickup,
        is_zero=basket.without_stock,
    )


# --- what happens to an order --------------------------------------------------------------------


_MOVES: dict[WbStatus, tuple[WbStatus, ...]] = {
    WbStatus.SORTED: (WbStatus.WAITING,),
    # Guess: a parcel may skip the sorting.
    WbStatus.READY: (WbStatus.WAITING, WbStatus.SORTED),
    WbStatus.SOLD: (WbStatus.SORTED, WbStatus.READY),
    WbStatus.REFUSED: (WbStatus.SORTED, WbStatus.READY),
    WbStatus.DEFECT: (WbStatus.WAITING, WbStatus.SORTED, WbStatus.READY),
}
"""From where an order that was handed over may come to a status."""
EVENTS = (*_MOVES, WbStatus.DECLINED, WbStatus.CANCELED)


def happen(world: World, cabinet: Cabinet, order: Order, event: WbStatus) -> Order:
    """The order after it. Raises `Impossible`.

    Guess: WB puts no unit back into stock, whatever becomes of its order; the seller's figure rules.
    """
    if event is WbStatus.DECLINED:
        changed = _declined(world, order)
    elif event is WbStatus.CANCELED:
        changed = _canceled(order)
    else:
        changed = _moved(world, cabinet, order, event)
    world.keep(cabinet, changed)
    return changed


def _declined(world: World, order: Order) -> Order:
    if order.supplier is not SupplierStatus.NEW or order.wb is not WbStatus.WAITING:
        raise Impossible(f"order {order.id} is {order.supplier}, {order.wb}: it cannot be declined any more")
    if world.clock.now() > order.created_at + TO_DECLINE:
        raise Impossible(f"order {order.id} is older than an hour")
    # Guess: the seller's side of it reads as cancelled.
    return replace(order, supplier=SupplierStatus.CANCEL, wb=WbStatus.DECLINED)


def _canceled(order: Order) -> Order:
    """By WB itself."""
    if order.wb not in (WbStatus.WAITING, WbStatus.SORTED):
        raise Impossible(f"order {order.id} is {order.wb}")
    supply_id = order.supply_id if order.supplier is SupplierStatus.COMPLETE else ""
    return replace(order, supplier=SupplierStatus.CANCEL, wb=WbStatus.CANCELED, supply_id=supply_id)


def _moved(world: World, cabinet: Cabinet, order: Order, event: WbStatus) -> Order:
    supply = cabinet.shelf(Supply).get(order.supply_id)
    if supply and not supply.is_done and event is WbStatus.SORTED:
        # "The first unit that is accepted closes its supply" (description of deliver).
        close(world, cabinet, supply)
        order = cabinet.shelf(Order)[order.id]
    if order.supplier is not SupplierStatus.COMPLETE or order.wb not in _MOVES[event]:
        raise Impossible(f"order {order.id} is {order.supplier}, {order.wb}: no {event} from there")
    if supply and event is WbStatus.SORTED:
        _scan(world, cabinet, supply)
    return replace(order, wb=event)


def close(world: World, cabinet: Cabinet, supply: Supply) -> None:
    """All that is in a supply is on its way."""
    for order in orders_of(cabinet, supply):
        world.keep(cabinet, replace(order, supplier=SupplierStatus.COMPLETE))
    world.keep(cabinet, replace(supply, closed_at=world.clock.now()))


def _scan(world: World, cabinet: Cabinet, supply: Supply) -> None:
    standing = cabinet.shelf(Supply)[supply.id]
    if standing.scanned_at is None:
        world.keep(cabinet, replace(standing, scanned_at=world.clock.now()))
