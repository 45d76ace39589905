"""The catalogue port over today's API: paging, reading back, refusals, and writing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest
import structlog

from syncd.model.card import (
    CardCursor,
    CardDraft,
    CharacteristicValue,
    GroupDraft,
    Packaging,
    RemoteSize,
    SizeDraft,
)
from syncd.model.dictionary import Characteristic, CharacteristicType, Directory, ParentSubject, Subject
from syncd.model.errors import ErrorCode, FaultError, InDoubtError, RefusedError, UnreachableError
from syncd.model.ports import Catalogue
from syncd.model.shop import OfferKey
from syncd.wildberries.content import ContentCatalogue
from tests.clocks import FakeClock
from tests.wildberries.fake_wb import ACCEPTED, FakeWB, Step, answer, envelope, raw, token, transport_to

BASE, PERSONAL = 1, 3
"""Kinds of token: claim `acc`."""
MOMENT = "2026-11-22T08:00:00.96577Z"
BIG = 2**63 + 11
"""An id of WB's that no signed 64 bits hold."""


def catalogue(wb: FakeWB, clock: FakeClock) -> ContentCatalogue:
    return ContentCatalogue(transport_to(wb, clock))


def data(rows: object) -> Step:
    return answer(200, envelope(rows))


def card_json(nm_id: int = 1, vendor_code: str = "ФУТ-1", **members: object) -> dict[str, Any]:
    return {
        "nmID": nm_id,
        "imtID": 77,
        "subjectID": 192,
        "vendorCode": vendor_code,
        "title": "Футболка",
        "sizes": [{"chrtID": BIG, "techSize": "M", "wbSize": "46", "skus": ["2000000000015"]}],
        "updatedAt": MOMENT,
    } | members


def page(*cards: object, total: int | None = None, nm_id: int = 9, updated_at: str = MOMENT) -> Step:
    cursor = {"updatedAt": updated_at, "nmID": nm_id, "total": len(cards) if total is None else total}
    return answer(200, {"cards": list(cards), "cursor": cursor})


def test_is_a_catalogue(clock: FakeClock) -> None:
    port: Catalogue = catalogue(FakeWB(ACCEPTED), clock)
    assert port.limits.groups == 100
    assert port.seller


# dictionaries


def test_parents(clock: FakeClock) -> None:
    wb = FakeWB(data([{"id": 1, "name": "Одежда", "isVisible": True}]))
    assert catalogue(wb, clock).parents() == (ParentSubject(1, "Одежда", True),)
    assert wb.asked[0].url.params["locale"] == "ru"


def test_subjects_are_paged_by_a_thousand(clock: FakeClock) -> None:
    def rows(request: httpx.Request) -> httpx.Response:
        offset, limit = int(request.url.params["offset"]), int(request.url.params["limit"])
        every = [
            {"subjectID": n, "subjectName": f"Предмет {n}", "parentID": 1, "parentName": "Одежда"}
            for n in range(1, 2501)
        ]
        return httpx.Response(200, json=envelope(every[offset : offset + limit]))

    wb = FakeWB(rows)
    subjects = list(catalogue(wb, clock).subjects())
    assert [subject.subject_id for subject in subjects] == list(range(1, 2501))
    assert [asked.url.params["offset"] for asked in wb.asked] == ["0", "1000", "2000"]


def test_a_senseless_subject_does_not_end_the_paging(clock: FakeClock) -> None:
    rows: list[object] = [{"subjectID": n, "subjectName": "Ремни"} for n in range(1, 1000)]
    wb = FakeWB(data([*rows, {"subjectID": None}]), data([{"subjectID": 1000, "subjectName": "Платья"}]))
    subjects = list(catalogue(wb, clock).subjects("р"))
    assert len(subjects) == 1000
    assert subjects[-1] == Subject(1000, "Платья", 0, "")
    assert dict(wb.asked[1].url.params) == {"locale": "ru", "name": "р", "limit": "1000", "offset": "1000"}


