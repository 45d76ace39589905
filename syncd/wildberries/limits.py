"""WB's limits by group of methods and kind of token (modern.md, section 4; rows as of 2026-10-24)."""

from __future__ import annotations

from dataclasses import dataclass

from syncd.model.limit import Limit
from syncd.wildberries.token import Category, Token, TokenKind

MINUTE = 60.0
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Group:
    """Methods that drain one bucket together."""

    name: str
    limit: Limit
    base: Limit | None = None
    """For base tokens; None when they have the same."""
    refusal_cost: int = 1
    """Tokens that an answer 4XX costs instead of one."""

    def limit_for(self, kind: TokenKind) -> Limit:
        return self.base if self.base and kind is TokenKind.BASE else self.limit


_CONTENT = Limit(0.6, 5)
_TWO_AN_HOUR = Limit(HOUR / 2, 1)
_MARKETPLACE = Limit(0.2, 20)

PING = Group("ping", Limit(10.0, 3))
"""3 in 30 s on each host. WB's table shows a burst of 99, its text still forbids to use it."""
SELLER_INFO = Group("seller-info", Limit(MINUTE, 10), Limit(24 * HOUR, 1))
NEWS = Group("news", Limit(MINUTE, 10), Limit(HOUR, 1))

CONTENT = Group("content", _CONTENT)
DIRECTORIES = Group("content-directories", _CONTENT, _TWO_AN_HOUR)
BRANDS = Group("content-brands", Limit(1.0, 5), Limit(HOUR, 1))
TAGS = Group("content-tags", _CONTENT, _TWO_AN_HOUR)
MEDIA = Group("content-media", _CONTENT, _TWO_AN_HOUR)
CARD_LIMITS = Group("content-limits", _CONTENT, _TWO_AN_HOUR)
CARDS = Group("content-cards", _CONTENT)
CARD_ERRORS = Group("content-errors", Limit(6.0, 5))
UPLOAD = Group("content-upload", Limit(6.0, 5))
ADD = Group("content-add", Limit(6.0, 5), Limit(2 * HOUR, 1))
UPDATE = Group("content-update", Limit(6.0, 5))
TRASH = Group("content-trash", _CONTENT, _TWO_AN_HOUR)
RECOVER = Group("content-recover", Limit(20.0, 5), _TWO_AN_HOUR)
RECOMMENDATIONS_LIST = Group("content-recommendations-list", _CONTENT)
RECOMMENDATIONS_SET = Group("content-recommendations-set", _CONTENT)

PRICES = Group("prices", Limit(0.6, 5), Limit(HOUR / 4, 1))

STOCKS = Group("stocks", _MARKETPLACE, refusal_cost=10)
STOCKS_DELETE = Group("stocks-delete", Limit(6.0, 2), refusal_cost=10)
WAREHOUSES = Group("warehouses", _MARKETPLACE, refusal_cost=10)
FBS = Group("fbs", _MARKETPLACE, refusal_cost=10)
FBS_CANCEL = Group("fbs-cancel", Limit(0.6, 20), refusal_cost=10)
FBS_META = Group("fbs-meta", _MARKETPLACE, refusal_cost=10)
FBS_META_SET = Group("fbs-meta-set", Limit(0.06, 20), refusal_cost=10)
PASSES_CREATE = Group("passes-create", Limit(10 * MINUTE, 1), refusal_cost=10)

SANDBOX = Limit(1.0, 1)
"""Of all methods of a category together in WB's test contour, since 2026-08-21."""


@dataclass(frozen=True, slots=True)
class Bucket:
    key: str
    limit: Limit


def buckets(group: Group, category: Category | None, token: Token) -> tuple[Bucket, ...]:
    """What a request of this group drains; the group's own bucket first."""
    own = Bucket(f"{token.seller}|{group.name}|{token.kind}", group.limit_for(token.kind))
    if not token.test:
        return (own,)
    host = category.word if category else "common"
    return own, Bucket(f"{token.seller}|sandbox-{host}|{token.kind}", SANDBOX)
