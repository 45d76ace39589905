"""Every test of the state runs on SQLite and on MariaDB."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from syncd.state.database import Database
from syncd.state.state import State
from tests.clocks import FakeClock


@pytest.fixture(params=["sqlite", "mariadb"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a state that is not there yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'state' / 'state.db'}"
    return str(request.getfixturevalue("new_database")())


@pytest.fixture
def state(address: str, clock: FakeClock) -> Iterator[State]:
    state = State.open(address, clock)
    yield state
    state.close()


@pytest.fixture
def database(address: str, state: State) -> Iterator[Database]:
    """The database of `state`, for a look from below."""
    database = Database(address)
    yield database
    database.close()
