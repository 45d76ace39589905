"""Transactions: whole or not at all, tried again after a deadlock, and never truncating."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from syncd.model.errors import ErrorCode, FaultError, UnreachableError
from syncd.state import tables
from syncd.state.database import Database
from syncd.state.state import State
from tests.clocks import FakeClock
from tests.state.samples import known

A = "main"


def test_a_deadlock_s_victim_tries_again(new_database: Callable[[], str], clock: FakeClock) -> None:
    address = new_database()
    state, database = State.open(address, clock), Database(address)
    for name in ("left", "right"):
        state.cursors.set(A, name, "")
    both_hold_one = threading.Barrier(2)
    tries: list[str] = []

    def write(*names: str) -> None:
        def work(connection: sa.Connection) -> None:
            tries.append(names[0])
            for name in names:
                wanted = sa.update(tables.cursor).where(
                    tables.cursor.c.account == A, tables.cursor.c.name == name
                )
                connection.execute(wanted.values(value=tables.cursor.c.value + names[0]))
                if len(tries) <= 2 and name == names[0]:
                    both_hold_one.wait(10)

        database.write(work)

    threads = [threading.Thread(target=write, args=order) for order in (("left", "right"), ("right", "left"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tries) == 3
    values = {state.cursors.get(A, "left"), state.cursors.get(A, "right")}
    assert values <= {"leftright", "rightleft"}
    database.close()
    state.close()


def test_a_server_that_would_truncate_is_told_not_to(
    new_database: Callable[[], str], clock: FakeClock
) -> None:
    address = new_database()
    engine = sa.create_engine(address)
    with engine.connect() as connection:
        before = connection.scalar(sa.text("SELECT @@GLOBAL.sql_mode"))
        connection.execute(sa.text("SET GLOBAL sql_mode = ''"))
        try:
            state = State.open(address, clock)
            with pytest.raises(FaultError):
                state.cards.mint(A, known(vendor_code="Я" * 300))
            assert state.cards.count(A) == 0
            state.close()
        finally:
            connection.execute(sa.text("SET GLOBAL sql_mode = :mode"), {"mode": before})
    engine.dispose()


def test_readers_go_on_while_somebody_writes(state: State, address: str, clock: FakeClock) -> None:
    state.cursors.set(A, "cards", "до")
    other = State.open(address, clock)

    def work(connection: sa.Connection) -> str | None:
        connection.execute(sa.update(tables.cursor).values(value="после"))
        return other.cursors.get(A, "cards")

    database = Database(address)
    assert database.write(work) == "до"
    assert other.cursors.get(A, "cards") == "после"
    database.close()
    other.close()


def test_a_write_that_begins_with_a_read_has_its_lock_already(tmp_path: Path, clock: FakeClock) -> None:
    """Else SQLite lets another write in between, and then refuses ours without waiting."""
    address = f"sqlite:///{tmp_path / 'state.db'}"
    State.open(address, clock).close()
    database, rival = Database(address), Database(address, busy_seconds=0.05)

    def work(connection: sa.Connection) -> None:
        connection.execute(sa.select(tables.run)).all()
        with pytest.raises(UnreachableError):
            rival.write(lambda connection: connection.execute(sa.delete(tables.run)))

    database.write(work)
    database.close()
    rival.close()


def test_a_sqlite_state_that_is_locked_for_long_is_told(tmp_path: Path, clock: FakeClock) -> None:
    address = f"sqlite:///{tmp_path / 'state.db'}"
    State.open(address, clock).close()
    database = Database(address, busy_seconds=0.05)
    with closing(sqlite3.connect(tmp_path / "state.db", isolation_level=None)) as rival:
        rival.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnreachableError) as away:
            database.write(lambda connection: connection.execute(sa.delete(tables.run)))
        assert away.value.code is ErrorCode.STATE_UNREACHABLE
        assert "locked" in away.value.facts["reason"]
    database.close()


def test_a_moment_without_a_zone_is_a_fault(state: State) -> None:
    with pytest.raises(FaultError):
        state.dictionaries.put(A, "characteristics", "192", "[]", datetime(2026, 1, 1))  # noqa: DTZ001
