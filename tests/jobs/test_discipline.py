"""What a run owes to those around it: safe points, exclusion, a fair rate, a digest of all that counts."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from syncd.jobs import run as jobs
from syncd.model.clock import Stopped
from syncd.model.errors import BusyError
from syncd.model.run import Job, Outcome
from tests.end_to_end.stage import ACCOUNT, Stage
from tests.jobs.cabinet import UPDATE, UPLOAD, settled_run
from tests.shops import MemoryShop, shirt


def test_changed_rules_reach_a_settled_product(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    stage.run()
    assert dict(settled_run(stage).counts)["unchanged"] == 1
    stage.mapping = stage.mapping.replace("brand: {value: Нет бренда}", "title: {value: Одно на всех}")
    stage.run()
    assert stage.cards()["TS-1"]["title"] == "Одно на всех"


def test_changed_dictionaries_reach_a_settled_product(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, features=()))
    stage.run(Job.DICTIONARIES)
    with stage.context() as context:
        known = context.state.dictionaries.characteristics(ACCOUNT, 192) or ()
    _tell(stage, tuple(replace(item, required=False) for item in known))
    stage.mapping = "exclude: [{product: 9}]\n" + stage.mapping
    shop.put(shirt(2))
    stage.run()
    stage.run()
    assert dict(stage.run().counts)["unchanged"] == 1
    _tell(stage, tuple(replace(item, required=item.name == "Уход за вещами") for item in known))
    assert dict(stage.run().counts)["with-problems"] == 2


def test_a_card_that_is_right_already_is_confirmed_without_a_request(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    with stage.context() as context:
        (card,) = context.state.cards.of_product(ACCOUNT, 1)
        context.state.cards.record_sent(ACCOUNT, "TS-1", "other", stage.clock.now())
    stage.sandbox.clear_requests()
    stage.run()
    with stage.context() as context:
        (again,) = context.state.cards.of_product(ACCOUNT, 1)
    assert (again.confirmed, stage.writes()) == (card.confirmed, [])


def test_a_stop_is_heard_between_pages_of_the_shop(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()

    def stop(request: httpx.Request) -> None:
        stage.clock.stopped = request.url.path.endswith("error/list")

    stage.wire.before = stop
    shop.edit(1, name="Новое имя")
    stage.sandbox.clear_requests()
    with pytest.raises(Stopped):
        stage.run()
    stage.clock.stopped = False
    with stage.context() as context:
        assert context.state.intentions.open(ACCOUNT) == []
    assert stage.writes() == []


def test_a_stop_is_heard_between_two_requests(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    settled_run(stage)
    shop.edit(1, name="Новое имя")
    shop.put(shirt(2))

    def stop(request: httpx.Request, response: httpx.Response) -> None:
        stage.clock.stopped = request.url.path == UPDATE

    stage.wire.after = stop
    with pytest.raises(Stopped):
        stage.run()
    stage.clock.stopped = False
    assert stage.writes() == [UPDATE]
    stage.wire.after = lambda request, response: None
    stage.run()
    assert stage.writes() == [UPDATE, UPLOAD]


def test_while_wb_takes_its_time_it_is_asked_ever_more_rarely(stage: Stage, shop: MemoryShop) -> None:
    stage.sandbox.settings(delay=1500.0)
    shop.put(shirt(1))
    stage.run()
    looks = [row for row in stage.sandbox.requests() if str(row["path"]).endswith("get/cards/list")]
    assert 5 <= len(looks) <= 12


def test_a_shop_held_for_having_shrunk_stays_held(stage: Stage, shop: MemoryShop) -> None:
    for number in range(1, 11):
        shop.put(shirt(number))
    settled_run(stage)
    for number in range(1, 6):
        shop.remove(number)
    assert [stage.run().outcome for _ in range(3)] == [Outcome.HELD] * 3


def test_a_plan_is_not_made_while_its_job_runs(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    with (
        stage.context() as running,
        stage.context() as context,
        running.state.exclusive(ACCOUNT, Job.CATALOG),
        pytest.raises(BusyError),
    ):
        jobs.plan(context, Job.CATALOG)


def _tell(stage: Stage, characteristics: tuple[object, ...]) -> None:
    with stage.context() as context:
        context.state.dictionaries.put_characteristics(
            ACCOUNT,
            192,
            characteristics,  # type: ignore[arg-type]
            stage.clock.now(),
        )
