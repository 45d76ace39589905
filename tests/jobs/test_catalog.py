"""The catalogue job between a shop in memory and the sandbox: what is sent, told, held, and left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from syncd.jobs import run as jobs
from syncd.model.action import CreateGroup
from syncd.model.card import CardCursor, CardPage
from syncd.model.errors import InDoubtError, UnreachableError
from syncd.model.ports import Catalogue
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.run import Job, Life, Outcome
from syncd.state.state import State
from tests.end_to_end.stage import ACCOUNT, Stage
from tests.jobs.cabinet import ADD, UPDATE, UPLOAD, codes, problems, settled_run, trash
from tests.shops import BLUE_TOO_LONG, TOO_LONG, MemoryShop, shirt


def test_accepted_is_not_created_the_run_waits_until_wb_shows_the_cards(
    stage: Stage, shop: MemoryShop
) -> None:
    stage.sandbox.settings(delay=20.0)
    shop.put(shirt(1, "белый", "черный"))

    report = stage.run()

    assert report.outcome is Outcome.OK
    assert dict(report.counts)["cards-confirmed"] == 2
    assert "in-doubt" not in dict(report.counts)


def test_what_wb_shows_later_than_the_patience_is_settled_by_the_next_run(
    stage: Stage, shop: MemoryShop
) -> None:
    stage.sandbox.settings(delay=1500.0)
    shop.put(shirt(1))
    assert dict(stage.run().counts)["in-doubt"] == 1

    stage.clock.advance(300)
    assert dict(stage.run().counts)["waiting"] == 1
    assert stage.writes() == [UPLOAD], "a card in doubt is never sent again"

    stage.clock.advance(1500)
    assert dict(stage.run().counts)["cards-confirmed"] == 1
    assert stage.writes() == [UPLOAD]
    assert len(stage.cards()) == 1


def test_links_carry_wbs_numbers_of_each_size(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, "белый"))
    stage.run()

    with stage.context() as context:
        (card,) = context.state.cards.of_product(ACCOUNT, 1)
    held = stage.cards()[card.vendor_code]
    assert card.nm_id == held["nmID"]
    assert card.imt_id == held["imtID"]
    sizes = {size["techSize"]: size["chrtID"] for size in held["sizes"]}  # type: ignore[attr-defined]
    assert {link.tech_size: link.chrt_id for link in card.links} == sizes
    assert sorted(str(link.offer) for link in card.links) == ["1:101-201", "1:101-202"]


def test_a_second_run_writes_nothing_and_passes_unchanged_products_by(stage: Stage, shop: MemoryShop) -> None:
    for number in range(1, 4):
        shop.put(shirt(number))
    stage.run()
    settled_run(stage)

    report = stage.run()

    assert stage.writes() == []
    assert dict(report.counts)["unchanged"] == 3
    assert "cards-read" not in dict(report.counts), "only what changed since the last look is read"
    assert "mapped" not in dict(report.counts)


def test_a_new_colour_joins_the_page_of_its_product(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, "белый"))
    settled_run(stage)

    shop.put(shirt(1, "белый", "черный"))
    report = stage.run()

    assert stage.writes() == [ADD]
    assert dict(report.counts)["cards-confirmed"] == 1
    assert len({card["imtID"] for card in stage.cards().values()}) == 1


def test_a_new_size_of_a_standing_card_is_sent_and_linked(stage: Stage, shop: MemoryShop) -> None:
    whole = shirt(1)
    shop.put(shirt(1, combinations=whole.combinations[:1]))
    settled_run(stage)

    shop.put(whole)
    stage.run()

    assert stage.writes() == [UPDATE]
    with stage.context() as context:
        (card,) = context.state.cards.of_product(ACCOUNT, 1)
    held = {size["techSize"]: size["chrtID"] for size in stage.cards()["TS-1"]["sizes"]}  # type: ignore[attr-defined]
    assert {link.tech_size: link.chrt_id for link in card.links} == held
    assert set(held) == {"S", "M"}


def test_an_offer_that_left_the_shop_keeps_its_link(stage: Stage, shop: MemoryShop) -> None:
    whole = shirt(1)
    shop.put(whole)
    settled_run(stage)

    shop.put(shirt(1, combinations=whole.combinations[:1]))
    stage.run()

    with stage.context() as context:
        (card,) = context.state.cards.of_product(ACCOUNT, 1)
    assert sorted(link.tech_size for link in card.links) == ["M", "S"]
    assert all(link.chrt_id for link in card.links)


def test_a_refusal_is_told_in_wbs_words_and_not_sent_again_until_it_is_mended(
    stage: Stage, shop: MemoryShop
) -> None:
    shop.put(shirt(1, description=TOO_LONG))
    shop.put(shirt(2))
    report = settled_run(stage)

    assert report.outcome is Outcome.PARTIAL
    (told,) = problems(stage)
    assert told.problem.code is ProblemCode.CARD_REFUSED
    assert "Поле Описание слишком длинное" in dict(told.problem.facts)["text"]
    assert list(stage.cards()) == ["TS-2"], "one bad item never stops the others"

    assert stage.run().outcome is Outcome.PARTIAL
    assert stage.writes() == [], "the same content is not sent twice"

    shop.edit(1, description="Мягкая футболка.")
    assert stage.run().outcome is Outcome.OK
    assert sorted(stage.cards()) == ["TS-1", "TS-2"]
    assert problems(stage) == []


def test_a_group_refused_for_one_colour_is_sent_again_without_it(stage: Stage, shop: MemoryShop) -> None:
    bad = shirt(1, "белый", "синий")
    stage.mapping = stage.mapping.replace(*BLUE_TOO_LONG)
    shop.put(bad)
    assert stage.run().outcome is Outcome.PARTIAL
    assert stage.cards() == {}
    assert sorted(codes(stage)) == [
        (ProblemCode.CARD_REFUSED, "TS-1-синий"),
        (ProblemCode.CARD_REFUSED_WITH_GROUP, "TS-1-белый"),
    ]

    stage.run()
    assert list(stage.cards()) == ["TS-1-белый"]
    assert codes(stage) == [(ProblemCode.CARD_REFUSED, "TS-1-синий")]

    stage.mapping = stage.mapping.replace(*reversed(BLUE_TOO_LONG))
    assert stage.run().outcome is Outcome.OK
    assert sorted(stage.cards()) == ["TS-1-белый", "TS-1-синий"]
    assert len({card["imtID"] for card in stage.cards().values()}) == 1


def test_a_request_that_wb_refuses_whole_goes_again_without_its_bad_card(
    stage: Stage, shop: MemoryShop
) -> None:
    """WB asks for a characteristic that its dictionary, read before, did not: a 400 that names the card."""
    shop.put(shirt(1))
    shop.put(shirt(2, features=()))
    _forget_that_gender_is_required(stage)

    report = stage.run()

    assert list(stage.cards()) == ["TS-1"]
    assert report.outcome is Outcome.PARTIAL
    (told,) = problems(stage)
    assert (told.problem.code, told.problem.ref) == (ProblemCode.CARD_REFUSED, "TS-2")
    assert "missing required characteristics" in dict(told.problem.facts)["text"]


def _forget_that_gender_is_required(stage: Stage) -> None:
    stage.run(Job.DICTIONARIES)
    with stage.context() as context:
        dictionaries = context.state.dictionaries
        known = dictionaries.characteristics(ACCOUNT, 192) or ()
        tolerant = tuple(replace(item, required=False) for item in known)
        dictionaries.put_characteristics(ACCOUNT, 192, tolerant, stage.clock.now())


def test_cards_of_another_tool_hold_the_first_plan_until_a_person_releases_exactly_it(
    stage: Stage, shop: MemoryShop
) -> None:
    shop.put(shirt(1))
    shop.put(shirt(2))
    _make_by_hand(stage, "TS-1", "Ручная работа")

    held = stage.run()
    assert (held.outcome, held.brakes) == (Outcome.HELD, ("first-contact",))
    assert stage.writes() == []

    with stage.context() as context:
        context.state.runs.release(held.run, stage.clock.now())
    shop.edit(2, name="Совсем другая футболка")
    changed = stage.run()
    assert changed.outcome is Outcome.HELD, "a plan that has changed stays held"

    with stage.context() as context:
        context.state.runs.release(changed.run, stage.clock.now())
    assert stage.run().outcome is Outcome.OK
    assert stage.cards()["TS-1"]["title"] == "Ручная работа"
    assert stage.cards()["TS-2"]["title"] == "Совсем другая футболка"


def test_a_card_that_stood_before_us_is_linked_and_never_overwritten(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    _make_by_hand(stage, "TS-1", "Ручная работа")
    held = stage.run()
    with stage.context() as context:
        context.state.runs.release(held.run, stage.clock.now())
    report = settled_run(stage)

    assert dict(report.counts)["adopted"] == 1
    with stage.context() as context:
        (card,) = context.state.cards.of_product(ACCOUNT, 1)
    assert all(link.chrt_id and link.skus for link in card.links)
    assert dict(report.counts)["left-to-wb"] == 1
    assert codes(stage) == []
    shop.edit(1, name="Новое название")
    stage.run()
    assert stage.writes() == []
    assert stage.cards()["TS-1"]["title"] == "Ручная работа"


def _make_by_hand(stage: Stage, vendor_code: str, title: str) -> None:
    """Through the client of another state, as another tool would."""
    other = MemoryShop(shirt(77, name=title, reference=vendor_code))
    with stage.context() as context:
        state = State.open(stage.state_url + ".other", stage.clock)
        jobs.run(replace(context, shop=other, state=state), Job.CATALOG)
        state.close()
    stage.sandbox.clear_requests()


def test_a_shop_that_is_suddenly_empty_is_held(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    settled_run(stage)
    shop.remove(1)

    assert stage.run().brakes == ("empty-shop",)
    assert stage.writes() == []


def test_a_product_that_cannot_be_read_is_a_problem_and_stops_no_other(
    stage: Stage, shop: MemoryShop
) -> None:
    shop.put(shirt(1))
    facts = (("product", "2"), ("name", ""), ("reason", "text"))
    shop.unreadable.append(Problem(ProblemCode.PRODUCT_UNREADABLE, RefKind.PRODUCT, "2", facts))

    assert stage.run().outcome is Outcome.PARTIAL
    assert codes(stage) == [(ProblemCode.PRODUCT_UNREADABLE, "2")]
    assert list(stage.cards()) == ["TS-1"]

    shop.unreadable.clear()
    stage.run()
    assert codes(stage) == [], "it clears itself when it is mended"


def test_the_vendor_code_stays_whatever_is_renamed_later(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, "белый"))
    settled_run(stage)

    shop.edit(1, reference="ДРУГОЙ-1", name="Футболка с новым именем")
    stage.run()

    assert list(stage.cards()) == ["TS-1-белый"]
    assert stage.cards()["TS-1-белый"]["title"] == "Футболка с новым именем"


def test_two_products_may_not_claim_one_vendor_code(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    settled_run(stage)
    shop.put(shirt(2, reference="TS-1"))

    stage.run()

    assert list(stage.cards()) == ["TS-1"]
    assert codes(stage) == [(ProblemCode.VENDOR_CODE_REPEATED, "TS-1")]


def test_a_card_deleted_at_wb_is_told_and_not_made_again(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    settled_run(stage)
    assert dict(stage.run().counts)["mapped"] == 1
    assert dict(stage.run().counts)["unchanged"] == 1
    trash(stage, "TS-1")
    stage.clock.advance(25 * 3600)

    stage.run()

    assert codes(stage) == [(ProblemCode.CARD_IN_TRASH, "TS-1")]
    assert stage.writes() == []


def test_plan_shows_what_a_run_then_sends_and_records_nothing(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, "белый"))
    shop.put(shirt(2, features=()))
    with stage.context() as context:
        planned = jobs.plan(context, Job.CATALOG)
    assert [type(action) for action in planned.plan.actions] == [CreateGroup]
    assert [problem.code for problem in planned.problems] == [ProblemCode.CHARACTERISTIC_REQUIRED]
    assert problems(stage) == []
    assert stage.writes() == []

    stage.run()
    with stage.context() as context:
        last = context.state.runs.last(ACCOUNT, Job.CATALOG)
    assert last is not None
    assert last.plan_digest == planned.plan.digest


def test_a_run_that_broke_is_recorded_as_failed(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.sandbox.set_faults([{"path": "/content/v2/cards/upload", "kind": "status", "status": 500}])
    with pytest.raises(InDoubtError):
        stage.run()
    with stage.context() as context:
        last = context.state.runs.last(ACCOUNT, Job.CATALOG)
    assert last is not None
    assert (last.life, last.outcome, last.error) == (Life.DONE, Outcome.FAILED, "wb-failing")


def test_a_question_that_wb_refuses_ends_the_run_as_wb_out_of_reach(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.sandbox.set_faults([{"path": "/content/v2/get/cards/list", "kind": "status", "status": 400}])
    with pytest.raises(UnreachableError) as caught:
        stage.run()
    assert caught.value.code.value == "wb-refused"


def test_an_update_refused_for_one_colour_takes_no_other_with_it(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1, "белый", "синий"))
    settled_run(stage)
    stage.mapping = stage.mapping.replace(*BLUE_TOO_LONG)
    shop.edit(1, name="Футболка летняя")

    report = stage.run()

    assert dict(report.counts)["cards-confirmed"] == 1
    assert codes(stage) == [(ProblemCode.CARD_REFUSED, "TS-1-синий")]
    assert stage.cards()["TS-1-белый"]["title"] == "Футболка летняя"
    with stage.context() as context:
        assert context.state.intentions.open(ACCOUNT) == []


def test_a_card_that_the_lists_passed_over_is_found_before_it_is_given_up(
    stage: Stage, shop: MemoryShop
) -> None:
    """A second card for a vendor code would be the harm: at the deadline WB is asked for that very code."""
    shop.put(shirt(1))
    stage.run(Job.DICTIONARIES)
    stage.sandbox.set_faults([{"path": UPLOAD, "kind": "cut-after", "count": 1}])
    with pytest.raises(InDoubtError):
        stage.run()
    with stage.context() as context:
        beyond = '{"updated_at": "2030-01-01T00:00:00Z", "nm_id": 1}'
        context.state.cursors.set(ACCOUNT, "cards", beyond)
    stage.clock.advance(40 * 60)
    stage.sandbox.clear_requests()

    report = stage.run()

    assert stage.writes() == []
    assert dict(report.counts)["cards-confirmed"] == 1
    assert list(stage.cards()) == ["TS-1"]


def test_a_card_that_cannot_be_read_is_told_and_the_others_are_read(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    with stage.context() as context:
        report = jobs.run(replace(context, catalogue=_Mumbling(context.catalogue)), Job.CATALOG)

    assert report.outcome is Outcome.PARTIAL
    (told,) = problems(stage)
    assert told.problem.code is ProblemCode.ANSWER_UNREADABLE
    assert list(stage.cards()) == ["TS-1"]


class _Mumbling:
    """A catalogue in which one card makes no sense."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __getattr__(self, name: str) -> object:
        return getattr(self._catalogue, name)

    def cards(self, since: CardCursor | None = None) -> Iterator[CardPage]:
        for page in self._catalogue.cards(since):
            yield replace(page, unreadable=("nmID 7: sizes is not a list",))
