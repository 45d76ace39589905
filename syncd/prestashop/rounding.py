"""Rounding as the shop's PHP does it.

Source: `Tools::ps_round` of 1.6.1.19 (classes/Tools.php:1871) on PHP 5.3 to 8.3. PHP rounds a double that it
has first rounded to 15 significant digits, which hides the noise of binary fractions: 1.0000005 is a tie
there although its double lies below. Up and down look at 14 digits.
"""

from __future__ import annotations

from enum import IntEnum
from math import ceil, floor, isfinite, log10


class RoundMode(IntEnum):
    """PS_PRICE_ROUND_MODE."""

    UP = 0
    DOWN = 1
    HALF_UP = 2
    HALF_DOWN = 3
    HALF_EVEN = 4
    HALF_ODD = 5


def round_mode(number: int) -> RoundMode:
    """Half up for a number that is none, as in the shop."""
    return RoundMode(number) if number in RoundMode.__members__.values() else RoundMode.HALF_UP


def ps_round(value: float, places: int, mode: RoundMode) -> float:
    """The double that PHP would give; `places` from 0 to 15. Up is towards the greater number."""
    if mode in (RoundMode.UP, RoundMode.DOWN):
        return _cut(value, places, mode)
    if value == 0 or not isfinite(value):
        return value
    scale = 10.0**places
    guaranteed = 14 - floor(log10(abs(value)))
    if places < guaranteed < places + 15:
        scaled = _whole(value * 10.0**guaranteed if guaranteed >= 0 else value / 10.0**-guaranteed, mode)
        scaled /= 10.0 ** (guaranteed - places)
    else:
        scaled = value * scale
        if abs(scaled) >= 1e15:
            return value
    return _whole(scaled, mode) / scale


def _whole(value: float, mode: RoundMode) -> float:
    """To the nearest whole number; `mode` settles ties."""
    size = abs(value)
    found = float(floor(size + 0.5))
    if size == found - 0.5 and _falls(found, mode):
        found -= 1.0
    return found if value >= 0 else -found


def _falls(upper: float, mode: RoundMode) -> bool:
    """A tie goes to the number below `upper`."""
    match mode:
        case RoundMode.HALF_DOWN:
            return True
        case RoundMode.HALF_EVEN:
            return upper % 2 == 1
        case RoundMode.HALF_ODD:
            return upper % 2 == 0
        case _:
            return False


def _cut(value: float, places: int, mode: RoundMode) -> float:
    scale = 10.0**places
    scaled = value * scale
    shown = _php_text(scaled)
    if "." not in shown or shown.endswith("0"):
        return value
    return (ceil(scaled) if mode is RoundMode.UP else floor(scaled)) / scale


def _php_text(value: float) -> str:
    """A double as PHP writes it: 14 significant digits, and 1.0E-5 where others write 1E-05."""
    shown = f"{value:.14G}"
    mantissa, mark, exponent = shown.partition("E")
    if not mark:
        return shown
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{int(exponent):+d}"
