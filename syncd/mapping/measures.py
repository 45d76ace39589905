"""Lengths and weights in the shop's units, and numbers that stand in text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from syncd.mapping.fields import SideSources
from syncd.mapping.names import same
from syncd.mapping.sources import Sources, Subset, first, heaviest
from syncd.model.card import Packaging

_CENTIMETRES = {
    "mm": Decimal("0.1"),
    "мм": Decimal("0.1"),
    "cm": Decimal(1),
    "см": Decimal(1),
    "dm": Decimal(10),
    "дм": Decimal(10),
    "m": Decimal(100),
    "м": Decimal(100),
    "in": Decimal("2.54"),
}
_KILOGRAMS = {
    "mg": Decimal("0.000001"),
    "мг": Decimal("0.000001"),
    "g": Decimal("0.001"),
    "gr": Decimal("0.001"),
    "г": Decimal("0.001"),
    "гр": Decimal("0.001"),
    "kg": Decimal(1),
    "кг": Decimal(1),
    "lb": Decimal("0.45359237"),
    "lbs": Decimal("0.45359237"),
}
_LITRES = {
    "ml": Decimal("0.001"),
    "мл": Decimal("0.001"),
    "cl": Decimal("0.01"),
    "l": Decimal(1),
    "л": Decimal(1),
}
_WATTS = {"w": Decimal(1), "вт": Decimal(1), "kw": Decimal(1000), "квт": Decimal(1000)}
_MONTHS = {
    "мес": Decimal(1),
    "месяц": Decimal(1),
    "месяца": Decimal(1),
    "месяцев": Decimal(1),
    "год": Decimal(12),
    "года": Decimal(12),
    "лет": Decimal(12),
}
_SCALES = (_CENTIMETRES, _KILOGRAMS, _LITRES, _WATTS, _MONTHS)
UNITS = tuple(unit for scale in _SCALES for unit in scale)
"""Those that are converted; any other is taken as it stands."""
_LARGEST = Decimal(10) ** 12
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>(?<!\S)[-−])?(?P<digits>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)"
    r"(?:[.,](?P<fraction>\d+))?\s*(?P<unit>[^\W\d_]*)(?!\w)"
)


def packaging(subset: Subset) -> Packaging | None:
    """What the shop measured, rounded up; None unless all four are known: half would empty the rest.

    PrestaShop's depth is WB's length. Combinations of one card share its packaging, so the heaviest counts.
    """
    measures = subset.product.measures
    sides = [
        _converted(side, measures.length_unit, _CENTIMETRES)
        for side in (measures.depth, measures.width, measures.height)
    ]
    return _packed(sides, _converted(heaviest(subset), measures.weight_unit, _KILOGRAMS))


def packaging_from(sides: SideSources, subset: Subset) -> Packaging | None:
    """What the sources tell: numbers in their own units, bare ones in centimetres and kilograms."""
    lengths = [_told(one, subset, "см") for one in (sides.length, sides.width, sides.height)]
    return _packed(lengths, _told(sides.weight, subset, "кг"))


def number(text: str, unit: str, assumed: str = "") -> Decimal | None:
    """The one number in a text ("30 см", "100 % хлопок", "1 200,5"), in `unit` where both units are known.

    `assumed` is the unit of a number that has none of its own. None when there is none, when different ones
    leave it open which is meant ("30-40"), and for a number so large that it is a code.
    """
    found = {_in_unit(match, unit, assumed) for match in _NUMBER.finditer(text)}
    told = found.pop() if len(found) == 1 else None
    return told if told is not None and abs(told) < _LARGEST else None


def _in_unit(match: re.Match[str], unit: str, assumed: str) -> Decimal:
    whole = re.sub(r"\s", "", match["digits"])
    value = Decimal(f"{'-' if match['sign'] else ''}{whole}.{match['fraction'] or 0}")
    own = match["unit"] if same(match["unit"]) in UNITS else assumed
    for scale in _SCALES:
        theirs, ours = scale.get(same(own)), scale.get(same(unit))
        if theirs is not None and ours is not None:
            value = value * theirs / ours
    return value.normalize() + 0


def _told(sources: Sources, subset: Subset, unit: str) -> Decimal | None:
    told = first(sources, subset)
    if told is None or len(told.values) != 1:
        return None
    found = number(told.values[0], unit, told.source.unit)
    return found if found is not None and found > 0 else None


def _packed(sides: Sequence[Decimal | None], weight: Decimal | None) -> Packaging | None:
    length, width, height = (None if side is None else int(_up(side, Decimal(1))) for side in sides)
    if length is None or width is None or height is None or weight is None:
        return None
    return Packaging(length, width, height, _up(weight, Decimal("0.001")))


def _converted(value: Decimal, unit: str, scale: dict[str, Decimal]) -> Decimal | None:
    factor = scale.get(same(unit))
    return value * factor if factor is not None and 0 < value < _LARGEST else None


def _up(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, rounding=ROUND_CEILING)
