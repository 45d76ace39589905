"""`syncd sandbox` as a process."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from syncd.model.errors import ExitCode
from tests.cli.console import call


def test_its_first_line_is_its_address_and_a_signal_ends_it(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "from syncd.cli.main import main; main()", "sandbox", "--port", "0"]
    with subprocess.Popen(program, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        try:
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
            with urllib.request.urlopen(f"{address}/_sandbox/state", timeout=20) as answer:
                assert isinstance(json.load(answer), dict)
        finally:
            running.send_signal(signal.SIGTERM)
        assert running.wait(20) == ExitCode.OK


def test_an_option_that_cannot_serve_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.json"
    assert call("sandbox", "--dictionary", str(missing)) == ExitCode.USAGE
    assert str(missing) in capsys.readouterr().err
