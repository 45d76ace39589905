"""A small scripted WB behind the real httpx client: it answers in turn and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import jwt

from syncd.wildberries.token import Token
from syncd.wildberries.transport import Transport
from tests.clocks import FakeClock
from tests.wildberries.buckets import MemoryBuckets

SELLER = "5a1c0b1e-1f4a-4c57-9a39-0f6f0d3b7c11"
TOKEN_ID = "0198c0de-0000-7000-8000-0000000000aa"
IN_2027 = 1_800_000_000
CONTENT_BIT = 1 << 1
READ_ONLY_BIT = 1 << 30

Step = Callable[[httpx.Request], httpx.Response]


def token_text(**claims: object) -> str:
    whole = {
        "id": TOKEN_ID,
        "s": CONTENT_BIT,
        "sid": SELLER,
        "exp": IN_2027,
        "t": False,
        "acc": 3,
        "for": "self",
    }
    whole |= claims
    return jwt.encode({name: value for name, value in whole.items() if value is not None}, "x" * 32, "HS256")


def token(**claims: object) -> Token:
    return Token.decode(token_text(**claims))


@dataclass
class Asked:
    method: str
    url: httpx.URL
    headers: httpx.Headers
    content: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.content)


class FakeWB:
    """Steps are used up in order; the last one stays."""

    def __init__(self, *steps: Step) -> None:
        self._steps = list(steps)
        self.asked: list[Asked] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(Asked(request.method, request.url, request.headers, request.content))
        step = self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]
        return step(request)


def answer(status: int = 200, body: object = None, **headers: str) -> Step:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: httpx.Response(status, json=body, headers=told)


def raw(status: int, content: str | bytes, kind: str = "application/json") -> Step:
    return lambda request: httpx.Response(status, content=content, headers={"Content-Type": kind})


def envelope(data: object = None, error_text: str = "", additional: object = None) -> dict[str, object]:
    return {
        "data": data,
        "error": bool(error_text),
        "errorText": error_text,
        "additionalErrors": additional,
    }


def gateway(status: int, title: str, detail: str) -> Step:
    body = {
        "title": title,
        "detail": detail,
        "code": "9f1b",
        "requestId": "req-1",
        "origin": "ag-content",
        "status": status,
        "statusText": "text",
        "timestamp": "2026-11-22T09:00:00Z",
    }
    return lambda request: httpx.Response(
        status, content=json.dumps(body), headers={"Content-Type": "application/problem+json"}
    )


ACCEPTED = answer(200, envelope(None, additional={}))


def fails(error: type[httpx.HTTPError], text: str = "no luck") -> Step:
    def step(request: httpx.Request) -> httpx.Response:
        raise error(text)

    return step


def cut(status: int = 200) -> Step:
    """The status line comes, the body breaks off."""
    return lambda request: httpx.Response(
        status, stream=_Broken(), headers={"Content-Type": "application/json"}
    )


class _Broken(httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        yield b'{"data": [{"id'
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


def transport_to(
    wb: FakeWB, clock: FakeClock, *tokens: Token, buckets: MemoryBuckets | None = None, **options: Any
) -> Transport:
    return Transport(
        tokens or (token(),),
        buckets or MemoryBuckets(),
        clock,
        random=lambda: 1.0,
        http=httpx.MockTransport(wb),
        **options,
    )
