"""How things stand with each account and job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from syncd import factory
from syncd.cli.base import Setting
from syncd.cli.output import paragraph, plain
from syncd.jobs.dictionaries import READ_AT
from syncd.jobs.run import JOBS
from syncd.model.clock import Clock
from syncd.model.errors import SyncdError
from syncd.model.problem import ProblemCode
from syncd.model.run import Job, Life, Outcome, Run
from syncd.settings import Account, Settings
from syncd.state.state import State
from syncd.texts import Texts

STOPPED = "stopped"
"""What a run leaves as its error when a signal ended it."""
RELEASED = "released"
"""Of a held run whose plan a person has said yes to, and no run has carried out yet."""
LISTED = 20
"""Waiting cards that people are shown by name; programs are told all."""


@dataclass(frozen=True, slots=True)
class JobStatus:
    job: str
    schedule: int | str | None
    """Seconds or a cron expression, as configured for the daemon; None when it does not run it."""
    last_success: datetime | None
    """Of the job, or of its work done by another one: the catalogue reads dictionaries too."""
    last_run: datetime | None
    run: int | None
    outcome: str
    """Of the last run; "running" while it runs, "dead" when it crashed."""
    error: str | None
    what: str | None
    """The error as a sentence, and what to do."""
    counts: dict[str, int]
    problems: int


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """Sent, and WB has shown neither the card nor a refusal."""

    vendor_code: str
    product: int
    since: datetime
    until: datetime
    """Not seen by then, it counts as lost and is sent again."""


@dataclass(frozen=True, slots=True)
class AccountStatus:
    account: str
    cards: int
    """Cards of ours that WB was seen to hold."""
    refused: int
    """Cards that WB refuses as they are wanted now."""
    in_doubt: int
    waiting: tuple[WaitingCard, ...]
    """Those in doubt, oldest first."""
    token_days: int | None
    """Whole days left of the token that ends first, 0 when it has ended; None when one cannot be read."""
    token_error: str | None
    """Why WB would refuse to write by these tokens, as far as they tell themselves."""
    jobs: tuple[JobStatus, ...]


def of_account(
    settings: Settings, account: Account, state: State, clock: Clock, texts: Texts
) -> AccountStatus:
    waiting = tuple(
        WaitingCard(each.vendor_code, each.id_product, each.created_at, each.deadline)
        for each in state.intentions.open(account.name)
    )
    return AccountStatus(
        account=account.name,
        cards=state.census.at_wb(account.name),
        refused=sum(
            item.problem.code is ProblemCode.CARD_REFUSED for item in state.problems.open(account.name)
        ),
        in_doubt=len(waiting),
        waiting=waiting,
        token_days=_token_days(account, clock),
        token_error=_token_error(account, clock, texts),
        jobs=tuple(_of_job(settings, account, state, job, texts) for job in JOBS),
    )


def _of_job(settings: Settings, account: Account, state: State, job: Job, texts: Texts) -> JobStatus:
    last = state.runs.last(account.name, job)
    return JobStatus(
        job=job.value,
        schedule=getattr(settings.schedule, job.value),
        last_success=max(_successes(account, state, job), default=None),
        last_run=last.started_at if last else None,
        run=last.id if last else None,
        outcome=_outcome(last) if last else "",
        error=last.error if last else None,
        what=_what(last, texts) if last else None,
        counts=dict(last.counts) if last else {},
        problems=state.problems.count(account.name, job.value),
    )


def _successes(account: Account, state: State, job: Job) -> Iterator[datetime]:
    for outcome in (Outcome.OK, Outcome.PARTIAL):
        run = state.runs.last(account.name, job, outcome)
        if run is not None and run.ended_at is not None:
            yield run.ended_at
    if job is Job.DICTIONARIES and (read := state.cursors.get(account.name, READ_AT)):
        yield datetime.fromisoformat(read)


def _outcome(run: Run) -> str:
    if run.life is not Life.DONE or run.outcome is None:
        return run.life.value
    return RELEASED if run.outcome is Outcome.HELD and run.released_at else run.outcome.value


@dataclass(frozen=True, slots=True)
class _Failure:
    code: str
    facts: Mapping[str, str]


def _what(run: Run, texts: Texts) -> str | None:
    if not run.error or run.error == STOPPED:
        return None
    told = texts.error(_Failure(run.error, dict(run.error_facts)))
    return f"{told.what} {told.advice}"


def _token_days(account: Account, clock: Clock) -> int | None:
    try:
        tokens = factory.read_tokens(account)
    except SyncdError:
        return None
    return max(0, min((token.expires_at - clock.now()).days for token in tokens))


def _token_error(account: Account, clock: Clock, texts: Texts) -> str | None:
    try:
        factory.check_token(account, clock.now())
    except SyncdError as error:
        told = texts.error(error)
        return f"{told.what} {told.advice}"
    return None


def show(setting: Setting, told: AccountStatus) -> None:
    texts = setting.texts
    days = texts.say("cli-unknown") if told.token_days is None else str(told.token_days)
    facts = {"cards": told.cards, "doubt": told.in_doubt, "refused": told.refused, "days": days}
    paragraph(texts.say("cli-status-account", account=told.account, **facts))
    if told.token_error:
        paragraph(texts.say("cli-status-token", reason=told.token_error), indent=2)
    for job in told.jobs:
        _show_job(texts, job)
    if told.waiting:
        _show_waiting(texts, told.waiting)


def _show_job(texts: Texts, job: JobStatus) -> None:
    paragraph(f"{job.job}: {_run_told(texts, job)}", indent=2)
    success = plain(job.last_success) if job.last_success else texts.say("cli-never")
    schedule = _schedule(texts, job.schedule)
    facts = {"success": success, "schedule": schedule, "problems": job.problems}
    paragraph(texts.say("cli-status-job", **facts), indent=4)
    if job.what:
        paragraph(job.what, indent=4)
    if job.counts:
        paragraph(counts_told(texts, job.counts), indent=4)


def _run_told(texts: Texts, job: JobStatus) -> str:
    """A run that somebody asked to end has not failed."""
    if job.run is None:
        return texts.say("cli-never")
    outcome = STOPPED if job.error == STOPPED else job.outcome
    facts = {"outcome": texts.say(f"cli-outcome-{outcome}"), "run": job.run, "at": plain(job.last_run)}
    return texts.say("cli-status-run", **facts)


def counts_told(texts: Texts, counts: Mapping[str, int]) -> str:
    """Those that are zero are left out."""
    return ", ".join(f"{texts.say(f'cli-count-{name}')} {count}" for name, count in counts.items() if count)


def _show_waiting(texts: Texts, waiting: tuple[WaitingCard, ...]) -> None:
    paragraph(texts.say("cli-status-waiting"), indent=2)
    for card in waiting[:LISTED]:
        facts = {"product": card.product, "since": plain(card.since), "until": plain(card.until)}
        paragraph(
            texts.say("cli-status-waiting-card", vendor_code=plain(card.vendor_code), **facts), indent=4
        )
    if len(waiting) > LISTED:
        paragraph(texts.say("cli-status-waiting-more", count=len(waiting) - LISTED), indent=4)


def _schedule(texts: Texts, when: int | str | None) -> str:
    if when is None:
        return texts.say("cli-schedule-off")
    return texts.say("cli-schedule-every", seconds=when) if isinstance(when, int) else when
