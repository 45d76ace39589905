"""Rows of one product -> `Product`, or the problem that keeps it from being one."""

from __future__ import annotations

from datetime import date

from syncd.model.problem import Problem, ProblemCode, RefKind
from syncd.model.shop import (
    Attribute,
    Category,
    Combination,
    Condition,
    Feature,
    Image,
    Measures,
    PackItem,
    PackStock,
    Product,
    Visibility,
)
from syncd.prestashop.barcode import barcode
from syncd.prestashop.context import Context
from syncd.prestashop.database import Row
from syncd.prestashop.html import plain_text
from syncd.prestashop.page import (
    AttributeRow,
    CategoryRow,
    CombinationImageRow,
    CombinationRow,
    FeatureRow,
    ImageRow,
    PackRow,
    ProductRow,
    ProductRows,
    StockRow,
)
from syncd.prestashop.values import decimal, moment, number, text

_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

_DENY, _ALLOW, _BY_DEFAULT = 0, 1, 2
"""stock_available.out_of_stock; any other value too leaves it to PS_ORDER_OUT_OF_STOCK."""

_PACK_STOCK = {0: PackStock.PACK, 1: PackStock.ITEMS, 2: PackStock.BOTH}
"""product_shop.pack_stock_type; any other value leaves it to PS_PACK_STOCK_TYPE."""


def assemble(rows: ProductRows, context: Context, digest: str) -> Product | Problem:
    """Never raises: a product that makes no sense is told as PRODUCT_UNREADABLE (reason)."""
    row = ProductRow(*rows.product)
    try:
        if not text(row.name).strip():
            return _problem(ProblemCode.PRODUCT_NAMELESS, row, language=context.language.iso_code)
        return _Assembly(row, rows, context).product(digest)
    except _UNREADABLE as error:
        reason = str(error) or type(error).__name__
        return _problem(ProblemCode.PRODUCT_UNREADABLE, row, reason=reason)


def _problem(code: ProblemCode, row: ProductRow, **facts: str) -> Problem:
    named = {"name": text(row.name), "reference": text(row.reference), **facts}
    return Problem(code, RefKind.PRODUCT, str(row.id_product), tuple(named.items()))


