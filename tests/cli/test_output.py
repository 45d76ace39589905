"""Tables and JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from syncd.cli import output
from syncd.model.run import Job


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    price: Decimal
    at: datetime
    job: Job
    file: Path


def test_a_table_in_a_pipe_is_plain_and_uncut(capsys: pytest.CaptureFixture[str]) -> None:
    long = "Футболка " * 60
    output.table(["Товар", "Шт."], [[long, 5], ["[red]Кружка[/red]", None]])
    told = capsys.readouterr().out
    assert long.strip() in told
    assert "[red]Кружка[/red]" in told
    assert "\x1b" not in told
    assert all(line == line.rstrip() for line in told.splitlines())


def test_names_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.table(["Товар"], [["a\x1b[2Jb\nc\x9b"]])
    assert "a [2Jb c" in capsys.readouterr().out


def test_json_of_our_nouns(capsys: pytest.CaptureFixture[str]) -> None:
    at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    output.print_json([Row("Кружка", Decimal("99.90"), at, Job.CATALOG, Path("a/b"))])
    told = capsys.readouterr().out
    assert "Кружка" in told
    assert json.loads(told) == [
        {
            "name": "Кружка",
            "price": "99.90",
            "at": "2026-11-22T09:00:00+00:00",
            "job": "catalog",
            "file": "a/b",
        }
    ]
