"""How a run may end besides well: elsewhere, held, with problems, for one of two accounts, by a signal."""

from __future__ import annotations

import contextlib
import re
import signal
import sqlite3

from syncd.model.errors import ExitCode
from syncd.sandbox.server import Sandbox
from tests.acceptance.operators import (
    CARDS,
    SECOND,
    Operator,
    account,
    assert_told,
    cards,
    ended,
    faults_hit,
    until,
    writes,
)

LIST, UPLOAD, ERRORS = (
    "/content/v2/get/cards/list",
    "/content/v2/cards/upload",
    "/content/v2/cards/error/list",
)


def edit_shop(operator: Operator, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(operator.folder / "shop.sqlite")) as shop, shop:
        shop.execute(statement)


def forget(operator: Operator) -> None:
    """The state is lost."""
    for file in operator.folder.glob("state.sqlite*"):
        file.unlink()


def test_the_same_job_elsewhere(operator: Operator, sandbox: Sandbox) -> None:
    sandbox.set_faults([{"kind": "slow", "path": LIST, "seconds": 3.0, "count": 1}])
    first = operator.start("once", "catalog")
    until(lambda: faults_hit(sandbox), "the first run at work")
    first.send_signal(signal.SIGSTOP)

    others = [operator.start("once", "catalog", environ={"SYNCD_LANGUAGE": it}) for it in ("ru", "en")]
    russian, english = map(ended, others)

    what = rf"«catalog» кабинета «main» уже идёт в другом месте: pid {first.pid} on "
    assert_told(russian, ExitCode.BUSY, what, r"Ничего делать не нужно")
    what = rf"\"catalog\" of the account \"main\" runs elsewhere already: pid {first.pid} on "
    assert_told(english, ExitCode.BUSY, what, r"Nothing to do")
    first.send_signal(signal.SIGCONT)
    assert ended(first).code == ExitCode.OK
    assert cards(sandbox) == CARDS
    assert writes(sandbox) == [UPLOAD]


def test_a_plan_that_is_held_and_released(operator: Operator, sandbox: Sandbox) -> None:
    """The state is lost, so that syncd meets an account with cards for the first time."""
    assert operator.call("once", "catalog").code == ExitCode.OK
    sandbox.clear_requests()
    forget(operator)

    planned = operator.call("plan", "catalog")
    assert planned.code == ExitCode.HELD
    assert "ЗАДЕРЖАНО: в кабинете WB уже есть карточки" in planned.out
    russian = operator.call("once", "catalog")
    english = operator.call("once", "catalog", environ={"SYNCD_LANGUAGE": "en"})
    assert (russian.code, english.code) == (ExitCode.HELD, ExitCode.HELD)
    assert "ЗАДЕРЖАНО: в кабинете WB уже есть карточки" in russian.out
    assert "HELD: the WB account has cards already" in english.out
    (number,) = re.findall(r"`syncd release (\d+)`", english.out)

    told = operator.call("release", "99")
    assert_told(told, ExitCode.USAGE, "Запуска 99 нет", "syncd status")
    released = operator.call("release", number)
    assert (released.code, released.err) == (ExitCode.OK, "")
    assert f"План запуска {number} (catalog) разрешён" in released.out
    assert f"catalog: разрешён, ждёт следующего запуска, запуск {number}" in operator.call("status").out
    done = operator.call("once", "catalog", "--json")
    assert done.code == ExitCode.OK, "cards that stood there before are linked, and left alone"
    (report,) = done.json()
    assert report["counts"]["adopted"] == len(CARDS)
    assert writes(sandbox) == []
    told = operator.call("release", str(report["run"]), environ={"SYNCD_LANGUAGE": "en"})
    assert_told(told, ExitCode.USAGE, rf"Run {report['run']} is not held", "named the number of its run")


