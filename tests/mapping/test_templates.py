from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.mapping.templates import Hole, HoleKind, TemplateError, fill, holes, parse

VALUES = {"name": "Кружка", "Материал": "фарфор", "Цвет": "белый"}


def filled(text: str) -> str:
    return fill(parse(text), lambda hole: VALUES.get(hole.name, ""))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{name} {feature:Материал}", "Кружка фарфор"),
        ("{name} {feature:Нет} {attribute:Цвет}", "Кружка белый"),
        ("{name}[, {feature:Материал}]", "Кружка, фарфор"),
        ("{name}[, {feature:Нет}]", "Кружка"),
        ("{name}[, {feature:Материал}, {feature:Нет}]!", "Кружка!"),
        ("[{feature:Нет}] {feature:Нет}", ""),
        ("Арт. {feature:Нет}", ""),
        ("Арт. 5", "Арт. 5"),
        ("{{{name}}} [[x]]", "{Кружка} [x]"),
        ("{ name } { feature : Материал }", "Кружка фарфор"),
    ],
)
def test_a_template_is_filled(text: str, told: str) -> None:
    assert filled(text) == told


def test_lines_of_a_description_stay() -> None:
    assert filled("{name}\n\nМатериал: {feature:Материал}") == "Кружка\n\nМатериал: фарфор"


def test_placeholders_are_found_in_optional_parts_too() -> None:
    assert holes(parse("{name}[{attribute: Цвет }]")) == (
        Hole(HoleKind.FIELD, "name"),
        Hole(HoleKind.ATTRIBUTE, "Цвет"),
    )


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a {name", "{name"),
        ("a } b", "} b"),
        ("a [b", "[b"),
        ("a ] b", "] b"),
        ("[a [b]]", "[b]]"),
        ("{}", "{}"),
        ("{feature:}", "{feature:}"),
        ("{colour:x}", "{colour:x}"),
    ],
)
def test_what_is_no_template_is_told_from_where_on(text: str, part: str) -> None:
    with pytest.raises(TemplateError) as raised:
        parse(text)
    assert str(raised.value) == part


@given(st.text("ab {}[]:"))
def test_any_text_is_a_template_or_none(text: str) -> None:
    try:
        template = parse(text)
    except TemplateError:
        return
    fill(template, lambda hole: hole.name)


@given(st.text("ab[]{} ").map(str.strip))
def test_what_is_doubled_stands_for_itself(text: str) -> None:
    doubled = "".join(letter * 2 if letter in "[]{}" else letter for letter in text)
    assert (
        fill(parse(doubled), lambda hole: "") == " ".join(text.split(" ")).replace("  ", " ") or "  " in text
    )
