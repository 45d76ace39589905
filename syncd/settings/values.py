"""Values with rules of their own: timings, database addresses, paths beside the configuration."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator
from pydantic_core import PydanticCustomError

SERVER_SCHEMES = ("mysql+pymysql", "mariadb+pymysql")
SHOP_SCHEMES = (*SERVER_SCHEMES, "mysql+mysqldb", "mariadb+mysqldb")
"""mysqlclient reads large shops faster; the state stays with PyMySQL."""
_SQLITE = "sqlite:///"

_NAMES = {
    "month": ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    "weekday": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
}
_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 1, 0))
"""Name, least and greatest number. Weekdays have none: crontab and APScheduler count differently."""


def _timing(given: Any) -> Any:
    """Seconds, a cron expression, or "off"."""
    if isinstance(given, bool):
        raise PydanticCustomError("timing", "seconds or a cron expression")
    if isinstance(given, str):
        text = " ".join(given.split()).lower()
        if text in ("off", ""):
            return None
        if not text.isdecimal():
            return _cron(text)
        given = int(text)
    if not isinstance(given, int) or given < 1:
        raise PydanticCustomError("timing", "seconds or a cron expression")
    return given


def _cron(text: str) -> str:
    parts = text.split(" ")
    if len(parts) != len(_FIELDS):
        raise PydanticCustomError("timing", "seconds or a cron expression")
    for part, (name, least, greatest) in zip(parts, _FIELDS, strict=True):
        if name == "weekday" and re.search(r"\d", part):
            raise PydanticCustomError("cron_weekday", "weekdays by name")
        if not all(_fits(item, _NAMES.get(name, []), least, greatest) for item in part.split(",")):
            raise PydanticCustomError(
                "cron_field", "a field of a cron expression", {"field": name, "part": part}
            )
    return text


def _fits(item: str, names: list[str], least: int, greatest: int) -> bool:
    """Whether the item is `*`, `*/2`, `5`, `1-5`, `1-5/2` or the like with names."""
    span, slash, step = item.partition("/")
    if slash and not (step.isdecimal() and int(step) > 0):
        return False
    if span == "*":
        return True
    ends = [_ordinal(end, names, least, greatest) for end in span.split("-")]
    known = [end for end in ends if end is not None]
    return len(known) == len(ends) <= 2 and known == sorted(known)


def _ordinal(text: str, names: list[str], least: int, greatest: int) -> int | None:
    if text in names:
        return names.index(text)
    if text.isascii() and text.isdecimal() and least <= int(text) <= greatest:
        return int(text) - least
    return None


Timing = Annotated[int | str | None, BeforeValidator(_timing)]
"""Seconds between runs, or a cron expression with weekdays by name; None: never by itself."""


def _database(given: Any) -> Any:
    return _address(given, SERVER_SCHEMES)


def _shop_database(given: Any) -> Any:
    return _address(given, SHOP_SCHEMES)


def _address(given: Any, schemes: tuple[str, ...]) -> str:
    if not isinstance(given, str):
        raise PydanticCustomError("database_url", "a database address")
    if given.startswith(_SQLITE) and len(given) > len(_SQLITE):
        return str(given)
    return _server(given, schemes)


def _server(given: str, schemes: tuple[str, ...]) -> str:
    try:
        address = urlsplit(given)
        port_is_fine = address.port is None or address.port > 0
    except ValueError:
        raise PydanticCustomError("database_url", "a database address") from None
    if address.scheme not in schemes or not port_is_fine or not address.path.strip("/"):
        raise PydanticCustomError("database_url", "a database address")
    if address.password is not None:
        raise PydanticCustomError("password_in_url", "a password in the address")
    return str(given)


DatabaseUrl = Annotated[str, BeforeValidator(_database)]
"""An SQLAlchemy URL without a password."""

ShopDatabaseUrl = Annotated[str, BeforeValidator(_shop_database)]


class Anchored(BaseModel):
    """A section that may name places: relative ones are counted from the configuration's folder."""

    def anchored(self, folder: Path) -> Any:
        places = {name: _anchor(getattr(self, name), folder) for name in type(self).model_fields}
        return self.model_copy(update=places)


def _anchor(value: Any, folder: Path) -> Any:
    if isinstance(value, Path):
        return folder / value
    if isinstance(value, tuple):
        return tuple(_anchor(part, folder) for part in value)
    if isinstance(value, str) and value.startswith(_SQLITE):
        return _SQLITE + str(folder / value.removeprefix(_SQLITE))
    return value.anchored(folder) if isinstance(value, Anchored) else value
