"""What people do to cards in WB's seller portal, and what they then ask of us."""

from __future__ import annotations

import pytest

from syncd.jobs.catalog.own import Owned, own, own_all
from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.problem import ProblemCode
from syncd.model.run import Outcome
from tests.end_to_end.stage import ACCOUNT, Stage
from tests.jobs.cabinet import (
    DAY,
    PAST_THE_DEADLINE,
    UPDATE,
    UPLOAD,
    codes,
    edit,
    make,
    release,
    settled_run,
    trash,
)
from tests.shops import TOO_LONG, MemoryShop, shirt


def test_what_wb_holds_otherwise_is_told_until_a_person_puts_it_right(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    stage.sandbox.set_faults([{"path": UPDATE, "kind": "no-effect"}])
    shop.edit(1, name="Новое имя")
    for _ in range(4):
        stage.run()
        stage.clock.advance(PAST_THE_DEADLINE)
    stage.sandbox.set_faults([])
    assert codes(stage) == [(ProblemCode.WB_HOLDS_OTHER, "TS-1")]

    edit(stage, "TS-1", title="Новое имя")
    stage.run()
    assert codes(stage) == []


def test_a_card_of_ours_edited_in_the_portal_is_put_right_once_and_then_told(
    stage: Stage, shop: MemoryShop
) -> None:
    shop.put(shirt(1))
    settled_run(stage)
    ours = stage.cards()["TS-1"]["title"]

    edit(stage, "TS-1", title="Чужое")
    stage.run()
    assert (stage.cards()["TS-1"]["title"], stage.writes()) == (ours, [UPDATE])

    edit(stage, "TS-1", title="Опять чужое")
    for _ in range(3):
        stage.run()
        stage.clock.advance(DAY)
    assert stage.writes() == []
    assert codes(stage) == [(ProblemCode.WB_HOLDS_OTHER, "TS-1")]


def test_an_update_is_laid_over_the_card_as_it_is_now_and_not_as_it_was_last_read(
    stage: Stage, shop: MemoryShop
) -> None:
    shop.put(shirt(1))
    for number in range(2, 102):
        shop.put(shirt(number))
    settled_run(stage)
    shop.edit(1, name="Новое имя")
    edited: list[bool] = []

    def intervene(request: object) -> None:
        """A person is quicker than the update, and slower than the reading before it."""
        path = request.url.path  # type: ignore[attr-defined]
        if path.endswith("error/list") and not edited:
            edited.append(True)
            stage.wire.before = lambda request: None
            edit(stage, "TS-1", dimensions={"length": 31, "width": 21, "height": 5, "weightBrutto": 0.3})

    stage.wire.before = intervene
    stage.run()
    assert edited
    assert stage.cards()["TS-1"]["title"] == "Новое имя"
    assert stage.cards()["TS-1"]["dimensions"]["length"] == 31  # type: ignore[index]


def test_a_refused_card_made_by_hand_is_linked_and_its_refusal_over(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, description=TOO_LONG))
    stage.run()
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_REFUSED, "TS-1")]
    with stage.context() as context:
        known = context.state.dictionaries.characteristics(ACCOUNT, 192) or ()
    values = {"Цвет": ["белый"], "Пол": ["Мужской"], "Состав": ["хлопок"]}
    variant = {
        "vendorCode": "TS-1",
        "title": "Ручная работа",
        "brand": "Нет бренда",
        "sizes": [{"techSize": name, "wbSize": name, "skus": []} for name in ("S", "M")],
        "characteristics": [
            {"id": one.charc_id, "value": values[one.name]} for one in known if one.name in values
        ],
    }
    make(stage, 192, variant)

    report = stage.run()

    assert codes(stage) == []
    assert dict(report.counts)["left-to-wb"] == 1
    assert stage.cards()["TS-1"]["title"] == "Ручная работа"


def test_an_adopted_card_that_is_deleted_is_told(stage: Stage, shop: MemoryShop) -> None:
    _adopted(stage, shop)
    trash(stage, "TS-1")
    stage.clock.advance(DAY)
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_IN_TRASH, "TS-1")]
    stage.clock.advance(40 * DAY)
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_VANISHED, "TS-1")]


def test_a_card_that_stood_before_us_follows_the_shop_once_a_person_says_so(
    stage: Stage, shop: MemoryShop
) -> None:
    _adopted(stage, shop)
    with stage.context() as context:
        assert own(context, ["TS-1"]) == {"TS-1": Owned.FOLLOWS}
    assert stage.writes() == [], "a word sends nothing"
    report = stage.run()
    assert stage.cards()["TS-1"]["title"] == "Футболка хлопковая"
    assert dict(report.counts)["left-to-wb"] == 5

    with stage.context() as context:
        assert set(own_all(context)) == {f"TS-{number}" for number in range(2, 7)}
    shop.edit(6, name="Другое имя")
    assert "left-to-wb" not in dict(stage.run().counts)
    assert stage.cards()["TS-6"]["title"] == "Другое имя"


def test_a_deleted_card_is_made_anew_once_a_person_says_so(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    shop.put(shirt(2))
    settled_run(stage)
    stage.mapping = stage.mapping.replace("subject: Футболки", "subject: Блузки")
    stage.run()
    assert (ProblemCode.SUBJECT_CHANGED, "TS-1") in codes(stage)
    trash(stage, "TS-1")
    stage.clock.advance(40 * DAY)
    with stage.context() as context:
        assert own(context, ["TS-1"]) == {"TS-1": Owned.ANEW}
    stage.sandbox.clear_requests()
    stage.run()
    assert stage.writes() == [UPLOAD]
    assert stage.cards()["TS-1"]["subjectName"] == "Блузки"
    assert codes(stage) == [(ProblemCode.SUBJECT_CHANGED, "TS-2")]
    with stage.context() as context:
        (known,) = context.state.cards.of_product(ACCOUNT, 1)
    assert known.subject_id == stage.cards()["TS-1"]["subjectID"]


def test_nobody_may_take_over_what_is_unknown_or_in_doubt(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.sandbox.settings(delay=1500.0)
    stage.run()
    with stage.context() as context:
        for code, error in (("TS-1", ErrorCode.CARD_IN_DOUBT), ("TS-9", ErrorCode.REF_UNKNOWN)):
            with pytest.raises(ConfigurationError) as refused:
                own(context, [code])
            assert refused.value.code is error


def _adopted(stage: Stage, shop: MemoryShop) -> None:
    """TS-1 stood at WB before us; five others are ours."""
    for number in range(1, 7):
        shop.put(shirt(number))
    stage.run()
    edit(stage, "TS-1", title="Ручная работа")
    _forget_everything(stage)
    held = stage.run()
    assert held.outcome is Outcome.HELD
    release(stage, held)
    settled_run(stage)
    assert stage.cards()["TS-1"]["title"] == "Ручная работа"


def _forget_everything(stage: Stage) -> None:
    stage.state_url = stage.state_url.replace("state.db", "another.db")
