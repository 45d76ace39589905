"""An operator: a folder with shop, configuration and state, and commands that run there as processes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from syncd.sandbox.server import Options, Sandbox

PROGRAM = Path(sys.executable).with_name("syncd")
"""The console script of the environment that runs the tests."""

PATIENCE = 120.0
"""Seconds that a test waits for anything before it says that it does not happen."""

CARDS = ["KZ-800", "KZ-810", "KZ-820-Белый", "KZ-820-Красный", "KZ-820-Синий"]
"""Vendor codes that the mapping below makes of the demo's shop."""

SELLER = "7d9f1c52-4be0-4a37-9c58-2f6a1b0e83d4"
"""Of every sandbox here: a state belongs to one seller, and the prepared one goes from test to test."""

SECOND = "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0"
"""Another seller."""

MAPPING = """\
include:
  - category: Дом/Кружки
card:
  brand: [{field: manufacturer}, {value: Нет бренда}]
characteristics:
  Страна производства: {value: Россия}
rules:
  - when: {category: Дом/Кружки}
    subject: Кружки
"""

CONFIGURATION = """\
language = "ru"

[shop]
%(shop)s

[state]
database = "sqlite:///state.sqlite"

[mapping]
file = "mapping.yaml"

[catalog]
wait_seconds = 2
"""

ACCOUNT = """
[[account]]
name = "%(name)s"
tokens = [{ file = "%(token)s" }]
base_url = "%(url)s"
"""

SQLITE_SHOP = 'database = "sqlite:///shop.sqlite"'


def options(**more: Any) -> Options:
    """A sandbox that makes nobody wait."""
    return Options(limits=False, delay=0, supplier_id=SELLER, **more)


@dataclass(frozen=True)
class Ended:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Operator:
    folder: Path
    environ: dict[str, str] = field(default_factory=dict)
    program: Path = PROGRAM

    @property
    def config(self) -> Path:
        return self.folder / "syncd.toml"

    @property
    def mapping(self) -> Path:
        return self.folder / "mapping.yaml"

    @property
    def token(self) -> Path:
        return self.folder / "wb-token"

    def configure(self, *accounts: str, shop: str = SQLITE_SHOP, more: str = "") -> None:
        text = CONFIGURATION % {"shop": shop} + "".join(accounts) + more
        self.config.write_text(text, "utf-8")

    def start(self, *arguments: str, environ: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """The command as a process of its own, with nothing of this one's environment but the path."""
        told = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.folder),
            "SYNCD_CONFIG": str(self.config),
        }
        return subprocess.Popen(
            [str(self.program), *arguments],
            cwd=self.folder,
            env=told | self.environ | dict(environ or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def call(self, *arguments: str, environ: Mapping[str, str] | None = None) -> Ended:
        return ended(self.start(*arguments, environ=environ))

    def in_both_languages(self, *arguments: str) -> tuple[Ended, Ended]:
        russian, english = self.start_in_both_languages(*arguments)
        return ended(russian), ended(english)

    def start_in_both_languages(self, *arguments: str) -> tuple[subprocess.Popen[str], subprocess.Popen[str]]:
        """The same command at the same time in Russian and in English, the second on a copy of the state."""
        state = self.folder / "state.sqlite"
        if state.exists():
            shutil.copyfile(state, self.folder / "state-en.sqlite")
        english = {"SYNCD_LANGUAGE": "en"}
        if self.config.is_file():
            english["SYNCD_STATE__DATABASE"] = "sqlite:///state-en.sqlite"
        return self.start(*arguments), self.start(*arguments, environ=english)


def settle(prepared: Path, folder: Path, sandbox: Sandbox) -> Operator:
    """A new operator in this folder, ready for `once catalog` at this sandbox."""
    shutil.copytree(prepared, folder)
    operator = Operator(folder)
    operator.token.write_text(sandbox.token() + "\n", "utf-8")
    operator.configure(account(sandbox))
    return operator


def ended(process: subprocess.Popen[str], seconds: float = PATIENCE) -> Ended:
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        raise AssertionError(f"it did not end within {seconds} s\n{out}\n{err}") from None
    return Ended(process.returncode, out, err)


def until(happened: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Poll for a real event."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"it did not happen within {seconds} s: {what}"
        time.sleep(0.02)


def faults_hit(sandbox: Sandbox) -> int:
    """How many requests have met a fault of this sandbox, those counted that still wait for an answer."""
    with urllib.request.urlopen(f"{sandbox.url}/_sandbox/faults", timeout=10) as answer:
        return sum(int(fault["hits"]) for fault in json.load(answer)["faults"])


def account(sandbox: Sandbox, name: str = "main", token: str = "wb-token") -> str:
    """The section of one account at this sandbox."""
    return ACCOUNT % {"name": name, "token": token, "url": sandbox.url}


def cards(sandbox: Sandbox, sid: str | None = None) -> list[str]:
    """Vendor codes at this sandbox, of its own seller unless another is named; none may be there twice."""
    state = sandbox.state()
    held = state if sid is None else state["sellers"].get(sid, {"cards": []})
    codes = sorted(str(card["vendorCode"]) for card in held["cards"])
    assert len(codes) == len(set(codes)), "two cards of one vendor code"
    return codes


def writes(sandbox: Sandbox) -> list[str]:
    """Paths of the writing requests that the sandbox saw."""
    paths = [str(row["path"]) for row in sandbox.requests()]
    return [path for path in paths if path.startswith("/content/v2/cards/u")]


def assert_told(told: Ended, code: int, what: str, advice: str) -> None:
    """A failure is told on standard error: what happened, then what to do, in words for people."""
    assert told.code == code, told
    assert re.search(what, told.err), f"what is missing: {told.err}"
    assert re.search(advice, told.err), f"the advice is missing: {told.err}"
    assert told.err.index(re.search(what, told.err)[0]) <= told.err.index(  # type: ignore[index]
        re.search(advice, told.err)[0]  # type: ignore[index]
    ), told.err
    assert "Traceback" not in told.err
    assert not re.search(r"\{\$?[a-z_]+\}|error-[a-z-]+ ", told.err), f"a text lacks a fact: {told.err}"
