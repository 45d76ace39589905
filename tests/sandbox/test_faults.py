"""Each trouble that the operator can order, seen from a client."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from syncd.sandbox.server import Sandbox
from tests.sandbox.seller import Seller, shirt

UPLOAD = "/content/v2/cards/upload"
READ = "/content/v2/object/parent/all"


def order(sandbox: Sandbox, **fault: Any) -> None:
    sandbox.set_faults([fault])


def made(seller: Seller) -> bool:
    seller.sandbox.set_faults([])
    seller.sandbox.advance(60)
    return bool(seller.cards()["cards"])


def test_429(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="429", path=UPLOAD, seconds=7)
    answer = seller.upload(shirt())
    assert (answer.status_code, answer.headers["x-ratelimit-retry"]) == (429, "7")
    assert not made(seller)


@pytest.mark.parametrize("status", [500, 502, 503, 402])
def test_status(sandbox: Sandbox, seller: Seller, status: int) -> None:
    order(sandbox, kind="status", status=status)
    answer = seller.upload(shirt())
    assert answer.status_code == status
    assert "detail" in answer.json()
    assert not made(seller)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (
            READ,
            {"data": None, "error": True, "errorText": "Access denied", "additionalErrors": None},
        ),
        ("/api/v2/list/goods/filter", {"data": None, "error": True, "errorText": "Access denied"}),
        ("/api/v3/orders/new", {"code": "AccessDenied", "message": ""}),
    ],
)
def test_denied_by_the_service(sandbox: Sandbox, seller: Seller, path: str, body: Any) -> None:
    order(sandbox, kind="denied")
    answer = seller.get(path)
    assert (answer.status_code, answer.json()) == (403, body)


def test_a_fault_speaks_for_its_service(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="status", status=503)
    assert seller.get("/api/v3/orders/new").json()["origin"] == "ag-marketplace"


def test_html(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="html")
    answer = seller.upload(shirt())
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert not made(seller)


def test_cut_before_the_effect(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="cut-before", path=UPLOAD)
    with pytest.raises(httpx.RemoteProtocolError):
        seller.upload(shirt())
    assert not made(seller)
    assert sandbox.requests()[0]["status"] == 0


def test_cut_after_the_effect(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="cut-after", path=UPLOAD)
    with pytest.raises(httpx.RemoteProtocolError):
        seller.upload(shirt())
    assert made(seller)


def test_cut_in_the_body(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="cut-body", path=UPLOAD)
    with pytest.raises(httpx.RemoteProtocolError, match="peer closed"):
        seller.upload(shirt())
    assert made(seller)


def test_half_json(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="half-json", path=UPLOAD)
    answer = seller.upload(shirt())
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    with pytest.raises(ValueError, match="line 1"):
        answer.json()
    assert made(seller)


def test_no_effect(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="no-effect", path=UPLOAD)
    assert seller.upload(shirt()).json()["error"] is False
    assert not made(seller)


def test_no_effect_on_what_acts_at_once(sandbox: Sandbox, seller: Seller) -> None:
    card = seller.create(shirt())[0]
    order(sandbox, kind="no-effect")
    assert seller.post("/content/v2/cards/delete/trash", {"nmIDs": [card["nmID"]]}).status_code == 200
    assert made(seller)


def test_slow(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="slow", path=READ, seconds=5)
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(sandbox.url + READ, headers=dict(seller.http.headers), timeout=0.05)
    order(sandbox, kind="slow", path=READ, seconds=0.01)
    assert seller.get(READ).status_code == 200


def test_a_revoked_token(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="revoked")
    assert seller.get(READ).status_code == 401


def test_count_skip_and_method(sandbox: Sandbox, seller: Seller) -> None:
    order(sandbox, kind="status", path=f"GET {READ}", count=2, skip=1)
    assert [seller.get(READ).status_code for _ in range(5)] == [200, 500, 500, 200, 200]
    assert seller.post("/content/v2/get/cards/list", {}).status_code == 200


def test_share_and_seed_repeat_themselves(sandbox: Sandbox, seller: Seller) -> None:
    runs = []
    for _ in range(2):
        order(sandbox, kind="status", share=0.5, seed=7)
        runs.append([seller.get(READ).status_code for _ in range(20)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 500}
