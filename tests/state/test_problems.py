from __future__ import annotations

from syncd.model.problem import ProblemCode
from syncd.state.state import State
from tests.clocks import FakeClock
from tests.state.samples import problem

A = "main"
JOB = "catalog"


def test_what_is_found_replaces_what_was_open_in_its_scope(state: State) -> None:
    state.problems.replace(A, JOB, "product:12", [problem("12"), problem("12", ProblemCode.TITLE_EMPTY)])
    state.problems.replace(A, JOB, "product:13", [problem("13", name="Кружка «Ёж»")])
    state.problems.replace(A, JOB, "product:12", iter([problem("12", ProblemCode.TITLE_EMPTY)]))
    assert [found.problem for found in state.problems.open(A, JOB, "12")] == [
        problem("12", ProblemCode.TITLE_EMPTY)
    ]
    assert [found.problem for found in state.problems.open(ref="13")] == [problem("13", name="Кружка «Ёж»")]
    assert state.problems.count(A, JOB) == 2
    assert state.problems.scopes(A, JOB) == {"product:12", "product:13"}
    state.problems.replace(A, JOB, "product:12", [])
    assert state.problems.scopes(A, JOB) == {"product:13"}


def test_since_survives_and_seen_moves(state: State, clock: FakeClock) -> None:
    state.problems.replace(A, JOB, "product:12", [problem("12", quantity="1")])
    begun = clock.now()
    clock.advance(60)
    state.problems.replace(A, JOB, "product:12", [problem("12", quantity="2"), problem("12", quantity="3")])
    one, other = state.problems.open(A)
    assert (one.since, one.seen) == (begun, clock.now())
    assert other.since == clock.now()


def test_the_same_problem_keeps_its_own_since_beside_akin_ones(state: State, clock: FakeClock) -> None:
    state.problems.replace(A, JOB, "product:12", [problem("12", name="Цвет")])
    begun = clock.now()
    clock.advance(60)
    state.problems.replace(A, JOB, "product:12", [problem("12", name="Состав"), problem("12", name="Цвет")])
    since = {found.problem: found.since for found in state.problems.open(A)}
    assert since == {problem("12", name="Цвет"): begun, problem("12", name="Состав"): clock.now()}


def test_a_problem_told_twice_is_one(state: State) -> None:
    state.problems.replace(A, JOB, "product:12", [problem("12"), problem("12")])
    assert state.problems.count(A, JOB) == 1


def test_accounts_and_jobs_do_not_mix(state: State) -> None:
    for account, job in ((A, JOB), ("second", JOB), (A, "prices")):
        state.problems.replace(account, job, "product:12", [problem("12")])
    state.problems.clear(A, JOB, ["product:12", "product:99"])
    assert [(found.account, found.job) for found in state.problems.open()] == [("second", JOB), (A, "prices")]


def test_many_scopes_at_once(state: State) -> None:
    found = {f"product:{number}": [problem(str(number))] for number in range(1200)}
    state.problems.replace_all(A, JOB, found)
    assert state.problems.count(A, JOB) == 1200
    state.problems.replace_all(A, JOB, {scope: [] for scope in list(found)[:1100]})
    assert state.problems.count(A, JOB) == 100
    state.problems.clear(A, JOB, found)
    assert state.problems.count(A, JOB) == 0
