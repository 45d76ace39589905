"""The client against WB's own published pages: its requests fit them, its readers take their examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

from syncd.model.card import (
    CardCursor,
    CardDraft,
    CardUpdate,
    CharacteristicValue,
    GroupDraft,
    Packaging,
    SizeDraft,
)
from syncd.model.dictionary import Directory
from syncd.model.errors import CredentialsError, ErrorCode, RefusedError, SyncdError
from syncd.model.shop import OfferKey
from syncd.wildberries.content import ContentCatalogue
from syncd.wildberries.operations import OPERATIONS
from tests.clocks import FakeClock
from tests.wildberries.fake_wb import FakeWB, answer, token, transport_to

BY_STATUS = {
    401: {ErrorCode.TOKEN_REFUSED, ErrorCode.TOKEN_CATEGORY},
    402: {ErrorCode.PAYMENT_REQUIRED},
    403: {ErrorCode.ACCESS_DENIED, ErrorCode.TOKEN_CATEGORY},
    413: {ErrorCode.WB_TOO_LARGE},
}


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, Any]:
    with (shared / "wb" / "openapi" / "02-items.yaml").open(encoding="utf-8") as file:
        return yaml.safe_load(file)


def example(pages: dict[str, Any], method: str, path: str) -> Any:
    """The published example of a 200, built from its schema where there is no whole one."""
    content = pages["paths"][path][method]["responses"]["200"]["content"]["application/json"]
    return written(pages, content)


def written(pages: dict[str, Any], node: Any) -> Any:
    while "$ref" in node:
        found = pages
        for step in node["$ref"].split("/")[1:]:
            found = found[step]
        node = found
    if "example" in node:
        return node["example"]
    if "examples" in node:
        return next(iter(node["examples"].values()))["value"]
    if "schema" in node:
        return written(pages, node["schema"])
    if "properties" in node:
        return {name: written(pages, member) for name, member in node["properties"].items()}
    if "items" in node:
        return [written(pages, node["items"])]
    return node.get("default")


def held_card() -> dict[str, Any]:
    return {
        "nmID": 900100,
        "imtID": 77,
        "subjectID": 192,
        "vendorCode": "ФУТ-1",
        "kizMarked": False,
        "dimensions": {"length": 1, "width": 2, "height": 3, "weightBrutto": 0.123, "isValid": True},
        "characteristics": [{"id": 15, "name": "Рисунок", "value": ["полоска"]}],
        "sizes": [{"chrtID": 501, "techSize": "M", "wbSize": "46", "skus": ["2000000000015"]}],
        "updatedAt": "2026-11-22T08:00:00Z",
    }


def everything_asked(clock: FakeClock) -> FakeWB:
    """One request of every kind that the catalogue sends."""
    cards = {
        "cards": [held_card()],
        "cursor": {"updatedAt": "2026-11-22T08:00:00Z", "nmID": 900100, "total": 1},
    }
    fine = {"data": [], "error": False, "errorText": "", "additionalErrors": {}}

    def serve(request: httpx.Request) -> httpx.Response:
        replies = {
            "/content/v2/get/cards/list": cards,
            "/content/v2/cards/error/list": fine | {"data": {"items": [], "cursor": None}},
            "/api/content/v1/brands": {"brands": [], "total": 0},
        }
        return httpx.Response(200, json=replies.get(request.url.path, fine))

    wb = FakeWB(serve)
    port = ContentCatalogue(transport_to(wb, clock))
    port.parents()
    list(port.subjects("футболки"))
    port.characteristics(192)
    for directory in Directory:
        port.values(directory, 192)
    list(port.cards(CardCursor("2026-11-22T08:00:00Z", 5)))
    remote = port.find("ФУТ-1")
    assert remote is not None
    list(port.refusals())
    draft = CardDraft(
        id_product=5,
        colour="12",
        vendor_code="ФУТ-1",
        title="Футболка",
        description="Хлопок",
        brand="Северянка",
        packaging=Packaging(30, 20, 5, Decimal("0.35")),
        characteristics=(CharacteristicValue(14, "Цвет", ("белый",)),),
        sizes=(SizeDraft(OfferKey(5, (1,)), "M", "46", ("2000000000015",)),),
    )
    port.create([GroupDraft(5, 192, (draft,))])
    port.add(77, [draft])
    port.update([CardUpdate(draft, remote)])
    return wb


def test_every_request_fits_the_published_page(pages: dict[str, Any], clock: FakeClock) -> None:
    judge = OpenAPI.from_dict(pages)
    for asked in everything_asked(clock).asked:
        request = MockRequest(
            "https://content-api.wildberries.ru",
            asked.method.lower(),
            asked.url.path,
            headers={"Authorization": asked.headers["Authorization"]},
            args=dict(asked.url.params),
            data=asked.content or None,
        )
        judge.validate_request(request)


def test_every_method_that_the_catalogue_uses_is_asked(pages: dict[str, Any], clock: FakeClock) -> None:
    asked = {f"{one.method} {one.url.path}" for one in everything_asked(clock).asked}
    assert len(asked) == 15
    assert {name.replace("/192", "/{subjectId}") for name in asked} <= set(OPERATIONS)


def test_the_published_examples_are_read(pages: dict[str, Any], clock: FakeClock) -> None:
    def port(method: str, path: str) -> ContentCatalogue:
        return ContentCatalogue(transport_to(FakeWB(answer(200, example(pages, method, path))), clock))

    assert port("get", "/content/v2/object/parent/all").parents()
    assert list(port("get", "/content/v2/object/all").subjects())
    assert port("get", "/content/v2/object/charcs/{subjectId}").characteristics(1)
    for directory in set(Directory) - {Directory.BRANDS}:
        assert port("get", f"/content/v2/directory/{directory}").values(directory, 1), directory
    (page,) = port("post", "/content/v2/get/cards/list").cards()
    assert page.cards
    assert not page.unreadable


def examples_of_errors(shared: Path) -> Iterator[tuple[str, int, Any]]:
    with (shared / "wb" / "error-examples-2026-08.json").open(encoding="utf-8") as file:
        table = json.load(file)
    for name, statuses in table.items():
        for status, kinds in statuses.items():
            for shapes in kinds.values():
                for shape, body in shapes.items():
                    value = body["value"] if isinstance(body, dict) and "value" in body else body
                    if name in OPERATIONS and shape != "description" and int(status) >= 400:
                        yield name, int(status), value


def test_every_published_error_becomes_the_error_of_its_status(shared: Path, clock: FakeClock) -> None:
    seen = 0
    for name, status, body in examples_of_errors(shared):
        operation = OPERATIONS[name]
        mine = token(s=0b1111111111111110)
        wb = FakeWB(lambda request, s=status, b=body: httpx.Response(s, json=b))
        names = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
        with pytest.raises(SyncdError) as told:
            transport_to(wb, clock, mine).call(operation, str, path=dict.fromkeys(names, 1), body={})
        seen += 1
        if status in BY_STATUS:
            assert told.value.code in BY_STATUS[status], (name, body)
        else:
            assert isinstance(told.value, RefusedError), (name, status, body)
            assert told.value.text
        if isinstance(told.value, CredentialsError | RefusedError) and isinstance(body, dict):
            said = [body.get(key) for key in ("errorText", "detail", "message") if body.get(key)]
            assert all(text in told.value.facts["text"] for text in said), (name, body)
    assert seen > 150
