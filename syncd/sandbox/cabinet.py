"""One seller: cards and refusals with the indexes that requests search by, and shelves for the rest."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from syncd.sandbox.cards import Batch, Card

R = TypeVar("R")
Place = tuple[datetime, int]
"""Where a card stands in a list: its moment, then nmID."""


class Cabinet:
    """Cards in the shop and in the trash. Whatever is put replaces what was under the same id."""

    def __init__(self, sid: str) -> None:
        self.sid = sid
        self.cards: dict[int, Card] = {}
        self.batches: dict[str, Batch] = {}
        self._by_vendor_code: dict[str, int] = {}
        self._by_sku: dict[str, int] = {}
        self._by_chrt: dict[int, int] = {}
        self._by_imt: defaultdict[int, set[int]] = defaultdict(set)
        self._shown: list[Place] = []
        self._trashed: list[Place] = []
        self._batch_order: list[tuple[datetime, str]] = []
        self._batches_of: defaultdict[str, set[str]] = defaultdict(set)
        self._shelves: defaultdict[type, dict[Any, Any]] = defaultdict(dict)

    def shelf(self, kind: type[R]) -> dict[int | str, R]:
        """All of a kind that needs no index, by key."""
        return self._shelves[kind]

    # --- cards

    def put(self, card: Card) -> None:
        self.remove(card.nm_id)
        self.cards[card.nm_id] = card
        self._by_vendor_code[card.vendor_code] = card.nm_id
        for sku in card.skus:
            self._by_sku[sku] = card.nm_id
        for size in card.sizes:
            self._by_chrt[size.chrt_id] = card.nm_id
        self._by_imt[card.imt_id].add(card.nm_id)
        insort(self._list_of(card), _place(card))

    def remove(self, nm_id: int) -> None:
        card = self.cards.pop(nm_id, None)
        if card is None:
            return
        self._by_vendor_code.pop(card.vendor_code, None)
        for sku in card.skus:
            self._by_sku.pop(sku, None)
        for size in card.sizes:
            self._by_chrt.pop(size.chrt_id, None)
        self._by_imt[card.imt_id].discard(nm_id)
        places = self._list_of(card)
        del places[bisect_left(places, _place(card))]

    def standing(self, nm_id: int) -> Card | None:
        """A card that is there and not in the trash."""
        card = self.cards.get(nm_id)
        return card if card and card.trashed_at is None else None

    def owner_of_sku(self, sku: str) -> int | None:
        return self._by_sku.get(sku)

    def owner_of_size(self, chrt_id: int) -> Card | None:
        return self.cards.get(self._by_chrt.get(chrt_id, 0))

    def owner_of_vendor_code(self, code: str) -> int | None:
        return self._by_vendor_code.get(code)

    def vendor_codes(self) -> Iterable[str]:
        """Of all cards; one in the trash still holds its code [OBS]."""
        return self._by_vendor_code.keys()

    def group(self, imt_id: int) -> list[Card]:
        """Cards joined under this id, the trash left out."""
        members = (self.cards[nm_id] for nm_id in sorted(self._by_imt.get(imt_id, ())))
        return [card for card in members if card.trashed_at is None]

    def search(self, text: str) -> list[Card]:
        """By nmID or barcode as a whole, or by a part of the vendor code.

        Guess: that a part is enough; a client has to look at what it gets.
        """
        wanted = text.strip().casefold()
        exact = {
            self._by_sku.get(text.strip()),
            int(wanted) if wanted.isdecimal() and len(wanted) < 20 else None,
        }
        parts = {nm_id for code, nm_id in self._by_vendor_code.items() if wanted in code.casefold()}
        return [self.cards[nm_id] for nm_id in (exact | parts) if nm_id in self.cards]

    def walk(self, *, trash: bool, ascending: bool, after: Place | None) -> Iterator[Card]:
        """Cards strictly beyond `after`, in the order of their moments."""
        places = self._trashed if trash else self._shown
        if ascending:
            start = 0 if after is None else _after(places, after)
            steps: Iterable[int] = range(start, len(places))
        else:
            end = len(places) if after is None else bisect_left(places, after)
            steps = range(end - 1, -1, -1)
        for step in steps:
            yield self.cards[places[step][1]]

    def trashed_before(self, moment: datetime) -> list[Card]:
        return [self.cards[nm_id] for trashed_at, nm_id in self._trashed if trashed_at < moment]

    def _list_of(self, card: Card) -> list[Place]:
        return self._shown if card.trashed_at is None else self._trashed

    # --- refusals

    def put_batch(self, batch: Batch) -> None:
        self.batches[batch.uuid] = batch
        insort(self._batch_order, (batch.updated_at, batch.uuid))
        for failure in batch.failures:
            self._batches_of[failure.vendor_code].add(batch.uuid)

    def forgive(self, vendor_code: str) -> list[Batch]:
        """A repeated request succeeded: its card leaves every batch. These batches; one may be empty now."""
        changed = []
        for uuid in sorted(self._batches_of.pop(vendor_code, ())):
            batch = self.batches[uuid]
            rest = tuple(failure for failure in batch.failures if failure.vendor_code != vendor_code)
            self.batches[uuid] = replace(batch, failures=rest)
            changed.append(self.batches[uuid])
            if not rest:
                del self.batches[uuid]
                self._batch_order.remove((batch.updated_at, uuid))
        return changed

    def walk_batches(self, *, ascending: bool, after: tuple[datetime, str] | None) -> Iterator[Batch]:
        order = self._batch_order if ascending else self._batch_order[::-1]
        for updated_at, uuid in order:
            place = (updated_at, uuid)
            if after is None or (place > after if ascending else place < after):
                yield self.batches[uuid]


def _place(card: Card) -> Place:
    return card.trashed_at or card.updated_at, card.nm_id


def _after(places: list[Place], place: Place) -> int:
    at = bisect_left(places, place)
    return at + 1 if at < len(places) and places[at] == place else at
