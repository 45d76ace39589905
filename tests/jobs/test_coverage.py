"""Lines of mapping.yaml that meet no product are told, and clear themselves."""

from __future__ import annotations

from dataclasses import replace

from syncd.jobs import run as jobs
from syncd.model.dictionary import Subject
from syncd.model.problem import ProblemCode
from syncd.model.run import Job, Outcome
from tests.end_to_end.stage import ACCOUNT, Stage
from tests.shops import MAPPING, MemoryShop, shirt

MISSPELT = (
    MAPPING
    + """\
  - when: {category: Одежда/Футблки}
    subject: Футболки
"""
)
INCLUDED = "include: [{category: Обувь}, {category: Одежда}]\nexclude: [{product: 99}]\n" + MAPPING


def unmet(stage: Stage) -> list[str]:
    with stage.context() as context:
        found = context.state.problems.open(ACCOUNT)
    return [item.problem.ref for item in found if item.problem.code is ProblemCode.RULE_UNMET]


def test_a_rule_that_meets_nothing_is_told(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.mapping = MISSPELT
    assert stage.run().outcome is Outcome.PARTIAL
    assert unmet(stage) == ["rules[2]"]
    with stage.context() as context:
        (item,) = context.state.problems.open(ACCOUNT)
    assert dict(item.problem.facts) == {"condition": "одежда/футблки"}

    stage.mapping = MAPPING
    assert stage.run().outcome is Outcome.OK
    assert unmet(stage) == []


def test_the_plan_tells_it_before_anything_is_sent(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.mapping = INCLUDED
    with stage.context() as context:
        planned = jobs.plan(context, Job.CATALOG)
    told = [problem.ref for problem in planned.problems if problem.code is ProblemCode.RULE_UNMET]
    assert told == ["include[1]", "exclude[1]"]
    assert unmet(stage) == []


def test_what_unchanged_products_meet_is_remembered(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.mapping = MISSPELT
    stage.run()
    stage.run()
    again = stage.run()
    assert dict(again.counts)["unchanged"] == 1
    assert unmet(stage) == ["rules[2]"], "rules[1] is met by a product that was not looked at again"
    moved = shirt(2)
    assert moved.category is not None
    category = replace(moved.category, path=("Одежда", "Футблки"))
    shop.put(replace(moved, category=category, categories=(category,), reference="B-2"))
    stage.run()
    assert unmet(stage) == []


def test_a_state_that_has_kept_nothing_of_it_looks_at_the_whole_shop_once(
    stage: Stage, shop: MemoryShop
) -> None:
    shop.put(shirt(1))
    stage.run()
    stage.run()
    with stage.context() as context:
        context.state.cursors.set(ACCOUNT, "mapping-unmet", "{}")
    assert "unchanged" not in dict(stage.run().counts)
    assert unmet(stage) == []
    assert dict(stage.run().counts)["unchanged"] == 1


def test_an_empty_shop_says_nothing_of_the_rules(stage: Stage) -> None:
    stage.mapping = MISSPELT
    stage.run()
    assert unmet(stage) == []


def test_a_subject_of_which_wb_has_two(stage: Stage, shop: MemoryShop) -> None:
    shop.put(shirt(1))
    stage.run()
    with stage.context() as context:
        known = list(context.state.dictionaries.subjects(ACCOUNT) or ())
        twin = Subject(999_999, "футболки", 8, "Спецодежда")
        context.state.dictionaries.put_subjects(ACCOUNT, [*known, twin], context.clock.now())
        planned = jobs.plan(context, Job.CATALOG)
    (problem,) = planned.problems
    assert problem.code is ProblemCode.SUBJECT_AMBIGUOUS
    assert dict(problem.facts)["near"] == "Футболки (192, Одежда), футболки (999999, Спецодежда)"
