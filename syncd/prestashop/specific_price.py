"""Specific prices: which row of many counts for a buyer at a moment; the most specific, not the cheapest.

Source: 1.6.1.19, classes/SpecificPrice.php:336-362.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from syncd.prestashop.database import Row
from syncd.prestashop.tables import Tables
from syncd.prestashop.values import double, moment, number, text

_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)
_AMOUNT = "amount"
_NEVER = datetime(1, 1, 1)  # noqa: DTZ001 - the shop's own time, like all here
_LAST_YEAR = 9999
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whom a price is for. A visitor has no customer's account and no cart: both 0."""

    id_shop: int
    id_currency: int
    id_country: int
    id_group: int
    quantity: int = 1
    id_customer: int = 0
    id_cart: int = 0


@dataclass(frozen=True, slots=True)
class SpecificPrice:
    """A row of ps_specific_price; 0 means all in every id. Money in doubles, see `syncd.prestashop.price`."""

    id_specific_price: int
    id_product_attribute: int = 0
    id_specific_price_rule: int = 0
    """0: made by hand."""
    id_shop: int = 0
    id_currency: int = 0
    id_country: int = 0
    id_group: int = 0
    id_customer: int = 0
    price: float = -1.0
    """Without tax, instead of the product's; negative: the product's stays."""
    from_quantity: int = 1
    reduction: float = 0.0
    """A fraction, or an amount."""
    reduction_tax: bool = True
    """The amount includes tax."""
    is_amount: bool = False
    begins: datetime | None = None
    """Like `ends` in the shop's own time, naive; None: always."""
    ends: datetime | None = None

    @property
    def replaces(self) -> bool:
        """It has a price of its own."""
        return self.price >= 0

    def runs(self, now: datetime) -> bool:
        """Both ends count; `now` is a whole minute of the shop's time."""
        return _runs(self.begins, self.ends, now)

    def changes(self) -> tuple[datetime, ...]:
        """The minutes at which it begins and stops to count; the end of the calendar is none."""
        if self.begins and self.ends and self.begins > self.ends:
            return ()
        begins = self.begins - _SECOND if self.begins and self.begins > _NEVER else None
        known = (each for each in (begins, self.ends) if each and each.year < _LAST_YEAR)
        return tuple(each.replace(second=0, microsecond=0) + _MINUTE for each in known)


def _runs(begins: datetime | None, ends: datetime | None, now: datetime) -> bool:
    return (begins is None or now >= begins) and (ends is None or now <= ends)


class Priorities:
    """How specific a row is, by the fields that the shop ranks ('id_shop;id_currency;...').

    The customer always comes first; each field weighs more than all behind it.
    """

    def __init__(self, ranked: str, buyer: Buyer) -> None:
        fields = ["id_customer", *(field.strip() for field in ranked.split(";"))]
        self._weights = [
            (field, getattr(buyer, field), 2 << place)
            for place, field in enumerate(reversed(fields))
            if field in _RANKED
        ]

    def score(self, row: SpecificPrice) -> int:
        return sum(weight for field, value, weight in self._weights if getattr(row, field) == value)


_RANKED = {"id_customer", "id_shop", "id_currency", "id_country", "id_group"}


def ranked(rows: Iterable[SpecificPrice], priorities: Priorities) -> list[SpecificPrice]:
    """The one that counts before the others first. Where the shop's order leaves a tie, the lower id."""
    return sorted(rows, key=lambda row: _rank(row, priorities), reverse=True)


def _rank(row: SpecificPrice, priorities: Priorities) -> tuple[object, ...]:
    return (
        row.id_product_attribute,
        row.from_quantity,
        -row.id_specific_price_rule,
        priorities.score(row),
        row.ends or _NEVER,
        row.begins or _NEVER,
        -row.id_specific_price,
    )


def first_for(rows: Sequence[SpecificPrice], id_product_attribute: int) -> SpecificPrice | None:
    """Of `ranked` rows that run, the first for the combination (0: none)."""
    for row in rows:
        if row.id_product_attribute in (0, id_product_attribute):
            return row
    return None


def specific_prices(tables: Tables, buyer: Buyer) -> sa.Select[Any]:
    """Rows that could ever count for the buyer, whatever the time. Takes low and high of id_product.

    A shop group named in a row is not looked at.
    """
    own = tables.specific_price.c
    scope = [
        sa.or_(own[name] == 0, own[name] == getattr(buyer, name))
        for name in ("id_shop", "id_currency", "id_country", "id_group", "id_customer", "id_cart")
    ]
    return (
        sa.select(
            own.id_product,
            own.id_specific_price,
            own.id_product_attribute,
            own.id_specific_price_rule,
            own.id_shop,
            own.id_currency,
            own.id_country,
            own.id_group,
            own.id_customer,
            own.price,
            own.from_quantity,
            own.reduction,
            own.reduction_tax,
            own.reduction_type,
            own["from"],
            own["to"],
        )
        .where(own.id_product.between(sa.bindparam("low"), sa.bindparam("high")), *scope)
        .where(sa.or_(own.from_quantity <= 1, own.from_quantity <= buyer.quantity))
        .order_by(own.id_product, own.id_specific_price)
    )


def row_runs(row: Row, now: datetime) -> bool:
    """As `SpecificPrice.runs`, of a row of `specific_prices`: asked of every row of the shop."""
    return _runs(*_window(row[14], row[15]), now)


@lru_cache(maxsize=1024)
def _window(begins: object, ends: object) -> tuple[datetime | None, datetime | None]:
    """A shop's sales share few windows."""
    return _edge(begins), _edge(ends)


def _edge(value: object) -> datetime | None:
    """None: open. A date with some zeros only, such as 2020-02-00, lies just before the first day that
    follows it, where the server sorts it."""
    found = _DATE.match(text(value))
    year, month, day = map(int, found.groups()) if found else (1, 1, 1)
    if (year and month and day) or not (year or month or day):
        return moment(value)
    return datetime(year, month or 1, 1) - _SECOND if year > 1 else _NEVER  # noqa: DTZ001


def specific_price(row: Row) -> SpecificPrice:
    """Of a row of `specific_prices`. Raises `ValueError` for what is no number."""
    begins, ends = _window(row[14], row[15])
    return SpecificPrice(
        id_specific_price=number(row[1]),
        id_product_attribute=number(row[2]),
        id_specific_price_rule=number(row[3]),
        id_shop=number(row[4]),
        id_currency=number(row[5]),
        id_country=number(row[6]),
        id_group=number(row[7]),
        id_customer=number(row[8]),
        price=double(row[9]),
        from_quantity=number(row[10]),
        reduction=double(row[11]),
        reduction_tax=bool(number(row[12])),
        is_amount=text(row[13]) == _AMOUNT,
        begins=begins,
        ends=ends,
    )
