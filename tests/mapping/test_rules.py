from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.shop import Category, Feature
from tests.mapping.goods import MUGS, RED, SALE, SHIRTS, SMALL, combination, load, mapped, product


def mistakes(text: str, language: str = "en") -> list[str]:
    with pytest.raises(ConfigurationError) as raised:
        load(text, "m.yaml", language)
    assert raised.value.code is ErrorCode.MAPPING_INVALID
    assert raised.value.facts == {"file": "m.yaml", "count": str(len(raised.value.mistakes))}
    return list(raised.value.mistakes)


def test_every_mistake_is_told_with_line_and_key() -> None:
    told = mistakes(
        """\
include: Одежда
surprise: 1
card:
  tilte: {field: name}
  title: {field: nam}
  description_limit: 9000
  vendor_code: random
  dimensions: {length: 3, width: 0, height: 1, weight: 0.0001}
  brand: Foo
  size: {attribute: [], vals: {a: b}}
rules:
  - when: {}
    subject: 12
  - subject: [a]
    characteristics:
      Пол: {feature: a, value: b}
      пол: {}
"""
    )
    keys = [line.split(": ")[0] + " " + line.split(": ")[1] for line in told]
    assert keys == [
        "m.yaml:1 include",
        "m.yaml:2 surprise",
        "m.yaml:4 card.tilte",
        "m.yaml:5 card.title.field",
        "m.yaml:6 card.description_limit",
        "m.yaml:7 card.vendor_code",
        "m.yaml:8 card.dimensions.width",
        "m.yaml:8 card.dimensions.weight",
        "m.yaml:9 card.brand",
        "m.yaml:10 card.size.vals",
        "m.yaml:10 card.size.attribute",
        "m.yaml:12 rules[1].when",
        "m.yaml:14 rules[2]",
        "m.yaml:14 rules[2].subject",
        "m.yaml:16 rules[2].characteristics.Пол",
        "m.yaml:17 rules[2].characteristics.пол",
        "m.yaml:17 rules[2].characteristics.пол",
    ]
    assert 'perhaps "title" was meant' in told[2]
    assert "from 1 to 5000" in told[4]


NEWER = """\
card:
  title: {template: "{nmae} {feature:Материал}"}
  description: {template: "{name"}
  brand: {field: manufacturr}
  forbidden: dorp
  vendor_code: {templat: "{id}"}
  dimensions: {length: {feature: Длина}, width: {featur: Ширина}, height: x, weight: 1}
  size: {attribute: [Размер], russion: {S: 44}}
  documents:
    - {type: certificat, number: {feature: А}}
    - {type: certificate}
    - сертификат
  kiz_marked: perhaps
  gtin: 4600
characteristics:
  Состав: {feature: Состав, split: [], unit: аршин, most: 0}
rules:
  - when: {product: 1, feature: {}}
    subject: Футболки
"""


