"""Vendor codes and barcodes are unique in an account: two products of the shop may not claim the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from syncd.model.card import CardDraft, GroupDraft
from syncd.model.problem import Problem, ProblemCode, RefKind


class Uniqueness:
    """Who has what, over the products of one run. The first to come keeps it.

    `vendor_codes` and `barcodes` tell which product of the shop has had a vendor code or a barcode since
    earlier runs: a product that is not looked at in this run keeps its own all the same. `is_orphaned` tells
    of an owner and a claimant whether the owner is gone: then the claimant is its heir.
    """

    def __init__(
        self,
        vendor_codes: Mapping[str, int] | None = None,
        barcodes: Mapping[str, int] | None = None,
        is_orphaned: Callable[[int, int], bool] = lambda owner, claimant: False,
    ) -> None:
        self._vendor_codes = {_folded(code): product for code, product in (vendor_codes or {}).items()}
        self._written = frozenset(vendor_codes or ())
        self._barcodes = dict(barcodes or {})
        self._is_orphaned = is_orphaned

    def admit(self, group: GroupDraft) -> tuple[GroupDraft | None, tuple[Problem, ...]]:
        """The group without the cards that repeat another product's; None when no card is left."""
        admitted: list[CardDraft] = []
        problems: list[Problem] = []
        for card in group.cards:
            if problem := self._complaint(card):
                problems.append(problem)
            else:
                self._claim(card)
                admitted.append(card)
        return (replace(group, cards=tuple(admitted)) if admitted else None), tuple(problems)

    def _complaint(self, card: CardDraft) -> Problem | None:
        owner = self._vendor_codes.get(_folded(card.vendor_code), card.id_product)
        heir_of = owner if self._is_left_to(card, owner) else card.id_product
        if owner not in (card.id_product, heir_of):
            return _problem(card, ProblemCode.VENDOR_CODE_REPEATED, owner)
        for size in card.sizes:
            for sku in size.skus:
                owner = self._barcodes.get(sku, card.id_product)
                if owner not in (card.id_product, heir_of):
                    facts = {"barcode": sku, "offers": f"{owner}, {size.offer}"}
                    return _problem(card, ProblemCode.BARCODE_REPEATED, owner, facts)
        return None

    def _is_left_to(self, card: CardDraft, owner: int) -> bool:
        """Letter by letter: WB's card keeps the code that it has."""
        is_another = owner != card.id_product and card.vendor_code in self._written
        return is_another and self._is_orphaned(owner, card.id_product)

    def _claim(self, card: CardDraft) -> None:
        self._vendor_codes[_folded(card.vendor_code)] = card.id_product
        for size in card.sizes:
            for sku in size.skus:
                self._barcodes[sku] = card.id_product


def _problem(
    card: CardDraft, code: ProblemCode, owner: int, facts: Mapping[str, str] | None = None
) -> Problem:
    told = {
        "product": str(card.id_product),
        "name": card.title or card.vendor_code,
        "vendor_code": card.vendor_code,
        "other": str(owner),
        "products": f"{owner}, {card.id_product}",
        **(facts or {}),
    }
    return Problem(code, RefKind.CARD, card.vendor_code, tuple(told.items()))


def _folded(vendor_code: str) -> str:
    """Codes that differ in letter case alone are one to people, and to some databases."""
    return vendor_code.casefold()
