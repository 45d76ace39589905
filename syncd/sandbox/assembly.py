"""Assembly orders and supplies as the sandbox holds them (modern.md, section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.depot import Cargo

ROUBLES = 643


class SupplierStatus(StrEnum):
    """What the seller did."""

    NEW = "new"
    CONFIRM = "confirm"
    COMPLETE = "complete"
    CANCEL = "cancel"


class WbStatus(StrEnum):
    """What WB and the buyer did."""

    WAITING = "waiting"
    SORTED = "sorted"
    READY = "ready_for_pickup"
    SOLD = "sold"
    CANCELED = "canceled"
    REFUSED = "canceled_by_client"
    DECLINED = "declined_by_client"
    DEFECT = "defect"


@dataclass(frozen=True, slots=True)
class Mark:
    """What was filled in for one key of marking, and when."""

    values: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """The operator's word on one value of a mark: WB's check ends in this decision."""

    value: str
    decision: str

    @property
    def key(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Order:
    """One unit sold. Prices are kopecks."""

    id: int
    rid: str
    uid: str
    """Of the basket."""
    created_at: datetime
    nm_id: int
    chrt_id: int
    article: str
    skus: tuple[str, ...]
    warehouse_id: int
    office_id: int
    cargo: Cargo
    sale_price: int
    """The seller's, his discount taken off."""
    price: int
    """With all discounts but that of WB's purse."""
    final_price: int
    """What the buyer pays."""
    required_meta: tuple[str, ...] = ()
    optional_meta: tuple[str, ...] = ()
    meta: Mapping[str, Mark] = field(default_factory=dict)
    comment: str = ""
    is_pickup: bool = False
    """May be shipped to a pick-up point."""
    is_zero: bool = False
    """Sold without stock."""
    supplier: SupplierStatus = SupplierStatus.NEW
    wb: WbStatus = WbStatus.WAITING
    supply_id: str = ""
    transfers: int = 0
    """How often it was taken back from a supply that had left."""
    shown_since: datetime | None = None
    """When the seller's lists begin to show it; None: at once."""

    @property
    def key(self) -> int:
        return self.id

    @property
    def is_transferable(self) -> bool:
        """Once, while nobody at WB has seen it."""
        waits = self.supplier is SupplierStatus.COMPLETE and self.wb is WbStatus.WAITING
        return waits and not self.transfers

    @property
    def is_cancellable(self) -> bool:
        # Guess: "until it is handed to Wildberries" ends with the delivery of its supply.
        return self.supplier in (SupplierStatus.NEW, SupplierStatus.CONFIRM)


@dataclass(frozen=True, slots=True)
class Supply:
    number: int
    id: str
    name: str
    created_at: datetime
    closed_at: datetime | None = None
    scanned_at: datetime | None = None
    boxes: tuple[str, ...] = ()
    shipping_date: str = ""
    shipping_point: int = 0
    shipping_type: str = ""

    @property
    def key(self) -> str:
        return self.id

    @property
    def is_done(self) -> bool:
        return self.closed_at is not None


@dataclass(frozen=True, slots=True)
class Pass:
    """Of a driver to an office of WB."""

    id: int
    first_name: str
    last_name: str
    car_model: str
    car_number: str
    office_id: int
    made_at: datetime

    @property
    def key(self) -> int:
        return self.id


def orders_of(cabinet: Cabinet, supply: Supply) -> list[Order]:
    """In the order of their ids."""
    found = (order for order in cabinet.shelf(Order).values() if order.supply_id == supply.id)
    return sorted(found, key=lambda order: order.id)
