"""Cards as the sandbox holds them, and what requests ask them to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Value = tuple[str, ...] | int | float


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Of the packed good: whole centimetres, kilograms."""

    length: int = 0
    width: int = 0
    height: int = 0
    weight: float = 0.0

    @property
    def is_valid(self) -> bool:
        # Guess: WB only says that it judged them; nothing may be missing.
        return min(self.length, self.width, self.height) > 0 and self.weight > 0


@dataclass(frozen=True, slots=True)
class Wholesale:
    enabled: bool = False
    quantum: int = 0


@dataclass(frozen=True, slots=True)
class Size:
    chrt_id: int
    tech_size: str
    wb_size: str
    skus: tuple[str, ...]
    price: int


@dataclass(frozen=True, slots=True)
class CharcValue:
    id: int
    value: Value


@dataclass(frozen=True, slots=True)
class Card:
    nm_id: int
    imt_id: int
    nm_uuid: str
    subject_id: int
    vendor_code: str
    brand: str
    title: str
    description: str
    kiz_marked: bool
    wholesale: Wholesale
    dimensions: Dimensions
    characteristics: tuple[CharcValue, ...]
    sizes: tuple[Size, ...]
    created_at: datetime
    updated_at: datetime
    trashed_at: datetime | None = None

    @property
    def skus(self) -> set[str]:
        return {sku for size in self.sizes for sku in size.skus}


@dataclass(frozen=True, slots=True)
class SizeRequest:
    chrt_id: int | None
    tech_size: str
    wb_size: str
    price: int
    skus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CharcRequest:
    id: int
    value: object
    """As it came: WB does not look at its type when it takes the request."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A card as a request describes it. `nm_id` only when it is to be updated."""

    vendor_code: str
    title: str
    description: str
    brand: str
    kiz_marked: bool
    wholesale: Wholesale | None
    dimensions: Dimensions
    sizes: tuple[SizeRequest, ...]
    characteristics: tuple[CharcRequest, ...]
    nm_id: int | None = None


class WorkKind(StrEnum):
    CREATE = "create"
    ADD = "add"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Work:
    """An accepted request, or one group of it, that waits for its moment."""

    id: int
    sid: str
    kind: WorkKind
    due: datetime
    subject_id: int
    imt_id: int
    variants: tuple[Variant, ...]
    source: str
    """The variants as JSON, to survive a restart."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One card of a refused batch; one that fell with its group has no texts of its own."""

    vendor_code: str
    subject_id: int
    brand: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """All refusals of one `variants` array, or of one request to add or update (modern.md, 5.4)."""

    uuid: str
    updated_at: datetime
    failures: tuple[Failure, ...]
