"""The console script: finds commands, and turns errors into sentences and exit codes."""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from syncd import __version__
from syncd.cli.base import Setting, options
from syncd.model.clock import Stopped
from syncd.model.errors import ExitCode, FaultError, SyncdError

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended; SIGTERM ends a command in the same way."""

COMMANDS = {
    "demo": "syncd.cli.demo:demo",
    "init": "syncd.cli.init:init",
    "plan": "syncd.cli.jobs:plan",
    "once": "syncd.cli.jobs:once",
    "resync": "syncd.cli.resync:resync",
    "run": "syncd.cli.jobs:run",
    "release": "syncd.cli.jobs:release",
    "map": "syncd.cli.mapping:mapping",
    "status": "syncd.cli.reports:status",
    "problems": "syncd.cli.reports:problems",
    "show": "syncd.cli.reports:show",
    "dictionary": "syncd.cli.dictionary:dictionary",
    "sandbox": "syncd.cli.sandbox:sandbox",
    "db": "syncd.cli.database:db",
}
"""In the order in which a new operator meets them. A module is imported when its command is."""


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module, _, name = COMMANDS[cmd_name].partition(":")
            command: click.Command = getattr(importlib.import_module(module), name)
            self.add_command(_with_options(command), cmd_name)
        return self.commands.get(cmd_name)


def _with_options(command: click.Command) -> click.Command:
    """Every command takes the global options too, wherever a person writes them."""
    command.params.extend(options())
    if isinstance(command, click.Group):
        for part in command.commands.values():
            _with_options(part)
    return command


@click.group(cls=Commands, params=list(options()), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="syncd")
def syncd() -> None:
    """Keeps a PrestaShop 1.6 shop and a Wildberries seller account in agreement.

    New here: `syncd demo` shows everything at work without a shop or an account, `syncd init` writes a
    configuration, `syncd plan` tells what would be done.
    """


def main() -> NoReturn:
    _speak_any_alphabet()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str], setting: Setting | None = None) -> int:
    """Runs one command line and tells what went wrong. Returns the exit code."""
    setting = setting or Setting()
    try:
        ended = syncd.main(list(arguments), prog_name="syncd", standalone_mode=False, obj=setting)
        return ended if isinstance(ended, int) else ExitCode.OK
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Stopped:
        click.echo(setting.texts.say("cli-stopped"), err=True)
        return INTERRUPTED
    except SyncdError as error:
        setting.tell(error)
        return error.exit_code
    except Exception as error:
        setting.tell(FaultError.of(error))
        return ExitCode.FAULT


def _speak_any_alphabet() -> None:
    """A C locale or a pipe of an old system must not end a run: what it cannot show is replaced."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_ascii = stream.encoding.lower() in ("ascii", "ansi_x3.4-1968", "us-ascii", "646")
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="replace")
