"""What is mapped here the sandbox's judge takes: two readings of one contract."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncd.mapping.mapper import map_product
from syncd.mapping.validation import Terms, faults
from syncd.mapping.values import Values
from syncd.model.card import CardDraft, GroupDraft
from syncd.model.dictionary import Characteristic, CharacteristicType, Directory, Subject
from syncd.model.shop import Product
from syncd.sandbox import bodies, judge
from syncd.sandbox.dictionary import own_dictionary
from syncd.wildberries.content_body import variant_body
from tests.mapping.goods import load
from tests.mapping.test_properties import products

SANDBOX = own_dictionary()
SHIRTS = SANDBOX.subjects[192]
RULES = """
card:
  title: {template: "{name}[, {feature:Состав}]"}
  brand: [{field: manufacturer, values: {северный узор: Северный Узор, "*": Нет бренда}}, {value: Нет бренда}]
  forbidden: FORBIDDEN
characteristics:
  Цвет: {attribute: Цвет, split: "-", values: {Чёрно-белый: [черный, белый], "": ""}}
  Пол: [{feature: Пол}, {value: Мужской}]
  Состав: {feature: Состав, split: [",", " / "], most: 3}
  Высота предмета: {feature: Высота, unit: мм}
rules: [{when: {category: Одежда}, subject: Футболки}]
"""
MAPPINGS = [load(RULES.replace("FORBIDDEN", word), "mapping.yaml") for word in ("tell", "drop")]


class SandboxDictionary:
    def __init__(self) -> None:
        self._values = {
            Directory.COLOURS: Values(one.name for one in SANDBOX.colours),
            Directory.KINDS: Values(SANDBOX.kinds),
            Directory.COUNTRIES: Values(one.name for one in SANDBOX.countries),
            Directory.SEASONS: Values(SANDBOX.seasons),
            Directory.VAT: Values(SANDBOX.vat),
            Directory.TNVED: Values(one.code for one in SANDBOX.tnved(SHIRTS.id)),
            Directory.BRANDS: Values(one.name for one in SANDBOX.brands_of(SHIRTS)),
        }
        self._characteristics = tuple(_characteristic(one) for one in SANDBOX.charcs(SHIRTS).values())

    def subject(self, wanted: int | str) -> Subject | None:
        return Subject(SHIRTS.id, SHIRTS.name, SHIRTS.parent_id, SHIRTS.parent_name)

    def candidates(self, name: str) -> Sequence[Subject]:
        return ()

    def characteristics(self, subject_id: int) -> Sequence[Characteristic]:
        return self._characteristics

    def values(self, directory: Directory, subject_id: int) -> Values | None:
        return self._values[directory]


def _characteristic(one: Any) -> Characteristic:
    return Characteristic(
        charc_id=one.id,
        name=one.name,
        subject_id=SHIRTS.id,
        required=one.required,
        unit=one.unit,
        max_count=one.max_count,
        type=CharacteristicType(one.type),
        named_field=one.named_field,
        variable=one.is_variable,
    )


DICTIONARY = SandboxDictionary()


def verdict(cards: Sequence[CardDraft]) -> list[str]:
    """Everything for which the sandbox would refuse the group, at once or later."""
    rows = [json.loads(json.dumps(variant_body(card), default=float)) for card in cards]
    variants = [bodies.variant(row) for row in rows]
    judge.check_vendor_codes(variants, ())
    judge.check_required(SANDBOX, [(SHIRTS, variant) for variant in variants])
    found = [text for variant in variants for text in judge.faults(SANDBOX, SHIRTS, variant)]
    found += [text for variant in variants for text in judge.size_faults(SHIRTS, variant.sizes)]
    shown = [(one.vendor_code, judge.traits(SANDBOX, SHIRTS, one)) for one in variants]
    return found + list(judge.repeated(shown))


@given(products(), st.sampled_from(MAPPINGS))
@settings(max_examples=200, deadline=None)
def test_the_sandbox_finds_nothing_in_cards_that_go(item: Product, mapping: Any) -> None:
    found = map_product(item, mapping, DICTIONARY, {})
    if isinstance(found.result, GroupDraft):
        assert verdict(found.result.cards) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Футболка 😊"},
        {"title": "Футболка a@b.ru"},
        {"title": "Ф" * 61},
        {"description": "Лучшая ® футболка"},
        {"brand": "Бренд, которого нет"},
        {"vendor_code": "Ф" * 73},
    ],
)
def test_what_the_sandbox_finds_was_found_before(changed: dict[str, str]) -> None:
    told = {"vendor_code": "A", "title": "Футболка", "description": None, "brand": None} | changed
    card = CardDraft(17, "", packaging=None, characteristics=(), sizes=(), **told)  # type: ignore[arg-type]
    variant = bodies.variant(json.loads(json.dumps(variant_body(card), default=float)))
    assert judge.faults(SANDBOX, SHIRTS, variant)
    subject, known = DICTIONARY.subject(192), DICTIONARY.characteristics(192)
    assert subject is not None
    excused = frozenset(one.charc_id for one in known)
    assert faults(card, Terms(subject, known, DICTIONARY, excused))
