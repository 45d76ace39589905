"""Bodies of requests, read as strictly as WB's own decoder: a wrong type refuses the whole request.

Members that WB does not know are passed over without a word ("parameter names are not validated").
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeGuard, TypeVar

from syncd.sandbox.answers import Refused, refuse
from syncd.sandbox.cards import (
    CharcRequest,
    Dimensions,
    Document,
    Documents,
    SizeRequest,
    Variant,
    Wholesale,
)
from syncd.sandbox.clock import parse, stamp

T = TypeVar("T")

GROUPS_PER_REQUEST = 100
CARDS_PER_GROUP = 30
CARDS_TO_ADD = 29
UPDATES_PER_REQUEST = 3000
LARGEST = 2**64
_NAMED = frozenset(
    (
        *("nmID", "imtID", "nmUUID", "subjectID", "subjectName", "vendorCode", "brand", "title"),
        *("description", "needKiz", "kizMarked", "photos", "video", "wholesale", "dimensions"),
        *("characteristics", "sizes", "tags", "documents", "gtin", "createdAt", "updatedAt", "trashedAt"),
    )
)
"""Members of cards that the contract names, in requests and lists."""


def invalid_format() -> Refused:
    return refuse("Invalid request format")


def decode(body: bytes, on_fault: Callable[[], Refused] = invalid_format) -> Any:
    try:
        value = json.loads(body, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise on_fault() from error
    return _whole(value) if b"\\u" in body else value


def _no_number(text: str) -> float:
    raise ValueError(text)


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _no_number(text)


def _whole(value: Any) -> Any:
    """Half of a surrogate pair becomes U+FFFD, as in WB's decoder."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(item) for name, item in value.items()}
    return value


def rows(value: object, most: int) -> list[dict[str, Any]]:
    """An array of one to `most` objects."""
    # Guess: neither an empty array nor one too long is named in the contract's texts.
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise invalid_format()
    if not all(isinstance(row, dict) for row in value):
        raise invalid_format()
    return value


def member(
    row: dict[str, Any],
    name: str,
    kind: type[T],
    default: T,
    on_fault: Callable[[], Refused] = invalid_format,
) -> T:
    """A member of the right type; left out and null are both its zero, as in WB's decoder."""
    value = row.get(name)
    if value is None:
        return default
    if kind is float and _is_integer(value):
        return kind(value)  # type: ignore[call-arg]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise on_fault()
    if isinstance(value, int) and abs(value) >= LARGEST:
        raise on_fault()
    return value


def integer(row: dict[str, Any], name: str, on_fault: Callable[[], Refused] = invalid_format) -> int:
    value = row.get(name)
    if not _is_integer(value):
        raise on_fault()
    return value


def _is_integer(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST


def integers(row: dict[str, Any], name: str, on_fault: Callable[[], Refused] = invalid_format) -> list[int]:
    value = row.get(name)
    if not isinstance(value, list):
        raise on_fault()
    if not all(_is_integer(item) for item in value):
        raise on_fault()
    return value


def variant(row: dict[str, Any]) -> Variant:
    """A card of upload and upload/add."""
    return Variant(
        vendor_code=member(row, "vendorCode", str, ""),
        title=member(row, "title", str, ""),
        description=member(row, "description", str, ""),
        brand=member(row, "brand", str, ""),
        kiz_marked=member(row, "kizMarked", bool, False),
        wholesale=_wholesale(member(row, "wholesale", dict, {})) if row.get("wholesale") else None,
        dimensions=_dimensions(member(row, "dimensions", dict, {})),
        sizes=tuple(_size(size) for size in _objects(row, "sizes")),
        characteristics=tuple(_charc(charc) for charc in _objects(row, "characteristics")),
        documents=_documents(member(row, "documents", dict, {})),
        gtin=member(row, "gtin", str, ""),
        extra={name: value for name, value in row.items() if name not in _NAMED},
    )


def update(row: dict[str, Any]) -> Variant:
    """A card of update: nmID, vendorCode and sizes are obligatory."""
    nm_id = integer(row, "nmID")
    if not isinstance(row.get("sizes"), list) or not row.get("vendorCode"):
        raise invalid_format()
    return replace(variant(row), nm_id=nm_id)


def _objects(row: dict[str, Any], name: str) -> list[dict[str, Any]]:
    items: list[Any] = member(row, name, list, [])
    if not all(isinstance(item, dict) for item in items):
        raise invalid_format()
    return items


def _dimensions(row: dict[str, Any]) -> Dimensions:
    return Dimensions(
        length=member(row, "length", int, 0),
        width=member(row, "width", int, 0),
        height=member(row, "height", int, 0),
        weight=member(row, "weightBrutto", float, 0.0),
    )


def _wholesale(row: dict[str, Any]) -> Wholesale:
    return Wholesale(
        enabled=member(row, "enabled", bool, False),
        quantum=member(row, "quantum", int, 0),
    )


def _size(row: dict[str, Any]) -> SizeRequest:
    skus: list[Any] = member(row, "skus", list, [])
    if not all(isinstance(sku, str) for sku in skus):
        raise invalid_format()
    return SizeRequest(
        chrt_id=member(row, "chrtID", int, 0) or None,
        tech_size=member(row, "techSize", str, ""),
        wb_size=member(row, "wbSize", str, ""),
        price=member(row, "price", int, 0),
        skus=tuple(skus),
    )


def _charc(row: dict[str, Any]) -> CharcRequest:
    return CharcRequest(id=integer(row, "id"), value=row.get("value"))


def _documents(row: dict[str, Any]) -> Documents:
    items: list[Any] = member(row, "items", list, [])
    if not all(isinstance(item, dict) for item in items):
        raise invalid_format()
    exclude = member(row, "excludeDocuments", bool, False)
    # excludeDocuments empties whatever stands beside it.
    return Documents(() if exclude else tuple(_document(item) for item in items), exclude)


def _document(row: dict[str, Any]) -> Document:
    return Document(
        id=member(row, "id", str, ""),
        type=member(row, "type", int, 0),
        number=member(row, "number", str, ""),
        product_number=member(row, "productNumber", str, ""),
        trade_name=member(row, "tradeName", str, ""),
        applicant=member(row, "applicant", str, ""),
        start_date=_date(row, "startDate"),
        end_date=_date(row, "endDate"),
        is_endless=member(row, "isEndless", bool, False),
    )


def _date(row: dict[str, Any], name: str) -> str:
    text = member(row, name, str, "")
    try:
        return stamp(parse(text)) if text else ""
    except (ValueError, OverflowError) as error:
        raise invalid_format() from error
