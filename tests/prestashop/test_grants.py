"""The account of deploy/grants.sql: all of this room's tests read `tiny` by it; here, what it may not do."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable

import pymysql
import pytest
import sqlalchemy as sa

from syncd.prestashop.tables import SHORT_NAMES
from tests.databases import Server
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


def test_its_own_advice_puts_in_the_shops_values(mariadb: Server, new_database: Callable[[], str]) -> None:
    """Also where the names hold each other."""
    url = sa.make_url(new_database())
    names = {"PREFIX": "prestashop_", "SHOPDB": f"ps_{url.database}", "PASSWORD": "pw"}
    database = mariadb.database(names["SHOPDB"])
    TinyShop(database, names["PREFIX"]).close()
    script = GRANTS.read_text("utf-8")
    (edits,) = re.findall(r"sed '([^']+)'", script)
    for name, value in names.items():
        edits = edits.replace(name, value)
    told = subprocess.run(["sed", edits], input=script, text=True, capture_output=True, check=True).stdout
    mariadb.run_script("", "DROP USER IF EXISTS 'syncd'@'localhost';" + told)
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SHOW GRANTS FOR 'syncd'@'localhost'")
        granted = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("DROP USER 'syncd'@'localhost'")
    mariadb.drop(names["SHOPDB"])
    assert granted.count(f"ON `{names['SHOPDB']}`.`prestashop_") == len(SHORT_NAMES)


def test_it_may_read_the_tables_that_are_read_and_no_others() -> None:
    granted = re.findall(r"GRANT SELECT ON `prestashop`\.`ps_(\w+)`", GRANTS.read_text("utf-8"))
    assert granted == sorted(SHORT_NAMES)
    assert GRANTS.read_text("utf-8").count("GRANT") == len(granted)
