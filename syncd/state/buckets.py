"""Buckets of WB's limits, shared by every thread, process and machine that works for a seller."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from syncd.model.limit import Limit
from syncd.state import gcra, tables, upsert
from syncd.state.database import Database
from syncd.state.gcra import Level

_bucket = tables.bucket
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Buckets:
    """A `syncd.model.limit.BucketStore`. Each call is one short transaction on one locked row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reserve(self, key: str, limit: Limit, cost: int, now: datetime) -> float:
        moment = _microseconds(now)
        wait = self._change(key, lambda level: gcra.reserve(level, limit, cost, moment))
        return wait / gcra.MICROSECONDS

    def charge(self, key: str, limit: Limit, cost: int, now: datetime) -> None:
        moment = _microseconds(now)
        self._change(key, lambda level: (gcra.charge(level, limit, cost, moment), 0))

    def block(self, key: str, limit: Limit, seconds: float, now: datetime) -> None:
        moment, span = _microseconds(now), round(seconds * gcra.MICROSECONDS)
        self._change(key, lambda level: (gcra.block(level, limit, span, moment), 0))

    def observe(self, key: str, limit: Limit, remaining: int, now: datetime) -> None:
        moment = _microseconds(now)
        self._change(key, lambda level: (gcra.observe(level, limit, remaining, moment), 0))

    def _change(self, key: str, change: Callable[[Level], tuple[Level, int]]) -> int:
        def work(connection: sa.Connection) -> int:
            before = _locked(connection, key)
            after, wait = change(before)
            if after != before:
                row = {"full_at": after.full_at, "seen_at": after.seen_at}
                connection.execute(sa.update(_bucket).where(_bucket.c.name == key).values(**row))
            return wait

        return self._database.write(work)


def _locked(connection: sa.Connection, key: str) -> Level:
    """The insertion comes first: two that both saw no row would lock each other's gap on a server."""
    full = {"name": key, "full_at": gcra.FULL.full_at, "seen_at": gcra.FULL.seen_at}
    upsert.put_absent(connection, _bucket, full)
    columns = sa.select(_bucket.c.full_at, _bucket.c.seen_at)
    row = connection.execute(columns.where(_bucket.c.name == key).with_for_update()).one()
    return Level(row.full_at, row.seen_at)


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
