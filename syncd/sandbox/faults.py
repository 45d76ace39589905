"""Troubles that the operator orders: by path, share, seed and count."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from syncd.sandbox.errors import SandboxError


class FaultKind(StrEnum):
    LIMIT = "429"
    STATUS = "status"
    """Answers `status` (500 unless said) and does nothing."""
    SLOW = "slow"
    """Waits `seconds` of real time, then does as always."""
    CUT_BEFORE = "cut-before"
    """The connection breaks and nothing was done."""
    CUT_AFTER = "cut-after"
    """It is done, and the connection breaks before the answer."""
    CUT_BODY = "cut-body"
    """It is done, and the connection breaks in the middle of the answer."""
    HTML = "html"
    """A page instead of JSON, status 200 unless said; nothing was done."""
    HALF_JSON = "half-json"
    """It is done, and the answer is the first half of its JSON."""
    NO_EFFECT = "no-effect"
    """Says yes and does nothing."""
    REVOKED = "revoked"
    """The token was withdrawn."""
    DENIED = "denied"
    """The service behind the gateway denies access."""


@dataclass(slots=True)
class Fault:
    """`path` is a pattern, with or without a method before it: "*", "/content/*", "POST */cards/upload"."""

    kind: FaultKind
    path: str = "*"
    share: float = 1.0
    seed: int = 0
    count: int | None = None
    """How often at most; None is without end."""
    skip: int = 0
    """How many requests of this path pass before."""
    status: int = 0
    seconds: float = 1.0
    hits: int = 0
    seen: int = 0
    dice: random.Random = field(default_factory=random.Random, repr=False)

    def strikes(self, method: str, path: str) -> bool:
        if not (fnmatchcase(path, self.path) or fnmatchcase(f"{method} {path}", self.path)):
            return False
        self.seen += 1
        if self.seen <= self.skip or (self.count is not None and self.hits >= self.count):
            return False
        if self.share < 1 and self.dice.random() >= self.share:
            return False
        self.hits += 1
        return True


class Faults:
    def __init__(self, rows: object = ()) -> None:
        self._faults: list[Fault] = []
        self.set(rows if isinstance(rows, list) else list(rows) if isinstance(rows, tuple) else rows)

    def set(self, rows: object) -> None:
        """Replace all. Raises `ValueError` with the mistake."""
        if not isinstance(rows, list):
            raise ValueError("an array of faults is expected")
        self._faults = [_read(row) for row in rows]

    def add(self, rows: object) -> None:
        """Raises `ValueError` with the mistake."""
        items = rows if isinstance(rows, list) else [rows]
        self._faults += [_read(row) for row in items]

    def clear(self) -> None:
        self._faults = []

    def strike(self, method: str, path: str) -> Fault | None:
        """The first fault that this request meets."""
        return next((fault for fault in self._faults if fault.strikes(method, path)), None)

    def rows(self) -> list[dict[str, Any]]:
        hidden = ("dice", "seen")
        return [
            {name: value for name, value in asdict(fault).items() if name not in hidden}
            for fault in self._faults
        ]


def load(path: Path | None) -> Faults:
    """Faults of a JSON file: an array of objects. Raises `SandboxError`."""
    if path is None:
        return Faults()
    try:
        return Faults(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise SandboxError(f"The faults file {path} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise SandboxError(f"The faults file {path} is not right: {error}.") from error


_TYPES: dict[str, tuple[type, ...]] = {
    "kind": (str,),
    "path": (str,),
    "share": (int, float),
    "seed": (int,),
    "count": (int, type(None)),
    "skip": (int,),
    "status": (int,),
    "seconds": (int, float),
}


def _read(row: object) -> Fault:
    if not isinstance(row, dict):
        raise ValueError(f"a fault is an object, not {row!r}")
    unknown = set(row) - set(_TYPES)
    if unknown:
        raise ValueError(f"unknown member {', '.join(sorted(unknown))}; known are {', '.join(_TYPES)}")
    for name, value in row.items():
        if not isinstance(value, _TYPES[name]) or isinstance(value, bool):
            raise ValueError(f"{name} cannot be {value!r}")
    if row.get("kind") not in [kind.value for kind in FaultKind]:
        raise ValueError(f"kind is one of {', '.join(FaultKind)}, not {row.get('kind')!r}")
    if not 0 <= row.get("share", 1) <= 1:
        raise ValueError("share lies between 0 and 1")
    seed = row.get("seed", 0)
    return Fault(**row | {"kind": FaultKind(row["kind"]), "dice": random.Random(seed)})
