"""The table of decisions."""

from __future__ import annotations

import pytest

from syncd.wildberries.retry import LONGEST_PAUSE, Failure, GiveUp, Retry, decide


def decided(failure: Failure, *, repeatable: bool, attempt: int = 1) -> Retry | GiveUp:
    return decide(failure, attempt, repeatable=repeatable, attempts=5, random=lambda: 1.0)


READS = {
    Failure.NEVER_SENT: Retry(0.5),
    Failure.LOST: Retry(0.5),
    Failure.CUT: Retry(0.5),
    Failure.FAILING: Retry(0.5),
    Failure.NOT_WB: GiveUp(in_doubt=False),
    Failure.MALFORMED: GiveUp(in_doubt=False),
    Failure.LIMITED: Retry(0.0),
    Failure.REFUSED: GiveUp(in_doubt=False),
}
WRITES = {
    Failure.NEVER_SENT: Retry(0.5),
    Failure.LOST: GiveUp(in_doubt=True),
    Failure.CUT: GiveUp(in_doubt=True),
    Failure.FAILING: GiveUp(in_doubt=True),
    Failure.NOT_WB: GiveUp(in_doubt=True),
    Failure.MALFORMED: GiveUp(in_doubt=True),
    Failure.LIMITED: Retry(0.0),
    Failure.REFUSED: GiveUp(in_doubt=False),
}


@pytest.mark.parametrize("failure", Failure)
def test_table(failure: Failure) -> None:
    assert decided(failure, repeatable=True) == READS[failure]
    assert decided(failure, repeatable=False) == WRITES[failure]


@pytest.mark.parametrize("failure", [one for one in Failure if one is not Failure.LIMITED])
def test_the_last_attempt_is_the_last(failure: Failure) -> None:
    assert isinstance(decided(failure, repeatable=True, attempt=5), GiveUp)
    assert isinstance(decided(failure, repeatable=False, attempt=5), GiveUp)


def test_a_limit_is_no_attempt() -> None:
    assert decided(Failure.LIMITED, repeatable=False, attempt=99) == Retry(0.0)


def test_pauses_double_and_end() -> None:
    pauses = [
        decide(Failure.LOST, n, repeatable=True, attempts=99, random=lambda: 1.0).after for n in range(1, 9)
    ]
    assert pauses[:4] == [0.5, 1.0, 2.0, 4.0]
    assert pauses[-1] == LONGEST_PAUSE


def test_jitter_is_injected() -> None:
    assert decide(Failure.LOST, 2, repeatable=True, attempts=5, random=lambda: 0.0) == Retry(0.5)
