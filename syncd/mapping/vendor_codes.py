"""Vendor codes of a product's cards. One that was minted is never computed again, whatever is renamed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from syncd.mapping.colours import Colour
from syncd.mapping.fields import VendorCodeFrom, VendorCodeTemplate
from syncd.mapping.sources import Field, fill
from syncd.mapping.templates import HoleKind, holes
from syncd.model.shop import Product

LONGEST = 72
"""Characters (modern.md, 5.2)."""


def vendor_codes(
    product: Product,
    colours: Sequence[Colour],
    way: VendorCodeFrom | VendorCodeTemplate,
    minted: Mapping[str, str],
) -> dict[str, str]:
    """By colour key: the product's reference, and with colours the colour's name after it.

    A template that tells colours apart itself goes without that name. Where a code is too long, or not the
    only one of that name, the ids of the colour help.
    """
    bases = {colour.key: _base(product, colour, way) for colour in colours}
    plain = {
        colour.key: bases[colour.key]
        if _names_colours(way)
        else _joined(bases[colour.key], clean(colour.name) or colour.key)
        for colour in colours
    }
    taken = Counter(map(str.casefold, plain.values())) + Counter(map(str.casefold, minted.values()))
    return {
        colour.key: minted.get(colour.key) or _unique(bases[colour.key], colour, plain[colour.key], taken)
        for colour in colours
    }


def _base(product: Product, colour: Colour, way: VendorCodeFrom | VendorCodeTemplate) -> str:
    if way is VendorCodeFrom.REFERENCE:
        told = product.reference
    else:
        told = "" if isinstance(way, VendorCodeFrom) else fill(way.template, colour.subset)
    return clean(told) or f"id{product.id_product}"


def _names_colours(way: VendorCodeFrom | VendorCodeTemplate) -> bool:
    """Attributes and the combinations' own reference belong to the card, all else to the product."""
    if isinstance(way, VendorCodeFrom):
        return False
    return any(
        hole.kind is HoleKind.ATTRIBUTE or hole.name == Field.COMBINATION_REFERENCE
        for hole in holes(way.template)
    )


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
