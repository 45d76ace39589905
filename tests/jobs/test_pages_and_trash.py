"""Standing cards: joined on one page, told or trashed when their product is gone, inherited by its heir."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from syncd.model.problem import ProblemCode
from syncd.model.run import Outcome
from syncd.sync.plan import Gone
from tests.end_to_end.stage import ACCOUNT, Stage
from tests.jobs.cabinet import DAY, UPDATE, codes, settled_run, trash
from tests.shops import MemoryShop, digested, shirt


def test_a_card_that_a_person_took_off_the_page_comes_back_to_it(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, "белый", "черный", "синий"))
    settled_run(stage)
    cards = stage.cards()
    _post(stage, "/content/v2/cards/moveNm", {"nmIDs": [cards["TS-1-синий"]["nmID"]]})
    assert len(_pages(stage)) == 2
    report = stage.run()
    assert dict(report.counts)["moved"] == 1
    assert len(_pages(stage)) == 1
    assert "moved" not in dict(stage.run().counts)


def test_a_product_that_the_shop_deleted_is_told_while_its_card_stands(
    stage: Stage, shop: MemoryShop
) -> None:
    _five(stage, shop)
    shop.remove(5)
    assert stage.run().outcome is Outcome.PARTIAL
    assert codes(stage) == [(ProblemCode.CARD_WITHOUT_PRODUCT, "TS-5")]
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_WITHOUT_PRODUCT, "TS-5")]
    stage.gone = Gone.LEAVE
    stage.run()
    assert (codes(stage), stage.writes()) == ([], [])


@pytest.mark.parametrize("way", ["switched off", "excluded"])
def test_one_that_is_left_out_now_is_told_and_still_is_when_nothing_changes(
    stage: Stage, shop: MemoryShop, way: str
) -> None:
    _five(stage, shop)
    if way == "excluded":
        stage.mapping = "exclude: [{product: 5}]\n" + stage.mapping
    else:
        shop.edit(5, active=False)
    for _ in range(3):
        stage.run()
        assert codes(stage) == [(ProblemCode.CARD_WITHOUT_PRODUCT, "TS-5")]


def test_by_rule_it_goes_into_the_trash_and_comes_back_with_its_product(
    stage: Stage, shop: MemoryShop
) -> None:
    _five(stage, shop)
    stage.gone = Gone.TRASH
    shop.edit(5, active=False)
    assert dict(stage.run().counts)["trashed"] == 1
    assert "TS-5" not in stage.cards()
    assert (stage.run().outcome, codes(stage)) == (Outcome.OK, [])
    shop.edit(5, active=True, name="Снова в продаже")
    assert dict(stage.run().counts)["recovered"] == 1
    stage.run()
    assert stage.cards()["TS-5"]["title"] == "Снова в продаже"
    assert codes(stage) == []


def test_what_a_person_trashed_is_told_and_not_touched(stage: Stage, shop: MemoryShop) -> None:
    _five(stage, shop)
    trash(stage, "TS-5")
    stage.gone = Gone.TRASH
    stage.clock.advance(DAY)
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_IN_TRASH, "TS-5")]
    assert "TS-5" not in stage.cards()


@pytest.mark.parametrize("way", ["deleted", "switched off"])
def test_a_product_made_anew_under_the_same_reference_inherits_the_card(
    stage: Stage, shop: MemoryShop, way: str
) -> None:
    _five(stage, shop)
    before = stage.cards()["TS-5"]["nmID"]
    heir = shop.get(5)
    stage.gone = Gone.TRASH
    if way == "deleted":
        shop.remove(5)
    else:
        shop.edit(5, active=False)
    shop.put(digested(replace(heir, id_product=9, name="Заведён заново")))
    stage.sandbox.clear_requests()
    assert stage.run().outcome is Outcome.OK
    assert stage.writes() == [UPDATE]
    card = stage.cards()["TS-5"]
    assert (card["nmID"], card["title"]) == (before, "Заведён заново")
    with stage.context() as context:
        (known,) = context.state.cards.of_product(ACCOUNT, 9)
        assert context.state.cards.of_product(ACCOUNT, 5) == ()
    assert all(link.offer.id_product == 9 and link.chrt_id for link in known.links)


def test_two_products_of_one_reference_do_not_inherit_from_each_other(stage: Stage, shop: MemoryShop) -> None:
    _five(stage, shop)
    twin = replace(shirt(9), reference=shop.get(5).reference)
    shop.put(digested(twin))
    stage.run()
    assert codes(stage) == [(ProblemCode.VENDOR_CODE_REPEATED, "TS-5")]


def _five(stage: Stage, shop: MemoryShop) -> None:
    for number in range(1, 6):
        shop.put(shirt(number))
    stage.run()
    settled_run(stage)


def _pages(stage: Stage) -> set[object]:
    return {card["imtID"] for card in stage.cards().values()}


def _post(stage: Stage, path: str, body: object) -> None:
    headers = {"Authorization": stage.sandbox.token()}
    answer = httpx.post(stage.sandbox.url + path, headers=headers, json=body)
    assert answer.status_code == 200, answer.text
    stage.clock.advance(10)
