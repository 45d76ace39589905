"""A digest of the rows of a product, made before the product is: equal rows, equal digest.

It covers every column that a `Product` is made of, those shared by many products included. What a product
does not touch, such as the name of a category that it is not in, does not change its digest.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from syncd.prestashop.context import Context
from syncd.prestashop.marks import told
from syncd.prestashop.page import CombinationRow, ProductRow, ProductRows
from syncd.prestashop.values import number, text

VERSION = 3
"""Raised when products of equal rows have to be looked at again."""

_UNKNOWN = b"-"
_EAN13 = CombinationRow._fields.index("ean13")
_OWN_EAN13 = ProductRow._fields.index("ean13")
_MANUFACTURER = ProductRow._fields.index("id_manufacturer")
_DEFAULT_CATEGORY = ProductRow._fields.index("id_category_default")


class Digests:
    """Of one pass: what all products share is told once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shared = blake2b(told((VERSION, context.seal)), digest_size=16)

    def of(self, rows: ProductRows) -> str:
        """32 hexadecimal digits."""
        made = self._shared.copy()
        made.update(told(tuple(rows)))
        made.update(b"".join(self._marks(rows)))
        return made.hexdigest()

    def _marks(self, rows: ProductRows) -> Iterator[bytes]:
        known = self._context.directories
        for row in rows.attributes:
            yield known.attributes.get(row[2], _UNKNOWN)
        for row in rows.features:
            yield known.features.get(row[1], _UNKNOWN)
        for row in rows.categories:
            yield known.categories.get(row[1], _UNKNOWN)
        yield known.categories.get(number(rows.product[_DEFAULT_CATEGORY]), _UNKNOWN)
        yield known.manufacturers.get(number(rows.product[_MANUFACTURER]), _UNKNOWN)
        if rows.specific_prices:
            yield told(self._context.pricing.mark(rows.specific_prices))
        if self._context.repeated_codes:
            yield from self._repeated(rows)

    def _repeated(self, rows: ProductRows) -> Iterator[bytes]:
        codes = (rows.product[_OWN_EAN13], *(row[_EAN13] for row in rows.combinations))
        for code in codes:
            yield b"1" if code and text(code).strip() in self._context.repeated_codes else b"0"
