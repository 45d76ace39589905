"""Commands that work: plan, once, run, release."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from syncd.cli.base import Setting, account_option, json_option, pass_setting
from syncd.cli.output import print_json
from syncd.model.clock import Clock, Stopped
from syncd.model.errors import ConfigurationError, ErrorCode, ExitCode, FaultError, SyncdError
from syncd.model.run import Job, Outcome, Report

if TYPE_CHECKING:
    from syncd.cli.plans import PlanSheet
    from syncd.settings import Account, Settings

ALL = "all"
CODES = {
    Outcome.OK: ExitCode.OK,
    Outcome.PARTIAL: ExitCode.PROBLEMS,
    Outcome.HELD: ExitCode.HELD,
    Outcome.FAILED: ExitCode.FAULT,
}


def _check_jobs(_: click.Context, __: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """Raises `ConfigurationError` for a job of a later version."""
    from syncd.jobs.run import JOBS as BUILT  # noqa: PLC0415
    from syncd.jobs.run import check  # noqa: PLC0415

    for name in names:
        if name in list(Job):
            check(Job(name))
        elif name != ALL:
            raise click.BadParameter(f"{name!r} is not one of {', '.join((*BUILT, ALL))}")
    return names


@click.command()
@click.argument("jobs", nargs=-1, callback=_check_jobs, metavar="[JOB]...")
@account_option
@json_option
@pass_setting
def plan(setting: Setting, jobs: tuple[str, ...], account: str | None, as_json: bool) -> int:
    """Show what `once` would send now, action by action. Nothing is sent.

    JOB is catalog, which is the default. Exit code 1 when products have problems, 3 when a brake would hold
    the plan. An account that fails keeps no other from its turn.
    """
    from syncd import factory  # noqa: PLC0415
    from syncd.cli import plans  # noqa: PLC0415

    sheets: list[PlanSheet] = []

    def look(turn: Turn) -> None:
        with factory.open_context(turn.settings, turn.account, turn.clock, turn.progress) as context:
            sheets.append(plans.sheet(turn.account, context, turn.job, setting.texts))

    codes = in_turn(setting, account, _chosen(jobs or (Job.CATALOG.value,)), look)
    if as_json:
        print_json(sheets)
    else:
        for sheet in sheets:
            plans.show(setting, sheet)
    return ExitCode.worst([*codes, *(_code_of_sheet(sheet) for sheet in sheets)])


@click.command()
@click.argument("jobs", nargs=-1, required=True, callback=_check_jobs, metavar="JOB...")
@account_option
@json_option
@pass_setting
def once(setting: Setting, jobs: tuple[str, ...], account: str | None, as_json: bool) -> int:
    """Run jobs now and end: for cron. JOB is dictionaries, catalog or all.

    A job or an account that fails keeps no other from its turn; the exit code is that of the worst. SIGTERM
    and Ctrl-C end it at the next safe point with exit code 130.
    """
    reports: list[Report] = []

    def go(turn: Turn) -> None:
        from syncd import factory  # noqa: PLC0415

        reports.append(factory.run(turn.settings, turn.account, turn.job, turn.clock, turn.progress))

    codes = in_turn(setting, account, _chosen(jobs), go)
    if as_json:
        print_json(reports)
    else:
        for report in reports:
            tell_report(setting, report)
    return ExitCode.worst([*codes, *(CODES[report.outcome] for report in reports)])


@dataclass(frozen=True)
class Turn:
    """One job of one account."""

    settings: Settings
    account: Account
    job: Job
    clock: Clock
    progress: Callable[[str, int], None]


def in_turn(
    setting: Setting, account: str | None, jobs: Sequence[Job], act: Callable[[Turn], None]
) -> list[int]:
    """For every job of every account; failures are told on standard error, their exit codes returned."""
    settings = setting.settings
    from syncd import factory  # noqa: PLC0415
    from syncd.cli.logs import configure  # noqa: PLC0415
    from syncd.cli.progress import progress  # noqa: PLC0415
    from syncd.clock import SystemClock, stop_by_signal  # noqa: PLC0415

    configure(settings.log, answers=True)
    clock = SystemClock()
    stop_by_signal(clock.stop)
    failures = Failures(setting, lonely=len(settings.accounts) == 1)
    for each in factory.choose_accounts(settings, account):
        for job in jobs:
            with failures.told(each.name, job), progress(setting) as tell:
                act(Turn(settings, each, job, clock, tell))
    return failures.codes


@dataclass
class Failures:
    """Of accounts and jobs that take their turns; the same failure of one account is told once."""

    setting: Setting
    lonely: bool
    """There is one account, which need not be named."""
    codes: list[int] = field(default_factory=list)
    _told: set[tuple[str, str]] = field(default_factory=set)

    @contextmanager
    def told(self, account: str, job: Job) -> Iterator[None]:
        try:
            yield
        except Stopped:
            raise
        except SyncdError as error:
            self._add(error, account, job)
        except Exception as error:
            self._add(FaultError.of(error), account, job)

    def _add(self, error: SyncdError, account: str, job: Job) -> None:
        self.codes.append(error.exit_code)
        if (account, str(error)) in self._told:
            return
        self._told.add((account, str(error)))
        where = self.setting.texts.say("cli-failed-at", account=account, job=job.value)
        self.setting.tell(error, "" if self.lonely else where)


@click.command()
@pass_setting
def run(setting: Setting) -> int:
    """The daemon: every job at its time, until SIGTERM ends it at the next safe point."""
    settings = setting.settings
    from syncd import daemon  # noqa: PLC0415
    from syncd.cli.logs import configure  # noqa: PLC0415

    configure(settings.log)
    daemon.run(settings, threading.Event())
    return ExitCode.OK


@click.command()
@click.argument("number", metavar="RUN", type=int)
@pass_setting
def release(setting: Setting, number: int) -> int:
    """Say yes to exactly the plan that RUN holds: the next run of its job carries it out.

    A plan that has become another one meanwhile stays held.
    """
    from syncd import factory  # noqa: PLC0415
    from syncd.clock import SystemClock  # noqa: PLC0415

    clock = SystemClock()
    with factory.open_state(setting.settings, clock) as state:
        held = state.runs.get(number)
        if held is None:
            raise ConfigurationError(ErrorCode.RUN_UNKNOWN, run=number)
        if held.outcome is not Outcome.HELD:
            raise ConfigurationError(ErrorCode.RUN_NOT_HELD, run=number)
        state.runs.release(number, clock.now())
    setting.say("cli-released", run=number, job=held.job.value)
    return ExitCode.OK


def tell_report(setting: Setting, report: Report) -> None:
    """One line a run, and one for each brake; counts that are zero are left out."""
    from syncd.cli.statuses import counts_told  # noqa: PLC0415

    texts = setting.texts
    counts = counts_told(texts, dict(report.counts))
    setting.say(
        f"cli-run-{report.outcome.value}",
        account=report.account,
        job=report.job.value,
        run=report.run,
        counts=counts or texts.say("cli-nothing"),
        problems=report.problems,
    )
    for brake in report.brakes:
        setting.say(f"cli-brake-{brake}")
    if report.brakes:
        setting.say("cli-held-release", run=report.run, job=report.job.value)


def _chosen(names: Sequence[str]) -> list[Job]:
    """`all` is all that this version can do, in its order."""
    from syncd.jobs.run import JOBS as BUILT  # noqa: PLC0415

    if ALL in names:
        return list(BUILT)
    return list(dict.fromkeys(Job(name) for name in names))


def _code_of_sheet(sheet: PlanSheet) -> int:
    if sheet.brakes:
        return ExitCode.HELD
    return ExitCode.PROBLEMS if sheet.problems or sheet.open_problems else ExitCode.OK
