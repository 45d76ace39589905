"""WB's dictionaries as the sandbox serves and enforces them. The document's form: `data/README.md`."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from syncd.sandbox.errors import SandboxError

STRINGS = 1
NUMBER = 4
DESCRIPTION_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Parent:
    id: int
    name: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Subject:
    id: int
    name: str
    parent_id: int
    parent_name: str
    sized: bool
    description_limit: int


@dataclass(frozen=True, slots=True)
class Charc:
    id: int
    name: str
    required: bool
    unit: str
    max_count: int
    popular: bool
    type: int
    has_filter: bool
    is_variable: bool
    named_field: bool


@dataclass(frozen=True, slots=True)
class Colour:
    name: str
    parent_name: str


@dataclass(frozen=True, slots=True)
class Country:
    id: int
    name: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Tnved:
    code: str
    is_kiz: bool


@dataclass(frozen=True, slots=True)
class Brand:
    id: int
    name: str
    parent_ids: frozenset[int]
    """Empty: the brand is sold in every category."""


class Dictionary:
    """Everything that a card is judged against; looked up by id or by the folded text of a value."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.parents = [
            Parent(row["id"], row["name"], row.get("isVisible", True)) for row in document["parents"]
        ]
        names = {parent.id: parent.name for parent in self.parents}
        self.subjects = {row["subjectID"]: _subject(row, names) for row in document["subjects"]}
        self.colours = [Colour(row["name"], row["parentName"]) for row in document["colors"]]
        self.countries = [Country(row["id"], row["name"], row["fullName"]) for row in document["countries"]]
        self.kinds = _values(document["kinds"])
        self.seasons = _values(document["seasons"])
        self.vat = _values(document["vat"])
        self.brands = [
            Brand(row["id"], row["name"], frozenset(row.get("parentIDs", ()))) for row in document["brands"]
        ]
        self._tnved = {
            int(subject): [Tnved(row["tnved"], row["isKiz"]) for row in rows]
            for subject, rows in document["tnved"].items()
        }
        self._charcs = {
            int(subject): {row["charcID"]: _charc(row) for row in rows}
            for subject, rows in document["charcs"].items()
        }
        generic = document["generic"]
        self._generic = {
            False: {row["charcID"]: _charc(row) for row in generic["common"]},
            True: {row["charcID"]: _charc(row) for row in generic["common"] + generic["sized"]},
        }
        self._allowed = {
            "Цвет": _folded([colour.name for colour in self.colours]),
            "Пол": _folded(self.kinds),
            "Страна производства": _folded([country.name for country in self.countries]),
            "Сезон": _folded(self.seasons),
            "Ставка НДС": _folded(self.vat),
        }
        self._brands = {fold(brand.name): brand for brand in self.brands}
        self._searchable = [(fold(subject.name), subject) for subject in self.subjects.values()]

    def charcs(self, subject: Subject) -> dict[int, Charc]:
        # Guess: a subject of which nothing is known has the few characteristics that nearly all have.
        return self._charcs.get(subject.id) or self._generic[subject.sized]

    def tnved(self, subject_id: int) -> list[Tnved]:
        return self._tnved.get(subject_id, [])

    def needs_kiz(self, subject_id: int) -> bool:
        # Guess: marking is obligatory where any of the subject's customs codes says so.
        return any(row.is_kiz for row in self.tnved(subject_id))

    def brands_of(self, subject: Subject) -> list[Brand]:
        return [brand for brand in self.brands if _sold(brand, subject)]

    def brand(self, name: str, subject: Subject) -> Brand | None:
        found = self._brands.get(fold(name))
        return found if found and _sold(found, subject) else None

    def canonical(self, subject: Subject, charc: Charc, value: str) -> str | None:
        """The value in the directory's own spelling; None when the directory lacks it."""
        if charc.name == "ТНВЭД":
            codes = {row.code for row in self.tnved(subject.id)}
            return value if value in codes or (not codes and re.fullmatch(r"\d{10}", value)) else None
        allowed = self._allowed.get(charc.name)
        return value if allowed is None else allowed.get(fold(value))

    def search(self, name: str, parent_id: int | None) -> list[Subject]:
        wanted = fold(name)
        return [
            subject
            for folded, subject in self._searchable
            if (parent_id is None or subject.parent_id == parent_id) and wanted in folded
        ]


def fold(text: str) -> str:
    """What two spellings of one value have in common: no outer spaces, single inner ones, no case."""
    return " ".join(text.split()).casefold()


def _folded(values: list[str]) -> dict[str, str]:
    return {fold(value): value for value in values}


def _values(rows: list[Any]) -> list[str]:
    return [row if isinstance(row, str) else row["value"] for row in rows]


def _sold(brand: Brand, subject: Subject) -> bool:
    return not brand.parent_ids or subject.parent_id in brand.parent_ids


def _subject(row: dict[str, Any], parents: dict[int, str]) -> Subject:
    return Subject(
        id=row["subjectID"],
        name=row["subjectName"],
        parent_id=row["parentID"],
        parent_name=parents.get(row["parentID"], ""),
        sized=row.get("sized", False),
        description_limit=row.get("descriptionLimit", DESCRIPTION_LIMIT),
    )


def _charc(row: dict[str, Any]) -> Charc:
    return Charc(
        id=row["charcID"],
        name=row["name"],
        required=row.get("required", False),
        unit=row.get("unitName", ""),
        max_count=row.get("maxCount", 0),
        popular=row.get("popular", False),
        type=row.get("charcType", STRINGS),
        has_filter=row.get("hasFilter", False),
        is_variable=row.get("isVariable", False),
        named_field=row.get("existNamedField", False),
    )


@lru_cache(maxsize=1)
def _own_document() -> dict[str, Any]:
    packed = resources.files("syncd.sandbox").joinpath("data", "dictionary.json.gz").read_bytes()
    document: dict[str, Any] = json.loads(gzip.decompress(packed))
    return document


@lru_cache(maxsize=1)
def own_dictionary() -> Dictionary:
    return Dictionary(_own_document())


def load(path: Path | None) -> Dictionary:
    """The sandbox's own dictionaries, or those with the file's parts in their place.

    Raises `SandboxError` when the file cannot be read or has another form.
    """
    if path is None:
        return own_dictionary()
    try:
        content = path.read_bytes()
        if content.startswith(b"\x1f\x8b"):
            content = gzip.decompress(content)
        document = json.loads(content)
        return Dictionary({**_own_document(), **document})
    except OSError as error:
        raise SandboxError(f"The dictionary {path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, EOFError) as error:
        raise SandboxError(f"The dictionary {path} is not JSON: {error}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise SandboxError(
            f"The dictionary {path} has another form than the sandbox's data/README.md describes: {error!r}."
        ) from error
