"""The shapes of WB's answers: the content envelope, and the gateway's refusals (modern.md, section 3)."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any

JSON = "application/json"
PROBLEM = "application/problem+json"
TEXT = "text/plain; charset=utf-8"


class Gateway(StrEnum):
    """WB changed its gateway in autumn 2026; host by host, so both wordings can be met."""

    NEW = "new"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = field(default=())

    def with_headers(self, **headers: object) -> Answer:
        more = tuple((name.replace("_", "-"), str(value)) for name, value in headers.items())
        return replace(self, headers=self.headers + more)


class Refused(Exception):  # noqa: N818 - an answer, not an error of ours
    """WB's answer is a refusal, whatever was going on."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer.status))
        self.answer = answer


EMPTY = Answer(204, b"", "")
"""Done, and nothing to say."""


def encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def reply(value: object, status: int = 200) -> Answer:
    return Answer(status, encode(value))


def data(value: object) -> Answer:
    """Success of a dictionary method."""
    return reply({"data": value, "error": False, "errorText": "", "additionalErrors": None})


def accepted() -> Answer:
    """Success of a writing method: taken, and nothing more than that."""
    return reply({"data": None, "error": False, "errorText": "", "additionalErrors": {}})


def refuse(text: str, additional: dict[str, str] | None = None, status: int = 400) -> Refused:
    """The content envelope's refusal."""
    extra: object = {} if additional is None else additional
    return Refused(reply({"data": None, "error": True, "errorText": text, "additionalErrors": extra}, status))


def refuse_price(text: str, status: int = 400) -> Refused:
    """The refusal of a method of prices."""
    return Refused(reply({"data": None, "error": True, "errorText": text}, status))


def refuse_trade(code: str, message: str, status: int = 400, data: object = None) -> Refused:
    """The refusal of a method of the marketplace."""
    body: dict[str, object] = {"code": code, "message": message}
    return Refused(reply(body if data is None else body | {"data": data}, status))


def mistake(text: str, status: int = 400) -> Refused:
    """What the operator asked for cannot be done."""
    return Refused(reply({"error": text}, status))


def undecodable() -> Refused:
    """Lists answer a body that is no JSON with bare text (example of get/cards/list, 400)."""
    return Refused(Answer(400, b"Request body can not be decoded", TEXT))


def problem(
    status: int,
    title: str,
    detail: str,
    *,
    now: datetime,
    origin: str = "",
    code: str = "",
    content_type: str = PROBLEM,
) -> Answer:
    body: dict[str, Any] = {"title": title, "detail": detail}
    if code:
        body["code"] = code
    body |= {
        "requestId": uuid.uuid4().hex,
        "origin": origin,
        "status": status,
        "statusText": HTTPStatus(status).phrase,
        "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return Answer(status, encode(body), content_type)


def _origin(gateway: Gateway, service: str) -> str:
    return f"ag-{service}" if gateway is Gateway.NEW else f"s2s-api-auth-{service}"


def _code() -> str:
    return f"{uuid.uuid4().hex[:8]}--{uuid.uuid4().hex[:12]}-[UK-{uuid.uuid4().hex[:12]}]"


def unauthorized(detail: str, *, gateway: Gateway, service: str, now: datetime) -> Answer:
    origin = _origin(gateway, service)
    return problem(401, "unauthorized", detail, now=now, origin=origin, code=_code())


def wrong_scope(*, gateway: Gateway, service: str, now: datetime) -> Answer:
    """Wrong category: 401 from the old gateway, 403 from the new one (modern.md, section 3)."""
    if gateway is Gateway.OLD:
        return unauthorized("token scope not allowed", gateway=gateway, service=service, now=now)
    origin = _origin(gateway, service)
    return problem(403, "Forbidden", "scope is not allowed for this resource", now=now, origin=origin)


def forbidden(detail: str, *, gateway: Gateway, service: str, now: datetime, code: str = "") -> Answer:
    return problem(403, "forbidden", detail, now=now, origin=_origin(gateway, service), code=code)


def payment_required() -> Answer:
    detail = (
        "wb solution for business has insufficient funds on its balance. please top up the balance in the "
        "company's personal account https://dev.wildberries.ru/company"
    )
    return Answer(402, encode({"title": "payment required", "detail": detail}), PROBLEM)


def path_not_found(*, gateway: Gateway, now: datetime) -> Answer:
    detail = "Please consult the https://dev.wildberries.ru/openapi/api-information"
    return problem(404, "path not found", detail, now=now, origin=_origin(gateway, "content"), code=_code())


def body_too_long(*, now: datetime) -> Answer:
    detail = "https://openapi.wildberries.ru/content/api/ru/"
    return problem(
        413,
        "request body too long",
        detail,
        now=now,
        origin="s2s-api-auth-content",
        code=str(uuid.uuid4()),
        content_type=JSON,
    )


def too_many(*, gateway: Gateway, service: str, now: datetime, limiter: str) -> Answer:
    """429; its figures travel in headers.

    Official examples keep the first text for content; the new gateway's own is seen with other origins.
    """
    origin = _origin(gateway, service)
    return problem(429, "too many requests", f"limited by {limiter}", now=now, origin=origin, code=_code())


def internal_error(status: int, *, service: str, now: datetime) -> Answer:
    # Guess: bodies of 5xx are unpublished.
    phrase = HTTPStatus(status).phrase.lower()
    return problem(status, phrase, "internal error", now=now, origin=f"ag-{service}")


def denied(service: str) -> Answer:
    """403 of a service itself, behind the gateway (modern.md, section 3)."""
    envelope: dict[str, object] = {"data": None, "error": True, "errorText": "Access denied"}
    if service == "marketplace":
        return reply({"code": "AccessDenied", "message": ""}, 403)
    return reply(envelope | ({"additionalErrors": None} if service == "content" else {}), 403)
