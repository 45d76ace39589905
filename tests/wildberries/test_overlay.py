"""cards/update overwrites the card: what the shop does not own goes back as WB has it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from syncd.model.card import (
    CardDraft,
    CardUpdate,
    CharacteristicValue,
    Document,
    Documents,
    Packaging,
    SizeDraft,
)
from syncd.model.errors import ErrorCode, FaultError
from syncd.model.shop import OfferKey
from syncd.wildberries.content import ContentCatalogue
from syncd.wildberries.content_body import update_body, variant_body
from syncd.wildberries.content_card import read_card
from syncd.wildberries.wire import decode, encode
from tests.clocks import FakeClock
from tests.wildberries.fake_wb import ACCEPTED, FakeWB, transport_to

BIG = 2**64 - 1

HELD: dict[str, Any] = {
    "nmID": 900100,
    "imtID": 77,
    "nmUUID": "0198c0de-0000-7000-8000-000000000001",
    "subjectID": 192,
    "subjectName": "Футболки",
    "vendorCode": "ФУТ-1",
    "brand": "Северянка",
    "title": "Старое имя",
    "description": "Писал человек",
    "needKiz": True,
    "kizMarked": True,
    "gtin": "04600000000017",
    "documents": {
        "excludeDocuments": False,
        "items": [{"id": "d-1", "type": 2, "number": "ЕАЭС", "createdAt": "2026", "verdict": {"status": 1}}],
        "overallVerdict": {"status": 1},
    },
    "photos": [{"big": "https://a/1.webp"}],
    "video": "https://a/v.mp4",
    "wholesale": {"enabled": True, "quantum": 5},
    "dimensions": {"length": 1, "width": 2, "height": 3, "weightBrutto": 0.123, "isValid": True, "future": 1},
    "characteristics": [
        {"id": 14, "name": "Цвет", "value": ["белый"]},
        {"id": 15, "name": "Рисунок", "value": ["полоска"]},
        {"id": 16, "name": "Длина", "value": 70},
    ],
    "sizes": [
        {"chrtID": BIG, "techSize": "M", "wbSize": "46", "skus": ["2000000000015"], "price": 9},
        {"chrtID": 502, "techSize": "XXL", "wbSize": "56", "skus": ["2000000000022"], "future": [1]},
    ],
    "tags": [{"id": 1, "name": "хит", "color": "D1CFD7"}],
    "createdAt": "2026-01-01T00:00:00Z",
    "updatedAt": "2026-11-22T08:00:00Z",
    "fromTomorrow": {"kept": [1, 2.5, None]},
}

NOTHING = CardDraft(
    id_product=5,
    colour="12",
    vendor_code="ФУТ-1",
    title=None,
    description=None,
    brand=None,
    packaging=None,
    characteristics=(),
    sizes=(),
)


def laid(held: dict[str, Any] = HELD, **members: Any) -> Any:
    values = {name: getattr(NOTHING, name) for name in CardDraft.__dataclass_fields__} | members
    update = CardUpdate(CardDraft(**values), read_card(decode(json.dumps(held))))
    return json.loads(encode(update_body(update)))


def size(tech_size: str, *skus: str, wb_size: str = "") -> SizeDraft:
    return SizeDraft(OfferKey(5, (1, 12)), tech_size, wb_size, skus)


def test_a_draft_that_owns_nothing_gives_back_the_card() -> None:
    """The whole body, member by member: any careless edit of the overlay shows here."""
    assert laid() == {
        "nmID": 900100,
        "vendorCode": "ФУТ-1",
        "brand": "Северянка",
        "title": "Старое имя",
        "description": "Писал человек",
        "kizMarked": True,
        "gtin": "04600000000017",
        "documents": {"excludeDocuments": False, "items": [{"id": "d-1", "type": 2, "number": "ЕАЭС"}]},
        "dimensions": {"length": 1, "width": 2, "height": 3, "weightBrutto": 0.123, "future": 1},
        "characteristics": [
            {"id": 14, "value": ["белый"]},
            {"id": 15, "value": ["полоска"]},
            {"id": 16, "value": 70},
        ],
        "sizes": [
            {"chrtID": BIG, "techSize": "M", "wbSize": "46", "skus": ["2000000000015"]},
            {"chrtID": 502, "techSize": "XXL", "wbSize": "56", "skus": ["2000000000022"], "future": [1]},
        ],
        "fromTomorrow": {"kept": [1, 2.5, None]},
    }


def test_what_we_own_is_ours() -> None:
    body = laid(
        title="Новое имя",
        description="",
        brand="Ромашка",
        packaging=Packaging(30, 20, 5, Decimal("0.3505")),
    )
    assert (body["title"], body["description"], body["brand"]) == ("Новое имя", "", "Ромашка")
    assert body["dimensions"] == {"length": 30, "width": 20, "height": 5, "weightBrutto": 0.351, "future": 1}


def test_characteristics_are_replaced_by_id_and_new_ones_follow() -> None:
    ours = (
        CharacteristicValue(99, "Состав", ("хлопок",)),
        CharacteristicValue(16, "Длина", Decimal("71.5")),
        CharacteristicValue(14, "Цвет", ("синий", "белый")),
    )
    assert laid(characteristics=ours)["characteristics"] == [
        {"id": 14, "value": ["синий", "белый"]},
        {"id": 15, "value": ["полоска"]},
        {"id": 16, "value": 71.5},
        {"id": 99, "value": ["хлопок"]},
    ]


def test_sizes_keep_their_ids_and_barcodes_and_new_ones_follow() -> None:
    ours = (size("L", "2000000000039", wb_size="48"), size(" m ", "2000000000046", "2000000000015"))
    assert laid(sizes=ours)["sizes"] == [
        {"chrtID": BIG, "techSize": "M", "wbSize": "46", "skus": ["2000000000015", "2000000000046"]},
        {"chrtID": 502, "techSize": "XXL", "wbSize": "56", "skus": ["2000000000022"], "future": [1]},
        {"techSize": "L", "wbSize": "48", "skus": ["2000000000039"]},
    ]


def test_our_russian_size_replaces_wbs() -> None:
    assert laid(sizes=(size("M", wb_size="48"),))["sizes"][0]["wbSize"] == "48"


@pytest.mark.parametrize("stored", ["0", "", "A"])
def test_a_good_without_sizes_has_but_one(stored: str) -> None:
    held = HELD | {"sizes": [{"chrtID": 7, "techSize": stored, "wbSize": "", "skus": ["2000000000015"]}]}
    (only,) = laid(held, sizes=(size("", "2000000000022"),))["sizes"]
    assert only["chrtID"] == 7
    assert only["skus"] == ["2000000000015", "2000000000022"]
    assert ("techSize" in only) == (stored == "A")


def test_a_vendor_code_is_never_renamed() -> None:
    assert laid(vendor_code="другой")["vendorCode"] == "ФУТ-1"


DECLARATION = Document(2, " еаэс", "17", "Футболка", "ООО", date(2026, 1, 10), date(2029, 1, 9))
SENT = {
    "type": 2,
    "number": " еаэс",
    "productNumber": "17",
    "tradeName": "Футболка",
    "applicant": "ООО",
    "startDate": "2026-01-10T00:00:00Z",
    "endDate": "2029-01-09T00:00:00Z",
    "isEndless": False,
}


def test_a_standing_document_keeps_its_id_and_what_is_not_ours() -> None:
    standing = {"id": "d-1", "type": 2, "number": "ЕАЭС", "tradeName": "Майка", "future": 1, "verdict": {}}
    other = {"id": "d-2", "type": 1, "number": "С-1"}
    held = HELD | {"documents": {"items": [other, standing], "excludeDocuments": True, "tomorrow": 1}}
    body = laid(held, documents=Documents((DECLARATION, Document(1, "С-2", endless=True))))
    assert body["documents"] == {
        "items": [SENT | {"id": "d-1", "future": 1}, {"type": 1, "number": "С-2", "isEndless": True}],
        "excludeDocuments": False,
        "tomorrow": 1,
    }


def test_what_our_document_leaves_open_stays() -> None:
    standing = SENT | {"id": "d-1"}
    held = HELD | {"documents": {"items": [standing], "excludeDocuments": False}}
    (item,) = laid(held, documents=Documents((Document(2, "ЕАЭС"),)))["documents"]["items"]
    assert item == standing | {"number": "ЕАЭС"}
    (item,) = laid(held, documents=Documents((Document(2, "ЕАЭС", endless=True),)))["documents"]["items"]
    assert (item["isEndless"], "endDate" in item) == (True, False)


def test_no_documents_are_needed() -> None:
    assert laid(documents=Documents(excluded=True))["documents"] == {"excludeDocuments": True}
    assert laid({**HELD, "documents": None}, documents=Documents(excluded=True))["documents"] == {
        "excludeDocuments": True
    }


def test_marks_are_replaced() -> None:
    body = laid(kiz_marked=False, gtin="4600000000015")
    assert (body["kizMarked"], body["gtin"]) == (False, "4600000000015")


def test_a_new_card_has_the_papers_that_are_mapped_and_no_others() -> None:
    assert not {"documents", "kizMarked", "gtin"} & set(variant_body(NOTHING))
    papers = Documents((DECLARATION,))
    body = variant_body(replace(NOTHING, documents=papers, kiz_marked=False, gtin="4600000000015"))
    assert (body["kizMarked"], body["gtin"]) == (False, "4600000000015")
    assert body["documents"] == {"items": [SENT], "excludeDocuments": False}
    none = variant_body(replace(NOTHING, documents=Documents(excluded=True)))
    assert none["documents"] == {"excludeDocuments": True}


def test_papers_are_read_back() -> None:
    documents = {"items": [SENT | {"id": "d-1", "verdict": {"status": 2}}], "excludeDocuments": False}
    card = read_card(HELD | {"documents": documents})
    assert (card.documents, card.kiz_marked, card.gtin) == (
        Documents((DECLARATION,)),
        True,
        "04600000000017",
    )
    bare = read_card({"nmID": 1, "vendorCode": "А", "subjectID": 192, "documents": None, "kizMarked": None})
    assert (bare.documents, bare.kiz_marked, bare.gtin) == (Documents(), False, "")
    odd = read_card(HELD | {"documents": {"items": [{"startDate": "вчера", "type": None}]}})
    assert odd.documents == Documents((Document(0, ""),))


def test_absent_and_null_members() -> None:
    held = {"nmID": 1, "vendorCode": "А", "subjectID": 192, "brand": None, "dimensions": None, "sizes": None}
    assert laid(held) == {"nmID": 1, "vendorCode": "А", "sizes": [], "characteristics": []}


def test_a_characteristic_without_a_value_is_left_out_unless_it_is_ours() -> None:
    held = HELD | {"characteristics": [{"id": 14, "value": None}, {"id": 15, "value": None}]}
    ours = (CharacteristicValue(15, "Рисунок", ("горох",)),)
    assert laid(held, characteristics=ours)["characteristics"] == [{"id": 15, "value": ["горох"]}]


def test_a_raw_card_that_rotted_is_a_fault_of_ours() -> None:
    remote = read_card(HELD)
    broken = type(remote)(**{n: getattr(remote, n) for n in type(remote).__dataclass_fields__} | {"raw": "{"})
    with pytest.raises(FaultError) as told:
        update_body(CardUpdate(NOTHING, broken))
    assert told.value.code is ErrorCode.FAULT
    assert told.value.facts["card"] == "ФУТ-1"


def test_the_request(clock: FakeClock) -> None:
    wb = FakeWB(ACCEPTED)
    port = ContentCatalogue(transport_to(wb, clock))
    updates = [CardUpdate(NOTHING, read_card(HELD)), CardUpdate(NOTHING, read_card(HELD | {"nmID": 2}))]
    port.update(updates)
    assert wb.asked[0].url.path == "/content/v2/cards/update"
    assert [card["nmID"] for card in wb.asked[0].body] == [900100, 2]
    assert len(wb.asked[0].content) == 1 + sum(port.weigh(update) for update in updates)
    assert str(BIG).encode() in wb.asked[0].content
