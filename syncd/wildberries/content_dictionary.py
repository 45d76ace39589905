"""WB's dictionaries out of its JSON (modern.md, 5.1). A row without sense is skipped and told to the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog

from syncd.model.dictionary import Characteristic, CharacteristicType, Directory, ParentSubject, Subject
from syncd.wildberries.wire import (
    Record,
    SenselessError,
    count,
    flag,
    identity,
    member,
    name_of,
    record,
    records,
    text_of,
)

Row = TypeVar("Row")

_log = structlog.get_logger("syncd.wildberries")


def read_parents(answer: object) -> tuple[ParentSubject, ...]:
    return _rows(data_of(answer), _parent)


@dataclass(frozen=True, slots=True)
class SubjectPage:
    rows: tuple[Subject, ...]
    listed: int
    """Rows that WB sent, readable or not."""


def read_subjects(answer: object) -> SubjectPage:
    data = data_of(answer)
    return SubjectPage(_rows(data, _subject), len(data))


def read_characteristics(answer: object) -> tuple[Characteristic, ...]:
    return _rows(data_of(answer), _characteristic)


def read_values(directory: Directory) -> Callable[[object], tuple[str, ...]]:
    """A reader of the names that this directory allows."""
    member = {Directory.COLOURS: "name", Directory.COUNTRIES: "name", Directory.TNVED: "tnved"}.get(directory)

    def value(row: object) -> str:
        return name_of({"value": row}, "value") if member is None else name_of(record(row, "row"), member)

    return lambda answer: _rows(data_of(answer), value)


@dataclass(frozen=True, slots=True)
class BrandPage:
    names: tuple[str, ...]
    next: int
    """Where the next page starts; 0 at the end."""
    total: int
    """Brands of the subject; 0 when WB does not tell."""


def read_brands(answer: object) -> BrandPage:
    page = record(answer, "answer")
    names = _rows(
        records(member(page, "brands"), "brands"), lambda row: name_of(record(row, "brand"), "name")
    )
    return BrandPage(names, count(page, "next"), count(page, "total"))


def data_of(answer: object) -> list[object]:
    """The list in the envelope."""
    return records(member(record(answer, "answer"), "data"), "data")


def _rows(rows: list[object], read: Callable[[object], Row]) -> tuple[Row, ...]:
    kept: list[Row] = []
    for row in rows:
        try:
            kept.append(read(row))
        except SenselessError as error:
            _log.warning("wb-row-unreadable", reason=str(error), row=str(row)[:200])
    return tuple(kept)


def _parent(row: object) -> ParentSubject:
    members = record(row, "parent")
    return ParentSubject(identity(members, "id"), name_of(members, "name"), flag(members, "isVisible"))


def _subject(row: object) -> Subject:
    members = record(row, "subject")
    return Subject(
        subject_id=identity(members, "subjectID"),
        name=name_of(members, "subjectName"),
        parent_id=count(members, "parentID"),
        parent_name=text_of(members, "parentName"),
    )


def _characteristic(row: object) -> Characteristic:
    members = record(row, "characteristic")
    return Characteristic(
        charc_id=identity(members, "charcID"),
        name=name_of(members, "name"),
        subject_id=count(members, "subjectID"),
        required=flag(members, "required"),
        unit=text_of(members, "unitName"),
        max_count=count(members, "maxCount"),
        type=_type(members),
        named_field=flag(members, "existNamedField"),
        variable=flag(members, "isVariable"),
    )


def _type(members: Record) -> CharacteristicType:
    try:
        return CharacteristicType(count(members, "charcType"))
    except ValueError:
        raise SenselessError("charcType is unknown") from None
