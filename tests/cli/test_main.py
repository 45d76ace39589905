"""The frame of the commands: help, errors, exit codes, alphabets."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from syncd.cli import main
from syncd.cli.base import Setting
from syncd.model.clock import Stopped
from syncd.model.errors import (
    BusyError,
    ConfigurationError,
    CredentialsError,
    ErrorCode,
    ExitCode,
    RefusedError,
    SyncdError,
    UnreachableError,
)
from tests.cli.console import call, process

HEAVY = ("sqlalchemy", "httpx", "starlette", "alembic", "uvicorn", "pydantic", "rich", "fluent", "jwt")


def commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def test_every_command_and_every_option_has_help() -> None:
    for path, command in commands(main.syncd):
        assert command.help, path
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (path, parameter.name)


def test_every_command_takes_the_global_options_once() -> None:
    for path, command in commands(main.syncd):
        names = [name for parameter in command.params for name in parameter.opts]
        assert names.count("--config") == names.count("-v") == 1, path


def test_help_is_light(tmp_path: Path) -> None:
    watch = (
        "import sys\nfrom syncd.cli.main import run\nrun(['--help'])\n"
        "import json\nprint(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", watch], capture_output=True, check=True, cwd=tmp_path, text=True
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert loaded & set(HEAVY) == set()


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--help") == ExitCode.OK
    assert "sandbox" in capsys.readouterr().out
    assert call("--version") == ExitCode.OK
    assert capsys.readouterr().out == "syncd, version 0.1.0\n"


@pytest.mark.parametrize("line", [["nonsense"], ["init", "--nonsense"], ["sandbox", "--limits", "some"], []])
def test_a_wrong_command_line_is_2(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*line) == ExitCode.USAGE
    assert "Usage: syncd" in capsys.readouterr().err


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """A command `fail` that raises what the test puts here."""
    raised: list[BaseException] = []

    @click.command()
    def fail() -> None:
        """Fails."""
        raise raised[0]

    monkeypatch.setitem(main.syncd.commands, "fail", fail)
    monkeypatch.setitem(main.COMMANDS, "fail", "")
    yield raised


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigurationError(ErrorCode.CONFIG_MISSING, tried="x"), 2),
        (CredentialsError(ErrorCode.TOKEN_MISSING), 5),
        (UnreachableError(ErrorCode.WB_UNREACHABLE, host="h", reason="r"), 6),
        (BusyError(ErrorCode.BUSY, job="j", account="a", holder="h"), 4),
        (RefusedError(ErrorCode.WB_REFUSED, text="t"), 1),
    ],
)
def test_errors_become_their_texts_and_codes(
    failing: list[BaseException], capsys: pytest.CaptureFixture[str], error: SyncdError, code: int
) -> None:
    failing.append(error)
    assert call("fail") == code
    printed = capsys.readouterr()
    told = Setting(environ={}).texts.error(error)
    assert printed.err == f"{told.what}\n{told.advice}\n"
    assert printed.out == ""


def test_every_mistake_has_its_line(failing: list[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    failing.append(ConfigurationError(ErrorCode.CONFIG_INVALID, ("f:1: a", "f:2: b"), path="f", count=2))
    call("fail")
    assert capsys.readouterr().err.splitlines()[1:3] == ["f:1: a", "f:2: b"]


def test_the_language_is_the_operators(
    failing: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    failing.append(ConfigurationError(ErrorCode.RUN_UNKNOWN, run=7))
    call("fail", environ={"SYNCD_LANGUAGE": "en"})
    assert capsys.readouterr().err.startswith("There is no run 7.\n")


def test_a_fault_of_ours_is_70_and_repeats_no_foreign_words(
    failing: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    failing.append(RuntimeError("КАНАРЕЙКА"))
    assert call("fail") == ExitCode.FAULT
    told = capsys.readouterr().err
    assert "КАНАРЕЙКА" not in told
    assert "RuntimeError" in told
    assert "Traceback" not in told


def test_a_traceback_on_demand(failing: list[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    failing.append(RuntimeError("причина"))
    assert call("-v", "fail") == ExitCode.FAULT
    told = capsys.readouterr().err
    assert "Traceback" in told
    assert "RuntimeError: причина" in told


@pytest.mark.parametrize("ending", [Stopped(), KeyboardInterrupt()])
def test_an_interruption_is_130(failing: list[BaseException], ending: BaseException) -> None:
    failing.append(ending)
    assert call("fail") == 130


def test_the_configuration_may_be_named_before_and_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in (["--config", "one.toml", "db", "upgrade"], ["db", "upgrade", "--config", "one.toml"]):
        assert call(*line) == ExitCode.USAGE
        assert "one.toml" in capsys.readouterr().err


@pytest.mark.parametrize("environ", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}])
def test_a_c_locale_shows_russian(tmp_path: Path, environ: dict[str, str]) -> None:
    environ = {**environ, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = process("db", "upgrade", environ=environ, folder=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.decode().startswith("Файл настроек не найден.")


def test_an_alphabet_without_russian_is_survived(tmp_path: Path) -> None:
    done = process("init", environ={"PYTHONIOENCODING": "latin-1"}, folder=tmp_path)
    assert done.returncode == ExitCode.OK
    assert b"config/syncd.toml" in done.stdout
