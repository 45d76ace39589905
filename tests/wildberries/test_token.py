"""Tokens are decoded here, judged before use, and never shown."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest

from syncd.model.errors import CredentialsError, ErrorCode
from syncd.wildberries.token import Category, Token, TokenKind, choose
from tests.wildberries.fake_wb import CONTENT_BIT, IN_2027, READ_ONLY_BIT, SELLER, TOKEN_ID, token, token_text

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
AFTER = datetime.fromtimestamp(IN_2027, UTC)


def part(value: object) -> str:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


HEADER = part({"alg": "ES256", "typ": "JWT"})


def test_says_all_that_wb_publishes() -> None:
    read = token(s=(1 << 1) | (1 << 3) | (1 << 4) | (1 << 16) | READ_ONLY_BIT)
    assert (read.id, read.seller) == (TOKEN_ID, SELLER)
    assert read.categories == {Category.CONTENT, Category.PRICES, Category.MARKETPLACE, Category.USERS}
    assert read.read_only
    assert not read.test
    assert read.expires_at == AFTER


@pytest.mark.parametrize(
    ("claims", "kind", "is_test"),
    [
        ({"acc": 1, "for": None}, TokenKind.BASE, False),
        ({"acc": None, "for": None}, TokenKind.BASE, False),
        ({"acc": None, "for": None, "t": None}, TokenKind.BASE, False),
        ({"acc": 2, "for": None, "t": True}, TokenKind.TEST, True),
        ({"acc": 3}, TokenKind.PERSONAL, False),
        ({"acc": 4, "for": "asid:77"}, TokenKind.SERVICE, False),
        ({"acc": 9}, TokenKind.BASE, False),
    ],
)
def test_kinds(claims: dict[str, object], kind: TokenKind, is_test: bool) -> None:
    read = token(**claims)
    assert (read.kind, read.test) == (kind, is_test)


def test_names_the_service_of_a_service_token() -> None:
    assert token(acc=4, **{"for": "asid:77"}).service == "77"


def test_forgives_spaces_around() -> None:
    text = token_text()
    assert Token.decode(f" {text}\r\n").text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("a" * 10_000, "too-long"),
        ("ключ", "alphabet"),
        ("a b.c.d", "alphabet"),
        ("Bearer", "segments"),
        ("a.b", "segments"),
        ("a.b.c.d", "segments"),
        ("a.b.c", "encoding"),
        (f"{HEADER}.{part(b'not json')}.", "json"),
        (f"{HEADER}.{part([1, 2])}.", "json"),
        (f"{HEADER}.{part(b'[' * 3000)}.", "json"),
        (f"{part(b'{')}.{part({})}.", "json"),
        (f"{HEADER}.{part({})}.", "claim-s"),
        (f"{HEADER}.{part(bytes([0xFF, 0xFE]))}.", "json"),
    ],
)
def test_malformed_texts(text: str, reason: str) -> None:
    with pytest.raises(CredentialsError) as told:
        Token.decode(text)
    assert told.value.code is ErrorCode.TOKEN_MALFORMED
    assert told.value.facts == {"reason": reason}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("s", "2"),
        ("s", -2),
        ("s", True),
        ("s", 1.5),
        ("sid", 7),
        ("sid", ""),
        ("sid", None),
        ("id", None),
        ("exp", None),
        ("exp", 10**18),
        ("t", "false"),
        ("acc", "3"),
    ],
)
def test_malformed_claims(name: str, value: object) -> None:
    with pytest.raises(CredentialsError) as told:
        token(**{name: value})
    assert told.value.facts == {"reason": f"claim-{name}"}


@pytest.mark.parametrize(
    ("claims", "asked", "code"),
    [
        ({}, {}, None),
        ({}, {"now": AFTER}, ErrorCode.TOKEN_EXPIRED),
        ({"s": CONTENT_BIT | READ_ONLY_BIT}, {"write": True}, ErrorCode.TOKEN_READ_ONLY),
        ({"s": CONTENT_BIT | READ_ONLY_BIT}, {}, None),
        ({"s": 1 << 3}, {}, ErrorCode.TOKEN_CATEGORY),
        ({"s": 1 << 3}, {"category": None}, None),
        ({"t": True}, {"test_contour": False}, ErrorCode.TOKEN_CONTOUR),
        ({}, {"test_contour": True}, ErrorCode.TOKEN_CONTOUR),
        ({"t": True}, {"test_contour": None}, None),
    ],
)
def test_judged_before_use(
    claims: dict[str, object], asked: dict[str, object], code: ErrorCode | None
) -> None:
    question = {"category": Category.CONTENT, "write": False, "now": NOW} | asked
    read = token(**claims)
    if code is None:
        read.require(**question)
        return
    with pytest.raises(CredentialsError) as told:
        read.require(**question)
    assert told.value.code is code
    assert told.value.facts["token"] == TOKEN_ID


def test_the_narrowest_that_suffices_is_chosen() -> None:
    wide = token(s=CONTENT_BIT | 1 << 3)
    narrow = token()
    reader = token(s=CONTENT_BIT | READ_ONLY_BIT)
    tokens = [wide, narrow, reader]
    assert choose(tokens, Category.CONTENT, write=False, now=NOW) is reader
    assert choose(tokens, Category.CONTENT, write=True, now=NOW) is narrow
    assert choose(tokens, Category.PRICES, write=True, now=NOW) is wide


def test_of_none_that_suffices_the_nearest_tells_why() -> None:
    tokens = [token(s=1 << 3), token(exp=1), token(s=CONTENT_BIT | READ_ONLY_BIT)]
    with pytest.raises(CredentialsError) as told:
        choose(tokens, Category.CONTENT, write=True, now=NOW)
    assert told.value.code is ErrorCode.TOKEN_EXPIRED
    with pytest.raises(CredentialsError) as told:
        choose([], Category.CONTENT, write=True, now=NOW)
    assert told.value.code is ErrorCode.TOKEN_MISSING


def test_never_shown() -> None:
    secret = token()
    for shown in (repr(secret), str(secret), f"{secret}", repr([secret])):
        assert secret.text not in shown
        assert secret.text.split(".")[2] not in shown
