"""Things that a Russian shop would keep in the state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from syncd.model.card import CharacteristicValue, Packaging, Refusal, RemoteCard, RemoteSize
from syncd.model.link import IntentionKind, KnownCard, Link, NewIntention
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.shop import OfferKey

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
LARGEST = 2**64 - 1


def known(
    id_product: int = 12, colour: str = "7", vendor_code: str = "ФУТ-12-7", **more: object
) -> KnownCard:
    links = (
        Link(OfferKey(id_product, (3, 7)), "S"),
        Link(OfferKey(id_product, (4, 7)), "M", skus=("2037000000012",)),
    )
    told: dict[str, object] = {"subject_id": 192, "links": links} | more
    return KnownCard(id_product, colour, vendor_code, **told)  # type: ignore[arg-type]


def remote(nm_id: int = 501, vendor_code: str = "ФУТ-12-7", **more: object) -> RemoteCard:
    told: dict[str, object] = {
        "imt_id": 77,
        "subject_id": 192,
        "title": "Футболка хлопковая",
        "description": "Мягкая. «Своя» — 100 % хлопок 👕",
        "brand": "Ёлки",
        "packaging": Packaging(30, 20, 3, Decimal("0.250")),
        "characteristics": (
            CharacteristicValue(14177449, "Цвет", ("красный", "белый")),
            CharacteristicValue(88953, "Вес товара", Decimal("0.10")),
        ),
        "sizes": (RemoteSize(LARGEST, "S", "42", ("2037000000012", "4600000000015")),),
        "photos": 3,
        "updated_at": "2026-11-22T09:00:00.96577Z",
        "raw": '{"nmID":501,"tags":[]}',
    } | more
    return RemoteCard(nm_id=nm_id, vendor_code=vendor_code, **told)  # type: ignore[arg-type]


def refusal(vendor_code: str, batch: str = "b-1", minutes: int = 0) -> Refusal:
    moment = NOON + timedelta(minutes=minutes)
    return Refusal(vendor_code, ("Недопустимый вес",), batch, (vendor_code, "ДРУГОЙ"), moment)


def intention(card: KnownCard, fingerprint: str = "f1", run: int = 1) -> NewIntention:
    return NewIntention(
        run=run,
        kind=IntentionKind.CREATE,
        card=card,
        fingerprint=fingerprint,
        draft='{"title":"Футболка"}',
        known_batch="",
        created_at=NOON,
        deadline=NOON + timedelta(minutes=35),
    )


def problem(ref: str = "12", code: ProblemCode = ProblemCode.SUBJECT_MISSING, **facts: str) -> Problem:
    return Problem(code, RefKind.PRODUCT, ref, tuple(facts.items()))
