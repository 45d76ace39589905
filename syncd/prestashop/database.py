"""The shop's database: one read-only moment of it, and its drivers' errors turned into ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from syncd.model.errors import (
    ConfigurationError,
    CredentialsError,
    ErrorCode,
    SyncdError,
    UnreachableError,
)
from syncd.prestashop.dialect import MYSQL_PORT, Dialect, Trouble, dialect_of, error_text
from syncd.prestashop.drivers import Tls
from syncd.prestashop.marks import told

Row = tuple[Any, ...]

_ERRORS: dict[Trouble, tuple[Callable[..., SyncdError], ErrorCode, str]] = {
    Trouble.UNREACHABLE: (UnreachableError, ErrorCode.SHOP_UNREACHABLE, "host port reason"),
    Trouble.DENIED: (CredentialsError, ErrorCode.SHOP_ACCESS_DENIED, "user host reason"),
    Trouble.DATABASE_UNKNOWN: (ConfigurationError, ErrorCode.SHOP_DATABASE_UNKNOWN, "database"),
    Trouble.TLS: (UnreachableError, ErrorCode.SHOP_TLS, "host reason"),
    Trouble.LOST: (UnreachableError, ErrorCode.SHOP_CONNECTION_LOST, "host reason"),
    Trouble.TABLE_MISSING: (ConfigurationError, ErrorCode.SHOP_TABLES_MISSING, "database tables"),
    Trouble.OTHER: (UnreachableError, ErrorCode.SHOP_QUERY_FAILED, "database reason"),
}
"""What each trouble becomes, and the facts it carries."""


@dataclass(frozen=True, slots=True)
class Query:
    """A statement in the driver's own words."""

    text: str
    constants: Mapping[str, object]
    places: tuple[str, ...]
    """Names of the values in their order, for drivers that count them; empty for those that name them."""

    def parameters(self, values: Mapping[str, object]) -> Any:
        given = {**self.constants, **values}
        return tuple(given[name] for name in self.places) if self.places else given


class Snapshot:
    """One moment of the shop; every query sees the same."""

    def __init__(self, connection: sa.Connection, database: Database) -> None:
        self._connection = connection
        self._database = database

    def rows(self, statement: sa.Select[Any], values: Mapping[str, object] | None = None) -> Sequence[Row]:
        """All rows, in columns' order. Raises what `syncd.model.ports.Shop` names."""
        with self._database.border():
            return self._connection.execute(statement, dict(values or {})).all()

    def prepare(self, statement: sa.Select[Any]) -> Query:
        compiled = statement.compile(self._connection.engine, compile_kwargs={"render_postcompile": True})
        return Query(str(compiled), compiled.params, tuple(compiled.positiontup or ()))

    def fetch(self, query: Query, values: Mapping[str, object]) -> Sequence[Row]:
        """Bare rows, for what is read by the thousand. Raises as `rows` does."""
        with self._database.border():
            result = self._connection.exec_driver_sql(query.text, query.parameters(values))
            found: Sequence[Row] = result.cursor.fetchall() if result.cursor else ()
            result.close()
            return found

    def table_names(self) -> frozenset[str]:
        with self._database.border():
            return frozenset(sa.inspect(self._connection).get_table_names())


class Sealed(Snapshot):
    """The same moment; `seal` changes with anything that was read through here."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(snapshot._connection, snapshot._database)
        self._seal = blake2b(digest_size=16)

    @property
    def seal(self) -> bytes:
        return self._seal.digest()

    def rows(self, statement: sa.Select[Any], values: Mapping[str, object] | None = None) -> Sequence[Row]:
        found = super().rows(statement, values)
        self._seal.update(told([tuple(row) for row in found]))
        return found


class Database:
    """Where the shop's database is and how it is reached; connects anew for each snapshot.

    `password` is for an address without one; `tls` is off, prefer or verify. A connection is never kept
    between snapshots: the shop is not burdened, and a server that went away and came back needs no care.
    """

    def __init__(self, url: str | sa.URL, *, password: str | None = None, tls: str = "prefer") -> None:
        self._url = _parsed(url, password)
        self._dialect = _dialect(self._url)
        try:
            self._engine = self._dialect.connect(self._url, Tls(tls))
        except ImportError as error:
            raise ConfigurationError(
                ErrorCode.SHOP_DRIVER_MISSING, driver=self._url.drivername, reason=error
            ) from error
        self._foreign = (sa.exc.SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error)

    @property
    def name(self) -> str:
        return self._url.database or ""

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        with self.border():
            connection = self._engine.connect()
        try:
            with self.border():
                self._dialect.begin(connection)
            yield Snapshot(connection, self)
        finally:
            _drop(connection)

    @contextmanager
    def border(self) -> Iterator[None]:
        """Past here a driver's error is one of ours. No password is ever in its facts."""
        try:
            yield
        except (*self._foreign, OSError, RuntimeError, UnicodeDecodeError) as error:
            raise self._told(error) from error

    def close(self) -> None:
        self._engine.dispose()

    def _told(self, error: Exception) -> SyncdError:
        trouble = self._dialect.trouble(error)
        kind, code, names = _ERRORS[trouble]
        facts = {
            "host": self._host(),
            "port": self._url.port or MYSQL_PORT,
            "user": self._url.username or "",
            "database": self.name,
            "reason": error_text(error),
            "tables": error_text(error),
        }
        return kind(code, **{name: facts[name] for name in names.split()})

    def _host(self) -> str:
        return str(self._url.query.get("unix_socket") or self._url.host or "localhost")


def _parsed(url: str | sa.URL, password: str | None) -> sa.URL:
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        # Its text would hold the whole address, password included.
        raise ConfigurationError(ErrorCode.SHOP_ADDRESS, kind="") from None
    return parsed.set(password=password) if password else parsed


def _dialect(url: sa.URL) -> Dialect:
    if found := dialect_of(url):
        return found
    raise ConfigurationError(ErrorCode.SHOP_ADDRESS, kind=url.drivername)


def _drop(connection: sa.Connection) -> None:
    """Close without a word to a server that may be gone; what was begun is rolled back there."""
    with suppress(sa.exc.SQLAlchemyError):
        connection.invalidate()
    connection.close()
