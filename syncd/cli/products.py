"""What was read of a product, line by line, as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from syncd.cli.base import Setting
from syncd.model.shop import Category, Image, PackItem, Product, Visibility

_BEGINNING = 200
"""Characters of a description."""
_NOTHING = "—"


def facts(setting: Setting, product: Product) -> Iterator[tuple[str, str]]:
    """(name, value) of all that is there, prices and combinations apart."""
    for name, value in _values(setting, product):
        if value:
            yield setting.texts.say(f"cli-show-{name}"), value


def money(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}".removesuffix(".00")


def _values(setting: Setting, product: Product) -> Iterator[tuple[str, str]]:
    say = setting.texts.say
    yield "name", product.name
    yield "reference", product.reference
    yield "supplier-reference", product.supplier_reference
    yield "barcode", "" if product.combinations else product.ean13
    yield "location", product.location
    yield "state", ", ".join(say(f"cli-show-state-{state}") for state in _states(product))
    yield "condition", say(f"cli-show-condition-{product.condition.value}")
    yield "category", _path(product.category)
    yield "categories", "; ".join(filter(None, map(_path, _other_categories(product))))
    yield "manufacturer", product.manufacturer or ""
    yield "measures", _measures(setting, product)
    yield "price", money(product.price)
    yield "wholesale", money(product.wholesale_price or None)
    yield "quantity", "; ".join(_quantity(setting, product))
    yield "pack", "; ".join(_item(setting, item) for item in product.pack_items)
    yield "images", _images(setting, product.images, product.cover)
    yield "features", "; ".join(f"{each.name}: {each.value or _NOTHING}" for each in product.features)
    yield "short", product.description_short[:_BEGINNING]
    yield "description", product.description[:_BEGINNING]


def _states(product: Product) -> Iterator[str]:
    """What keeps visitors from ordering it; when nothing does, that they can."""
    yield "active" if product.active else "inactive"
    if product.visibility is not Visibility.BOTH:
        yield f"visibility-{product.visibility.value}"
    if product.is_virtual:
        yield "virtual"
    if not product.visitor_access:
        yield "closed"
    if not product.available_for_order:
        yield "not-for-order"
    yield "orderable" if product.orderable else "not-orderable"


def _path(category: Category | None) -> str:
    return " / ".join(category.path) if category else ""


def _other_categories(product: Product) -> Iterable[Category]:
    default = product.category.id_category if product.category else None
    return (each for each in product.categories if each.id_category != default)


def _measures(setting: Setting, product: Product) -> str:
    measures = product.measures
    told = [f"{_short(measures.weight)} {measures.weight_unit}"] if measures.weight else []
    sides = (measures.width, measures.height, measures.depth)
    if any(sides):
        size = " x ".join(map(_short, sides))
        told.append(f"{size} {measures.length_unit} ({setting.texts.say('cli-show-sides')})")
    return "; ".join(told)


def _short(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _quantity(setting: Setting, product: Product) -> Iterator[str]:
    yield str(product.quantity)
    if product.minimal_quantity > 1:
        yield setting.texts.say("cli-show-quantity-minimal", count=product.minimal_quantity)
    if product.orders_without_stock:
        yield setting.texts.say("cli-show-quantity-without-stock")
    if product.depends_on_stock:
        yield setting.texts.say("cli-show-quantity-warehouse")


def _item(setting: Setting, item: PackItem) -> str:
    key = f"{item.id_product}:{item.id_product_attribute}" if item.id_product_attribute else item.id_product
    return setting.texts.say("cli-show-pack-item", item=key, count=item.quantity, stock=item.stock)


def _images(setting: Setting, images: Iterable[Image], cover: Image | None) -> str:
    mark = setting.texts.say("cli-show-cover")
    return ", ".join(f"{each.id_image} ({mark})" if each == cover else str(each.id_image) for each in images)
