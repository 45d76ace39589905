"""The ports: what jobs may ask of the shop and of a marketplace, whichever generation answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Protocol

from syncd.model.card import (
    BatchLimits,
    CardCursor,
    CardDraft,
    CardPage,
    CardRef,
    CardUpdate,
    GroupDraft,
    Refusal,
    RemoteCard,
)
from syncd.model.dictionary import Characteristic, Directory, ParentSubject, Subject
from syncd.model.link import IntentionKind
from syncd.model.price import PriceAccount
from syncd.model.problem import Problem
from syncd.model.shop import Product, ShopFacts, Unchanged

KnownAsUnchanged = Callable[[Mapping[int, str]], Set[int]]
"""id_product -> digest of some products as they are now; answers those that need no second look."""


class Shop(Protocol):
    """Read-only.

    Raises `UnreachableError`, `CredentialsError` (the database refuses us) or `ConfigurationError`.
    """

    def describe(self) -> ShopFacts:
        """Verifies that this is a PrestaShop of the configured prefix, shop and language."""
        ...

    def products(self, unchanged: KnownAsUnchanged | None = None) -> Iterator[Product | Unchanged | Problem]:
        """Every product of the shop by ascending id; one that cannot be read comes as its problem.

        `unchanged` is asked before products are made of their rows, page by page; what it names comes as
        `Unchanged`. Without it none does.
        """
        ...

    def product(self, id_product: int) -> Product | Problem | None: ...

    def price_accounts(self, id_product: int) -> Sequence[PriceAccount]:
        """How the prices that a visitor pays came about: of each combination, else of the product."""
        ...

    def close(self) -> None: ...


class Catalogue(Protocol):
    """Dictionaries and cards.

    Raises `CredentialsError`, `UnreachableError`, `InDoubtError` (a write whose answer was lost) and, for
    writes, `RefusedError`. A write that returns was accepted, not done: see `cards` and `refusals`.
    """

    @property
    def limits(self) -> BatchLimits: ...

    @property
    def seller(self) -> str:
        """Identity of the account at WB; limits are counted by it."""
        ...

    @property
    def home(self) -> str:
        """Where the account's cards live: the seller, and which of WB's contours."""
        ...

    def parents(self) -> Sequence[ParentSubject]: ...

    def subjects(self, name: str = "") -> Iterator[Subject]:
        """All subjects, or those whose name contains `name`."""
        ...

    def characteristics(self, subject_id: int) -> Sequence[Characteristic]: ...

    def values(self, directory: Directory, subject_id: int | None = None) -> Sequence[str] | None:
        """All that the directory allows; None when it is too large to be read in reasonable time.

        Does not wait long for a place in WB's limits: `UnreachableError(WB_LIMIT)` then.
        """
        ...

    def cards(self, since: CardCursor | None = None) -> Iterator[CardPage]:
        """Cards outside the trash, oldest change first, from the cursor on."""
        ...

    def find(self, vendor_code: str) -> RemoteCard | None:
        """The card of exactly this vendor code."""
        ...

    def refusals(self) -> Iterator[Refusal]: ...

    def weigh(self, item: GroupDraft | CardUpdate | CardDraft) -> int:
        """Bytes that the item adds to a request's body."""
        ...

    def duration(self, writes: Mapping[IntentionKind, int]) -> float:
        """Seconds that so many requests of each kind take at least, by the account's limits."""
        ...

    def create(self, groups: Sequence[GroupDraft]) -> None: ...

    def add(self, imt_id: int, cards: Sequence[CardDraft]) -> None: ...

    def update(self, updates: Sequence[CardUpdate]) -> None: ...

    def move(self, imt_id: int | None, nm_ids: Sequence[int]) -> None:
        """To the page `imt_id`, or to a new one of their own. Cards that are there already are no error."""
        ...

    def trash(self, nm_ids: Sequence[int]) -> None: ...

    def recover(self, nm_ids: Sequence[int]) -> None: ...

    def trashed(self) -> Iterator[CardRef]:
        """What lies in the trash; WB empties it after 30 days."""
        ...

    def card_limit(self) -> int:
        """How many cards the account may have, the trash included."""
        ...
