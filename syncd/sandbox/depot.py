"""Warehouses of the seller, what lies there, and WB's offices that they hang on (modern.md, section 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.cards import Card, Dimensions


class Cargo(IntEnum):
    """Goods by size: МГТ, СГТ, КГТ+."""

    SMALL = 1
    OVERSIZED = 2
    LARGE = 3


@dataclass(frozen=True, slots=True)
class Office:
    id: int
    name: str
    city: str
    address: str
    longitude: float
    latitude: float
    cargo: Cargo
    district: str | None


OFFICES = {
    office.id: office
    for office in (
        Office(15, "Коледино-2", "Подольск", "ул. Складская, 1", 37.551, 55.387, Cargo.SMALL, "Центральный"),
        Office(16, "Рябиновка", "Тула", "ш. Южное, 12", 37.617, 54.193, Cargo.SMALL, "Центральный"),
        Office(
            17,
            "Шушары-3",
            "Санкт-Петербург",
            "ул. Пушкинская, 4",
            30.41,
            59.81,
            Cargo.SMALL,
            "Северо-Западный",
        ),
        Office(18, "Зелёный Дол", "Казань", "ул. Заречная, 9", 49.12, 55.79, Cargo.SMALL, "Приволжский"),
        Office(19, "Уктус", "Екатеринбург", "пер. Горный, 3", 60.64, 56.77, Cargo.SMALL, "Уральский"),
        Office(20, "Обухово-КГТ", "Ногинск", "ул. Кирпичная, 7", 38.27, 55.83, Cargo.LARGE, "Центральный"),
        Office(21, "Алматы-Восток", "Алматы", "ул. Садовая, 21", 76.95, 43.24, Cargo.SMALL, None),
    )
}
"""Invented."""


@dataclass(frozen=True, slots=True)
class Warehouse:
    id: int
    name: str
    office_id: int
    cargo: Cargo
    moved_at: datetime | None = None
    """When its office was changed last."""
    is_processing: bool = False
    is_deleting: bool = False
    is_blocked: bool = False
    """WB works there and takes no stocks for now."""

    @property
    def key(self) -> int:
        return self.id


@dataclass(frozen=True, slots=True)
class Stock:
    warehouse_id: int
    chrt_id: int
    amount: int

    @property
    def key(self) -> str:
        return f"{self.warehouse_id}:{self.chrt_id}"


@dataclass(frozen=True, slots=True)
class Restriction:
    """The operator's word that a size may not be stocked, under this code of WB's."""

    chrt_id: int
    code: str

    @property
    def key(self) -> int:
        return self.chrt_id


def stock_of(cabinet: Cabinet, warehouse_id: int, chrt_id: int) -> Stock | None:
    """None when nothing was ever said of it there."""
    return cabinet.shelf(Stock).get(f"{warehouse_id}:{chrt_id}")


def stocked_warehouses(cabinet: Cabinet, chrt_id: int) -> list[Stock]:
    """Where any of a size is left, the oldest warehouse first."""
    found: Iterable[Stock | None] = (
        stock_of(cabinet, warehouse_id, chrt_id)
        for warehouse_id in sorted(map(int, cabinet.shelf(Warehouse)))
    )
    return [stock for stock in found if stock and stock.amount > 0]


def is_in_stock(cabinet: Cabinet, card: Card) -> bool:
    return any(stocked_warehouses(cabinet, size.chrt_id) for size in card.sizes)


def cargo_of(dimensions: Dimensions) -> Cargo:
    """Guess: WB names the classes and, elsewhere, such bounds; the contract has none."""
    sides = (dimensions.length, dimensions.width, dimensions.height)
    if max(sides) <= 120 and sum(sides) <= 200 and dimensions.weight <= 25:
        return Cargo.SMALL
    if sum(sides) <= 400 and dimensions.weight <= 50:
        return Cargo.OVERSIZED
    return Cargo.LARGE
