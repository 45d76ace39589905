"""Which characteristics take their values from a directory of WB, and how a shop may write those values."""

from __future__ import annotations

import re

from syncd.mapping.names import alike
from syncd.mapping.values import Values
from syncd.model.dictionary import Directory

_OF_CHARACTERISTIC = {
    "цвет": Directory.COLOURS,
    "пол": Directory.KINDS,
    "страна производства": Directory.COUNTRIES,
    "сезон": Directory.SEASONS,
    "ставка ндс": Directory.VAT,
    "тнвэд": Directory.TNVED,
    "тн вэд": Directory.TNVED,
}
"""WB's answer names no directory: these are the characteristics whose values the directories list
(modern.md, 5.1). By name, for ids of one name differ between published examples."""
_CODES = (Directory.VAT, Directory.TNVED)
NO_BRAND = "нет бренда"
"""WB's own word for a good without one; its list of brands need not hold it."""


def of_characteristic(name: str) -> Directory | None:
    return _OF_CHARACTERISTIC.get(alike(name))


def spelled(directory: Directory, values: Values, text: str) -> str | None:
    """The value in WB's spelling; None when WB has no such value. Codes may have spaces or a percent sign."""
    found = values.find(text)
    if found is None and directory in _CODES:
        return values.find(re.sub(r"[\s%]", "", text))
    return found
