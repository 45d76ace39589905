"""Lists of cards, of the trash and of refusals (modern.md, 5.4)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from syncd.sandbox import bodies, documents
from syncd.sandbox.answers import Answer, data, refuse, reply, undecodable
from syncd.sandbox.cabinet import Cabinet, Place
from syncd.sandbox.call import Call
from syncd.sandbox.cards import Batch, Card, CharcValue, Dimensions, Size, Tag
from syncd.sandbox.clock import parse, stamp
from syncd.sandbox.dictionary import Dictionary, fold

MOST = 100
DEFAULT = 10
NO_MOMENT = "0001-01-01T00:00:00Z"
NO_UUID = "00000000-0000-0000-0000-000000000000"


def cards(call: Call) -> Answer:
    settings = _settings(call)
    wanted = bodies.member(settings, "filter", dict, {})
    page = _page(call, settings, wanted, "updatedAt", trash=False)
    listed = [shown(card, call.world.dictionary, tags_of(call.cabinet, card)) for card in page]
    return reply({"cards": listed, "cursor": _cursor(page, "updatedAt")})


def trash(call: Call) -> Answer:
    settings = _settings(call)
    wanted = bodies.member(settings, "filter", dict, {})
    text = {"textSearch": wanted["textSearch"]} if wanted.get("textSearch") else {}
    page = _page(call, settings, text, "trashedAt", trash=True)
    listed = [_trashed(card, call.world.dictionary) for card in page]
    return reply({"cards": listed, "cursor": _cursor(page, "trashedAt")})


def limits(call: Call) -> Answer:
    return data({"freeLimits": call.world.settings.free_cards, "paidLimits": 0})


def _settings(call: Call) -> dict[str, Any]:
    body = bodies.decode(call.body, undecodable)
    if not isinstance(body, dict):
        raise undecodable()
    return bodies.member(body, "settings", dict, {})


def _page(
    call: Call, settings: dict[str, Any], wanted: dict[str, Any], moment: str, *, trash: bool
) -> list[Card]:
    cursor = bodies.member(settings, "cursor", dict, {})
    ascending = bodies.member(bodies.member(settings, "sort", dict, {}), "ascending", bool, False)
    limit = bodies.member(cursor, "limit", int, DEFAULT) or DEFAULT
    if not 0 < limit <= MOST:
        # Guess: the bound is documented, the answer beyond it is not.
        raise refuse("Invalid request format")
    found: Iterable[Card] = call.cabinet.walk(
        trash=trash, ascending=ascending, after=_place(cursor, moment, ascending=ascending)
    )
    fitting = _chosen(call, found, wanted)
    return list(islice(fitting, limit))


def _place(cursor: dict[str, Any], moment: str, *, ascending: bool) -> Place | None:
    """Guess: a cursor is a place in the order (moment, nmID); what stands exactly there was seen."""
    text = bodies.member(cursor, moment, str, "")
    nm_id = bodies.member(cursor, "nmID", int, 0)
    if not text:
        return None
    try:
        at = parse(text)
    except ValueError as error:
        raise refuse("Invalid request format") from error
    return at, nm_id if nm_id or ascending else 2**63


def _chosen(call: Call, found: Iterable[Card], wanted: dict[str, Any]) -> Iterable[Card]:
    text = bodies.member(wanted, "textSearch", str, "").strip()
    if text:
        matching = {card.nm_id for card in call.cabinet.search(text)}
        found = (card for card in found if card.nm_id in matching)
    subject_ids = set(bodies.integers(wanted, "objectIDs")) if wanted.get("objectIDs") else set()
    brands = {str(brand).casefold() for brand in bodies.member(wanted, "brands", list, [])}
    imt_id = bodies.member(wanted, "imtID", int, 0)
    tags = set(bodies.integers(wanted, "tagIDs")) if wanted.get("tagIDs") else set()
    photos = _with_photo(wanted)
    return (
        card
        for card in found
        if (not subject_ids or card.subject_id in subject_ids)
        and (not brands or card.brand.casefold() in brands)
        and (not imt_id or card.imt_id == imt_id)
        and (not tags or tags & set(card.tags))
        and bool(card.photos) in photos
    )


def _with_photo(wanted: dict[str, Any]) -> tuple[bool, ...]:
    """Since 2026-06-16: 0 and -1 any, 1 with photos, 2 without."""
    value = bodies.member(wanted, "withPhoto", int, 0)
    if value not in (-1, 0, 1, 2):
        raise refuse("Invalid request format")
    return {1: (True,), 2: (False,)}.get(value, (True, False))


def _cursor(page: list[Card], moment: str) -> dict[str, object]:
    if not page:
        # Guess: what an empty page's cursor holds is unpublished.
        return {"total": 0}
    last = page[-1]
    at = last.trashed_at or last.updated_at
    return {moment: stamp(at), "nmID": last.nm_id, "total": len(page)}


def shown(card: Card, dictionary: Dictionary, tags: Iterable[Tag] = ()) -> dict[str, object]:
    """A card as WB lists it.

    Of `gtin` it is told that it comes only when filled. Guess: so does `video`, while empty lists are shown.
    """
    subject = dictionary.subjects[card.subject_id]
    told: dict[str, object] = {
        "nmID": card.nm_id,
        "imtID": card.imt_id,
        "nmUUID": card.nm_uuid,
        "subjectID": card.subject_id,
        "subjectName": subject.name,
        "vendorCode": card.vendor_code,
        "brand": card.brand,
        "title": card.title,
        "description": card.description,
        "needKiz": dictionary.needs_kiz(card.subject_id),
        "kizMarked": card.kiz_marked,
        "photos": [_photo(card, number) for number, _ in enumerate(card.photos, 1)],
        "wholesale": {"enabled": card.wholesale.enabled, "quantum": card.wholesale.quantum},
        "dimensions": _dimensions(card.dimensions),
        "characteristics": _characteristics(card, dictionary),
        "sizes": [size_shown(size) for size in card.sizes],
        "tags": [{"id": tag.id, "name": tag.name, "color": tag.color} for tag in tags],
        "documents": documents.shown(card.documents),
        "createdAt": stamp(card.created_at),
        "updatedAt": stamp(card.updated_at),
    }
    if card.video:
        told["video"] = f"{_basket(card)}/video/index.m3u8"
    if card.gtin:
        told["gtin"] = card.gtin
    return told | dict(card.extra)


def tags_of(cabinet: Cabinet, card: Card) -> list[Tag]:
    known = cabinet.shelf(Tag)
    return [known[tag_id] for tag_id in card.tags if tag_id in known]


def _photo(card: Card, number: int) -> dict[str, str]:
    """Addresses tell the place of a photo and nothing of its content; here they lead nowhere."""
    views = ("big", "c246x328", "c516x688", "square", "tm")
    return {view: f"{_basket(card)}/images/{view}/{number}.webp" for view in views}


def _basket(card: Card) -> str:
    nm_id = card.nm_id
    return f"https://basket-01.sandbox.invalid/vol{nm_id // 100_000}/part{nm_id // 1000}/{nm_id}"


def _trashed(card: Card, dictionary: Dictionary) -> dict[str, object]:
    kept = (
        *("nmID", "vendorCode", "kizMarked", "subjectID", "subjectName", "photos", "video", "wholesale"),
        *("sizes", "dimensions", "characteristics", "createdAt"),
    )
    whole = shown(card, dictionary)
    trashed_at = stamp(card.trashed_at or card.updated_at)
    return {name: whole[name] for name in kept if name in whole} | {"trashedAt": trashed_at}


def _dimensions(dimensions: Dimensions) -> dict[str, object]:
    weight = dimensions.weight
    return {
        "length": dimensions.length,
        "width": dimensions.width,
        "height": dimensions.height,
        "weightBrutto": int(weight) if weight == int(weight) else weight,
        "isValid": dimensions.is_valid,
    }


def _characteristics(card: Card, dictionary: Dictionary) -> list[dict[str, object]]:
    known = dictionary.charcs(dictionary.subjects[card.subject_id])
    return [_charc(value, known[value.id].name) for value in card.characteristics]


def _charc(value: CharcValue, name: str) -> dict[str, object]:
    told = list(value.value) if isinstance(value.value, tuple) else value.value
    return {"id": value.id, "name": name, "value": told}


def size_shown(size: Size) -> dict[str, object]:
    return {
        "chrtID": size.chrt_id,
        "techSize": size.tech_size,
        "wbSize": size.wb_size,
        "skus": list(size.skus),
    }


# --- refusals


def errors(call: Call) -> Answer:
    body = bodies.decode(call.body)
    if not isinstance(body, dict):
        raise bodies.invalid_format()
    cursor = bodies.member(body, "cursor", dict, {})
    ascending = bodies.member(bodies.member(body, "order", dict, {}), "ascending", bool, True)
    limit = bodies.member(cursor, "limit", int, MOST) or MOST
    if not 0 < limit <= MOST:
        raise bodies.invalid_format()
    after = _batch_place(cursor, ascending=ascending)
    found = list(islice(call.cabinet.walk_batches(ascending=ascending, after=after), limit + 1))
    page = found[:limit]
    items = [_batch(batch, call.world.dictionary) for batch in page]
    # Guess: an empty page's cursor holds the zeros of its types.
    last = (stamp(page[-1].updated_at), page[-1].uuid) if page else (NO_MOMENT, NO_UUID)
    shown = {"next": len(found) > limit, "updatedAt": last[0], "batchUUID": last[1]}
    return data({"items": items, "cursor": shown})


def _batch_place(cursor: dict[str, Any], *, ascending: bool) -> Any:
    text = bodies.member(cursor, "updatedAt", str, "")
    uuid = bodies.member(cursor, "batchUUID", str, "")
    if not text:
        return None
    try:
        return parse(text), uuid if uuid or ascending else "~"
    except ValueError as error:
        raise bodies.invalid_format() from error


def _batch(batch: Batch, dictionary: Dictionary) -> dict[str, object]:
    subjects = {
        failure.vendor_code: dictionary.subjects.get(failure.subject_id) for failure in batch.failures
    }
    brands = {fold(brand.name): brand for brand in dictionary.brands}
    named = {failure.vendor_code: brands.get(fold(failure.brand)) for failure in batch.failures}
    return {
        "batchUUID": batch.uuid,
        "subjects": {
            code: {"id": subject.id, "name": subject.name} for code, subject in subjects.items() if subject
        },
        "brands": {code: {"id": brand.id, "name": brand.name} for code, brand in named.items() if brand},
        "vendorCodes": [failure.vendor_code for failure in batch.failures],
        "errors": {failure.vendor_code: list(failure.texts) for failure in batch.failures if failure.texts},
        "updatedAt": stamp(batch.updated_at),
    }
