"""The shop changes its mind while WB is slow, refuses, or holds other than it was given."""

from __future__ import annotations

from syncd.model.dictionary import Characteristic, CharacteristicType
from syncd.model.problem import ProblemCode
from tests.end_to_end.stage import ACCOUNT, Stage
from tests.jobs.cabinet import PAST_THE_DEADLINE, UPDATE, codes, settled_run
from tests.shops import TOO_LONG, MemoryShop, shirt

FIRST = "Футболка хлопковая"


def test_a_shop_that_reverts_while_the_other_title_is_in_doubt_gets_its_own_back(
    stage: Stage, shop: MemoryShop
) -> None:
    shop.put(shirt(1, name=FIRST))
    stage.run()
    settled_run(stage)
    stage.sandbox.settings(delay=1200.0)
    shop.edit(1, name="Имя Б")
    stage.run()
    shop.edit(1, name=FIRST)
    for _ in range(5):
        stage.clock.advance(900)
        stage.run()
    assert stage.cards()["TS-1"]["title"] == FIRST
    assert stage.writes() == [UPDATE, UPDATE]


def test_a_refusal_ends_when_the_shop_goes_back_to_what_wb_holds(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, name=FIRST))
    settled_run(stage)
    shop.edit(1, description=TOO_LONG)
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_REFUSED, "TS-1")]
    shop.put(shirt(1, name=FIRST))
    stage.run()
    assert codes(stage) == []


def test_content_that_was_confirmed_once_is_not_believed_after_another_was_sent(
    stage: Stage, shop: MemoryShop
) -> None:
    shop.put(shirt(1, name=FIRST))
    stage.run()
    with stage.context() as context:
        dictionaries = context.state.dictionaries
        known = dictionaries.characteristics(ACCOUNT, 192) or ()
        invented = Characteristic(999999, "Выдумка", 192, False, "", 0, CharacteristicType.STRINGS)
        dictionaries.put_characteristics(ACCOUNT, 192, (*known, invented), stage.clock.now())
    mapping = stage.mapping
    stage.mapping = mapping.replace("  Пол:", "  Выдумка: {value: да}\n  Пол:")
    shop.edit(1, name="Имя Б")
    for _ in range(3):
        stage.run()
        stage.clock.advance(PAST_THE_DEADLINE)
    assert stage.cards()["TS-1"]["title"] == "Имя Б"

    stage.mapping = mapping
    shop.edit(1, name=FIRST)
    stage.run()
    assert stage.cards()["TS-1"]["title"] == FIRST
