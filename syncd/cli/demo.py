"""syncd demo: everything embedded, end to end, with a summary that a person can read."""

from __future__ import annotations

import contextlib
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncd.cli.base import Setting, json_option, pass_setting
from syncd.cli.output import print_json, table
from syncd.model.errors import ConfigurationError, ErrorCode, ExitCode, FaultError

if TYPE_CHECKING:
    from syncd.demo.play import Played


@click.command()
@click.option(
    "--api",
    type=click.Choice(["content", "suppliers"]),
    default="content",
    metavar="content",
    show_default=True,
    help="Generation of WB's API; this version has one.",
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Leave the shop, the state, the sandbox's data and a configuration in this new or empty folder.",
)
@json_option
@pass_setting
def demo(setting: Setting, api: str, keep: Path | None, as_json: bool) -> int:
    """A demo shop and a Wildberries of our own start here, and the products become cards.

    Needs no shop, no account and no network. Exit code 0 only if everything was read back and agrees; the
    refusals planted in the demo shop are expected and shown.
    """
    from syncd.cli.logs import configure  # noqa: PLC0415
    from syncd.demo.play import play  # noqa: PLC0415
    from syncd.settings import Log  # noqa: PLC0415

    if api != "content":
        raise ConfigurationError(ErrorCode.API_NOT_BUILT, account="demo", api=api)
    configure(Log(level="error"))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that its folder goes with it
    with _folder(keep) as folder:
        played = play(folder, setting.texts.language)
    if as_json:
        print_json(played)
    else:
        _show(setting, played)
        if keep:
            _tell_kept(setting, keep, played)
    if not played.agrees:
        raise FaultError(ErrorCode.DEMO_DISAGREES)
    return ExitCode.OK


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="syncd-demo-") as folder:
            yield Path(folder)
        return
    if keep.exists() and any(keep.iterdir()):
        raise ConfigurationError(ErrorCode.FOLDER_NOT_EMPTY, path=keep)
    yield keep


def _tell_kept(setting: Setting, keep: Path, played: Played) -> None:
    """The commands as they can be typed, by the program that speaks."""
    from syncd.demo import stage  # noqa: PLC0415

    kept = stage.Stage(keep.resolve())
    told = {"program": stage.program(), "sandbox": kept.sandbox, "config": kept.configuration}
    setting.say("cli-demo-kept", folder=kept.folder, port=played.port, **told)


def _show(setting: Setting, played: Played) -> None:
    texts, compared = setting.texts, played.comparison
    setting.say("cli-demo-title")
    setting.say("cli-demo-shop", products=played.products)
    setting.say("cli-demo-cards", agree=compared.agree, wanted=compared.wanted, sizes=compared.sizes)
    setting.say("cli-demo-again", writes=played.writes_again)
    for name, items in (
        ("differ", compared.differ),
        ("missing", compared.missing),
        ("strange", compared.strange),
    ):
        for code in items:
            setting.say(f"cli-demo-{name}", item=code)
    click.echo()
    setting.say("cli-demo-problems", count=len(played.problems))
    for item in played.problems:
        told = texts.problem(item.problem)
        click.echo(f"* {told.what}\n  {told.why}\n  {told.advice}")
    click.echo()
    setting.say("cli-demo-requests")
    table([texts.say("cli-column-path"), texts.say("cli-column-count")], played.requests)
    setting.say("cli-demo-agrees" if played.agrees else "cli-demo-disagrees")
