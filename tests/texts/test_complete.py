"""Nothing is said in one language only, nothing is unsaid, nothing is left over."""

from __future__ import annotations

import re

import pytest

from syncd.cli.main import COMMANDS
from syncd.model.errors import ErrorCode
from syncd.model.problem import ProblemCode
from syncd.settings import mistakes
from syncd.texts import LANGUAGES
from tests.texts import catalogue

RUSSIAN = catalogue.messages("ru")
ENGLISH = catalogue.messages("en")


def test_both_languages_say_the_same_with_the_same_facts() -> None:
    assert set(RUSSIAN) == set(ENGLISH)
    for key, message in RUSSIAN.items():
        assert message == ENGLISH[key], key


@pytest.mark.parametrize("code", ErrorCode)
def test_every_error_says_what_and_advice(code: ErrorCode) -> None:
    message = RUSSIAN[f"error-{code}"]
    assert message.has_value
    assert message.attributes == {"advice"}


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_says_what_why_and_advice(code: ProblemCode) -> None:
    message = RUSSIAN[f"problem-{code}"]
    assert message.has_value
    assert message.attributes == {"why", "advice"}


def test_no_error_and_no_problem_is_left_over() -> None:
    known = {f"error-{code}" for code in ErrorCode} | {f"problem-{code}" for code in ProblemCode}
    told = {key for key in RUSSIAN if key.startswith(("error-", "problem-"))}
    assert told - known == set()


def test_every_mistake_of_the_configuration_is_told() -> None:
    kinds = {*mistakes._KINDS.values(), *mistakes._PATTERNS.values()}
    assert {f"setting-{kind}" for kind in kinds} - set(RUSSIAN) == set()


def test_nothing_else_is_unused() -> None:
    whole, beginnings = catalogue.literals()
    kinds = {f"setting-{kind}" for kind in (*mistakes._KINDS.values(), *mistakes._PATTERNS.values())}
    beginnings -= {"setting-", "error-", "problem-", "cli-"}
    unused = {
        key
        for key in RUSSIAN
        if not key.startswith(("error-", "problem-"))
        and key not in whole | kinds
        and not any(key.startswith(beginning) for beginning in beginnings)
    }
    assert unused == set()


def test_what_the_program_says_is_written() -> None:
    whole, _ = catalogue.literals()
    said = {text for text in whole if re.fullmatch(r"(cli|setting)-[a-z-]+[a-z]", text)}
    assert said - set(RUSSIAN) == set()


def test_errors_are_given_the_facts_that_their_texts_tell() -> None:
    for site in catalogue.raised():
        code = ErrorCode[site.code]
        assert RUSSIAN[f"error-{code}"].variables <= site.facts, f"{site.place}: {site.code}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_named_in_texts_exist(language: str) -> None:
    for file in sorted((catalogue.PRODUCT / "texts" / language).glob("*.ftl")):
        for name in re.findall(r"(?:[«\"`]syncd|--config \{ \$config \}) ([a-z]+)", file.read_text("utf-8")):
            assert name in COMMANDS, f"{file.name}: syncd {name}"
