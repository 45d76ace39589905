from __future__ import annotations

import io

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from syncd.cli.base import Setting
from syncd.cli.progress import OF, Lines


def test_an_event_has_a_line_and_one_whose_end_is_known_a_bar() -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
    console = Console(file=io.StringIO(), width=100, force_terminal=False)
    bars = Progress(*columns, console=console, auto_refresh=False)
    lines = Lines(Setting(), bars)
    lines.tell("cards-read", 100)
    lines.tell("cards-read", 20)
    lines.tell(f"{OF}cards-sent", 200)
    lines.tell("cards-sent", 50)
    read, sent = bars.tasks
    assert "120" in read.description
    assert read.total is None
    assert "50" in sent.description
    assert (sent.completed, sent.total, sent.percentage) == (50, 200, 25)
