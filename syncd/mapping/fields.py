"""The fields of a card, and where each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from syncd.mapping.sources import Field, Source, SourceKind, Sources, Table
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


@dataclass(frozen=True, slots=True)
class SizeFields:
    groups: tuple[str, ...] | None = None
    """Attribute groups that make sizes; None: all that make no cards."""
    table: Table = ()


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
    brand: Sources | None = (Source(SourceKind.FIELD, Field.MANUFACTURER.value),)
    vendor_code: VendorCodeFrom = VendorCodeFrom.REFERENCE
    barcode: BarcodeFrom = BarcodeFrom.EAN13
    dimensions: tuple[Measured | Packaging, ...] = (Measured.MEASURES,)
    """Asked in turn, the first that is whole wins; empty: not ours."""
    colour_groups: tuple[str, ...] | None = None
    """Attribute groups whose values are cards of their own; None: those flagged as colours."""
    size: SizeFields = SizeFields()


Characteristics = tuple[tuple[str | int, Sources | None], ...]
"""WB's characteristic by name or id, and its sources."""
