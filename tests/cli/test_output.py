"""Tables and JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from syncd.cli import output
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.run import Job, Outcome, Report


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


def test_counts_and_facts_are_objects_wherever_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(Job.CATALOG, "main", 1, Outcome.OK, (("products", 2),))
    problem = Problem(ProblemCode.TITLE_EMPTY, RefKind.CARD, "X", (("name", "Кружка"),))
    output.print_json({"report": report, "problem": problem})
    told = json.loads(capsys.readouterr().out)
    assert told["report"]["counts"] == {"products": 2}
    assert told["problem"]["facts"] == {"name": "Кружка"}


def test_a_paragraph_is_broken_between_words_where_a_terminal_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output.paragraph("слово " * 30, indent=2)
    assert capsys.readouterr().out.count("\n") == 1, "a pipe is not cut"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    output.paragraph("слово " * 30, indent=2)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1
    assert {line.removeprefix("  ").split(" ")[0] for line in lines} == {"слово"}
    assert all(len(line) <= 40 for line in lines)


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
