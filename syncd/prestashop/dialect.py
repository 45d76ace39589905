"""The one module that knows SQL dialects and their drivers: how to connect, read consistently, read errors.

MySQL 5.5 to 8 and MariaDB by PyMySQL or mysqlclient; SQLite for the demo's shop.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from syncd.prestashop.drivers import MysqlDriver, Tls
from syncd.prestashop.drivers import driver_of as _mysql_driver

CONNECT_SECONDS = 10
READ_SECONDS = 120
"""Longer than any page takes; a server that vanished without a word is noticed."""

MYSQL_PORT = 3306

_SESSION = (
    "SET SESSION sql_mode='', sql_big_selects=1, sql_select_limit=18446744073709551615, wait_timeout=3600"
)
"""Whatever the server's defaults: shared hosting caps what a query may look at (max_join_size) or return, and
closes connections that are silent while a page is being worked on."""


class Trouble(Enum):
    """What a driver's error means."""

    UNREACHABLE = "unreachable"
    DENIED = "denied"
    DATABASE_UNKNOWN = "database unknown"
    TLS = "tls"
    LOST = "lost"
    TABLE_MISSING = "table missing"
    OTHER = "other"


_MYSQL_TROUBLE = {
    Trouble.UNREACHABLE: {1040, 1129, 1203, 1226, 2001, 2002, 2003, 2004, 2005},
    Trouble.DENIED: {1044, 1045, 1130, 1142, 1143, 1227, 1251, 1275, 1698, 2049, 2059, 2061},
    Trouble.DATABASE_UNKNOWN: {1046, 1049},
    Trouble.TLS: {2026, 3159},
    Trouble.LOST: {1053, 1077, 1079, 1080, 1152, 1158, 1159, 1160, 1161, 1317, 1927, 2006, 2013, 2014, 2055},
    Trouble.TABLE_MISSING: {1146},
}
_TROUBLE_BY_NUMBER = {number: trouble for trouble, numbers in _MYSQL_TROUBLE.items() for number in numbers}
_SYNTAX_ERROR = 1064


@dataclass(frozen=True, slots=True)
class Dialect:
    connect: Callable[[sa.URL, Tls], sa.Engine]
    begin: Callable[[sa.Connection], None]
    """Starts a read-only transaction that sees one moment of the shop."""
    trouble: Callable[[Exception], Trouble]


def dialect_of(url: sa.URL) -> Dialect | None:
    """None: a kind of database that holds no PrestaShop."""
    return {"mysql": _MYSQL, "mariadb": _MYSQL, "sqlite": _SQLITE}.get(url.get_backend_name())


def open_writable(url: sa.URL) -> sa.Engine:
    """For those who build a shop (demo and tests); PrestaShop's own sessions run without any sql_mode too."""
    if url.get_backend_name() == "sqlite":
        return sa.create_engine(url, poolclass=NullPool)
    return sa.create_engine(url, poolclass=NullPool, connect_args={"init_command": "SET SESSION sql_mode=''"})


def error_text(error: Exception) -> str:
    """The driver's own words, without the statement and its parameters."""
    cause = getattr(error, "orig", None) or error
    return str(cause.args[-1]) if getattr(cause, "args", None) else type(cause).__name__


# MySQL and MariaDB


def _connect_mysql(url: sa.URL, tls: Tls) -> sa.Engine:
    driver = _mysql_driver(url)
    engine = sa.create_engine(
        url.set(drivername=driver.name).update_query_dict({"charset": "utf8mb4"}),
        poolclass=NullPool,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "read_timeout": READ_SECONDS,
            "write_timeout": READ_SECONDS,
            "init_command": _SESSION,
            "conv": driver.converters(),
            **({"password": driver.password(url.password)} if url.password else {}),
            **driver.tls(tls),
        },
    )
    if tls is Tls.PREFER:
        sa.event.listen(engine, "do_connect", _connect_plain_after_tls(driver))
    return engine


def _connect_plain_after_tls(driver: MysqlDriver) -> Callable[..., object]:
    """PyMySQL speaks TLS whenever the server offers it, and fails where an old server has only TLS 1.0."""

    def connect(
        dialect: Any, record: object, arguments: tuple[object, ...], options: dict[str, object]
    ) -> object:
        try:
            return dialect.connect(*arguments, **options)
        except dialect.loaded_dbapi.Error as error:
            if _mysql_trouble(error) is not Trouble.TLS:
                raise
        plain = {name: value for name, value in options.items() if name not in driver.tls(Tls.PREFER)}
        return dialect.connect(*arguments, **plain, **driver.tls(Tls.OFF))

    return connect


def _begin_mysql(connection: sa.Connection) -> None:
    connection.exec_driver_sql("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    try:
        connection.exec_driver_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
    except sa.exc.DBAPIError as error:
        if _number(error.orig) != _SYNTAX_ERROR:
            raise
        # MySQL 5.5 knows no read-only transactions.
        connection.exec_driver_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT")


def _number(error: object) -> int | None:
    arguments = getattr(error, "args", ())
    return arguments[0] if arguments and isinstance(arguments[0], int) else None


def _mysql_trouble(error: Exception) -> Trouble:
    cause = getattr(error, "orig", None) or error
    if isinstance(getattr(cause, "original_exception", None), ssl.SSLError):
        return Trouble.TLS
    if getattr(error, "connection_invalidated", False):
        return Trouble.LOST
    return _TROUBLE_BY_NUMBER.get(_number(cause) or 0, Trouble.OTHER)


# SQLite


def _connect_sqlite(url: sa.URL, tls: Tls) -> sa.Engine:
    """A missing file stays missing: SQLite would create it."""
    path = Path(url.database or "").absolute().as_uri()
    engine = sa.create_engine(f"sqlite+pysqlite:///{path}?mode=ro&uri=true", poolclass=NullPool)
    sa.event.listen(engine, "connect", _leave_transactions_to_us)
    return engine


def _leave_transactions_to_us(connection: Any, record: object) -> None:
    connection.isolation_level = None


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _sqlite_trouble(error: Exception) -> Trouble:
    told = error_text(error)
    if "no such table" in told:
        return Trouble.TABLE_MISSING
    return Trouble.DATABASE_UNKNOWN if "unable to open" in told else Trouble.OTHER


_MYSQL = Dialect(_connect_mysql, _begin_mysql, _mysql_trouble)
_SQLITE = Dialect(_connect_sqlite, _begin_sqlite, _sqlite_trouble)
