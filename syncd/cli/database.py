"""`syncd db`: the state database."""

from __future__ import annotations

import click

from syncd.cli.base import Setting, pass_setting


@click.group()
def db() -> None:
    """Care for the state database."""


@db.command()
@pass_setting
def upgrade(setting: Setting) -> None:
    """Bring the state database to this version of syncd. Every start does it too."""
    from syncd.clock import SystemClock  # noqa: PLC0415
    from syncd.factory import state_url  # noqa: PLC0415
    from syncd.state import schema  # noqa: PLC0415
    from syncd.state.database import Database  # noqa: PLC0415

    database = Database(state_url(setting.settings), tls=setting.settings.state.tls)
    try:
        before = schema.revision(database)
        schema.upgrade(database, SystemClock())
        after = schema.revision(database)
    finally:
        database.close()
    if before == after:
        setting.say("cli-db-current", database=database.name, revision=after)
    elif before is None:
        setting.say("cli-db-made", database=database.name, revision=after)
    else:
        setting.say("cli-db-upgraded", database=database.name, before=before, revision=after)
