"""What the commands that tell say, to people and to programs."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from syncd.model.errors import ExitCode
from syncd.sandbox.server import Sandbox, running
from tests.acceptance.operators import CARDS, Operator, account, assert_told, options, settle, writes

SCHEDULE = """
[schedule]
catalog = "30 4 * * *"
dictionaries = "off"
"""
REFS = [("product", "21"), ("offer", "21"), ("card", "KZ-800"), ("2000001001653",)]


@pytest.fixture(scope="module")
def settled(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Operator:
    """After a first run; its sandbox is gone, since telling asks WB nothing."""
    with running(options()) as sandbox:
        operator = settle(prepared, tmp_path_factory.mktemp("reports") / "operator", sandbox)
        operator.configure(account(sandbox), more=SCHEDULE)
        assert operator.call("once", "catalog").code == ExitCode.OK
    return operator


def test_plan_shows_what_once_sends(operator: Operator, sandbox: Sandbox) -> None:
    russian, english = operator.in_both_languages("plan", "catalog")
    for told, title in ((russian, "План «catalog»"), (english, "Plan of catalog")):
        assert (told.code, told.err) == (ExitCode.OK, "")
        assert title in told.out
        assert all(code in told.out for code in CARDS)
    (sheet,) = operator.call("plan", "--json").json()
    assert sorted(row["vendor_code"] for row in sheet["actions"]) == CARDS
    assert {row["action"] for row in sheet["actions"]} == {"create"}
    assert writes(sandbox) == []

    (report,) = operator.call("once", "catalog", "--json").json()
    assert (report["account"], report["job"], report["outcome"]) == ("main", "catalog", "ok")
    assert report["counts"]["create-sent"] == len(CARDS)
    (sheet,) = operator.call("plan", "--json").json()
    assert sheet["actions"] == []


def test_status(settled: Operator) -> None:
    russian, english = settled.in_both_languages("status")
    assert (russian.code, russian.err, english.code, english.err) == (ExitCode.OK, "", ExitCode.OK, "")
    head = "Кабинет «main»: карточек на WB 5, ещё не видно на WB 0, отклонено 0, дней до конца токена 1"
    assert head in russian.out
    assert re.search(r"catalog: готово, запуск \d+, 20\d\d-.*\n.*: 30 4 \* \* \*;", russian.out)
    assert "сама не запускается" in russian.out
    assert re.search(r"catalog: done, run \d+, 20\d\d-", english.out)
    (told,) = settled.call("status", "--json").json()
    assert (told["account"], told["cards"], told["in_doubt"]) == ("main", 5, 0)
    assert [job["job"] for job in told["jobs"]] == ["dictionaries", "catalog"]
    assert [job["schedule"] for job in told["jobs"]] == [None, "30 4 * * *"]
    assert all(job["last_success"] for job in told["jobs"])


def test_cards_that_wb_has_not_shown_yet_are_named(operator: Operator, sandbox: Sandbox) -> None:
    sandbox.settings(delay=600)
    assert operator.call("once", "catalog").code == ExitCode.OK
    (status,) = operator.call("status", "--json").json()
    assert (status["cards"], status["in_doubt"]) == (0, len(CARDS))
    assert sorted(card["vendor_code"] for card in status["waiting"]) == CARDS
    told = operator.call("status").out
    assert re.search(r"KZ-800 \(товар 21\): отправлена 20\d\d-\S+ \S+, ждём до 20", told)
    assert "Отправлена 20" in operator.call("show", "card", "KZ-800").out


def test_a_plan_that_the_token_cannot_send(operator: Operator, sandbox: Sandbox) -> None:
    operator.token.write_text(sandbox.token(s=1 << 1 | 1 << 30), "utf-8")
    russian, english = operator.in_both_languages("plan")
    assert "ВНИМАНИЕ: отправить этот план нельзя. Токен WB" in russian.out
    assert "NOTE: this plan cannot be sent. The WB token" in english.out
    assert "создать" in russian.out
    assert "Кружки" in russian.out


def test_a_plan_counts_the_problems_that_stand(operator: Operator, sandbox: Sandbox) -> None:
    more = "  - when: {category: Дом/Кржки}\n    subject: Кружки\n"
    operator.mapping.write_text(operator.mapping.read_text("utf-8") + more, "utf-8")
    assert operator.call("once", "catalog").code == ExitCode.PROBLEMS
    told = operator.call("plan")
    assert told.code == ExitCode.PROBLEMS
    assert "1 открытая проблема от прошлых запусков: `syncd problems`" in told.out
    assert "Строке rules[2] файла mapping.yaml не соответствует ни один товар" in told.out
    assert "дом/кржки" in operator.call("problems").out


def test_the_shops_categories(settled: Operator) -> None:
    told = settled.call("show", "category", "круж")
    assert (told.code, told.err) == (ExitCode.OK, "")
    assert re.search(r"^Дом/Кружки +\d+ +\d+", told.out, re.MULTILINE)
    (row,) = settled.call("show", "category", "круж", "--json").json()
    assert (row["path"], row["products"]) == ("Дом/Кружки", 3)


def test_wbs_dictionary(operator: Operator, sandbox: Sandbox) -> None:
    told = operator.call("dictionary", "subjects", "кружк", "--json").json()
    kinds = {row["name"]: row["subject_id"] for row in told}
    for name in ("кружки", str(kinds["Кружки"])):
        found = operator.call("dictionary", "characteristics", name, "--json").json()
        assert any(row["name"] == "Материал посуды" for row in found)
    assert "зима" in operator.call("dictionary", "values", "seasons").out.splitlines()
    assert operator.call("dictionary", "characteristics", "Футболки").code == ExitCode.OK
    missing = operator.call("dictionary", "characteristics", "Кружк")
    assert_told(missing, ExitCode.USAGE, "Предмета «Кружк» у WB нет", "Похожие: .*Кружки")
    assert operator.call("dictionary", "values", "tnved").code == ExitCode.USAGE


def test_no_problems(settled: Operator) -> None:
    russian, english = settled.in_both_languages("problems")
    assert (russian.code, russian.out) == (ExitCode.OK, "Проблем нет.\n")
    assert (english.code, english.out) == (ExitCode.OK, "No problems.\n")
    assert settled.call("problems", "--json").json() == []


@pytest.mark.parametrize("ref", REFS, ids=" ".join)
def test_one_thing_from_both_sides(settled: Operator, ref: tuple[str, ...]) -> None:
    (sheet,) = settled.call("show", *ref, "--json").json()
    assert sheet["product"]["id_product"] == 21
    (card,) = sheet["cards"]
    assert card["vendor_code"] == "KZ-800"
    assert card["wanted"]["title"] == card["at_wb"]["title"] == "Кружка «Утро на даче», 350 мл"
    assert card["differences"] == []


def test_a_card_by_wbs_number_and_an_offer_of_a_colour(settled: Operator) -> None:
    (sheet,) = settled.call("show", "product", "23", "--json").json()
    card = next(card for card in sheet["cards"] if card["vendor_code"] == "KZ-820-Красный")
    told = settled.call("show", "card", str(card["at_wb"]["nm_id"]))
    assert "KZ-820-Красный" in told.out
    assert re.search(r"цена с налогом: \d+(\.\d\d)?\n", told.out)
    ids = sheet["product"]["combinations"][0]["attributes"]
    key = "23:" + "-".join(str(it["id_attribute"]) for it in ids)
    assert settled.call("show", "offer", key, "--json").json()[0]["product"]["id_product"] == 23
    assert_told(settled.call("show", "offer", "23:9999"), ExitCode.USAGE, "Не найдено: 23:9999", "товара")


def test_what_is_not_there(settled: Operator) -> None:
    russian, english = settled.in_both_languages("show", "нет-такого")
    assert_told(russian, ExitCode.USAGE, "Не найдено: нет-такого", "артикул продавца")
    assert_told(english, ExitCode.USAGE, "Not found: нет-такого", "vendor code")


def test_the_state_is_made_once_and_upgraded_at_a_word(operator: Operator, tmp_path: Path) -> None:
    new = {"SYNCD_STATE__DATABASE": f"sqlite:///{tmp_path}/new.sqlite"}
    first = operator.call("db", "upgrade", environ=new)
    second = operator.call("db", "upgrade", environ={**new, "SYNCD_LANGUAGE": "en"})
    assert (first.code, second.code) == (ExitCode.OK, ExitCode.OK)
    assert re.search(r"База состояния \S+new\.sqlite создана \(версия \w+\)", first.out)
    assert re.search(r"The state database \S+new\.sqlite .* \(\w+ \w+\)", second.out)
    assert (tmp_path / "new.sqlite").stat().st_mode & 0o077 == 0


def test_a_state_of_a_newer_program(operator: Operator) -> None:
    with sqlite3.connect(operator.folder / "state.sqlite") as state:
        state.execute("UPDATE syncd_schema SET version_num = '9999'")
    state.close()
    russian, english = operator.in_both_languages("status")
    assert_told(russian, ExitCode.USAGE, r"вела более новая версия syncd \(9999\)", "Установите")
    assert_told(english, ExitCode.USAGE, r"kept by a newer syncd \(9999\)", "Install")
