"""`syncd run`: its words to systemd, its jobs, its end."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

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
from tests.daemon.daemons import running

LIST, UPLOAD = "/content/v2/get/cards/list", "/content/v2/cards/upload"
QUIET = '\n[schedule]\ndictionaries = "off"\n'


def test_it_tells_systemd_works_at_once_and_ends_at_a_word(operator: Operator, sandbox: Sandbox) -> None:
    operator.configure(account(sandbox), more=QUIET)
    with running(operator) as daemon:
        daemon.ready()
        daemon.await_event("run ended", job="catalog", outcome="ok")
        assert cards(sandbox) == CARDS
        daemon.await_word("WATCHDOG=1")
        assert daemon.stop() == ExitCode.OK
        daemon.await_word("STOPPING=1")
    words = [word.partition("=")[0] for word in daemon.words]
    assert words.index("READY") < words.index("WATCHDOG") < words.index("STOPPING")


def test_sigterm_in_the_middle_of_a_wait_for_the_limits(operator: Operator, sandbox: Sandbox) -> None:
    """WB asks to wait ten minutes; the daemon ends within seconds, and nothing is left in doubt."""
    operator.configure(account(sandbox), more=QUIET)
    sandbox.set_faults([{"kind": "429", "path": UPLOAD, "seconds": 600}])
    with running(operator) as daemon:
        until(lambda: UPLOAD in writes(sandbox), "the writing request")
        assert daemon.stop(seconds=10) == ExitCode.OK
    assert daemon.events("job stopped", job="catalog")
    (status,) = operator.call("status", "--json").json()
    assert status["in_doubt"] == 0
    (catalog,) = (job for job in status["jobs"] if job["job"] == "catalog")
    assert catalog["error"] == "stopped"
    assert cards(sandbox) == []


def test_what_waits_for_its_turn_does_not_begin_after_the_word(operator: Operator, sandbox: Sandbox) -> None:
    (operator.folder / "wb-token-2").write_text(sandbox.token(sid=SECOND), "utf-8")
    operator.configure(account(sandbox), account(sandbox, "second", "wb-token-2"), more=QUIET)
    sandbox.set_faults([{"kind": "429", "path": LIST, "seconds": 600}])
    with running(operator) as daemon:
        until(lambda: faults_hit(sandbox), "the first job's request")
        assert daemon.stop(seconds=10) == ExitCode.OK
    assert daemon.events("job stopped", account="main")
    second = operator.call("status", "--account", "second", "--json").json()[0]
    assert [job["last_run"] for job in second["jobs"]] == [None, None]


def test_a_job_that_fails_takes_no_other_with_it_and_comes_again(
    operator: Operator, sandbox: Sandbox
) -> None:
    """The first account's token is of another key: WB refuses it, and the second account is served."""
    bad = operator.folder / "wb-token-2"
    bad.write_text(sandbox.token(sid=SECOND)[:-86] + "A" * 86, "utf-8")
    schedule = '\n[schedule]\ndictionaries = "off"\ncatalog = 1\n'
    operator.configure(account(sandbox, "second", "wb-token-2"), account(sandbox), more=schedule)
    with running(operator) as daemon:
        told = daemon.await_event("job failed", account="second")
        assert told["error"] == "token-refused"
        assert "WB не принял токен" in told["what"]
        assert "Создайте новый" in told["advice"]
        daemon.await_event("run ended", account="main", outcome="ok")
        assert cards(sandbox) == CARDS
        bad.write_text(sandbox.token(sid=SECOND), "utf-8")
        daemon.await_event("run ended", account="second", outcome="ok")
        assert cards(sandbox, SECOND) == CARDS
        assert daemon.stop() == ExitCode.OK
    assert all(sandbox.token(sid=SECOND)[:20] not in str(row) for row in daemon.log)


def test_one_accounts_bad_token_does_not_end_the_start(operator: Operator, sandbox: Sandbox) -> None:
    bad = operator.folder / "wb-token-2"
    bad.write_text("это не токен", "utf-8")
    schedule = '\n[schedule]\ndictionaries = "off"\ncatalog = 1\n'
    operator.configure(account(sandbox, "second", "wb-token-2"), account(sandbox), more=schedule)
    with running(operator) as daemon:
        assert daemon.await_event("job failed", account="second")["error"] == "token-malformed"
        daemon.await_event("run ended", account="main", outcome="ok")
        status = operator.call("status", "--account", "second")
        assert "ВНИМАНИЕ: Это не токен WB" in status.out
        assert re.search(r"catalog: не удалось, запуск \d+", status.out)
        bad.write_text(sandbox.token(sid=SECOND), "utf-8")
        daemon.await_event("run ended", account="second", outcome="ok")
        assert cards(sandbox, SECOND) == CARDS
        assert daemon.stop() == ExitCode.OK


