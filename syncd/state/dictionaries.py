"""WB's dictionaries as last read: subjects, characteristics of a subject, values of a directory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

import sqlalchemy as sa

from syncd.model.dictionary import Characteristic, CharacteristicType, Directory, Subject
from syncd.state import tables, upsert
from syncd.state.database import Database

_dictionary = tables.dictionary
_UNREADABLE = "null"
"""Payload of a directory that was asked for and is too large to be read."""


class Kind(StrEnum):
    SUBJECTS = "subjects"
    CHARACTERISTICS = "characteristics"
    DIRECTORY = "directory"


@dataclass(frozen=True)
class _Subjects:
    digest: str
    items: tuple[Subject, ...]
    by_id: dict[int, Subject]
    by_name: dict[str, tuple[Subject, ...]]


class Dictionaries:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._subjects: dict[str, _Subjects] = {}

    def put(self, account: str, kind: str, key: str, payload: str, at: datetime) -> None:
        """Keep a JSON payload that was read `at`."""
        row = {
            "account": account,
            "kind": kind,
            "name": key,
            "payload": payload,
            "digest": _digest(payload),
            "read_at": at,
        }
        self._database.write(lambda connection: upsert.put(connection, _dictionary, [row]))

    def get(self, account: str, kind: str, key: str) -> tuple[str, datetime] | None:
        """The payload, and when it was read."""
        query = sa.select(_dictionary.c.payload, _dictionary.c.read_at).where(_of(account, kind, key))
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else (row.payload, row.read_at)

    def read_at(self, account: str, kind: str, key: str = "") -> datetime | None:
        """When it was last read, without reading it here."""
        with self._database.read() as connection:
            return connection.scalar(sa.select(_dictionary.c.read_at).where(_of(account, kind, key)))

    def version(self, account: str) -> str:
        """Changes if, and only if, some payload changes, comes or goes; one that tells nothing is none."""
        columns = (_dictionary.c.kind, _dictionary.c.name, _dictionary.c.digest)
        telling = (_dictionary.c.account == account, _dictionary.c.digest != _digest(_UNREADABLE))
        with self._database.read() as connection:
            rows = connection.execute(sa.select(*columns).where(*telling)).all()
        return _digest(json.dumps(sorted(list(row) for row in rows)))

    def put_subjects(self, account: str, subjects: Sequence[Subject], at: datetime) -> None:
        """All of them, in place of those before."""
        payload = _json([astuple(subject) for subject in sorted(subjects, key=lambda item: item.subject_id)])
        self.put(account, Kind.SUBJECTS, "", payload, at)

    def subjects(self, account: str) -> tuple[Subject, ...] | None:
        """By id; None when they were never read."""
        known = self._known_subjects(account)
        return None if known is None else known.items

    def subject(self, account: str, subject_id: int) -> Subject | None:
        known = self._known_subjects(account)
        return None if known is None else known.by_id.get(subject_id)

    def find_subject(self, account: str, name: str) -> Subject | None:
        """The subject of this name; None when there is none, or more than one."""
        found = self.find_subjects(account, name)
        return found[0] if len(found) == 1 else None

    def find_subjects(self, account: str, name: str) -> tuple[Subject, ...]:
        """All subjects of this name, whatever its case, spaces and ё. A name is not always unique."""
        known = self._known_subjects(account)
        return () if known is None else known.by_name.get(_plain(name), ())

    def put_characteristics(
        self, account: str, subject_id: int, characteristics: Sequence[Characteristic], at: datetime
    ) -> None:
        rows = [{**_characteristic(item)} for item in characteristics]
        self.put(account, Kind.CHARACTERISTICS, str(subject_id), _json(rows), at)

    def characteristics(self, account: str, subject_id: int) -> tuple[Characteristic, ...] | None:
        """None when they were never read."""
        found = self.get(account, Kind.CHARACTERISTICS, str(subject_id))
        if found is None:
            return None
        return tuple(
            Characteristic(**{**row, "type": CharacteristicType(row["type"])}) for row in json.loads(found[0])
        )

    def put_values(
        self,
        account: str,
        directory: Directory,
        subject_id: int | None,
        names: Sequence[str] | None,
        at: datetime,
    ) -> None:
        """All that the directory allows; None when it is too large to be read."""
        payload = _UNREADABLE if names is None else _json(sorted(set(names)))
        self.put(account, Kind.DIRECTORY, _place(directory, subject_id), payload, at)

    def values(self, account: str, directory: Directory, subject_id: int | None) -> tuple[str, ...] | None:
        """None when they were never read, or are too many."""
        found = self.get(account, Kind.DIRECTORY, _place(directory, subject_id))
        names = None if found is None else json.loads(found[0])
        return None if names is None else tuple(names)

    def values_read_at(
        self, account: str, wanted: Iterable[tuple[Directory, int | None]]
    ) -> Mapping[tuple[Directory, int | None], datetime | None]:
        """When each of these directories was last read; None when it never was."""
        columns = (_dictionary.c.name, _dictionary.c.read_at)
        of_kind = (_dictionary.c.account == account, _dictionary.c.kind == Kind.DIRECTORY)
        with self._database.read() as connection:
            rows = connection.execute(sa.select(*columns).where(*of_kind)).all()
        moments: dict[str, datetime] = {row.name: row.read_at for row in rows}
        return {one: moments.get(_place(*one)) for one in wanted}

    def _known_subjects(self, account: str) -> _Subjects | None:
        """Some 8,000 of them: parsed again only when another process put others."""
        with self._database.read() as connection:
            digest = connection.scalar(sa.select(_dictionary.c.digest).where(_of(account, Kind.SUBJECTS, "")))
        kept = self._subjects.get(account)
        if digest is None or (kept is not None and kept.digest == digest):
            return kept if digest is not None else None
        found = self.get(account, Kind.SUBJECTS, "")
        if found is None:
            return None
        self._subjects[account] = _parse_subjects(found[0])
        return self._subjects[account]


def _parse_subjects(payload: str) -> _Subjects:
    items = tuple(Subject(*row) for row in json.loads(payload))
    by_name: dict[str, tuple[Subject, ...]] = {}
    for item in items:
        name = _plain(item.name)
        by_name[name] = (*by_name.get(name, ()), item)
    return _Subjects(_digest(payload), items, {item.subject_id: item for item in items}, by_name)


def _place(directory: Directory, subject_id: int | None) -> str:
    return f"{directory.value}:{subject_id}" if directory.by_subject else directory.value


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())


def _characteristic(item: Characteristic) -> dict[str, object]:
    return {
        "charc_id": item.charc_id,
        "name": item.name,
        "subject_id": item.subject_id,
        "required": item.required,
        "unit": item.unit,
        "max_count": item.max_count,
        "type": item.type.value,
        "named_field": item.named_field,
        "variable": item.variable,
    }


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _of(account: str, kind: str, key: str) -> sa.ColumnElement[bool]:
    wanted = (_dictionary.c.account == account, _dictionary.c.kind == kind, _dictionary.c.name == key)
    return sa.and_(*wanted)
