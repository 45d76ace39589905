"""When a code of the shop is a barcode: a valid EAN-13 that one offer alone carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def is_ean13(code: str) -> bool:
    """Thirteen digits, not all zero, the last their check digit (GS1 General Specifications, 7.9)."""
    if len(code) != 13 or not (code.isascii() and code.isdigit()) or not code.strip("0"):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(code)) % 10 == 0


def barcode(code: str | None) -> str:
    """The code when it is a valid EAN-13, else empty: the shop's demo data holds '0'."""
    stripped = (code or "").strip()
    return stripped if is_ean13(stripped) else ""


def own_barcodes(codes: Sequence[str | None]) -> list[str]:
    """Of a product's combinations, in their order; a code that two of them share names neither."""
    valid = [barcode(code) for code in codes]
    count = Counter(valid)
    return [code if count[code] == 1 else "" for code in valid]
