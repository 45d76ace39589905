"""The house stands as drawn: import-linter holds the arrows of pyproject.toml, and would see a wrong one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

ARROWS = "Arrows point down the house"
CORE = "The core imports no I/O, no clock and no chance"
HTTP = "One module speaks HTTP"
SQL = "The shop's room and the state speak SQL"
MARKETPLACE = "The factory chooses the marketplace"
SHOP = "The factory opens the shop"
STATE = "The factory opens the state, jobs keep it"
SANDBOX = "The sandbox knows nothing of the product"
STARTERS = "Only the demo and its own command start the sandbox"

ROOMS = ("cli", "clock", "daemon", "demo", "factory", "jobs", "mapping", "model")
ROOMS += ("prestashop", "settings", "state", "sync", "texts", "wildberries")
IO = ("os", "pathlib", "urllib", "sqlite3", "tempfile", "sqlalchemy", "httpx", "socket", "time", "random")

WRONG = [
    *((CORE, room, name) for room in ("sync", "mapping", "model") for name in (*IO, "syncd.texts.told")),
    *((HTTP, room, "httpx") for room in ("cli", "demo", "jobs", "settings", "state", "texts", "sandbox")),
    (HTTP, "wildberries", "httpx"),
    (HTTP, "clock", "httpx"),
    *((SQL, room, "sqlalchemy") for room in ("cli", "demo", "jobs", "settings", "wildberries", "sandbox")),
    *((SQL, file, "sqlalchemy") for file in ("clock", "factory", "daemon")),
    *(
        (MARKETPLACE, room, "syncd.wildberries.content")
        for room in ("cli", "demo", "jobs", "daemon", "clock")
    ),
    *((SHOP, room, "syncd.prestashop.reader") for room in ("cli", "demo", "jobs", "daemon", "clock")),
    *((STATE, room, "syncd.state.database") for room in ("cli", "demo", "daemon", "clock")),
    *((SANDBOX, "sandbox", f"syncd.{room}") for room in ROOMS),
    *((STARTERS, room, "syncd.sandbox.server") for room in ROOMS),
    (ARROWS, "prestashop", "syncd.state.state"),
    (ARROWS, "wildberries", "syncd.prestashop.reader"),
    (ARROWS, "state", "syncd.wildberries.token"),
    (ARROWS, "jobs", "syncd.factory"),
    (ARROWS, "jobs", "syncd.clock"),
    (ARROWS, "sync", "syncd.jobs.run"),
    (ARROWS, "model", "syncd.texts.told"),
]
"""The rule broken, the room where, and what stands there that may not."""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [linter, "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def plant(house: Path, room: str, name: str) -> str:
    """A new module in a room, or a line more where the room is one file."""
    if (house / f"{room}.py").exists():
        with (house / f"{room}.py").open("a", encoding="utf-8") as file:
            file.write(f"\nimport {name}\n")
        return f"syncd.{room}"
    module = f"planted_{name.replace('.', '_')}"
    (house / room / f"{module}.py").write_text(f"import {name}\n", "utf-8")
    return f"syncd.{room}.{module}"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy to build on."""
    ignored = shutil.ignore_patterns("__pycache__", "data")
    return Path(shutil.copytree(ROOT / "syncd", tmp_path / "syncd", ignore=ignored))


def test_arrows_point_down_the_house() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_wrong_import_is_seen_by_its_rule(house: Path) -> None:
    planted = [(rule, plant(house, room, name), name) for rule, room, name in WRONG]
    told = re.split(r"^(.+)\n-+$", lint(house.parent).stdout, flags=re.MULTILINE)
    by_rule = dict(zip(told[1::2], told[2::2], strict=True))
    assert [
        (rule, f"{module} -> {name}")
        for rule, module, name in planted
        if f" {module} -> {name} (" not in by_rule.get(rule, "")
    ] == []


def test_a_room_that_the_drawing_lacks_is_seen(house: Path) -> None:
    (house / "annex.py").touch()
    done = lint(house.parent)
    assert (done.returncode, "syncd.annex" in done.stdout) == (1, True), done.stdout


def test_version_control_holds_no_lock_files_and_no_package_indexes() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = {Path(line).name for line in listed.stdout.splitlines()}
    assert not names & {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json", "pip.conf"}