def test_characteristics(clock: FakeClock) -> None:
    rows = [
        {"charcID": 14, "name": "Цвет", "subjectID": 192, "required": True, "unitName": "", "maxCount": 5,
         "charcType": 1, "popular": True, "hasFilter": True, "isVariable": False, "existNamedField": False},
        {"charcID": 15, "name": "Длина", "unitName": "см", "maxCount": 0, "charcType": 4},
        {"charcID": 16, "name": "Бренд", "charcType": 1, "existNamedField": True},
        {"charcID": 17, "name": "Из завтрашнего дня", "charcType": 99},
        "odd",
    ]  # fmt: skip
    wb = FakeWB(data(rows))
    with structlog.testing.capture_logs() as events:
        read = catalogue(wb, clock).characteristics(192)
    assert read == (
        Characteristic(14, "Цвет", 192, True, "", 5, CharacteristicType.STRINGS),
        Characteristic(15, "Длина", 0, False, "см", 0, CharacteristicType.NUMBER),
        Characteristic(16, "Бренд", 0, False, "", 0, CharacteristicType.STRINGS, named_field=True),
    )
    assert sum(event["event"] == "wb-row-unreadable" for event in events) == 2
    assert wb.asked[0].url.path == "/content/v2/object/charcs/192"


@pytest.mark.parametrize(
    ("directory", "rows", "values", "path"),
    [
        (Directory.COLOURS, [{"name": "белый", "parentName": "белый"}], ("белый",), "colors"),
        (Directory.KINDS, ["Мужской", "Женский", None], ("Мужской", "Женский"), "kinds"),
        (Directory.COUNTRIES, [{"id": 1, "name": "Россия", "fullName": "РФ"}], ("Россия",), "countries"),
        (Directory.SEASONS, ["лето"], ("лето",), "seasons"),
        (Directory.VAT, ["0", "20"], ("0", "20"), "vat"),
        (Directory.TNVED, [{"tnved": "6109100000", "isKiz": True}], ("6109100000",), "tnved"),
        (Directory.SEASONS, None, (), "seasons"),
    ],
)
def test_directories(
    clock: FakeClock, directory: Directory, rows: object, values: tuple[str, ...], path: str
) -> None:
    wb = FakeWB(data(rows))
    assert catalogue(wb, clock).values(directory, 192) == values
    assert wb.asked[0].url.path == f"/content/v2/directory/{path}"
    assert wb.asked[0].url.params.get("subjectID") == ("192" if directory.by_subject else None)


def brands(*names: str, **rest: int) -> Step:
    return answer(200, {"brands": [{"id": 1, "name": name} for name in names], "total": 3} | rest)


def test_brands_are_paged(clock: FakeClock) -> None:
    wb = FakeWB(brands("Северянка", "Лён и Ко", next=2), brands("Ромашка"))
    assert catalogue(wb, clock).values(Directory.BRANDS, 192) == ("Северянка", "Лён и Ко", "Ромашка")
    assert dict(wb.asked[0].url.params) == {"subjectId": "192"}
    assert dict(wb.asked[1].url.params) == {"subjectId": "192", "next": "2"}


def test_a_subject_without_brands(clock: FakeClock) -> None:
    missing = {"title": "Not Found", "detail": "Brands not found", "origin": "brands-api", "requestId": "a"}
    assert catalogue(FakeWB(answer(404, missing)), clock).values(Directory.BRANDS, 192) == ()


@pytest.mark.parametrize(
    ("total", "kind", "asked"),
    [
        (250, PERSONAL, 125),
        (252, PERSONAL, 1),
        (0, PERSONAL, 125),
        (3, BASE, 1),
        (0, BASE, 1),
    ],
)
def test_more_brands_than_there_is_time_for_are_not_read(
    clock: FakeClock, total: int, kind: int, asked: int
) -> None:
    """Two a page and never an end; a base token has one page an hour."""
    steps = [brands("Северянка", "Лён и Ко", next=number, total=total) for number in range(2, 400)]
    wb = FakeWB(*steps)
    told = ContentCatalogue(transport_to(wb, clock, token(acc=kind)))
    assert told.values(Directory.BRANDS, 192) is None
    assert len(wb.asked) == asked


