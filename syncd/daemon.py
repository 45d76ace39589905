"""The daemon: a scheduler, signals, and a word to systemd."""

from __future__ import annotations

import os
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from syncd import factory
from syncd.clock import SystemClock, stop_by_signal
from syncd.jobs import run as jobs
from syncd.model.clock import Stopped
from syncd.model.errors import BusyError, ConfigurationError, FaultError, SyncdError
from syncd.model.run import Job
from syncd.settings import Account, Settings
from syncd.texts import Texts

log = structlog.get_logger()

HEARTBEAT = 5.0
"""Seconds between two looks of the main thread."""

ZONE = "zone"
"""Name of the look for the shop's time zone among the scheduler's jobs."""

ZONE_EVERY = 60.0
"""Seconds between two questions for the time zone of a shop that does not answer."""


@dataclass(frozen=True)
class Tick:
    """One job of one account, and when it runs."""

    name: str
    when: str | int
    """Seconds, or a cron expression of five fields."""
    work: Callable[[], None]
    """Tells its own failures and raises nothing."""


def run(settings: Settings, stop: threading.Event, heartbeat: float = HEARTBEAT) -> None:
    """Run every job of every account at its time, once at the start, until SIGTERM or SIGINT sets `stop`.

    Work that is under way ends at its next safe point; then this returns. What a restart cannot mend ends the
    start: a mapping that cannot be read, and tokens when no account has a good one.
    """
    check(settings)
    stop_by_signal(stop)
    serve(list(ticks(settings, stop)), lambda: factory.shop_zone(settings), stop, heartbeat)


def check(settings: Settings) -> None:
    """Raise what no job of any account could begin with. One account's bad token stops no other: its jobs
    tell it, each time they are tried."""
    factory.read_mapping(settings.mapping.file, settings.language)
    failures = list(filter(None, map(_token_failure, settings.accounts)))
    if len(failures) == len(settings.accounts):
        raise failures[0]


def _token_failure(account: Account) -> SyncdError | None:
    try:
        factory.read_tokens(account)
    except SyncdError as error:
        return error
    return None


def ticks(settings: Settings, stop: threading.Event) -> Iterator[Tick]:
    for account in settings.accounts:
        for job in jobs.JOBS:
            when = getattr(settings.schedule, job.value)
            if when is not None:
                yield Tick(f"{account.name}/{job.value}", when, _work(settings, account, job, stop))


def _work(settings: Settings, account: Account, job: Job, stop: threading.Event) -> Callable[[], None]:
    def work() -> None:
        clock = SystemClock(stop)
        try:
            clock.check()
            factory.run(settings, account, job, clock)
        except Stopped:
            log.info("job stopped", account=account.name, job=job.value)
        except BusyError as error:
            log.info("job runs elsewhere", **error.facts)
        except SyncdError as error:
            tell(settings.language, account.name, job, error)
        except Exception as error:
            tell(settings.language, account.name, job, FaultError.of(error))

    return work


def tell(language: str, account: str, job: Job, error: SyncdError) -> None:
    told = Texts(language).error(error)
    more: dict[str, object] = {}
    if isinstance(error, ConfigurationError) and error.mistakes:
        more["mistakes"] = error.mistakes
    if (cause := error.__cause__) is not None and isinstance(error, FaultError):
        more |= {"kind": type(cause).__name__, "traceback": _frames(cause)}
    log.error(
        "job failed",
        account=account,
        job=job.value,
        error=error.code.value,
        what=told.what,
        advice=told.advice,
        **more,
    )


def _frames(error: BaseException) -> list[str]:
    """The way to a fault, without its sentence: a foreign one may hold a secret."""
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]


def serve(
    work: list[Tick],
    zone: Callable[[], str | None],
    stop: threading.Event,
    heartbeat: float,
    zone_every: float = ZONE_EVERY,
) -> None:
    """Keep the ticks going until `stop`. One at a time: the jobs of a small server do not compete.

    Cron expressions are read in the time zone that `zone` tells, in UTC while it tells none.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
    )
    now, known = datetime.now(UTC), zone()
    for order, tick in enumerate(work):
        first = now + timedelta(milliseconds=order)
        scheduler.add_job(tick.work, trigger_of(tick.when, known), id=tick.name, next_run_time=first)
        _announce(tick, known)
    if known is None and any(isinstance(tick.when, str) for tick in work):
        again = IntervalTrigger(seconds=zone_every, timezone=UTC)
        scheduler.add_job(lambda: _move(scheduler, work, zone()), again, id=ZONE)
    scheduler.start()
    notify(READY="1", STATUS=f"{len(work)} jobs")
    try:
        while not stop.wait(heartbeat):
            notify(WATCHDOG="1")
    finally:
        notify(STOPPING="1")
        scheduler.shutdown(wait=True)


def _move(scheduler: BackgroundScheduler, work: list[Tick], zone: str | None) -> None:
    """The shop answered at last: its time zone holds for the cron expressions from now on."""
    if zone is None:
        return
    for tick in work:
        if isinstance(tick.when, str):
            scheduler.reschedule_job(tick.name, trigger=trigger_of(tick.when, zone))
            _announce(tick, zone)
    scheduler.remove_job(ZONE)


def _announce(tick: Tick, zone: str | None) -> None:
    following = trigger_of(tick.when, zone).get_next_fire_time(None, datetime.now(UTC))
    log.info("job scheduled", job=tick.name, when=tick.when, zone=zone, following=following.isoformat())


def trigger_of(when: str | int, zone: str | None) -> BaseTrigger:
    """Cron expressions are read in the shop's time zone, or in UTC while that is not known."""
    if isinstance(when, int):
        return IntervalTrigger(seconds=when, timezone=UTC)
    return CronTrigger.from_crontab(when, timezone=zone or UTC)


def notify(**words: str) -> bool:
    """systemd's readiness protocol: one datagram; False where nobody listens."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return False
    told = "\n".join(f"{name}={value}" for name, value in words.items()).encode()
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
            sender.connect("\0" + address[1:] if address.startswith("@") else address)
            sender.sendall(told)
    except OSError as error:
        log.warning("systemd was not told", reason=error.strerror or type(error).__name__)
        return False
    return True
