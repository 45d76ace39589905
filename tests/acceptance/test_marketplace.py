"""Whatever WB answers, or does not: it is told, nothing is lost or doubled, and the next run ends well."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from syncd.model.errors import ExitCode
from syncd.sandbox.server import Sandbox, running
from tests.acceptance.operators import (
    CARDS,
    Operator,
    account,
    assert_told,
    cards,
    ended,
    faults_hit,
    options,
    settle,
    until,
    writes,
)

LIST, UPLOAD = "/content/v2/get/cards/list", "/content/v2/cards/upload"


@dataclass(frozen=True)
class Case:
    fault: dict[str, Any]
    russian: str
    russian_advice: str
    english: str
    english_advice: str
    done: bool = field(default=False)
    """Whether WB does what a writing request asks, for all that it answers."""


HTML = Case(
    {"kind": "html"},
    r"По адресу 127\.0\.0\.1:\d+ отвечает не WB",
    r"base_url",
    r"What answers at 127\.0\.0\.1:\d+ is not WB",
    r"base_url",
)
HALF = Case(
    {"kind": "half-json"},
    r"Ответ WB \(127\.0\.0\.1:\d+, /content/\S+\) оборвался на середине",
    r"Повторите команду",
    r"WB's answer \(127\.0\.0\.1:\d+, /content/\S+\) broke off halfway",
    r"Run again",
    done=True,
)
CUT = Case(
    {"kind": "cut-body"},
    r"Ответ WB .* оборвался на середине",
    r"Повторите команду",
    r"WB's answer .* broke off halfway",
    r"Run again",
)
FAILING = Case(
    {"kind": "status", "status": 500},
    r"У WB сбой \(127\.0\.0\.1:\d+, ответ 500\)",
    r"подождите и повторите",
    r"WB is failing \(127\.0\.0\.1:\d+, answer 500\)",
    r"wait and run again",
)
NOTHING = Case(
    {"kind": "cut-before"},
    r"WB не отвечает \(127\.0\.0\.1:\d+\)",
    r"Проверьте интернет",
    r"WB does not answer \(127\.0\.0\.1:\d+\)",
    r"internet connection",
)
DONE_IN_SILENCE = Case(
    {"kind": "cut-after"},
    NOTHING.russian,
    NOTHING.russian_advice,
    NOTHING.english,
    NOTHING.english_advice,
    done=True,
)
READS = {"HTML": HTML, "half a body": HALF, "a cut body": CUT, "500": FAILING, "nothing": NOTHING}
WRITES = {
    "HTML": HTML,
    "half a body": HALF,
    "500": FAILING,
    "nothing": NOTHING,
    "nothing, though it is done": DONE_IN_SILENCE,
}


Asked = tuple[Operator, Sandbox, tuple[subprocess.Popen[str], subprocess.Popen[str]]]


@pytest.fixture(scope="module")
def asked(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Asked]]:
    """All cases of a reading request at once: what takes time is that they are tried again and again."""
    asked: dict[str, Asked] = {}
    with contextlib.ExitStack() as stack:
        for name, case in READS.items():
            sandbox = stack.enter_context(running(options()))
            sandbox.set_faults([{"path": LIST, **case.fault}])
            operator = settle(prepared, tmp_path_factory.mktemp("reads") / "operator", sandbox)
            processes = operator.start_in_both_languages("once", "catalog")
            for process in processes:
                stack.callback(process.kill)
            asked[name] = (operator, sandbox, processes)
        yield asked


@pytest.mark.parametrize("name", READS)
def test_a_reading_request(asked: dict[str, Asked], name: str) -> None:
    operator, sandbox, processes = asked[name]
    case, (russian, english) = READS[name], map(ended, processes)

    assert_told(russian, ExitCode.UNREACHABLE, case.russian, case.russian_advice)
    assert_told(english, ExitCode.UNREACHABLE, case.english, case.english_advice)
    assert writes(sandbox) == []
    sandbox.set_faults([])
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS


@pytest.mark.parametrize("case", WRITES.values(), ids=WRITES)
def test_the_writing_request(operator: Operator, sandbox: Sandbox, case: Case) -> None:
    """Its answer is lost, so that nobody knows: it is not sent again before WB has had its time to show."""
    sandbox.set_faults([{"path": UPLOAD, **case.fault}])

    told = operator.call("once", "catalog")

    assert_told(told, ExitCode.UNREACHABLE, case.russian, case.russian_advice)
    sandbox.set_faults([])
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert writes(sandbox) == [UPLOAD]
    if not case.done:
        assert cards(sandbox) == []
        let_35_minutes_pass(operator)
        assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS
    assert sandbox.state()["errors"] == [], "a careless second upload would stand here"


def let_35_minutes_pass(operator: Operator) -> None:
    """No test can wait for the deadline of a card in doubt: it is moved in the state, as time moves it."""
    earlier = "strftime('%Y-%m-%d %H:%M:%f000', {0}, '-36 minutes')"
    moved = ", ".join(f"{name} = {earlier.format(name)}" for name in ("created_at", "deadline"))
    with contextlib.closing(sqlite3.connect(operator.folder / "state.sqlite")) as state, state:
        assert state.execute(f"UPDATE intention SET {moved}").rowcount == len(CARDS)


def test_429_is_waited_out(operator: Operator, sandbox: Sandbox) -> None:
    """As long as WB says each time; here one second, twice, on a read and on the write."""
    sandbox.set_faults([{"kind": "429", "path": path, "count": 2, "seconds": 1} for path in (LIST, UPLOAD)])
    told = operator.call("once", "catalog")
    assert told.code == ExitCode.OK, told
    assert told.err == ""
    assert cards(sandbox) == CARDS
    limited = [str(row["path"]) for row in sandbox.requests() if row["status"] == 429]
    assert limited == [LIST] * 2 + [UPLOAD] * 2


def test_a_429_that_is_longer_than_a_run_may_wait(operator: Operator, sandbox: Sandbox) -> None:
    sandbox.set_faults([{"kind": "429", "path": LIST, "count": 1, "seconds": 3600}])
    told = operator.call("once", "catalog")
    assert_told(told, ExitCode.UNREACHABLE, "WB просит подождать", "Повторите через несколько минут")
    told = operator.call("once", "catalog", environ={"SYNCD_LANGUAGE": "en"})
    assert_told(told, ExitCode.UNREACHABLE, "WB asks to wait", "Run again in a few minutes")
    assert len(sandbox.requests()) == 1, "who was asked to wait for an hour does not ask before"
    let_an_hour_pass(operator)
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS


def let_an_hour_pass(operator: Operator) -> None:
    """Every bucket is full then."""
    with contextlib.closing(sqlite3.connect(operator.folder / "state.sqlite")) as state, state:
        state.execute("DELETE FROM bucket")


def test_nobody_listens(operator: Operator, tmp_path: Path) -> None:
    with running(options(data=tmp_path / "wb.sqlite")) as sandbox:
        operator.token.write_text(sandbox.token(), "utf-8")
        operator.configure(account(sandbox))
        port = int(sandbox.url.rpartition(":")[2])

    russian, english = operator.in_both_languages("once", "catalog")

    assert_told(russian, ExitCode.UNREACHABLE, NOTHING.russian, NOTHING.russian_advice)
    assert_told(english, ExitCode.UNREACHABLE, NOTHING.english, NOTHING.english_advice)
    with running(options(data=tmp_path / "wb.sqlite", port=port)) as sandbox:
        assert operator.call("once", "catalog").code == ExitCode.OK
        assert cards(sandbox) == CARDS


def test_wb_goes_away_before_the_writing_request(operator: Operator, tmp_path: Path) -> None:
    """Nobody took the request, so that nothing is in doubt: the next run sends it at once."""
    opened = options(data=tmp_path / "wb.sqlite")
    with running(opened) as sandbox:
        operator.token.write_text(sandbox.token(), "utf-8")
        operator.configure(account(sandbox))
        port = int(sandbox.url.rpartition(":")[2])
        sandbox.set_faults([{"kind": "slow", "path": "/content/v2/cards/error/list", "seconds": 1.0}])
        process = operator.start("once", "catalog")
        until(lambda: faults_hit(sandbox), "the last reading request")
    told = ended(process)

    assert_told(told, ExitCode.UNREACHABLE, NOTHING.russian, NOTHING.russian_advice)
    with running(options(data=tmp_path / "wb.sqlite", port=port)) as sandbox:
        assert cards(sandbox) == []
        (status,) = operator.call("status", "--json").json()
        assert status["in_doubt"] == 0
        assert operator.call("once", "catalog").code == ExitCode.OK
        assert cards(sandbox) == CARDS
