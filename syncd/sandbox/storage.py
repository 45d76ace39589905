"""Keeps the sandbox across restarts in one SQLite file; without a file nothing is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

from syncd.sandbox import codec
from syncd.sandbox.errors import SandboxError
from syncd.sandbox.journal import Entry

FORM = 2
"""Of the tables and of the records in them; another one is refused."""
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS record (
    kind TEXT NOT NULL, sid TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, sid, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS journal (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
"""


class Record(Protocol):
    """A frozen dataclass that is one of its kind by its key."""

    @property
    def key(self) -> int | str: ...


R = TypeVar("R", bound=Record)


class Storage:
    """Writes go through at once; `commit` after each request makes them last."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=1)
        except sqlite3.Error as error:
            raise SandboxError(f"The data file {path} cannot be used: {error}.") from error
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._db.close()
            raise SandboxError(f"The data file {path} cannot be used: {error}.") from error
        except SandboxError:
            self._db.close()
            raise

    def _prepare(self) -> None:
        if self.path:
            # One sandbox a file: a second one is refused.
            self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (form,) = self._db.execute("PRAGMA user_version").fetchone()
        if tables and form != FORM:
            raise SandboxError(f"The data file {self.path} is of another version: start with a new one.")
        self._db.executescript(_TABLES)
        self._db.execute(f"PRAGMA user_version = {FORM}")

    @property
    def lasts(self) -> bool:
        return self.path is not None

    def meta(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        self._write("INSERT OR REPLACE INTO meta VALUES (?, ?)", lambda: (name, value))

    def save(self, sid: str, record: Record) -> None:
        self._write(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)",
            lambda: (type(record).__name__, sid, str(record.key), codec.dump(record)),
        )

    def delete(self, sid: str, record: Record) -> None:
        self._write(
            "DELETE FROM record WHERE kind = ? AND sid = ? AND key = ?",
            lambda: (type(record).__name__, sid, str(record.key)),
        )

    def records(self, kind: type[R]) -> Iterator[tuple[str, R]]:
        """All of a kind, each with its seller."""
        rows = self._db.execute("SELECT sid, body FROM record WHERE kind = ?", (kind.__name__,))
        for sid, body in rows:
            yield sid, codec.load(kind, body)

    def save_entry(self, entry: Entry) -> None:
        self._write("INSERT INTO journal (body) VALUES (?)", lambda: (codec.dump(entry),))

    def clear_journal(self) -> None:
        self._write("DELETE FROM journal", tuple)

    def entries(self) -> Iterator[Entry]:
        for (body,) in self._db.execute("SELECT body FROM journal ORDER BY id"):
            yield codec.load(Entry, body)

    def commit(self) -> None:
        if self.lasts:
            self._db.commit()

    def close(self) -> None:
        self.commit()
        self._db.close()

    def _write(self, statement: str, values: Callable[[], tuple[Any, ...]]) -> None:
        if self.lasts:
            self._db.execute(statement, values())
