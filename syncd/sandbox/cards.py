"""Cards as the sandbox holds them, and what requests ask them to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

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
    """Of its birth."""
    known_since: datetime | None = None
    """When stocks learn of it; None: with its card."""


@dataclass(frozen=True, slots=True)
class CharcValue:
    id: int
    value: Value


@dataclass(frozen=True, slots=True)
class Document:
    """A certificate or declaration of a card; moments as they came. The id is WB's."""

    id: str
    type: int
    number: str
    product_number: str
    trade_name: str
    applicant: str
    start_date: str
    end_date: str
    is_endless: bool
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Documents:
    items: tuple[Document, ...] = ()
    exclude: bool = False
    """The seller says that none are needed."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Of the seller; a card names those that it bears."""

    id: int
    name: str
    color: str

    @property
    def key(self) -> int:
        return self.id


@dataclass(frozen=True, slots=True)
class Medium:
    """A photo or the video of a card; its bytes are not kept. Pixels are 0 for a video."""

    sha256: str
    size: int
    kind: str
    width: int = 0
    height: int = 0


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
    documents: Documents = Documents()
    gtin: str = ""
    photos: tuple[Medium, ...] = ()
    video: Medium | None = None
    tags: tuple[int, ...] = ()
    known_since: datetime | None = None
    """When prices and stocks learn of it."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Members that no contract names yet; the operator plants them."""

    @property
    def key(self) -> int:
        return self.nm_id

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
    documents: Documents = Documents()
    gtin: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Members that the contract does not name."""
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
    due: datetime
    stamp: datetime
    """The moment that its cards will carry, not later than `due`."""
    kind: WorkKind
    variants: tuple[Variant, ...]
    subject_id: int = 0
    imt_id: int = 0

    @property
    def key(self) -> int:
        return self.id


@dataclass(frozen=True, slots=True)
class MediaWork:
    """Media that were taken and show when their moment has come."""

    id: int
    sid: str
    due: datetime
    nm_id: int
    media: tuple[Medium, ...]
    number: int | None = None
    """Of the one photo; None: these are all that the card will have."""

    @property
    def key(self) -> int:
        return self.id


@dataclass(frozen=True, slots=True)
class Download:
    """Links that are to be fetched while nobody waits for the world."""

    sid: str
    nm_id: int
    links: tuple[str, ...]


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

    @property
    def key(self) -> str:
        return self.uuid
