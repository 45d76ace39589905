"""How commands print: tables for people, JSON for programs."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

import click

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_WIDE = 10_000
"""Columns of a pipe or a file: nothing is cut or folded there."""


_SHORT = 20
"""Characters of a cell that a narrow terminal does not fold while there are longer ones to fold."""


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints a table; plain, uncut text when the output is not a terminal."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    cells = [[plain(cell) for cell in row] for row in rows]
    is_terminal = sys.stdout.isatty()
    drawn = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(Text(column), overflow="fold")
    for row in cells:
        drawn.add_row(*map(Text, row))
    for position, told in enumerate(drawn.columns):
        widest = max((len(row[position]) for row in cells), default=0)
        told.no_wrap = max(widest, len(columns[position])) <= _SHORT
    console = Console(
        file=sys.stdout,
        width=None if is_terminal else _WIDE,
        no_color=not is_terminal,
        force_terminal=is_terminal,
        soft_wrap=False,
    )
    with console.capture() as captured:
        console.print(drawn)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def paragraph(text: str, *, indent: int = 0) -> None:
    """Prints one paragraph, broken between words where a terminal ends; uncut elsewhere."""
    margin = " " * indent
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    click.echo(
        textwrap.fill(
            plain(text),
            width,
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def say(text: str) -> None:
    """Prints one line of the program's answer."""
    click.echo(text)


def plain(cell: object) -> str:
    """One line without control characters: names come from shops and from WB, and terminals obey escapes."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return _CONTROL.sub(" ", str(cell.value if isinstance(cell, Enum) else cell))


def print_json(value: object) -> None:
    """Prints one JSON document. Dataclasses become objects, moments ISO 8601 in UTC, decimals texts."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_jsonable))


_TABLES = ("counts", "facts", "requests")
"""Members that are pairs of a name and a value: an object in JSON, wherever they stand."""


def _member(value: object, name: str) -> object:
    member = getattr(value, name)
    return dict(member) if name in _TABLES and isinstance(member, tuple) else member


def _jsonable(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _member(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)
