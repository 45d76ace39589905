"""No test that needs the reference material is skipped where it lies beside the checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PLANTED = """\
import pytest

def test_of_the_fixture_skips(shared):
    pytest.skip("not today")

@pytest.fixture
def dump(shared):
    pytest.skip("not today")

def test_by_another_fixture(dump): ...

@pytest.mark.skip(reason="not today")
def test_never_begun(shared): ...

@pytest.mark.shared
@pytest.mark.skipif(True, reason="not today")
def test_marked(): ...

def test_of_something_else():
    pytest.skip("not today")
"""


def run(checkout: Path, *options: str) -> subprocess.CompletedProcess[str]:
    checkout.mkdir()
    (checkout / "pytest.ini").write_text("[pytest]\nmarkers = shared\n")
    (checkout / "test_planted.py").write_text(PLANTED)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", *options]
    return subprocess.run(
        command, cwd=checkout, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("options", [(), ("-n", "2", "--color=yes", "-q")])
def test_a_skipped_test_that_needs_what_is_there_fails_the_session(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "shared").mkdir()
    done = run(tmp_path / "checkout", *options)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    for name in ("of_the_fixture_skips", "by_another_fixture", "never_begun", "marked"):
        told = f"test_planted.py::test_{name} needs {tmp_path / 'shared'}, which is there, yet it was skipped"
        assert told in done.stdout
    assert "of_something_else" not in done.stdout


def test_without_the_material_it_is_skipped_and_nothing_fails(tmp_path: Path) -> None:
    done = run(tmp_path / "checkout")
    assert (done.returncode, "5 skipped" in done.stdout) == (pytest.ExitCode.OK, True), done.stdout
