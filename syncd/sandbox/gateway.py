"""WB's gateway: path, token, limits, then the method; and the journal of it all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from syncd.sandbox import answers, routes, tokens, trouble
from syncd.sandbox.answers import Answer, Refused
from syncd.sandbox.call import Call
from syncd.sandbox.clock import stamp
from syncd.sandbox.faults import Fault, FaultKind
from syncd.sandbox.journal import Entry
from syncd.sandbox.limits import Group, test_group
from syncd.sandbox.routes import Route
from syncd.sandbox.settlement import settle
from syncd.sandbox.tokens import BadToken, Kind, Token
from syncd.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    query_text: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    answer: Answer
    cost: int = 0


def serve(world: World, request: Request, fault: Fault | None) -> Answer:
    """The answer to one request, with everything that it changes done. Holds the world's lock."""
    with world.lock:
        settle(world)
        outcome = _outcome(world, request, fault)
        # With a delay of nothing the work of this very request is done before its answer.
        settle(world)
        _record(world, request, outcome, fault)
        world.save()
        return outcome.answer


def _outcome(world: World, request: Request, fault: Fault | None) -> Outcome:
    now = world.clock.now()
    try:
        ordered = _ordered(world, request, fault, now)
        return Outcome(ordered) if ordered else _judged(world, request, fault, now)
    except Refused as refused:
        return Outcome(refused.answer)


def _ordered(world: World, request: Request, fault: Fault | None, now: datetime) -> Answer | None:
    """The answer of a fault that keeps the request from its method."""
    if fault is None:
        return None
    found = routes.find(request.method, request.path)
    service = found[0].service if found else "content"
    return trouble.answer(fault, gateway=world.settings.gateway, service=service, now=now)


def _judged(world: World, request: Request, fault: Fault | None, now: datetime) -> Outcome:
    gateway = world.settings.gateway
    found = routes.find(request.method, request.path)
    if found is None or world.settings.contour not in found[0].contours:
        return Outcome(answers.path_not_found(gateway=gateway, now=now))
    route, arguments = found
    token, kind = _authorize(world, request, route, now)
    group = test_group(route.service) if world.settings.contour == "test" else route.group
    if world.settings.limits:
        shortage = world.limiter.admit(token.sid, group, kind, now)
        if shortage:
            limited = trouble.limited(shortage, gateway=gateway, service=route.service, now=now)
            return Outcome(limited)
    effect = fault is None or fault.kind is not FaultKind.NO_EFFECT
    cabinet = world.cabinet(token.sid)
    call = Call(world, cabinet, token, now, arguments, request.query, request.headers, request.body, effect)
    return _charged(call, kind, group, _handled(route, call))


def _handled(route: Route, call: Call) -> Answer:
    if len(call.body) > route.body_limit:
        if route.path.endswith("/moveNm"):
            return answers.reply("body size exceeds the given limit", 413)
        return answers.body_too_long(now=call.now)
    try:
        return route.handle(call)
    except Refused as refused:
        return refused.answer


def _charged(call: Call, kind: Kind, group: Group, answer: Answer) -> Outcome:
    if not call.world.settings.limits:
        return Outcome(answer)
    cost = group.cost(answer.status)
    remaining = call.world.limiter.charge(call.token.sid, group, kind, cost, call.now)
    return Outcome(answer.with_headers(X_Ratelimit_Remaining=remaining), cost)


# --- tokens


def _authorize(world: World, request: Request, route: Route, now: datetime) -> tuple[Token, Kind]:
    """The token and the row of the limit tables that it falls under. Raises `Refused`."""
    gateway, service = world.settings.gateway, route.service

    def refuse(detail: str) -> Refused:
        return Refused(answers.unauthorized(detail, gateway=gateway, service=service, now=now))

    text = tokens.bearer(request.headers.get("authorization", ""))
    if not text:
        raise refuse("empty Authorization header")
    try:
        token = world.mint.verify(text, now)
        kind = _kind(world, request, token, service, now)
    except BadToken as bad:
        raise refuse(str(bad)) from bad
    if token.is_test is not (world.settings.contour == "test"):
        raise Refused(answers.wrong_scope(gateway=gateway, service=service, now=now))
    if route.category is not None and not token.allows(route.category):
        raise Refused(answers.wrong_scope(gateway=gateway, service=service, now=now))
    if token.is_read_only and not route.read_only:
        raise refuse("read-only token scope not allowed for this route")
    return token, kind


def _kind(world: World, request: Request, token: Token, service: str, now: datetime) -> Kind:
    """Service tokens need their service's secret; personal ones may not come with one (modern.md, 2)."""
    gateway = world.settings.gateway

    def forbid(detail: str) -> Refused:
        return Refused(answers.forbidden(detail, gateway=gateway, service=service, now=now))

    secret = request.headers.get("x-client-secret", "")
    if not secret:
        if token.kind is Kind.SERVICE:
            raise forbid("secret token required")
        return token.kind
    asid = world.mint.verify_secret(secret, now)
    if token.kind is Kind.PERSONAL:
        raise forbid("secret is not allowed")
    if token.kind is Kind.SERVICE and token.asid != asid:
        raise forbid("access token and secret token belong to different services")
    return Kind.BASE_WITH_SECRET if token.kind is Kind.BASE else token.kind


# --- the journal


def _record(world: World, request: Request, outcome: Outcome, fault: Fault | None) -> None:
    entry = Entry(
        time=stamp(world.clock.now()),
        method=request.method,
        path=request.path,
        query=request.query_text,
        status=outcome.answer.status,
        body_size=len(request.body),
        cost=outcome.cost,
        fault=fault.kind.value if fault else "",
        **(_contents(request, outcome.answer) if world.settings.record else {}),
    )
    world.record(entry)


def _contents(request: Request, answer: Answer) -> dict[str, str]:
    return {
        "content_type": request.headers.get("content-type", ""),
        "body": request.body.decode(errors="replace"),
        "answer_type": answer.content_type,
        "answer": answer.body.decode(errors="replace"),
    }
