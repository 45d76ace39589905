"""The one way to WB: tokens, limits, retries and errors of every request of every adapter."""

from __future__ import annotations

import random as chance
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast
from urllib.parse import quote

import httpx
import structlog

from syncd import __version__
from syncd.model.clock import Clock
from syncd.model.errors import CredentialsError, ErrorCode
from syncd.model.limit import BucketStore
from syncd.wildberries.answer import Answer
from syncd.wildberries.failure import Asked, Verdict, error_of, judge
from syncd.wildberries.limiter import Limiter
from syncd.wildberries.limits import Bucket, buckets
from syncd.wildberries.operations import HOSTS, Operation
from syncd.wildberries.retry import Failure, GiveUp, decide
from syncd.wildberries.token import Token, choose
from syncd.wildberries.wire import SenselessError, encode

Read = TypeVar("Read")

SHORTEST_BLOCK = 1.0
LONGEST_GUESS = 60.0
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)

_log = structlog.get_logger("syncd.wildberries")


@dataclass(frozen=True, slots=True)
class Request:
    asked: Asked
    host: str
    path: str
    query: Mapping[str, str]
    content: bytes | None


class Transport:
    """One seller's requests. Safe for threads; the buckets make it safe for processes.

    `patience`: seconds that one call may spend waiting, all waits together. `base_url`: one address for all
    hosts. `connect_timeout` and `timeout` (of each read and write): seconds. `user_agent`: said before our
    own name. `http`: the wire, for tests.
    Raises `CredentialsError` when there is no token, or the tokens are of several sellers.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        buckets: BucketStore,
        clock: Clock,
        *,
        base_url: str = "",
        patience: float = 600.0,
        timeout: float = 30.0,
        connect_timeout: float = 10.0,
        attempts: int = 5,
        random: Callable[[], float] = chance.random,
        bearer: bool = False,
        user_agent: str | None = None,
        http: httpx.BaseTransport | None = None,
    ) -> None:
        self._tokens = tuple(tokens)
        self._seller = _only_seller(self._tokens)
        self._clock = clock
        self._limiter = Limiter(buckets, clock)
        self._base_url = base_url.rstrip("/")
        self._contour = None if base_url else all(token.test for token in self._tokens)
        self._patience = patience
        self._attempts = attempts
        self._random = random
        self._scheme = "Bearer " if bearer else ""
        name = f"{user_agent or ''} syncd/{__version__}".lstrip()
        self._client = httpx.Client(
            timeout=httpx.Timeout(timeout, connect=connect_timeout),
            headers={"User-Agent": name, "Accept": "application/json"},
            follow_redirects=False,
            transport=http,
        )

    @property
    def seller(self) -> str:
        return self._seller

    @property
    def test_contour(self) -> bool:
        """Whether requests go to WB's own sandbox."""
        return bool(self._contour)

    def close(self) -> None:
        self._client.close()

    def duration(self, operation: Operation, count: int) -> float:
        """Seconds that so many calls take at least: the first may go at once, the others by the interval."""
        token = self._token(operation)
        return max(
            max(0, count - bucket.limit.burst) * bucket.limit.interval
            for bucket in buckets(operation.group, operation.category, token)
        )

    def call(
        self,
        operation: Operation,
        read: Callable[[object], Read],
        *,
        path: Mapping[str, object] | None = None,
        query: Mapping[str, object] | None = None,
        body: object = None,
        names: Collection[str] = (),
        patience: float | None = None,
    ) -> Read:
        """Ask WB and read its JSON with `read`, which raises `SenselessError` for a wrong shape.

        `path` fills the operation's parameters; `names` are the vendor codes that WB's refusal may name;
        `patience`: seconds that this call may spend waiting, in place of the transport's.
        Raises `CredentialsError`, `UnreachableError`, `RefusedError`; for a write also `InDoubtError`.
        """
        token = self._token(operation)
        host = self._host(operation, token)
        request = Request(
            Asked(operation, _without_user(host), token, names),
            host,
            _fill(operation.path, path or {}),
            {name: str(value) for name, value in (query or {}).items()},
            None if body is None else encode(body),
        )
        drained = buckets(operation.group, operation.category, token)
        return self._insist(request, drained, read, self._patience if patience is None else patience)

    def _token(self, operation: Operation) -> Token:
        return choose(
            self._tokens,
            operation.category,
            write=operation.writes,
            now=self._clock.now(),
            test_contour=self._contour,
        )

    def _host(self, operation: Operation, token: Token) -> str:
        host = HOSTS[operation.category]
        address = self._base_url or (host.sandbox if self._contour else host.production)
        if not address:
            raise CredentialsError(
                ErrorCode.TOKEN_CONTOUR, text="", request="", **token.facts(operation.category)
            )
        return address

    def _insist(
        self, request: Request, drained: Sequence[Bucket], read: Callable[[object], Read], patience: float
    ) -> Read:
        """Send until there is an answer to keep, or `decide` gives up."""
        repeatable = request.asked.operation.repeatable
        attempt, limited = 1, 0
        while True:
            patience -= self._limiter.acquire(drained, patience)
            sent_at = self._clock.now()
            verdict = _read(self._send(request), read)
            limited += verdict.failure is Failure.LIMITED
            self._log(request, verdict, sent_at, attempt)
            self._learn(request, drained[0], verdict, sent_at, limited)
            if verdict.failure is None:
                return cast(Read, verdict.value)
            decision = decide(
                verdict.failure, attempt, repeatable=repeatable, attempts=self._attempts, random=self._random
            )
            if isinstance(decision, GiveUp):
                raise error_of(verdict, request.asked, in_doubt=decision.in_doubt)
            attempt += verdict.failure is not Failure.LIMITED
            self._clock.wait(decision.after)
            patience -= decision.after

    def _send(self, request: Request) -> Verdict:
        """One attempt. httpx's exceptions end here: they carry the request and with it the token."""
        try:
            with self._client.stream(
                request.asked.operation.method,
                request.host + request.path,
                params=request.query or None,
                content=request.content,
                headers=self._headers(request),
            ) as response:
                return judge(_receive(response))
        except _NEVER_SENT as error:
            return Verdict(Failure.NEVER_SENT, reason=_reason(error))
        except httpx.HTTPError as error:
            return Verdict(Failure.LOST, reason=_reason(error))

    def _headers(self, request: Request) -> dict[str, str]:
        headers = {"Authorization": self._scheme + request.asked.token.text}
        if request.content is not None:
            headers["Content-Type"] = "application/json"
        return headers

    def _learn(
        self, request: Request, bucket: Bucket, verdict: Verdict, sent_at: datetime, limited: int
    ) -> None:
        """Take over what the answer tells of WB's limits (modern.md, section 4)."""
        answer = verdict.answer
        if answer is None:
            return
        if verdict.failure is Failure.LIMITED:
            self._limiter.block(bucket, _block(answer, bucket, limited))
            return
        cost = request.asked.operation.group.refusal_cost
        if 400 <= answer.status < 500 and cost > 1:
            self._limiter.charge(bucket, cost - 1)
        if answer.remaining is not None:
            self._limiter.observe(bucket, answer.remaining, sent_at)

    def _log(self, request: Request, verdict: Verdict, sent_at: datetime, attempt: int) -> None:
        answer = verdict.answer
        _log.debug(
            "wb-request",
            method=request.asked.operation.method,
            path=request.path,
            status=answer.status if answer else None,
            failure=verdict.failure.name.lower() if verdict.failure else None,
            attempt=attempt,
            seconds=round((self._clock.now() - sent_at).total_seconds(), 3),
            request=answer.request_id if answer else "",
        )


