"""The one-off full resync: read everything, say what will be done and how long it takes, do it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING

import click

from syncd.cli.base import Setting, account_option, json_option, pass_setting
from syncd.cli.jobs import CODES, Turn, in_turn, tell_report
from syncd.cli.output import print_json
from syncd.model.action import Action, AddCards, AdoptCard, CreateGroup, UpdateCard, drafts
from syncd.model.errors import ExitCode
from syncd.model.run import Job, Report

if TYPE_CHECKING:
    from syncd.jobs.context import Context

NAMED = 20
"""Cards that are named of those that no product claims; `--json` names all."""
KINDS = {CreateGroup: "create", AddCards: "add", UpdateCard: "update", AdoptCard: "adopt"}


@dataclass(frozen=True, slots=True)
class ResyncSheet:
    account: str
    planned: dict[str, int]
    least_seconds: float
    report: Report | None
    """None when nothing was to be done, or the operator declined."""
    unclaimed: tuple[str, ...]


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
    sheets: list[ResyncSheet] = []
    codes = in_turn(
        setting, account, [Job.CATALOG], lambda turn: sheets.append(_resync(setting, turn, yes, as_json))
    )
    if as_json:
        print_json(sheets)
    return ExitCode.worst([*codes, *(CODES[sheet.report.outcome] for sheet in sheets if sheet.report)])


def _resync(setting: Setting, turn: Turn, yes: bool, as_json: bool) -> ResyncSheet:
    from syncd import factory  # noqa: PLC0415
    from syncd.jobs import run as jobs  # noqa: PLC0415
    from syncd.jobs.catalog import resync as work  # noqa: PLC0415

    if not as_json:
        setting.say("cli-resync-start", account=turn.account.name)
    with factory.open_context(turn.settings, turn.account, turn.clock, turn.progress) as context:
        work.prepare(context)
        plan = jobs.plan(context, Job.CATALOG).plan
        counts, seconds = _counts(plan.actions), work.estimate(context, plan)
        wanted = _is_wanted(setting, counts, seconds, yes, as_json)
        report = jobs.run(context, Job.CATALOG) if wanted else None
        codes = _unclaimed(context)
    sheet = ResyncSheet(turn.account.name, counts, seconds, report, codes)
    if not as_json:
        _show(setting, sheet)
    return sheet


def _counts(actions: Sequence[Action]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for action in actions:
        found[KINDS.get(type(action), "other")] += len(drafts(action)) or 1
    return {kind: found[kind] for kind in (*KINDS.values(), "other")}


def _is_wanted(setting: Setting, counts: dict[str, int], seconds: float, yes: bool, silent: bool) -> bool:
    """What there is to do is told and asked; where there is nothing, the run only records that."""
    if not any(counts.values()):
        if not silent:
            setting.say("cli-resync-nothing")
        return True
    if not silent:
        setting.say("cli-resync-plan", **counts, minutes=ceil(seconds / 60))
    return yes or click.confirm(setting.texts.say("cli-resync-ask"), err=True)


def _unclaimed(context: Context) -> tuple[str, ...]:
    from syncd.jobs.catalog.resync import unclaimed  # noqa: PLC0415

    return tuple(card.vendor_code for card in unclaimed(context))


def _show(setting: Setting, sheet: ResyncSheet) -> None:
    if sheet.report is None:
        setting.say("cli-resync-declined")
    else:
        tell_report(setting, sheet.report)
    if sheet.unclaimed:
        named = ", ".join(islice(sheet.unclaimed, NAMED))
        more = ", …" if len(sheet.unclaimed) > NAMED else ""
        setting.say("cli-resync-unclaimed", count=len(sheet.unclaimed), codes=named + more)
