from __future__ import annotations

import pytest

from syncd.prestashop.barcode import barcode

GOOD = "4600070000373"


@pytest.mark.parametrize(
    "code, expected",
    [
        (GOOD, GOOD),
        (f" {GOOD} ", GOOD),
        (None, ""),
        ("", ""),
        ("0", ""),
        ("4600070000374", ""),
        ("460007000037", ""),
        ("46009333", ""),
        ("0000000000000", ""),
        ("٤٦٠٠٠٧٠٠٠٠٣٧٣", ""),
    ],
)
def test_is_a_valid_ean13_or_none(code: str | None, expected: str) -> None:
    assert barcode(code) == expected


def test_a_repeated_code_is_none() -> None:
    assert barcode(GOOD, {GOOD}) == ""
    assert barcode("2000001000014", {GOOD}) == "2000001000014"
