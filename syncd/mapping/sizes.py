"""Sizes of one card and their barcodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from syncd.mapping.colours import is_colour
from syncd.mapping.faults import Fault, fault
from syncd.mapping.fields import BarcodeFrom, CardFields
from syncd.mapping.names import same
from syncd.mapping.sources import Subset, Table, translate
from syncd.model.card import SizeDraft
from syncd.model.problem import ProblemCode
from syncd.model.shop import Attribute, Combination, OfferKey, Product


def sizes(subset: Subset, fields: CardFields) -> tuple[SizeDraft, ...]:
    """One size a combination; a product without combinations has one without a name."""
    product = subset.product
    doubtful = repeated_barcodes(product)
    if not subset.combinations:
        skus = _skus(product.ean13, fields, frozenset())
        return (SizeDraft(OfferKey(product.id_product), "", "", skus),)
    return tuple(
        SizeDraft(
            OfferKey(product.id_product, _ids(combination)),
            tech_size=_joined(combination, fields, fields.size.table),
            wb_size=_joined(combination, fields, _russian(fields)),
            skus=_skus(combination.ean13, fields, doubtful),
        )
        for combination in subset.combinations
    )


def _joined(combination: Combination, fields: CardFields, table: Table) -> str:
    """Values of the size groups as the table has them, in the order of the groups' ids."""
    attributes = sorted(combination.attributes, key=lambda one: (one.id_attribute_group, one.id_attribute))
    values = (
        value
        for attribute in attributes
        if _is_size(attribute, fields)
        for value in translate(table, attribute.value)
    )
    return " ".join(" ".join(values).split())


def _russian(fields: CardFields) -> Table:
    """What has no Russian size of its own is called in Russia what it is called anywhere."""
    return tuple((dict(fields.size.table) | dict(fields.size.russian)).items())


def repeated_barcodes(product: Product) -> frozenset[str]:
    """Barcodes that several combinations carry tell none of them apart: none keeps them, WB makes its own."""
    counts = Counter(combination.ean13 for combination in product.combinations if combination.ean13)
    return frozenset(code for code, count in counts.items() if count > 1)


def complaint(found: Sequence[SizeDraft]) -> Fault | None:
    """WB tells the offers of one card apart by their sizes alone."""
    if len(found) > 1 and (nameless := [one for one in found if not one.tech_size]):
        return fault(ProblemCode.SIZE_MISSING, size="", offers=_offers(nameless))
    counts = Counter(same(size.tech_size) for size in found)
    if repeated := [size for size in found if counts[same(size.tech_size)] > 1]:
        names = ", ".join(sorted({size.tech_size for size in repeated}))
        return fault(ProblemCode.SIZE_REPEATED, size=names, offers=_offers(repeated))
    return None


def _offers(sizes: Sequence[SizeDraft]) -> str:
    return ", ".join(str(size.offer) for size in sizes)


def _is_size(attribute: Attribute, fields: CardFields) -> bool:
    if is_colour(attribute, fields) or not fields.size.is_used:
        return False
    if fields.size.groups is None:
        return True
    return bool({same(attribute.group), same(attribute.group_internal)} & set(fields.size.groups))


def _skus(ean13: str, fields: CardFields, doubtful: frozenset[str]) -> tuple[str, ...]:
    if fields.barcode is BarcodeFrom.NONE or not ean13 or ean13 in doubtful:
        return ()
    return (ean13,)


def _ids(combination: Combination) -> tuple[int, ...]:
    return tuple(sorted(attribute.id_attribute for attribute in combination.attributes))
