"""Cards and refusals out of WB's JSON (modern.md, 5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import structlog

from syncd.model.card import (
    CardCursor,
    CardPage,
    CardRef,
    CharacteristicValue,
    Document,
    Documents,
    Packaging,
    Refusal,
    RemoteCard,
    RemoteSize,
    Value,
)
from syncd.wildberries.wire import (
    Record,
    SenselessError,
    count,
    encode,
    flag,
    identity,
    member,
    name_of,
    record,
    records,
    text_of,
)

_log = structlog.get_logger("syncd.wildberries")


@dataclass(frozen=True, slots=True)
class ListedPage:
    page: CardPage
    total: int
    """Cards that WB says it listed; fewer than asked for means the end."""

    def at(self, cursor: CardCursor | None) -> ListedPage:
        """The same page, with the cursor that led to it: WB gives none with an empty one."""
        return replace(self, page=replace(self.page, cursor=cursor))


def read_card_page(answer: object) -> ListedPage:
    """Raises `SenselessError` when the page itself makes no sense; a senseless card goes to `unreadable`."""
    body = record(answer, "answer")
    cards: list[RemoteCard] = []
    unreadable: list[str] = []
    listed = records(member(body, "cards"), "cards")
    for row in listed:
        try:
            cards.append(read_card(row))
        except SenselessError as error:
            unreadable.append(f"{_called(row)}: {error}")
    if unreadable:
        _log.warning("wb-cards-unreadable", cards=unreadable)
    cursor = record(body.get("cursor") or {}, "cursor")
    total = count(cursor, "total") if "total" in cursor else len(listed)
    if total and not listed:
        raise SenselessError("the cards that were counted are missing")
    return ListedPage(CardPage(tuple(cards), _cursor(cursor), tuple(unreadable)), total)


@dataclass(frozen=True, slots=True)
class TrashPage:
    cards: tuple[CardRef, ...]
    cursor: dict[str, object] | None
    total: int


def read_trash_page(answer: object) -> TrashPage:
    body = record(answer, "answer")
    listed = [record(row, "card") for row in records(member(body, "cards"), "cards")]
    cursor = record(body.get("cursor") or {}, "cursor")
    at, nm_id = text_of(cursor, "trashedAt"), count(cursor, "nmID")
    return TrashPage(
        tuple(_trashed(listed)),
        {"trashedAt": at, "nmID": nm_id} if at and nm_id else None,
        count(cursor, "total") if "total" in cursor else len(listed),
    )


def _trashed(listed: list[Record]) -> Iterator[CardRef]:
    """A card that makes no sense is passed by: nothing is done with the trash but to know what is in it."""
    for card in listed:
        try:
            yield CardRef(name_of(card, "vendorCode"), identity(card, "nmID"))
        except SenselessError as error:
            _log.warning("wb-trash-unreadable", card=_called(card), reason=str(error))


def read_card_limit(answer: object) -> int:
    told = record(member(record(answer, "answer"), "data"), "data")
    return count(told, "freeLimits") + count(told, "paidLimits")


def _cursor(cursor: Record) -> CardCursor | None:
    updated_at, nm_id = text_of(cursor, "updatedAt"), count(cursor, "nmID")
    return CardCursor(updated_at, nm_id) if updated_at and nm_id else None


def _called(row: object) -> str:
    if not isinstance(row, dict):
        return "?"
    return " ".join(str(row.get(name))[:100] for name in ("vendorCode", "nmID"))


def read_card(row: object) -> RemoteCard:
    """Members that WB left out or that are null read as empty; ids and the vendor code must be there."""
    card = record(row, "card")
    return RemoteCard(
        nm_id=identity(card, "nmID"),
        imt_id=count(card, "imtID"),
        vendor_code=name_of(card, "vendorCode"),
        subject_id=identity(card, "subjectID"),
        title=text_of(card, "title"),
        description=text_of(card, "description"),
        brand=text_of(card, "brand"),
        packaging=_packaging(card.get("dimensions")),
        characteristics=tuple(_characteristics(card)),
        sizes=tuple(_size(size) for size in records(card.get("sizes"), "sizes")),
        photos=len(records(card.get("photos"), "photos")),
        updated_at=text_of(card, "updatedAt"),
        raw=encode(card).decode(),
        documents=_documents(card.get("documents")),
        kiz_marked=flag(card, "kizMarked"),
        gtin=text_of(card, "gtin"),
    )


def _packaging(value: object) -> Packaging | None:
    if not isinstance(value, dict):
        return None
    weight = value.get("weightBrutto")
    is_number = isinstance(weight, int | Decimal) and not isinstance(weight, bool)
    return Packaging(
        length=count(value, "length"),
        width=count(value, "width"),
        height=count(value, "height"),
        weight=Decimal(str(weight)) if is_number else Decimal(0),
    )


def _documents(value: object) -> Documents:
    """WB's verdicts on them are left to WB."""
    if not isinstance(value, dict):
        return Documents()
    rows = records(value.get("items"), "documents")
    items = tuple(read_document(record(row, "document")) for row in rows)
    return Documents(items, flag(value, "excludeDocuments"))


