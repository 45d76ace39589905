"""Bodies of the writing requests: drafts as WB takes them (modern.md, 5.2 and 5.3).

Cards go without prices: those have an aspect of their own. A member that the shop does not own is left out of
a new card and carried over unchanged when a card is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from syncd.model.card import (
    CardDraft,
    CardUpdate,
    CharacteristicValue,
    Document,
    Documents,
    GroupDraft,
    Packaging,
    SizeDraft,
    find_size,
    match_documents,
    size_key,
)
from syncd.model.errors import ErrorCode, FaultError
from syncd.wildberries.content_card import read_document
from syncd.wildberries.wire import Record, SenselessError, decode, identity, record, records, text_of

Body = dict[str, object]

_GRAM = Decimal("0.001")
_READ_ONLY = frozenset(
    {
        "nmUUID",
        "imtID",
        "subjectID",
        "subjectName",
        "needKiz",
        "photos",
        "video",
        "wholesale",
        "tags",
        "createdAt",
        "updatedAt",
        "trashedAt",
    }
)
"""Members of a listed card that cards/update does not take; every other one, known or not, is carried."""
_VERDICTS = frozenset({"createdAt", "status", "reasonDocument", "reasonListing", "verdict", "overallVerdict"})
"""What WB adds to the documents of a card."""
_JUDGEMENT = frozenset({"isValid"})
_NAMES = frozenset({"name"})
_PRICE = frozenset({"price"})


def group_body(group: GroupDraft) -> Body:
    return {"subjectID": group.subject_id, "variants": [variant_body(card) for card in group.cards]}


def variant_body(card: CardDraft) -> Body:
    """A new card."""
    body: Body = {"vendorCode": card.vendor_code, **_texts(card), **_marks(card)}
    if card.packaging is not None:
        body["dimensions"] = _dimensions(card.packaging)
    body["sizes"] = [_new_size(size) for size in card.sizes]
    body["characteristics"] = [_characteristic(value) for value in card.characteristics]
    if card.documents is not None:
        body["documents"] = _overlay_documents({}, card.documents)
    return body


def _texts(card: CardDraft) -> Body:
    texts = {"title": card.title, "description": card.description, "brand": card.brand}
    return {name: text for name, text in texts.items() if text is not None}


def _marks(card: CardDraft) -> Body:
    marks = {"kizMarked": card.kiz_marked, "gtin": card.gtin}
    return {name: mark for name, mark in marks.items() if mark is not None}


def _dimensions(packaging: Packaging) -> Body:
    return {
        "length": packaging.length,
        "width": packaging.width,
        "height": packaging.height,
        "weightBrutto": packaging.weight.quantize(_GRAM, ROUND_HALF_UP),
    }


def _characteristic(value: CharacteristicValue) -> Body:
    told = value.value
    return {"id": value.charc_id, "value": told if isinstance(told, Decimal) else list(told)}


def _new_size(size: SizeDraft) -> Body:
    """A size without a name is the only one of a good without sizes; without barcodes WB makes one."""
    body: Body = {}
    if size_key(size.tech_size):
        body["techSize"] = size.tech_size
    if size.wb_size:
        body["wbSize"] = size.wb_size
    if size.skus:
        body["skus"] = list(size.skus)
    return body


def update_body(update: CardUpdate) -> Body:
    """The draft laid over the card as WB holds it: cards/update overwrites all that it takes."""
    draft = update.draft
    try:
        card = record(decode(update.remote.raw), "card")
        body: Body = _carried(card)
        body |= {"nmID": update.remote.nm_id, "vendorCode": update.remote.vendor_code}
        body |= {**_texts(draft), **_marks(draft)}
        body["sizes"] = _overlay_sizes(records(card.get("sizes"), "sizes"), draft.sizes)
        body["characteristics"] = _overlay_characteristics(
            records(card.get("characteristics"), "characteristics"), draft.characteristics
        )
        body |= _overlay_dimensions(card.get("dimensions"), draft.packaging)
        body |= _documents(card.get("documents"), draft.documents)
    except SenselessError as error:
        reason = str(error)
    else:
        return body
    raise FaultError(ErrorCode.FAULT, reason=reason, card=update.remote.vendor_code)


def _carried(card: Record) -> Body:
    return {name: value for name, value in card.items() if name not in _READ_ONLY and value is not None}


def _overlay_dimensions(held: object, packaging: Packaging | None) -> Body:
    members = _without(held, _JUDGEMENT) if isinstance(held, dict) else {}
    if packaging is not None:
        members |= _dimensions(packaging)
    return {"dimensions": members} if members else {}


def _documents(held: object, ours: Documents | None) -> Body:
    if not isinstance(held, dict):
        return {} if ours is None else {"documents": _overlay_documents({}, ours)}
    if ours is not None:
        return {"documents": _overlay_documents(held, ours)}
    kept = _without(held, _VERDICTS)
    items = records(held.get("items"), "documents")
    if items:
        kept["items"] = [_without(record(item, "document"), _VERDICTS) for item in items]
    return {"documents": kept}


def _overlay_documents(held: Record, ours: Documents) -> Body:
    """Ours are all of the card's: one that stands keeps its id and what we do not tell of it."""
    kept = _without(held, _VERDICTS | {"items"})
    if ours.excluded:
        return kept | {"excludeDocuments": True}
    standing = [record(row, "document") for row in records(held.get("items"), "documents")]
    places = match_documents(ours.items, [read_document(row) for row in standing])
    items = [
        _document(one, {} if place is None else standing[place])
        for one, place in zip(ours.items, places, strict=True)
    ]
    return kept | {"items": items, "excludeDocuments": False}


