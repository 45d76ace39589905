"""A problem clears itself when it is mended, wherever that was done."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from syncd.model.problem import ProblemCode
from syncd.model.run import Outcome
from tests.end_to_end.stage import ACCOUNT, Stage
from tests.jobs.cabinet import DAY, codes, settled_run, trash
from tests.shops import BLUE_TOO_LONG, TOO_LONG, MemoryShop, digested, shirt


def test_of_a_product_that_is_excluded_now(stage: Stage, shop: MemoryShop) -> None:
    _refused_among_five(stage, shop)
    stage.mapping = "exclude: [{product: 1}]\n" + stage.mapping
    stage.run()
    assert codes(stage) == []


def test_of_a_product_that_the_shop_deleted(stage: Stage, shop: MemoryShop) -> None:
    _refused_among_five(stage, shop)
    shop.remove(1)
    assert stage.run().outcome is Outcome.OK
    assert codes(stage) == []


def test_of_a_vanished_card_whose_product_is_excluded_as_advised(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    shop.put(shirt(2))
    settled_run(stage)
    trash(stage, "TS-1")
    stage.clock.advance(DAY)
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_IN_TRASH, "TS-1")]
    stage.mapping = "exclude: [{product: 1}]\n" + stage.mapping
    stage.run()
    assert codes(stage) == []


def test_of_a_colour_that_the_product_no_longer_has(stage: Stage, shop: MemoryShop) -> None:
    stage.mapping = stage.mapping.replace(*BLUE_TOO_LONG)
    shop.put(shirt(1, "белый", "синий"))
    stage.run()
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_REFUSED, "TS-1-синий")]
    shop.put(shirt(1, "белый"))
    stage.run()
    assert codes(stage) == []


def test_of_a_card_when_its_product_cannot_be_mapped_any_more(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, description=TOO_LONG))
    stage.run()
    stage.run()
    shop.edit(1, features=())
    stage.run()
    assert [code for code, _ in codes(stage)] == [ProblemCode.CHARACTERISTIC_REQUIRED]


def test_a_barcode_is_free_again_when_the_product_that_had_it_is_gone(stage: Stage, shop: MemoryShop) -> None:
    one, two = shirt(1, description=TOO_LONG), shirt(2)
    same = tuple(
        replace(ours, ean13=theirs.ean13)
        for ours, theirs in zip(two.combinations, one.combinations, strict=True)
    )
    shop.put(one)
    shop.put(digested(replace(two, combinations=same)))
    for number in (3, 4, 5):
        shop.put(shirt(number))
    stage.run()
    stage.run()
    assert (ProblemCode.BARCODE_REPEATED, "TS-2") in codes(stage)
    shop.remove(1)
    stage.run()
    assert "TS-2" in stage.cards()
    assert codes(stage) == []


@pytest.mark.parametrize("hours", [23, 25])
def test_a_refusal_whose_cause_was_at_wb_is_tried_again_the_next_day(
    stage: Stage, shop: MemoryShop, hours: int
) -> None:
    stage.sandbox.settings(free_cards=1)
    stage.wire.after = _boast
    shop.put(shirt(1))
    stage.run()
    shop.put(shirt(2))
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_REFUSED, "TS-2")]
    stage.sandbox.settings(free_cards=100)
    stage.clock.advance(hours * 3600)
    stage.run()
    assert ("TS-2" in stage.cards(), codes(stage) == []) == (hours == 25, hours == 25)


def _boast(request: httpx.Request, response: httpx.Response) -> None:
    """WB names a limit, and refuses within it."""
    if request.url.path.endswith("cards/limits"):
        response._content = response.content.replace(b'"freeLimits":1,', b'"freeLimits":100,')
        assert b"100" in response.content


def test_room_for_new_cards_is_asked_before_they_are_sent(stage: Stage, shop: MemoryShop) -> None:
    stage.sandbox.settings(free_cards=1)
    shop.put(shirt(1))
    shop.put(shirt(2))
    report = stage.run()
    assert report.outcome is Outcome.PARTIAL
    assert dict(report.counts)["put-off"] == 1
    assert codes(stage) == [(ProblemCode.CARD_LIMIT, ACCOUNT)]
    assert stage.sandbox.state()["errors"] == []
    stage.sandbox.settings(free_cards=2)
    stage.run()
    assert (sorted(stage.cards()), codes(stage)) == (["TS-1", "TS-2"], [])


def test_updates_in_doubt_take_no_room(stage: Stage, shop: MemoryShop) -> None:
    for number in range(1, 5):
        shop.put(shirt(number))
    settled_run(stage)
    stage.sandbox.settings(free_cards=5, delay=1500.0)
    for number in range(1, 5):
        shop.edit(number, name=f"Новое имя {number}")
    stage.run()
    shop.put(shirt(5))
    assert "put-off" not in dict(stage.run().counts)


def _refused_among_five(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, description=TOO_LONG))
    for number in (2, 3, 4, 5):
        shop.put(shirt(number))
    stage.run()
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_REFUSED, "TS-1")]
