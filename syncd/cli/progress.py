"""What is going on, on a terminal; silence under cron."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from syncd.cli.base import Setting

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

OF = "of:"
"""Before an event: so many of it are to come, which makes a bar with an estimate of its line."""


@contextmanager
def progress(setting: Setting) -> Iterator[Callable[[str, int], None]]:
    """Yields what a job tells its progress to: an event and how many more of it."""
    if not sys.stderr.isatty():
        yield lambda _event, _count: None
        return
    with _bars() as bars:
        yield Lines(setting, bars).tell


def _bars() -> Progress:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


class Lines:
    """A line for each event, from the first time it is told."""

    def __init__(self, setting: Setting, bars: Progress) -> None:
        self._setting = setting
        self._bars = bars
        self._lines: dict[str, TaskID] = {}

    def tell(self, event: str, count: int) -> None:
        if event.startswith(OF):
            self._bars.update(self._line(event.removeprefix(OF)), total=count)
            return
        line = self._line(event)
        self._bars.advance(line, count)
        self._bars.update(line, description=self._told(event, int(self._bars.tasks[line].completed)))

    def _line(self, event: str) -> TaskID:
        if event not in self._lines:
            self._lines[event] = self._bars.add_task(self._told(event, 0), total=None)
        return self._lines[event]

    def _told(self, event: str, count: int) -> str:
        return self._setting.texts.say(f"cli-progress-{event}", count=count)
