"""A problem is one bad item: it is told, it stops nothing else, and it clears itself when mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ProblemCode(StrEnum):
    """Each has its texts (what, why, advice) in `syncd/texts`, under `problem-<code>`."""

    # the shop
    PRODUCT_UNREADABLE = "product-unreadable"
    PRODUCT_NAMELESS = "product-nameless"
    # the mapping
    SUBJECT_MISSING = "subject-missing"
    SUBJECT_UNKNOWN = "subject-unknown"
    SUBJECT_AMBIGUOUS = "subject-ambiguous"
    RULE_UNMET = "rule-unmet"
    TITLE_EMPTY = "title-empty"
    CHARACTERISTIC_UNKNOWN = "characteristic-unknown"
    CHARACTERISTIC_REQUIRED = "characteristic-required"
    CHARACTERISTIC_NOT_A_NUMBER = "characteristic-not-a-number"
    CHARACTERISTIC_TOO_MANY = "characteristic-too-many"
    VENDOR_CODE_REPEATED = "vendor-code-repeated"
    VENDOR_CODE_TOO_LONG = "vendor-code-too-long"
    BARCODE_REPEATED = "barcode-repeated"
    SIZE_MISSING = "size-missing"
    SIZE_REPEATED = "size-repeated"
    TEXT_TOO_LONG = "text-too-long"
    TEXT_FORBIDDEN = "text-forbidden"
    TEXT_CONTACTS = "text-contacts"
    BRAND_UNKNOWN = "brand-unknown"
    VALUE_UNKNOWN = "value-unknown"
    CARDS_ALIKE = "cards-alike"
    DOCUMENT_UNCLEAR = "document-unclear"
    DOCUMENT_NOT_TAKEN = "document-not-taken"
    MARKING_UNCLEAR = "marking-unclear"
    GTIN_WRONG = "gtin-wrong"
    # WB
    CARD_REFUSED = "card-refused"
    CARD_REFUSED_WITH_GROUP = "card-refused-with-group"
    CARD_LOST = "card-lost"
    CARD_STAYS = "card-stays"
    CARD_IN_TRASH = "card-in-trash"
    CARD_WITHOUT_PRODUCT = "card-without-product"
    CARD_LIMIT = "card-limit"
    CARD_VANISHED = "card-vanished"
    WB_HOLDS_OTHER = "wb-holds-other"
    CARDS_FEWER = "cards-fewer"
    SUBJECT_CHANGED = "subject-changed"
    ANSWER_UNREADABLE = "answer-unreadable"


class RefKind(StrEnum):
    PRODUCT = "product"
    OFFER = "offer"
    CARD = "card"
    ACCOUNT = "account"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Problem:
    code: ProblemCode
    kind: RefKind
    ref: str
    """id_product, offer key, vendor code or a place in mapping.yaml, as text."""
    facts: tuple[tuple[str, str], ...] = ()
    """What the texts say by name, such as ("name", "Футболка")."""


@dataclass(frozen=True, slots=True)
class OpenProblem:
    """A problem in the state: since when, and when it was last seen."""

    problem: Problem
    account: str
    job: str
    since: datetime
    seen: datetime
