"""The fields of a card, and where each comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from syncd.mapping.sources import Field, Source, SourceKind, Sources, Table
from syncd.mapping.templates import Template
from syncd.model.card import Packaging


class VendorCodeFrom(StrEnum):
    REFERENCE = "reference"
    ID = "id"


class BarcodeFrom(StrEnum):
    EAN13 = "ean13"
    NONE = "none"


class Measured(StrEnum):
    """The measures of the product in the shop."""

    MEASURES = "measures"


class Forbidden(StrEnum):
    """What becomes of characters that WB refuses in texts."""

    TELL = "tell"
    DROP = "drop"


class Pages(StrEnum):
    """On how many product pages of WB the colours of a product stand."""

    ONE = "one"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class SideSources:
    """Each side of the package, and its weight, has its sources."""

    length: Sources
    width: Sources
    height: Sources
    weight: Sources
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class VendorCodeTemplate:
    template: Template
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ColourFields:
    groups: tuple[str, ...] | None = None
    """Attribute groups whose values are cards of their own; None: those flagged as colours."""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SizeFields:
    groups: tuple[str, ...] | None = None
    """Attribute groups that make sizes; None: all that make no cards."""
    table: Table = ()
    """techSize of the shop's value."""
    russian: Table = ()
    """wbSize of the shop's value; a value that stands in no line has its techSize."""
    is_used: bool = True
    """False: WB's subject has no sizes, so that whatever divides combinations makes cards."""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DocumentFields:
    type: int
    number: Sources
    product_number: Sources = ()
    trade_name: Sources = ()
    applicant: Sources = ()
    start: Sources = ()
    end: Sources = ()
    """Empty: the document has no end."""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NoDocuments:
    """The seller vouches that the good needs none."""


@dataclass(frozen=True, slots=True)
class CardFields:
    """None as sources means: not ours, WB's stays."""

    title: Sources | None = (Source(SourceKind.FIELD, Field.NAME.value),)
    description: Sources | None = (
        Source(SourceKind.FIELD, Field.DESCRIPTION.value),
        Source(SourceKind.FIELD, Field.DESCRIPTION_SHORT.value),
    )
    description_limit: int = 2000
    """Characters; WB takes 2000 everywhere and up to 5000 in some categories (modern.md, 5.2)."""
    forbidden: Forbidden = Forbidden.TELL
    pages: Pages = Pages.ONE
    brand: Sources | None = (Source(SourceKind.FIELD, Field.MANUFACTURER.value),)
    vendor_code: VendorCodeFrom | VendorCodeTemplate = VendorCodeFrom.REFERENCE
    barcode: BarcodeFrom = BarcodeFrom.EAN13
    dimensions: tuple[Measured | Packaging | SideSources, ...] = (Measured.MEASURES,)
    """Asked in turn, the first that is whole wins; empty: not ours."""
    colour: ColourFields = ColourFields()
    size: SizeFields = SizeFields()
    documents: tuple[DocumentFields, ...] | NoDocuments | None = None
    kiz_marked: Sources | None = None
    gtin: Sources | None = None


@dataclass(frozen=True, slots=True)
class CharacteristicRule:
    """One line of a section `characteristics`."""

    name: str | int
    """Of WB's characteristic, or its id."""
    sources: Sources | None
    line: int = field(default=0, compare=False, repr=False)


Characteristics = tuple[CharacteristicRule, ...]
