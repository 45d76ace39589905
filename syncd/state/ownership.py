"""Whose a SQLite state is: what root writes into another user's folder, that user's service cannot open."""

from __future__ import annotations

import os
import pwd
import shlex
import sys
from pathlib import Path

from syncd.model.errors import ConfigurationError, ErrorCode


def check(file: Path) -> None:
    """Raises `ConfigurationError` (state-of-another: folder, owner, command) for root at another's state."""
    folder = file.parent
    if os.geteuid() or not folder.is_dir() or not (uid := folder.stat().st_uid):
        return
    owner = _name(uid)
    command = shlex.join(["runuser", "-u", owner, "--", *sys.argv])
    raise ConfigurationError(ErrorCode.STATE_OF_ANOTHER, folder=folder, owner=owner, command=command)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"#{uid}"
