"""Groups, cards and sizes: what we want at WB, and what WB holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from syncd.model.shop import OfferKey

UNSIZED = "0"
"""techSize of a good without sizes, as WB stores it (modern.md, 5.2, observed)."""

Value = tuple[str, ...] | Decimal
"""Of a characteristic: strings, or one number."""


@dataclass(frozen=True, slots=True)
class CharacteristicValue:
    charc_id: int
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Packaging:
    """The packed good: whole centimetres, kilograms with at most three decimals."""

    length: int
    width: int
    height: int
    weight: Decimal


@dataclass(frozen=True, slots=True)
class SizeDraft:
    offer: OfferKey
    tech_size: str
    """Empty for a good without sizes."""
    wb_size: str
    skus: tuple[str, ...]
    """Barcodes of the shop's own; empty lets WB make one."""


@dataclass(frozen=True, slots=True)
class Document:
    """A certificate, declaration or registration of a good (modern.md, 5.2). What is empty is not sent."""

    type: int
    """WB's number of its kind: 1 certificate, 2 declaration, 3 state registration..."""
    number: str
    product_number: str = ""
    trade_name: str = ""
    applicant: str = ""
    start: date | None = None
    end: date | None = None
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Documents:
    """All of a card; with `excluded` the seller vouches that none are needed, and WB empties the list."""

    items: tuple[Document, ...] = ()
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class CardDraft:
    """One colour of one product as it should stand at WB. None means not mapped: WB's stays."""

    id_product: int
    colour: str
    """Sorted id_attribute of the colour groups, joined by '-'; empty for a product without colours."""
    vendor_code: str
    title: str | None
    description: str | None
    brand: str | None
    packaging: Packaging | None
    characteristics: tuple[CharacteristicValue, ...]
    sizes: tuple[SizeDraft, ...]
    documents: Documents | None = None
    kiz_marked: bool | None = None
    """The seller vouches that the good bears its obligatory marking code."""
    gtin: str | None = None
    """An additional GTIN: one that stands among the barcodes of another card (modern.md, 5.2)."""


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """The cards of one product, all of one subject; they share product pages of at most 30."""

    id_product: int
    subject_id: int
    cards: tuple[CardDraft, ...]
    apart: bool = False
    """Each card on a page of its own."""


@dataclass(frozen=True, slots=True)
class RemoteSize:
    chrt_id: int
    tech_size: str
    wb_size: str
    skus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoteCard:
    """A card as WB holds it. `raw` is WB's own JSON, kept whole so that an update loses nothing."""

    nm_id: int
    imt_id: int
    vendor_code: str
    subject_id: int
    title: str
    description: str
    brand: str
    packaging: Packaging | None
    characteristics: tuple[CharacteristicValue, ...]
    sizes: tuple[RemoteSize, ...]
    photos: int
    updated_at: str
    """WB's own text: it is a cursor, not a time to compute with."""
    raw: str
    documents: Documents = Documents()
    kiz_marked: bool = False
    gtin: str = ""


@dataclass(frozen=True, slots=True)
class CardRef:
    """A card that stands at WB, in the trash or out of it."""

    vendor_code: str
    nm_id: int


@dataclass(frozen=True, slots=True)
class CardUpdate:
    """The draft laid over the card as WB holds it."""

    draft: CardDraft
    remote: RemoteCard


@dataclass(frozen=True, slots=True)
class CardCursor:
    updated_at: str
    nm_id: int


@dataclass(frozen=True, slots=True)
class CardPage:
    cards: tuple[RemoteCard, ...]
    cursor: CardCursor | None
    """Where to go on another day; None when WB holds no card at all."""
    unreadable: tuple[str, ...] = ()
    """Cards of this page that make no sense: what WB calls them, and why."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """WB took the request and later refused the card, in its own words."""

    vendor_code: str
    texts: tuple[str, ...]
    batch: str
    """Every card of this batch fell with it."""
    batch_vendor_codes: tuple[str, ...]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class BatchLimits:
    groups: int
    cards_per_group: int
    updates: int
    bytes: int


def size_key(tech_size: str) -> str:
    """The form in which our name of a size and WB's are equal; empty for a good without sizes."""
    folded = " ".join(tech_size.split()).casefold()
    return "" if folded == UNSIZED else folded


def find_size(tech_size: str, held: Sequence[str]) -> int | None:
    """Which of WB's sizes of a card, by their names, is ours; a good without sizes has but one, whatever WB
    calls it."""
    wanted = size_key(tech_size)
    if not wanted and len(held) == 1:
        return 0
    return next((place for place, name in enumerate(held) if size_key(name) == wanted), None)


def match_documents(wanted: Sequence[Document], held: Sequence[Document]) -> tuple[int | None, ...]:
    """Which of WB's documents of a card is each of ours, by kind and number; none is two of ours."""
    free = dict(enumerate(held))
    places: list[int | None] = []
    for ours in wanted:
        same = [place for place, one in free.items() if _document_key(one) == _document_key(ours)]
        exact = [place for place in same if free[place].product_number == ours.product_number]
        place = next(iter([*exact, *same]), None)
        free.pop(-1 if place is None else place, None)
        places.append(place)
    return tuple(places)


def _document_key(document: Document) -> tuple[int, str]:
    return document.type, "".join(document.number.split()).casefold()
