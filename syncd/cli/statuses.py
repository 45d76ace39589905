"""How things stand with each account and job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from syncd import factory
from syncd.cli.base import Setting
from syncd.cli.output import table
from syncd.jobs.run import JOBS
from syncd.model.clock import Clock
from syncd.model.errors import SyncdError
from syncd.model.run import Job, Life, Outcome
from syncd.settings import Account, Settings
from syncd.state.state import State
from syncd.texts import Texts

STOPPED = "stopped"
"""What a run leaves as its error when a signal ended it."""


@dataclass(frozen=True, slots=True)
class JobStatus:
    job: str
    schedule: int | str | None
    """Seconds or a cron expression, as configured for the daemon; None when it does not run it."""
    last_success: datetime | None
    last_run: datetime | None
    run: int | None
    outcome: str
    """Of the last run; "running" while it runs, "dead" when it crashed."""
    error: str | None
    counts: dict[str, int]
    problems: int


@dataclass(frozen=True, slots=True)
class AccountStatus:
    account: str
    cards: int
    """Cards of ours that WB was seen to hold or was asked for."""
    in_doubt: int
    """Cards sent, of which WB has shown neither the card nor a refusal."""
    token_days: int | None
    """Whole days left of the token that ends first; None when a token cannot be read."""
    jobs: tuple[JobStatus, ...]


def of_account(settings: Settings, account: Account, state: State, clock: Clock) -> AccountStatus:
    return AccountStatus(
        account=account.name,
        cards=state.cards.count(account.name),
        in_doubt=len(state.intentions.open(account.name)),
        token_days=_token_days(account, clock),
        jobs=tuple(_of_job(settings, account, state, job) for job in JOBS),
    )


def _of_job(settings: Settings, account: Account, state: State, job: Job) -> JobStatus:
    last = state.runs.last(account.name, job)
    good = [state.runs.last(account.name, job, outcome) for outcome in (Outcome.OK, Outcome.PARTIAL)]
    ends = [run.ended_at for run in good if run is not None and run.ended_at is not None]
    return JobStatus(
        job=job.value,
        schedule=getattr(settings.schedule, job.value),
        last_success=max(ends, default=None),
        last_run=last.started_at if last else None,
        run=last.id if last else None,
        outcome=_outcome(last.life, last.outcome) if last else "",
        error=last.error if last else None,
        counts=dict(last.counts) if last else {},
        problems=state.problems.count(account.name, job.value),
    )


def _outcome(life: Life, outcome: Outcome | None) -> str:
    return outcome.value if life is Life.DONE and outcome is not None else life.value


def _token_days(account: Account, clock: Clock) -> int | None:
    try:
        tokens = factory.read_tokens(account)
    except SyncdError:
        return None
    return min((token.expires_at - clock.now()).days for token in tokens)


def show(setting: Setting, told: AccountStatus) -> None:
    texts = setting.texts
    days = texts.say("cli-unknown") if told.token_days is None else str(told.token_days)
    setting.say("cli-status-account", account=told.account, cards=told.cards, doubt=told.in_doubt, days=days)
    columns = ("job", "schedule", "last-success", "last-run", "run", "outcome", "problems", "counts")
    rows = [
        (
            job.job,
            _schedule(texts, job.schedule),
            job.last_success or texts.say("cli-never"),
            job.last_run or texts.say("cli-never"),
            job.run,
            _outcome_told(texts, job),
            job.problems,
            _counts_told(texts, job),
        )
        for job in told.jobs
    ]
    table([texts.say(f"cli-column-{name}") for name in columns], rows)


def _outcome_told(texts: Texts, job: JobStatus) -> str:
    """A run that somebody asked to end has not failed."""
    if job.error == STOPPED:
        return texts.say("cli-outcome-stopped")
    return texts.say(f"cli-outcome-{job.outcome}") if job.outcome else ""


def _counts_told(texts: Texts, job: JobStatus) -> str:
    """Or the code of the error that ended the run."""
    if job.error and job.error != STOPPED:
        return job.error
    return ", ".join(f"{texts.say(f'cli-count-{name}')} {count}" for name, count in job.counts.items())


def _schedule(texts: Texts, when: int | str | None) -> str:
    if when is None:
        return texts.say("cli-schedule-off")
    return texts.say("cli-schedule-every", seconds=when) if isinstance(when, int) else when
