"""What a job works with: one account of one shop, its ports, its state, its rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from syncd.mapping.rules import Mapping
from syncd.model.clock import Clock
from syncd.model.ports import Catalogue, Shop
from syncd.state.state import State
from syncd.sync.guard import BrakeLimits
from syncd.sync.plan import Gone


def say_nothing(_event: str, _count: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Patience:
    """How long the catalogue waits for WB, and how often it reads everything."""

    wait: timedelta = timedelta(seconds=60)
    """For WB to show what this run sent; what shows later is settled by the next run."""
    deadline: timedelta = timedelta(minutes=35)
    """Longer than WB's own delay of 30 minutes (modern.md, 5.2): a card never shown by then is lost."""
    full_read: timedelta = timedelta(hours=24)
    """WB's updatedAt may not move when a seller edits by hand: all cards are read at least this often."""
    dictionaries: timedelta = timedelta(hours=24)
    directories: timedelta = timedelta(minutes=5)
    """That one run spends on reading directories; the rest come with the next run."""


@dataclass(frozen=True)
class Context:
    account: str
    shop: Shop
    catalogue: Catalogue
    state: State
    mapping: Mapping
    clock: Clock
    brakes: BrakeLimits
    patience: Patience = Patience()
    gone: Gone = Gone.TELL
    progress: Callable[[str, int], None] = say_nothing