def test_mistakes_of_the_newer_sections_are_told_with_line_and_key_and_a_near_word() -> None:
    told = mistakes(NEWER)
    assert [": ".join(line.split(": ")[:2]) for line in told] == [
        "m.yaml:2: card.title.template",
        "m.yaml:3: card.description.template",
        "m.yaml:4: card.brand.field",
        "m.yaml:5: card.forbidden",
        "m.yaml:6: card.vendor_code.templat",
        "m.yaml:6: card.vendor_code",
        "m.yaml:7: card.dimensions.width.featur",
        "m.yaml:7: card.dimensions.width",
        "m.yaml:7: card.dimensions.height",
        "m.yaml:8: card.size.russion",
        "m.yaml:10: card.documents[1].type",
        "m.yaml:11: card.documents[2]",
        "m.yaml:12: card.documents[3]",
        "m.yaml:13: card.kiz_marked",
        "m.yaml:14: card.gtin",
        "m.yaml:16: characteristics.Состав.split",
        "m.yaml:16: characteristics.Состав.unit",
        "m.yaml:16: characteristics.Состав.most",
    ]
    for place, near in ((0, "name"), (2, "manufacturer"), (3, "drop"), (4, "template"), (10, "certificate")):
        assert f'perhaps "{near}" was meant' in told[place]
    assert "{name" in told[1]
    for line in mistakes(NEWER, "ru"):
        assert "mapping-" not in line


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 1",
        "rules: []",
        "rules: {a: b}",
        "rules: [1]",
        "rules: [{when: {product: x}, subject: ''}]",
        "rules: [{when: {product: 99999999999999999999999}, subject: 1}]",
        "rules: [{when: {product: 0}, subject: 0}]",
        "rules: [{when: {category: }, subject: ~}]",
        "rules: [{when: {feature: []}, subject: a}]",
        "rules: [{when: {product: 1}, subject: a, card: {colour: {}}}]",
        "rules: [{when: {product: 1}, subject: a, card: {dimensions: [x]}}]",
        "card: {dimensions: {length: 1, width: 1, height: 1, weight: NaN}}",
        "rules: [{when: {product: 1}, subject: a, characteristics: {А: [{value: 1}, [{value: 2}]]}}]",
        "rules: [{when: {product: 1}, subject: a, characteristics: {А: {value: 1, values: 3}}}]",
        "rules: [{when: {product: 1}, subject: a, characteristics: {А: {value: 1, split: ''}}}]",
        "rules: [{when: {product: 1}, subject: a, characteristics: {А: Б}}]",
        "rules: [{when: {product: 1, product: 2}, subject: a}]",
        "rules: &a [*a]",
        "<<: {rules: []}",
    ],
)
def test_a_mistake_has_its_text_in_both_languages(text: str, language: str) -> None:
    for line in mistakes(text, language):
        assert line.startswith("m.yaml:")
        assert "mapping-" not in line and "{" not in line.replace("{feature: Состав}", "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("rules:\n  - when: [1\n", "3"),
        ("a: b: c", "1"),
        ("\ta: 1", "1"),
        ("a: 1\n---\nb: 2", "2"),
        ("a: \x01", "1"),
        ("[" * 5000, "1"),
    ],
)
def test_what_is_no_yaml_tells_its_line(text: str, line: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(text, "m.yaml")
    assert raised.value.code is ErrorCode.MAPPING_SYNTAX
    assert raised.value.facts["line"] == line
    assert raised.value.facts["detail"]
    assert raised.value.mistakes[0].startswith(f"m.yaml:{line}: ")


@given(st.text(max_size=60))
def test_any_text_is_a_mapping_or_a_mistake_of_its_owner(text: str) -> None:
    with pytest.raises(ConfigurationError):
        load(text, "m.yaml")


def test_the_version_is_that_of_the_meaning() -> None:
    when, given_values = "{category: [Одежда, Обувь]}", "{А: {value: 1}, Б: keep}"
    plain = f"rules: [{{when: {when}, subject: Футболки, characteristics: {given_values}}}]"
    other = """
# the same in other words
rules:
  - subject: "футболки"
    when:
      category: [обувь,  " ОДЕЖДА "]
    characteristics:
      Б: keep
      А: {value: "1"}
"""
    assert load(plain, "a").version == load(other, "b").version
    for change in (
        ("Обувь", "Сумки"),
        ("keep", "{value: 2}"),
        ("value: 1", "feature: 1"),
        ("Футболки", "192"),
    ):
        assert load(plain.replace(*change), "a").version != load(plain, "a").version


def test_bare_numbers_are_ids_and_quoted_ones_are_names() -> None:
    mapping = load(
        'rules: [{when: {category: 5}, subject: "192"}, {when: {category: "5"}, subject: 192}]', "m"
    )
    assert mapping.subjects == ("192", 192)
    assert mapping.rules[0].when.category_ids == {5}
    assert mapping.rules[1].when.category_paths == {"5"}


@pytest.mark.parametrize(
    ("when", "matches"),
    [
        ("{category: Одежда}", True),
        ("{category: ' одежда /  футболки '}", True),
        ("{category: Одежда/Фут}", False),
        ("{category: Футболки}", False),
        ("{category: [Обувь, Одежда]}", True),
        ("{category: 5}", True),
        ("{category: 6}", False),
        ("{category: Скидки/Лето}", True),
        ("{manufacturer: северный узор}", True),
        ("{manufacturer: Другой}", False),
        ("{feature: {пол: [для женщин, Для мужчин]}}", True),
        ("{feature: {Пол: унисекс}}", False),
        ("{feature: {Пол: для мужчин, Сезон: лето}}", False),
        ("{product: [16, 17]}", True),
        ("{product: 16}", False),
        ("{category: Одежда, manufacturer: Другой}", False),
        ("{category: Обувь, product: 17}", False),
        ("{product: fut-001}", True),
        ("{product: '17'}", False),
        ("{product: [99, FUT-001]}", True),
        ("{product: R-5}", True),
        ("{product: R-6}", False),
        ("{feature: пол}", True),
        ("{feature: [Пол, Состав]}", True),
        ("{feature: [Вырез, Пол]}", True),
        ("{feature: [Вырез, Сезон]}", False),
        ("{feature: Пустая}", False),
    ],
)
def test_a_condition_holds_when_all_of_it_does(when: str, matches: bool) -> None:
    one = replace(combination(RED, SMALL), reference="R-5")
    features = (*product().features, Feature(9, "Пустая", " "))
    item = product(one, categories=(SHIRTS, SALE), features=features)
    mapping = load(f"rules: [{{when: {when}, subject: 1}}]", "m")
    assert (mapping.rule(item) is not None) is matches


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        ("{category: Одежда}", "{category: Одежда/Футболки}", 2),
        ("{category: Одежда/Футболки}", "{category: Одежда}", 1),
        ("{category: Скидки/Лето/Июль}", "{category: Одежда}", 2),
        ("{category: Скидки}", "{category: Скидки/Лето}", 2),
        ("{category: Одежда/Футболки}", "{product: 17}", 2),
        ("{category: Одежда/Футболки}", "{product: FUT-001}", 2),
        ("{category: Одежда}", "{category: Одежда, feature: Пол}", 2),
        ("{manufacturer: Северный Узор}", "{category: Скидки}", 2),
        ("{category: Одежда}", "{category: Одежда, feature: {Пол: для мужчин}}", 2),
        ("{category: 5}", "{category: Одежда}", 1),
        ("{category: Одежда}", "{category: Одежда}", 1),
    ],
)
def test_the_most_exact_rule_wins_wherever_it_stands(first: str, second: str, winner: int) -> None:
    rules = f"rules: [{{when: {first}, subject: 1}}, {{when: {second}, subject: 2}}]"
    rule = load(rules, "m").rule(product(categories=(SHIRTS, SALE)))
    assert rule is not None and rule.subject == winner


