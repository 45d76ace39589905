from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.prestashop.shops import TinyShop


@pytest.fixture
def tiny(new_database: Callable[[], str]) -> TinyShop:
    return TinyShop(new_database())
