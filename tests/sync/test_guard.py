from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from syncd.model.action import CreateGroup, Plan, TrashCard, UpdateCard
from syncd.model.card import CardRef, CardUpdate
from syncd.sync.guard import BrakeLimits, GuardFacts, judge
from syncd.sync.plan import assemble
from tests.sync.cards import draft, group, remote

SOMETHING = assemble([CreateGroup(group(draft()))])
NOTHING = assemble([])
LIMITS = BrakeLimits(shrink_share=Decimal("0.3"))


def brakes(plan: Any = SOMETHING, **facts: int) -> list[str]:
    told = {"remote_cards": 50, "known_cards": 50, "shop_products": 100, "previous_products": 100} | facts
    judged = judge(plan, GuardFacts(**told), LIMITS)
    assert (judged.actions, judged.digest) == (plan.actions, plan.digest)
    return [brake.name for brake in judged.brakes]


def test_an_ordinary_plan_is_not_held() -> None:
    assert brakes() == []
    assert brakes(NOTHING) == []


def test_the_first_plan_for_an_account_that_has_cards_is_held() -> None:
    assert brakes(known_cards=0) == ["first-contact"]


@pytest.mark.parametrize("facts", [{"known_cards": 1}, {"known_cards": 0, "remote_cards": 0}])
def test_a_known_or_an_empty_account_is_no_first_contact(facts: dict[str, int]) -> None:
    assert brakes(**facts) == []


def test_nothing_to_send_is_no_first_contact() -> None:
    assert brakes(NOTHING, known_cards=0) == []


def test_a_shop_that_is_suddenly_empty_is_held_even_without_a_plan() -> None:
    assert brakes(NOTHING, shop_products=0) == ["empty-shop"]
    assert brakes(shop_products=0, previous_products=0) == ["empty-shop"]


def test_a_shop_that_was_always_empty_is_not() -> None:
    assert brakes(NOTHING, shop_products=0, previous_products=0, known_cards=0) == []


def test_a_shop_that_shrank_by_more_than_its_share_is_held() -> None:
    assert brakes(shop_products=69) == ["shrunken-shop"]
    assert brakes(NOTHING, shop_products=69) == ["shrunken-shop"]


@pytest.mark.parametrize("products", [70, 100, 500])
def test_a_shop_that_shrank_less_is_not(products: int) -> None:
    assert brakes(shop_products=products) == []


def test_the_first_run_has_no_shop_to_compare_with() -> None:
    assert brakes(shop_products=3, previous_products=0) == []


def updates(count: int) -> Any:
    drafts = [draft(vendor_code=f"FUT-{number}") for number in range(count)]
    return assemble([UpdateCard(CardUpdate(one, remote(one)), ("title",)) for one in drafts])


def test_a_plan_that_changes_more_than_its_share_of_the_cards_is_held() -> None:
    assert brakes(updates(16), known_cards=50) == ["mass-change"]
    assert brakes(updates(15), known_cards=50) == []
    assert brakes(SOMETHING, known_cards=1) == [], "cards that are created change none"


def test_a_few_changes_are_no_mass_however_small_the_shop() -> None:
    assert brakes(updates(10), known_cards=10) == []
    assert brakes(updates(11), known_cards=11) == ["mass-change"]


def test_a_share_of_one_never_holds() -> None:
    facts = GuardFacts(remote_cards=50, known_cards=50, shop_products=100, previous_products=100)
    assert judge(updates(50), facts, BrakeLimits(change_share=Decimal(1))).brakes == ()
    held = judge(updates(20), facts, LIMITS).brakes
    assert [dict(brake.facts) for brake in held] == [{"updates": "20", "cards": "50"}]


def test_every_brake_is_told_with_its_figures() -> None:
    facts = GuardFacts(remote_cards=50, known_cards=0, shop_products=10, previous_products=100)
    told = {brake.name: dict(brake.facts) for brake in judge(SOMETHING, facts, LIMITS).brakes}
    assert told == {
        "first-contact": {"cards": "50"},
        "shrunken-shop": {"products": "10", "previous": "100"},
    }
    facts = GuardFacts(remote_cards=50, known_cards=40, shop_products=0, previous_products=100)
    assert [dict(brake.facts) for brake in judge(NOTHING, facts, LIMITS).brakes] == [{"cards": "40"}]


def test_a_plan_that_trashes_too_much_is_held_and_three_cards_never_are() -> None:
    def trashing(count: int) -> Plan:
        return assemble(TrashCard(CardRef(f"FUT-{number}", number)) for number in range(1, count + 1))

    facts = GuardFacts(remote_cards=100, known_cards=100, shop_products=100, previous_products=100)
    assert judge(trashing(5), facts, BrakeLimits()).brakes == ()
    (brake,) = judge(trashing(6), facts, BrakeLimits()).brakes
    assert (brake.name, dict(brake.facts)) == ("mass-trash", {"trashed": "6", "cards": "100"})
    few = replace(facts, known_cards=5)
    assert judge(trashing(3), few, BrakeLimits()).brakes == ()
    assert [brake.name for brake in judge(trashing(4), few, BrakeLimits()).brakes] == ["mass-trash"]
