from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.mapping.wording import cut_at_word, description, title


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("один два три", "один два"),
        ("один дватри", "один"),
        ("одиндватри", ""),
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
    assert len(description(text, limit)) <= limit
    assert cut_at_word(text, len(text) or 1) == text
    assert text.startswith(cut_at_word(text, limit))


WORDS = st.lists(st.text("абвёЯz9,«»-", min_size=1, max_size=25), min_size=1, max_size=20)


@given(WORDS)
def test_a_title_is_never_too_long_and_never_ends_inside_a_word(words: list[str]) -> None:
    whole = " ".join(words)
    cut = title(whole)
    if len(cut) > 60:
        assert cut == whole
        assert not cut_at_word(cut, 60), "nothing of it fits"
    else:
        assert whole.startswith(cut)
        assert re.match(r"[^\w]*(\s|$)", whole[len(cut) :])


def test_a_first_word_that_is_too_long_alone_stays_whole() -> None:
    assert title("я" * 61 + " кружка") == "я" * 61 + " кружка"
    assert description("я" * 61, 60) == "я" * 60


def test_what_nobody_sees_is_left_out() -> None:
    assert title("Круж\u00adка\u200b \ufeff«Утро»") == "Кружка «Утро»"
    assert description("\ufeffПервое\x07.\n\u200b\n", 100) == "Первое."
