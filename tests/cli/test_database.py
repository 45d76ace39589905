"""`syncd db upgrade`."""

from __future__ import annotations

from pathlib import Path

import pytest

from syncd.model.errors import ExitCode
from tests.cli.console import call
from tests.settings.configurations import LEAST, write


def test_it_makes_the_database_and_then_finds_it_up_to_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = write(tmp_path, 'language = "en"\n' + LEAST + '[state]\ndatabase = "sqlite:///state.db"\n')
    assert call("db", "upgrade", "--config", str(config)) == ExitCode.OK
    assert "was made" in capsys.readouterr().out
    assert (tmp_path / "state.db").exists()
    assert call("db", "upgrade", "--config", str(config)) == ExitCode.OK
    assert "up to date" in capsys.readouterr().out
