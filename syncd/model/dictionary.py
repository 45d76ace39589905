"""WB's dictionaries: subjects, their characteristics, and the directories of allowed values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


@dataclass(frozen=True, slots=True)
class ParentSubject:
    parent_id: int
    name: str
    is_visible: bool


@dataclass(frozen=True, slots=True)
class Subject:
    subject_id: int
    name: str
    parent_id: int
    parent_name: str


class CharacteristicType(Enum):
    """charcType of today's API (modern.md, 5.1)."""

    UNUSED = 0
    STRINGS = 1
    NUMBER = 4


@dataclass(frozen=True, slots=True)
class Characteristic:
    charc_id: int
    name: str
    subject_id: int
    required: bool
    unit: str
    max_count: int
    """Only for strings; 0 is unlimited."""
    type: CharacteristicType
    named_field: bool = False
    """existNamedField: its value goes into a field of the card, never into its characteristics."""
    variable: bool = False
    """isVariable: cards of one group may, and must, differ in it."""


class Directory(StrEnum):
    COLOURS = "colors"
    KINDS = "kinds"
    COUNTRIES = "countries"
    SEASONS = "seasons"
    VAT = "vat"
    TNVED = "tnved"
    BRANDS = "brands"

    @property
    def by_subject(self) -> bool:
        return self in (Directory.TNVED, Directory.BRANDS)
