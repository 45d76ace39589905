"""What is wrong with the configuration is told before anything begins, with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from syncd.model.errors import ExitCode
from syncd.sandbox.server import Sandbox
from tests.acceptance.operators import CARDS, Operator, account, assert_told, cards


@dataclass(frozen=True)
class Case:
    harm: Callable[[Operator], None]
    russian: str
    russian_advice: str
    english: str
    english_advice: str
    code: int = ExitCode.USAGE
    recorded: bool = False
    """The configuration itself is good: the run that could not begin is seen in `status`."""


def no_file(operator: Operator) -> None:
    operator.config.unlink()


def a_folder_instead(operator: Operator) -> None:
    operator.config.unlink()
    operator.config.mkdir()


def not_utf8(operator: Operator) -> None:
    operator.config.write_bytes('language = "ru" # магазин\n'.encode("cp1251"))


def broken_toml(operator: Operator) -> None:
    text = operator.config.read_text("utf-8")
    operator.config.write_text(text.replace('file = "mapping.yaml"', 'file = "mapping.yaml'), "utf-8")


def unknown_key(operator: Operator) -> None:
    text = operator.config.read_text("utf-8")
    operator.config.write_text(text.replace("wait_seconds", "wait_second"), "utf-8")


def several_mistakes(operator: Operator) -> None:
    text = operator.config.read_text("utf-8").replace("wait_seconds = 2", 'wait_seconds = "долго"')
    text = text.replace('tokens = [{ file = "wb-token" }]', 'tokens = ["секрет"]')
    operator.config.write_text(text + "\n[shcedule]\ncatalog = 60\n", "utf-8")


def no_token_file(operator: Operator) -> None:
    operator.token.unlink()


def empty_token_file(operator: Operator) -> None:
    operator.token.write_text("\n")


def no_mapping(operator: Operator) -> None:
    operator.mapping.unlink()


def broken_mapping(operator: Operator) -> None:
    operator.mapping.write_text(operator.mapping.read_text("utf-8") + "  - when: [\n", "utf-8")


def wrong_mapping(operator: Operator) -> None:
    text = operator.mapping.read_text("utf-8").replace("subject: Кружки", "subjekt: Кружки")
    operator.mapping.write_text(text + "  - when: {colour: белый}\n    subject: Кружки\n", "utf-8")


CASES = {
    "no configuration": Case(
        no_file,
        r"Файл настроек не найден\. Искали здесь: \S+syncd\.toml",
        r"syncd init",
        r"No configuration was found\. Looked at: \S+syncd\.toml",
        r"syncd init",
    ),
    "a folder instead of the file": Case(
        a_folder_instead,
        r"syncd\.toml не читается: это папка",
        r"Запускайте|дайте",
        r"syncd\.toml cannot be read: it is a folder",
        r"Run syncd|give it",
    ),
    "not UTF-8": Case(
        not_utf8,
        r"не читается: он сохранён не в кодировке UTF-8",
        r"Сохранить как",
        r"cannot be read: it is not saved as UTF-8",
        r"Save as",
    ),
    "broken TOML": Case(
        broken_toml,
        r"syncd\.toml написан с ошибкой в строке 10: это не TOML",
        r"на строке 10: обычно там потеряна кавычка",
        r"syncd\.toml has a mistake in line 10: it is not TOML",
        r"at line 10: usually a quote",
    ),
    "an unknown key": Case(
        unknown_key,
        r"В настройках 1 ошибка:\n\S+syncd\.toml:13: catalog\.wait_second: .*похоже на wait_seconds",
        r"Исправьте",
        r"The configuration has 1 mistake:\n\S+syncd\.toml:13: catalog\.wait_second: .*wait_seconds",
        r"Correct",
    ),
    "several mistakes": Case(
        several_mistakes,
        r"3 ошибки:\n\S+:13: catalog\.wait_seconds: нужно целое число\n"
        r"\S+:17: account\.0\.tokens\.0: здесь записан сам секрет.*\n\S+:\d+: shcedule: .*похоже на schedule",
        r"Исправьте",
        r"3 mistakes:\n\S+:13: catalog\.wait_seconds: expected a whole number\n"
        r"\S+:17: account\.0\.tokens\.0: .*\n\S+:\d+: shcedule: .*schedule",
        r"Correct",
    ),
    "a secret that is not there": Case(
        no_token_file,
        r"Секрет не прочитан \(file \S+wb-token\): его там нет",
        r"chown root:syncd",
        r"A secret could not be read \(file \S+wb-token\): it is not there",
        r"chown root:syncd",
        code=ExitCode.CREDENTIALS,
        recorded=True,
    ),
    "an empty secret": Case(
        empty_token_file,
        r"Секрет не прочитан \(file \S+wb-token\): там пусто",
        r"chmod 640",
        r"A secret could not be read \(file \S+wb-token\): it is empty",
        r"chmod 640",
        code=ExitCode.CREDENTIALS,
        recorded=True,
    ),
    "no mapping": Case(
        no_mapping,
        r"Не читается файл соответствий \S+mapping\.yaml",
        r"\[mapping\].*syncd init",
        r"The mapping \S+mapping\.yaml cannot be read",
        r"\[mapping\].*syncd init",
        recorded=True,
    ),
    "a mapping that is not YAML": Case(
        broken_mapping,
        r"mapping\.yaml написан с ошибкой в строке \d+: это не YAML",
        r"Откройте файл на строке",
        r"mapping\.yaml has a mistake in line \d+: it is not YAML",
        r"Open the file at line",
        recorded=True,
    ),
    "a mapping with mistakes": Case(
        wrong_mapping,
        r"mapping\.yaml 3 ошибки:\n.*\n\S+mapping\.yaml:9: rules\[1\]\.subjekt: такого ключа нет",
        r"Исправьте перечисленные строки",
        r"mapping\.yaml has 3 mistakes:\n.*\n\S+mapping\.yaml:9: rules\[1\]\.subjekt: ",
        r"Correct the lines",
        recorded=True,
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_mistake_of_the_configuration(operator: Operator, sandbox: Sandbox, case: Case) -> None:
    before = (operator.folder / "state.sqlite").read_bytes()
    case.harm(operator)

    russian, english = operator.in_both_languages("once", "catalog")

    assert_told(russian, case.code, case.russian, case.russian_advice)
    assert_told(english, case.code, case.english, case.english_advice)
    assert russian.out == english.out == ""
    if case.recorded:
        told = operator.call("status").out
        assert re.search(case.russian.partition("\\n")[0], told), told
        assert "catalog: не удалось, запуск" in told
    else:
        assert (operator.folder / "state.sqlite").read_bytes() == before
    assert sandbox.requests() == []


def test_once_mended_the_same_command_ends_well(operator: Operator, sandbox: Sandbox) -> None:
    whole = operator.config.read_text("utf-8")
    several_mistakes(operator)
    assert operator.call("once", "catalog").code == ExitCode.USAGE
    operator.config.write_text(whole, "utf-8")
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS


def test_where_the_configuration_was_looked_for(operator: Operator) -> None:
    told = operator.call("status", environ={"SYNCD_CONFIG": ""})
    assert_told(told, ExitCode.USAGE, "config/syncd.toml, /etc/syncd/syncd.toml", "syncd demo")


def test_an_account_that_is_not_there(operator: Operator) -> None:
    russian, english = operator.in_both_languages("once", "catalog", "--account", "mian")
    assert_told(russian, ExitCode.USAGE, r"Кабинета «mian» нет в настройках\. Есть: main", r"\[\[account\]\]")
    assert_told(english, ExitCode.USAGE, r"There is no account \"mian\".*There are: main", r"\[\[account\]\]")


def test_a_job_of_a_later_version(operator: Operator) -> None:
    russian, english = operator.in_both_languages("once", "stocks")
    assert_told(russian, ExitCode.USAGE, r"«stocks» эта версия syncd ещё не умеет", r"syncd once catalog")
    assert_told(english, ExitCode.USAGE, r"cannot do the job \"stocks\" yet", r"syncd once catalog")


def test_an_account_without_a_token(operator: Operator, sandbox: Sandbox) -> None:
    operator.configure(account(sandbox).replace('tokens = [{ file = "wb-token" }]\n', ""))
    russian, english = operator.in_both_languages("once", "catalog")
    assert_told(
        russian, ExitCode.CREDENTIALS, r"Для кабинета .*не задан ни один токен", r"категория «Контент»"
    )
    assert_told(english, ExitCode.CREDENTIALS, r"account .*has no token", r"category Content")
    operator.configure(account(sandbox))
    assert operator.call("once", "catalog").code == ExitCode.OK


def test_a_state_that_cannot_be_kept(operator: Operator, sandbox: Sandbox) -> None:
    (operator.folder / "state").mkdir()
    elsewhere = {"SYNCD_STATE__DATABASE": "sqlite:///state"}
    for told, what, advice in zip(
        (
            operator.call("once", "catalog", environ=elsewhere),
            operator.call("once", "catalog", environ={**elsewhere, "SYNCD_LANGUAGE": "en"}),
        ),
        (r"База состояния \S+/state недоступна", r"The state database \S+/state is not reachable"),
        (r"Проверьте ключ database", r"Check the key database"),
        strict=True,
    ):
        assert_told(told, ExitCode.UNREACHABLE, what, advice)
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS
