"""The account of deploy/grants.sql: all of this room's tests read `tiny` by it; here, what it may not do."""

from __future__ import annotations

import re

import pymysql
import pytest
import sqlalchemy as sa

from syncd.prestashop.tables import SHORT_NAMES
from tests.prestashop.conftest import GRANTS
from tests.prestashop.shops import TinyShop


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ps_product SET active=0",
        "DELETE FROM ps_pack",
        "SELECT * FROM ps_customer",
        "DROP TABLE ps_pack",
    ],
)
def test_it_may_do_nothing_else(tiny: TinyShop, statement: str) -> None:
    tiny.run("CREATE TABLE ps_customer (id_customer INT)")
    engine = sa.create_engine(tiny.url)
    assert engine.url.username == "syncd"
    with engine.connect() as connection, pytest.raises(sa.exc.OperationalError) as raised:
        connection.exec_driver_sql(statement)
    assert isinstance(raised.value.orig, pymysql.err.OperationalError)
    assert raised.value.orig.args[0] == 1142
    engine.dispose()


def test_it_may_read_the_tables_that_are_read_and_no_others() -> None:
    granted = re.findall(r"GRANT SELECT ON `prestashop`\.`ps_(\w+)`", GRANTS.read_text("utf-8"))
    assert granted == sorted(SHORT_NAMES)
    assert GRANTS.read_text("utf-8").count("GRANT") == len(granted)
