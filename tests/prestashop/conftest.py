from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.prestashop.shops import TinyShop


@pytest.fixture
def tiny(new_database: Callable[[], str]) -> Iterator[TinyShop]:
    shop = TinyShop(new_database())
    yield shop
    shop.close()
