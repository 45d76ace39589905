"""`updatedAt` as WB has it: shared by a batch, and no promise of the order of appearance."""

from __future__ import annotations

from typing import Any

import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import Seller, as_update, bucket, charcs, shirt
from tests.sandbox.test_lists import walk


def groups(*codes: str) -> list[dict[str, Any]]:
    return [{"subjectID": 1436, "variants": [bucket(code)]} for code in codes]


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_a_request_gives_its_cards_one_moment(sandbox: Sandbox, seller: Seller, limit: int) -> None:
    codes = [f"A-{number}" for number in range(5)]
    seller.post("/content/v2/cards/upload", groups(*codes))
    sandbox.advance(60)
    cards = seller.cards()["cards"]
    assert len({card["updatedAt"] for card in cards}) == 1
    assert walk(seller, ascending=True, limit=limit) == codes
    assert walk(seller, ascending=False, limit=limit) == codes[::-1]
    seller.update(*[as_update(card, title="Новое") for card in cards])
    sandbox.advance(60)
    assert len({card["updatedAt"] for card in seller.cards()["cards"]}) == 1


def test_a_cursor_without_its_nm_id_leaves_fellows_out(sandbox: Sandbox, seller: Seller) -> None:
    seller.post("/content/v2/cards/upload", groups("A", "B", "C"))
    sandbox.advance(60)
    first = seller.cards(limit=1)["cursor"]
    both = {name: first[name] for name in ("updatedAt", "nmID")}
    assert [card["vendorCode"] for card in seller.cards(**both)["cards"]] == ["B", "C"]


def test_a_late_card_lies_behind_a_kept_cursor(sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(lag=50, delay=60)
    seller.upload(shirt("late"))
    sandbox.advance(30)
    sandbox.settings(lag=0, delay=0)
    seller.upload(shirt("quick"))
    cursor = seller.cards()["cursor"]
    since = {name: cursor[name] for name in ("updatedAt", "nmID")}
    sandbox.advance(30)
    assert [card["vendorCode"] for card in seller.cards(**since)["cards"]] == []
    assert [card["vendorCode"] for card in seller.cards()["cards"]] == ["late", "quick"]


def test_groups_of_one_request_may_show_one_after_the_other(sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(spread=1740.0)
    seller.post("/content/v2/cards/upload", groups(*[f"A-{number}" for number in range(30)]))
    sandbox.advance(60)
    seen = [len(seller.cards()["cards"])]
    for _ in range(4):
        sandbox.advance(435)
        seen.append(len(seller.cards()["cards"]))
    assert seen[0] < seen[1] < seen[3] <= seen[4] == 30


def test_settings_that_cannot_be(sandbox: Sandbox) -> None:
    for wrong in ({"lag": -1}, {"lag": "x"}, {"limits": 1}, {"contour": "x"}, {"unknown": 1}):
        with pytest.raises(ValueError):
            sandbox.settings(**wrong)
    assert sandbox.settings(lag=3)["lag"] == 3


def test_a_listed_card_has_the_members_of_the_contract(seller: Seller) -> None:
    card = seller.create(shirt(characteristics=charcs()))[0]
    assert set(card) == {
        *("nmID", "imtID", "nmUUID", "subjectID", "subjectName", "vendorCode", "brand", "title"),
        *("description", "needKiz", "kizMarked", "photos", "wholesale", "dimensions", "characteristics"),
        *("sizes", "tags", "documents", "createdAt", "updatedAt"),
    }
