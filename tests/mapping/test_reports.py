"""Which rule made each field, which rules meet nothing, and what WB's dictionaries say to the file."""

from __future__ import annotations

from syncd.mapping import rules
from syncd.mapping.document import Mistake
from syncd.mapping.explanation import CardOrigins, Explanation, Giver, explain
from syncd.mapping.inventory import Inventory
from syncd.mapping.mapper import LeftOut, map_product
from syncd.mapping.review import review
from syncd.mapping.sources import SourceKind
from syncd.mapping.tally import ConditionHits, Tally
from syncd.mapping.values import Values
from syncd.model.dictionary import Directory
from syncd.model.shop import Product
from syncd.texts import Texts
from tests.mapping.goods import (
    BLUE,
    MUGS,
    RED,
    SMALL,
    FakeDictionary,
    characteristic,
    combination,
    load,
    measures,
    product,
)

RULES = """\
include:
  - category: Одежда
  - category: Сумки
exclude:
  - product: 3
card:
  title: {template: "{name}"}
  brand: [{field: manufacturer}, {value: Нет бренда}]
  gtin: keep
characteristics:
  Состав: {feature: Состав, split: ","}
  Пол:
    - {feature: Кому}
    - {value: Мужской}
  Объём: {value: 1}
rules:
  - when: {category: Одежда}
    subject: Рубашки
  - when: {category: Одежда/Футболки}
    subject: Футболки
    card: {dimensions: {length: 3, width: {value: 4}, height: 5, weight: 1}}
    characteristics:
      Цвет: keep
  - when: {category: Одежда/Футболки, manufacturer: Другой}
    subject: Футболки
  - when: {manufacturer: Северный Узор}
    subject: Кружки
"""
MAPPING = load(RULES, "m.yaml")


def tell(one: Mistake, language: str = "en") -> str:
    return rules.tell("m.yaml", one, Texts(language).say)


def explained(item: Product, minted: dict[str, str] | None = None) -> Explanation:
    return explain(item, MAPPING, FakeDictionary(), minted or {})


def origins(card: CardOrigins) -> dict[str, tuple[str, str, tuple[str, ...], int]]:
    return {one.field: (one.giver.value, one.name, one.values, one.line) for one in card.origins}


def test_each_field_tells_its_source_and_its_line() -> None:
    found = explained(product(combination(RED, SMALL), combination(BLUE, SMALL)), {"11": "old"})
    assert found.mapped == map_product(
        product(combination(RED, SMALL), combination(BLUE, SMALL)), MAPPING, FakeDictionary(), {"11": "old"}
    )
    assert found.mapped.rule is not None and found.mapped.rule.line == 19
    assert [rule.line for rule in found.also_met] == [17, 26]
    red, blue = found.cards
    told = origins(red)
    name = product().name
    assert told["vendor_code"] == (Giver.MINTED, "", ("old",), 0)
    assert origins(blue)["vendor_code"] == (Giver.RULE, "", ("FUT-001-Тёмно-синий",), 0)
    assert told["title"] == (SourceKind.TEMPLATE, "", (name,), 7)
    assert told["description"] == (SourceKind.FIELD, "description", (product().description,), 0)
    assert told["brand"] == (SourceKind.FIELD, "manufacturer", ("Северный Узор",), 8)
    assert told["gtin"] == (Giver.KEEP, "", (), 0)
    assert told["dimensions"] == (Giver.RULE, "", ("3x4x5", "1.000"), 21)
    assert told["Состав"] == (SourceKind.FEATURE, "состав", ("хлопок 95 %", "эластан 5 %"), 11)
    assert told["Пол"] == (SourceKind.VALUE, "", ("Мужской",), 14)
    assert told["Цвет"] == (Giver.KEEP, "", (), 23)
    assert "Объём" not in told


def test_fields_without_a_source_and_documents() -> None:
    rules = """
card: {brand: {feature: Марка}, documents: [{type: 1, number: {feature: Состав}}]}
rules: [{when: {category: Одежда}, subject: Футболки}]
"""
    (card,) = explain(product(), load(rules, "m"), FakeDictionary(), {}).cards
    told = origins(card)
    assert told["brand"][0] == Giver.NOTHING
    assert told["dimensions"] == (Giver.MEASURES, "", ("30x21x3", "0.250"), 0)
    assert told["documents[1]"] == (SourceKind.FEATURE, "состав", ("хлопок 95 %, эластан 5 %",), 2)
    (bare,) = explain(product(measures=measures(weight="0")), load(rules, "m"), FakeDictionary(), {}).cards
    assert origins(bare)["dimensions"][0] == Giver.NOTHING


def test_dropped_cards_are_explained_too() -> None:
    found = explained(product(name=""))
    assert found.mapped.result is None
    assert len(found.cards) == 1


def test_what_is_left_out_or_has_no_subject_has_no_cards() -> None:
    assert isinstance(explained(product(active=False)).mapped.result, LeftOut)
    assert explained(product(active=False)).cards == ()
    assert explained(product(category=MUGS, categories=(MUGS,))).cards == ()


# --- hits ------------------------------------------------------------------------------------------


