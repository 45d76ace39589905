"""Methods that change cards (modern.md, 5.2 to 5.4). What they answer with 200 is only accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from syncd.sandbox import bodies, judge
from syncd.sandbox.answers import Answer, Refused, accepted, data, refuse
from syncd.sandbox.call import Call
from syncd.sandbox.cards import Card, Variant, WorkKind
from syncd.sandbox.dictionary import Subject

BARCODES_PER_REQUEST = 5000
TRASH_PER_REQUEST = 1000
GROUP_IS_FULL = "В группу можно объединить не больше 30 карточек. В результате запроса будет превышен лимит"


def upload(call: Call) -> Answer:
    groups = bodies.rows(bodies.decode(call.body), bodies.GROUPS_PER_REQUEST)
    asked: list[tuple[int, list[Variant]]] = []
    for group in groups:
        rows = bodies.rows(group.get("variants"), bodies.CARDS_PER_GROUP)
        asked.append((bodies.integer(group, "subjectID"), [bodies.variant(row) for row in rows]))
    everything = [variant for _, variants in asked for variant in variants]
    judge.check_vendor_codes(everything, call.cabinet.vendor_codes())
    subjects = [judge.find_subject(call.world.dictionary, subject_id) for subject_id, _ in asked]
    judge.check_moved(everything)
    pairs = [
        (subject, variant)
        for subject, (_, variants) in zip(subjects, asked, strict=True)
        for variant in variants
    ]
    judge.check_required(call.world.dictionary, pairs)
    for subject, (_, variants) in zip(subjects, asked, strict=True):
        _check_differences(call, subject, [], variants)
    if call.effect:
        call.world.enqueue(call.cabinet, WorkKind.CREATE, asked)
    return accepted()


def upload_add(call: Call) -> Answer:
    body = _object(call.body, bodies.invalid_format)
    imt_id = bodies.integer(body, "imtID")
    rows = bodies.rows(body.get("cardsToAdd"), bodies.CARDS_TO_ADD)
    variants = [bodies.variant(row) for row in rows]
    judge.check_vendor_codes(variants, call.cabinet.vendor_codes())
    standing = call.cabinet.group(imt_id)
    if not standing:
        # Guess: the text is that of moveNm.
        raise refuse("Указан несуществующий imt")
    subject = call.world.dictionary.subjects[standing[0].subject_id]
    judge.check_moved(variants)
    judge.check_required(call.world.dictionary, [(subject, variant) for variant in variants])
    _check_differences(call, subject, standing, variants, imt_id)
    if call.effect:
        call.world.enqueue(call.cabinet, WorkKind.ADD, [(subject.id, variants)], imt_id=imt_id)
    return accepted()


def _check_differences(
    call: Call, subject: Subject, standing: list[Card], variants: list[Variant], imt_id: int | None = None
) -> None:
    dictionary = call.world.dictionary
    group = [(card.vendor_code, judge.traits_of_card(dictionary, subject, card)) for card in standing]
    group += [
        (judge.tidy(variant.vendor_code), judge.traits(dictionary, subject, variant)) for variant in variants
    ]
    same = judge.repeated(group)
    if same:
        raise judge.refuse_repeated(same, imt_id)


def update(call: Call) -> Answer:
    rows = bodies.rows(bodies.decode(call.body), bodies.UPDATES_PER_REQUEST)
    variants = [bodies.update(row) for row in rows]
    judge.check_moved(variants)
    cards = [(call.cabinet.standing(variant.nm_id or 0), variant) for variant in variants]
    subjects = call.world.dictionary.subjects
    pairs = [(subjects[card.subject_id], variant) for card, variant in cards if card]
    judge.check_required(call.world.dictionary, pairs)
    _check_updated_groups(call, {card.nm_id: variant for card, variant in cards if card})
    if call.effect:
        call.world.enqueue(call.cabinet, WorkKind.UPDATE, [(0, variants)])
    return accepted()


def _check_updated_groups(call: Call, asked: dict[int, Variant]) -> None:
    """No card may come to equal a fellow of its group by this request."""
    dictionary = call.world.dictionary
    for imt_id in {call.cabinet.cards[nm_id].imt_id for nm_id in asked}:
        group = call.cabinet.group(imt_id)
        if len(group) < 2:
            continue
        subject = dictionary.subjects[group[0].subject_id]
        before = {card.nm_id: judge.traits_of_card(dictionary, subject, card) for card in group}
        after = {
            nm_id: (judge.traits(dictionary, subject, asked[nm_id])[0], shown[1]) if nm_id in asked else shown
            for nm_id, shown in before.items()
        }
        codes = {card.nm_id: card.vendor_code for card in group}
        same = judge.repeated([(codes[nm_id], shown) for nm_id, shown in after.items()])
        if same and not judge.repeated([(codes[nm_id], shown) for nm_id, shown in before.items()]):
            raise judge.refuse_repeated(same, imt_id)


# --- joining and parting


def move(call: Call) -> Answer:
    # Guess: it takes effect at once.
    body = _object(call.body, lambda: _move_refusal("Неправильный формат запроса"))
    nm_ids = bodies.integers(body, "nmIDs", lambda: _move_refusal("Неправильный формат запроса"))
    if not nm_ids:
        raise refuse("The request format is incorrect, the nmIDs field cannot be empty", {"string": ""})
    if len(set(nm_ids)) < len(nm_ids):
        raise _move_refusal("Недопустимо отправлять дублирующиеся запросы")
    if len(nm_ids) > bodies.CARDS_PER_GROUP:
        raise _move_refusal(GROUP_IS_FULL)
    cards = _standing(call, nm_ids)
    if body.get("targetIMT") is None:
        _part(call, cards)
    else:
        _join(call, cards, body["targetIMT"])
    return accepted()


def _standing(call: Call, nm_ids: list[int]) -> list[Card]:
    found = [card for nm_id in nm_ids if (card := call.cabinet.standing(nm_id))]
    if len(found) < len(nm_ids):
        raise _move_refusal("Указан несуществующий nmID карточки товара")
    return found


def _join(call: Call, cards: list[Card], target: object) -> None:
    group = call.cabinet.group(target) if isinstance(target, int) else []
    if not group or not isinstance(target, int):
        raise _move_refusal("Указан несуществующий imt")
    if {card.subject_id for card in cards + group} != {group[0].subject_id}:
        raise _move_refusal("Объединение товаров с разными предметами невозможно")
    if all(card.imt_id == target for card in cards):
        raise _move_refusal("Все карточки находятся в одной группе")
    if len({card.nm_id for card in cards + group}) > bodies.CARDS_PER_GROUP:
        raise _move_refusal(GROUP_IS_FULL)
    _regroup(call, cards, target)


def _part(call: Call, cards: list[Card]) -> None:
    """Cards parted in one request stay together under one new imtID."""
    if len({card.subject_id for card in cards}) > 1:
        raise _move_refusal("Объединение товаров с разными предметами невозможно")
    groups = {card.imt_id for card in cards}
    if len(groups) == 1 and len(call.cabinet.group(cards[0].imt_id)) == len(cards):
        raise _move_refusal("Все карточки находятся в одной группе")
    _regroup(call, cards, call.world.number("imt"))


def _regroup(call: Call, cards: list[Card], imt_id: int) -> None:
    for card in cards if call.effect else ():
        moved = replace(card, imt_id=imt_id, updated_at=call.now)
        call.world.put(call.cabinet, moved)


def _move_refusal(text: str) -> Refused:
    return refuse(text, {"error": text})


# --- the trash


def trash(call: Call) -> Answer:
    """Each card gets an imtID of its own there."""
    for card in _named(call, in_trash=False):
        thrown = replace(card, imt_id=call.world.number("imt"), trashed_at=call.now)
        call.world.put(call.cabinet, thrown)
    return accepted()


def recover(call: Call) -> Answer:
    """It keeps the imtID that the trash gave it."""
    for card in _named(call, in_trash=True):
        back = replace(card, trashed_at=None, updated_at=call.now)
        call.world.put(call.cabinet, back)
    return accepted()


def _named(call: Call, *, in_trash: bool) -> list[Card]:
    nm_ids = bodies.integers(_object(call.body, bodies.invalid_format), "nmIDs")
    if not 1 <= len(nm_ids) <= TRASH_PER_REQUEST:
        raise bodies.invalid_format()
    cards = [call.cabinet.cards.get(nm_id) for nm_id in dict.fromkeys(nm_ids)]
    if None in cards:
        # Guess: an unknown card refuses the request; no text is known.
        raise refuse("Указан несуществующий nmID карточки товара")
    # Guess: a card that is where it should go is passed over.
    found = [card for card in cards if card and (card.trashed_at is not None) is in_trash]
    return found if call.effect else []


def barcodes(call: Call) -> Answer:
    count = bodies.integer(_object(call.body, bodies.invalid_format), "count")
    if not 1 <= count <= BARCODES_PER_REQUEST:
        raise bodies.invalid_format()
    return data([call.world.barcode(call.cabinet) for _ in range(count)])


def _object(body: bytes, on_fault: Callable[[], Refused]) -> dict[str, Any]:
    decoded = bodies.decode(body, on_fault)
    if not isinstance(decoded, dict):
        raise on_fault()
    return decoded
