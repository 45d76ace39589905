"""Fixtures that every room's tests share."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import databases
from tests.clocks import FakeClock

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("house")
"""No test fails by time. With `--hypothesis-profile=ci` a change is judged by itself, not by chance."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that needs ../shared may be skipped only where that is absent."""
    report = yield
    reference = reference_beside(item.config)
    if report.skipped and not hasattr(report, "wasxfail") and reference.is_dir() and needs_reference(item):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} needs {reference}, which is there, yet it was skipped: {why}"
    return report


def needs_reference(item: pytest.Item) -> bool:
    return "shared" in getattr(item, "fixturenames", ()) or item.get_closest_marker("shared") is not None


def reference_beside(config: pytest.Config) -> Path:
    return config.rootpath.parent / "shared"


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
def shared(pytestconfig: pytest.Config) -> Path:
    """The reference material beside the checkout; a test that needs it is skipped, saying so, without."""
    reference = reference_beside(pytestconfig)
    if not reference.is_dir():
        pytest.skip("../shared is not beside this checkout")
    return reference


@pytest.fixture(scope="session")
def genuine_dump(shared: Path) -> str:
    """A genuine PrestaShop 1.6.1.19 database with one order, as SQL."""
    with gzip.open(shared / "prestashop" / "shop-with-order.sql.gz", "rt", encoding="utf-8") as dump:
        return dump.read()
