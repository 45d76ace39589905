"""Which specific price counts, against a twin that spells the shop's query out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.prestashop.specific_price import Buyer, Priorities, SpecificPrice, first_for, ranked

BUYER = Buyer(id_shop=1, id_currency=1, id_country=177, id_group=1)
DEFAULT = "id_shop;id_currency;id_country;id_group"
NOON = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001
DAY = timedelta(days=1)

moments = st.none() | st.sampled_from([NOON - DAY, NOON, NOON + DAY])
rows = st.builds(
    SpecificPrice,
    id_specific_price=st.integers(1, 10**6),
    id_product_attribute=st.sampled_from([0, 5, 6]),
    id_specific_price_rule=st.integers(0, 2),
    id_shop=st.sampled_from([0, 1]),
    id_currency=st.sampled_from([0, 1]),
    id_country=st.sampled_from([0, 177]),
    id_group=st.sampled_from([0, 1]),
    id_customer=st.sampled_from([0, 7]),
    from_quantity=st.integers(0, 3),
    begins=moments,
    ends=moments,
)
several = st.lists(rows, min_size=1, max_size=8, unique_by=lambda row: row.id_specific_price)
fields = ["id_shop", "id_currency", "id_country", "id_group"]


def naive_score(row: SpecificPrice, priority: str, buyer: Buyer) -> int:
    score = 0
    for place, field in enumerate(reversed(("id_customer;" + priority).split(";"))):
        if field and getattr(row, field) == getattr(buyer, field):
            score += 2 ** (place + 1)
    return score


def naive_order(priority: str, buyer: Buyer):  # type: ignore[no-untyped-def]
    """ORDER BY ... DESC, ... ASC, column by column."""

    def compare(one: SpecificPrice, other: SpecificPrice) -> int:
        def columns(row: SpecificPrice) -> list[tuple[object, bool]]:
            zero = datetime(1, 1, 1)  # noqa: DTZ001
            return [
                (row.id_product_attribute, True),
                (row.from_quantity, True),
                (row.id_specific_price_rule, False),
                (naive_score(row, priority, buyer), True),
                (row.ends or zero, True),
                (row.begins or zero, True),
                (row.id_specific_price, False),
            ]

        for (first, descending), (second, _) in zip(columns(one), columns(other), strict=True):
            if first != second:
                return (1 if first < second else -1) * (1 if descending else -1)  # type: ignore[operator]
        return 0

    return cmp_to_key(compare)


@given(several, st.permutations(fields), st.sampled_from([0, 7]), st.sampled_from([0, 5, 6]))
def test_the_order_is_that_of_the_query(
    found: list[SpecificPrice], order: list[str], id_customer: int, combination: int
) -> None:
    priority, buyer = ";".join(order), replace(BUYER, id_customer=id_customer)
    ours = ranked(found, Priorities(priority, buyer))
    theirs = sorted(found, key=naive_order(priority, buyer))
    assert ours == theirs
    of_combination = [row for row in theirs if row.id_product_attribute in (0, combination)]
    assert first_for(ours, combination) == (of_combination[0] if of_combination else None)


def test_of_rows_that_differ_in_nothing_the_lower_id_counts() -> None:
    found = [SpecificPrice(9), SpecificPrice(2), SpecificPrice(5)]
    assert [row.id_specific_price for row in ranked(found, Priorities(DEFAULT, BUYER))] == [2, 5, 9]


@given(rows, st.sampled_from(["", "id_shop", "id_group;id_group", ";;id_country", "id_moon;id_shop"]))
def test_odd_priorities_are_no_trouble(row: SpecificPrice, priority: str) -> None:
    known = priority.replace("id_moon", "")
    assert Priorities(priority, BUYER).score(row) == naive_score(row, known, BUYER)


@pytest.mark.parametrize(
    ("begins", "ends", "now", "runs"),
    [
        pytest.param(None, None, NOON, True, id="open on both sides"),
        pytest.param(NOON, None, NOON, True, id="from its first minute"),
        pytest.param(NOON + DAY, None, NOON, False, id="to come"),
        pytest.param(None, NOON, NOON, True, id="to its last minute"),
        pytest.param(None, NOON, NOON + timedelta(minutes=1), False, id="over"),
        pytest.param(NOON - DAY, NOON + DAY, NOON, True, id="in the middle"),
    ],
)
def test_a_window_counts_both_ends(
    begins: datetime | None, ends: datetime | None, now: datetime, *, runs: bool
) -> None:
    assert SpecificPrice(1, begins=begins, ends=ends).runs(now) == runs


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3)),  # noqa: DTZ001
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3)),  # noqa: DTZ001
)
def test_a_change_is_the_first_minute_that_differs(begins: datetime, ends: datetime) -> None:
    row = SpecificPrice(1, begins=begins.replace(microsecond=0), ends=ends.replace(microsecond=0))
    minute = timedelta(minutes=1)
    for change in row.changes():
        assert change.second == change.microsecond == 0
    if begins + minute < ends:
        start, stop = row.changes()
        assert [row.runs(start - minute), row.runs(start)] == [False, True]
        assert [row.runs(stop - minute), row.runs(stop)] == [True, False]


def test_a_window_that_ends_before_it_begins_changes_nothing() -> None:
    assert SpecificPrice(1, begins=NOON, ends=NOON - DAY).changes() == ()


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_are_no_trouble(year: int) -> None:
    edge = datetime(year, 12, 31, 23, 59, 59) if year > 1 else datetime(1, 1, 1)  # noqa: DTZ001
    assert len(SpecificPrice(1, begins=edge, ends=edge).changes()) <= 1
