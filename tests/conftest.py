"""Fixtures that every room's tests share."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.clocks import FakeClock

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def mariadb() -> Iterator[databases.Server]:
    """One real server a test process."""
    with databases.serve() as server:
        yield server


@pytest.fixture
def new_database(mariadb: databases.Server) -> Iterator[Callable[[], str]]:
    """Makes URLs of new empty databases, dropped when the test ends."""
    made: list[str] = []

    def make() -> str:
        made.append(f"t_{uuid.uuid4().hex[:16]}")
        return mariadb.database(made[-1])

    yield make
    for name in made:
        mariadb.drop(name)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the checkout; a test that needs it is skipped, saying so, without."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def genuine_dump(shared: Path) -> str:
    """A genuine PrestaShop 1.6.1.19 database with one order, as SQL."""
    with gzip.open(shared / "prestashop" / "shop-with-order.sql.gz", "rt", encoding="utf-8") as dump:
        return dump.read()
