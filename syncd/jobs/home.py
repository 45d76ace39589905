"""A state belongs to one seller."""

from __future__ import annotations

from syncd.jobs.context import Context
from syncd.model.errors import ConfigurationError, ErrorCode

HOME = "home"


def stay_home(context: Context) -> None:
    """What the state knows of an account is true of one seller alone: with another's token it would be taken
    for granted that his cards stand already."""
    home = context.catalogue.home
    known = context.state.cursors.get(context.account, HOME)
    if known is None:
        context.state.cursors.set(context.account, HOME, home)
    elif known != home:
        raise ConfigurationError(ErrorCode.ACCOUNT_MOVED, account=context.account, before=known, now=home)