def read_document(row: Record) -> Document:
    return Document(
        type=count(row, "type"),
        number=text_of(row, "number"),
        product_number=text_of(row, "productNumber"),
        trade_name=text_of(row, "tradeName"),
        applicant=text_of(row, "applicant"),
        start=_day(text_of(row, "startDate")),
        end=_day(text_of(row, "endDate")),
        endless=flag(row, "isEndless"),
    )


def _day(text: str) -> date | None:
    """Of a moment as WB writes it; what is no day is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _characteristics(card: Record) -> Iterator[CharacteristicValue]:
    for row in records(card.get("characteristics"), "characteristics"):
        members = record(row, "characteristic")
        value = _value(members.get("value"))
        if value is not None:
            yield CharacteristicValue(identity(members, "id"), text_of(members, "name"), value)


def _value(value: object) -> Value | None:
    """Strings, or one number; null is none at all."""
    if value is None:
        return None
    if isinstance(value, bool | dict):
        raise SenselessError("a characteristic is neither text nor number")
    if isinstance(value, int | Decimal):
        return Decimal(value)
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


def _size(row: object) -> RemoteSize:
    size = record(row, "size")
    return RemoteSize(
        chrt_id=identity(size, "chrtID"),
        tech_size=text_of(size, "techSize"),
        wb_size=text_of(size, "wbSize"),
        skus=tuple(str(sku) for sku in records(size.get("skus"), "skus")),
    )


@dataclass(frozen=True, slots=True)
class BatchCursor:
    updated_at: str
    batch: str


@dataclass(frozen=True, slots=True)
class RefusalPage:
    refusals: tuple[Refusal, ...]
    next: BatchCursor | None


def read_refusal_page(answer: object) -> RefusalPage:
    """`data: null` is an empty list; a batch without sense is skipped and told to the log."""
    body = record(answer, "answer")
    data = record({"items": None} if member(body, "data") is None else body["data"], "data")
    refusals: list[Refusal] = []
    for row in records(member(data, "items"), "items"):
        try:
            refusals.extend(_refusals(record(row, "batch")))
        except SenselessError as error:
            _log.warning("wb-batch-unreadable", reason=str(error), batch=str(row)[:200])
    cursor = record(data.get("cursor") or {}, "cursor")
    following = BatchCursor(text_of(cursor, "updatedAt"), text_of(cursor, "batchUUID"))
    return RefusalPage(tuple(refusals), following if flag(cursor, "next") else None)


def _refusals(batch: Record) -> Iterator[Refusal]:
    """One a vendor code that has texts; of a batch without any text, every vendor code of it."""
    errors = record(batch.get("errors") or {}, "errors")
    listed = [str(code) for code in records(batch.get("vendorCodes"), "vendorCodes")]
    together = tuple(dict.fromkeys([*listed, *errors]))
    name, moment = name_of(batch, "batchUUID"), _moment(name_of(batch, "updatedAt"))
    for vendor_code in errors or together:
        texts = errors.get(vendor_code)
        told = tuple(str(text) for text in (texts if isinstance(texts, list) else [texts] if texts else []))
        yield Refusal(vendor_code, told, name, together, moment)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise SenselessError("updatedAt is no time") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
