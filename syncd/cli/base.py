"""What commands share: the setting that they are called in, and the options that several of them take."""

from __future__ import annotations

import os
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncd.model.errors import SyncdError

if TYPE_CHECKING:
    from syncd.settings import Settings
    from syncd.texts import Texts


@dataclass
class Setting:
    """One call of the program: the configuration asked for, the operator's language, the environment."""

    config: Path | None = None
    verbose: bool = False
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    @cached_property
    def settings(self) -> Settings:
        """Read at the first use, with a word on standard error of what is not used yet.

        Raises `ConfigurationError`.
        """
        from syncd.settings import load  # noqa: PLC0415

        return load(self.config, self.environ, lambda line: click.echo(line, err=True))

    @cached_property
    def texts(self) -> Texts:
        """In the operator's language, even when the configuration is missing or wrong."""
        from syncd.settings import language  # noqa: PLC0415
        from syncd.texts import Texts  # noqa: PLC0415

        return Texts(language(self.config, self.environ))

    def say(self, key: str, **facts: object) -> None:
        click.echo(self.texts.say(key, **facts))

    def tell(self, error: SyncdError, where: str = "") -> None:
        """On standard error: where, what happened, every mistake on a line of its own, and what to do."""
        told = self.texts.error(error)
        for line in (where, told.what, *getattr(error, "mistakes", ()), told.advice):
            if line:
                click.echo(line, err=True)
        if self.verbose:
            click.echo("".join(traceback.format_exception(error)), err=True)


pass_setting = click.make_pass_decorator(Setting)

account_option = click.option("--account", metavar="NAME", help="Only this account. Default: all of them.")

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _remember_config(context: click.Context, _: click.Parameter, given: Path | None) -> None:
    if given is not None:
        context.find_object(Setting).config = given  # type: ignore[union-attr]


def _remember_verbose(context: click.Context, _: click.Parameter, given: bool) -> None:
    if given:
        context.find_object(Setting).verbose = True  # type: ignore[union-attr]


def options() -> list[click.Option]:
    """What may stand before a command as well as after it."""
    return [
        click.Option(
            ["--config"],
            type=click.Path(path_type=Path),
            expose_value=False,
            is_eager=True,
            callback=_remember_config,
            metavar="FILE",
            help="Configuration. Default: $SYNCD_CONFIG, ./config/syncd.toml, /etc/syncd/syncd.toml.",
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_remember_verbose,
            help="Show tracebacks.",
        ),
    ]
