"""Vendor codes of a product's cards. One that was minted is never computed again, whatever is renamed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from syncd.mapping.colours import Colour
from syncd.mapping.fields import VendorCodeFrom
from syncd.model.shop import Product

LONGEST = 72
"""Characters (modern.md, 5.2)."""


def vendor_codes(
    product: Product, colours: Sequence[Colour], way: VendorCodeFrom, minted: Mapping[str, str]
) -> dict[str, str]:
    """By colour key: the product's reference, and with colours the colour's name after it.

    Where that is too long, or not the only one of that name, the ids of the colour help.
    """
    base = clean(product.reference) if way is VendorCodeFrom.REFERENCE else ""
    base = base or f"id{product.id_product}"
    plain = {colour.key: _joined(base, clean(colour.name) or colour.key) for colour in colours}
    taken = Counter(map(str.casefold, plain.values())) + Counter(map(str.casefold, minted.values()))
    return {
        colour.key: minted.get(colour.key) or _unique(base, colour, plain[colour.key], taken)
        for colour in colours
    }


def clean(text: str) -> str:
    """Letters, digits and `_ . / -`; anything else becomes a dash between what it divides."""
    return re.sub(r"[^\w./-]+", "-", unicodedata.normalize("NFC", text)).strip("-")


def _joined(base: str, colour: str) -> str:
    return f"{base}-{colour}" if colour else base


def _unique(base: str, colour: Colour, plain: str, taken: Counter[str]) -> str:
    if len(plain) <= LONGEST and taken[plain.casefold()] == 1:
        return plain
    named = _joined(plain, colour.key)
    return named if len(named) <= LONGEST else _joined(base, colour.key)
