"""Runs of jobs: their life, their outcome, and a person's word for a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from syncd.model.clock import Clock
from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.run import Job, Life, Outcome, Run
from syncd.state import tables, upsert
from syncd.state.database import Database

_run = tables.run
_USED = (Outcome.OK.value, Outcome.PARTIAL.value)


class Runs:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def start(self, account: str, job: Job) -> int:
        """Begin a run, inside `State.exclusive`: one that still seems to run has crashed, and is dead."""
        now = self._clock.now()

        def work(connection: sa.Connection) -> int:
            crashed = _of(account, job) & (_run.c.life == Life.RUNNING.value)
            connection.execute(sa.update(_run).where(crashed).values(life=Life.DEAD.value, ended_at=now))
            row = {"account": account, "job": job.value, "life": Life.RUNNING.value}
            return upsert.add(connection, _run, {**row, "started_at": now, "counts": ()})

        return self._database.write(work)

    def finish(
        self,
        run: int,
        outcome: Outcome,
        counts: Mapping[str, int],
        error: str | None = None,
        plan_digest: str | None = None,
        *,
        error_facts: Mapping[str, str] | None = None,
    ) -> None:
        row = {
            "life": Life.DONE.value,
            "outcome": outcome.value,
            "ended_at": self._clock.now(),
            "counts": tuple(counts.items()),
            "error": error,
            "plan_digest": plan_digest,
            "error_facts": tuple((error_facts or {}).items()),
        }
        self._database.write(lambda c: c.execute(sa.update(_run).where(_run.c.id == run).values(**row)))

    def get(self, run: int) -> Run | None:
        return self._first(_run.c.id == run)

    def last(self, account: str, job: Job, outcome: Outcome | None = None) -> Run | None:
        """The newest run, or the newest that ended with `outcome`."""
        wanted = _of(account, job)
        return self._first(wanted if outcome is None else wanted & (_run.c.outcome == outcome.value))

    def release(self, run: int, now: datetime) -> None:
        """A person's word for the plan of a held run. `ConfigurationError` when no such run is held."""
        found = self.get(run)
        if found is None or found.outcome is not Outcome.HELD or found.plan_digest is None:
            raise ConfigurationError(ErrorCode.RUN_UNKNOWN, run=run)
        mark = sa.update(_run).where(_run.c.id == run).values(released_at=now)
        self._database.write(lambda connection: connection.execute(mark))

    def is_released(self, account: str, job: Job, plan_digest: str) -> bool:
        """Whether a person released exactly this plan. A run that carried it out has used the word up."""
        same = _of(account, job) & (_run.c.plan_digest == plan_digest)
        released = sa.select(sa.func.max(_run.c.id)).where(same, _run.c.released_at.is_not(None))
        used = sa.select(sa.func.max(_run.c.id)).where(same, _run.c.outcome.in_(_USED))
        with self._database.read() as connection:
            word, deed = connection.scalar(released), connection.scalar(used)
        return word is not None and (deed is None or deed < word)

    def _first(self, wanted: sa.ColumnElement[bool]) -> Run | None:
        with self._database.read() as connection:
            row = connection.execute(
                sa.select(_run).where(wanted).order_by(_run.c.id.desc()).limit(1)
            ).first()
        return None if row is None else _read(row)


def _of(account: str, job: Job) -> sa.ColumnElement[bool]:
    return sa.and_(_run.c.account == account, _run.c.job == job.value)


def _read(row: sa.Row[tuple[object, ...]]) -> Run:
    return Run(
        id=row.id,
        account=row.account,
        job=Job(row.job),
        life=Life(row.life),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        started_at=row.started_at,
        ended_at=row.ended_at,
        counts=row.counts,
        plan_digest=row.plan_digest,
        error=row.error,
        error_facts=row.error_facts or (),
        released_at=row.released_at,
    )
