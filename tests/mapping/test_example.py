"""config/mapping.example.yaml is a mapping, and shows all that may stand in one."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from syncd.mapping.card_section import _CARD_FIELDS, PARTS
from syncd.mapping.documents import KINDS
from syncd.mapping.sections import MODIFIERS
from syncd.mapping.sources import Field, SourceKind
from syncd.model.card import Document, Documents, GroupDraft, Packaging
from syncd.model.dictionary import CharacteristicType
from syncd.model.shop import Attribute, Feature
from tests.mapping.goods import SMALL, characteristic, combination, load, mapped, measures, product

EXAMPLE = Path(__file__).parent.parent.parent / "config" / "mapping.example.yaml"
TEXT = EXAMPLE.read_text("utf-8")
KEYS = ("include", "exclude", "card", "characteristics", "rules", "when", "subject")


def test_it_is_valid() -> None:
    mapping = load(TEXT, "mapping.example.yaml")
    assert mapping.subjects == ("Футболки", 192, "Кружки")


@pytest.mark.parametrize(
    "key",
    [*KEYS, *_CARD_FIELDS, *SourceKind, *MODIFIERS, *PARTS, "type", "category", "manufacturer", "product"],
)
def test_every_key_is_shown(key: str) -> None:
    lines = [line.split(" #")[0] for line in TEXT.splitlines() if not line.startswith("#")]
    assert any(re.search(rf"(?<![\w.]){key}:(?: |$)", line) for line in lines)


@pytest.mark.parametrize("word", [*Field, *KINDS, "keep", "none", "measures", "tell", "drop"])
def test_every_word_is_named(word: str) -> None:
    assert re.search(rf"(?<!\w){word}(?!\w)", TEXT)


def test_it_does_what_it_says() -> None:
    known = (
        characteristic(1, "Цвет"),
        characteristic(2, "Пол"),
        characteristic(3, "Состав"),
        characteristic(4, "Высота предмета", type=CharacteristicType.NUMBER, unit="см"),
        characteristic(5, "Страна производства"),
        characteristic(6, "Вырез горловины"),
        characteristic(15001405, "Ставка НДС"),
        characteristic(15001135, "Номер декларации соответствия"),
    )
    told = {
        "Материал": "хлопок",
        "Состав": "80% хлопок / 20% п/э",
        "Пол": "для мужчин",
        "Высота": "700",
        "Декларация": "ЕАЭС N 1",
        "Честный знак": "да",
        "Длина упаковки": "300",
        "Ширина упаковки": "20 см",
    }
    item = product(
        combination(Attribute(11, 1, "Цвет", "color", "Чёрно-белый", True), SMALL),
        name="Футболка",
        manufacturer="СУ",
        features=tuple(Feature(n, name, value) for n, (name, value) in enumerate(told.items())),
        measures=measures(weight="0", width="0"),
    )
    found = mapped(item, TEXT, known=known)
    assert isinstance(found.result, GroupDraft), found.problems
    (card,) = found.result.cards
    assert (card.title, card.brand) == ("Футболка, хлопок", "Северный Узор")
    assert card.packaging == Packaging(30, 20, 5, Decimal("0.4"))
    assert [(size.tech_size, size.wb_size) for size in card.sizes] == [("S", "42-44")]
    assert card.documents == Documents((Document(2, "ЕАЭС N 1", endless=True),))
    assert card.kiz_marked is True
    assert {one.name: one.value for one in card.characteristics} == {
        "Цвет": ("черный", "белый"),
        "Пол": ("Мужской",),
        "Состав": ("80% хлопок", "20% п/э"),
        "Высота предмета": Decimal(70),
        "Страна производства": ("Россия",),
        "Вырез горловины": ("круглый",),
        "Ставка НДС": ("20",),
    }
