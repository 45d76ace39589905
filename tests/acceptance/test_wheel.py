"""The wheel in an empty environment runs the demo: revisions, texts, data and examples travel in it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.operators import Operator, ended
from tests.conftest import ROOT

BUILD_SECONDS = 300

LITTER = ("syncd.toml", "mapping.yaml", "wb-token", "shop-db", "state.db", "state.db-wal")
CANARY = b"canary-71"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a checkout in which somebody works: secrets and a state lie beside the examples."""
    folder = tmp_path_factory.mktemp("wheel")
    checkout = folder / "checkout"
    ignored = shutil.ignore_patterns(".*", "__pycache__", "dist")
    shutil.copytree(ROOT, checkout, ignore=ignored)
    for name in LITTER:
        (checkout / "config" / name).write_bytes(CANARY)
    for room in ("migrations", "migrations/versions", "deploy", "syncd/model"):
        (checkout / room / "__pycache__").mkdir()
        (checkout / room / "__pycache__" / "env.cpython-311.pyc").write_bytes(CANARY)
    pip(Path(sys.executable), "wheel", "--no-deps", "--wheel-dir", str(folder), str(checkout), folder=folder)
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
    for pattern in ("migrations/*.py", "migrations/*.mako", "migrations/versions/*.py", "config/*.example.*"):
        for file in ROOT.glob(pattern):
            assert f"syncd/_{file.relative_to(ROOT)}" in held
    for file in (ROOT / "deploy").iterdir():
        assert f"syncd/_deploy/{file.name}" in held
    for pattern in ("syncd/texts/*/*.ftl", "syncd/demo/*.toml", "syncd/demo/*.yaml", "syncd/sandbox/data/*"):
        for file in ROOT.glob(pattern):
            assert str(file.relative_to(ROOT)) in held


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel)
    held = [Path(name) for name in packed.namelist()]
    assert {path.parts[0].split("-")[0] for path in held} == {"syncd"}
    assert not [path for path in held if CANARY in packed.read(str(path))]
    assert {path.name for path in held if path.parts[1] == "_config"} == {
        "mapping.example.yaml",
        "syncd.example.toml",
    }
    assert not [path for path in held if path.suffix == ".pyc" or path.parts[1] in ("tests", "bench")]


@pytest.mark.parametrize("name", LITTER)
def test_version_control_leaves_alone_what_people_lay_beside_the_examples(name: str) -> None:
    asked = subprocess.run(["git", "check-ignore", "-q", f"config/{name}"], cwd=ROOT, check=False)
    assert asked.returncode == 0


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
