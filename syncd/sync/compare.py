"""What WB holds otherwise than we want it, after all that WB itself changes in what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from syncd.model.card import (
    UNSIZED,
    CardDraft,
    CharacteristicValue,
    Document,
    Documents,
    Packaging,
    RemoteCard,
    RemoteSize,
    SizeDraft,
    Value,
    find_size,
    match_documents,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as people read it: a member of mapping.yaml's `card`, a characteristic's name, `size M`,
    `barcode M`."""

    field: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.field}: {self.ours} / {self.theirs}"


def differences(draft: CardDraft, remote: RemoteCard) -> tuple[Difference, ...]:
    """Empty when WB holds all that the draft asks. What the draft does not own is not looked at.

    WB trims, joins spaces, changes the letter case of values and their order (architecture.md, rule 2).
    """
    return (
        *_texts(draft, remote),
        *_packaging(draft.packaging, remote.packaging),
        *_characteristics(draft, remote),
        *_sizes(draft, remote),
        *_documents(draft.documents, remote.documents),
        *_marks(draft, remote),
    )


def fields(found: tuple[Difference, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.field for one in found))


def _texts(draft: CardDraft, remote: RemoteCard) -> Iterator[Difference]:
    if draft.title is not None and _spaced(draft.title) != _spaced(remote.title):
        yield Difference("title", draft.title, remote.title)
    if draft.description is not None and _spaced(draft.description) != _spaced(remote.description):
        yield Difference("description", _short(draft.description), _short(remote.description))
    if draft.brand is not None and _folded(draft.brand) != _folded(remote.brand):
        yield Difference("brand", draft.brand, remote.brand)


def _packaging(ours: Packaging | None, theirs: Packaging | None) -> Iterator[Difference]:
    if ours is not None and ours != theirs:
        yield Difference("dimensions", _packed(ours), _packed(theirs))


def _characteristics(draft: CardDraft, remote: RemoteCard) -> Iterator[Difference]:
    held = {one.charc_id: one.value for one in remote.characteristics}
    for one in draft.characteristics:
        theirs = held.get(one.charc_id, ())
        if not _same_value(one.value, theirs):
            yield Difference(_name(one), _told(one.value), _told(theirs))


def _sizes(draft: CardDraft, remote: RemoteCard) -> Iterator[Difference]:
    names = [size.tech_size for size in remote.sizes]
    for ours in draft.sizes:
        place = find_size(ours.tech_size, names)
        yield from _size(ours, None if place is None else remote.sizes[place])


def _size(ours: SizeDraft, theirs: RemoteSize | None) -> Iterator[Difference]:
    label = ours.tech_size or UNSIZED
    if theirs is None:
        yield Difference(f"size {label}", label, "")
        return
    if ours.wb_size and _folded(ours.wb_size) != _folded(theirs.wb_size):
        yield Difference(f"size {label}", ours.wb_size, theirs.wb_size)
    if not set(ours.skus) <= set(theirs.skus):
        yield Difference(f"barcode {label}", ", ".join(ours.skus), ", ".join(theirs.skus))


def _documents(ours: Documents | None, theirs: Documents) -> Iterator[Difference]:
    """The order does not count, nor what WB or a person told of a document beside what we tell of it."""
    if ours is None:
        return
    places = match_documents(ours.items, theirs.items)
    told = all(
        place is not None and _covers(theirs.items[place], one)
        for one, place in zip(ours.items, places, strict=True)
    )
    if not told or len(theirs.items) != len(ours.items) or theirs.excluded != ours.excluded:
        yield Difference("documents", _papers(ours), _papers(theirs))


def _covers(held: Document, ours: Document) -> bool:
    """What is empty was not sent, and WB's stays (`Document`); a last day denies that there is none."""
    texts = (
        (ours.product_number, held.product_number),
        (ours.trade_name, held.trade_name),
        (ours.applicant, held.applicant),
    )
    days = ((ours.start, held.start), (ours.end, held.end))
    return (
        all(not wanted or _folded(wanted) == _folded(has) for wanted, has in texts)
        and all(wanted is None or wanted == has for wanted, has in days)
        and (held.endless == ours.endless or not (ours.endless or ours.end))
    )


def _marks(draft: CardDraft, remote: RemoteCard) -> Iterator[Difference]:
    if draft.kiz_marked is not None and draft.kiz_marked != remote.kiz_marked:
        yield Difference("kiz_marked", _yes_or_no(draft.kiz_marked), _yes_or_no(remote.kiz_marked))
    if draft.gtin is not None and _padded(draft.gtin) != _padded(remote.gtin):
        yield Difference("gtin", draft.gtin, remote.gtin)


def _yes_or_no(said: bool) -> str:
    return "yes" if said else "no"


def _padded(gtin: str) -> str:
    """A shorter GTIN and the same with zeros before it are one number (GS1)."""
    return gtin.strip().zfill(14)


def _same_value(ours: Value, theirs: Value) -> bool:
    if isinstance(ours, Decimal):
        return ours == _number(theirs)
    return {_folded(one) for one in ours} == {_folded(one) for one in _strings(theirs)}


def _number(value: Value) -> Decimal | None:
    """WB may answer a number as a list of one text."""
    if isinstance(value, Decimal):
        return value
    try:
        return Decimal(value[0].strip().replace(",", ".")) if len(value) == 1 else None
    except InvalidOperation:
        return None


def _strings(value: Value) -> tuple[str, ...]:
    return (f"{value.normalize() + 0:f}",) if isinstance(value, Decimal) else value


def _name(one: CharacteristicValue) -> str:
    return one.name or str(one.charc_id)


def _told(value: Value) -> str:
    return ", ".join(_strings(value))


def _packed(packaging: Packaging | None) -> str:
    if packaging is None:
        return ""
    return f"{packaging.length}x{packaging.width}x{packaging.height} cm, {packaging.weight:f} kg"


def _papers(documents: Documents) -> str:
    if documents.excluded:
        return "none"
    return "; ".join(_paper(one) for one in documents.items)


def _paper(one: Document) -> str:
    until = "endless" if one.endless else str(one.end or "")
    period = " - ".join(text for text in (str(one.start or ""), until) if text)
    told = (one.number, one.product_number, one.trade_name, one.applicant, period)
    return ", ".join(text for text in told if text)


def _short(text: str) -> str:
    spaced = _spaced(text)
    return spaced if len(spaced) <= 80 else f"{spaced[:79]}…"


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str) -> str:
    return _spaced(text).casefold()
