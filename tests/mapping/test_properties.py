"""What holds for any product of any shop."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from syncd.mapping.mapper import LeftOut, Mapped, map_product
from syncd.mapping.validation import Terms, alike, faults
from syncd.mapping.values import Values
from syncd.model.card import CardDraft, GroupDraft
from syncd.model.dictionary import CharacteristicType, Directory, Subject
from syncd.model.shop import Attribute, Combination, Feature, Product
from syncd.texts import Texts
from tests.mapping.goods import FakeDictionary, characteristic, combination, load, measures, product

KNOWN = (
    characteristic(1, "Цвет", max_count=2, variable=True),
    characteristic(2, "Пол", max_count=1, required=True),
    characteristic(3, "Состав"),
    characteristic(4, "Высота предмета", type=CharacteristicType.NUMBER, unit="см"),
    characteristic(5, "Бренд", named_field=True, required=True),
    characteristic(15001135, "Номер декларации соответствия"),
)
DICTIONARY = FakeDictionary(
    known=KNOWN,
    directories={
        Directory.COLOURS: Values(["черный", "белый", "темно-синий"]),
        Directory.KINDS: Values(["Мужской", "Женский"]),
        Directory.BRANDS: Values(["Северный Узор"]),
    },
)
SUBJECT = Subject(192, "Футболки", 1, "Одежда")
MAPPINGS = [
    load(text, "mapping.yaml")
    for text in (
        """
card:
  title: [{template: "{name}[, {feature:Состав}]"}, {field: reference}]
  vendor_code: {template: "{reference}-{attribute:Размер}"}
  kiz_marked: {feature: Пол}
  gtin: {field: ean13}
  documents: [{type: 2, number: {feature: Состав, split: ","}, start: {feature: Пол}}]
characteristics:
  Цвет: {attribute: Цвет, split: "-", values: {Чёрно-белый: [черный, белый]}}
  Пол: [{feature: Пол}, {value: Мужской}]
  Состав: {feature: Состав, split: [",", " / "], most: 3}
  Высота предмета: {feature: Высота, unit: мм}
rules: [{when: {category: Одежда}, subject: Футболки}]
""",
        """
card:
  forbidden: drop
  size: none
  brand: {value: Нет бренда}
  dimensions: {length: {feature: Высота}, width: 3, height: 4, weight: {feature: Высота}}
characteristics:
  Пол: keep
  Цвет: {attribute: Цвет}
rules: [{when: {category: Одежда}, subject: Футболки}]
""",
    )
]

texts = st.one_of(
    st.text(max_size=90),
    st.text("абвГД ёЁ,.-/®😊0123456789", max_size=130),
    st.sampled_from(
        ["хлопок, лён", "80% хлопок / 20% п/э", "30 см", "1,5 м", "Мужской", "a@b.ru", "12.2027"]
    ),
)
colours = st.sampled_from(["Чёрный", "черный", "Белый", "Чёрно-белый", "морской", "", "®"])
sizes = st.sampled_from(["S", "M", "s ", "42", "", "one size"])


@st.composite
def combinations(draw: st.DrawFn) -> Combination:
    colour, size = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return combination(
        Attribute(100 + colour, 1, "Цвет", "color", draw(colours), True, colour),
        Attribute(200 + size, 2, "Размер", "size", draw(sizes), False, size),
        ean13=draw(st.sampled_from(["", "4600000000015", "4600000000022"])),
    )


@st.composite
def products(draw: st.DrawFn) -> Product:
    features = draw(st.lists(st.tuples(st.sampled_from(["Пол", "Состав", "Высота"]), texts), max_size=4))
    return product(
        *draw(st.lists(combinations(), max_size=5)),
        name=draw(texts),
        description=draw(texts),
        reference=draw(texts),
        manufacturer=draw(st.one_of(st.none(), texts, st.just("северный узор"))),
        features=tuple(Feature(n, name, value) for n, (name, value) in enumerate(features)),
        measures=measures(weight=str(draw(st.decimals(0, 100, places=4)))),
    )


def drafts(found: Mapped) -> tuple[CardDraft, ...]:
    return found.result.cards if isinstance(found.result, GroupDraft) else ()


@given(products(), st.sampled_from(MAPPINGS))
@settings(max_examples=300, deadline=None)
def test_a_card_that_goes_is_good_and_one_that_does_not_has_its_problem(
    item: Product, mapping: object
) -> None:
    found = map_product(item, mapping, DICTIONARY, {})  # type: ignore[arg-type]
    excused = frozenset({2})  # `keep` in one of the mappings
    for card in drafts(found):
        assert faults(card, Terms(SUBJECT, KNOWN, DICTIONARY, excused)) == ()
        assert 0 < len(card.title or "") <= 60
        assert 0 < len(card.vendor_code) <= 72
        assert card.packaging is None or min(card.packaging.length, card.packaging.weight) > Decimal(0)
    assert alike(drafts(found), KNOWN) == {}
    assert not isinstance(found.result, LeftOut)
    assert drafts(found) or found.problems


@given(products(), st.sampled_from(MAPPINGS))
@settings(max_examples=100, deadline=None)
def test_the_same_product_makes_the_same_cards(item: Product, mapping: object) -> None:
    once = map_product(item, mapping, DICTIONARY, {})  # type: ignore[arg-type]
    again = map_product(item, mapping, DICTIONARY, {})  # type: ignore[arg-type]
    assert once == again
    minted = {card.colour: card.vendor_code for card in drafts(once)}
    assert map_product(item, mapping, DICTIONARY, minted).result == once.result  # type: ignore[arg-type]


@given(products(), st.sampled_from(["ru", "en"]))
@settings(max_examples=50, deadline=None)
def test_every_problem_can_be_said(item: Product, language: str) -> None:
    for problem in map_product(item, MAPPINGS[0], DICTIONARY, {}).problems:
        said = Texts(language).problem(problem)
        assert all((said.what, said.why, said.advice))
        assert not said.what.startswith("problem-")
