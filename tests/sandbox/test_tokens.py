"""What the gateway makes of an Authorization header."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from syncd.sandbox.server import Options, Sandbox, running
from tests.clocks import FakeClock
from tests.sandbox.seller import Seller, shirt

READ, WRITE = "/content/v2/get/cards/list", "/content/v2/cards/upload"
CONTENT, READ_ONLY = 1 << 1, 1 << 30


def ask(sandbox: Sandbox, authorization: str | None, path: str = READ, **headers: str) -> httpx.Response:
    sent = headers | ({} if authorization is None else {"Authorization": authorization})
    return httpx.post(sandbox.url + path, json={}, headers=sent)


def detail(answer: httpx.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert {"title", "detail", "requestId", "origin", "status", "statusText", "timestamp"} <= set(body)
    assert body["status"] == status
    text: str = body["detail"]
    return text


def test_raw_and_bearer_both_pass(sandbox: Sandbox) -> None:
    token = sandbox.token()
    assert ask(sandbox, token).status_code == 200
    assert ask(sandbox, f"Bearer {token}").status_code == 200


def test_malformed_tokens(sandbox: Sandbox) -> None:
    header, claims, signature = sandbox.token().split(".")
    assert detail(ask(sandbox, None), 401) == "empty Authorization header"
    assert detail(ask(sandbox, "garbage"), 401) == (
        "access token problem; token is malformed: token contains an invalid number of segments"
    )
    assert detail(ask(sandbox, f"{header}.{claims}.!{signature[1:]}"), 401) == (
        "token problem; token is malformed: could not base64 decode signature: "
        "illegal base64 data at input byte 0"
    )
    assert "header: illegal base64 data at input byte 0" in detail(
        ask(sandbox, f"*{header}.{claims}.{signature}"), 401
    )


def test_a_token_of_another_key_is_refused(sandbox: Sandbox, clock: FakeClock) -> None:
    with running(Options(), clock=clock.now) as other:
        assert "signature is invalid" in detail(ask(sandbox, other.token(sid=sandbox.sid)), 401)


def test_changed_claims_are_refused(sandbox: Sandbox) -> None:
    header, _, signature = sandbox.token(s=CONTENT | READ_ONLY).split(".")
    claims = sandbox.token(s=CONTENT).split(".")[1]
    assert "signature is invalid" in detail(ask(sandbox, f"{header}.{claims}.{signature}"), 401)


def test_expiry_follows_the_clock(sandbox: Sandbox) -> None:
    token = sandbox.token()
    sandbox.advance(180 * 24 * 3600 - 1)
    assert ask(sandbox, token).status_code == 200
    sandbox.advance(1)
    assert detail(ask(sandbox, token), 401).startswith("token expired; Manage tokens at https://seller.")


def test_wrong_category_by_both_gateways(sandbox: Sandbox) -> None:
    token = sandbox.token(s=1 << 4)
    answer = ask(sandbox, token)
    assert detail(answer, 403) == "scope is not allowed for this resource"
    assert answer.json()["title"] == "Forbidden"
    sandbox.settings(gateway="old")
    assert detail(ask(sandbox, token), 401) == "token scope not allowed"


def test_a_read_only_token_reads(sandbox: Sandbox) -> None:
    token = sandbox.token(s=CONTENT | READ_ONLY)
    assert ask(sandbox, token, READ).status_code == 200
    refused = ask(sandbox, token, WRITE)
    assert detail(refused, 401) == "read-only token scope not allowed for this route"


def test_contours_do_not_mix(sandbox: Sandbox) -> None:
    test, prod = sandbox.token(acc=2, t=True, for_=None), sandbox.token()
    assert ask(sandbox, test).status_code == 403
    sandbox.settings(contour="test")
    assert ask(sandbox, test).status_code == 200
    assert ask(sandbox, prod).status_code == 403


def test_the_test_contour_creates_at_once(sandbox: Sandbox) -> None:
    sandbox.settings(contour="test")
    with Seller(sandbox, acc=2, t=True) as seller:
        assert seller.upload(shirt()).status_code == 200
        assert seller.card("FUT-1")["nmID"]


def test_service_tokens_and_secrets(sandbox: Sandbox) -> None:
    service = sandbox.token(acc=4, for_="asid:s1")
    secret, foreign = sandbox.token(asid="s1"), sandbox.token(asid="s2")
    assert detail(ask(sandbox, service), 403) == "secret token required"
    assert ask(sandbox, service, **{"X-Client-Secret": secret}).status_code == 200
    assert detail(ask(sandbox, service, **{"X-Client-Secret": foreign}), 403) == (
        "access token and secret token belong to different services"
    )
    assert (
        detail(ask(sandbox, sandbox.token(), **{"X-Client-Secret": secret}), 403) == "secret is not allowed"
    )


def test_an_expired_secret_is_told_as_an_expired_token(sandbox: Sandbox) -> None:
    """Of service secrets the customer's document says: the texts of 401 are those of the access token."""
    sandbox.advance(180 * 24 * 3600)
    service, secret = sandbox.token(acc=4, for_="asid:s1"), sandbox.token(asid="s1", exp=1)
    assert detail(ask(sandbox, service, **{"X-Client-Secret": secret}), 401) == (
        "token expired; Manage tokens at https://seller.wildberries.ru/supplier-settings/access-to-api"
    )


def test_an_old_token_without_kind_is_taken(sandbox: Sandbox) -> None:
    assert ask(sandbox, sandbox.token(acc=None, for_=None)).status_code == 200


@pytest.mark.parametrize("claims", [{"s": 0}, {"s": READ_ONLY}])
def test_ping_needs_some_category(sandbox: Sandbox, claims: dict[str, Any]) -> None:
    with Seller(sandbox, **claims) as bare:
        assert bare.get("/ping").status_code == 403
    with Seller(sandbox, s=1 << 3) as prices:
        assert prices.get("/ping").json()["Status"] == "OK"


def test_seller_info_names_the_sid(sandbox: Sandbox) -> None:
    with Seller(sandbox, s=1 << 3) as prices:
        assert prices.get("/api/v1/seller-info").json()["sid"] == sandbox.sid


def test_unknown_paths_and_methods(seller: Seller) -> None:
    for answer in (seller.get("/content/v3/media/nothing"), seller.get("/content/v2/cards/upload")):
        assert detail(answer, 404) == (
            "Please consult the https://dev.wildberries.ru/openapi/api-information"
        )
        assert answer.json()["title"] == "path not found"


def test_sellers_do_not_see_each_other(sandbox: Sandbox, seller: Seller) -> None:
    seller.create(shirt())
    with Seller(sandbox, sid="2c2f9d34-5e3a-4a43-9d4c-7d15fb0b5a10") as other:
        assert other.cards()["cards"] == []