class _Assembly:
    """One product in the making."""

    def __init__(self, row: ProductRow, rows: ProductRows, context: Context) -> None:
        self.row = row
        self.rows = rows
        self.context = context
        self.images = tuple(
            Image(image.id_image, number(image.position), bool(image.cover))
            for image in (ImageRow(*each) for each in rows.images)
        )
        self.prices = context.pricing.of(rows.priced)
        self.stock = {each[1]: StockRow(*each) for each in rows.stock}
        self.pack_items = tuple(map(self._pack_item, rows.pack))
        self.category_ids = [CategoryRow(*each).id_category for each in rows.categories]
        self.attributes: dict[int, list[Attribute]] = {}
        self.linked_images: dict[int, set[int]] = {}
        self._link()

    def _link(self) -> None:
        """Attributes that no longer exist are left out."""
        known = self.context.attributes
        for each in map(AttributeRow._make, self.rows.attributes):
            if each.id_attribute in known:
                self.attributes.setdefault(each.id_product_attribute, []).append(known[each.id_attribute])
        for image in map(CombinationImageRow._make, self.rows.combination_images):
            self.linked_images.setdefault(image.id_product_attribute, set()).add(image.id_image)

    def product(self, digest: str) -> Product:
        row = self.row
        items = self.pack_items
        combinations = tuple(self._combination(CombinationRow(*each)) for each in self.rows.combinations)
        minimal = number(row.minimal_quantity, 1)
        return Product(
            id_product=row.id_product,
            name=text(row.name),
            description=plain_text(text(row.description)),
            description_short=plain_text(text(row.description_short)),
            reference=text(row.reference),
            ean13=self._barcode(row.ean13),
            manufacturer=self.context.manufacturers.get(number(row.id_manufacturer)),
            active=bool(row.active),
            visibility=Visibility(text(row.visibility)),
            condition=Condition(text(row.condition)),
            available_for_order=bool(row.available_for_order),
            is_virtual=bool(row.is_virtual) and not items,
            is_pack=bool(items),
            category=self.context.categories.category(number(row.id_category_default)),
            categories=self._categories(),
            features=self._features(),
            images=self.images,
            combinations=combinations,
            measures=self._measures(),
            price=self.prices.product.price,
            wholesale_price=decimal(row.wholesale_price),
            quantity=self._quantity(0),
            digest=digest,
            upc=text(row.upc),
            supplier_reference=text(row.supplier_reference),
            location=text(row.location),
            show_price=bool(row.show_price),
            minimal_quantity=minimal,
            available_date=_day(row.available_date),
            visitor_access=self.context.categories.is_open(self.category_ids),
            orders_without_stock=self._orders_without_stock(),
            depends_on_stock=0 in self.stock and bool(self.stock[0].depends_on_stock),
            orderable=any(each.orderable for each in combinations)
            if combinations
            else self._is_orderable(self._quantity(0), minimal),
            pack_items=items,
            pack_stock=self._pack_stock() if items else None,
            price_before=self.prices.product.before,
            price_changes_at=self.prices.changes_at,
        )

    def _barcode(self, code: object) -> str:
        return barcode(text(code), self.context.repeated_codes)

    def _quantity(self, id_product_attribute: int) -> int:
        """A missing row is nothing in stock."""
        found = self.stock.get(id_product_attribute)
        return number(found.quantity) if found else 0

    def _orders_without_stock(self) -> bool:
        """The row of the whole product decides, for its combinations too (classes/Product.php:3352)."""
        return self._allows(self.stock[0].out_of_stock if 0 in self.stock else None)

    def _allows(self, out_of_stock: object) -> bool:
        configuration = self.context.configuration
        if not configuration.on("PS_STOCK_MANAGEMENT"):
            return True
        chosen = number(out_of_stock, _BY_DEFAULT)
        if chosen in (_DENY, _ALLOW):
            return chosen == _ALLOW
        return configuration.on("PS_ORDER_OUT_OF_STOCK")

    def _is_orderable(self, quantity: int, minimal: int) -> bool:
        row = self.row
        sold = row.active and row.available_for_order
        if not sold or self.context.configuration.on("PS_CATALOG_MODE"):
            return False
        if not self.context.categories.is_open(self.category_ids):
            return False
        if not all(item.orders_without_stock or item.stock >= item.quantity for item in self.pack_items):
            return False
        return self._orders_without_stock() or quantity >= max(1, minimal)

    def _pack_item(self, row: Row) -> PackItem:
        each = PackRow(*row)
        return PackItem(
            id_product=each.id_item,
            id_product_attribute=each.id_item_attribute,
            quantity=number(each.quantity),
            stock=number(each.stock),
            orders_without_stock=self._allows(each.out_of_stock),
        )

    def _pack_stock(self) -> PackStock:
        by_default = _PACK_STOCK.get(self.context.configuration.number("PS_PACK_STOCK_TYPE"), PackStock.PACK)
        return _PACK_STOCK.get(number(self.row.pack_stock_type), by_default)

    def _categories(self) -> tuple[Category, ...]:
        found = map(self.context.categories.category, self.category_ids)
        return tuple(category for category in found if category)

    def _features(self) -> tuple[Feature, ...]:
        """In the shop's order; a product has at most one value of each."""
        if not self.rows.features:
            return ()
        values = {each[1]: FeatureRow(*each) for each in self.rows.features}
        return tuple(
            Feature(id_feature, name, None if row.value is None else text(row.value), bool(row.custom))
            for id_feature, name in self.context.features.items()
            if (row := values.get(id_feature))
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

    def _combination(self, row: CombinationRow) -> Combination:
        """What it has not of its own it takes from the product, but for the barcode."""
        key = row.id_product_attribute
        paid = self.prices.combinations[key]
        quantity, minimal = self._quantity(key), number(row.minimal_quantity, 1)
        return Combination(
            id_product_attribute=key,
            attributes=self._attributes(key),
            reference=text(row.reference) or text(self.row.reference),
            ean13=self._barcode(row.ean13),
            weight=decimal(self.row.weight) + decimal(row.weight),
            price=paid.price,
            quantity=quantity,
            is_default=bool(row.default_on),
            image_ids=self._image_ids(key),
            upc=text(row.upc) or text(self.row.upc),
            supplier_reference=text(row.supplier_reference) or text(self.row.supplier_reference),
            location=text(row.location) or text(self.row.location),
            wholesale_price=decimal(row.wholesale_price) or decimal(self.row.wholesale_price),
            minimal_quantity=minimal,
            available_date=_day(row.available_date),
            orderable=self._is_orderable(quantity, minimal),
            price_before=paid.before,
        )

    def _attributes(self, id_product_attribute: int) -> tuple[Attribute, ...]:
        """By group, then by id."""
        found = self.attributes.get(id_product_attribute, ())
        return tuple(sorted(found, key=lambda each: (each.id_attribute_group, each.id_attribute)))

    def _image_ids(self, id_product_attribute: int) -> tuple[int, ...]:
        """In the order of the product's images; links to no image of this shop lead nowhere."""
        linked = self.linked_images.get(id_product_attribute, set())
        return tuple(image.id_image for image in self.images if image.id_image in linked)


def _day(value: object) -> date | None:
    found = moment(value)
    return found.date() if found else None
