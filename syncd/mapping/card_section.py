"""The section `card` of mapping.yaml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from syncd.mapping.document import Entry
from syncd.mapping.documents import KINDS
from syncd.mapping.fields import (
    BarcodeFrom,
    CardFields,
    ColourFields,
    DocumentFields,
    Forbidden,
    Measured,
    NoDocuments,
    Pages,
    SideSources,
    SizeFields,
    VendorCodeFrom,
    VendorCodeTemplate,
)
from syncd.mapping.names import same
from syncd.mapping.sections import KEEP, own_sources, sources, table, template
from syncd.mapping.sources import Source, SourceKind, Sources
from syncd.model.card import Packaging

LONGEST_DESCRIPTION = 5000
LARGEST_SIDE = 10_000
SIDES = ("length", "width", "height", "weight")
PARTS = ("number", "product_number", "trade_name", "applicant", "start", "end")
NONE = "none"
YES = {"yes": "yes", "true": "yes", "да": "yes", "no": "no", "false": "no", "нет": "no"}


def card_fields(entry: Entry, base: CardFields) -> CardFields:
    """The fields that stand here, laid over `base`."""
    fields = base
    for name, value in entry.table(_CARD_FIELDS).items():
        fields = _CARD_FIELDS[name](fields, value)
    return fields


def _title(fields: CardFields, entry: Entry) -> CardFields:
    return replace(fields, title=sources(entry))


def _description(fields: CardFields, entry: Entry) -> CardFields:
    return replace(fields, description=sources(entry))


def _description_limit(fields: CardFields, entry: Entry) -> CardFields:
    limit = entry.whole(1, LONGEST_DESCRIPTION)
    return fields if limit is None else replace(fields, description_limit=limit)


def _forbidden(fields: CardFields, entry: Entry) -> CardFields:
    word = entry.choice(Forbidden)
    return fields if word is None else replace(fields, forbidden=Forbidden(word))


def _pages(fields: CardFields, entry: Entry) -> CardFields:
    word = entry.choice(Pages)
    return fields if word is None else replace(fields, pages=Pages(word))


def _brand(fields: CardFields, entry: Entry) -> CardFields:
    return replace(fields, brand=sources(entry))


def _vendor_code(fields: CardFields, entry: Entry) -> CardFields:
    if entry.is_table:
        found = entry.table(("template",))
        if "template" not in found:
            entry.complain("missing", missing="template")
            return fields
        told = VendorCodeTemplate(template(found["template"]), entry.line)
        return replace(fields, vendor_code=told)
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


def _way(entry: Entry) -> Measured | Packaging | SideSources | None:
    if entry.is_word(Measured.MEASURES.value):
        return Measured.MEASURES
    if not entry.is_table:
        entry.complain("dimensions")
        return None
    found = entry.table(SIDES)
    if missing := [side for side in SIDES if side not in found]:
        entry.complain("missing", missing=", ".join(missing))
        return None
    if any(found[side].is_table or found[side].is_list for side in SIDES):
        length, width, height, weight = (_side(found[side]) for side in SIDES)
        return SideSources(length, width, height, weight, entry.line)
    return _constant_packaging([found[side] for side in SIDES])


def _side(entry: Entry) -> Sources:
    if entry.is_table or entry.is_list:
        return own_sources(entry)
    number = entry.positive()
    return () if number is None else (Source(SourceKind.VALUE, constant=(f"{number:f}",), line=entry.line),)


def _constant_packaging(entries: list[Entry]) -> Packaging | None:
    length, width, height = (entry.whole(1, LARGEST_SIDE) for entry in entries[:3])
    weight = entries[3].positive()
    if weight is not None and weight != weight.quantize(Decimal("0.001")):
        entries[3].complain("number")
        return None
    if length is None or width is None or height is None or weight is None:
        return None
    return Packaging(length, width, height, weight)


def _colour(fields: CardFields, entry: Entry) -> CardFields:
    found = entry.table(("attribute",))
    if "attribute" not in found:
        entry.complain("missing", missing="attribute")
        return fields
    return replace(fields, colour=ColourFields(_groups(found["attribute"]), entry.line))


def _size(fields: CardFields, entry: Entry) -> CardFields:
    if entry.is_word(NONE):
        return replace(fields, size=SizeFields(is_used=False))
    found = entry.table(("attribute", "values", "russian"))
    size = SizeFields(
        groups=_groups(found["attribute"]) if "attribute" in found else None,
        table=table(found["values"]) if "values" in found else (),
        russian=table(found["russian"]) if "russian" in found else (),
        line=entry.line,
    )
    return replace(fields, size=size)


def _groups(entry: Entry) -> tuple[str, ...]:
    return tuple(sorted(map(same, entry.texts())))


def _documents(fields: CardFields, entry: Entry) -> CardFields:
    if entry.is_word(KEEP):
        return replace(fields, documents=None)
    if entry.is_word(NONE):
        return replace(fields, documents=NoDocuments())
    found = tuple(one for item in entry.items() if (one := _document(item)) is not None)
    return replace(fields, documents=found)


def _document(entry: Entry) -> DocumentFields | None:
    if not entry.is_table:
        entry.complain("document", known=", ".join(KINDS))
        return None
    found = entry.table(("type", *PARTS))
    if missing := [name for name in ("type", "number") if name not in found]:
        entry.complain("missing", missing=", ".join(missing))
        return None
    kind = found["type"]
    number = kind.whole(1, 1000) if kind.is_bare_number else KINDS.get(kind.choice(KINDS) or "")
    parts = {name: own_sources(found[name]) for name in PARTS if name in found}
    return None if number is None else DocumentFields(number, **parts, line=entry.line)


def _kiz_marked(fields: CardFields, entry: Entry) -> CardFields:
    if not entry.is_scalar or entry.is_word(KEEP):
        return replace(fields, kiz_marked=sources(entry))
    word = entry.choice(YES)
    constant = () if word is None else (YES[word],)
    return replace(fields, kiz_marked=(Source(SourceKind.VALUE, constant=constant, line=entry.line),))


def _gtin(fields: CardFields, entry: Entry) -> CardFields:
    return replace(fields, gtin=sources(entry))


_CARD_FIELDS: dict[str, Callable[[CardFields, Entry], CardFields]] = {
    "title": _title,
    "description": _description,
    "description_limit": _description_limit,
    "forbidden": _forbidden,
    "pages": _pages,
    "brand": _brand,
    "vendor_code": _vendor_code,
    "barcode": _barcode,
    "dimensions": _dimensions,
    "colour": _colour,
    "size": _size,
    "documents": _documents,
    "kiz_marked": _kiz_marked,
    "gtin": _gtin,
}
