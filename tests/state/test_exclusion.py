"""One run of a job per account at a time; a crash frees it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pymysql
import pytest
import sqlalchemy as sa

from syncd.model.errors import BusyError, ErrorCode
from syncd.model.run import Job
from syncd.state.state import State
from tests.clocks import FakeClock

HOLDER = """
import sys, time
from syncd.clock import SystemClock
from syncd.model.run import Job
from syncd.state.state import State
with State.open(sys.argv[1], SystemClock()).exclusive("main", Job.CATALOG):
    print("held", flush=True)
    time.sleep(600)
"""


def test_only_one_holds_a_job_of_an_account(state: State, address: str, clock: FakeClock) -> None:
    other = State.open(address, clock)
    with state.exclusive("main", Job.CATALOG):
        for rival in (state, other):
            with pytest.raises(BusyError) as busy, rival.exclusive("main", Job.CATALOG):
                pass
            assert busy.value.code is ErrorCode.BUSY
            assert busy.value.facts["job"] == "catalog"
            assert busy.value.facts["account"] == "main"
            assert busy.value.facts["holder"].startswith(f"pid {os.getpid()} on ")
        with other.exclusive("main", Job.STOCKS), other.exclusive("магазин/2", Job.CATALOG):
            pass
    with other.exclusive("main", Job.CATALOG):
        pass
    other.close()


def test_a_job_that_fails_lets_go(state: State) -> None:
    with pytest.raises(ZeroDivisionError), state.exclusive("main", Job.CATALOG):
        raise ZeroDivisionError
    with state.exclusive("main", Job.CATALOG):
        pass


def test_a_killed_process_lets_go(state: State, address: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, address], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(BusyError) as busy, state.exclusive("main", Job.CATALOG):
        pass
    assert f"pid {process.pid} " in busy.value.facts["holder"]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    _take_within(5, state)


def _take_within(seconds: float, state: State) -> None:
    """A server notices a cut connection in its own time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(BusyError), state.exclusive("main", Job.CATALOG):
            return
    pytest.fail("the exclusion outlived its process")


def test_states_of_one_server_do_not_exclude_each_other(new_database: object, clock: FakeClock) -> None:
    one, other = (State.open(new_database(), clock) for _ in range(2))  # type: ignore[operator]
    with one.exclusive("main", Job.CATALOG), other.exclusive("main", Job.CATALOG):
        pass
    one.close()
    other.close()


def test_a_server_keeps_the_idle_connection_of_a_lock(new_database: object, clock: FakeClock) -> None:
    address = new_database()  # type: ignore[operator]
    state = State.open(address, clock)
    url = sa.make_url(address)
    with state.exclusive("main", Job.CATALOG), pymysql.connect(
        host=url.host, port=url.port or 3306, user=url.username or "", password=url.password or ""
    ) as connection, connection.cursor() as cursor:  # fmt: skip
        cursor.execute("SET GLOBAL wait_timeout = 1")
        cursor.execute("SELECT SLEEP(2)")
        with pytest.raises(BusyError), State.open(address, clock).exclusive("main", Job.CATALOG):
            pass
        cursor.execute("SET GLOBAL wait_timeout = 28800")
    state.close()
