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
    from syncd.factory import upgrade_state  # noqa: PLC0415

    done = upgrade_state(setting.settings, SystemClock())
    if done.before == done.after:
        setting.say("cli-db-current", database=done.database, revision=done.after)
    elif done.before is None:
        setting.say("cli-db-made", database=done.database, revision=done.after)
    else:
        setting.say("cli-db-upgraded", database=done.database, before=done.before, revision=done.after)
