"""Access tokens: ES256 JWTs under the sandbox's own key, and their verification (modern.md, 2 and 3)."""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

LIFETIME = 180 * 24 * 3600
READ_ONLY = 30


class Category(IntEnum):
    """Bits of claim `s`."""

    CONTENT = 1
    ANALYTICS = 2
    PRICES = 3
    MARKETPLACE = 4
    STATISTICS = 5
    PROMOTION = 6
    FEEDBACKS = 7
    CHAT = 9
    SUPPLIES = 10
    RETURNS = 11
    DOCUMENTS = 12
    FINANCE = 13
    USERS = 16


EVERY_CATEGORY = sum(1 << category for category in Category)


class Kind(StrEnum):
    """Rows of WB's limit tables; claim `acc`."""

    BASE = "base"
    TEST = "test"
    PERSONAL = "personal"
    SERVICE = "service"
    BASE_WITH_SECRET = "base_with_secret"  # noqa: S105 - a kind, not a secret


_KINDS = {1: Kind.BASE, 2: Kind.TEST, 3: Kind.PERSONAL, 4: Kind.SERVICE}


@dataclass(frozen=True, slots=True)
class Token:
    id: str
    sid: str
    scopes: int
    kind: Kind
    is_test: bool
    asid: str
    """The service that it was issued for; empty for the other kinds."""

    def allows(self, category: Category) -> bool:
        return bool(self.scopes >> category & 1)

    @property
    def has_category(self) -> bool:
        return bool(self.scopes & EVERY_CATEGORY)

    @property
    def is_read_only(self) -> bool:
        return bool(self.scopes >> READ_ONLY & 1)


class BadToken(Exception):  # noqa: N818 - WB's refusal, in its words
    """The text is WB's `detail`."""


class Mint:
    """Signs tokens and verifies them. Each sandbox has its own key, as WB publishes none."""

    def __init__(self, key: ec.EllipticCurvePrivateKey | None = None) -> None:
        self._key = key or ec.generate_private_key(ec.SECP256R1())

    @classmethod
    def from_pem(cls, pem: str) -> Mint:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError("not an elliptic curve key")
        return cls(key)

    def pem(self) -> str:
        return self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()

    def sign(self, claims: dict[str, Any], *, sid: str, now: datetime) -> str:
        """A token with these claims; id, sid and exp are filled in, the rest is a personal token for all."""
        filled: dict[str, Any] = {
            "acc": 3,
            "ent": 1,
            "exp": int(now.timestamp()) + LIFETIME,
            "id": str(uuid.uuid4()),
            "iid": 1000001,
            "oid": 2000001,
            "s": EVERY_CATEGORY,
            "sid": sid,
            "t": False,
            "uid": 1000001,
        } | claims
        if filled["acc"] == 3:
            filled.setdefault("for", "self")
        present = {name: value for name, value in filled.items() if value is not None}
        kid = now.strftime("%Y%m%dv1")
        return jwt.encode(present, self._key, algorithm="ES256", headers={"kid": kid})

    def verify(self, text: str, now: datetime) -> Token:
        """Raises `BadToken`."""
        claims = self._unexpired(text, now)
        if not all(isinstance(claims.get(name, 0), int) for name in ("s", "acc")):
            raise BadToken("token problem; token is malformed: could not JSON decode claims")
        audience = str(claims.get("for") or "")
        return Token(
            id=str(claims.get("id", "")),
            sid=str(claims.get("sid", "")),
            scopes=int(claims.get("s", 0)),
            kind=_KINDS.get(claims.get("acc", 1), Kind.BASE),
            is_test=bool(claims.get("t", False)),
            asid=audience.removeprefix("asid:") if audience.startswith("asid:") else "",
        )

    def verify_secret(self, text: str, now: datetime) -> str:
        """The service (asid) of an X-Client-Secret. Raises `BadToken` with the same texts as a token."""
        return str(self._unexpired(text, now).get("asid", ""))

    def _unexpired(self, text: str, now: datetime) -> dict[str, Any]:
        claims = self._claims(text)
        if not isinstance(claims.get("exp"), int) or claims["exp"] <= now.timestamp():
            raise BadToken(
                "token expired; Manage tokens at https://seller.wildberries.ru/supplier-settings/access-to-api"
            )
        return claims

    def _claims(self, text: str) -> dict[str, Any]:
        _check_form(text)
        try:
            claims: dict[str, Any] = jwt.decode(
                text,
                self._key.public_key(),
                algorithms=["ES256"],
                options={"verify_exp": False, "verify_aud": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError as error:
            # Guess: the text of the library that WB's other texts come from.
            raise BadToken(
                "token problem; token signature is invalid: crypto/ecdsa: verification error"
            ) from error
        return claims


def bearer(header: str) -> str:
    """The token of an Authorization header: bare, or after the word Bearer (both are in use)."""
    return header[7:].strip() if header[:7].casefold() == "bearer " else header.strip()


def _check_form(text: str) -> None:
    parts = text.split(".")
    if len(parts) != 3:
        raise BadToken(
            "access token problem; token is malformed: token contains an invalid number of segments"
        )
    for name, part in zip(("header", "claims", "signature"), parts, strict=True):
        decoded = _decode(name, part)
        if name != "signature":
            _check_json(name, decoded)


def _decode(name: str, part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        known = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        place = next((index for index, char in enumerate(part) if char not in known), len(part))
        raise BadToken(
            f"token problem; token is malformed: could not base64 decode {name}: "
            f"illegal base64 data at input byte {place}"
        ) from error


def _check_json(name: str, decoded: bytes) -> None:
    try:
        sound = isinstance(json.loads(decoded), dict)
    except ValueError:
        sound = False
    if not sound:
        # Guess: the library's text.
        raise BadToken(f"token problem; token is malformed: could not JSON decode {name}")
