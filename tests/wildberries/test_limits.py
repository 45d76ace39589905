"""The table of limits agrees with WB's, row by row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from syncd.model.limit import Limit
from syncd.wildberries import limits
from syncd.wildberries.limits import buckets
from syncd.wildberries.operations import HOSTS, OPERATIONS
from syncd.wildberries.token import Category, TokenKind
from tests.wildberries.fake_wb import SELLER, token

CATEGORIES = {
    "content": Category.CONTENT,
    "discountsandprices": Category.PRICES,
    "marketplace": Category.MARKETPLACE,
}
NOT_OURS = ("/calendar/", "/dbw/", "/dbs/", "/click-collect/", "/settings/autoreturns")


@pytest.fixture(scope="module")
def table(shared: Path) -> dict[str, Any]:
    with (shared / "wb" / "limits.json").open(encoding="utf-8") as file:
        return json.load(file)


def spec_of(row: dict[str, Any]) -> dict[str, Any]:
    return row.get("spec_2026_08_18") or row["sdk_2026_10_24"]


def test_every_row_that_wb_prints(table: dict[str, Any]) -> None:
    for name, operation in OPERATIONS.items():
        for row in spec_of(table[name])["rows"]:
            kind = TokenKind.BASE if row["token"] == "base" else TokenKind.PERSONAL
            theirs = Limit(row["interval_ms"] / 1000, row["burst"])
            assert operation.group.limit_for(kind) == theirs, (name, row["token"])


def test_a_row_for_any_token_means_no_row_of_our_own_for_base(table: dict[str, Any]) -> None:
    for name, operation in OPERATIONS.items():
        rows = {row["token"] for row in spec_of(table[name])["rows"]}
        if rows == {"any"}:
            assert operation.group.base is None, name


def test_what_an_error_costs(table: dict[str, Any]) -> None:
    for name, operation in OPERATIONS.items():
        cost = spec_of(table[name])["cost"] or table[name].get("sdk_2026_10_24_cost", {})
        assert operation.group.refusal_cost == cost.get("4XX", 1), name


def test_what_a_read_only_token_may_ask(table: dict[str, Any]) -> None:
    for name, operation in OPERATIONS.items():
        if "readonly_method" in table[name]:
            assert operation.writes != table[name]["readonly_method"], name


def test_hosts(table: dict[str, Any]) -> None:
    for name, operation in OPERATIONS.items():
        assert HOSTS[operation.category].production in table[name]["servers"], name


def test_no_method_of_our_categories_is_missing(table: dict[str, Any]) -> None:
    theirs = {
        name
        for name, row in table.items()
        if row.get("category") in CATEGORIES and not any(path in name for path in NOT_OURS)
    }
    assert theirs - set(OPERATIONS) == set()


def test_methods_share_a_bucket_where_wb_says_so(table: dict[str, Any]) -> None:
    """Methods whose limit stands under one heading "for all methods of" drain one bucket."""
    headings: dict[tuple[str, str], set[str]] = {}
    for name, operation in OPERATIONS.items():
        scope = spec_of(table[name])["scope"]
        if "для всех методов" in scope:
            key = (table[name].get("category") or "", scope.replace("профиль", "аккаунт"))
            headings.setdefault(key, set()).add(operation.group.name)
    assert headings
    assert all(len(groups) == 1 for groups in headings.values()), headings


def test_base_tokens_have_their_own_limits() -> None:
    assert limits.ADD.limit_for(TokenKind.BASE) == Limit(7200.0, 1)
    assert limits.ADD.limit_for(TokenKind.SERVICE) == Limit(6.0, 5)
    assert limits.CARDS.limit_for(TokenKind.BASE) == Limit(0.6, 5)


def test_a_bucket_belongs_to_seller_group_and_kind() -> None:
    (own,) = buckets(limits.UPLOAD, Category.CONTENT, token())
    assert own.key == f"{SELLER}|content-upload|personal"
    (base,) = buckets(limits.UPLOAD, Category.CONTENT, token(acc=1))
    assert base.key != own.key


def test_the_test_contour_allows_one_request_a_second_for_a_category() -> None:
    upload = buckets(limits.UPLOAD, Category.CONTENT, token(t=True, acc=2))
    cards = buckets(limits.CARDS, Category.CONTENT, token(t=True, acc=2))
    assert upload[0] != cards[0]
    assert upload[1] == cards[1]
    assert upload[1].limit == Limit(1.0, 1)
