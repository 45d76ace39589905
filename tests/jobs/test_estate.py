"""Cards change their product or page, go and come back: what must not be lost, doubled or undone then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

import httpx
import pytest

from syncd.jobs import run as jobs
from syncd.jobs.catalog.own import own
from syncd.model.errors import ConfigurationError, ErrorCode, SyncdError, UnreachableError
from syncd.model.ports import Catalogue
from syncd.model.problem import ProblemCode
from syncd.model.run import Job, Outcome, Report
from syncd.sync.plan import Gone
from tests.end_to_end.stage import ACCOUNT, Stage
from tests.jobs.cabinet import DAY, codes, edit, make, release, settled_run, trash
from tests.shops import MemoryShop, digested, shirt

MOVE, TRASH, RECOVER = (
    "/content/v2/cards/moveNm",
    "/content/v2/cards/delete/trash",
    "/content/v2/cards/recover",
)
THREE = ("белый", "черный", "синий")


class Other:
    """A catalogue that answers some questions in a way of its own."""

    def __init__(self, catalogue: Catalogue, **answers: Any) -> None:
        self._catalogue = catalogue
        self._answers = answers

    def __getattr__(self, name: str) -> Any:
        return self._answers.get(name) or getattr(self._catalogue, name)


def run_with(stage: Stage, **answers: Any) -> Report:
    with stage.context() as context:
        other = cast("Catalogue", Other(context.catalogue, **answers))
        return jobs.run(replace(context, catalogue=other), Job.CATALOG)


def settle(stage: Stage, shop: MemoryShop, count: int = 5) -> None:
    for number in range(1, count + 1):
        shop.put(shirt(number))
    stage.run()
    settled_run(stage)


def post(stage: Stage, path: str, body: object) -> None:
    headers = {"Authorization": stage.sandbox.token()}
    answer = httpx.post(stage.sandbox.url + path, headers=headers, json=body)
    assert answer.status_code == 200, answer.text
    stage.clock.advance(10)
    stage.sandbox.clear_requests()


def take_off_the_page(stage: Stage, vendor_code: str) -> None:
    post(stage, MOVE, {"nmIDs": [stage.cards()[vendor_code]["nmID"]]})


def linked(stage: Stage, id_product: int) -> list[bool]:
    with stage.context() as context:
        (card,) = context.state.cards.of_product(ACCOUNT, id_product)
    return [bool(link.chrt_id) for link in card.links]


# --- heirs -----------------------------------------------------------------------------------------


def test_a_run_that_is_held_hands_nothing_over(stage: Stage, shop: MemoryShop) -> None:
    settle(stage, shop, 10)
    shop.put(digested(replace(shirt(11), reference="TS-1", name="Двойник")))
    stage.run()
    away = [shop.get(number) for number in range(1, 7)]
    for product in away:
        shop.remove(product.id_product)
    assert stage.run().outcome is Outcome.HELD
    for product in away:
        shop.put(product)
    stage.run()
    stage.run()
    assert stage.cards()["TS-1"]["title"] == "Футболка хлопковая"
    assert codes(stage) == [(ProblemCode.VENDOR_CODE_REPEATED, "TS-1")]


@pytest.mark.parametrize("gone", list(Gone))
def test_a_product_that_comes_back_after_its_heir_has_its_card_again(
    stage: Stage, shop: MemoryShop, gone: Gone
) -> None:
    settle(stage, shop)
    stage.gone = gone
    before = shop.get(5)
    shop.remove(5)
    shop.put(digested(replace(before, id_product=9)))
    stage.run()
    stage.run()
    shop.remove(9)
    shop.put(before)
    for _ in range(4):
        stage.run()
        stage.clock.advance(DAY)
    assert ("TS-5" in stage.cards(), codes(stage)) == (True, [])


def test_an_heir_may_have_the_lower_number(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(2, reference="TS-7", active=False))
    for number in (3, 4, 5, 7):
        shop.put(shirt(number))
    stage.run()
    stage.run()
    shop.remove(7)
    shop.edit(2, active=True)
    stage.run()
    assert codes(stage) == []


def test_a_card_that_is_long_gone_holds_no_barcode(stage: Stage, shop: MemoryShop) -> None:
    settle(stage, shop)
    before = shop.get(5)
    shop.remove(5)
    parts = tuple(replace(part, reference="NEW-9") for part in before.combinations)
    shop.put(digested(replace(before, id_product=9, reference="NEW-9", combinations=parts)))
    trash(stage, "TS-5")
    for _ in range(4):
        stage.clock.advance(35 * DAY)
        stage.run()
    assert "NEW-9" in stage.cards()


def test_a_code_in_other_letters_is_no_inheritance(stage: Stage, shop: MemoryShop) -> None:
    settle(stage, shop)
    before = shop.get(5)
    shop.remove(5)
    shop.put(digested(replace(before, id_product=9, reference="ts-5")))
    stage.run()
    stage.run()
    assert (ProblemCode.VENDOR_CODE_REPEATED, "ts-5") in codes(stage)
    assert stage.sandbox.state()["errors"] == []


def test_a_card_of_wbs_is_linked_to_its_heir_and_to_new_sizes(stage: Stage, shop: MemoryShop) -> None:
    whole = shirt(1)
    shop.put(whole)
    for number in range(2, 7):
        shop.put(shirt(number))
    stage.run()
    edit(stage, "TS-1", title="Ручная работа")
    stage.state_url = stage.state_url.replace("state.db", "another.db")
    shop.put(shirt(1, combinations=whole.combinations[:1]))
    release(stage, stage.run())
    settled_run(stage)
    assert linked(stage, 1) == [True]
    shop.put(whole)
    stage.run()
    assert linked(stage, 1) == [True, True]
    shop.remove(1)
    shop.put(digested(replace(whole, id_product=9, name="Чужое имя")))
    stage.run()
    stage.run()
    assert linked(stage, 9) == [True, True]
    assert stage.cards()["TS-1"]["title"] == "Ручная работа"


# --- cards with a problem are not gone -------------------------------------------------------------


@pytest.mark.parametrize("gone", [Gone.TELL, Gone.TRASH])
@pytest.mark.parametrize("fault", ["barcode of another", "two sizes alike"])
def test_a_colour_with_a_problem_is_still_offered(
    stage: Stage, shop: MemoryShop, gone: Gone, fault: str
) -> None:
    shop.put(shirt(1, "белый", "синий"))
    for number in range(2, 6):
        shop.put(shirt(number))
    stage.run()
    stage.run()
    stage.gone = gone
    parts = list(shop.get(1).combinations)
    if fault == "barcode of another":
        parts[2] = replace(parts[2], ean13=shop.get(2).combinations[0].ean13)
    else:
        parts[3] = replace(parts[3], attributes=parts[2].attributes)
    shop.edit(1, combinations=tuple(parts))
    assert stage.run().outcome is Outcome.PARTIAL
    assert "TS-1-синий" in stage.cards()
    assert ProblemCode.CARD_WITHOUT_PRODUCT not in [code for code, _ in codes(stage)]


# --- the trash -------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["refused", "taken out by hand"])
def test_what_a_person_trashes_later_is_not_ours_to_take_out(
    stage: Stage, shop: MemoryShop, how: str
) -> None:
    settle(stage, shop)
    stage.gone = Gone.TRASH
    number = stage.cards()["TS-5"]["nmID"]
    if how == "refused":
        stage.sandbox.set_faults([{"path": TRASH, "kind": "status", "status": 400, "count": 1}])
    shop.edit(5, active=False)
    stage.run()
    stage.sandbox.set_faults([])
    if how != "refused":
        post(stage, RECOVER, {"nmIDs": [number]})
    shop.edit(5, active=True)
    stage.clock.advance(DAY)
    stage.run()
    stage.run()
    assert "TS-5" in stage.cards()
    trash(stage, "TS-5")
    stage.clock.advance(DAY)
    stage.run()
    assert ("TS-5" in stage.cards(), codes(stage)) == (False, [(ProblemCode.CARD_IN_TRASH, "TS-5")])


@pytest.mark.parametrize("path", [MOVE, TRASH, RECOVER])
@pytest.mark.parametrize("kind", ["cut-after", "cut-before", "half-json", "html", "429"])
def test_an_answer_that_is_lost_loses_nothing(stage: Stage, shop: MemoryShop, path: str, kind: str) -> None:
    settle(stage, shop)
    shop.put(shirt(6, "белый", "черный"))
    stage.run()
    stage.run()
    stage.gone = Gone.TRASH
    if path == MOVE:
        take_off_the_page(stage, "TS-6-белый")
    else:
        shop.edit(5, active=False)
    if path == RECOVER:
        stage.run()
        shop.edit(5, active=True)
    stage.sandbox.set_faults([{"path": path, "kind": kind, "count": 1}])
    _run_on(stage)
    stage.sandbox.clear_requests()
    stage.run()
    assert (stage.writes(), codes(stage)) == ([], [])
    cards = stage.cards()
    assert ("TS-5" in cards) == (path != TRASH)
    assert cards["TS-6-белый"]["imtID"] == cards["TS-6-черный"]["imtID"]
    with stage.context() as context:
        known = context.state.cards.by_vendor_code(ACCOUNT, "TS-5")
    assert known is not None
    assert (known.trashed_at is None) == (path != TRASH)


def _run_on(stage: Stage) -> None:
    for seconds in (700, 700, 700, 700, DAY, 60):
        try:
            stage.run()
        except SyncdError:
            stage.clock.advance(60)
        stage.clock.advance(seconds)


@pytest.mark.parametrize("kind", ["status", "half-json"])
def test_a_list_of_the_trash_that_fails_is_read_by_the_next_run(
    stage: Stage, shop: MemoryShop, kind: str
) -> None:
    settle(stage, shop)
    trash(stage, "TS-5")
    stage.clock.advance(DAY)
    stage.sandbox.set_faults([{"path": "/content/v2/get/cards/trash", "kind": kind}])
    with pytest.raises(UnreachableError):
        stage.run()
    stage.sandbox.set_faults([])
    stage.run()
    assert codes(stage) == [(ProblemCode.CARD_IN_TRASH, "TS-5")]


def test_a_card_made_anew_by_hand_is_not_overwritten(stage: Stage, shop: MemoryShop) -> None:
    settle(stage, shop)
    card: dict[str, Any] = stage.cards()["TS-5"]
    trash(stage, "TS-5")
    stage.clock.advance(40 * DAY)
    stage.run()
    variant = {
        "vendorCode": "TS-5",
        "title": "Ручная работа",
        "brand": "Нет бренда",
        "sizes": [{"techSize": size["techSize"], "wbSize": size["wbSize"]} for size in card["sizes"]],
        "characteristics": [{"id": one["id"], "value": one["value"]} for one in card["characteristics"]],
    }
    make(stage, 192, variant)
    stage.run()
    stage.run()
    assert stage.cards()["TS-5"]["title"] == "Ручная работа"


def test_nobody_takes_over_a_card_that_lies_in_the_trash(stage: Stage, shop: MemoryShop) -> None:
    settle(stage, shop)
    trash(stage, "TS-5")
    with stage.context() as context, pytest.raises(ConfigurationError) as refused:
        own(context, ["TS-5"])
    assert refused.value.code is ErrorCode.CARD_TRASHED


# --- what WB does not do ---------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [{"kind": "no-effect"}, {"kind": "status", "status": 400}])
@pytest.mark.parametrize("path", [MOVE, TRASH])
def test_what_wb_does_not_do_is_asked_twice_and_then_told(
    stage: Stage, shop: MemoryShop, path: str, fault: dict[str, object]
) -> None:
    for number in range(2, 6):
        shop.put(shirt(number))
    shop.put(shirt(1, *THREE))
    stage.run()
    settled_run(stage)
    stage.gone = Gone.TRASH
    if path == MOVE:
        take_off_the_page(stage, "TS-1-синий")
    else:
        shop.edit(5, active=False)
    stage.sandbox.set_faults([{"path": path, **fault}])
    for _ in range(6):
        report = stage.run()
        stage.clock.advance(600)
    assert len(stage.writes()) == 2
    assert report.outcome is Outcome.PARTIAL
    assert [code for code, _ in codes(stage)] == [ProblemCode.CARD_STAYS]


def test_one_card_that_wb_does_not_trash_keeps_no_other_from_it(stage: Stage, shop: MemoryShop) -> None:
    settle(stage, shop, 8)
    stage.gone = Gone.TRASH
    stage.brakes = replace(stage.brakes, trash_share=Decimal(1))
    bad = str(stage.cards()["TS-2"]["nmID"]).encode()

    def refuse(request: httpx.Request) -> None:
        if request.url.path == TRASH:
            fault = {"path": TRASH, "kind": "status", "status": 400}
            stage.sandbox.set_faults([fault] if bad in request.content else [])

    stage.wire.before = refuse
    for number in range(1, 5):
        shop.edit(number, active=False)
    assert dict(stage.run().counts)["trashed"] == 3
    assert "TS-2" in stage.cards()
    assert codes(stage) == [(ProblemCode.CARD_REFUSED, "TS-2")]


def test_a_refusal_that_names_nobody_is_found_by_halves_and_the_page_is_joined(
    stage: Stage, shop: MemoryShop
) -> None:
    def refuse(request: httpx.Request) -> None:
        if request.url.path.endswith("cards/upload"):
            fault = {"path": request.url.path, "kind": "status", "status": 400}
            stage.sandbox.set_faults([fault] if "TS-1-синий".encode() in request.content else [])

    shop.put(shirt(1, "белый", "синий", "черный"))
    stage.wire.before = refuse
    stage.run()
    stage.wire.before = lambda request: None
    stage.sandbox.set_faults([])
    assert codes(stage) == [(ProblemCode.CARD_REFUSED, "TS-1-синий")]
    stage.run()
    cards = stage.cards()
    assert sorted(cards) == ["TS-1-белый", "TS-1-черный"]
    assert len({card["imtID"] for card in cards.values()}) == 1


def test_taking_all_pages_apart_waits_for_a_person(stage: Stage, shop: MemoryShop) -> None:
    for number in range(1, 13):
        shop.put(shirt(number, "белый", "черный"))
    stage.run()
    settled_run(stage)
    stage.mapping = stage.mapping.replace("card: {", "card: {pages: each, ")
    assert stage.run().outcome is Outcome.HELD
    stage.brakes = replace(stage.brakes, change_share=Decimal(1))
    assert dict(stage.run().counts)["moved"] == 12


@pytest.mark.parametrize("what", ["move", "recover"])
def test_one_card_that_cannot_be_read_keeps_nobody_from_his_turn(
    stage: Stage, shop: MemoryShop, what: str
) -> None:
    settle(stage, shop)
    shop.put(shirt(6, "белый", "черный"))
    stage.run()
    stage.run()
    stage.gone = Gone.TRASH
    if what == "move":
        take_off_the_page(stage, "TS-6-белый")
        shop.edit(5, active=False)
    else:
        shop.edit(5, active=False)
        stage.run()
        shop.edit(5, active=True)
        shop.edit(1, name="Новое имя")
    run_with(stage, find=_unreadable)
    if what == "move":
        assert "TS-5" not in stage.cards()
    else:
        stage.run()
        assert stage.cards()["TS-1"]["title"] == "Новое имя"


def _unreadable(_vendor_code: str) -> None:
    facts = dict.fromkeys(("host", "method", "path", "status", "text", "request"), "")
    raise UnreachableError(ErrorCode.WB_ANSWER_MALFORMED, reason="sizes", **facts)


@pytest.mark.parametrize("kind", ["html", "status", "half-json"])
def test_room_that_cannot_be_asked_for_holds_nothing_up(stage: Stage, shop: MemoryShop, kind: str) -> None:
    shop.put(shirt(1))
    stage.run()
    stage.run()
    stage.sandbox.set_faults([{"path": "/content/v2/cards/limits", "kind": kind}])
    shop.edit(1, name="Новое имя")
    shop.put(shirt(2))
    stage.run()
    assert (stage.cards()["TS-1"]["title"], "TS-2" in stage.cards()) == ("Новое имя", True)


# --- dictionaries ----------------------------------------------------------------------------------


def _none(*_: object) -> Iterator[Any]:
    return iter(())


@pytest.mark.parametrize("what", ["subjects", "characteristics"])
def test_an_empty_dictionary_is_not_believed(stage: Stage, shop: MemoryShop, what: str) -> None:
    settle(stage, shop)
    stage.clock.advance(DAY)
    run_with(stage, **{what: _none})
    assert codes(stage) == []
    shop.put(shirt(6))
    shop.edit(1, features=(shop.get(1).features[0], replace(shop.get(1).features[1], value="лен")))
    stage.clock.advance(3600)
    stage.run()
    assert ("TS-6" in stage.cards(), codes(stage)) == (True, [])
    values = [one["value"] for one in cast("list[dict[str, Any]]", stage.cards()["TS-1"]["characteristics"])]
    assert ["лен"] in values
