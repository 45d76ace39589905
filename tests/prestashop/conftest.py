from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from tests.conftest import ROOT
from tests.databases import Server
from tests.prestashop.shops import TinyShop

GRANTS = ROOT / "deploy" / "grants.sql"


@pytest.fixture
def tiny(mariadb: Server, new_database: Callable[[], str]) -> Iterator[TinyShop]:
    """Its `url` is that of the account which deploy/grants.sql makes: whatever is read, is read by it."""
    shop = TinyShop(new_database())
    shop.url = granted(mariadb, shop.url).render_as_string(hide_password=False)
    yield shop
    shop.close()


def granted(server: Server, url: str) -> sa.URL:
    owner = sa.make_url(url)
    script = (
        GRANTS.read_text("utf-8").replace("prestashop", owner.database or "").replace("'localhost'", "'%'")
    )
    server.run_script(owner.database or "", "DROP USER IF EXISTS 'syncd'@'%';" + script)
    return owner.set(username="syncd", password="CHANGE-ME")
