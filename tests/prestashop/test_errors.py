"""What a person is told when the shop's database cannot be read, and that no password is in it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from syncd.model.errors import (
    ConfigurationError,
    CredentialsError,
    ErrorCode,
    ExitCode,
    SyncdError,
    UnreachableError,
)
from syncd.prestashop.reader import PrestaShop
from tests.databases import Server
from tests.prestashop.shops import TinyShop

PASSWORD = "sEcReT-kq7"


def told(url: str | sa.URL, **options: object) -> SyncdError:
    with pytest.raises(SyncdError) as raised:
        PrestaShop(url, **options).describe()  # type: ignore[arg-type]
    assert PASSWORD not in "".join(traceback.format_exception(raised.value))
    return raised.value


def test_a_wrong_password(mariadb: Server, tiny: TinyShop) -> None:
    url = sa.make_url(tiny.url).set(username="stranger", password=PASSWORD)
    error = told(url)
    assert (error.code, error.exit_code) == (ErrorCode.SHOP_ACCESS_DENIED, ExitCode.CREDENTIALS)
    assert isinstance(error, CredentialsError)
    assert (error.facts["user"], error.facts["host"]) == ("stranger", "127.0.0.1")


def test_an_account_without_the_right_to_read(mariadb: Server, tiny: TinyShop) -> None:
    database = sa.make_url(tiny.url).database
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute("DROP USER IF EXISTS 'half'@'%'")
        cursor.execute(f"CREATE USER 'half'@'%' IDENTIFIED BY '{PASSWORD}'")
        cursor.execute(f"GRANT INSERT ON `{database}`.* TO 'half'@'%'")
    error = told(sa.make_url(tiny.url).set(username="half", password=PASSWORD))
    assert error.code is ErrorCode.SHOP_ACCESS_DENIED


def test_a_database_that_does_not_exist(mariadb: Server) -> None:
    error = told(mariadb.url.set(database="nowhere"))
    assert (error.code, error.exit_code) == (ErrorCode.SHOP_DATABASE_UNKNOWN, ExitCode.USAGE)
    assert error.facts == {"database": "nowhere"}


def test_a_server_that_does_not_answer() -> None:
    error = told(f"mysql+pymysql://syncd:{PASSWORD}@127.0.0.1:1/shop")
    assert (error.code, error.exit_code) == (ErrorCode.SHOP_UNREACHABLE, ExitCode.UNREACHABLE)
    assert (error.facts["host"], error.facts["port"]) == ("127.0.0.1", "1")


def test_a_server_without_tls_where_it_must_be_verified(tiny: TinyShop) -> None:
    error = told(tiny.url, tls="verify")
    assert (error.code, error.exit_code) == (ErrorCode.SHOP_TLS, ExitCode.UNREACHABLE)


@pytest.mark.parametrize("tls", ["off", "prefer"])
def test_a_server_without_tls_is_read_otherwise(tiny: TinyShop, tls: str) -> None:
    assert PrestaShop(tiny.url, tls=tls).describe().products == 0


def test_a_database_without_a_shop(new_database: Callable[[], str]) -> None:
    url = new_database()
    error = told(url)
    assert (error.code, error.exit_code) == (ErrorCode.SHOP_TABLES_MISSING, ExitCode.USAGE)
    assert error.facts["database"] == sa.make_url(url).database


def test_a_table_that_is_missing_is_named(tiny: TinyShop) -> None:
    tiny.run("DROP TABLE ps_image_shop")
    error = told(tiny.url)
    assert error.code is ErrorCode.SHOP_TABLES_MISSING
    assert error.facts["tables"] == "ps_image_shop"


def test_another_prefix_is_told(new_database: Callable[[], str]) -> None:
    url = new_database()
    TinyShop(url, "lavka_").close()
    error = told(url)
    assert (error.code, error.exit_code) == (ErrorCode.SHOP_OTHER_PREFIX, ExitCode.USAGE)
    assert error.facts == {"prefix": "ps_", "found": "lavka_"}


def test_an_unknown_language(tiny: TinyShop) -> None:
    error = told(tiny.url, language="kk")
    assert (error.code, error.exit_code) == (ErrorCode.SHOP_LANGUAGE_UNKNOWN, ExitCode.USAGE)
    assert error.facts == {"language": "kk", "known": "ru, en"}


def test_an_unknown_shop(tiny: TinyShop) -> None:
    error = told(tiny.url, id_shop=3)
    assert (error.code, error.exit_code) == (ErrorCode.SHOP_ID_UNKNOWN, ExitCode.USAGE)
    assert error.facts == {"id_shop": "3", "known": "1 Проба"}


def test_a_deleted_shop_is_unknown(tiny: TinyShop) -> None:
    tiny.add("shop", {"id_shop": 3, "id_shop_group": 1, "name": "Закрыта", "deleted": 1})
    error = told(tiny.url, id_shop=3)
    assert (error.code, error.facts["known"]) == (ErrorCode.SHOP_ID_UNKNOWN, "1 Проба")


def test_columns_that_are_not_prestashops(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.run("ALTER TABLE ps_product_shop DROP COLUMN visibility")
    with pytest.raises(UnreachableError) as raised:
        list(PrestaShop(tiny.url).products())
    assert raised.value.code is ErrorCode.SHOP_QUERY_FAILED
    assert "visibility" in raised.value.facts["reason"]


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_connection_that_dies_mid_read_ends_the_pass(mariadb: Server, tiny: TinyShop, after: int) -> None:
    for id_product in range(1, 5):
        tiny.product(id_product)
    reader = PrestaShop(tiny.url, page=1)
    products = reader.products()
    for _ in range(after):
        next(products)
    tiny.close()
    kill_connections(mariadb, tiny)
    with pytest.raises(UnreachableError) as raised:
        next(products)
    assert (raised.value.code, raised.value.exit_code) == (
        ErrorCode.SHOP_CONNECTION_LOST,
        ExitCode.UNREACHABLE,
    )
    assert len(list(reader.products())) == 4


def kill_connections(server: Server, shop: TinyShop) -> None:
    """And wait until they are gone: the kill is only a request."""
    query = "SELECT id FROM information_schema.processlist WHERE db=%s"
    name = sa.make_url(shop.url).database
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(query, (name,))
        for (number,) in cursor.fetchall():
            cursor.execute(f"KILL {number}")
        while cursor.execute(query, (name,)):
            pass


def test_an_abandoned_pass_leaves_no_connection(mariadb: Server, tiny: TinyShop) -> None:
    for id_product in range(1, 5):
        tiny.product(id_product)
    tiny.close()
    products = PrestaShop(tiny.url, page=1).products()
    next(products)
    assert isinstance(products, Iterator)
    products.close()  # type: ignore[attr-defined]
    with mariadb.connect() as connection, connection.cursor() as cursor:
        name = sa.make_url(tiny.url).database
        while cursor.execute("SELECT id FROM information_schema.processlist WHERE db=%s", (name,)):
            pass


@pytest.mark.parametrize("url", ["", "no url: " + PASSWORD, f"postgresql://syncd:{PASSWORD}@db/shop"])
def test_an_address_that_holds_no_shop(url: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        PrestaShop(url)
    assert raised.value.code is ErrorCode.SHOP_ADDRESS
    assert PASSWORD not in "".join(traceback.format_exception(raised.value)) + str(raised.value.facts)


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    error = told(f"sqlite:///{path}")
    assert error.code is ErrorCode.SHOP_DATABASE_UNKNOWN
    assert not path.exists()
