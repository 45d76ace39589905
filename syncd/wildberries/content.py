"""The catalogue of today's API (modern.md, section 5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from math import ceil

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
from syncd.model.errors import ErrorCode, FaultError, RefusedError, UnreachableError
from syncd.model.link import IntentionKind
from syncd.wildberries.content_body import Body, group_body, update_body, variant_body
from syncd.wildberries.content_card import (
    BatchCursor,
    ListedPage,
    read_card_limit,
    read_card_page,
    read_refusal_page,
    read_trash_page,
)
from syncd.wildberries.content_dictionary import (
    BrandPage,
    read_brands,
    read_characteristics,
    read_parents,
    read_subjects,
    read_values,
)
from syncd.wildberries.operations import OPERATIONS, Operation
from syncd.wildberries.transport import Transport
from syncd.wildberries.wire import SenselessError, encode, record

SUBJECTS_A_PAGE = 1000
CARDS_A_PAGE = 100
BATCHES_A_PAGE = 100
DIRECTORY_PATIENCE = 10.0
"""Seconds to wait for a place: a base token may ask twice an hour, and cards can do without a directory."""
LONGEST_BRANDS = 120.0
"""Seconds that a subject's brands may take by WB's limits; more than that are not read at all. With a token
other than a base one that is 125 pages."""
_RUSSIAN = {"locale": "ru"}

PARENTS = OPERATIONS["GET /content/v2/object/parent/all"]
SUBJECTS = OPERATIONS["GET /content/v2/object/all"]
CHARACTERISTICS = OPERATIONS["GET /content/v2/object/charcs/{subjectId}"]
BRANDS = OPERATIONS["GET /api/content/v1/brands"]
CARDS = OPERATIONS["POST /content/v2/get/cards/list"]
REFUSALS = OPERATIONS["POST /content/v2/cards/error/list"]
UPLOAD = OPERATIONS["POST /content/v2/cards/upload"]
ADD = OPERATIONS["POST /content/v2/cards/upload/add"]
UPDATE = OPERATIONS["POST /content/v2/cards/update"]
MOVE = OPERATIONS["POST /content/v2/cards/moveNm"]
TRASH = OPERATIONS["POST /content/v2/cards/delete/trash"]
RECOVER = OPERATIONS["POST /content/v2/cards/recover"]
TRASHED = OPERATIONS["POST /content/v2/get/cards/trash"]
LIMITS = OPERATIONS["GET /content/v2/cards/limits"]

ALL_THERE = "Все карточки находятся в одной группе"
"""WB's refusal of a move that is done already (modern.md, 5.3)."""


