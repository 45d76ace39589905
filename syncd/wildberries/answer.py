"""What came back from WB, and the error texts in its several shapes (modern.md, sections 3, 5.2 and 8)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from syncd.wildberries.wire import Record, SenselessError, decode, text_of

LONGEST_TEXT = 1000
_LARGEST = 86400.0
"""Of a number in a header; a longer wait than a day is nonsense."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def is_html(self) -> bool:
        kind = self.headers.get("content-type", "").lower()
        return "html" in kind or self.body.lstrip()[:1] == b"<"

    @property
    def request_id(self) -> str:
        return self.headers.get("x-request-id", "")[:200]

    @property
    def remaining(self) -> int | None:
        """Tokens left in the bucket of this method, by WB's count."""
        tokens = self._number("x-ratelimit-remaining")
        return None if tokens is None else int(tokens)

    @property
    def retry_after(self) -> float | None:
        """Seconds that a 429 asks to wait; Reset, until the bucket is full, is the longer of the two."""
        names = ("x-ratelimit-retry", "x-ratelimit-reset", "retry-after")
        return next((value for name in names if (value := self._number(name)) is not None), None)

    def _number(self, name: str) -> float | None:
        try:
            value = float(self.headers.get(name, ""))
        except ValueError:
            return None
        return min(value, _LARGEST) if math.isfinite(value) and value >= 0 else None


class Shape(Enum):
    GATEWAY = auto()
    CONTENT = auto()
    MARKETPLACE = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Complaint:
    """WB's own words."""

    shape: Shape
    text: str
    request_id: str = ""
    named: Mapping[str, str] = field(default_factory=dict)
    """additionalErrors: mostly vendor codes, sometimes other words."""


def read_complaint(answer: Answer) -> Complaint:
    """Of a body of any shape; never fails."""
    try:
        value = decode(answer.body)
    except SenselessError:
        return Complaint(Shape.PLAIN, _plain_text(answer), answer.request_id)
    if isinstance(value, dict):
        return _of_record(value, answer)
    return Complaint(
        Shape.PLAIN if isinstance(value, str) else Shape.MARKETPLACE, _told(value), answer.request_id
    )


def _plain_text(answer: Answer) -> str:
    return "" if answer.is_html else answer.body.decode("utf-8", "replace").strip()[:LONGEST_TEXT]


def _of_record(body: Record, answer: Answer) -> Complaint:
    request_id = text_of(body, "requestId")[:200] or answer.request_id
    if "errorText" in body or "additionalErrors" in body:
        return Complaint(Shape.CONTENT, _told(body.get("errorText")), request_id, _named(body))
    if "title" in body or "detail" in body:
        return Complaint(Shape.GATEWAY, _gateway_text(body), request_id)
    return Complaint(Shape.MARKETPLACE, _told(body), request_id)


def _gateway_text(body: Record) -> str:
    parts = [text_of(body, "title"), text_of(body, "detail"), *_strings(body.get("errors"))]
    return _join(parts, ": ")


def _named(body: Record) -> dict[str, str]:
    additional = body.get("additionalErrors")
    if not isinstance(additional, dict):
        return {}
    return {name: _told(value) for name, value in additional.items()}


def _told(value: object) -> str:
    """Every text in it, once, in WB's order."""
    return _join(list(_strings(value)), "; ")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        yield _join([text_of(value, "code"), text_of(value, "message")], ": ")
        yield from _strings(value.get("errors"))
        yield from _strings(value.get("error"))


def _join(parts: list[str], mark: str) -> str:
    return mark.join(dict.fromkeys(part.strip() for part in parts if part.strip()))[:LONGEST_TEXT]
