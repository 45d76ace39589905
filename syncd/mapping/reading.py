"""The sections of mapping.yaml that stand in more than one place: conditions, sources, fields of the card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from syncd.mapping.conditions import Condition
from syncd.mapping.document import Entry
from syncd.mapping.fields import (
    BarcodeFrom,
    CardFields,
    Characteristics,
    Measured,
    SizeFields,
    VendorCodeFrom,
)
from syncd.mapping.names import same, same_path
from syncd.mapping.sources import Field, Source, SourceKind, Sources, Table
from syncd.model.card import Packaging

KEEP = "keep"
LONGEST_DESCRIPTION = 5000
LARGEST_ID = 2**63 - 1
SIDES = ("length", "width", "height", "weight")
ONE_SOURCE = tuple(kind.value for kind in SourceKind)


def condition(entry: Entry) -> Condition:
    found = entry.table(("category", "manufacturer", "feature", "product"))
    if entry.is_table and not entry.node.value:
        entry.complain("condition-empty")
    categories = found["category"].items() if "category" in found else []
    return Condition(
        products=frozenset(
            number
            for item in (found["product"].items() if "product" in found else [])
            if (number := item.whole(1, LARGEST_ID)) is not None
        ),
        category_paths=frozenset(
            same_path(path)
            for item in categories
            if not item.is_bare_number and (path := item.text()) is not None
        ),
        category_ids=frozenset(
            number
            for item in categories
            if item.is_bare_number and (number := item.whole(1, LARGEST_ID)) is not None
        ),
        manufacturers=frozenset(map(same, found["manufacturer"].texts()))
        if "manufacturer" in found
        else frozenset(),
        features=_wanted_features(found["feature"]) if "feature" in found else (),
    )


def sources(entry: Entry) -> Sources | None:
    """One source, or several in turn; None is `keep`."""
    if entry.is_word(KEEP):
        return None
    return tuple(one for item in entry.items() if (one := _source(item)) is not None)


def characteristics(entry: Entry) -> Characteristics:
    found: dict[str | int, Sources | None] = {}
    for key, value in entry.pairs():
        name = key.whole(0, LARGEST_ID) if key.is_bare_number else key.text()
        if name is not None:
            found[name if isinstance(name, int) else " ".join(name.split())] = sources(value)
    return tuple(sorted(found.items(), key=lambda item: (isinstance(item[0], str), str(item[0]))))


def card_fields(entry: Entry, base: CardFields) -> CardFields:
    """The fields that stand here, laid over `base`."""
    fields = base
    for name, value in entry.table(_CARD_FIELDS).items():
        fields = _CARD_FIELDS[name](fields, value)
    return fields


def table(entry: Entry) -> Table:
    """The shop's value and WB's value or values; an empty one means that nothing is sent."""
    found = {same(key.text(empty=True) or ""): value.texts(empty=True) for key, value in entry.pairs()}
    return tuple(sorted(found.items()))


def _wanted_features(entry: Entry) -> tuple[tuple[str, frozenset[str]], ...]:
    wanted = (
        (same(name), frozenset(map(same, value.texts())))
        for key, value in entry.pairs()
        if (name := key.text()) is not None
    )
    return tuple(sorted(wanted, key=lambda one: one[0]))


def _source(entry: Entry) -> Source | None:
    if not entry.is_table:
        entry.complain("source", known=", ".join(ONE_SOURCE))
        return None
    found = entry.table((*ONE_SOURCE, "values", "split"))
    named = [kind for kind in SourceKind if kind.value in found]
    if len(named) != 1:
        entry.complain("source", known=", ".join(ONE_SOURCE))
        return None
    kind, value = named[0], found[named[0].value]
    return Source(
        kind,
        name=_name(kind, value),
        constant=value.texts() if kind is SourceKind.VALUE else (),
        table=table(found["values"]) if "values" in found else (),
        split=(found["split"].text() or "") if "split" in found else "",
    )


def _name(kind: SourceKind, entry: Entry) -> str:
    match kind:
        case SourceKind.VALUE:
            return ""
        case SourceKind.FIELD:
            return entry.choice(Field) or Field.NAME.value
        case SourceKind.FEATURE | SourceKind.ATTRIBUTE:
            return same(entry.text() or "")


def _title(fields: CardFields, entry: Entry) -> CardFields:
    return replace(fields, title=sources(entry))


def _description(fields: CardFields, entry: Entry) -> CardFields:
    return replace(fields, description=sources(entry))


def _description_limit(fields: CardFields, entry: Entry) -> CardFields:
    limit = entry.whole(1, LONGEST_DESCRIPTION)
    return fields if limit is None else replace(fields, description_limit=limit)


def _brand(fields: CardFields, entry: Entry) -> CardFields:
    return replace(fields, brand=sources(entry))


def _vendor_code(fields: CardFields, entry: Entry) -> CardFields:
    word = entry.choice(VendorCodeFrom)
    return fields if word is None else replace(fields, vendor_code=VendorCodeFrom(word))


def _barcode(fields: CardFields, entry: Entry) -> CardFields:
    word = entry.choice(BarcodeFrom)
    return fields if word is None else replace(fields, barcode=BarcodeFrom(word))


def _dimensions(fields: CardFields, entry: Entry) -> CardFields:
    if entry.is_word(KEEP):
        return replace(fields, dimensions=())
    ways = tuple(way for item in entry.items() if (way := _way(item)) is not None)
    return replace(fields, dimensions=ways)


def _way(entry: Entry) -> Measured | Packaging | None:
    if entry.is_word(Measured.MEASURES.value):
        return Measured.MEASURES
    if not entry.is_table:
        entry.complain("dimensions")
        return None
    found = entry.table(SIDES)
    if missing := [side for side in SIDES if side not in found]:
        entry.complain("missing", missing=", ".join(missing))
        return None
    sides = [found[side].whole(1, 10_000) for side in SIDES[:3]]
    weight = found["weight"].positive()
    if weight is not None and weight != weight.quantize(Decimal("0.001")):
        found["weight"].complain("number")
        return None
    length, width, height = sides
    if length is None or width is None or height is None or weight is None:
        return None
    return Packaging(length, width, height, weight)


def _colour(fields: CardFields, entry: Entry) -> CardFields:
    found = entry.table(("attribute",))
    if "attribute" not in found:
        entry.complain("missing", missing="attribute")
        return fields
    return replace(fields, colour_groups=_groups(found["attribute"]))


def _size(fields: CardFields, entry: Entry) -> CardFields:
    found = entry.table(("attribute", "values"))
    size = SizeFields(
        groups=_groups(found["attribute"]) if "attribute" in found else None,
        table=table(found["values"]) if "values" in found else (),
    )
    return replace(fields, size=size)


def _groups(entry: Entry) -> tuple[str, ...]:
    return tuple(sorted(map(same, entry.texts())))


_CARD_FIELDS: dict[str, Callable[[CardFields, Entry], CardFields]] = {
    "title": _title,
    "description": _description,
    "description_limit": _description_limit,
    "brand": _brand,
    "vendor_code": _vendor_code,
    "barcode": _barcode,
    "dimensions": _dimensions,
    "colour": _colour,
    "size": _size,
}
