"""The full resync: everything is looked at again, what is ours is repaired, what is others' is told."""

from __future__ import annotations

import httpx
import pytest

from syncd.jobs import run as jobs
from syncd.jobs.catalog import resync
from syncd.model.card import CardRef
from syncd.model.run import Job, Report
from tests.end_to_end.stage import Stage
from tests.jobs.cabinet import UPDATE, edit, make, settled_run
from tests.shops import MemoryShop, shirt

LIST = "/content/v2/get/cards/list"


class Killed(BaseException):
    """As kill -9."""


def again(stage: Stage) -> Report:
    with stage.context() as context:
        resync.prepare(context)
        return jobs.run(context, Job.CATALOG)


def test_an_edit_that_moved_no_cursor_is_found_and_repaired(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    settled_run(stage)
    ours = stage.cards()["TS-1"]["title"]
    edit(stage, "TS-1", title="Чужое")

    def hide(request: httpx.Request, response: httpx.Response) -> None:
        if b"updatedAt" in request.content and request.url.path == LIST:
            response._content = b'{"cards":[],"cursor":{"total":0}}'

    stage.wire.after = hide
    stage.run()
    assert stage.writes() == []
    stage.wire.after = lambda request, response: None
    again(stage)
    assert (stage.writes(), stage.cards()["TS-1"]["title"]) == ([UPDATE], ours)


def test_every_product_is_mapped_again(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    stage.run()
    assert dict(stage.run().counts)["unchanged"] == 1
    assert "unchanged" not in dict(again(stage).counts)


def test_cards_that_no_product_claims_are_named(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    with stage.context() as context:
        known = context.state.dictionaries.characteristics("main", 192) or ()
    values = {"Цвет": ["белый"], "Пол": ["Мужской"], "Состав": ["хлопок"]}
    characteristics = [{"id": one.charc_id, "value": values[one.name]} for one in known if one.name in values]
    variant = {"vendorCode": "CHUZHOY", "title": "Чужая", "sizes": [], "characteristics": characteristics}
    make(stage, 192, variant)
    again(stage)
    with stage.context() as context:
        assert list(resync.unclaimed(context)) == [CardRef("CHUZHOY", stage.cards()["CHUZHOY"]["nmID"])]


def test_the_estimate_is_what_wbs_limits_allow(stage: Stage, shop: MemoryShop) -> None:
    for number in range(1, 1201):
        shop.put(shirt(number))
    with stage.context() as context:
        resync.prepare(context)
        planned = jobs.plan(context, Job.CATALOG)
        assert resync.estimate(context, planned.plan) == pytest.approx((12 - 5) * 6)


def test_killed_it_goes_on(stage: Stage, shop: MemoryShop) -> None:
    for number in (1, 2, 3):
        shop.put(shirt(number))
    settled_run(stage)
    shop.edit(1, name="Другое имя")

    def die(request: httpx.Request, response: httpx.Response) -> None:
        if request.url.path == UPDATE:
            raise Killed

    stage.wire.after = die
    with pytest.raises(Killed):
        again(stage)
    stage.wire.after = lambda request, response: None
    stage.run()
    assert (stage.writes(), stage.cards()["TS-1"]["title"]) == ([UPDATE], "Другое имя")
