"""What becomes of accepted work when its moment comes: cards, or refusals in error/list."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from syncd.sandbox import documents, judge
from syncd.sandbox.bodies import CARDS_PER_GROUP
from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.cards import Batch, Card, Failure, Size, SizeRequest, Variant, Wholesale, Work, WorkKind
from syncd.sandbox.dictionary import Subject
from syncd.sandbox.world import World


def settle(world: World, cabinet: Cabinet, work: Work) -> None:
    if work.kind is WorkKind.UPDATE:
        _update_all(world, cabinet, work)
    else:
        _create_group(world, cabinet, work)


# --- creation


def _create_group(world: World, cabinet: Cabinet, work: Work) -> None:
    """All cards of the group, or none: one bad variant rejects it [OBS]. Guess: upload/add likewise."""
    subject = world.dictionary.subjects[work.subject_id]
    repeated = _repeated_skus(work.variants)
    texts = [
        _creation_faults(world, cabinet, work, variant) + _barcode_faults(cabinet, variant, repeated)
        for variant in work.variants
    ]
    if any(texts):
        failures = [
            _failure(variant, subject, found) for variant, found in zip(work.variants, texts, strict=True)
        ]
        _refuse(world, cabinet, failures, work.stamp)
        return
    imt_id = work.imt_id or world.number("imt")
    known = world.known_since(work.due)
    for variant in work.variants:
        card = _create(world, cabinet, subject, variant, imt_id=imt_id, at=work.stamp, known_since=known)
        world.put(cabinet, card)
        world.forgive(cabinet, judge.tidy(variant.vendor_code))


def _creation_faults(world: World, cabinet: Cabinet, work: Work, variant: Variant) -> list[str]:
    subject = world.dictionary.subjects[work.subject_id]
    found = judge.faults(world.dictionary, subject, variant)
    found += documents.faults(world.dictionary, subject, variant, None)
    found += judge.size_faults(subject, variant.sizes)
    if cabinet.owner_of_vendor_code(judge.tidy(variant.vendor_code)) is not None:
        # Guess: what an upload meets that was taken while its fellow was still under way.
        found.append(judge.VENDOR_CODE_TEXT)
    if work.imt_id and len(cabinet.group(work.imt_id)) + len(work.variants) > CARDS_PER_GROUP:
        # Guess: the text is that of moveNm.
        found.append(
            "В группу можно объединить не больше 30 карточек. В результате запроса будет превышен лимит"
        )
    if len(cabinet.cards) + len(work.variants) > world.settings.free_cards:
        # Guess: no text is known.
        found.append("Исчерпан лимит на создание карточек")
    return found


def _repeated_skus(variants: Sequence[Variant]) -> frozenset[str]:
    """Barcodes that come more than once in what is judged together."""
    counts = Counter(sku for variant in variants for sku in _skus(variant))
    return frozenset(sku for sku, count in counts.items() if count > 1)


def _barcode_faults(cabinet: Cabinet, variant: Variant, repeated: frozenset[str]) -> list[str]:
    wrong = [
        sku
        for sku in dict.fromkeys(_skus(variant))
        if sku in repeated or cabinet.owner_of_sku(sku) not in (None, variant.nm_id)
    ]
    return [judge.barcode_fault(wrong)] if wrong else []


def _skus(variant: Variant) -> list[str]:
    return [sku for size in variant.sizes for sku in _tidy_skus(size.skus)]


def _tidy_skus(skus: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidied for sku in skus if (tidied := judge.tidy(sku))))


def _create(
    world: World,
    cabinet: Cabinet,
    subject: Subject,
    variant: Variant,
    *,
    imt_id: int,
    at: datetime,
    known_since: datetime,
) -> Card:
    return Card(
        nm_id=world.number("nm"),
        imt_id=imt_id,
        nm_uuid=str(uuid.uuid4()),
        subject_id=subject.id,
        vendor_code=judge.tidy(variant.vendor_code),
        brand=judge.brand(world.dictionary, subject, variant.brand),
        title=judge.tidy(variant.title),
        description=judge.tidy_lines(variant.description),
        kiz_marked=variant.kiz_marked,
        wholesale=variant.wholesale or Wholesale(),
        dimensions=judge.dimensions(variant.dimensions),
        characteristics=judge.characteristics(world.dictionary, subject, variant.characteristics),
        sizes=tuple(_sizes(world, cabinet, subject, variant.sizes)),
        created_at=at,
        updated_at=at,
        documents=documents.stored(variant.documents, None, at),
        gtin=variant.gtin,
        known_since=known_since,
    )


def _sizes(world: World, cabinet: Cabinet, subject: Subject, asked: Sequence[SizeRequest]) -> list[Size]:
    none = SizeRequest(chrt_id=None, tech_size="", wb_size="", price=0, skus=())
    return [_new_size(world, cabinet, subject, size) for size in asked or (none,)]


def _new_size(world: World, cabinet: Cabinet, subject: Subject, asked: SizeRequest) -> Size:
    tech_size, wb_size = judge.tidy(asked.tech_size), judge.tidy(asked.wb_size)
    if not subject.sized:
        tech_size, wb_size = "0", ""
    elif not tech_size:
        # Documented for sizes left out whole. Guess: a size without a name is treated alike.
        tech_size, wb_size = "A", wb_size or "1"
    return Size(
        chrt_id=world.number("chrt"),
        tech_size=tech_size,
        wb_size=wb_size,
        skus=_tidy_skus(asked.skus) or (world.barcode(cabinet),),
        price=asked.price,
    )


# --- updates


def _update_all(world: World, cabinet: Cabinet, work: Work) -> None:
    """Each card for itself; the refusals of the request form one batch."""
    failures, repeated = [], _repeated_skus(work.variants)
    for variant in work.variants:
        card = cabinet.standing(variant.nm_id or 0)
        found = _update_faults(world, cabinet, variant, card, repeated)
        if found or card is None:
            subject = world.dictionary.subjects[card.subject_id] if card else None
            failures.append(_failure(variant, subject, found))
            continue
        world.put(cabinet, overwritten(world, cabinet, card, variant, work.stamp))
        world.forgive(cabinet, judge.tidy(variant.vendor_code))
    if failures:
        _refuse(world, cabinet, failures, work.stamp)


def _update_faults(
    world: World, cabinet: Cabinet, variant: Variant, card: Card | None, repeated: frozenset[str]
) -> list[str]:
    if card is None:
        # Guess: no text is known.
        return [f"Карточка с nmID {variant.nm_id} не найдена"]
    subject = world.dictionary.subjects[card.subject_id]
    found = judge.faults(world.dictionary, subject, variant)
    found += documents.faults(world.dictionary, subject, variant, card)
    if cabinet.owner_of_vendor_code(judge.tidy(variant.vendor_code)) not in (None, card.nm_id):
        found.append(judge.VENDOR_CODE_TEXT)
    barcodes = _barcode_faults(cabinet, variant, repeated) or _foreign_barcodes(card, variant)
    return found + (_size_faults(subject, card, variant) or barcodes)


def _foreign_barcodes(card: Card, variant: Variant) -> list[str]:
    """A barcode cannot move from one size of the card to another."""
    homes = {sku: size.chrt_id for size in card.sizes for sku in size.skus}
    moved = [
        sku
        for size in variant.sizes
        for sku in _tidy_skus(size.skus)
        if sku in homes and homes[sku] != size.chrt_id
    ]
    return [judge.barcode_fault(moved)] if moved else []


def _size_faults(subject: Subject, card: Card, variant: Variant) -> list[str]:
    known = {size.chrt_id for size in card.sizes}
    given = [size.chrt_id for size in variant.sizes if size.chrt_id]
    if set(given) - known or len(set(given)) < len(given):
        # Guess: no text is known.
        return ["Указан несуществующий chrtID размера"]
    stored = {size.tech_size for size in card.sizes}
    for size in variant.sizes:
        name = judge.tidy(size.tech_size)
        if size.chrt_id is None and (not subject.sized or name in stored or not name):
            # An existing size without its chrtID [OBS].
            return [judge.VENDOR_CODE_TEXT]
    return judge.size_faults(subject, _laid_over(card, variant))


def _laid_over(card: Card, variant: Variant) -> list[SizeRequest]:
    """The sizes that the card would have. Guess: one that is left out stays, as its barcodes must."""
    asked = {size.chrt_id: size for size in variant.sizes if size.chrt_id}
    kept = [
        asked.get(size.chrt_id)
        or SizeRequest(size.chrt_id, size.tech_size, size.wb_size, size.price, size.skus)
        for size in card.sizes
    ]
    return kept + [size for size in variant.sizes if size.chrt_id is None]


def overwritten(world: World, cabinet: Cabinet, card: Card, variant: Variant, at: datetime) -> Card:
    """The card overwritten: what the request left out is empty now; its subject and prices stay."""
    subject = world.dictionary.subjects[card.subject_id]
    return replace(
        card,
        vendor_code=judge.tidy(variant.vendor_code),
        brand=judge.brand(world.dictionary, subject, variant.brand),
        title=judge.tidy(variant.title),
        description=judge.tidy_lines(variant.description),
        kiz_marked=variant.kiz_marked,
        # Guess: the August contract does not name it here, so leaving it out keeps it.
        wholesale=variant.wholesale or card.wholesale,
        dimensions=judge.dimensions(variant.dimensions),
        characteristics=judge.characteristics(world.dictionary, subject, variant.characteristics),
        sizes=tuple(_updated_sizes(world, cabinet, subject, card, variant)),
        documents=documents.stored(variant.documents, card, at),
        gtin=variant.gtin,
        # Guess: what has no name in the contract is overwritten like the rest.
        extra={name: variant.extra[name] for name in card.extra if name in variant.extra},
        updated_at=at,
    )


def _updated_sizes(
    world: World, cabinet: Cabinet, subject: Subject, card: Card, variant: Variant
) -> list[Size]:
    asked = {size.chrt_id: size for size in variant.sizes if size.chrt_id}
    kept = [
        _updated_size(subject, size, asked[size.chrt_id]) if size.chrt_id in asked else size
        for size in card.sizes
    ]
    new = [size for size in variant.sizes if size.chrt_id is None]
    known = world.known_since(world.clock.now())
    return kept + [replace(_new_size(world, cabinet, subject, size), known_since=known) for size in new]


def _updated_size(subject: Subject, size: Size, asked: SizeRequest) -> Size:
    named = subject.sized and judge.tidy(asked.tech_size)
    return replace(
        size,
        tech_size=judge.tidy(asked.tech_size) if named else size.tech_size,
        wb_size=judge.tidy(asked.wb_size) if named else size.wb_size,
        skus=tuple(dict.fromkeys((*size.skus, *_tidy_skus(asked.skus)))),
    )


# --- refusals


def _failure(variant: Variant, subject: Subject | None, texts: list[str]) -> Failure:
    return Failure(
        vendor_code=judge.tidy(variant.vendor_code),
        subject_id=subject.id if subject else 0,
        brand=judge.tidy(variant.brand),
        texts=tuple(texts),
    )


def _refuse(world: World, cabinet: Cabinet, failures: list[Failure], at: datetime) -> None:
    batch = Batch(uuid=str(uuid.uuid4()), updated_at=at, failures=tuple(failures))
    world.put_batch(cabinet, batch)
