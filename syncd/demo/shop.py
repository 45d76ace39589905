"""The demo's shop: rows of PrestaShop's tables for the goods of `syncd.demo.goods`, in Russian."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import count, product
from pathlib import Path
from typing import Any

from syncd.demo.goods import Good, goods
from syncd.prestashop import founding

SHOP, GROUP, RUSSIAN, RUSSIA, ROUBLE = 1, 1, 1, 177, 1
ROOT, HOME = 1, 2
CLOTHES_SIZE, SHOE_SIZE, COLOUR = 1, 2, 3
"""Ids of the attribute groups."""
VAT_GROUP = 1
VAT = Decimal("1.2")
OPENED = datetime(2026, 1, 12, 10, 0)  # noqa: DTZ001 - PrestaShop writes its own zone's time

_SETTINGS = {
    "PS_VERSION_DB": "1.6.1.19",
    "PS_SHOP_NAME": "Лавка у реки",
    "PS_SHOP_DEFAULT": SHOP,
    "PS_LANG_DEFAULT": RUSSIAN,
    "PS_CURRENCY_DEFAULT": ROUBLE,
    "PS_COUNTRY_DEFAULT": RUSSIA,
    "PS_TIMEZONE": "Europe/Moscow",
    "PS_WEIGHT_UNIT": "кг",
    "PS_DIMENSION_UNIT": "см",
    "PS_ROOT_CATEGORY": ROOT,
    "PS_HOME_CATEGORY": HOME,
    "PS_TAX": 1,
    "PS_STOCK_MANAGEMENT": 1,
    "PS_ORDER_OUT_OF_STOCK": 0,
    "PS_PRICE_ROUND_MODE": 2,
    "PS_UNIDENTIFIED_GROUP": 1,
    "PS_SPECIFIC_PRICE_PRIORITIES": "id_shop;id_currency;id_country;id_group",
    "PS_SPECIFIC_PRICE_FEATURE_ACTIVE": 0,
    "PS_COMBINATION_FEATURE_ACTIVE": 1,
    "PS_FEATURE_FEATURE_ACTIVE": 1,
    "PS_PACK_FEATURE_ACTIVE": 0,
}

_COLOUR_CODES = {
    "Белый": "#FFFFFF",
    "Чёрный": "#111111",
    "Серый": "#9A9A9A",
    "Синий": "#2A52BE",
    "Тёмно-синий": "#16245A",
    "Голубой": "#87CEEB",
    "Красный": "#C81E1E",
    "Бордовый": "#7B1E3A",
    "Розовый": "#F4A7B9",
    "Зелёный": "#3C8D40",
    "Оливковый": "#6B7A2A",
    "Жёлтый": "#F2C81E",
    "Бежевый": "#D9C3A0",
    "Молочный": "#FBF3E4",
    "Коричневый": "#6B4423",
}


def build(where: str | Path, *, prefix: str = "ps_") -> None:
    """Make the shop in a new SQLite file, or in the empty database of a URL.

    Raises `ConfigurationError` CONFIG_EXISTS (path) when a shop is there already.
    """
    founding.found(where, _Shop().rows(), prefix=prefix)


def ean13(number: int) -> str:
    """A valid code of the range 200-299, which GS1 leaves to shops' own use."""
    digits = f"2{number:011d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-total % 10)


