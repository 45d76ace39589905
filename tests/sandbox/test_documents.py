"""Certificates, gtin, and members that no contract names: an update is a full overwrite of them too."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import BUCKETS, PLAIN, Seller, as_update, bucket, shirt

DECLARATION = {
    "type": 2,
    "number": "ЕАЭС N RU Д-RU.РА01.В.00001/26",
    "startDate": "2026-01-10T00:00:00Z",
    "endDate": "2029-01-09T00:00:00Z",
}


def test_documents_come_back_with_an_id_and_a_verdict(seller: Seller) -> None:
    card = seller.create(shirt(documents={"items": [DECLARATION]}, gtin="04600000000015"))[0]
    assert card["gtin"] == "04600000000015"
    (item,) = card["documents"]["items"]
    assert item["id"] and item["createdAt"] and item["verdict"] == {"verified": False}
    assert DECLARATION.items() <= item.items()
    assert card["documents"]["excludeDocuments"] is False


def test_an_update_overwrites_them(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt(documents={"items": [DECLARATION]}, gtin="04600000000015"))[0]
    (item,) = card["documents"]["items"]
    both = {"items": [item | {"number": "Другой"}, DECLARATION]}
    seller.update(as_update(card, documents=both, gtin=card["gtin"]))
    sandbox.advance(60)
    after = seller.card("FUT-1")["documents"]["items"]
    assert (after[0]["id"], after[0]["createdAt"], after[0]["number"]) == (
        item["id"],
        item["createdAt"],
        "Другой",
    )
    assert after[1]["id"] not in ("", item["id"])
    seller.update(as_update(card))
    sandbox.advance(60)
    bare = seller.card("FUT-1")
    assert bare["documents"]["items"] == [] and "gtin" not in bare


def test_without_documents_by_the_sellers_word(seller: Seller) -> None:
    card = seller.create(shirt(documents={"items": [DECLARATION], "excludeDocuments": True}))[0]
    assert (card["documents"]["items"], card["documents"]["excludeDocuments"]) == ([], True)


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ({"documents": {"items": [{"number": "1"}]}}, "Не указан тип документа"),
        ({"documents": {"items": [{"type": 6}]}}, "Не указан тип документа"),
        ({"documents": {"items": [{"type": 7}]}}, "Для предмета недоступен документ типа 7"),
        ({"documents": {"items": [{"type": 1, "id": "x"}]}}, "Документ x не прикреплён к карточке"),
        (
            {"documents": {"items": [DECLARATION | {"endDate": "2025-01-01T00:00:00Z"}]}},
            "Дата окончания действия документа раньше даты начала",
        ),
        ({"gtin": "04600000000018"}, "Некорректный GTIN"),
        ({"gtin": "46"}, "Некорректный GTIN"),
    ],
)
def test_refusals(sandbox: Sandbox, seller: Seller, members: dict[str, Any], text: str) -> None:
    seller.upload(shirt(**members))
    sandbox.advance(60)
    assert seller.errors()[0]["errors"]["FUT-1"] == [text]


@pytest.mark.parametrize("item", [{"type": "1"}, {"type": 1, "startDate": "вчера"}, "x"])
def test_another_form(seller: Seller, item: Any) -> None:
    answer = seller.upload(shirt(documents={"items": [item]}))
    assert (answer.status_code, answer.json()["errorText"]) == (400, "Invalid request format")


def by_hand(sandbox: Sandbox, card: dict[str, Any], **members: Any) -> httpx.Response:
    return httpx.post(f"{sandbox.url}/_sandbox/cards/{card['nmID']}", json=members, verify=PLAIN)


def test_a_person_edits_a_card(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(bucket(), subject=BUCKETS)[0]
    sandbox.advance(1)
    told = by_hand(sandbox, card, title="Ведро оцинкованное", ecoLabel={"level": 3}).json()
    after = seller.card("VED-1")
    assert after == told
    assert after == card | {
        "title": "Ведро оцинкованное",
        "ecoLabel": {"level": 3},
        "updatedAt": after["updatedAt"],
    }
    assert after["updatedAt"] > card["updatedAt"]
    assert by_hand(sandbox, {"nmID": 1}).status_code == 400


def test_unknown_members_survive_an_update_that_sends_them_and_no_other(
    sandbox: Sandbox, seller: Seller
) -> None:
    card = seller.create(shirt())[0]
    by_hand(sandbox, card, ecoLabel={"level": 3}, origin="RU-KOS")
    careful = as_update(card, title="Новое", ecoLabel={"level": 3}, origin="RU-KOS", neverSeen=1)
    seller.update(careful)
    sandbox.advance(60)
    after = seller.card("FUT-1")
    assert (after["ecoLabel"], after["origin"], after["title"]) == ({"level": 3}, "RU-KOS", "Новое")
    assert "neverSeen" not in after
    seller.update(as_update(card))
    sandbox.advance(60)
    assert not {"ecoLabel", "origin"} & set(seller.card("FUT-1"))
