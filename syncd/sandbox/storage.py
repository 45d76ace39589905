"""Keeps the sandbox across restarts in one SQLite file; without a file nothing is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from syncd.sandbox.cards import (
    Batch,
    Card,
    CharcValue,
    Dimensions,
    Failure,
    Size,
    Wholesale,
    Work,
    WorkKind,
)
from syncd.sandbox.errors import SandboxError
from syncd.sandbox.journal import Entry

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS card (
    sid TEXT NOT NULL, nm_id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (sid, nm_id)
);
CREATE TABLE IF NOT EXISTS batch (
    sid TEXT NOT NULL, uuid TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (sid, uuid)
);
CREATE TABLE IF NOT EXISTS work (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS journal (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
"""


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

    def _prepare(self) -> None:
        if self.path:
            # One sandbox a file: a second one is refused.
            self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_TABLES)

    @property
    def lasts(self) -> bool:
        return self.path is not None

    def meta(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        self._write("INSERT OR REPLACE INTO meta VALUES (?, ?)", lambda: (name, value))

    def save_card(self, sid: str, card: Card) -> None:
        self._write("INSERT OR REPLACE INTO card VALUES (?, ?, ?)", lambda: (sid, card.nm_id, _dump(card)))

    def delete_card(self, sid: str, nm_id: int) -> None:
        self._write("DELETE FROM card WHERE sid = ? AND nm_id = ?", lambda: (sid, nm_id))

    def save_batch(self, sid: str, batch: Batch) -> None:
        self._write("INSERT OR REPLACE INTO batch VALUES (?, ?, ?)", lambda: (sid, batch.uuid, _dump(batch)))

    def delete_batch(self, sid: str, uuid: str) -> None:
        self._write("DELETE FROM batch WHERE sid = ? AND uuid = ?", lambda: (sid, uuid))

    def save_work(self, work: Work) -> None:
        self._write("INSERT OR REPLACE INTO work VALUES (?, ?)", lambda: (work.id, _dump_work(work)))

    def delete_work(self, work_id: int) -> None:
        self._write("DELETE FROM work WHERE id = ?", lambda: (work_id,))

    def save_entry(self, entry: Entry) -> None:
        self._write("INSERT INTO journal (body) VALUES (?)", lambda: (_dump(entry),))

    def clear_journal(self) -> None:
        self._write("DELETE FROM journal", tuple)

    def cards(self) -> Iterator[tuple[str, Card]]:
        for sid, body in self._db.execute("SELECT sid, body FROM card"):
            yield sid, _card(json.loads(body))

    def batches(self) -> Iterator[tuple[str, Batch]]:
        for sid, body in self._db.execute("SELECT sid, body FROM batch"):
            yield sid, _batch(json.loads(body))

    def works(self) -> Iterator[dict[str, Any]]:
        """Without their variants, which are read from `source` again."""
        for (body,) in self._db.execute("SELECT body FROM work ORDER BY id"):
            row = json.loads(body)
            yield row | {"kind": WorkKind(row["kind"]), "due": datetime.fromisoformat(row["due"])}

    def entries(self) -> Iterator[Entry]:
        for (body,) in self._db.execute("SELECT body FROM journal ORDER BY id"):
            yield Entry(**json.loads(body))

    def commit(self) -> None:
        if self.lasts:
            self._db.commit()

    def close(self) -> None:
        self.commit()
        self._db.close()

    def _write(self, statement: str, values: Callable[[], tuple[Any, ...]]) -> None:
        if self.lasts:
            self._db.execute(statement, values())


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _dump(value: Any) -> str:
    return json.dumps(asdict(value), ensure_ascii=False, default=_plain)


def _dump_work(work: Work) -> str:
    body = asdict(work)
    del body["variants"]
    return json.dumps(body, ensure_ascii=False, default=_plain)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _card(row: dict[str, Any]) -> Card:
    return Card(
        **row
        | {
            "wholesale": Wholesale(**row["wholesale"]),
            "dimensions": Dimensions(**row["dimensions"]),
            "characteristics": tuple(
                CharcValue(item["id"], _value(item["value"])) for item in row["characteristics"]
            ),
            "sizes": tuple(Size(**size | {"skus": tuple(size["skus"])}) for size in row["sizes"]),
            "created_at": _moment(row["created_at"]),
            "updated_at": _moment(row["updated_at"]),
            "trashed_at": _moment(row["trashed_at"]),
        }
    )


def _value(stored: Any) -> Any:
    return tuple(stored) if isinstance(stored, list) else stored


def _batch(row: dict[str, Any]) -> Batch:
    return Batch(
        uuid=row["uuid"],
        updated_at=datetime.fromisoformat(row["updated_at"]),
        failures=tuple(Failure(**item | {"texts": tuple(item["texts"])}) for item in row["failures"]),
    )
