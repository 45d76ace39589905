"""The wheel in an empty environment runs the demo: revisions, texts, data and examples travel in it."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.operators import Operator, ended
from tests.conftest import ROOT

BUILD_SECONDS = 300


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(Path(sys.executable), "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT), folder=folder)
    (made,) = folder.glob("syncd-*.whl")
    return made


def pip(python: Path, *arguments: str, folder: Path) -> None:
    command = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_wheel_holds_what_is_no_code(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder, packed in (("migrations", "_migrations"), ("config", "_config"), ("deploy", "_deploy")):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert f"syncd/{packed}/{file.relative_to(ROOT / folder)}" in held
    for pattern in ("syncd/texts/*/*.ftl", "syncd/demo/*.toml", "syncd/demo/*.yaml", "syncd/sandbox/data/*"):
        for file in ROOT.glob(pattern):
            assert str(file.relative_to(ROOT)) in held


def test_the_wheel_in_an_empty_environment_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    pip(environment / "bin" / "python", "install", str(wheel), folder=tmp_path)
    visitor = Operator(tmp_path, program=environment / "bin" / "syncd")

    told = ended(visitor.start("demo", "--json"), seconds=180)

    assert (told.code, told.err) == (0, "")
    played = json.loads(told.out)
    assert played["writes_again"] == 0
    assert played["comparison"]["agree"] > 50
    assert visitor.call("init", "--output", "etc/syncd.toml").code == 0
    assert (tmp_path / "etc" / "mapping.yaml").read_bytes() == (
        ROOT / "config" / "mapping.example.yaml"
    ).read_bytes()
