"""One run of a job per account at a time, across daemon, cron, console and machines."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import sqlalchemy as sa

from syncd.model.clock import Clock
from syncd.model.errors import BusyError, ErrorCode
from syncd.model.run import Job
from syncd.state import lock, tables, upsert
from syncd.state.database import Database


@contextlib.contextmanager
def exclusive(database: Database, clock: Clock, account: str, job: Job) -> Iterator[None]:
    """Raises `BusyError` at once when another holds it."""
    with lock.held(database, account, job.value) as got:
        if not got:
            told = _holder(database, account, job)
            raise BusyError(ErrorCode.BUSY, job=job.value, account=account, holder=told)
        _sign(database, clock, account, job)
        yield


def _sign(database: Database, clock: Clock, account: str, job: Job) -> None:
    if not database.is_server:
        return
    row = {"account": account, "job": job.value, "holder": lock.me(), "since": clock.now()}
    database.write(lambda connection: upsert.put(connection, tables.exclusion, [row]))


def _holder(database: Database, account: str, job: Job) -> str:
    if not database.is_server:
        return lock.holder(database, account, job.value)
    table = tables.exclusion
    wanted = sa.select(table.c.holder).where(table.c.account == account, table.c.job == job.value)
    with database.read() as connection:
        return connection.scalar(wanted) or ""
