from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.mapping.wording import cut_at_word, description, title


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("один два три", "один два"),
        ("один дватри", "один"),
        ("одиндватри", "одиндватр"),
        ("один, двадцать", "один"),
        ("один два", "один два"),
    ],
)
def test_cut_at_a_word(text: str, cut: str) -> None:
    assert cut_at_word(text, 9) == cut


def test_a_title_is_one_line() -> None:
    assert title("  Кружка\n «Утро»  ") == "Кружка «Утро»"


def test_a_description_keeps_its_paragraphs_and_ends_with_a_sentence() -> None:
    text = "Первое  предложение.\r\n\r\n\r\n\r\nВторое 3.5 предложение! Третье"
    assert description(text, 100) == "Первое предложение.\n\nВторое 3.5 предложение! Третье"
    assert description(text, 47) == "Первое предложение.\n\nВторое 3.5 предложение!"
    assert description(text, 43) == "Первое предложение.\n\nВторое 3.5"
    assert description(text, 22) == "Первое предложение."


@given(st.text(), st.integers(1, 80))
def test_cuts_are_within_the_limit_and_lose_nothing_that_fits(text: str, limit: int) -> None:
    assert len(title(text)) <= 60
    assert len(description(text, limit)) <= limit
    assert cut_at_word(text, len(text) or 1) == text
    assert text.startswith(cut_at_word(text, limit))
    assert bool(title(text)) == bool(text.split())
