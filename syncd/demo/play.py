"""Plays the demo: the main job end to end, then an independent look at WB to compare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from syncd import factory
from syncd.clock import SystemClock
from syncd.demo import stage
from syncd.jobs import run as jobs
from syncd.jobs.catalog.draft import wanted
from syncd.jobs.context import Context
from syncd.model.card import RemoteCard
from syncd.model.problem import OpenProblem
from syncd.model.run import Job, Report
from syncd.model.shop import Product
from syncd.sandbox.server import Options, Sandbox, running
from syncd.settings import load
from syncd.sync.compare import differences


@dataclass(frozen=True)
class Comparison:
    """Ours beside what WB shows."""

    wanted: int
    agree: int
    differ: tuple[str, ...]
    """Vendor codes with the fields that differ."""
    missing: tuple[str, ...]
    """Vendor codes that WB does not show and no problem explains."""
    refused: tuple[str, ...]
    strange: tuple[str, ...]
    """Cards at WB that the shop knows nothing of, or a vendor code twice."""
    sizes: int

    @property
    def agrees(self) -> bool:
        return self.agree > 0 and not (self.differ or self.missing or self.strange)


@dataclass(frozen=True)
class Played:
    """What a person reads of the demo."""

    products: int
    reports: tuple[Report, ...]
    again: Report
    """The second run, which must send nothing."""
    writes_again: int
    """Writing requests of that second run, as the sandbox counted them."""
    comparison: Comparison
    problems: tuple[OpenProblem, ...]
    requests: tuple[tuple[str, int], ...]
    """By path, as the sandbox counted them."""
    port: int
    """The one of `base_url`, by which a kept demo works again."""

    @property
    def agrees(self) -> bool:
        return self.comparison.agrees and self.writes_again == 0


WRITES = ("/content/v2/cards/upload", "/content/v2/cards/upload/add", "/content/v2/cards/update")


def play(folder: Path, language: str) -> Played:
    """Everything in `folder`, new or empty. Raises what the jobs raise."""
    built = stage.build(folder)
    with running(Options(data=built.sandbox)) as sandbox:
        stage.configure(built, sandbox.url, sandbox.token(), language)
        with _context(built) as context:
            reports = (jobs.run(context, Job.DICTIONARIES), jobs.run(context, Job.CATALOG))
            requests = count_requests(sandbox)
            sandbox.clear_requests()
            again = jobs.run(context, Job.CATALOG)
            writes_again = sum(count for path, count in count_requests(sandbox) if path in WRITES)
            problems = tuple(context.state.problems.open(context.account))
            return Played(
                products=_products(context),
                reports=reports,
                again=again,
                writes_again=writes_again,
                comparison=compare(context, problems),
                problems=problems,
                requests=requests,
                port=int(sandbox.url.rsplit(":", 1)[1]),
            )


@contextmanager
def _context(built: stage.Stage) -> Iterator[Context]:
    settings = load(built.configuration, {})
    with factory.open_context(settings, settings.accounts[0], SystemClock()) as context:
        yield context


def compare(context: Context, problems: tuple[OpenProblem, ...]) -> Comparison:
    """Read all cards once more, from the beginning, and hold them against what the shop wants."""
    shown: dict[str, RemoteCard] = {}
    strange: list[str] = []
    for page in context.catalogue.cards():
        for card in page.cards:
            if card.vendor_code in shown:
                strange.append(card.vendor_code)
            shown[card.vendor_code] = card
    told = {item.problem.ref for item in problems}
    agree, sizes, codes = 0, 0, set()
    differ: list[str] = []
    missing: list[str] = []
    refused: list[str] = []
    for draft in (draft for group in wanted(context) for draft in group.cards):
        codes.add(draft.vendor_code)
        card_at_wb = shown.get(draft.vendor_code)
        if card_at_wb is None:
            (refused if draft.vendor_code in told else missing).append(draft.vendor_code)
        elif found := differences(draft, card_at_wb):
            differ.append(f"{draft.vendor_code}: {', '.join(str(item) for item in found)}")
        else:
            agree += 1
            sizes += len(draft.sizes)
    strange.extend(sorted(set(shown) - codes))
    return Comparison(len(codes), agree, tuple(differ), tuple(missing), tuple(refused), tuple(strange), sizes)


def _products(context: Context) -> int:
    return sum(isinstance(item, Product) for item in context.shop.products())


def count_requests(sandbox: Sandbox) -> tuple[tuple[str, int], ...]:
    """By path, most frequent first; paths that differ by a number alone are one."""
    counted = Counter(re.sub(r"/\d+(?=/|$)", "/…", str(request["path"])) for request in sandbox.requests())
    return tuple(counted.most_common())
