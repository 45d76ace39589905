"""Rows of one product -> `Product`, or the problem that keeps it from being one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from syncd.model.problem import Problem, ProblemCode, RefKind
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
from syncd.prestashop.barcode import barcode, own_barcodes
from syncd.prestashop.context import Context
from syncd.prestashop.digest import digest
from syncd.prestashop.html import plain_text
from syncd.prestashop.page import CombinationRow, Page, ProductRow
from syncd.prestashop.price import PricedUnit
from syncd.prestashop.values import decimal, number, text

_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def assemble(row: ProductRow, page: Page, context: Context) -> Product | Problem:
    """Never raises: a product that makes no sense is told as PRODUCT_UNREADABLE (reason)."""
    try:
        if not text(row.name).strip():
            return _problem(ProblemCode.PRODUCT_NAMELESS, row, language=context.language.iso_code)
        product = _Assembly(row, page, context).product()
        return replace(product, digest=digest(product))
    except _UNREADABLE as error:
        reason = str(error) or type(error).__name__
        return _problem(ProblemCode.PRODUCT_UNREADABLE, row, reason=reason)


def _problem(code: ProblemCode, row: ProductRow, **facts: str) -> Problem:
    named = {"name": text(row.name), "reference": text(row.reference), **facts}
    return Problem(code, RefKind.PRODUCT, str(row.id_product), tuple(named.items()))


class _Assembly:
    """One product in the making."""

    def __init__(self, row: ProductRow, page: Page, context: Context) -> None:
        self.row = row
        self.page = page
        self.context = context
        self.images = tuple(
            Image(image.id_image, number(image.position), bool(image.cover))
            for image in page.images.get(row.id_product, ())
        )
        self.stock = {
            stock.id_product_attribute: number(stock.quantity) for stock in page.stock.get(row.id_product, ())
        }

    def product(self) -> Product:
        row = self.row
        is_pack = row.id_product in self.page.packs
        return Product(
            id_product=row.id_product,
            name=text(row.name),
            description=plain_text(text(row.description)),
            description_short=plain_text(text(row.description_short)),
            reference=text(row.reference),
            ean13=barcode(text(row.ean13)),
            manufacturer=self.context.manufacturers.get(number(row.id_manufacturer)),
            active=bool(row.active),
            visibility=Visibility(text(row.visibility)),
            condition=Condition(text(row.condition)),
            available_for_order=bool(row.available_for_order),
            is_virtual=bool(row.is_virtual) and not is_pack,
            is_pack=is_pack,
            category=self.context.categories.category(number(row.id_category_default)),
            categories=self._categories(),
            features=self._features(),
            images=self.images,
            combinations=self._combinations(),
            measures=self._measures(),
            price=self._price(),
            wholesale_price=decimal(row.wholesale_price),
            quantity=self.stock.get(0, 0),
            digest="",
        )

    def _categories(self) -> tuple[Category, ...]:
        found = map(self.context.categories.category, self.page.categories.get(self.row.id_product, ()))
        return tuple(category for category in found if category)

    def _features(self) -> tuple[Feature, ...]:
        """In the shop's order; a product has at most one value of each."""
        values = dict(self.page.features.get(self.row.id_product, ()))
        if not values:
            return ()
        return tuple(
            Feature(id_feature, name, None if values[id_feature] is None else text(values[id_feature]))
            for id_feature, name in self.context.features.items()
            if id_feature in values
        )

    def _measures(self) -> Measures:
        row, configuration = self.row, self.context.configuration
        return Measures(
            width=decimal(row.width),
            height=decimal(row.height),
            depth=decimal(row.depth),
            weight=decimal(row.weight),
            length_unit=configuration.text("PS_DIMENSION_UNIT"),
            weight_unit=configuration.text("PS_WEIGHT_UNIT"),
        )

    def _price(self, impact: Decimal = Decimal(0)) -> Decimal:
        unit = PricedUnit(
            id_product=self.row.id_product,
            price=decimal(self.row.price),
            id_tax_rules_group=number(self.row.id_tax_rules_group),
            impact=impact,
        )
        return self.context.pricing.price(unit)

    def _combinations(self) -> tuple[Combination, ...]:
        rows = self.page.combinations.get(self.row.id_product, ())
        codes = own_barcodes([text(row.ean13) for row in rows])
        return tuple(self._combination(row, code) for row, code in zip(rows, codes, strict=True))

    def _combination(self, row: CombinationRow, code: str) -> Combination:
        return Combination(
            id_product_attribute=row.id_product_attribute,
            attributes=self._attributes(row.id_product_attribute),
            reference=text(row.reference) or text(self.row.reference),
            ean13=code,
            weight=decimal(self.row.weight) + decimal(row.weight),
            price=self._price(decimal(row.price)),
            quantity=self.stock.get(row.id_product_attribute, 0),
            is_default=bool(row.default_on),
            image_ids=self._image_ids(row.id_product_attribute),
        )

    def _attributes(self, id_product_attribute: int) -> tuple[Attribute, ...]:
        """By group, then by id; one that no longer exists is left out."""
        known = self.context.attributes
        linked = self.page.attributes.get(id_product_attribute, ())
        found = [known[id_attribute] for id_attribute in linked if id_attribute in known]
        return tuple(sorted(found, key=lambda each: (each.id_attribute_group, each.id_attribute)))

    def _image_ids(self, id_product_attribute: int) -> tuple[int, ...]:
        """In the order of the product's images; links to no image of this shop lead nowhere."""
        linked = set(self.page.combination_images.get(id_product_attribute, ()))
        return tuple(image.id_image for image in self.images if image.id_image in linked)
