"""Drafts, cards as WB holds them, and hypothesis' ways to them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from syncd.model.card import (
    CardDraft,
    CharacteristicValue,
    Document,
    Documents,
    GroupDraft,
    Packaging,
    RemoteCard,
    RemoteSize,
    SizeDraft,
)
from syncd.model.link import KnownCard
from syncd.model.shop import OfferKey
from syncd.sync.fingerprint import fingerprint

SUBJECT = 192


def size(name: str = "M", *skus: str, offer: OfferKey | None = None) -> SizeDraft:
    return SizeDraft(offer or OfferKey(17, (11, 22)), name, name, skus)


def draft(colour: str = "11", **changed: Any) -> CardDraft:
    told: dict[str, Any] = {
        "id_product": 17,
        "colour": colour,
        "vendor_code": f"FUT-{colour}",
        "title": "Футболка с вышивкой",
        "description": "Мягкая футболка.",
        "brand": "Северный Узор",
        "packaging": Packaging(30, 20, 3, Decimal("0.25")),
        "characteristics": (
            CharacteristicValue(14177449, "Цвет", ("красный", "белый")),
            CharacteristicValue(90630, "Высота предмета", Decimal("30.5")),
        ),
        "sizes": (size("M", "4600000000015"),),
    }
    return CardDraft(**(told | changed))


def group(*cards: CardDraft) -> GroupDraft:
    return GroupDraft(17, SUBJECT, cards)


def remote(of: CardDraft, *, imt_id: int = 900, subject_id: int = SUBJECT, **changed: Any) -> RemoteCard:
    """The card as WB holds it after it took the draft whole."""
    told: dict[str, Any] = {
        "nm_id": 5000 + int(of.colour or 0),
        "imt_id": imt_id,
        "vendor_code": of.vendor_code,
        "subject_id": subject_id,
        "title": of.title or "",
        "description": of.description or "",
        "brand": of.brand or "",
        "packaging": of.packaging,
        "characteristics": of.characteristics,
        "sizes": tuple(
            RemoteSize(700 + number, one.tech_size or "0", one.wb_size, one.skus)
            for number, one in enumerate(of.sizes)
        ),
        "photos": 0,
        "updated_at": "2026-11-22T09:00:00Z",
        "raw": "{}",
        "documents": of.documents or Documents(),
        "kiz_marked": of.kiz_marked or False,
        "gtin": of.gtin or "",
    }
    return RemoteCard(**(told | changed))


def known(of: CardDraft, **changed: Any) -> KnownCard:
    """A card that was sent and seen as ours; WB has confirmed nothing of it yet."""
    told: dict[str, Any] = {
        "id_product": of.id_product,
        "colour": of.colour,
        "vendor_code": of.vendor_code,
        "subject_id": SUBJECT,
        "nm_id": 5000 + int(of.colour or 0),
        "imt_id": 900,
        "made": True,
        "sent": "earlier",
    }
    return KnownCard(**(told | changed))


def print_of(of: CardDraft) -> str:
    return fingerprint(of, SUBJECT)


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda text: bool(text.split())
)
plain_words = st.text("абвгдежзABCDE0123", min_size=1, max_size=6)
numbers = st.decimals("-1000000", "1000000", places=3)
values = st.one_of(numbers, st.lists(plain_words, min_size=1, max_size=4, unique_by=str.casefold).map(tuple))
packagings = st.builds(
    Packaging,
    st.integers(1, 300),
    st.integers(1, 300),
    st.integers(1, 300),
    st.decimals("0.001", "100", places=3),
)


texts = st.just("") | plain_words
papers = st.builds(
    Document,
    st.integers(1, 3),
    plain_words,
    texts,
    texts,
    texts,
    st.none() | st.dates(),
    st.none() | st.dates(),
)
documents = st.one_of(
    st.just(Documents(excluded=True)),
    st.lists(papers, min_size=1, max_size=3, unique_by=lambda one: (one.type, one.number.casefold())).map(
        lambda items: Documents(tuple(items))
    ),
)


@st.composite
def drafts(draw: st.DrawFn) -> CardDraft:
    ids = draw(st.lists(st.integers(1, 10**12), max_size=5, unique=True))
    names = draw(st.lists(plain_words, min_size=1, max_size=4, unique_by=str.casefold))
    names = [name for name in names if name != "0"] or [""]
    return CardDraft(
        id_product=draw(st.integers(1, 10**9)),
        colour=draw(st.sampled_from(["", "11", "11-12"])),
        vendor_code=draw(words),
        title=draw(st.none() | words),
        description=draw(st.none() | words),
        brand=draw(st.none() | plain_words),
        packaging=draw(st.none() | packagings),
        characteristics=tuple(
            CharacteristicValue(charc_id, draw(plain_words), draw(values)) for charc_id in ids
        ),
        sizes=tuple(
            SizeDraft(
                OfferKey(17, (number,)),
                name,
                name,
                tuple(draw(st.lists(plain_words, max_size=3, unique=True))),
            )
            for number, name in enumerate(names)
        ),
        documents=draw(st.none() | documents),
        kiz_marked=draw(st.none() | st.booleans()),
        gtin=draw(st.none() | st.sampled_from(["4600000000015", "04600000000015"])),
    )


@st.composite
def stored(draw: st.DrawFn, of: CardDraft) -> RemoteCard:
    """What WB makes of a draft: spaces, letter case, order, members of its own; all that we do not own."""
    card = remote(replace(of, colour="1"))
    foreign = CharacteristicValue(10**13, "Чужая", ("не наше",))
    owned = [replace(one, value=draw(_stored_value(one))) for one in of.characteristics]
    sizes = [
        RemoteSize(
            number,
            draw(_spaced(one.tech_size)) or draw(st.sampled_from(["0", ""])),
            draw(_spaced(one.wb_size)),
            tuple(draw(st.permutations([*one.skus, "2000000000015"]))),
        )
        for number, one in enumerate(of.sizes)
    ]
    return replace(
        card,
        title=draw(words) if of.title is None else draw(_spaced(of.title)),
        description=draw(words) if of.description is None else draw(_spaced(of.description)),
        brand=draw(words) if of.brand is None else draw(_spaced(of.brand)).upper(),
        packaging=draw(packagings) if of.packaging is None else of.packaging,
        characteristics=tuple(draw(st.permutations([*owned, foreign]))),
        sizes=tuple(draw(st.permutations([*sizes, RemoteSize(99, "не наш", "", ())]))),
        documents=draw(documents) if of.documents is None else draw(_stored_documents(of.documents)),
        kiz_marked=draw(st.booleans()) if of.kiz_marked is None else of.kiz_marked,
        gtin=draw(texts) if of.gtin is None else of.gtin.zfill(14),
    )


def _stored_value(one: CharacteristicValue) -> st.SearchStrategy[Any]:
    if isinstance(one.value, Decimal):
        return st.sampled_from([one.value, one.value.normalize(), (f"{one.value:f}",)])
    return st.permutations([f" {text.upper()} " for text in one.value]).map(tuple)


@st.composite
def _stored_documents(draw: st.DrawFn, of: Documents) -> Documents:
    """What we did not tell may be there all the same."""
    items = [
        replace(
            one,
            number=draw(_spaced(one.number)).upper(),
            trade_name=draw(_spaced(one.trade_name)) if one.trade_name else draw(texts),
            start=one.start or draw(st.none() | st.dates()),
        )
        for one in of.items
    ]
    return Documents(tuple(draw(st.permutations(items))), of.excluded)


def _spaced(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from([text, f" {text} ", text.replace(" ", "  "), " ".join(text.split())])
