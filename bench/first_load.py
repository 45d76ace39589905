"""What a first load asks of WB, beside the least that could do, on a clock that only waiting moves.

    python -m bench.first_load [PRODUCTS ...]

Requests are counted by the sandbox. `least` is the formula of `docs/benchmarks.md`; `rate` is the share of
what WB's limit of uploads permits: the time they would take at full rate, beside the time they took.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path

import structlog

from tests.clocks import FakeClock
from tests.end_to_end.stage import ACCOUNT, Stage, staged
from tests.shops import MAPPING, MemoryShop, shirt

SIZES = (1_000, 10_000)
UPLOAD, LIST = "/content/v2/cards/upload", "/content/v2/get/cards/list"
SUBJECTS_OF, REFUSALS = "/content/v2/object/all", "/content/v2/cards/error/list"
OTHER = 5
"""The characteristics of the one subject, the directories that two of them are judged by, the trash, and the
room for new cards."""
GROUPS, CARDS, SUBJECTS = 100, 100, 1000
"""In one request."""
INTERVAL, BURST = 6.0, 5
"""Seconds between two uploads, and how many may go at once (modern.md, section 4)."""


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    asked: int
    least: int


def main(sizes: list[int]) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    print(f"{'products':>9} {'what':>14} {'requests':>9} {'least':>6} {'ratio':>6}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(size, Path(folder))


def _measure(size: int, folder: Path) -> None:
    clock = FakeClock()
    shop = MemoryShop(*(shirt(number) for number in range(1, size + 1)))
    with staged(folder, clock, shop, MAPPING, few_subjects=False) as stage:
        runs = _load(stage)
        requests = stage.sandbox.requests()
        subjects = _subjects(stage)
    asked = Counter(str(row["path"]) for row in requests)
    refused = sum(row["status"] == 429 for row in requests)
    rows = _rows(asked, size, subjects)
    for row in (*rows, _total(rows)):
        print(f"{size:>9} {row.what:>14} {row.asked:>9} {row.least:>6} {row.asked / row.least:>6.2f}")
    print(f"{size:>9} {runs} runs, {refused} answers 429, rate of uploads {_rate(requests):.2f}", flush=True)


def _load(stage: Stage) -> int:
    """Until everything is confirmed."""
    for runs in range(1, 20):
        stage.run()
        with stage.context() as context:
            if not context.state.intentions.open(ACCOUNT):
                return runs
        stage.clock.advance(60)
    raise SystemExit("the load does not come to an end")


def _subjects(stage: Stage) -> int:
    with stage.context() as context:
        return sum(1 for _ in context.catalogue.subjects())


def _rows(asked: Counter[str], size: int, subjects: int) -> list[Row]:
    """The cards are listed once before anything is sent, and every card once after it."""
    before = 1
    groups, pages, listed = ceil(size / GROUPS), ceil(subjects / SUBJECTS), ceil(size / CARDS)
    other = sum(count for path, count in asked.items() if path not in (UPLOAD, LIST, SUBJECTS_OF, REFUSALS))
    return [
        Row("writes", asked[UPLOAD], groups),
        Row("subjects", asked[SUBJECTS_OF], pages),
        Row("cards", asked[LIST], before + listed),
        Row("refusals", asked[REFUSALS], 2),
        Row("other", other, OTHER),
    ]


def _total(rows: list[Row]) -> Row:
    return Row("all", sum(row.asked for row in rows), sum(row.least for row in rows))


def _rate(requests: list[dict[str, object]]) -> float:
    times = [str(row["time"]) for row in requests if row["path"] == UPLOAD]
    return _permitted(len(times)) / max(_seconds(times), 1.0)


def _permitted(count: int) -> float:
    return max(1.0, (count - BURST) * INTERVAL)


def _seconds(times: list[str]) -> float:
    first, last = (datetime.fromisoformat(one) for one in (times[0], times[-1]))
    return (last - first).total_seconds()


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or list(SIZES))
