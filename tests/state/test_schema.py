"""The database is made, upgraded once, and refused when it is newer."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from syncd.model.errors import BusyError, ConfigurationError, ErrorCode, UnreachableError
from syncd.state import lock, schema, tables
from syncd.state.database import Database
from syncd.state.state import State
from syncd.state.tables import SCHEMA
from tests.clocks import FakeClock
from tests.databases import Server

STARTER = """
import logging, sys
from syncd.clock import SystemClock
from syncd.state.state import State
from syncd.state.tables import SCHEMA
logging.basicConfig(level=logging.INFO)
sys.stdin.readline()
State.open(sys.argv[1], SystemClock()).close()
"""


def test_tables_and_revisions_agree(state: State, database: Database) -> None:
    with database.read() as connection:
        options = {"compare_type": True, "version_table": tables.VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []


def test_the_newest_revision_is_the_one_that_tables_name(state: State) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    assert ScriptDirectory.from_config(config).get_current_head() == tables.SCHEMA
    assert state.revision == tables.SCHEMA


def test_a_revision_that_broke_half_way_runs_again(address: str, clock: FakeClock) -> None:
    State.open(address, clock).close()
    database = Database(address)
    with database.writing() as connection:
        connection.execute(sa.text("DELETE FROM syncd_schema"))
        connection.execute(sa.text("DROP TABLE refusal"))
        connection.commit()
    state = State.open(address, clock)
    assert state.revision == tables.SCHEMA
    assert state.mirror.refusals("main") == {}
    state.close()
    database.close()


def test_a_schema_newer_than_the_program_is_refused(address: str, clock: FakeClock) -> None:
    State.open(address, clock).close()
    database = Database(address)
    database.write(
        lambda connection: connection.execute(sa.text("UPDATE syncd_schema SET version_num='9999'"))
    )
    database.close()
    with pytest.raises(ConfigurationError) as refused:
        State.open(address, clock)
    assert refused.value.code is ErrorCode.STATE_NEWER
    assert refused.value.facts["found"] == "9999"
    assert refused.value.facts["known"] == tables.SCHEMA


def test_of_four_that_start_at_once_one_migrates(address: str) -> None:
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", STARTER, address],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for starter in starters:
        assert starter.stdin is not None
        starter.stdin.write("go\n")
        starter.stdin.flush()
    told = [starter.communicate(timeout=60)[1] for starter in starters]
    assert [starter.returncode for starter in starters] == [0] * 4, told
    revisions = [log.count("Running upgrade") for log in told]
    assert sorted(revisions) == [0, 0, 0, int(tables.SCHEMA)], told


def test_an_upgrade_elsewhere_that_never_ends_is_told(address: str, clock: FakeClock) -> None:
    database = Database(address)
    with lock.held(database, "upgrade") as got, pytest.raises(BusyError) as busy:
        assert got
        State.open(address, clock)
    assert busy.value.code is ErrorCode.STATE_UPGRADE_BUSY
    assert sum(clock.waits) == pytest.approx(schema.PATIENCE_SECONDS)
    database.close()


def test_a_new_file_is_ours_alone(tmp_path: Path, clock: FakeClock) -> None:
    file = tmp_path / "var" / "lib" / "state.db"
    state = State.open(f"sqlite:///{file}", clock)
    state.cursors.set("main", "cards", "x")
    beside = [path for path in file.parent.iterdir() if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in beside} == {0o600}
    assert f"{file.name}-wal" in {path.name for path in beside}
    state.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreachableError) as away:
        State.open(f"sqlite:///{tmp_path / 'file' / 'state.db'}", clock)
    assert away.value.code is ErrorCode.STATE_UNREACHABLE


def test_a_file_that_is_no_database_is_told(tmp_path: Path, clock: FakeClock) -> None:
    file = tmp_path / "state.db"
    file.write_text("Это не база данных. " * 100)
    with pytest.raises(UnreachableError) as away:
        State.open(f"sqlite:///{file}", clock)
    assert "not a database" in away.value.facts["reason"]


def test_a_password_in_russian_lets_in(mariadb: Server, clock: FakeClock) -> None:
    address, password = sa.make_url(mariadb.database("t_password")), "Мышь и сыр 71"
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE USER 'keeper'@'%' IDENTIFIED BY '{password}'")
        cursor.execute("GRANT ALL ON t_password.* TO 'keeper'@'%'")
    try:
        state = State.open(str(address.set(username="keeper", password=None)), clock, password)
        assert state.revision == SCHEMA
        assert password not in state.name
        state.close()
    finally:
        with mariadb.connect() as connection, connection.cursor() as cursor:
            cursor.execute("DROP USER 'keeper'@'%'")
        mariadb.drop("t_password")


def test_a_server_that_is_away_is_told_without_the_password(clock: FakeClock) -> None:
    with pytest.raises(UnreachableError) as away:
        State.open("mysql+pymysql://syncd:tayna@127.0.0.1:1/state", clock)
    assert away.value.code is ErrorCode.STATE_UNREACHABLE
    assert "tayna" not in f"{away.value!s}{away.value!r}{away.value.facts}"
    assert "127.0.0.1" in away.value.facts["database"]


@pytest.mark.parametrize(
    "url",
    ["", "sqlite://", "sqlite:///:memory:", "postgresql://u:tayna@h/d", "mysql+pymysql://u:tayna@h", "tayna"],
)
def test_an_address_that_cannot_be_a_state_is_refused(url: str, clock: FakeClock) -> None:
    with pytest.raises(ConfigurationError) as refused:
        State.open(url, clock)
    assert refused.value.code is ErrorCode.STATE_ADDRESS
    assert "tayna" not in str(refused.value)
