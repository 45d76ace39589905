"""An account on a clock of the test, with a shop in memory and the sandbox over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clocks import FakeClock
from tests.end_to_end.stage import Stage, staged
from tests.shops import MAPPING, MemoryShop


@pytest.fixture
def shop() -> MemoryShop:
    return MemoryShop()


@pytest.fixture
def stage(tmp_path: Path, clock: FakeClock, shop: MemoryShop) -> Iterator[Stage]:
    with staged(tmp_path, clock, shop, MAPPING) as built:
        yield built
