"""One request on its way to a method of the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from syncd.sandbox.answers import refuse
from syncd.sandbox.cabinet import Cabinet
from syncd.sandbox.tokens import Token
from syncd.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Call:
    world: World
    cabinet: Cabinet
    token: Token
    now: datetime
    arguments: Mapping[str, str]
    """Of the path."""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    effect: bool = True
    """False: a fault says yes and does nothing."""

    def number(self, name: str, default: int) -> int:
        """A whole number of the query."""
        text = self.query.get(name, "")
        if not text:
            return default
        try:
            return int(text)
        except ValueError as error:
            raise refuse("arguments could not be decoded: invalid syntax") from error
