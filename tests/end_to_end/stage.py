"""A whole account on a clock of the test: a shop, the sandbox over HTTP, a state, and the jobs between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from syncd.jobs import run as jobs
from syncd.jobs.context import Context, Patience
from syncd.mapping import rules
from syncd.model.ports import Shop
from syncd.model.run import Job, Report
from syncd.sandbox.server import Options, Sandbox, running
from syncd.state.state import State
from syncd.sync.guard import BrakeLimits
from syncd.sync.plan import Gone
from syncd.texts import Texts
from syncd.wildberries.content import ContentCatalogue
from syncd.wildberries.token import Token
from syncd.wildberries.transport import Transport
from tests.clocks import FakeClock
from tests.end_to_end import small_dictionary

ACCOUNT = "main"
WRITES = (
    "/content/v2/cards/upload",
    "/content/v2/cards/upload/add",
    "/content/v2/cards/update",
    "/content/v2/cards/moveNm",
    "/content/v2/cards/delete/trash",
    "/content/v2/cards/recover",
)


@dataclass
class Wire(httpx.BaseTransport):
    """The real network, with an ear on it. `before` and `after` may raise: that is where a process dies."""

    before: Callable[[httpx.Request], None] = lambda request: None
    after: Callable[[httpx.Request, httpx.Response], None] = lambda request, response: None
    inner: httpx.HTTPTransport = field(default_factory=httpx.HTTPTransport)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.before(request)
        response = self.inner.handle_request(request)
        response.read()
        self.after(request, response)
        return response

    def close(self) -> None:
        self.inner.close()


@dataclass
class Stage:
    sandbox: Sandbox
    clock: FakeClock
    state_url: str
    shop: Shop
    mapping: str
    wire: Wire = field(default_factory=Wire)
    brakes: BrakeLimits = field(default_factory=BrakeLimits)
    gone: Gone = Gone.TELL
    patience: Patience = field(default_factory=Patience)
    claims: dict[str, int] = field(default_factory=dict)
    """Of the token, in place of a personal one's."""

    @contextmanager
    def context(self) -> Iterator[Context]:
        """As the factory makes it, but for the clock and the wire."""
        state = State.open(self.state_url, self.clock)
        tokens = [Token.decode(self.sandbox.token(**self.claims))]
        transport = Transport(
            tokens, state.buckets, self.clock, base_url=self.sandbox.url, random=lambda: 0.5, http=self.wire
        )
        try:
            yield Context(
                account=ACCOUNT,
                shop=self.shop,
                catalogue=ContentCatalogue(transport),
                state=state,
                mapping=rules.load(self.mapping, "mapping.yaml", Texts("ru").say),
                clock=self.clock,
                brakes=self.brakes,
                gone=self.gone,
                patience=self.patience,
            )
        finally:
            self.wire.inner.close()
            self.wire.inner = httpx.HTTPTransport()
            state.close()

    def run(self, job: Job = Job.CATALOG) -> Report:
        with self.context() as context:
            return jobs.run(context, job)

    def cards(self) -> dict[str, dict[str, object]]:
        """The sandbox's cards by vendor code; a vendor code twice is an error of ours."""
        cards = self.sandbox.state()["cards"]
        by_code = {str(card["vendorCode"]): card for card in cards}
        assert len(by_code) == len(cards), "two cards of one vendor code"
        return by_code

    def writes(self) -> list[str]:
        """Paths of the writing requests since the journal was last cleared."""
        return [str(row["path"]) for row in self.sandbox.requests() if row["path"] in WRITES]


@contextmanager
def staged(
    folder: Path,
    clock: FakeClock,
    shop: Shop,
    mapping: str,
    *,
    limits: bool = True,
    delay: float = 2.0,
    few_subjects: bool = True,
) -> Iterator[Stage]:
    """`few_subjects`: of WB's eight thousand the sandbox knows a handful; most tests sell T-shirts alone."""
    dictionary = small_dictionary.file() if few_subjects else None
    options = Options(limits=limits, delay=delay, dictionary=dictionary)
    with running(options, clock=clock.now) as sandbox:
        yield Stage(sandbox, clock, f"sqlite:///{folder / 'state.db'}", shop, mapping)
