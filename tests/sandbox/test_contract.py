"""The sandbox against WB's own files, and against a client that others made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from syncd.sandbox.server import Options, Sandbox, running
from tests.clocks import FakeClock
from tests.openapi import Contract
from tests.sandbox.pictures import png
from tests.sandbox.seller import Seller, as_update, bucket, charcs, shirt


def mistakes(contract: Contract, entry: dict[str, Any]) -> list[str]:
    found = contract.check_response(
        entry["method"],
        entry["path"],
        status=entry["status"],
        content_type=entry["answer_type"],
        body=entry["answer"].encode(),
    )
    # The journal keeps no headers but one, and a file's request has two of its own.
    if entry["status"] < 300 and not entry["path"].endswith("/media/file"):
        found += contract.check_request(
            entry["method"],
            entry["path"],
            query=entry["query"],
            headers={"content-type": entry["content_type"]},
            body=entry["body"].encode(),
        )
    return found


def read_everything(seller: Seller) -> None:
    for path in (
        "/ping",
        "/api/v1/seller-info",
        "/content/v2/object/parent/all",
        "/content/v2/object/charcs/192",
        "/content/v2/object/charcs/2688",
        "/content/v2/cards/limits",
        *(f"/content/v2/directory/{name}" for name in ("colors", "kinds", "countries", "seasons", "vat")),
    ):
        assert seller.get(path).status_code == 200
    seller.get("/content/v2/object/all", limit=1000, offset=1000, name="а", locale="ru")
    seller.get("/content/v2/directory/tnved", subjectID=105, search="64")
    seller.get("/api/content/v1/brands", subjectId=192, next=20)
    seller.get("/api/content/v1/brands", subjectId=-1)
    seller.get("/api/content/v1/brands", subjectId=999_999_999)


def refuse_everything(sandbox: Sandbox, seller: Seller) -> None:
    seller.upload({"vendorCode": ""})
    seller.upload(shirt("X"), subject=342342)
    seller.upload(shirt("X", characteristics=[]))
    seller.upload(shirt("X"), shirt("Y"))
    seller.upload(shirt("X", description="а" * 6_000_000))
    seller.post("/content/v2/cards/upload", {})
    seller.post("/content/v2/cards/upload/add", {"imtID": 1, "cardsToAdd": [shirt("X")]})
    seller.post("/content/v2/cards/update", [{}])
    seller.post("/content/v2/cards/moveNm", {"nmIDs": [1], "targetIMT": 1})
    seller.post("/content/v2/cards/moveNm", {"nmIDs": []})
    seller.post("/content/v2/cards/moveNm", {"nmIDs": [1], "x": "а" * 6_000_000})
    seller.post("/content/v2/cards/delete/trash", {"nmIDs": [1]})
    seller.post("/content/v2/cards/recover", {"nmIDs": []})
    seller.post("/content/v2/cards/error/list", [])
    seller.post("/content/v2/get/cards/list", [])
    seller.post("/content/v2/get/cards/list", {"settings": {"cursor": {"limit": 101}}})
    seller.post("/content/v2/get/cards/trash", [])
    for fault in ("429", "revoked"):
        sandbox.set_faults([{"kind": fault}])
        seller.get("/content/v2/object/parent/all")
    sandbox.set_faults([])
    with Seller(sandbox, s=1 << 3) as wrong:
        wrong.get("/content/v2/object/parent/all")


def work_with_cards(sandbox: Sandbox, seller: Seller) -> None:
    for _ in range(2):
        seller.cards()
        seller.errors()
        seller.post("/content/v2/get/cards/trash", {"settings": {"cursor": {"limit": 10}}})
        blue = shirt("B", characteristics=charcs("синий", c165482=170.5))
        if not sandbox.state()["cards"]:
            seller.create(shirt("A"), blue)
    first = seller.card("A")
    seller.create(bucket("V"), subject=1436)
    added = {"imtID": first["imtID"], "cardsToAdd": [shirt("C", characteristics=charcs("красный"))]}
    seller.post("/content/v2/cards/upload/add", added)
    seller.upload(shirt("D", title="a@b.ru"), shirt("E", characteristics=charcs("синий")))
    seller.update(as_update(first, title="Новое имя"))
    sandbox.advance(60)
    nm_id = seller.card("C")["nmID"]
    seller.post("/content/v2/cards/moveNm", {"nmIDs": [nm_id]})
    seller.post("/content/v2/cards/moveNm", {"nmIDs": [nm_id], "targetIMT": first["imtID"]})
    seller.post("/content/v2/cards/delete/trash", {"nmIDs": [nm_id]})
    seller.post(
        "/content/v2/get/cards/trash",
        {"settings": {"filter": {"textSearch": "C"}, "cursor": {"limit": 10}}},
    )
    seller.post("/content/v2/cards/recover", {"nmIDs": [nm_id]})
    seller.post("/content/v2/barcodes", {"count": 3})
    seller.errors()
    seller.cards({"textSearch": "A", "withPhoto": 0, "objectIDs": [192]})


def work_with_tags(seller: Seller) -> None:
    path = "/content/v2/tag"
    for body in ({"name": "Хит", "color": "D1CFD7"}, {"name": "Хит", "color": "D1CFD7"}, {"name": "а" * 16}):
        seller.post(path, body)
    tag = seller.get("/content/v2/tags").json()["data"][0]
    nm_id = seller.card("A")["nmID"]
    for tag_id in (tag["id"], 99):
        seller.http.patch(f"{path}/{tag_id}", json={"name": "Хит", "color": "DEF1DD"})
        seller.post(f"{path}/nomenclature/link", {"nmID": nm_id, "tagsIDs": [tag_id]})
    seller.cards({"tagIDs": [tag["id"]]})
    for tag_id in (tag["id"], 99, "x"):
        seller.http.delete(f"{path}/{tag_id}")


def work_with_media(sandbox: Sandbox, seller: Seller) -> None:
    nm_id = seller.card("A")["nmID"]
    path = "/content/v3/media/file"
    for headers in ({"X-Nm-Id": str(nm_id), "X-Photo-Number": "1"}, {}):
        seller.http.post(path, headers=headers, files={"uploadfile": ("1.png", png())})
        seller.http.post(path, headers=headers | {"Content-Type": "multipart/form-data"}, content=b"x")
    for body in ({"nmId": nm_id, "data": ["http://127.0.0.1:1/1.jpg"]}, {"nmId": nm_id, "data": ["x"]}, {}):
        seller.post("/content/v3/media/save", body)
    sandbox.advance(1)
    assert seller.cards({"withPhoto": 1})["cards"]


@pytest.mark.shared
def test_every_answer_is_of_the_contract(contract: Contract, sandbox: Sandbox, seller: Seller) -> None:
    sandbox.settings(record=True)
    read_everything(seller)
    work_with_cards(sandbox, seller)
    work_with_tags(seller)
    work_with_media(sandbox, seller)
    refuse_everything(sandbox, seller)
    entries = sandbox.requests()
    assert {entry["status"] for entry in entries} >= {200, 400, 401, 403, 404, 413, 429}
    assert len({(entry["method"], entry["path"]) for entry in entries}) >= 22
    assert [mistake for entry in entries for mistake in mistakes(contract, entry)] == []


@pytest.mark.shared
def test_the_contract_sees_mistakes(contract: Contract) -> None:
    path = "/content/v2/cards/upload"
    headers = {"content-type": "application/json"}
    assert contract.check_request("POST", path, headers=headers, body=b'[{"subjectID": "1"}]')
    assert contract.check_request("POST", path, headers={"content-type": "text/html"}, body=b"[]")
    assert contract.check_request("POST", path, headers=headers, query="x=1", body=b"[]")
    assert contract.check_request("GET", "/content/v2/directory/tnved")
    assert contract.check_request("GET", "/content/v2/object/all", query="limit=x")
    assert contract.check_request("GET", "/content/v2/nothing")
    json = "application/json"
    assert contract.check_response("POST", path, status=418, content_type=json, body=b"{}")
    assert contract.check_response("POST", path, status=200, content_type="text/html", body=b"{}")
    assert contract.check_response("POST", path, status=200, content_type=json, body=b'{"error":"no"}')
    assert contract.check_response("POST", path, status=200, content_type=json, body=b'{"error":')
    assert contract.check_response(
        "POST", path, status=403, content_type="application/problem+json", body=b'{"title":1}'
    )


@pytest.fixture
def others_client(clock: FakeClock) -> Iterator[tuple[Sandbox, Any]]:
    items = pytest.importorskip("wildberries_sdk.items")
    with running(Options(limits=False, delay=60), clock=clock.now) as sandbox:
        configuration = items.Configuration(
            host=sandbox.url, api_key={"HeaderApiKey": sandbox.token()}, ignore_operation_servers=True
        )
        with items.ApiClient(configuration) as client:
            yield sandbox, items.DefaultApi(client)


def test_a_generated_client_reads_it(others_client: tuple[Sandbox, Any]) -> None:
    sandbox, api = others_client
    from wildberries_sdk.items import models

    assert len(api.get_v2_object_parent_all().data) > 90
    subjects = api.get_v2_object_all(name="футболки", limit=1000).data
    assert 192 in {subject.subject_id for subject in subjects}
    assert any(row.required for row in api.get_v2_object_charcs_subject_id(192).data)
    empty = api.post_v2_get_cards_list(models.PostV2GetCardsListRequest.from_dict({"settings": {}}))
    assert empty.cards == []
    assert (
        api.post_v2_cards_error_list(
            models.RequestPublicViewerPublicErrorsTableListV2.from_dict({})
        ).data.items
        == []
    )
    with Seller(sandbox) as seller:
        made = seller.create(shirt("A", characteristics=charcs("синий", c165482=170.5)))[0]
        seller.upload(shirt("B", title="a@b.ru"))
        sandbox.advance(60)
    listed = api.post_v2_get_cards_list(models.PostV2GetCardsListRequest.from_dict({"settings": {}}))
    (card,) = listed.cards
    assert (card.nm_id, card.vendor_code, card.sizes[0].chrt_id) == (
        made["nmID"],
        "A",
        made["sizes"][0]["chrtID"],
    )
    refusals = api.post_v2_cards_error_list(models.RequestPublicViewerPublicErrorsTableListV2.from_dict({}))
    assert refusals.data.items[0].vendor_codes == ["B"]
    assert api.get_v2_directory_colors().data
    assert api.get_v2_directory_countries().data
    assert api.get_v1_brands(subject_id=192).total > 20
