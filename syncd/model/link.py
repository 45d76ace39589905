"""The mapping table's nouns: which offer is which size of which card, what was sent and confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from syncd.model.shop import OfferKey


class Owner(StrEnum):
    """Whose a card's content is: ours to overwrite, or WB's until a person hands it over."""

    SHOP = "shop"
    WB = "wb"


@dataclass(frozen=True, slots=True)
class Link:
    """This offer is that size of that card."""

    offer: OfferKey
    tech_size: str
    chrt_id: int | None = None
    """None until WB showed it."""
    skus: tuple[str, ...] = ()
    """As WB holds them."""


@dataclass(frozen=True, slots=True)
class KnownCard:
    """What we know of one card of ours. Identity in the shop: (id_product, colour); at WB: vendor_code."""

    id_product: int
    colour: str
    vendor_code: str
    """Minted once."""
    subject_id: int
    owner: Owner = Owner.SHOP
    nm_id: int | None = None
    imt_id: int | None = None
    made: bool = False
    """WB was seen to hold something that we sent: the card is of our making, whoever edits it later."""
    sent: str | None = None
    """Fingerprint of the content last sent."""
    sent_at: datetime | None = None
    confirmed: str | None = None
    """Fingerprint of the content last seen at WB as sent."""
    confirmed_at: datetime | None = None
    refused: str | None = None
    """Fingerprint of the content that WB refused: not sent again until it changes."""
    refusal: tuple[str, ...] = ()
    """WB's own words for it."""
    lost: str | None = None
    """Fingerprint of the content whose requests came to nothing: neither a card nor a refusal."""
    losses: int = 0
    """How often in a row."""
    failed_at: datetime | None = None
    """When it was last refused or lost."""
    differs: str | None = None
    """Fingerprint of the content that WB took and then held otherwise."""
    differences: tuple[str, ...] = ()
    wish: str | None = None
    """What WB was last asked of the standing card: another page, the trash."""
    wishes: int = 0
    """How often in a row."""
    trashed_at: datetime | None = None
    """When we put it into WB's trash: it comes out of it with its product, not by anybody else's wish."""
    attempts: int = 0
    """How often the content of `sent` was sent."""
    links: tuple[Link, ...] = ()


class IntentionKind(StrEnum):
    CREATE = "create"
    ADD = "add"
    UPDATE = "update"


class Settlement(StrEnum):
    """How an intention ended; an intention without one is in doubt."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    DIFFERS = "differs"
    LOST = "lost"
    UNSENT = "unsent"
    """The request never left, or WB refused it whole before looking at the card."""


@dataclass(frozen=True, slots=True)
class NewIntention:
    """What will be asked of WB for one card, before it is."""

    run: int
    kind: IntentionKind
    card: KnownCard
    """Minted with the intention when the state does not know it yet."""
    fingerprint: str
    draft: str
    known_batch: str
    created_at: datetime
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Intention:
    """Committed before the request that it announces."""

    id: int
    run: int
    kind: IntentionKind
    vendor_code: str
    id_product: int
    fingerprint: str
    draft: str
    """The draft as JSON, to compare WB's card with when it shows."""
    known_batch: str
    """Refusal batch of this vendor code that WB listed before; empty when none."""
    created_at: datetime
    deadline: datetime
    """Later than WB's own delay: then, and not before, absence means that it was lost."""
    accepted_at: datetime | None = None
    settlement: Settlement | None = None
