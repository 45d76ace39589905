"""Prices as the sandbox holds them: goods, tasks and the quarantine. Whole units of the seller's currency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import IntEnum, StrEnum

from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.cards import Card, Size

CURRENCY = "RUB"


@dataclass(frozen=True, slots=True)
class Good:
    """What is set for a card; a size without a price of its own here has that of its birth."""

    nm_id: int
    prices: Mapping[str, int] = field(default_factory=dict)
    """By chrtID."""
    discount: int = 0
    club_discount: int = 0
    by_size: bool = False
    """Sizes have prices of their own (`editableSizePrice`)."""
    forced_sale: bool = False
    """In WB's sale because of a high stock: the seller's price stands still."""

    @property
    def key(self) -> int:
        return self.nm_id

    def price(self, size: Size) -> int:
        return self.prices.get(str(size.chrt_id), size.price)

    def discounted(self, size: Size) -> Decimal:
        return reduced(self.price(size), self.discount)


class TaskKind(StrEnum):
    GOODS = "goods"
    SIZES = "sizes"


@dataclass(frozen=True, slots=True)
class Wish:
    """One row of a task: None leaves a figure as it is."""

    nm_id: int
    price: int | None = None
    discount: int | None = None
    size_id: int | None = None


class TaskStatus(IntEnum):
    DONE = 3
    PARTLY = 5
    FAILED = 6


@dataclass(frozen=True, slots=True)
class PriceTask:
    """A task that was taken; `due` is when it is worked off."""

    id: int
    sid: str
    kind: TaskKind
    uploaded_at: datetime
    due: datetime
    wishes: tuple[Wish, ...]

    @property
    def key(self) -> int:
        return self.id


@dataclass(frozen=True, slots=True)
class PastTask:
    """A task that was worked off, with a text for each wish that failed, by its place."""

    task: PriceTask
    failures: Mapping[str, str]

    @property
    def key(self) -> int:
        return self.task.id

    @property
    def status(self) -> TaskStatus:
        if not self.failures:
            return TaskStatus.DONE
        return TaskStatus.FAILED if len(self.failures) == len(self.task.wishes) else TaskStatus.PARTLY


@dataclass(frozen=True, slots=True)
class Held:
    """A price in the quarantine."""

    nm_id: int
    since: datetime
    new_price: int
    new_discount: int
    old_price: int
    old_discount: int

    @property
    def key(self) -> int:
        return self.nm_id

    @property
    def difference(self) -> Decimal:
        return reduced(self.new_price, self.new_discount) - reduced(self.old_price, self.old_discount)


def reduced(price: int, percent: int) -> Decimal:
    return Decimal(price) * (100 - percent) / 100


def good_of(cabinet: Cabinet, card: Card) -> Good:
    return cabinet.shelf(Good).get(card.nm_id) or Good(card.nm_id)


def known_cards(cabinet: Cabinet, now: datetime) -> list[Card]:
    """Cards that prices and stocks have heard of, the oldest first; the trash sells on (modern.md, 5.4)."""
    return sorted(_known(cabinet.cards.values(), now), key=lambda card: card.nm_id)


def known_card(cabinet: Cabinet, nm_id: int, now: datetime) -> Card | None:
    card = cabinet.cards.get(nm_id)
    return next(_known([card] if card else [], now), None)


def _known(cards: Iterable[Card], now: datetime) -> Iterator[Card]:
    return (card for card in cards if card.known_since is None or card.known_since <= now)