def test_problems_of_some_items(operator: Operator, sandbox: Sandbox) -> None:
    edit_shop(operator, "UPDATE ps_product_lang SET name = 'Кружка ® с ручкой' WHERE id_product = 21")

    told = operator.call("once", "catalog")

    assert told.code == ExitCode.PROBLEMS
    assert told.err == ""
    assert "открытых проблем: 1, смотрите `syncd problems`" in told.out
    assert cards(sandbox) == CARDS[1:], "one bad item never stops the others"
    told = operator.call("problems")
    assert told.code == ExitCode.PROBLEMS
    assert "Карточка KZ-800 (товар 21 «Кружка ® с ручкой»): в названии есть знаки" in told.out
    assert "forbidden: drop" in told.out
    edit_shop(operator, "UPDATE ps_product_lang SET name = 'Кружка с ручкой' WHERE id_product = 21")
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS
    assert operator.call("problems").code == ExitCode.OK


def test_of_two_accounts_one_fails(operator: Operator, sandbox: Sandbox) -> None:
    (operator.folder / "wb-token-2").write_text(sandbox.token(sid=SECOND, exp=1_700_000_000), "utf-8")
    operator.configure(account(sandbox, "second", "wb-token-2"), account(sandbox))

    told = operator.call("once", "all", "--json")

    assert_told(told, ExitCode.CREDENTIALS, r"Кабинет «second», задача dictionaries:\nСрок", "новый токен")
    assert told.err.count("Срок токена WB") == 1, "the same cause is told once"
    assert [(report["account"], report["job"], report["outcome"]) for report in told.json()] == [
        ("main", "dictionaries", "ok"),
        ("main", "catalog", "ok"),
    ]
    assert cards(sandbox) == CARDS
    told = operator.call("plan", environ={"SYNCD_LANGUAGE": "en"})
    assert_told(told, ExitCode.CREDENTIALS, r"Account second, job catalog:\nThe WB token", "Make a new token")
    assert "Plan of catalog, account main: nothing to send." in told.out

    (sheet,) = operator.call("show", "card", "KZ-800", "--json").json()
    assert sheet["account"] == "main"

    (operator.folder / "wb-token-2").write_text(sandbox.token(sid=SECOND), "utf-8")
    told = operator.call("once", "catalog")
    assert (told.code, told.err) == (ExitCode.OK, "")
    assert cards(sandbox, SECOND) == CARDS


def test_sigterm_ends_a_run_at_a_safe_point(operator: Operator, sandbox: Sandbox) -> None:
    """WB asks to wait a minute before the writing request; nothing of it is in doubt then."""
    sandbox.set_faults([{"kind": "429", "path": UPLOAD, "seconds": 60}])
    process = operator.start("once", "catalog")
    until(lambda: UPLOAD in writes(sandbox), "the writing request")

    process.send_signal(signal.SIGTERM)

    told = ended(process, seconds=10)
    assert told.code == 130
    assert told.err.startswith("Остановлено по вашей просьбе в безопасном месте")
    (status,) = operator.call("status", "--json").json()
    assert status["in_doubt"] == 0
    (catalog,) = (job for job in status["jobs"] if job["job"] == "catalog")
    assert (catalog["outcome"], catalog["error"]) == ("failed", "stopped")
    assert "остановлен" in operator.call("status").out


def test_ctrl_c_is_no_worse(operator: Operator, sandbox: Sandbox) -> None:
    sandbox.set_faults([{"kind": "429", "path": LIST, "seconds": 60}])
    process = operator.start("once", "catalog", environ={"SYNCD_LANGUAGE": "en"})
    until(lambda: faults_hit(sandbox), "the reading request")
    process.send_signal(signal.SIGINT)
    told = ended(process, seconds=10)
    assert told.code == 130
    assert told.err.startswith("Stopped as you asked, at a safe point")


def test_killed_in_the_middle_the_next_run_goes_on(operator: Operator, sandbox: Sandbox) -> None:
    sandbox.set_faults([{"kind": "slow", "path": ERRORS, "seconds": 2.0, "skip": 1, "count": 1}])
    process = operator.start("once", "catalog")
    until(lambda: faults_hit(sandbox), "the look after the writing request")
    process.kill()
    ended(process)

    status = operator.call("status")
    assert "идёт" in status.out or "прерван" in status.out
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS
    assert writes(sandbox) == [UPLOAD]
