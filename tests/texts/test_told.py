"""Codes and facts become sentences."""

from __future__ import annotations

import pytest

from syncd.model.errors import ConfigurationError, CredentialsError, ErrorCode
from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.texts import Texts


def test_an_error_in_both_languages() -> None:
    error = CredentialsError(ErrorCode.TOKEN_EXPIRED, token="t-1", expired="2026-11-01")
    assert Texts("ru").error(error).what == "Срок токена WB t-1 истёк: 2026-11-01."
    assert Texts("en").error(error).what == "The WB token t-1 expired: 2026-11-01."
    assert "Интеграции по API" in Texts("ru").error(error).advice


def test_a_problem_tells_what_why_and_what_to_do() -> None:
    facts = (("product", "17"), ("vendor_code", "ФТ-17"), ("text", "Недопустимый бренд"))
    told = Texts("ru").problem(Problem(ProblemCode.CARD_REFUSED, RefKind.CARD, "ФТ-17", facts))
    assert told.what == "WB отклонил карточку ФТ-17 (товар 17)."
    assert told.why == "Ответ WB: Недопустимый бренд"
    assert told.advice


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "1 ошибка:"),
        (3, "3 ошибки:"),
        (5, "5 ошибок:"),
        (11, "11 ошибок:"),
        (21, "21 ошибка:"),
        (1204, "1204 ошибки:"),
    ],
)
def test_russian_plurals(count: int, told: str) -> None:
    error = ConfigurationError(ErrorCode.CONFIG_INVALID, path="x", count=count)
    assert Texts("ru").error(error).what == f"В настройках {told}"


def test_a_missing_fact_shows_its_name() -> None:
    assert Texts("ru").error(ConfigurationError(ErrorCode.RUN_UNKNOWN)).what == "Запуска {run} нет."
    assert Texts("en").say("setting-at-least") == "expected at least {limit}"


def test_an_empty_fact_is_a_dash() -> None:
    assert Texts("ru").say("setting-at-least", limit="") == "не меньше —"


def test_codes_of_digits_stay_as_they_are() -> None:
    for code in ("4600000000017", "0012", "1234567", "12"):
        assert Texts("ru").say("setting-at-least", limit=code) == f"не меньше {code}"


def test_no_invisible_marks_around_facts() -> None:
    assert "\u2068" not in Texts("ru").say("setting-at-least", limit="5")


def test_a_key_without_a_text_tells_itself() -> None:
    assert Texts("ru").say("no-such-key", product=17) == "no-such-key (product: 17)"


def test_an_unknown_language_is_russian() -> None:
    assert Texts("de").language == "ru"