def test_the_shop_away_is_told_and_tried_again(operator: Operator, sandbox: Sandbox) -> None:
    sandbox.set_faults([{"kind": "html", "path": LIST, "count": 1}])
    operator.configure(account(sandbox), more='\n[schedule]\ndictionaries = "off"\ncatalog = 1\n')
    with running(operator, SYNCD_LANGUAGE="en") as daemon:
        assert daemon.await_event("job failed")["error"] == "wb-not-wb"
        daemon.await_event("run ended", outcome="ok")
        assert cards(sandbox) == CARDS
        assert daemon.stop() == ExitCode.OK


def test_a_run_from_the_console_keeps_the_daemon_waiting(operator: Operator, sandbox: Sandbox) -> None:
    sandbox.set_faults([{"kind": "slow", "path": LIST, "seconds": 3.0, "count": 1}])
    operator.configure(account(sandbox), more='\n[schedule]\ndictionaries = "off"\ncatalog = 1\n')
    console = operator.start("once", "catalog")
    until(lambda: faults_hit(sandbox), "the console's run at work")
    with running(operator) as daemon:
        daemon.await_event("job runs elsewhere", job="catalog", account="main")
        assert ended(console).code == ExitCode.OK
        daemon.await_event("run ended", outcome="ok")
        assert not daemon.events("job failed")
        assert daemon.stop() == ExitCode.OK
    assert writes(sandbox) == [UPLOAD]


def test_cron_expressions_are_read_in_the_shops_time_zone(operator: Operator, sandbox: Sandbox) -> None:
    """The demo's shop is in Moscow."""
    operator.configure(account(sandbox), more='\n[schedule]\ndictionaries = "off"\ncatalog = "30 4 * * *"\n')
    with running(operator) as daemon:
        told = daemon.await_event("job scheduled", job="main/catalog")
        daemon.await_event("run ended", outcome="ok")
        assert daemon.stop() == ExitCode.OK
    following = datetime.fromisoformat(told["following"])
    assert (following.astimezone(UTC).hour, following.minute) == (1, 30)
    assert following.astimezone(ZoneInfo("Europe/Moscow")).hour == 4
    assert [row["job"] for row in daemon.events("job scheduled")] == ["main/catalog"]


def test_off_is_off(operator: Operator, sandbox: Sandbox) -> None:
    operator.configure(account(sandbox), more=QUIET + 'catalog = "off"\n')
    with running(operator) as daemon:
        daemon.await_word("WATCHDOG=1")
        assert daemon.stop() == ExitCode.OK
    assert sandbox.requests() == []
    assert "STATUS=0 jobs" in daemon.words


def test_what_a_restart_cannot_mend_ends_the_start(operator: Operator, sandbox: Sandbox) -> None:
    token = operator.token.read_text("utf-8")
    operator.token.write_text("это не токен", "utf-8")
    russian, english = operator.in_both_languages("run")
    assert_told(russian, ExitCode.CREDENTIALS, "Это не токен WB", "Скопируйте токен")
    assert_told(english, ExitCode.CREDENTIALS, "This is not a token of WB", "Copy the whole token")
    operator.token.write_text(token, "utf-8")
    operator.mapping.unlink()
    assert_told(operator.call("run"), ExitCode.USAGE, "Не читается файл соответствий", r"\[mapping\]")


@pytest.mark.parametrize("address", ["nobody", "@syncd-nobody-listens-here"])
def test_a_notify_socket_where_nobody_listens(
    operator: Operator, sandbox: Sandbox, tmp_path: Path, address: str
) -> None:
    operator.configure(account(sandbox), more=QUIET)
    place = address if address.startswith("@") else str(tmp_path / address)
    with running(operator, NOTIFY_SOCKET=place) as daemon:
        daemon.await_event("run ended", outcome="ok")
        assert daemon.stop() == ExitCode.OK
    assert daemon.events("systemd was not told")
