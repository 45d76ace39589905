"""What is going on, on a terminal; silence under cron."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from syncd.cli.base import Setting


@contextmanager
def progress(setting: Setting) -> Iterator[Callable[[str, int], None]]:
    """Yields what a job tells its progress to: an event and how many more of it."""
    if not sys.stderr.isatty():
        yield lambda _event, _count: None
        return
    from rich.console import Console  # noqa: PLC0415

    counted: Counter[str] = Counter()
    with Console(stderr=True).status("") as line:

        def tell(event: str, count: int) -> None:
            counted[event] += count
            line.update(setting.texts.say(f"cli-progress-{event}", count=counted[event]))

        yield tell