def test_a_directory_is_not_waited_for(clock: FakeClock) -> None:
    wb = FakeWB(answer(429, X_Ratelimit_Retry="30"))
    with pytest.raises(UnreachableError) as told:
        catalogue(wb, clock).values(Directory.COLOURS)
    assert told.value.code is ErrorCode.WB_LIMIT
    assert (len(wb.asked), sum(clock.waits)) == (1, 0)


def test_brands_that_stand_still(clock: FakeClock) -> None:
    with pytest.raises(UnreachableError) as told:
        catalogue(FakeWB(brands("Ромашка", next=2)), clock).values(Directory.BRANDS, 192)
    assert told.value.code is ErrorCode.WB_ANSWER_MALFORMED


def test_a_directory_of_a_subject_needs_one(clock: FakeClock) -> None:
    with pytest.raises(FaultError):
        catalogue(FakeWB(data([])), clock).values(Directory.TNVED)


def test_an_unknown_subject_is_refused(clock: FakeClock) -> None:
    with pytest.raises(RefusedError):
        catalogue(FakeWB(answer(400, envelope(None, "Неправильный запрос"))), clock).characteristics(7)


@pytest.mark.parametrize("body", [[], {}, {"data": "строка"}, "text", 7, {"data": {"a": 1}}])
def test_senseless_answers(clock: FakeClock, body: object) -> None:
    with pytest.raises(UnreachableError) as told:
        catalogue(FakeWB(answer(200, body)), clock).parents()
    assert told.value.code is ErrorCode.WB_ANSWER_MALFORMED


# cards


def test_the_whole_card(clock: FakeClock) -> None:
    written = card_json(
        description="Хлопок",
        brand="Северянка",
        dimensions={"length": 30, "width": 20, "height": 5, "weightBrutto": 0.355, "isValid": True},
        characteristics=[
            {"id": 14, "name": "Цвет", "value": ["белый", "синий"]},
            {"id": 15, "name": "Длина", "value": 70},
            {"id": 16, "name": "Ширина", "value": 52.5},
            {"id": 17, "name": "Уход", "value": "стирка"},
            {"id": 18, "name": "Пусто", "value": None},
        ],
        photos=[{"big": "https://a/1.webp"}, {"big": "https://a/2.webp"}],
        somethingNew={"deep": [1, 2.5]},
    )
    ((read,),) = [found.cards for found in catalogue(FakeWB(page(written)), clock).cards()]
    assert (read.nm_id, read.imt_id, read.subject_id, read.vendor_code) == (1, 77, 192, "ФУТ-1")
    assert (read.title, read.description, read.brand) == ("Футболка", "Хлопок", "Северянка")
    assert read.packaging == Packaging(30, 20, 5, Decimal("0.355"))
    assert read.characteristics == (
        CharacteristicValue(14, "Цвет", ("белый", "синий")),
        CharacteristicValue(15, "Длина", Decimal(70)),
        CharacteristicValue(16, "Ширина", Decimal("52.5")),
        CharacteristicValue(17, "Уход", ("стирка",)),
    )
    assert read.sizes == (RemoteSize(BIG, "M", "46", ("2000000000015",)),)
    assert (read.photos, read.updated_at) == (2, MOMENT)
    assert json.loads(read.raw) == written


def test_a_bare_card(clock: FakeClock) -> None:
    bare = {"nmID": 1, "vendorCode": "ФУТ-1", "subjectID": 192, "title": None, "sizes": None, "photos": None}
    ((read,),) = [found.cards for found in catalogue(FakeWB(page(bare)), clock).cards()]
    assert (read.title, read.brand, read.packaging, read.sizes, read.photos) == ("", "", None, (), 0)


def test_cards_are_paged_by_cursor_oldest_change_first(clock: FakeClock) -> None:
    full = [card_json(n, f"А-{n}") for n in range(1, 101)]
    wb = FakeWB(page(*full, nm_id=100), page(*full, nm_id=200), page(card_json(201), nm_id=201))
    pages = list(catalogue(wb, clock).cards())
    assert [found.cursor for found in pages] == [CardCursor(MOMENT, n) for n in (100, 200, 201)]
    assert wb.asked[0].body == {
        "settings": {"sort": {"ascending": True}, "filter": {"withPhoto": -1}, "cursor": {"limit": 100}}
    }
    cursors = [asked.body["settings"]["cursor"] for asked in wb.asked[1:]]
    assert cursors == [{"limit": 100, "updatedAt": MOMENT, "nmID": n} for n in (100, 200)]


