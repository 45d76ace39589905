"""The state: one database, a repository an aspect."""

from __future__ import annotations

from contextlib import AbstractContextManager

from syncd.model.clock import Clock
from syncd.model.run import Job
from syncd.state import exclusion, schema
from syncd.state.buckets import Buckets
from syncd.state.cards import Cards
from syncd.state.census import Census
from syncd.state.cursors import Cursors
from syncd.state.database import Database
from syncd.state.dictionaries import Dictionaries
from syncd.state.digests import Digests
from syncd.state.intentions import Intentions
from syncd.state.mirror import Mirror
from syncd.state.problems import Problems
from syncd.state.runs import Runs


class State:
    """Safe for threads and processes. Every method raises `UnreachableError` when the database is away."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.runs = Runs(database, clock)
        self.problems = Problems(database, clock)
        self.cards = Cards(database)
        self.census = Census(database)
        self.intentions = Intentions(database)
        self.mirror = Mirror(database)
        self.dictionaries = Dictionaries(database)
        self.cursors = Cursors(database)
        self.digests = Digests(database)
        self.buckets = Buckets(database)

    @classmethod
    def open(cls, url: str, clock: Clock, password: str | None = None, *, tls: str = "prefer") -> State:
        """Make the database when it is missing (SQLite), and bring it to this program's revision.

        `url` is `sqlite:////path/of/a/file` or `mysql+pymysql://...`, whose password may be apart; `tls` is
        as in `Database`. Raises `ConfigurationError` (STATE_ADDRESS, STATE_NEWER, STATE_OF_ANOTHER),
        `UnreachableError` (STATE_UNREACHABLE) and `BusyError` (STATE_UPGRADE_BUSY).
        """
        database = Database(url, password, tls=tls)
        try:
            schema.upgrade(database, clock)
        except BaseException:
            database.close()
            raise
        return cls(database, clock)

    @property
    def name(self) -> str:
        """Address of the database, without its password."""
        return self._database.name

    @property
    def revision(self) -> str | None:
        return schema.revision(self._database)

    def exclusive(self, account: str, job: Job) -> AbstractContextManager[None]:
        """The only run of this job for this account while the block runs; a crash frees it.

        Raises `BusyError` (BUSY) at once when another holds it.
        """
        return exclusion.exclusive(self._database, self._clock, account, job)

    def close(self) -> None:
        self._database.close()
