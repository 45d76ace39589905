"""Commands that tell: status, problems, show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import click

from syncd.cli.base import Setting, account_option, json_option, pass_setting
from syncd.cli.output import plain, print_json
from syncd.model.errors import ConfigurationError, ErrorCode, ExitCode
from syncd.model.problem import Problem

KINDS = ("product", "offer", "card")
CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class ProblemSheet:
    account: str
    job: str
    code: str
    kind: str
    ref: str
    since: datetime | None
    """None when it was found just now."""
    what: str
    why: str
    advice: str


@click.command()
@account_option
@json_option
@pass_setting
def status(setting: Setting, account: str | None, as_json: bool) -> int:
    """Each account and job: last success, last run, counts, open problems, days left of the token."""
    from syncd import factory  # noqa: PLC0415
    from syncd.cli import statuses  # noqa: PLC0415
    from syncd.clock import SystemClock  # noqa: PLC0415

    clock = SystemClock()
    with factory.open_state(setting.settings, clock) as state:
        told = [
            statuses.of_account(setting.settings, each, state, clock, setting.texts)
            for each in factory.choose_accounts(setting.settings, account)
        ]
    if as_json:
        print_json(told)
    else:
        for each in told:
            statuses.show(setting, each)
    return ExitCode.OK


@click.command()
@account_option
@json_option
@pass_setting
def problems(setting: Setting, account: str | None, as_json: bool) -> int:
    """What is wrong with which item, why, and what to do. Exit code 1 when there is any."""
    from syncd import factory  # noqa: PLC0415
    from syncd.clock import SystemClock  # noqa: PLC0415

    chosen = {each.name for each in factory.choose_accounts(setting.settings, account)}
    with factory.open_state(setting.settings, SystemClock()) as state:
        found = [
            problem_sheet(setting, item.account, item.problem, item.since, item.job)
            for item in state.problems.open()
            if item.account in chosen
        ]
    if as_json:
        print_json(found)
    else:
        show_problems(setting, found)
    return ExitCode.PROBLEMS if found else ExitCode.OK


@click.command()
@click.argument("ref", nargs=-1, required=True, metavar="[product|offer|card|category] REF")
@account_option
@json_option
@pass_setting
def show(setting: Setting, ref: tuple[str, ...], account: str | None, as_json: bool) -> int:
    """One product, offer or card from both sides: the shop, what it should be at WB, what WB holds, problems.

    REF is a product's id (12) or reference, an offer's key (12:3-7) or barcode, a card's vendor code or WB's
    number of it (nmID). Say which it is when it could be several: show card 12345678. `show category [TEXT]`
    lists the shop's categories as mapping.yaml calls them.
    """
    if ref[0] == CATEGORY:
        return _show_categories(setting, " ".join(ref[1:]), as_json)
    from syncd import factory  # noqa: PLC0415
    from syncd.cli import sheets  # noqa: PLC0415
    from syncd.clock import SystemClock  # noqa: PLC0415

    kind, name = _split(ref)
    told = []
    for each in factory.choose_accounts(setting.settings, account):
        with factory.open_context(setting.settings, each, SystemClock()) as context:
            if sheet := sheets.sheet_of(setting, context, kind, name):
                told.append(sheet)
    if not told:
        raise ConfigurationError(ErrorCode.REF_UNKNOWN, ref=name)
    if as_json:
        print_json(told)
    else:
        for sheet in told:
            sheets.show(setting, sheet)
    return ExitCode.OK


def _show_categories(setting: Setting, text: str, as_json: bool) -> int:
    from syncd import factory  # noqa: PLC0415
    from syncd.cli import categories  # noqa: PLC0415
    from syncd.clock import SystemClock  # noqa: PLC0415

    shop = factory.open_shop(setting.settings.shop, SystemClock())
    try:
        shop.describe()
        found = categories.rows(shop, text)
    finally:
        shop.close()
    if as_json:
        print_json(found)
    else:
        categories.show(setting, found)
    return ExitCode.OK


def _split(ref: tuple[str, ...]) -> tuple[str | None, str]:
    if len(ref) == 1:
        return None, ref[0]
    if len(ref) == 2 and ref[0] in KINDS:
        return ref[0], ref[1]
    raise click.UsageError(f"say one REF, or one of {', '.join(KINDS)} and a REF")


def problem_sheet(
    setting: Setting, account: str, problem: Problem, since: datetime | None = None, job: str = ""
) -> ProblemSheet:
    told = setting.texts.problem(problem)
    return ProblemSheet(
        account=account,
        job=job,
        code=problem.code.value,
        kind=problem.kind.value,
        ref=problem.ref,
        since=since,
        what=told.what,
        why=told.why,
        advice=told.advice,
    )


def show_problems(setting: Setting, found: list[ProblemSheet]) -> None:
    for sheet in found:
        click.echo(f"{plain(sheet.what)}\n  {plain(sheet.why)}\n  {plain(sheet.advice)}")
    setting.say("cli-problems-total", count=len(found))