def test_pages_come_one_by_one(clock: FakeClock) -> None:
    wb = FakeWB(page(*[card_json(n, f"А-{n}") for n in range(1, 101)]))
    next(iter(catalogue(wb, clock).cards()))
    assert len(wb.asked) == 1


def test_going_on_from_a_cursor_when_nothing_changed(clock: FakeClock) -> None:
    since = CardCursor(MOMENT, 5)
    wb = FakeWB(answer(200, {"cards": [], "cursor": {"updatedAt": "", "nmID": 0, "total": 0}}))
    (only,) = catalogue(wb, clock).cards(since)
    assert (only.cards, only.cursor) == ((), since)
    assert wb.asked[0].body["settings"]["cursor"] == {"limit": 100, "updatedAt": MOMENT, "nmID": 5}


def test_an_account_without_cards_has_no_cursor(clock: FakeClock) -> None:
    (only,) = catalogue(FakeWB(answer(200, {"cards": None, "cursor": None})), clock).cards()
    assert (only.cards, only.cursor) == ((), None)


@pytest.mark.parametrize("nm_id", [9, 0])
def test_a_cursor_that_stands_still(clock: FakeClock, nm_id: int) -> None:
    wb = FakeWB(page(card_json(), total=100, nm_id=nm_id))
    with pytest.raises(UnreachableError) as told:
        list(catalogue(wb, clock).cards())
    assert told.value.code is ErrorCode.WB_ANSWER_MALFORMED
    assert len(wb.asked) <= 2


@pytest.mark.parametrize(
    "odd",
    [
        {"nmID": 2, "vendorCode": "", "subjectID": 192},
        {"nmID": "2", "vendorCode": "А", "subjectID": 192},
        {"nmID": 2, "vendorCode": "А", "subjectID": -1},
        card_json(2, sizes=[{"techSize": "M"}]),
        card_json(2, sizes=7),
        card_json(2, characteristics=[{"id": 14, "value": {"a": 1}}]),
        card_json(2, characteristics=["Цвет"]),
        "текст",
        None,
    ],
)
def test_a_senseless_card_does_not_stop_the_page(clock: FakeClock, odd: object) -> None:
    with structlog.testing.capture_logs() as events:
        (only,) = catalogue(FakeWB(page(card_json(1), odd, card_json(3))), clock).cards()
    assert [card.nm_id for card in only.cards] == [1, 3]
    assert len(only.unreadable) == 1
    assert any(event["event"] == "wb-cards-unreadable" for event in events)


def test_find_takes_only_the_very_vendor_code(clock: FakeClock) -> None:
    wb = FakeWB(page(card_json(1, "ФУТ-10"), card_json(2, "фут-1"), card_json(3, "ФУТ-1")))
    found = catalogue(wb, clock).find("ФУТ-1")
    assert found is not None
    assert found.nm_id == 3
    assert wb.asked[0].body["settings"]["filter"] == {"withPhoto": -1, "textSearch": "ФУТ-1"}


def test_find_looks_at_every_page(clock: FakeClock) -> None:
    wb = FakeWB(page(*[card_json(n, f"ФУТ-{n}") for n in range(2, 102)]), page(card_json(1), nm_id=10))
    found = catalogue(wb, clock).find("ФУТ-1")
    assert found is not None
    assert found.nm_id == 1


def test_find_nothing(clock: FakeClock) -> None:
    assert catalogue(FakeWB(page(card_json(1, "ФУТ-10"))), clock).find("ФУТ-1") is None


def test_find_never_says_none_when_a_card_could_not_be_read(clock: FakeClock) -> None:
    odd = {"nmID": 1, "vendorCode": "ФУТ-1"}
    with pytest.raises(UnreachableError) as told:
        catalogue(FakeWB(page(odd)), clock).find("ФУТ-1")
    assert told.value.code is ErrorCode.WB_ANSWER_MALFORMED


