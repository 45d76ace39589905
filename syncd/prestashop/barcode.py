"""When a code of the shop is a barcode: a valid EAN-13 that one offer alone carries."""

from __future__ import annotations

from collections.abc import Container

EAN13_DIGITS = 13


def is_ean13(code: str) -> bool:
    """Thirteen digits, not all zero, the last their check digit (GS1 General Specifications, 7.9)."""
    if len(code) != EAN13_DIGITS or not (code.isascii() and code.isdigit()) or not code.strip("0"):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(code)) % 10 == 0


def barcode(code: str | None, repeated: Container[str] = ()) -> str:
    """The code when it is a valid EAN-13 and not among the `repeated`, else empty."""
    stripped = (code or "").strip()
    return stripped if is_ean13(stripped) and stripped not in repeated else ""
