"""Logs go to standard error, one event a line; standard output is for answers."""

from __future__ import annotations

import logging
import sys

import structlog

from syncd.settings import Log


def configure(wanted: Log, *, answers: bool = False) -> None:
    """For people on a terminal, or JSON for machines, from the wanted level on.

    `answers`: the command itself says how it went, so that the log repeats that only when it is asked for
    everything (debug).
    """
    level = logging.getLevelNamesMapping()[wanted.level.upper()]
    if answers and level > logging.DEBUG:
        level = max(level, logging.WARNING)
    if wanted.format == "json":
        renderer: structlog.types.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
