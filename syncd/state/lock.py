"""Locks that a crash frees: a flock on a file beside SQLite, a named lock of a connection on a server."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from syncd.state.database import Database

IDLE_SECONDS = 31_536_000
"""The longest `wait_timeout`: a server must not close the idle connection that holds a lock."""


def me() -> str:
    """Who holds a lock, for people."""
    return f"pid {os.getpid()} on {socket.gethostname()}"


@contextlib.contextmanager
def held(database: Database, *names: str) -> Iterator[bool]:
    """Try to hold the lock of these names while the block runs; yields whether it is held. Never waits."""
    lock = _server_lock if database.is_server else _file_lock
    with lock(database, names) as got:
        yield got


def holder(database: Database, *names: str) -> str:
    """Who wrote itself into the lock's file; empty on a server."""
    if database.is_server:
        return ""
    with contextlib.suppress(OSError):
        return _path(database, names).read_text(encoding="utf-8").strip()
    return ""


@contextlib.contextmanager
def _file_lock(database: Database, names: tuple[str, ...]) -> Iterator[bool]:
    with database.border():
        descriptor = os.open(_path(database, names), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        with database.border():
            got = _take(descriptor)
        yield got
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    os.ftruncate(descriptor, 0)
    os.write(descriptor, me().encode())
    return True


def _path(database: Database, names: tuple[str, ...]) -> Path:
    told = ".".join(quote(name, safe="") for name in names)
    return database.file.with_name(f"{database.file.name}.{told}.lock")


@contextlib.contextmanager
def _server_lock(database: Database, names: tuple[str, ...]) -> Iterator[bool]:
    name = _name(database, names)
    with database.connection_of_its_own() as connection:
        with database.border():
            connection.execute(sa.text("SET SESSION wait_timeout = :seconds"), {"seconds": IDLE_SECONDS})
            got = connection.scalar(sa.text("SELECT GET_LOCK(:name, 0)"), {"name": name}) == 1
        try:
            yield got
        finally:
            with contextlib.suppress(sa.exc.DBAPIError):  # a lost connection has let go by itself
                connection.execute(sa.text("DO RELEASE_LOCK(:name)"), {"name": name})


def _name(database: Database, names: tuple[str, ...]) -> str:
    """Names are of the whole server, and at most 64 characters."""
    told = "\0".join([str(database.url.database), *names])
    return f"syncd:{blake2b(told.encode(), digest_size=16).hexdigest()}"
