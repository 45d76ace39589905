from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from syncd.mapping.documents import is_gtin
from syncd.mapping.mapper import Mapped
from syncd.model.card import CardDraft, Document, Documents, GroupDraft
from syncd.model.problem import ProblemCode
from syncd.model.shop import Feature
from tests.mapping.goods import SHIRT_CHARACTERISTICS, characteristic, mapped, product, with_lines

RULE = """
card:
  documents:
    - type: declaration
      number: {feature: Декларация}
      start: {feature: Начало}
      end: {feature: Конец}
    - {type: 3, number: {feature: СГР}}
"""


DECLARED = (*SHIRT_CHARACTERISTICS, characteristic(15001135, "Номер декларации соответствия"))
REGISTERED = (*DECLARED, characteristic(62945173, "Свидетельство о регистрации СГР"))


def shop(**features: str) -> Any:
    return product(
        features=tuple(Feature(n, name, value) for n, (name, value) in enumerate(features.items()))
    )


def card(found: Mapped) -> CardDraft:
    assert isinstance(found.result, GroupDraft)
    return found.result.cards[0]


def codes(found: Mapped) -> list[ProblemCode]:
    return [problem.code for problem in found.problems]


def test_a_document_has_its_number_and_dates() -> None:
    found = mapped(
        shop(Декларация="ЕАЭС N RU Д-RU.А01", Начало="01.02.2025", Конец="2028-01-31"),
        with_lines(RULE),
        known=DECLARED,
    )
    assert card(found).documents == Documents(
        (Document(2, "ЕАЭС N RU Д-RU.А01", start=date(2025, 2, 1), end=date(2028, 1, 31)),)
    )
    assert found.problems == ()


def test_several_documents_and_one_without_an_end() -> None:
    found = mapped(shop(Декларация="А", Конец="Бессрочно", СГР="Б"), with_lines(RULE), known=REGISTERED)
    assert card(found).documents == Documents((Document(2, "А", endless=True), Document(3, "Б")))


def test_what_the_shop_does_not_know_is_not_ours() -> None:
    assert card(mapped(shop(), with_lines(RULE))).documents is None
    assert card(mapped(shop(), with_lines("card: {documents: keep}"))).documents is None


def test_the_seller_may_vouch_that_none_are_needed() -> None:
    assert card(mapped(shop(), with_lines("card: {documents: none}"))).documents == Documents(excluded=True)


@pytest.mark.parametrize(
    ("start", "end"),
    [("вчера", "31.12.2027"), ("31.02.2025", ""), ("", "2027-13-01"), ("02.01.2026", "01.01.2026")],
)
def test_dates_that_are_not_clear_drop_the_card(start: str, end: str) -> None:
    found = mapped(shop(Декларация="А", Начало=start, Конец=end), with_lines(RULE), known=DECLARED)
    assert (found.result, codes(found)) == (None, [ProblemCode.DOCUMENT_UNCLEAR])
    assert dict(found.problems[0].facts)["number"] == "А"


def test_a_document_that_the_subject_does_not_take_stays_behind() -> None:
    found = mapped(shop(Декларация="А", СГР="Б"), with_lines(RULE), known=DECLARED)
    assert card(found).documents == Documents((Document(2, "А"),))
    assert codes(found) == [ProblemCode.DOCUMENT_NOT_TAKEN]
    assert dict(found.problems[0].facts)["number"] == "Б"


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("yes", True),
        ("да", True),
        ("no", False),
        ("keep", None),
        ("{feature: Знак}", True),
        ("{feature: Нет такой}", None),
        ("{feature: Знак, values: {есть: нет}}", False),
    ],
)
def test_the_marking_code_is_vouched_for(line: str, marked: bool | None) -> None:
    assert card(mapped(shop(Знак="Есть"), with_lines(f"card: {{kiz_marked: {line}}}"))).kiz_marked is marked


def test_an_unclear_answer_about_the_marking_code_drops_the_card() -> None:
    found = mapped(shop(Знак="наверное"), with_lines("card: {kiz_marked: {feature: Знак}}"))
    assert (found.result, codes(found)) == (None, [ProblemCode.MARKING_UNCLEAR])


def test_the_gtin_is_read_and_judged() -> None:
    rules = with_lines("card: {gtin: {feature: GTIN}}")
    assert card(mapped(shop(GTIN="4600-0000 00015"), rules)).gtin == "4600000000015"
    assert card(mapped(shop(), rules)).gtin is None
    found = mapped(shop(GTIN="4600000000016"), rules)
    assert (found.result, codes(found)) == (None, [ProblemCode.GTIN_WRONG])


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("4600000000015", True),
        ("04600000000015", True),
        ("96385074", True),
        ("036000291452", True),
        ("4600000000014", False),
        ("460000000001", False),
        ("", False),
        ("٤٦٠٠٠٠٠٠٠٠٠١٥", False),
    ],
)
def test_a_gtin_has_its_check_digit(text: str, good: bool) -> None:
    assert is_gtin(text) is good