@pytest.mark.parametrize(
    "body",
    [{}, {"cursor": {"total": 0}}, {"cards": None, "cursor": {"total": 1}}, {"data": None, "error": False}],
)
def test_find_never_takes_a_senseless_answer_for_absence(clock: FakeClock, body: object) -> None:
    with pytest.raises(UnreachableError) as told:
        catalogue(FakeWB(answer(200, body)), clock).find("ФУТ-1")
    assert told.value.code is ErrorCode.WB_ANSWER_MALFORMED


# refusals


def batches(*items: object, following: bool = False, batch: str = "b-last") -> Step:
    cursor = {"next": following, "updatedAt": MOMENT, "batchUUID": batch}
    return answer(200, envelope({"items": list(items), "cursor": cursor}))


def batch_json(batch: str, **errors: list[str]) -> dict[str, object]:
    return {
        "batchUUID": batch,
        "subjects": {},
        "brands": {},
        "vendorCodes": ["a", "b", "c"],
        "errors": errors,
        "updatedAt": MOMENT,
    }


def test_refusals(clock: FakeClock) -> None:
    wb = FakeWB(
        batches(batch_json("b-1", a=["раз", "два"], b=["три"]), following=True, batch="b-1"),
        batches({"batchUUID": 7}, batch_json("b-2")),
    )
    with structlog.testing.capture_logs() as events:
        read = list(catalogue(wb, clock).refusals())
    assert [(one.vendor_code, one.texts, one.batch) for one in read] == [
        ("a", ("раз", "два"), "b-1"),
        ("b", ("три",), "b-1"),
        ("a", (), "b-2"),
        ("b", (), "b-2"),
        ("c", (), "b-2"),
    ]
    assert read[0].batch_vendor_codes == ("a", "b", "c")
    assert read[0].updated_at == datetime(2026, 11, 22, 8, 0, 0, 965770, tzinfo=UTC)
    assert wb.asked[0].body == {"cursor": {"limit": 100}, "order": {"ascending": True}}
    assert wb.asked[1].body["cursor"] == {"limit": 100, "updatedAt": MOMENT, "batchUUID": "b-1"}
    assert any(event["event"] == "wb-batch-unreadable" for event in events)


def test_no_refusals(clock: FakeClock) -> None:
    empty = answer(200, envelope({"items": None, "cursor": None}))
    assert list(catalogue(FakeWB(empty), clock).refusals()) == []


@pytest.mark.parametrize("body", [{}, {"data": {}}, {"data": []}, {"data": {"cursor": None}}])
def test_refusals_without_sense(clock: FakeClock, body: object) -> None:
    with pytest.raises(UnreachableError):
        list(catalogue(FakeWB(answer(200, body)), clock).refusals())


def test_refusals_that_stand_still(clock: FakeClock) -> None:
    with pytest.raises(UnreachableError):
        list(catalogue(FakeWB(batches(following=True)), clock).refusals())


# writing


def draft(vendor_code: str = "ФУТ-1", **members: Any) -> CardDraft:
    given: dict[str, Any] = {
        "id_product": 5,
        "colour": "12",
        "vendor_code": vendor_code,
        "title": "Футболка",
        "description": None,
        "brand": "Северянка",
        "packaging": Packaging(30, 20, 5, Decimal("0.3500")),
        "characteristics": (
            CharacteristicValue(14, "Цвет", ("белый",)),
            CharacteristicValue(15, "Длина", Decimal("70.0")),
            CharacteristicValue(16, "Ширина", Decimal("52.5")),
        ),
        "sizes": (
            SizeDraft(OfferKey(5, (1, 12)), "M", "46", ("2000000000015",)),
            SizeDraft(OfferKey(5, (2, 12)), "L", "", ()),
        ),
    }
    return CardDraft(**(given | members))


