"""Rounding as PHP does it. The table is what PHP 8.2 answered (its `round` is that of 5.3 to 8.3)."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.prestashop.rounding import RoundMode, ps_round, round_mode

UP, DOWN, HALF_UP, HALF_DOWN, HALF_EVEN, HALF_ODD = RoundMode
EXACT = {UP: ROUND_UP, DOWN: ROUND_DOWN, HALF_UP: ROUND_HALF_UP, HALF_DOWN: ROUND_HALF_DOWN}
EXACT |= {HALF_EVEN: ROUND_HALF_EVEN}
cents = st.integers(-(10**12), 10**12)


@given(cents, st.sampled_from(sorted(EXACT)))
def test_short_decimals_round_as_on_paper(tenths: int, mode: RoundMode) -> None:
    """Seven decimals to six: the noise of doubles decides nothing."""
    on_paper = Decimal(tenths).scaleb(-7)
    rounded = on_paper.quantize(Decimal("0.000001"), EXACT[mode])
    if mode in (UP, DOWN) and tenths < 0:
        return
    assert f"{ps_round(float(on_paper), 6, mode):.6f}" == f"{float(rounded):.6f}"


@given(cents)
def test_half_odd_is_half_even_moved_by_one(tenths: int) -> None:
    value = tenths / 10
    assert ps_round(value, 0, HALF_ODD) == ps_round(value + 1, 0, HALF_EVEN) - 1


@given(cents, st.sampled_from(RoundMode))
def test_what_is_round_stays(millionths: int, mode: RoundMode) -> None:
    value = millionths / 10**6
    assert f"{ps_round(value, 6, mode):.6f}" == f"{value:.6f}"


@pytest.mark.parametrize(
    ("value", "places", "mode", "expected"),
    [
        pytest.param(1.0000005, 6, HALF_UP, 1.000001, id="a tie whose double lies below"),
        pytest.param(1.0000005, 6, HALF_DOWN, 1.0, id="half down takes the tie to zero"),
        pytest.param(-1.0000005, 6, HALF_UP, -1.000001, id="half up is away from zero"),
        pytest.param(-2.5, 0, HALF_DOWN, -2.0, id="half down is towards zero"),
        pytest.param(2.5, 0, HALF_EVEN, 2.0, id="a tie to the even below"),
        pytest.param(3.5, 0, HALF_EVEN, 4.0, id="a tie to the even above"),
        pytest.param(2.5, 0, HALF_ODD, 3.0, id="a tie to the odd above"),
        pytest.param(3.5, 0, HALF_ODD, 3.0, id="a tie to the odd below"),
        pytest.param(1234.4999999999999, 0, HALF_UP, 1235.0, id="rounded to 15 digits first"),
        pytest.param(0.0000005, 6, HALF_UP, 0.000001, id="half of the last place"),
        pytest.param(0.00000049, 6, HALF_UP, 0.0, id="less than half of it"),
        pytest.param(721762923175.685, 6, HALF_UP, 721762923175.685, id="beyond a double's digits"),
        pytest.param(0.0, 6, HALF_UP, 0.0, id="zero"),
        pytest.param(1.0000001, 6, UP, 1.000001, id="up"),
        pytest.param(1.0000009, 6, DOWN, 1.0, id="down"),
        pytest.param(19.4818, 6, UP, 19.4818, id="up leaves what is round, whatever its double"),
        pytest.param(19.4818, 6, DOWN, 19.4818, id="down too"),
        pytest.param(12345678.12345600001, 6, UP, 12345678.123456, id="up sees 14 digits"),
        pytest.param(5e-12, 6, UP, 0.000001, id="up, written with an exponent"),
        pytest.param(1e-11, 6, UP, 0.000001, id="up, written as 1.0E-5"),
        pytest.param(1e-16, 6, UP, 1e-16, id="up, taken for round by its last digit: 1.0E-10"),
    ],
)
def test_as_php(value: float, places: int, mode: RoundMode, expected: float) -> None:
    assert ps_round(value, places, mode) == expected


def test_an_unknown_mode_is_half_up() -> None:
    assert [round_mode(number) for number in (0, 5, 6, -1)] == [UP, HALF_ODD, HALF_UP, HALF_UP]
