"""Commands about what belongs to what: map own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syncd.cli.base import Setting, account_option, json_option, pass_setting
from syncd.cli.output import print_json
from syncd.model.errors import ConfigurationError, ErrorCode, ExitCode

if TYPE_CHECKING:
    from syncd.settings import Account


@click.group(name="map")
def mapping() -> None:
    """What of the shop is what at WB, and who has the word."""


@mapping.command()
@click.argument("vendor_codes", metavar="[VENDOR_CODE...]", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every card that stays as WB has it.")
@account_option
@json_option
@pass_setting
def own(
    setting: Setting, vendor_codes: tuple[str, ...], every: bool, account: str | None, as_json: bool
) -> int:
    """Hand cards over to the shop: their content follows it from the next run on.

    For a card that stood at WB before syncd, and for one that was deleted there and is to be made anew.
    """
    from syncd import factory  # noqa: PLC0415
    from syncd.cli.logs import configure  # noqa: PLC0415
    from syncd.clock import SystemClock  # noqa: PLC0415
    from syncd.jobs.catalog.own import own as take_over  # noqa: PLC0415
    from syncd.jobs.catalog.own import own_all  # noqa: PLC0415

    if every == bool(vendor_codes):
        raise click.UsageError(setting.texts.say("cli-own-usage"))
    configure(setting.settings.log, answers=True)
    chosen = _only(setting, account)
    with factory.open_context(setting.settings, chosen, SystemClock()) as context:
        found = own_all(context) if every else take_over(context, vendor_codes)
    if as_json:
        print_json({code: owned.value for code, owned in found.items()})
    elif not found:
        setting.say("cli-own-nothing")
    else:
        for code, owned in found.items():
            setting.say(f"cli-own-{owned.value}", vendor_code=code)
    return ExitCode.OK


def _only(setting: Setting, account: str | None) -> Account:
    from syncd import factory  # noqa: PLC0415

    found = factory.choose_accounts(setting.settings, account)
    if len(found) > 1:
        known = ", ".join(each.name for each in found)
        raise ConfigurationError(ErrorCode.ACCOUNT_AMBIGUOUS, known=known)
    return found[0]
