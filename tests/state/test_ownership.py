"""Root at another user's state is refused, with the command that does it right."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.state.state import State
from tests.clocks import FakeClock

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")


@as_root
def test_root_at_another_users_state(tmp_path: Path, clock: FakeClock) -> None:
    other = pwd.getpwnam("nobody")
    os.chown(tmp_path, other.pw_uid, other.pw_gid)
    with pytest.raises(ConfigurationError) as refused:
        State.open(f"sqlite:///{tmp_path}/state.db", clock)
    assert refused.value.code is ErrorCode.STATE_OF_ANOTHER
    assert refused.value.facts["command"].startswith("runuser -u nobody -- ")
    assert list(tmp_path.iterdir()) == []


@as_root
def test_an_owner_without_a_name(tmp_path: Path, clock: FakeClock) -> None:
    os.chown(tmp_path, 54321, 54321)
    with pytest.raises(ConfigurationError) as refused:
        State.open(f"sqlite:///{tmp_path}/state.db", clock)
    assert refused.value.facts["owner"] == "#54321"


def test_ones_own_state(tmp_path: Path, clock: FakeClock) -> None:
    State.open(f"sqlite:///{tmp_path}/state.db", clock).close()
    assert (tmp_path / "state.db").exists()