def _document(ours: Document, held: Record) -> Body:
    told: Body = {
        "type": ours.type,
        "number": ours.number,
        "productNumber": ours.product_number,
        "tradeName": ours.trade_name,
        "applicant": ours.applicant,
        "startDate": _midnight(ours.start),
        "endDate": _midnight(ours.end),
    }
    body = _without(held, _VERDICTS) | {name: value for name, value in told.items() if value}
    if ours.endless:
        body.pop("endDate", None)
    if ours.endless or ours.end:
        body["isEndless"] = ours.endless
    return body


def _midnight(day: date | None) -> str:
    """WB keeps a day as a moment (client of 2026-10-24)."""
    return "" if day is None else f"{day.isoformat()}T00:00:00Z"


def _without(members: Record, names: frozenset[str]) -> Body:
    return {name: value for name, value in members.items() if name not in names}


def _overlay_characteristics(held: Iterable[object], ours: Iterable[CharacteristicValue]) -> list[object]:
    """WB's order; ours replace by id, and those that WB does not have yet follow."""
    waiting = {value.charc_id: _characteristic(value) for value in ours}
    laid: list[object] = []
    for row in held:
        members = record(row, "characteristic")
        body = _without(members, _NAMES) | waiting.pop(identity(members, "id"), {})
        if body.get("value") is not None:
            laid.append(body)
    return laid + list(waiting.values())


def _overlay_sizes(held: list[object], ours: tuple[SizeDraft, ...]) -> list[object]:
    """Every size that WB has, under its chrtID; then the new ones."""
    sizes = [record(row, "size") for row in held]
    matched = [(_matched(size, sizes), size) for size in ours]
    known = dict(matched)
    kept = [_kept_size(size, known.get(identity(size, "chrtID"))) for size in sizes]
    return [*kept, *(_new_size(size) for chrt_id, size in matched if chrt_id is None)]


def _matched(size: SizeDraft, held: list[Record]) -> int | None:
    """chrtID of this size."""
    place = find_size(size.tech_size, [text_of(row, "techSize") for row in held])
    return None if place is None else identity(held[place], "chrtID")


def _kept_size(held: Record, ours: SizeDraft | None) -> Body:
    """Barcodes are only ever added; the names of a good without sizes are left out (modern.md, 5.3)."""
    body = _without(held, _PRICE)
    skus = [str(sku) for sku in records(held.get("skus"), "skus")]
    body["skus"] = list(dict.fromkeys([*skus, *(ours.skus if ours else ())]))
    if ours and ours.wb_size:
        body["wbSize"] = ours.wb_size
    return _nameless(body) if size_key(text_of(held, "techSize")) == "" else body


def _nameless(body: Body) -> Body:
    empty = {"techSize"} if body.get("wbSize") else {"techSize", "wbSize"}
    return _without(body, frozenset(empty))
