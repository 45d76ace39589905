"""Products of an invented Russian shop, and a dictionary of a few subjects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from syncd.mapping import rules
from syncd.mapping.mapper import Mapped, map_product
from syncd.mapping.rules import Mapping
from syncd.mapping.values import Values
from syncd.model.dictionary import Characteristic, CharacteristicType, Directory, Subject
from syncd.model.shop import (
    Attribute,
    Category,
    Combination,
    Condition,
    Feature,
    Measures,
    Product,
    Visibility,
)
from syncd.texts import Texts

RED = Attribute(11, 1, "Цвет", "color", "Красный", True, 0)
BLUE = Attribute(12, 1, "Цвет", "color", "Тёмно-синий", True, 1)
SMALL = Attribute(21, 2, "Размер", "size", "S", False, 0)
MEDIUM = Attribute(22, 2, "Размер", "size", "M", False, 1)
TALL = Attribute(31, 3, "Рост", "height", "170", False, 0)

SHIRTS = Category(5, ("Одежда", "Футболки"), True)
MUGS = Category(8, ("Дом", "Посуда"), True)
SALE = Category(9, ("Скидки", "Лето", "Июль"), True)

RULES = """
rules:
  - when: {category: Одежда/Футболки}
    subject: Футболки
"""


def measures(**changed: Any) -> Measures:
    given = {"width": "20.5", "height": "3", "depth": "30", "weight": "0.25"} | changed
    sides = {name: Decimal(given[name]) for name in ("width", "height", "depth", "weight")}
    return Measures(
        **sides, length_unit=given.get("length_unit", "cm"), weight_unit=given.get("weight_unit", "kg")
    )


def combination(
    *attributes: Attribute, ean13: str = "", weight: str = "0.25", number: int = 0
) -> Combination:
    return Combination(
        id_product_attribute=number or sum(one.id_attribute for one in attributes),
        attributes=attributes,
        reference="FUT-001",
        ean13=ean13,
        weight=Decimal(weight),
        price=Decimal(990),
        quantity=3,
        is_default=False,
        image_ids=(),
    )


def product(*combinations: Combination, **changed: Any) -> Product:
    told: dict[str, Any] = {
        "id_product": 17,
        "name": "Футболка «Северное утро» из хлопка",
        "description": "Мягкая футболка. Стирать при 30 градусах.",
        "description_short": "Мягкая футболка",
        "reference": "FUT-001",
        "ean13": "4600000000015",
        "manufacturer": "Северный Узор",
        "active": True,
        "visibility": Visibility.BOTH,
        "condition": Condition.NEW,
        "available_for_order": True,
        "is_virtual": False,
        "is_pack": False,
        "category": SHIRTS,
        "categories": (SHIRTS,),
        "features": (Feature(1, "Состав", "хлопок 95 %, эластан 5 %"), Feature(2, "Пол", "для мужчин")),
        "images": (),
        "combinations": combinations,
        "measures": measures(),
        "price": Decimal(990),
        "wholesale_price": Decimal(400),
        "quantity": 6,
        "digest": "d",
    }
    return Product(**(told | changed))


def characteristic(charc_id: int, name: str, **changed: Any) -> Characteristic:
    told: dict[str, Any] = {
        "subject_id": 192,
        "required": False,
        "unit": "",
        "max_count": 0,
        "type": CharacteristicType.STRINGS,
    }
    return Characteristic(charc_id, name, **(told | changed))


SHIRT_CHARACTERISTICS = (
    characteristic(14177446, "Бренд", max_count=1, named_field=True, required=True),
    characteristic(14177449, "Цвет", max_count=2),
    characteristic(14177450, "Состав"),
    characteristic(14177452, "Описание", type=CharacteristicType.UNUSED, required=True),
    characteristic(204557, "Пол", max_count=1),
    characteristic(88953, "Вес товара без упаковки (г)", type=CharacteristicType.NUMBER, unit="г"),
    characteristic(90630, "Высота предмета", type=CharacteristicType.NUMBER, unit="см"),
)


@dataclass
class FakeDictionary:
    subjects: Sequence[Subject] = (
        Subject(192, "Футболки", 1, "Одежда"),
        Subject(812, "Кружки", 2, "Посуда"),
    )
    known: Sequence[Characteristic] = field(default=SHIRT_CHARACTERISTICS)

    def subject(self, wanted: int | str) -> Subject | None:
        return next((one for one in self.subjects if wanted in (one.subject_id, one.name)), None)

    directories: dict[Directory, Values] = field(default_factory=dict)

    def candidates(self, name: str) -> Sequence[Subject]:
        near = Values(one.name for one in self.subjects).near(name)
        return [one for one in self.subjects if one.name in near]

    def characteristics(self, subject_id: int) -> Sequence[Characteristic]:
        return self.known if subject_id == 192 else ()

    def values(self, directory: Directory, subject_id: int) -> Values | None:
        return self.directories.get(directory)


def load(text: str, name: str, language: str = "ru") -> Mapping:
    return rules.load(text, name, Texts(language).say)


def mapped(
    item: Product,
    text: str = RULES,
    *,
    known: Sequence[Characteristic] = SHIRT_CHARACTERISTICS,
    minted: dict[str, str] | None = None,
    **directories: Sequence[str],
) -> Mapped:
    """`directories`: values by the name of a Directory, in small letters."""
    known_values = {Directory[name.upper()]: Values(names) for name, names in directories.items()}
    dictionary = FakeDictionary(known=known, directories=known_values)
    return map_product(item, load(text, "mapping.yaml"), dictionary, minted or {})


def with_lines(lines: str) -> str:
    """The rules with more lines in their only rule."""
    return RULES + "".join(f"    {line}\n" for line in lines.strip("\n").splitlines())
