from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from syncd.sandbox.server import Options, Sandbox, running
from tests.clocks import FakeClock
from tests.openapi import Contract
from tests.sandbox.seller import Seller


@pytest.fixture(scope="session")
def contract(shared: Path) -> Contract:
    """WB's own files; where they are absent its tests skip."""
    return Contract.load(shared / "wb" / "openapi")


@pytest.fixture
def sandbox(clock: FakeClock) -> Iterator[Sandbox]:
    """Without limits, on the test's clock; an accepted card shows after a minute."""
    with running(Options(limits=False, delay=60), clock=clock.now) as started:
        yield started


@pytest.fixture
def seller(sandbox: Sandbox) -> Iterator[Seller]:
    with Seller(sandbox) as made:
        yield made