class ContentCatalogue:
    """`syncd.model.ports.Catalogue`; a question that WB refuses, about an unknown subject say, is a
    `RefusedError` too."""

    limits = BatchLimits(groups=100, cards_per_group=30, updates=3000, bytes=10_000_000)
    """WB writes "10 MB" and does not say which ones; a card joined to a page that stands: 29 a request."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    @property
    def seller(self) -> str:
        return self._transport.seller

    @property
    def home(self) -> str:
        return f"{self.seller} (test)" if self._transport.test_contour else self.seller

    def parents(self) -> Sequence[ParentSubject]:
        return self._transport.call(PARENTS, read_parents, query=_RUSSIAN)

    def subjects(self, name: str = "") -> Iterator[Subject]:
        offset = 0
        while True:
            query = {**_RUSSIAN, "limit": SUBJECTS_A_PAGE, "offset": offset} | (
                {"name": name} if name else {}
            )
            page = self._transport.call(SUBJECTS, read_subjects, query=query)
            yield from page.rows
            if page.listed < SUBJECTS_A_PAGE:
                return
            offset += page.listed

    def characteristics(self, subject_id: int) -> Sequence[Characteristic]:
        return self._transport.call(
            CHARACTERISTICS, read_characteristics, path={"subjectId": subject_id}, query=_RUSSIAN
        )

    def values(self, directory: Directory, subject_id: int | None = None) -> Sequence[str] | None:
        if directory is Directory.BRANDS:
            return self._brands(_subject_for(directory, subject_id))
        query: dict[str, object] = dict(_RUSSIAN)
        if directory.by_subject:
            query["subjectID"] = _subject_for(directory, subject_id)
        operation = OPERATIONS[f"GET /content/v2/directory/{directory.value}"]
        return self._transport.call(
            operation, read_values(directory), query=query, patience=DIRECTORY_PATIENCE
        )

    def _brands(self, subject_id: int) -> Sequence[str] | None:
        names: list[str] = []
        following = 0
        for pages in count(1):
            page = self._brands_page(subject_id, following)
            names += page.names
            if not page.next:
                return tuple(names)
            if page.next == following:
                raise _standing(BRANDS)
            following = page.next
            needed = max(pages + 1, ceil(page.total * pages / max(1, len(names))))
            if self._transport.duration(BRANDS, needed) > LONGEST_BRANDS:
                break
        return None

    def _brands_page(self, subject_id: int, following: int) -> BrandPage:
        """A subject without brands is answered with 404."""
        query = {"subjectId": subject_id} | ({"next": following} if following else {})
        try:
            return self._transport.call(BRANDS, read_brands, query=query, patience=DIRECTORY_PATIENCE)
        except RefusedError as error:
            if error.status == 404:
                return BrandPage((), 0, 0)
            raise

    def cards(self, since: CardCursor | None = None) -> Iterator[CardPage]:
        return (listed.page for listed in self._listed("", since))

    def find(self, vendor_code: str) -> RemoteCard | None:
        """WB searches vendor codes, ids and barcodes alike, hence the comparison.

        A card that cannot be read may be the one: then `UnreachableError`, never None.
        """
        unreadable: list[str] = []
        for listed in self._listed(vendor_code, None):
            for card in listed.page.cards:
                if card.vendor_code == vendor_code:
                    return card
            unreadable += listed.page.unreadable
        if unreadable:
            raise _malformed(CARDS, "; ".join(unreadable))
        return None

    def _listed(self, search: str, since: CardCursor | None) -> Iterator[ListedPage]:
        cursor = since
        while True:
            listed = self._transport.call(
                CARDS, read_card_page, query=_RUSSIAN, body=_cards_question(search, cursor)
            )
            yield listed if listed.page.cursor else listed.at(cursor)
            if listed.total < CARDS_A_PAGE:
                return
            if listed.page.cursor in (None, cursor):
                raise _standing(CARDS)
            cursor = listed.page.cursor

    def refusals(self) -> Iterator[Refusal]:
        cursor: BatchCursor | None = None
        while True:
            page = self._transport.call(
                REFUSALS, read_refusal_page, query=_RUSSIAN, body=_refusals_question(cursor)
            )
            yield from page.refusals
            if page.next is None:
                return
            if page.next == cursor:
                raise _standing(REFUSALS)
            cursor = page.next

    def weigh(self, item: GroupDraft | CardUpdate | CardDraft) -> int:
        """Its JSON and the comma after it."""
        return len(encode(_body(item))) + 1

    def duration(self, writes: Mapping[IntentionKind, int]) -> float:
        operations = {IntentionKind.CREATE: UPLOAD, IntentionKind.ADD: ADD, IntentionKind.UPDATE: UPDATE}
        return sum(self._transport.duration(operations[kind], count) for kind, count in writes.items())

    def create(self, groups: Sequence[GroupDraft]) -> None:
        names = [card.vendor_code for group in groups for card in group.cards]
        self._write(UPLOAD, [group_body(group) for group in groups], names)

    def add(self, imt_id: int, cards: Sequence[CardDraft]) -> None:
        body = {"imtID": imt_id, "cardsToAdd": [variant_body(card) for card in cards]}
        self._write(ADD, body, [card.vendor_code for card in cards])

    def update(self, updates: Sequence[CardUpdate]) -> None:
        names = [update.remote.vendor_code for update in updates]
        self._write(UPDATE, [update_body(update) for update in updates], names)

    def move(self, imt_id: int | None, nm_ids: Sequence[int]) -> None:
        target = {} if imt_id is None else {"targetIMT": imt_id}
        try:
            self._write(MOVE, {**target, "nmIDs": list(nm_ids)}, ())
        except RefusedError as error:
            if ALL_THERE not in error.text:
                raise

    def trash(self, nm_ids: Sequence[int]) -> None:
        for part in _thousands(nm_ids):
            self._write(TRASH, {"nmIDs": part}, ())

    def recover(self, nm_ids: Sequence[int]) -> None:
        for part in _thousands(nm_ids):
            self._write(RECOVER, {"nmIDs": part}, ())

    def trashed(self) -> Iterator[CardRef]:
        cursor: Body | None = None
        while True:
            page = self._transport.call(
                TRASHED, read_trash_page, query=_RUSSIAN, body=_trash_question(cursor)
            )
            yield from page.cards
            if page.total < CARDS_A_PAGE:
                return
            if page.cursor in (None, cursor):
                raise _standing(TRASHED)
            cursor = page.cursor

    def card_limit(self) -> int:
        return self._transport.call(LIMITS, read_card_limit)

    def _write(self, operation: Operation, body: object, names: Collection[str]) -> None:
        self._transport.call(operation, _accepted, body=body, names=names)


def _body(item: GroupDraft | CardUpdate | CardDraft) -> Body:
    if isinstance(item, GroupDraft):
        return group_body(item)
    return update_body(item) if isinstance(item, CardUpdate) else variant_body(item)


def _accepted(answer: object) -> None:
    """WB's envelope says outright that there is no error; anything else leaves the write in doubt."""
    if record(answer, "answer").get("error") is not False:
        raise SenselessError("error is not false")


def _cards_question(search: str, cursor: CardCursor | None) -> Body:
    place: Body = {"limit": CARDS_A_PAGE}
    if cursor is not None:
        place |= {"updatedAt": cursor.updated_at, "nmID": cursor.nm_id}
    wanted: Body = {"withPhoto": -1} | ({"textSearch": search} if search else {})
    return {"settings": {"sort": {"ascending": True}, "filter": wanted, "cursor": place}}


def _trash_question(cursor: Body | None) -> Body:
    place: Body = {"limit": CARDS_A_PAGE, **(cursor or {})}
    return {"settings": {"sort": {"ascending": True}, "filter": {}, "cursor": place}}


def _thousands(nm_ids: Sequence[int]) -> Iterator[list[int]]:
    """WB takes 1000 at once (modern.md, 5.4)."""
    for start in range(0, len(nm_ids), 1000):
        yield list(nm_ids[start : start + 1000])


def _refusals_question(cursor: BatchCursor | None) -> Body:
    place: Body = {"limit": BATCHES_A_PAGE}
    if cursor is not None:
        place |= {"updatedAt": cursor.updated_at, "batchUUID": cursor.batch}
    return {"cursor": place, "order": {"ascending": True}}


def _subject_for(directory: Directory, subject_id: int | None) -> int:
    if subject_id is None:
        raise FaultError(ErrorCode.FAULT, reason=f"{directory.value} needs a subject")
    return subject_id


def _standing(operation: Operation) -> UnreachableError:
    return _malformed(operation, "the cursor stands still")


def _malformed(operation: Operation, reason: str) -> UnreachableError:
    return UnreachableError(
        ErrorCode.WB_ANSWER_MALFORMED,
        host="",
        method=operation.method,
        path=operation.path,
        status="",
        reason=reason,
        text="",
        request="",
    )