class _Shop:
    """Collects the rows of all tables."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._combinations = count(1)
        self._images = count(1)
        self._stock = count(1)
        self._codes = count(100_001)
        self._categories: dict[tuple[str, ...], int] = {(): HOME}
        self._attributes: dict[tuple[int, str], int] = {}
        self._features: dict[str, int] = {}
        self._values: dict[tuple[int, str], int] = {}
        self._brands: dict[str, int] = {}

    def rows(self) -> Mapping[str, list[dict[str, Any]]]:
        """By the table's name without a prefix."""
        self._found()
        for id_product, good in enumerate(goods(), start=1):
            self._sell(id_product, good)
        return self._rows

    def _add(self, table: str, **values: object) -> None:
        self._rows[table].append(values)

    def _found(self) -> None:
        """The shop itself: its name, language, money, taxes and the top of its categories."""
        self._add("shop_group", id_shop_group=GROUP, name="Основная группа")
        self._add("shop", id_shop=SHOP, id_shop_group=GROUP, name="Лавка у реки", id_category=HOME)
        address = {"domain": "lavka.example", "domain_ssl": "lavka.example", "physical_uri": "/"}
        self._add("shop_url", id_shop_url=1, id_shop=SHOP, main=1, active=1, **address)
        self._add("lang", id_lang=RUSSIAN, name="Русский", active=1, iso_code="ru", language_code="ru-ru")
        self._add("lang_shop", id_lang=RUSSIAN, id_shop=SHOP)
        for number, (name, value) in enumerate(_SETTINGS.items(), start=1):
            self._add("configuration", id_configuration=number, name=name, value=str(value))
        self._add("country", id_country=RUSSIA, iso_code="RU", active=1, id_zone=7)
        self._add("currency", id_currency=ROUBLE, name="Рубль", iso_code="RUB", sign="₽", conversion_rate=1)
        self._add("currency_shop", id_currency=ROUBLE, id_shop=SHOP, conversion_rate=1)
        self._add("group", id_group=1, reduction=0)
        self._add("tax", id_tax=1, rate=(VAT - 1) * 100)
        self._add("tax_rules_group", id_tax_rules_group=VAT_GROUP, name="НДС 20 %", active=1)
        self._add("tax_rule", id_tax_rule=1, id_tax_rules_group=VAT_GROUP, id_country=RUSSIA, id_tax=1)
        self._category(ROOT, 0, "Корень", root=True)
        self._category(HOME, ROOT, "Главная", root=True)
        self._group(CLOTHES_SIZE, "Размер одежды", "Размер")
        self._group(SHOE_SIZE, "Размер обуви", "Размер")
        self._group(COLOUR, "Цвет", "Цвет", is_colour=True)

    def _category(self, id_category: int, id_parent: int, name: str, *, root: bool = False) -> None:
        self._add(
            "category", id_category=id_category, id_parent=id_parent, active=1, is_root_category=int(root)
        )
        self._add("category_lang", id_category=id_category, id_shop=SHOP, id_lang=RUSSIAN, name=name)
        self._add("category_shop", id_category=id_category, id_shop=SHOP)

    def _group(self, id_group: int, name: str, public_name: str, *, is_colour: bool = False) -> None:
        kind = "color" if is_colour else "select"
        self._add(
            "attribute_group", id_attribute_group=id_group, is_color_group=int(is_colour), group_type=kind
        )
        names = {"name": name, "public_name": public_name}
        self._add("attribute_group_lang", id_attribute_group=id_group, id_lang=RUSSIAN, **names)

    def _sell(self, id_product: int, good: Good) -> None:
        self._product(id_product, good)
        self._texts(id_product, good)
        for id_category in self._branch(good.path):
            self._add("category_product", id_category=id_category, id_product=id_product)
        for name, value in good.features.items():
            self._feature(id_product, name, value)
        images = self._photograph(id_product, good)
        self._combine(id_product, good, images)

    def _product(self, id_product: int, good: Good) -> None:
        width, height, depth = good.package
        both = {
            "id_category_default": self._branch(good.path)[-1],
            "id_tax_rules_group": VAT_GROUP,
            "price": (good.price / VAT).quantize(Decimal("0.000001"), ROUND_HALF_UP),
            "wholesale_price": (good.price / 2).quantize(Decimal("0.01")),
            "active": int(good.active),
            "date_add": _written(OPENED),
            "date_upd": _written(OPENED),
        }
        self._add(
            "product",
            id_product=id_product,
            reference=good.reference,
            ean13="" if good.colours or good.sizes else self._code(good),
            id_manufacturer=self._brand(good.brand),
            width=width,
            height=height,
            depth=depth,
            weight=good.weight,
            is_virtual=int(good.virtual),
            **both,
        )
        self._add("product_shop", id_product=id_product, id_shop=SHOP, **both)

    def _texts(self, id_product: int, good: Good) -> None:
        self._add(
            "product_lang",
            id_product=id_product,
            id_shop=SHOP,
            id_lang=RUSSIAN,
            name=good.name,
            description=good.description,
            description_short=good.short,
            link_rewrite=good.reference.lower(),
        )

    def _branch(self, path: tuple[str, ...]) -> list[int]:
        """Ids from the top category down, made when they are new."""
        ids: list[int] = []
        for depth in range(1, len(path) + 1):
            part = path[:depth]
            if part not in self._categories:
                self._categories[part] = HOME + len(self._categories)
                self._category(self._categories[part], self._categories[part[:-1]], part[-1])
            ids.append(self._categories[part])
        return ids

    def _brand(self, name: str) -> int:
        if name and name not in self._brands:
            self._brands[name] = len(self._brands) + 1
            self._add("manufacturer", id_manufacturer=self._brands[name], name=name, active=1)
        return self._brands.get(name, 0)

    def _feature(self, id_product: int, name: str, value: str) -> None:
        if name not in self._features:
            self._features[name] = len(self._features) + 1
            self._add("feature", id_feature=self._features[name], position=len(self._features))
            self._add("feature_lang", id_feature=self._features[name], id_lang=RUSSIAN, name=name)
            self._add("feature_shop", id_feature=self._features[name], id_shop=SHOP)
        id_feature = self._features[name]
        if (id_feature, value) not in self._values:
            id_value = self._values[id_feature, value] = len(self._values) + 1
            self._add("feature_value", id_feature_value=id_value, id_feature=id_feature, custom=0)
            self._add("feature_value_lang", id_feature_value=id_value, id_lang=RUSSIAN, value=value)
        self._add(
            "feature_product",
            id_feature=id_feature,
            id_product=id_product,
            id_feature_value=self._values[id_feature, value],
        )

    def _attribute(self, id_group: int, value: str) -> int:
        if (id_group, value) not in self._attributes:
            id_attribute = self._attributes[id_group, value] = len(self._attributes) + 1
            code = _COLOUR_CODES.get(value, "") if id_group == COLOUR else ""
            self._add(
                "attribute",
                id_attribute=id_attribute,
                id_attribute_group=id_group,
                color=code,
                position=id_attribute,
            )
            self._add("attribute_lang", id_attribute=id_attribute, id_lang=RUSSIAN, name=value)
        return self._attributes[id_group, value]

    def _photograph(self, id_product: int, good: Good) -> dict[str, list[int]]:
        """Two pictures of each colour, the very first one the cover; ids by colour."""
        taken: dict[str, list[int]] = defaultdict(list)
        for position, (colour, _) in enumerate(product(good.colours or ("",), range(2)), start=1):
            id_image = next(self._images)
            taken[colour].append(id_image)
            cover = 1 if position == 1 else None
            image = {"id_image": id_image, "id_product": id_product, "cover": cover}
            self._add("image", position=position, **image)
            self._add("image_shop", id_shop=SHOP, **image)
        return taken

    def _combine(self, id_product: int, good: Good, images: dict[str, list[int]]) -> None:
        """Combinations with their stock, and the product's own stock row, which is their sum."""
        size_group = SHOE_SIZE if good.is_shoe else CLOTHES_SIZE
        total = 0
        for place, (colour, size) in enumerate(product(good.colours or ("",), good.sizes or ("",))):
            quantity = (id_product * 7 + place * 5) % 24
            total += quantity
            if not (colour or size):
                continue
            id_combination = next(self._combinations)
            self._combination(id_product, id_combination, good, default=place == 0)
            if colour:
                self._link(id_combination, COLOUR, colour)
            if size:
                self._link(id_combination, size_group, size)
            for id_image in images[colour]:
                picture = {"id_product_attribute": id_combination, "id_image": id_image}
                self._add("product_attribute_image", **picture)
            self._count(id_product, id_combination, quantity)
        self._count(id_product, 0, total)

    def _combination(self, id_product: int, id_combination: int, good: Good, *, default: bool) -> None:
        both = {
            "id_product": id_product,
            "id_product_attribute": id_combination,
            "default_on": 1 if default else None,
        }
        self._add(
            "product_attribute",
            reference=f"{good.reference}-{id_combination}",
            ean13=self._code(good),
            **both,
        )
        self._add("product_attribute_shop", id_shop=SHOP, **both)

    def _link(self, id_combination: int, id_group: int, value: str) -> None:
        self._add(
            "product_attribute_combination",
            id_attribute=self._attribute(id_group, value),
            id_product_attribute=id_combination,
        )

    def _count(self, id_product: int, id_combination: int, quantity: int) -> None:
        self._add(
            "stock_available",
            id_stock_available=next(self._stock),
            id_product=id_product,
            id_product_attribute=id_combination,
            id_shop=SHOP,
            id_shop_group=0,
            quantity=quantity,
            out_of_stock=2,
        )

    def _code(self, good: Good) -> str:
        return ean13(next(self._codes)) if good.barcode else ""


def _written(moment: datetime) -> str:
    return moment.isoformat(sep=" ")
