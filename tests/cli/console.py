"""Running command lines inside the test process, and outside of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from syncd.cli.base import Setting
from syncd.cli.main import run


def call(*arguments: str, environ: Mapping[str, str] | None = None) -> int:
    """The exit code; what it prints is for `capsys`."""
    return run(arguments, Setting(environ=environ or {}))


def process(*arguments: str, environ: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    """A process of its own with nothing but this environment."""
    program = [sys.executable, "-c", "from syncd.cli.main import main; main()", *arguments]
    return subprocess.run(
        program, env=dict(environ), cwd=folder, capture_output=True, check=False, timeout=60
    )