VARIANT = {
    "vendorCode": "ФУТ-1",
    "title": "Футболка",
    "brand": "Северянка",
    "dimensions": {"length": 30, "width": 20, "height": 5, "weightBrutto": 0.35},
    "sizes": [{"techSize": "M", "wbSize": "46", "skus": ["2000000000015"]}, {"techSize": "L"}],
    "characteristics": [
        {"id": 14, "value": ["белый"]},
        {"id": 15, "value": 70},
        {"id": 16, "value": 52.5},
    ],
}


def test_create(clock: FakeClock) -> None:
    wb = FakeWB(ACCEPTED)
    catalogue(wb, clock).create([GroupDraft(5, 192, (draft(),))])
    assert wb.asked[0].url.path == "/content/v2/cards/upload"
    assert wb.asked[0].body == [{"subjectID": 192, "variants": [VARIANT]}]
    assert b"price" not in wb.asked[0].content
    assert b'"value":70}' in wb.asked[0].content


def test_a_good_without_sizes(clock: FakeClock) -> None:
    wb = FakeWB(ACCEPTED)
    only = SizeDraft(OfferKey(5), "", "", ("2000000000022",))
    catalogue(wb, clock).create([GroupDraft(5, 192, (draft(sizes=(only,), packaging=None),))])
    (variant,) = wb.asked[0].body[0]["variants"]
    assert variant["sizes"] == [{"skus": ["2000000000022"]}]
    assert "dimensions" not in variant


def test_add(clock: FakeClock) -> None:
    wb = FakeWB(ACCEPTED)
    catalogue(wb, clock).add(77, [draft()])
    assert wb.asked[0].url.path == "/content/v2/cards/upload/add"
    assert wb.asked[0].body == {"imtID": 77, "cardsToAdd": [VARIANT]}


def test_refused_with_names(clock: FakeClock) -> None:
    refusal = envelope(None, "non unique characteristics in one group", {"ФУТ-2": "ids: 1"})
    groups = [GroupDraft(5, 192, (draft("ФУТ-1"), draft("ФУТ-2")))]
    with pytest.raises(RefusedError) as told:
        catalogue(FakeWB(answer(400, refusal)), clock).create(groups)
    assert told.value.named == {"ФУТ-2": "ids: 1"}


@pytest.mark.parametrize(
    "step", [answer(200, {}), answer(200, []), answer(200, {"error": None}), raw(200, "{}"), answer(204)]
)
def test_accepted_only_when_wb_says_so(clock: FakeClock, step: Step) -> None:
    with pytest.raises(InDoubtError) as told:
        catalogue(FakeWB(step), clock).create([GroupDraft(5, 192, (draft(),))])
    assert told.value.code is ErrorCode.WB_ANSWER_MALFORMED


@pytest.mark.parametrize("count", [1, 3])
def test_weighing_tells_the_bytes_of_the_request(clock: FakeClock, count: int) -> None:
    wb = FakeWB(ACCEPTED)
    port = catalogue(wb, clock)
    groups = [GroupDraft(n, 192, (draft(f"ФУТ-{n}"),)) for n in range(count)]
    port.create(groups)
    assert len(wb.asked[0].content) == 1 + sum(port.weigh(group) for group in groups)


def test_weighing_a_card(clock: FakeClock) -> None:
    wb = FakeWB(ACCEPTED)
    port = catalogue(wb, clock)
    port.add(77, [draft()])
    envelope_bytes = len(b'{"imtID":77,"cardsToAdd":[]}')
    assert len(wb.asked[0].content) == envelope_bytes + port.weigh(draft()) - 1


# what a hostile WB may put into any list of cards

HOSTILE: list[Callable[[], Step]] = [
    lambda: raw(200, '{"cards": [' + "[" * 5000),
    lambda: raw(200, "[" * 100_000 + "]" * 100_000),
    lambda: raw(200, '{"cards": ' + "9" * 5000 + "}"),
    lambda: answer(200, {"cards": {"a": 1}}),
    lambda: answer(200, {"cards": [], "cursor": "x"}),
    lambda: answer(200, None),
]


@pytest.mark.parametrize("make", HOSTILE)
def test_hostile_answers_are_errors_of_ours(clock: FakeClock, make: Callable[[], Step]) -> None:
    with pytest.raises(UnreachableError):
        list(catalogue(FakeWB(make()), clock).cards())
