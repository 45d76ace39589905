"""Runs jobs: each alone on its account, recorded from its start to its end, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

import structlog

from syncd.jobs import dictionaries
from syncd.jobs.catalog import job as catalog
from syncd.jobs.context import Context
from syncd.jobs.home import stay_home
from syncd.jobs.work import Done, Planned
from syncd.model.clock import Stopped
from syncd.model.errors import (
    BusyError,
    ConfigurationError,
    ErrorCode,
    FaultError,
    RefusedError,
    SyncdError,
    UnreachableError,
)
from syncd.model.run import Job, Outcome, Report
from syncd.state.state import State
from syncd.sync.plan import assemble

log = structlog.get_logger()


def _dictionaries(context: Context, run: int) -> Done:
    return Done(Outcome.OK, dictionaries.refresh(context, force=True))


JOBS: Mapping[Job, Callable[[Context, int], Done]] = {
    Job.DICTIONARIES: _dictionaries,
    Job.CATALOG: catalog.work,
}
"""In the order in which `all` runs them."""


def run(context: Context, job: Job) -> Report:
    """Run the job now. Raises `BusyError` when it runs elsewhere, and, once recorded, whatever ended it.

    A refused write is a problem of its items and ends no run; a refused question means that WB has changed.
    """
    work = _work_of(job)
    with context.state.exclusive(context.account, job):
        number = context.state.runs.start(context.account, job)
        try:
            stay_home(context)
            done = work(context, number)
        except Stopped:
            _end(context.state, context.account, number, "stopped")
            raise
        except RefusedError as refused:
            _end(context.state, context.account, number, refused.code.value, refused.facts)
            raise UnreachableError(refused.code, **refused.facts) from refused
        except SyncdError as error:
            _end(context.state, context.account, number, error.code.value, error.facts)
            raise
        except Exception as error:
            fault = FaultError.of(error)
            _end(context.state, context.account, number, fault.code.value, fault.facts)
            raise
        return _report(context, job, number, done)


def fail(state: State, account: str, job: Job, error: SyncdError) -> None:
    """Record a run that could not begin, to be seen; while the job runs elsewhere, that run tells more."""
    with suppress(BusyError), state.exclusive(account, job):
        _end(state, account, state.runs.start(account, job), error.code.value, error.facts)


def plan(context: Context, job: Job) -> Planned:
    """What `run` would send now. Raises as `run` does."""
    _work_of(job)
    if job is not Job.CATALOG:
        return Planned(assemble([]))
    with context.state.exclusive(context.account, job):
        stay_home(context)
        return catalog.plan(context)


def check(job: Job) -> None:
    """Raises `ConfigurationError` (job-not-built) for a job of a later version."""
    _work_of(job)


def _work_of(job: Job) -> Callable[[Context, int], Done]:
    if job not in JOBS:
        built = ", ".join(job.value for job in JOBS)
        raise ConfigurationError(ErrorCode.JOB_NOT_BUILT, job=job.value, built=built)
    return JOBS[job]


def _end(state: State, account: str, number: int, error: str, facts: Mapping[str, str] | None = None) -> None:
    state.runs.finish(number, Outcome.FAILED, {}, error, error_facts=facts)
    log.info("run ended", account=account, run=number, outcome="failed", error=error)


def _report(context: Context, job: Job, number: int, done: Done) -> Report:
    problems = context.state.problems.count(context.account, job.value)
    outcome = Outcome.PARTIAL if done.outcome is Outcome.OK and problems else done.outcome
    counts = {name: count for name, count in done.counts.items() if count}
    context.state.runs.finish(number, outcome, counts, None, done.plan_digest)
    log.info("run ended", account=context.account, job=job.value, run=number, outcome=outcome.value, **counts)
    return Report(
        job=job,
        account=context.account,
        run=number,
        outcome=outcome,
        counts=tuple(counts.items()),
        problems=problems,
        brakes=tuple(brake.name for brake in done.brakes),
    )
