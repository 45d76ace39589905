"""A shop in memory for the tests of jobs: products are made and edited by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from syncd.model.ports import KnownAsUnchanged
from syncd.model.price import PriceAccount
from syncd.model.problem import Problem, RefKind
from syncd.model.shop import (
    Attribute,
    Category,
    Combination,
    Condition,
    Feature,
    Image,
    Measures,
    Product,
    ShopFacts,
    Unchanged,
    Visibility,
)

FACTS = ShopFacts(
    version="1.6.1.19",
    id_shop=1,
    id_shop_group=1,
    id_lang=1,
    language="ru",
    currency="RUB",
    country="RU",
    time_zone="Europe/Moscow",
    multistore=False,
    shop_name="Лавка",
    base_url="https://shop.example/",
    products=0,
)
MEASURES = Measures(Decimal(0), Decimal(0), Decimal(0), Decimal(0), "cm", "kg")
COLOURS = {"белый": 101, "черный": 102, "синий": 103}
SIZES = {"S": 201, "M": 202, "L": 203}

TOO_LONG = "Мягкая футболка. " * 150
"""A description that WB takes in some subjects and refuses in this one: nobody but WB can know."""

MAPPING = """
card: {brand: {value: Нет бренда}, description_limit: 5000}
characteristics:
  Цвет: {attribute: Цвет}
  Пол: {feature: Пол}
  Состав: {feature: Состав}
rules:
  - when: {category: Одежда/Футболки}
    subject: Футболки
"""


BLUE_TOO_LONG = (
    "description_limit: 5000}",
    "description_limit: 5000, description: "
    f"[{{attribute: Цвет, values: {{синий: '{TOO_LONG}', '*': ''}}}}, {{field: description}}]}}",
)
"""To be replaced in `MAPPING`: of a product's cards WB refuses the blue one."""


class MemoryShop:
    """Implements the port `Shop`."""

    def __init__(self, *products: Product) -> None:
        self._products = {product.id_product: product for product in products}
        self.unreadable: list[Problem] = []
        self.reads = 0

    def describe(self) -> ShopFacts:
        return FACTS

    def products(self, unchanged: KnownAsUnchanged | None = None) -> Iterator[Product | Unchanged | Problem]:
        self.reads += 1
        items: list[Product | Problem] = [*self._products.values(), *self.unreadable]
        digests = {key: product.digest for key, product in self._products.items()}
        known = unchanged(digests) if unchanged else frozenset()
        for item in sorted(items, key=_id):
            if isinstance(item, Product) and item.id_product in known:
                yield Unchanged(item.id_product, item.digest)
            else:
                yield item

    def product(self, id_product: int) -> Product | Problem | None:
        return self._products.get(id_product)

    def price_accounts(self, id_product: int) -> tuple[PriceAccount, ...]:
        return ()

    def close(self) -> None:
        pass

    def put(self, product: Product) -> None:
        self._products[product.id_product] = product

    def get(self, id_product: int) -> Product:
        return self._products[id_product]

    def edit(self, id_product: int, **changes: object) -> None:
        changed = replace(self._products[id_product], **changes)  # type: ignore[arg-type]
        self.put(digested(changed))

    def remove(self, id_product: int) -> None:
        del self._products[id_product]


def shirt(id_product: int, *colours: str, name: str = "Футболка хлопковая", **changes: object) -> Product:
    """A T-shirt in these colours (one without a colour group when none is named), sizes S and M."""
    product = Product(
        id_product=id_product,
        name=name,
        description="Мягкая футболка из плотного хлопка.",
        description_short="",
        reference=f"TS-{id_product}",
        ean13="",
        manufacturer=None,
        active=True,
        visibility=Visibility.BOTH,
        condition=Condition.NEW,
        available_for_order=True,
        is_virtual=False,
        is_pack=False,
        category=Category(5, ("Одежда", "Футболки"), True),
        categories=(Category(5, ("Одежда", "Футболки"), True),),
        features=(Feature(1, "Пол", "Мужской"), Feature(2, "Состав", "хлопок")),
        images=(Image(id_product * 10, 1, True),),
        combinations=tuple(
            _combination(id_product, number, colour, size)
            for number, (colour, size) in enumerate(
                (colour, size) for colour in (colours or ("",)) for size in ("S", "M")
            )
        ),
        measures=MEASURES,
        price=Decimal("790"),
        wholesale_price=Decimal("300"),
        quantity=10,
        digest="",
    )
    product = replace(product, **changes)  # type: ignore[arg-type]
    return digested(product)


def _combination(id_product: int, number: int, colour: str, size: str) -> Combination:
    attributes = [Attribute(SIZES[size], 2, "Размер", "Размер", size, False)]
    if colour:
        attributes.insert(0, Attribute(COLOURS[colour], 1, "Цвет", "Цвет", colour, True))
    return Combination(
        id_product_attribute=id_product * 100 + number,
        attributes=tuple(attributes),
        reference=f"TS-{id_product}",
        ean13=ean13(id_product * 100 + number),
        weight=Decimal(0),
        price=Decimal("790"),
        quantity=5,
        is_default=number == 0,
        image_ids=(),
    )


def ean13(number: int) -> str:
    """A valid code of the range for internal use."""
    digits = f"2{number:011d}"
    odd, even = sum(map(int, digits[::2])), sum(map(int, digits[1::2]))
    return digits + str(-(odd + 3 * even) % 10)


def digested(product: Product) -> Product:
    """The product with the digest of what it is now."""
    return replace(product, digest=_digest(product))


def _digest(product: Product) -> str:
    return hashlib.blake2b(repr(replace(product, digest="")).encode(), digest_size=16).hexdigest()


def _id(item: Product | Problem) -> int:
    if isinstance(item, Problem):
        assert item.kind is RefKind.PRODUCT
        return int(item.ref)
    return item.id_product
