"""Brings the database to the revision of this program, one process at a time."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from syncd.model.clock import Clock
from syncd.model.errors import BusyError, ConfigurationError, ErrorCode
from syncd.state import lock
from syncd.state.database import Database
from syncd.state.tables import SCHEMA, VERSION_TABLE

if TYPE_CHECKING:
    from alembic.config import Config

PATIENCE_SECONDS = 120
_PAUSE_SECONDS = 1.0


def upgrade(database: Database, clock: Clock) -> None:
    """Upgrade when needed; a database that is ready costs two reads and no lock.

    Raises `ConfigurationError` (STATE_NEWER) for a schema that this program does not know, and `BusyError`
    (STATE_UPGRADE_BUSY) when another process upgrades for longer than two minutes.
    """
    for _ in range(round(PATIENCE_SECONDS / _PAUSE_SECONDS)):
        if _is_ready(database):
            return
        with lock.held(database, "upgrade") as got:
            if got:
                _upgrade(database)
                return
        clock.wait(_PAUSE_SECONDS)
    raise BusyError(
        ErrorCode.STATE_UPGRADE_BUSY, database=database.name, holder=lock.holder(database, "upgrade")
    )


@dataclass(frozen=True, slots=True)
class Upgraded:
    database: str
    """Its address, without the password."""
    before: str | None
    """The revision that was found; None for a database without our tables."""
    after: str | None


def upgrade_and_tell(database: Database, clock: Clock) -> Upgraded:
    """As `upgrade`."""
    before = revision(database)
    upgrade(database, clock)
    return Upgraded(database.name, before, revision(database))


def revision(database: Database) -> str | None:
    """The revision that the database is at; None for one without our tables."""
    with database.read() as connection:
        if not sa.inspect(connection).has_table(VERSION_TABLE):
            return None
        column: sa.ColumnClause[str] = sa.column("version_num")
        row = connection.execute(sa.select(column).select_from(sa.table(VERSION_TABLE))).first()
        return None if row is None else str(row[0])


def migrations() -> Path:
    """The revisions: packaged in the wheel, or at the top of the checkout."""
    packaged = Path(str(files("syncd"))) / "_migrations"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "migrations"


def _is_ready(database: Database) -> bool:
    return revision(database) == SCHEMA and (database.is_server or _journal(database) == "wal")


def _journal(database: Database) -> str:
    with database.read() as connection:
        return str(connection.scalar(sa.text("PRAGMA journal_mode")))


def _upgrade(database: Database) -> None:
    """Looks again first: another may have upgraded while the lock was waited for."""
    if not database.is_server:
        _keep_a_journal(database)
    found = revision(database)
    if found == SCHEMA:
        return
    from alembic import command  # noqa: PLC0415 - it costs 0.3 s, and almost no start needs it

    with database.writing() as connection:
        config = _config(connection)
        _refuse_newer(database, config, found)
        command.upgrade(config, "head")
        connection.commit()


def _keep_a_journal(database: Database) -> None:
    """WAL lets readers and a writer work side by side; it is a property of the file."""
    with database.border(), database.connection_of_its_own() as connection:
        connection.execute(sa.text("PRAGMA journal_mode=WAL"))


def _config(connection: sa.Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _refuse_newer(database: Database, config: Config, found: str | None) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise ConfigurationError(ErrorCode.STATE_NEWER, database=database.name, found=found, known=SCHEMA)
