"""Runs of jobs: their life and their outcome are two things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Job(StrEnum):
    DICTIONARIES = "dictionaries"
    CATALOG = "catalog"
    MEDIA = "media"
    PRICES = "prices"
    STOCKS = "stocks"
    ORDERS = "orders"
    CREDENTIALS = "credentials"


class Life(StrEnum):
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


class Outcome(StrEnum):
    OK = "ok"
    PARTIAL = "partial"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Run:
    id: int
    account: str
    job: Job
    life: Life
    outcome: Outcome | None
    started_at: datetime
    ended_at: datetime | None
    counts: tuple[tuple[str, int], ...] = ()
    plan_digest: str | None = None
    error: str | None = None
    """Code of the error that ended it."""
    error_facts: tuple[tuple[str, str], ...] = ()
    """What the error's texts tell by name."""
    released_at: datetime | None = None
    """When a person said yes to the plan that it holds."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, for the one who started it."""

    job: Job
    account: str
    run: int
    outcome: Outcome
    counts: tuple[tuple[str, int], ...] = ()
    problems: int = 0
    """Open problems of this account and job when it ended."""
    brakes: tuple[str, ...] = ()
