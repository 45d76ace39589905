"""The one-off full resync: read everything, say what will be done and how long it takes, do it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil

import click

from syncd.cli.base import Setting, account_option, json_option, pass_setting
from syncd.cli.jobs import CODES, Turn, in_turn, tell_report
from syncd.cli.output import print_json
from syncd.cli.progress import OF
from syncd.model.action import Action, AddCards, AdoptCard, CreateGroup, UpdateCard, drafts
from syncd.model.errors import ExitCode
from syncd.model.run import Job, Outcome, Report

NAMED = 20
"""Cards that are named of those that no product claims; `--json` names all."""
KINDS = {CreateGroup: "create", AddCards: "add", UpdateCard: "update", AdoptCard: "adopt"}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be done for one account."""

    planned: dict[str, int]
    least_seconds: float

    @property
    def cards(self) -> int:
        return self.planned["create"] + self.planned["add"] + self.planned["update"]


@dataclass(frozen=True, slots=True)
class ResyncSheet:
    account: str
    planned: dict[str, int]
    least_seconds: float
    report: Report | None
    """None when the operator declined."""
    unclaimed: tuple[str, ...]
    """Cards that no product claims; none while the plan that would link them was not carried out."""


@click.command()
@click.option("--yes", is_flag=True, help="Send without asking: for cron and scripts.")
@account_option
@json_option
@pass_setting
def resync(setting: Setting, yes: bool, account: str | None, as_json: bool) -> int:
    """Read everything on both sides and repair every difference that is ours to repair.

    Cards under our vendor codes are linked and not overwritten; cards of nobody are named. Killed, it goes on
    where it was when it is started again. Without a terminal it needs --yes.
    """
    if not yes and not sys.stdin.isatty():
        raise click.UsageError(setting.texts.say("cli-resync-terminal"))
    if not as_json:
        setting.say("cli-resync-start")
    outlooks: dict[str, Outlook] = {}
    codes = in_turn(setting, account, [Job.CATALOG], lambda turn: _look(turn, outlooks))
    wanted = {name: yes or _is_wanted(setting, name, outlook) for name, outlook in outlooks.items()}
    sheets: list[ResyncSheet] = []

    def repair(turn: Turn) -> None:
        if turn.account.name in outlooks:
            sheets.append(_repair(turn, outlooks[turn.account.name], wanted[turn.account.name]))

    codes += in_turn(setting, account, [Job.CATALOG], repair)
    if as_json:
        print_json(sheets)
    else:
        for sheet in sheets:
            _show(setting, sheet)
    return ExitCode.worst([*codes, *(CODES[sheet.report.outcome] for sheet in sheets if sheet.report)])


def _look(turn: Turn, outlooks: dict[str, Outlook]) -> None:
    from syncd import factory  # noqa: PLC0415
    from syncd.jobs import run as jobs  # noqa: PLC0415
    from syncd.jobs.catalog import resync as work  # noqa: PLC0415

    with factory.open_context(turn.settings, turn.account, turn.clock, turn.progress) as context:
        work.prepare(context)
        plan = jobs.plan(context, Job.CATALOG).plan
        outlooks[turn.account.name] = Outlook(_counts(plan.actions), work.estimate(context, plan))


def _repair(turn: Turn, outlook: Outlook, wanted: bool) -> ResyncSheet:
    from syncd import factory  # noqa: PLC0415
    from syncd.jobs import run as jobs  # noqa: PLC0415
    from syncd.jobs.catalog.resync import unclaimed  # noqa: PLC0415

    if outlook.cards:
        turn.progress(f"{OF}cards-sent", outlook.cards)
    with factory.open_context(turn.settings, turn.account, turn.clock, turn.progress) as context:
        report = jobs.run(context, Job.CATALOG) if wanted else None
        done = report is not None and report.outcome in (Outcome.OK, Outcome.PARTIAL)
        codes = tuple(card.vendor_code for card in unclaimed(context)) if done else ()
    return ResyncSheet(turn.account.name, outlook.planned, outlook.least_seconds, report, codes)


def _counts(actions: Sequence[Action]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for action in actions:
        found[KINDS.get(type(action), "other")] += len(drafts(action)) or 1
    return {kind: found[kind] for kind in (*KINDS.values(), "other")}


def _is_wanted(setting: Setting, account: str, outlook: Outlook) -> bool:
    """Where there is nothing to do, the run only records that."""
    if not any(outlook.planned.values()):
        return True
    click.echo(_told(setting, account, outlook.planned, outlook.least_seconds), err=True)
    return click.confirm(setting.texts.say("cli-resync-ask"), err=True)


def _told(setting: Setting, account: str, planned: dict[str, int], seconds: float) -> str:
    if not any(planned.values()):
        return setting.texts.say("cli-resync-nothing", account=account)
    return setting.texts.say("cli-resync-plan", account=account, **planned, minutes=ceil(seconds / 60))


def _show(setting: Setting, sheet: ResyncSheet) -> None:
    click.echo(_told(setting, sheet.account, sheet.planned, sheet.least_seconds))
    if sheet.report is None:
        setting.say("cli-resync-declined")
    else:
        tell_report(setting, sheet.report)
    if sheet.unclaimed:
        named = ", ".join(islice(sheet.unclaimed, NAMED))
        more = ", …" if len(sheet.unclaimed) > NAMED else ""
        setting.say("cli-resync-unclaimed", count=len(sheet.unclaimed), codes=named + more)