def test_rules_and_conditions_are_counted() -> None:
    tally = Tally(MAPPING)
    for item in (
        product(),
        product(id_product=3),
        product(active=False),
        product(category=MUGS, categories=()),
    ):
        tally.see(item)
    assert tally.conditions == (
        ConditionHits("include[1]", 2, 3),
        ConditionHits("include[2]", 3, 0),
        ConditionHits("exclude[1]", 5, 1),
    )
    assert [(one.key, one.line, one.met, one.chosen) for one in tally.rules] == [
        ("rules[1]", 17, 1, 0),
        ("rules[2]", 19, 1, 1),
        ("rules[3]", 24, 0, 0),
        ("rules[4]", 26, 1, 0),
    ]
    assert tally.idle == (("include[2]", 3), ("rules[1]", 17), ("rules[3]", 24), ("rules[4]", 26))


# --- the dictionaries ------------------------------------------------------------------------------

KNOWN = (
    characteristic(14177449, "Цвет", max_count=2),
    characteristic(204557, "Пол", required=True),
    characteristic(90630, "Высота предмета", required=True),
    characteristic(14177446, "Бренд", named_field=True, required=True),
)
SLIPS = """\
characteristics:
  Цвет:
    attribute: Цвет
    values: {Бордо: бордовый, Чёрный: чорный}
  Обьем: {value: 1}
rules:
  - when: {category: Одежда}
    subject: Футбалки
  - when: {category: Одежда/Футболки}
    subject: Футболки
    characteristics:
      Высота: {feature: Высота}
      Пол: [{feature: Пол, values: {муж: мужской, "": ""}}, {value: Мальчик}]
"""


def test_the_file_is_held_against_the_dictionaries() -> None:
    directories = {
        Directory.COLOURS: Values(["черный", "бордовый"]),
        Directory.KINDS: Values(["Мужской", "Мальчики"]),
    }
    dictionary = FakeDictionary(known=KNOWN, directories=directories)
    told = [tell(one) for one in review(load(SLIPS, "m.yaml"), dictionary)]
    assert told == [
        "m.yaml:2: Цвет: WB's directory lacks the values: чорный; near ones: черный",
        "m.yaml:5: characteristics.Обьем: none of the subjects that the rules name has the characteristic "
        '"Обьем"; near ones: —',
        'm.yaml:7: rules[1].subject: WB has no subject "Футбалки", or several; near ones: Футболки (192)',
        'm.yaml:9: rules[2]: the subject "Футболки" requires characteristics that have no source: '
        "Высота предмета",
        'm.yaml:12: rules[2].characteristics.Высота: the subject "Футболки" has no characteristic "Высота"; '
        "near ones: Высота предмета",
        "m.yaml:13: Пол: WB's directory lacks the values: Мальчик; near ones: Мальчики",
    ]


def test_what_was_never_read_is_not_judged() -> None:
    dictionary = FakeDictionary(known=())
    assert [one.code for one in review(load(SLIPS, "m.yaml"), dictionary)] == ["subject-unknown"]


# --- the shop --------------------------------------------------------------------------------------

STRANGERS = """\
include:
  - category: [Одежда, Одежа, 5, 6]
exclude:
  - product: [17, 18, FUT-001, FUT-002]
card:
  title: {template: "{name} {feature:Материал} {feature:состав}"}
  size: {attribute: [Размер, Рост]}
  dimensions: {length: {feature: Длинна}, width: 1, height: 1, weight: 1}
  documents: [{type: 1, number: {feature: Пол}, end: {feature: Сертификат до}}]
characteristics:
  Цвет: {attribute: Цвета}
rules:
  - when: {feature: {Пол: [для мужчин, для мужчины], Вырез: круглый}, manufacturer: Северный узр}
    subject: Футболки
    card: {vendor_code: {template: "{attribute:Рост}"}}
  - when: {feature: Состав}
    subject: Футболки
"""


def test_what_the_file_names_and_the_shop_has_not_got_is_told_once() -> None:
    inventory = Inventory(load(STRANGERS, "m.yaml"))
    inventory.see(product(combination(RED, SMALL)))
    inventory.see(product(id_product=1, category=None, categories=(), manufacturer=None, features=()))
    told = [
        (one.line, one.key, dict(one.facts)["name"], dict(one.facts)["near"]) for one in inventory.strangers
    ]
    assert told == [
        (2, "category", "одежа", "Одежда"),
        (2, "category", "6", ""),
        (4, "product", "18", ""),
        (4, "product", "fut-002", "FUT-001"),
        (6, "feature", "материал", ""),
        (7, "attribute", "рост", ""),
        (8, "feature", "длинна", ""),
        (9, "feature", "сертификат до", ""),
        (11, "attribute", "цвета", "Цвет"),
        (13, "manufacturer", "северный узр", "Северный Узор"),
        (13, "feature", "вырез", ""),
        (13, "feature.пол", "для мужчины", "для мужчин"),
        (15, "attribute", "рост", ""),
    ]
    for one in inventory.strangers:
        for language in ("ru", "en"):
            assert "{" not in tell(one, language)
    assert tell(inventory.strangers[0]) == (
        'm.yaml:2: category: the shop has no category "одежа"; near ones: Одежда'
    )
