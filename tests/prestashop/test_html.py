from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.prestashop.html import plain_text

CASES = {
    "nothing": (None, ""),
    "plain text stays": ("Хлопок 100%", "Хлопок 100%"),
    "plain lines stay apart": ("Первая\nВторая\n\n\n\nТретья", "Первая\nВторая\n\nТретья"),
    "paragraphs": ("<p>Один</p><p>Два</p>", "Один\n\nДва"),
    "source line breaks are spaces": ("<p>Один\n   два</p>", "Один два"),
    "br": ("раз<br>два<br/>три", "раз\nдва\nтри"),
    "many br are one empty line": ("раз<br><br><br><br>два", "раз\n\nдва"),
    "div is a line": ("<div>раз</div><div>два</div>", "раз\nдва"),
    "list": (
        "<p>Состав:</p><ul>\n<li>лён</li>\n<li>хлопок</li>\n</ul><p>Всё</p>",
        "Состав:\n\n- лён\n- хлопок\n\nВсё",
    ),
    "numbered list": ("<ol><li>раз</li><li>два</li></ol>", "1. раз\n2. два"),
    "list in a list": ("<ol><li>а<ul><li>х</li></ul></li><li>б</li></ol>", "1. а\n- х\n2. б"),
    "paragraph in an item": ("<ul><li><p>лён</p></li><li><p>шёлк</p></li></ul>", "- лён\n- шёлк"),
    "empty item": ("<ul><li></li><li>лён</li></ul>", "- лён"),
    "item without a list": ("<li>лён</li>", "- лён"),
    "no-break spaces": ("190&nbsp;г/м&sup2;\u00a0— да", "190 г/м² — да"),
    "empty paragraphs": ("<p>&nbsp;</p><p>Да</p><p> </p>", "Да"),
    "entities": ("5 &lt; 6 &amp; 7 &#1055;", "5 < 6 & 7 П"),
    "styles and scripts": ("<style>p{color:red}</style><script>if (a<b) {}</script>Да", "Да"),
    "comment": ("Да<!-- нет -->!", "Да!"),
    "words in tags stay joined": ("<b>жир</b>ный", "жирный"),
    "table": (
        "<table><tr><th>Рост</th><td>170</td></tr><tr><td>Вес</td><td>60</td></tr></table>",
        "Рост 170\nВес 60",
    ),
    "paragraphs that fill cells": (
        "<table><tbody>\n<tr>\n<td><p>Размер</p></td>\n<td><p>42</p></td>\n</tr>"
        "<tr><td><p>Цвет</p><td><p>Белый</p></tr></table><p>Да</p>",
        "Размер 42\nЦвет Белый\n\nДа",
    ),
    "a page laid out by a table": (
        "<table><tr><td><p>Раз</p><p>Два</p><ul><li>три</li></ul></td></tr><tr><td>Четыре</td></tr></table>",
        "Раз\n\nДва\n\n- три\nЧетыре",
    ),
    "empty cells": ("<table><tr><td></td><td><p>S</p></td></tr><tr><td>M</td></tr></table>", "S\nM"),
    "a list in a cell": (
        "<table><tr><td>Состав</td><td><ul><li>лён</li></ul></td></tr></table>",
        "Состав\n- лён",
    ),
    "powers": (
        "м<sup>2</sup> 10<sup>6</sup> с<sup>-1</sup> H<sub>2</sub>O 5</sup>0 XX<sup>-й</sup>",
        "м² 10^6 с^-1 H2O 50 XX-й",
    ),
    "a list numbered on": (
        '<ol start="3"><li>в</li><li>г</li></ol><ol start="x"><li>а</li>',
        "3. в\n4. г\n\n1. а",
    ),
    "what visitors do not read": (
        "<video><source src=a>Ваш браузер стар</video><select><option>S</option></select>"
        "<button>Купить</button>Да",
        "Да",
    ),
    "Word's leavings": (
        "<!--[if gte mso 9]><xml><w:WordDocument>x</w:WordDocument></xml><![endif]-->"
        '<p class="MsoNormal" style="margin:0"><o:p>Да</o:p></p>',
        "Да",
    ),
    "separators of lines": ("раз\u2028два\x0bтри", "раз два три"),
    "entities written twice": ("&lt;p&gt;Да&lt;/p&gt;", "<p>Да</p>"),
    "soft hyphen": ("хло&shy;пок", "хлопок"),
    "not closed": ("<p>Раз<p>Два<b", "Раз\n\nДва"),
    "closed without opening": ("</ul></li></p>Раз", "Раз"),
    "lone less-than": ("1 < 2", "1 < 2"),
}


@pytest.mark.parametrize("html, expected", CASES.values(), ids=CASES.keys())
def test_reads_well(html: str | None, expected: str) -> None:
    assert plain_text(html) == expected


@pytest.mark.parametrize("piece", ["<a ", "<a\n", "<!--", "</", "<?", "<a href='", '<a b="', "<style", "<"])
def test_a_text_of_nothing_but_broken_tags_takes_no_minutes(piece: str) -> None:
    begun = time.perf_counter()
    plain_text("<p>Да</p>" + piece * (60_000 // len(piece)))
    assert time.perf_counter() - begun < 10


def test_some_signs_of_less_than_spoil_no_tag() -> None:
    assert plain_text('<p title="1 < 2">3 < 4 <b title="<">жир</b></p><!-- <p>нет</p> -->') == "3 < 4 жир"


@given(st.text(alphabet="<>/&;pliubrolst \n\u00a0щ\"'=!-", max_size=60))
def test_takes_any_text(html: str) -> None:
    text = plain_text(html)
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert "\u00a0" not in text
