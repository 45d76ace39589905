"""The sandbox on the wire: ASGI, and connections that break on demand."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.requests import Request as WireRequest
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from syncd.sandbox import console, gateway, links, media
from syncd.sandbox.answers import Answer
from syncd.sandbox.faults import Fault, FaultKind
from syncd.sandbox.settlement import settle
from syncd.sandbox.world import World

_TRANSPORT = "sandbox.transport"


class CuttableProtocol(HttpToolsProtocol):
    """Puts the transport within reach, so that a connection can be cut in the middle of anything."""

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        extensions: dict[str, Any] = {_TRANSPORT: self.transport}
        self.scope["extensions"] = extensions


def application(world: World) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = WireRequest(scope, receive)
        try:
            body = await request.body()
        except ClientDisconnect:
            return
        if request.url.path.startswith(console.ROOT):
            found = console.answer(world, request.method, request.url.path, body)
            await _respond(found)(scope, receive, send)
            return
        await _serve(world, request, body, send)

    return app


async def _serve(world: World, request: WireRequest, body: bytes, send: Send) -> None:
    with world.lock:
        fault = world.faults.strike(request.method, request.url.path)
    if fault and fault.kind is FaultKind.SLOW:
        await asyncio.sleep(fault.seconds)
    asked = gateway.Request(
        method=request.method,
        path=request.url.path,
        query_text=request.url.query,
        query=dict(request.query_params),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
    )
    answer = gateway.serve(world, asked, fault)
    await _download(world)
    await _deliver(request, answer, fault, send)


async def _download(world: World) -> None:
    """Fetch the links that a request named, before its answer: so that a test need not wait for them."""
    while world.downloads:
        download = world.downloads.pop()
        fetched = await asyncio.to_thread(links.fetch_all, download.links)
        with world.lock:
            media.finish(world, download, fetched)
            settle(world)
            world.save()


async def _deliver(request: WireRequest, answer: Answer, fault: Fault | None, send: Send) -> None:
    match fault.kind if fault else None:
        case FaultKind.CUT_BEFORE | FaultKind.CUT_AFTER:
            _transport(request).abort()
        case FaultKind.CUT_BODY:
            await _send_half(request, answer, send)
        case FaultKind.HALF_JSON:
            half = Answer(
                answer.status, answer.body[: len(answer.body) // 2], answer.content_type, answer.headers
            )
            await _respond(half)(request.scope, request.receive, send)
        case _:
            await _respond(answer)(request.scope, request.receive, send)


async def _send_half(request: WireRequest, answer: Answer, send: Send) -> None:
    """Promise the whole length, send half of it and break."""
    response = _respond(answer)
    await send({"type": "http.response.start", "status": answer.status, "headers": response.raw_headers})
    half = answer.body[: len(answer.body) // 2]
    await send({"type": "http.response.body", "body": half, "more_body": True})
    # The half leaves with the loop's next turns; then nothing more comes.
    await asyncio.sleep(0.01)
    _transport(request).abort()


def _respond(answer: Answer) -> Response:
    headers = dict(answer.headers)
    if answer.content_type:
        headers["Content-Type"] = answer.content_type
    return Response(answer.body, status_code=answer.status, headers=headers)


def _transport(request: WireRequest) -> asyncio.Transport:
    transport: asyncio.Transport = request.scope["extensions"][_TRANSPORT]
    return transport
