"""WB's tokens, decoded here and never verified: WB publishes no key (modern.md, section 2)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum, StrEnum

import jwt

from syncd.model.errors import CredentialsError, ErrorCode

LONGEST = 8192
"""Characters; WB's tokens have some hundreds."""
_READ_ONLY_BIT = 30
_FIRST_YEAR = 2000
"""An end before it is a number that says "ended", not a day to tell people of."""
_SERVICE_PREFIX = "asid:"
_ALPHABET = re.compile(r"[A-Za-z0-9_=.-]+")


class Category(IntEnum):
    """Bits of the claim `s`; a category is also a host of the API."""

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

    @property
    def word(self) -> str:
        return self.name.lower()


class TokenKind(StrEnum):
    BASE = "base"
    TEST = "test"
    PERSONAL = "personal"
    SERVICE = "service"


_KINDS = {1: TokenKind.BASE, 2: TokenKind.TEST, 3: TokenKind.PERSONAL, 4: TokenKind.SERVICE}


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says of itself. `text` is the secret: it is in no representation."""

    text: str = field(repr=False)
    id: str
    seller: str
    kind: TokenKind
    categories: frozenset[Category]
    read_only: bool
    test: bool
    """Of the test contour: good for WB's sandbox hosts alone."""
    expires_at: datetime
    service: str = ""
    """The catalogue service that a service token was made for."""

    @classmethod
    def decode(cls, text: str) -> Token:
        """A token as WB shows it, spaces around it forgiven.

        Raises `CredentialsError(TOKEN_MALFORMED, reason=...)`: one of empty, too-long, alphabet,
        segments, encoding, json, or claim-<name>.
        """
        secret = text.strip()
        claims = _claims(secret)
        bits = _whole(claims, "s")
        kind = _KINDS.get(_whole(claims, "acc", absent=1), TokenKind.BASE)
        return cls(
            text=secret,
            id=_text(claims, "id"),
            seller=_text(claims, "sid"),
            kind=kind,
            categories=frozenset(category for category in Category if bits >> category & 1),
            read_only=bool(bits >> _READ_ONLY_BIT & 1),
            test=_flag(claims, "t") or kind is TokenKind.TEST,
            expires_at=_moment(claims, "exp"),
            service=_service(claims) if kind is TokenKind.SERVICE else "",
        )

    def require(
        self, category: Category | None, *, write: bool, now: datetime, test_contour: bool | None = None
    ) -> None:
        """Raise the `CredentialsError` that WB would answer with. None: any category, either contour."""
        lack = self.lack(category, write=write, now=now, test_contour=test_contour)
        if lack is None:
            return
        raise CredentialsError(lack, text="", request="", **self.facts(category))

    def facts(self, category: Category | None) -> dict[str, str]:
        """What an error may tell of this token and of what it was used for."""
        return {
            "token": self.id,
            "category": category.word if category else "",
            "expired": f"{self.expires_at:%Y-%m-%d %H:%M} UTC" if self.expires_at.year >= _FIRST_YEAR else "",
            "contour": "test" if self.test else "production",
        }

    def lack(
        self, category: Category | None, *, write: bool, now: datetime, test_contour: bool | None = None
    ) -> ErrorCode | None:
        """The first right that this token lacks for such a request."""
        if test_contour is not None and test_contour != self.test:
            return ErrorCode.TOKEN_CONTOUR
        if category is not None and category not in self.categories:
            return ErrorCode.TOKEN_CATEGORY
        if write and self.read_only:
            return ErrorCode.TOKEN_READ_ONLY
        if self.expires_at <= now:
            return ErrorCode.TOKEN_EXPIRED
        return None


_NEARLY_FIT = (
    ErrorCode.TOKEN_EXPIRED,
    ErrorCode.TOKEN_READ_ONLY,
    ErrorCode.TOKEN_CATEGORY,
    ErrorCode.TOKEN_CONTOUR,
)


def choose(
    tokens: Sequence[Token],
    category: Category | None,
    *,
    write: bool,
    now: datetime,
    test_contour: bool | None = None,
) -> Token:
    """The narrowest token that suffices; when none does, the error of the one that is nearest to it."""
    if not tokens:
        raise CredentialsError(ErrorCode.TOKEN_MISSING)
    lacks = [
        (token.lack(category, write=write, now=now, test_contour=test_contour), token) for token in tokens
    ]
    fit = [token for lack, token in lacks if lack is None]
    if fit:
        return min(fit, key=_breadth)
    _, nearest = min(
        ((lack, token) for lack, token in lacks if lack), key=lambda pair: _NEARLY_FIT.index(pair[0])
    )
    nearest.require(category, write=write, now=now, test_contour=test_contour)
    return nearest


def _breadth(token: Token) -> tuple[int, bool, float]:
    return len(token.categories), not token.read_only, -token.expires_at.timestamp()


def _claims(secret: str) -> Mapping[str, object]:
    reason = _shape(secret)
    if reason:
        raise _malformed(reason)
    claims, reason = _decode(secret)
    if claims is None:
        raise _malformed(reason)
    return claims


def _shape(secret: str) -> str:
    if not secret:
        return "empty"
    if len(secret) > LONGEST:
        return "too-long"
    if not _ALPHABET.fullmatch(secret):
        return "alphabet"
    return "" if secret.count(".") == 2 else "segments"


def _decode(secret: str) -> tuple[Mapping[str, object] | None, str]:
    """PyJWT's own exceptions end here: their texts and tracebacks may hold parts of the token."""
    try:
        claims = jwt.decode(secret, options={"verify_signature": False})
    except jwt.InvalidTokenError as error:
        return None, "encoding" if "padding" in str(error) else "json"
    except (ValueError, TypeError, RecursionError):
        return None, "json"
    return claims, ""


def _service(claims: Mapping[str, object]) -> str:
    return _text(claims, "for", absent="").removeprefix(_SERVICE_PREFIX)


def _malformed(reason: str) -> CredentialsError:
    return CredentialsError(ErrorCode.TOKEN_MALFORMED, reason=reason)


def _whole(claims: Mapping[str, object], name: str, absent: int | None = None) -> int:
    value = claims.get(name, absent)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _malformed(f"claim-{name}")
    return value


def _text(claims: Mapping[str, object], name: str, absent: str | None = None) -> str:
    value = claims.get(name, absent)
    if not isinstance(value, str) or (absent is None and not value):
        raise _malformed(f"claim-{name}")
    return value


def _flag(claims: Mapping[str, object], name: str) -> bool:
    value = claims.get(name, False)
    if not isinstance(value, bool):
        raise _malformed(f"claim-{name}")
    return value


def _moment(claims: Mapping[str, object], name: str) -> datetime:
    seconds = _whole(claims, name)
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        pass
    raise _malformed(f"claim-{name}")
