"""The shop's own `config/settings.inc.php`: where its database is and how it is entered.

PrestaShop writes one `define('NAME', 'value');` a line; people edit it by hand
(1.6.1.19, install.php:72-105).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from pydantic import SecretStr

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.prestashop.dialect import MYSQL_PORT

WELL_KNOWN_SOCKETS = (
    Path("/run/mysqld/mysqld.sock"),
    Path("/var/run/mysqld/mysqld.sock"),
    Path("/var/lib/mysql/mysql.sock"),
    Path("/tmp/mysql.sock"),  # noqa: S108 - where MySQL's own packages put it
)
"""Where PHP's 'localhost' leads: a socket, never the network."""


@dataclass(frozen=True, slots=True)
class ShopDatabase:
    host: str
    port: int
    socket: str | None
    name: str
    user: str
    password: SecretStr
    prefix: str
    engine: str
    version: str
    """PrestaShop's."""

    def url(self) -> sa.URL:
        """With the password in it: never print it."""
        query = {"charset": "utf8mb4"} | ({"unix_socket": self.socket} if self.socket else {})
        return sa.URL.create(
            "mysql+pymysql",
            username=self.user,
            password=self.password.get_secret_value() or None,
            host=self.host,
            port=None if self.socket else self.port,
            database=self.name,
            query=query,
        )


def parse(path: Path, *, sockets: Sequence[Path] = WELL_KNOWN_SOCKETS) -> ShopDatabase:
    """Raises `ConfigurationError` SETTINGS_INC_UNREADABLE (path, reason)."""
    try:
        source = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise _unreadable(path, error.strerror or type(error).__name__) from error
    try:
        return parse_source(source, sockets=sockets)
    except ValueError as error:
        raise _unreadable(path, str(error)) from error


def parse_source(source: str, *, sockets: Sequence[Path] = ()) -> ShopDatabase:
    """Raises `ValueError` naming what is missing or wrong."""
    constants = _constants(source)
    for needed in ("_DB_SERVER_", "_DB_NAME_", "_DB_USER_", "_DB_PASSWD_", "_DB_PREFIX_"):
        if needed not in constants:
            raise ValueError(needed)
    host, port, socket = _server(constants["_DB_SERVER_"], sockets)
    return ShopDatabase(
        host=host,
        port=port,
        socket=socket,
        name=constants["_DB_NAME_"],
        user=constants["_DB_USER_"],
        password=SecretStr(constants["_DB_PASSWD_"]),
        prefix=constants["_DB_PREFIX_"],
        engine=constants.get("_MYSQL_ENGINE_", "InnoDB"),
        version=constants.get("_PS_VERSION_", ""),
    )


_QUOTED = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
_SKIP_OR_DEFINE = re.compile(
    rf"""
    (?P<comment> /\*.*?\*/ | (?://|\#)[^\n]* )
  | \bdefine \s* \( \s* (?P<name>{_QUOTED}) \s* , \s* (?P<value>{_QUOTED}|[\w.+-]+) \s* [,)]
  | (?P<text>{_QUOTED})
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def _constants(source: str) -> dict[str, str]:
    """Of several definitions the first holds, as in PHP."""
    found: dict[str, str] = {}
    for match in _SKIP_OR_DEFINE.finditer(source):
        if match["name"]:
            found.setdefault(_unquoted(match["name"]), _unquoted(match["value"]))
    return found


def _unquoted(literal: str) -> str:
    """A PHP string's value. Between single quotes only the quote and the backslash are escaped."""
    quote, body = literal[0], literal[1:-1]
    if quote == "'":
        return re.sub(r"\\(['\\])", r"\1", body)
    if quote == '"':
        return re.sub(r"\\([\"\\$])", r"\1", body)
    return literal


def _server(server: str, sockets: Sequence[Path]) -> tuple[str, int, str | None]:
    """host, host:port or host:/socket (classes/db/DbPDO.php:56-62)."""
    host, _, rest = server.strip().partition(":")
    if rest.startswith("/"):
        return host or "localhost", MYSQL_PORT, rest
    if rest:
        if not rest.isdecimal():
            raise ValueError(f"_DB_SERVER_ {server!r}")
        return host, int(rest), None
    if host == "localhost":
        return host, MYSQL_PORT, next((str(path) for path in sockets if path.is_socket()), None)
    if not host:
        raise ValueError("_DB_SERVER_")
    return host, MYSQL_PORT, None


def _unreadable(path: Path, reason: str) -> ConfigurationError:
    return ConfigurationError(ErrorCode.SETTINGS_INC_UNREADABLE, path=path, reason=reason)