def test_a_category_whose_name_has_a_slash_is_found() -> None:
    item = product(category=Category(7, ("Обувь/Сумки", "Кеды"), True), categories=())
    assert load("rules: [{when: {category: Обувь/Сумки}, subject: 1}]", "m").rule(item)


def test_include_and_exclude_decide_silently() -> None:
    rules = (
        "include: [{category: Дом}]\nexclude: [{product: 3}]\n"
        + "rules: [{when: {category: Одежда}, subject: 192}]"
    )
    mapping = load(rules, "m")
    assert not mapping.is_included(product())
    assert mapping.is_included(product(category=MUGS))
    assert mapping.is_excluded(product(id_product=3))
    assert not mapping.is_excluded(product())


def test_a_rule_adds_to_the_common_fields() -> None:
    rules = """
card: {vendor_code: id, brand: keep}
rules:
  - {when: {category: Одежда}, subject: Футболки, card: {barcode: none}}
"""
    rule = load(rules, "m").rules[0]
    assert (rule.card.vendor_code.value, rule.card.brand, rule.card.barcode.value) == ("id", None, "none")


def test_words_of_yaml_stay_words() -> None:
    rules = """
rules:
  - when: {category: Одежда}
    subject: Футболки
    characteristics: {Пол: {feature: Пол, values: {no: да, 0012: "да"}}, Состав: {value: 007}}
"""
    item = product(features=(Feature(1, "Пол", "No"),))
    result = mapped(item, rules).result
    values = {one.name: one.value for one in result.cards[0].characteristics}  # type: ignore[union-attr]
    assert values == {"Пол": ("да",), "Состав": ("007",)}
