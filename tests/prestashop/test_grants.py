from __future__ import annotations

from pathlib import Path

import pymysql
import pytest
import sqlalchemy as sa

from syncd.model.shop import Product
from syncd.prestashop.reader import PrestaShop
from tests.databases import Server
from tests.prestashop.shops import TinyShop

GRANTS = Path(__file__).resolve().parents[2] / "deploy" / "grants.sql"


@pytest.fixture
def reading_only(mariadb: Server, tiny: TinyShop) -> sa.URL:
    """The address of the tiny shop for the account that deploy/grants.sql makes."""
    url = sa.make_url(tiny.url)
    script = GRANTS.read_text("utf-8").replace("prestashop", url.database or "").replace("'localhost'", "'%'")
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute("DROP USER IF EXISTS 'syncd'@'%'")
    mariadb.run_script(url.database or "", script)
    return url.set(username="syncd", password="CHANGE-ME")


def test_the_account_of_grants_sql_reads_the_shop(tiny: TinyShop, reading_only: sa.URL) -> None:
    tiny.product(1)
    reader = PrestaShop(reading_only)
    assert reader.describe().products == 1
    assert all(isinstance(product, Product) for product in reader.products())


def test_the_account_of_grants_sql_changes_nothing(tiny: TinyShop, reading_only: sa.URL) -> None:
    engine = sa.create_engine(reading_only)
    with engine.connect() as connection, pytest.raises(sa.exc.OperationalError) as raised:
        connection.exec_driver_sql("UPDATE ps_product SET active=0")
    assert isinstance(raised.value.orig, pymysql.err.OperationalError)
    assert raised.value.orig.args[0] == 1142
    engine.dispose()
