"""The state's database: engines, short transactions, and the border where foreign errors become ours."""

from __future__ import annotations

import contextlib
import os
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from syncd.model.errors import ConfigurationError, ErrorCode, FaultError, UnreachableError
from syncd.state import ownership
from syncd.state.columns import SERVERS

Answer = TypeVar("Answer")

BUSY_SECONDS = 30
"""How long SQLite waits for another writer."""

READ_SECONDS = 300
"""How long an answer of a server may take before the connection counts as lost."""

WRITE = "syncd_write"

_LOST_TO_OTHERS = (1205, 1213)
"""MySQL: lock wait timeout, deadlock. The transaction was rolled back and may be tried again."""

_TRIES = 10


class Database:
    """Reads see one snapshot; a write is one transaction, whole or not at all.

    `tls` is of the connection to a server: off; prefer, which encrypts when both sides can; or verify, which
    also checks the certificate and the host's name.
    """

    def __init__(
        self,
        address: str,
        password: str | None = None,
        *,
        busy_seconds: float = BUSY_SECONDS,
        tls: str = "prefer",
    ) -> None:
        self._busy_seconds = busy_seconds
        self._tls = tls
        self.url = _parse(address)
        if password:
            self.url = self.url.set(password=password)
        self.name = self.url.render_as_string(hide_password=True)
        self.is_server = self.url.get_backend_name() in SERVERS
        with self.border():
            if not self.is_server:
                ownership.check(self.file)
                _create_file(self.file)
            self._engine = self._make_engine()
            self._unpooled = sa.create_engine(self.url, poolclass=NullPool, connect_args=self._connect_args())

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return Path(str(self.url.database)).absolute()

    @contextlib.contextmanager
    def read(self) -> Iterator[sa.Connection]:
        with self.border(), self._engine.connect() as connection:
            yield connection

    def write(self, work: Callable[[sa.Connection], Answer]) -> Answer:
        """Do `work` in one transaction. It may be done again from its start after a deadlock."""
        for _ in range(_TRIES - 1):
            with contextlib.suppress(_LostToOthersError), self.border():
                return self._write_once(work)
        with self.border():
            return self._write_once(work)

    @contextlib.contextmanager
    def connection_of_its_own(self) -> Iterator[sa.Connection]:
        """A connection that is closed, not pooled, for a lock that lives as long as it does."""
        with self.border():
            connection = self._unpooled.connect().execution_options(isolation_level="AUTOCOMMIT")
        with contextlib.closing(connection):
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection whose transactions are writes, begun and ended by the caller: for revisions."""
        with self.border(), self._engine.connect() as connection:
            yield connection.execution_options(**{WRITE: True})

    def close(self) -> None:
        self._engine.dispose()

    @contextlib.contextmanager
    def border(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self.unreachable(error.strerror or type(error).__name__) from error
        except exc.DBAPIError as error:
            raise self._translate(error) from error
        except exc.SQLAlchemyError as error:
            if isinstance(error, exc.TimeoutError):
                raise self.unreachable("no connection came free") from error
            raise FaultError(ErrorCode.FAULT, reason=type(error).__name__) from error

    def unreachable(self, reason: str) -> UnreachableError:
        return UnreachableError(ErrorCode.STATE_UNREACHABLE, database=self.name, reason=reason)

    def _translate(self, error: exc.DBAPIError) -> Exception:
        number = error.orig.args[0] if error.orig is not None and error.orig.args else None
        reason = (
            str(error.orig.args[-1]) if error.orig is not None and error.orig.args else type(error).__name__
        )
        if number in _LOST_TO_OTHERS:
            return _LostToOthersError(ErrorCode.STATE_UNREACHABLE, database=self.name, reason=reason)
        if isinstance(
            error, (exc.IntegrityError, exc.DataError, exc.ProgrammingError, exc.NotSupportedError)
        ):
            return FaultError(ErrorCode.FAULT, reason=reason)
        return self.unreachable(reason)

    def _write_once(self, work: Callable[[sa.Connection], Answer]) -> Answer:
        with self._engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
            return work(connection)

    def _make_engine(self) -> sa.Engine:
        engine = sa.create_engine(
            self.url,
            hide_parameters=True,
            pool_pre_ping=self.is_server,
            pool_recycle=1800,
            max_overflow=50,
            connect_args=self._connect_args(),
        )
        if self.is_server:
            event.listen(engine, "connect", _prepare_server)
        else:
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _connect_args(self) -> dict[str, Any]:
        if not self.is_server:
            return {"timeout": self._busy_seconds}
        patience = {"read_timeout": READ_SECONDS, "write_timeout": READ_SECONDS}
        # The server compares UTF-8; of a text PyMySQL would make Latin-1.
        password = {"password": self.url.password.encode()} if self.url.password else {}
        return {"charset": "utf8mb4", **patience, **password, **_encryption(self._tls)}


def _encryption(tls: str) -> dict[str, Any]:
    """Arguments of PyMySQL, which by itself encrypts when the server offers it."""
    if tls == "off":
        return {"ssl_disabled": True}
    return {"ssl": ssl.create_default_context()} if tls == "verify" else {}


class _LostToOthersError(UnreachableError):
    """Rolled back for the sake of another transaction."""


def _parse(address: str) -> sa.URL:
    try:
        url = sa.make_url(address)
        backend = url.get_backend_name()
    except (exc.ArgumentError, ValueError) as error:
        raise ConfigurationError(ErrorCode.STATE_ADDRESS, database=_scheme(address)) from error
    if backend == "sqlite" and url.database in (None, "", ":memory:"):
        raise ConfigurationError(ErrorCode.STATE_ADDRESS, database=address)
    if backend in SERVERS and not url.database:
        raise ConfigurationError(ErrorCode.STATE_ADDRESS, database=url.render_as_string(hide_password=True))
    if url.drivername not in ("sqlite", "sqlite+pysqlite", "mysql+pymysql", "mariadb+pymysql"):
        raise ConfigurationError(ErrorCode.STATE_ADDRESS, database=url.render_as_string(hide_password=True))
    return url


def _scheme(address: str) -> str:
    """What may be shown of an address that cannot be read, and so may hold a password anywhere."""
    scheme, separator, _ = address.partition("://")
    return f"{scheme}://…" if separator else "…"


def _create_file(file: Path) -> None:
    """SQLite gives its journal the rights of the file."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are ours to begin
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=FULL")  # an intention survives a power cut
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """A write takes its lock at once: one that began as a read could not wait for another writer."""
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_server(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'")
    cursor.close()
