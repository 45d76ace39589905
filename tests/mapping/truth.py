"""The catalogue that the genuine shop told, and WB's dictionaries as they are known, out of ../shared."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from syncd.mapping.values import Values
from syncd.model.dictionary import Characteristic, CharacteristicType, Directory, Subject
from syncd.model.shop import (
    Attribute,
    Category,
    Combination,
    Condition,
    Feature,
    Image,
    Measures,
    Product,
    Visibility,
)

RULES = """
include:
  - category: [Одежда, Женщинам, Обувь, Дом, Косметика, Книги & «подарки», "Игрушки", Распродажа]
card:
  brand: {value: Нет бренда}
  forbidden: drop
  vendor_code: id
  dimensions: [measures, {length: 20, width: 20, height: 10, weight: 0.5}]
characteristics:
  Страна производства: {feature: Страна производства, values: {Кот-д’Ивуар: ""}}
  Пол: [{feature: Пол}, {value: Женский}]
  Состав: {feature: Состав, split: ","}
  Сезон: {feature: Сезон}
  ТНВЭД: {feature: ТН ВЭД}
  Цвет:
    - attribute: Цвет
      split: "/"
      values: {Бежевый меланж: бежевый, Натуральный: бежевый}
rules:
  - {when: {category: Одежда}, subject: Футболки}
  - {when: {category: Одежда/Платья}, subject: Платья}
  - {when: {category: Одежда/Джинсы}, subject: Джинсы}
  - {when: {category: Женщинам}, subject: Платья}
  - {when: {category: Женщинам/Топы}, subject: Блузки}
  - {when: {category: Обувь}, subject: Кроссовки}
  - {when: {category: Дом}, subject: Кружки, card: {size: none}}
  - {when: {category: Косметика}, subject: Помады, card: {size: none}}
"""


def products(shared: Path) -> list[Product]:
    with gzip.open(shared / "prestashop" / "truth" / "catalog.json.gz", "rt", encoding="utf-8") as told:
        catalogue = json.load(told)
    return [_product(row, catalogue["shop"]) for row in catalogue["products"]]


def _product(row: dict[str, Any], shop: dict[str, str]) -> Product:
    path = tuple(row["category_path"])
    category = Category(row["id_category_default"], path, True) if path else None
    return Product(
        id_product=row["id"],
        name=row["name"],
        description=_plain(row["description"]),
        description_short=_plain(row["description_short"]),
        reference=row["reference"] or "",
        ean13=_ean13(row["ean13"]),
        manufacturer=row["manufacturer"],
        active=row["active"],
        visibility=Visibility(row["visibility"]),
        condition=Condition(row["condition"]),
        available_for_order=row["available_for_order"],
        is_virtual=row["is_virtual"],
        is_pack=row["is_pack"],
        category=category,
        categories=(category,) if category else (),
        features=tuple(Feature(one["id_feature"], one["name"], one["value"]) for one in row["features"]),
        images=tuple(Image(one["id"], one["position"], one["cover"]) for one in row["images"]),
        combinations=tuple(_combination(one) for one in row["combinations"]),
        measures=Measures(
            *(Decimal(row[side]) for side in ("width", "height", "depth", "weight")),
            length_unit=shop["dimension_unit"],
            weight_unit=shop["weight_unit"],
        ),
        price=None,
        wholesale_price=Decimal(row["wholesale_price"]),
        quantity=row["quantity"],
        digest="",
        upc=row["upc"] or "",
    )


def _combination(row: dict[str, Any]) -> Combination:
    return Combination(
        id_product_attribute=row["id"],
        attributes=tuple(
            Attribute(
                id_attribute=one["id_attribute"],
                id_attribute_group=one["id_attribute_group"],
                group=one["group_public_name"],
                group_internal=one["group_name"],
                value=one["value"],
                is_colour=one["is_color_group"],
            )
            for one in row["attributes"]
        ),
        reference=row["reference"] or "",
        ean13=_ean13(row["own_ean13"]),
        weight=Decimal(row["weight"]),
        price=None,
        quantity=row["quantity"],
        is_default=bool(row["default_on"]),
        image_ids=tuple(row["image_ids"]),
    )


def _plain(html: str | None) -> str:
    return re.sub(r"<[^>]*>", " ", html or "")


def _ean13(code: str | None) -> str:
    return code if code and len(code) == 13 else ""


@dataclass
class KnownDictionary:
    """Subjects whose characteristics are known, and the directories."""

    folder: Path
    _values: dict[Directory, Values] = field(default_factory=dict)

    @cached_property
    def _subjects(self) -> dict[int, tuple[Subject, tuple[Characteristic, ...]]]:
        with gzip.open(self.folder / "characteristics.json.gz", "rt", encoding="utf-8") as told:
            rows = json.load(told)["subjects"]
        return {row["subjectID"]: (_subject(row), _characteristics(row)) for row in rows}

    def subject(self, wanted: int | str) -> Subject | None:
        found = (subject for subject, _ in self._subjects.values())
        return next((one for one in found if wanted in (one.subject_id, one.name)), None)

    def candidates(self, name: str) -> Sequence[Subject]:
        near = Values(subject.name for subject, _ in self._subjects.values()).near(name)
        return [subject for subject, _ in self._subjects.values() if subject.name in near]

    def characteristics(self, subject_id: int) -> Sequence[Characteristic]:
        return self._subjects[subject_id][1]

    def values(self, directory: Directory, subject_id: int) -> Values | None:
        if directory.by_subject and directory is not Directory.BRANDS:
            return None
        if directory not in self._values:
            rows = json.loads((self.folder / f"{directory.value}.json").read_text("utf-8"))["data"]
            names = (row["name"] if "name" in row else row["value"] for row in rows)
            self._values[directory] = Values(names)
        return self._values[directory]


def _subject(row: dict[str, Any]) -> Subject:
    return Subject(row["subjectID"], row["subjectName"], 0, row["parentName"])


def _characteristics(row: dict[str, Any]) -> tuple[Characteristic, ...]:
    return tuple(
        Characteristic(
            charc_id=one["charcID"],
            name=one["name"],
            subject_id=row["subjectID"],
            required=one["required"],
            unit=one["unitName"],
            max_count=one["maxCount"],
            type=CharacteristicType(one["charcType"]),
            named_field=one["existNamedField"],
            variable=one["isVariable"],
        )
        for one in row["characteristics"]
    )