def _fill(path: str, parameters: Mapping[str, object]) -> str:
    return path.format(**{name: quote(str(value), safe="") for name, value in parameters.items()})


def _without_user(address: str) -> str:
    """For people: neither the scheme nor a name and password before the @."""
    return address.rpartition("//")[2].rpartition("@")[2]


def _only_seller(tokens: Sequence[Token]) -> str:
    if not tokens:
        raise CredentialsError(ErrorCode.TOKEN_MISSING)
    sellers = sorted({token.seller for token in tokens})
    if len(sellers) > 1:
        raise CredentialsError(ErrorCode.TOKEN_SELLERS, sellers=", ".join(sellers))
    return sellers[0]


def _receive(response: httpx.Response) -> Answer:
    """The whole answer; a body that breaks off is dropped, its status line still counts."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    try:
        return Answer(response.status_code, headers, response.read())
    except (httpx.HTTPError, httpx.StreamError):
        return Answer(response.status_code, headers, b"")


def _read(verdict: Verdict, read: Callable[[object], object]) -> Verdict:
    if verdict.failure is not None:
        return verdict
    try:
        return Verdict(None, read(verdict.value), verdict.answer)
    except SenselessError as error:
        return Verdict(Failure.MALFORMED, answer=verdict.answer, reason=str(error))


def _block(answer: Answer, bucket: Bucket, limited: int) -> float:
    """Seconds that a 429 asks for; without its headers, twice as long each time."""
    guess = max(bucket.limit.interval, min(LONGEST_GUESS, 2.0**limited))
    asked = answer.retry_after
    return max(SHORTEST_BLOCK, guess if asked is None else asked)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")
