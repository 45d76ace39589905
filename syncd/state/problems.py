"""Open problems. What a job finds in a scope replaces what was open there, so a mended item clears itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from syncd.model.clock import Clock
from syncd.model.problem import OpenProblem, Problem, ProblemCode, RefKind
from syncd.state import tables
from syncd.state.database import Database
from syncd.state.upsert import chunks

_problem = tables.problem


class Problems:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def replace(self, account: str, job: str, scope: str, problems: Iterable[Problem]) -> None:
        """What is open in the scope, such as "product:12", is now exactly `problems`.

        One that stood before keeps its `since`, with other facts too, if code, kind and ref are the same.
        """
        self.replace_all(account, job, {scope: tuple(problems)})

    def replace_all(self, account: str, job: str, found: Mapping[str, Sequence[Problem]]) -> None:
        """`replace` for many scopes at once; where nothing is and was open, nothing is written."""
        distinct = {scope: tuple(dict.fromkeys(problems)) for scope, problems in found.items()}
        for part in chunks(tuple(distinct)):
            filled = {scope for scope in part if distinct[scope]} | self._open_among(account, job, part)
            if filled:
                self._write(account, job, {scope: distinct[scope] for scope in sorted(filled)})

    def open(
        self, account: str | None = None, job: str | None = None, ref: str | None = None
    ) -> list[OpenProblem]:
        """Oldest first."""
        asked = {"account": account, "job": job, "ref": ref}
        wanted = [_problem.c[name] == value for name, value in asked.items() if value is not None]
        query = sa.select(_problem).where(*wanted).order_by(_problem.c.since, _problem.c.id)
        with self._database.read() as connection:
            return [_open(row) for row in connection.execute(query)]

    def count(self, account: str, job: str) -> int:
        query = sa.select(sa.func.count()).select_from(_problem).where(_of(account, job))
        with self._database.read() as connection:
            return int(connection.scalar(query) or 0)

    def scopes(self, account: str, job: str) -> set[str]:
        """Scopes where something is open."""
        with self._database.read() as connection:
            return set(connection.scalars(sa.select(_problem.c.scope).where(_of(account, job)).distinct()))

    def clear(self, account: str, job: str, scopes: Iterable[str]) -> None:
        """Nothing is open in these scopes any more."""
        gone = tuple(scopes)

        def work(connection: sa.Connection) -> None:
            for part in chunks(gone):
                connection.execute(sa.delete(_problem).where(_of(account, job), _problem.c.scope.in_(part)))

        if gone:
            self._database.write(work)

    def _open_among(self, account: str, job: str, scopes: Sequence[str]) -> set[str]:
        query = sa.select(_problem.c.scope).where(_of(account, job), _problem.c.scope.in_(scopes))
        with self._database.read() as connection:
            return set(connection.scalars(query)).intersection(scopes)

    def _write(self, account: str, job: str, found: Mapping[str, Sequence[Problem]]) -> None:
        now = self._clock.now()
        standing = _of(account, job) & _problem.c.scope.in_(tuple(found))

        def work(connection: sa.Connection) -> None:
            before = _standing(connection, standing)
            connection.execute(sa.delete(_problem).where(standing))
            rows = [
                {"account": account, "job": job, "scope": scope, **_row(problem), "since": since, "seen": now}
                for scope, problems in found.items()
                for problem, since in _since(before.get(scope, {}), problems, now)
            ]
            if rows:
                connection.execute(sa.insert(_problem), rows)

        self._database.write(work)


def _standing(
    connection: sa.Connection, standing: sa.ColumnElement[bool]
) -> dict[str, dict[Problem, datetime]]:
    """Since when each problem stands, by scope, oldest first."""
    rows = connection.execute(sa.select(_problem).where(standing).order_by(_problem.c.since, _problem.c.id))
    found: dict[str, dict[Problem, datetime]] = {}
    for row in rows:
        found.setdefault(row.scope, {})[_problem_of(row)] = row.since
    return found


def _since(
    before: Mapping[Problem, datetime], problems: Sequence[Problem], now: datetime
) -> Iterator[tuple[Problem, datetime]]:
    """Since when each stands: first by the whole problem, then by code, kind and ref among those left."""
    left = {problem: since for problem, since in before.items() if problem not in problems}
    for problem in problems:
        if problem in before:
            yield problem, before[problem]
        elif (akin := _akin(problem, left)) is not None:
            yield problem, left.pop(akin)
        else:
            yield problem, now


def _akin(problem: Problem, before: Mapping[Problem, datetime]) -> Problem | None:
    identity = (problem.code, problem.kind, problem.ref)
    return next((old for old in before if (old.code, old.kind, old.ref) == identity), None)


def _of(account: str, job: str) -> sa.ColumnElement[bool]:
    return sa.and_(_problem.c.account == account, _problem.c.job == job)


def _row(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code.value,
        "kind": problem.kind.value,
        "ref": problem.ref,
        "facts": problem.facts,
    }


def _problem_of(row: sa.Row[tuple[object, ...]]) -> Problem:
    return Problem(code=ProblemCode(row.code), kind=RefKind(row.kind), ref=row.ref, facts=row.facts)


def _open(row: sa.Row[tuple[object, ...]]) -> OpenProblem:
    return OpenProblem(_problem_of(row), row.account, row.job, row.since, row.seen)
