"""The two drivers of MySQL and MariaDB: how each is told of TLS, and to leave values as they came.

Dates and decimals stay text with both, so that zero dates are one thing (PyMySQL would give text for them,
mysqlclient None) and a decimal that nobody looks at costs nothing. `syncd.prestashop.values` reads them.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any

import sqlalchemy as sa

_TEXTS = frozenset({"DECIMAL", "NEWDECIMAL", "DATE", "NEWDATE", "DATETIME", "TIMESTAMP", "TIME"})


class Tls(Enum):
    OFF = "off"
    PREFER = "prefer"
    """Encrypt when both sides can; nobody's identity is checked, so a plain connection is no worse."""
    VERIFY = "verify"
    """Encrypt, and check the certificate and the host's name against the system's authorities."""


@dataclass(frozen=True, slots=True)
class MysqlDriver:
    name: str
    """As SQLAlchemy calls it."""
    module: str
    tls: Callable[[Tls], dict[str, object]]
    """Arguments of `connect`."""
    password: Callable[[str], str | bytes]
    """As `connect` takes it: the server compares UTF-8, of which PyMySQL would make Latin-1."""

    def converters(self) -> dict[Any, Any]:
        """The driver's own, but for dates and decimals. Raises `ImportError` where it is not installed."""
        known = import_module(f"{self.module}.converters").conversions
        kinds = import_module(f"{self.module}.constants.FIELD_TYPE")
        texts = {getattr(kinds, name) for name in _TEXTS if hasattr(kinds, name)}
        return {**known, **dict.fromkeys(texts, str)}


def driver_of(url: sa.URL) -> MysqlDriver:
    """That of the URL; PyMySQL when it names none of the two."""
    return _MYSQLCLIENT if url.get_driver_name() == "mysqldb" else _PYMYSQL


def _pymysql_tls(tls: Tls) -> dict[str, object]:
    if tls is Tls.OFF:
        return {"ssl_disabled": True}
    return {"ssl": ssl.create_default_context()} if tls is Tls.VERIFY else {}


def _mysqlclient_tls(tls: Tls) -> dict[str, object]:
    if tls is Tls.VERIFY:
        paths = ssl.get_default_verify_paths()
        places = {"ca": paths.cafile, "capath": paths.capath}
        given = {name: place for name, place in places.items() if place}
        return {"ssl": given, "ssl_mode": "VERIFY_IDENTITY"}
    # MariaDB's library tries TLS only when something is said of it.
    return (
        {"ssl_mode": "DISABLED"}
        if tls is Tls.OFF
        else {"ssl": {"cipher": "DEFAULT"}, "ssl_mode": "PREFERRED"}
    )


_PYMYSQL = MysqlDriver("mysql+pymysql", "pymysql", _pymysql_tls, str.encode)
_MYSQLCLIENT = MysqlDriver("mysql+mysqldb", "MySQLdb", _mysqlclient_tls, str)
