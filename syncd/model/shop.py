"""What the shop holds: PrestaShop's products as the sync sees them, in one shop and one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Visibility(StrEnum):
    BOTH = "both"
    CATALOG = "catalog"
    SEARCH = "search"
    NONE = "none"


class Condition(StrEnum):
    NEW = "new"
    USED = "used"
    REFURBISHED = "refurbished"


class PackStock(StrEnum):
    """Whose stock an order of a pack takes (product_shop.pack_stock_type)."""

    PACK = "pack"
    ITEMS = "items"
    BOTH = "both"


@dataclass(frozen=True, slots=True, order=True)
class OfferKey:
    """Identity of one sellable unit: the product and its set of id_attribute, sorted.

    PrestaShop's generator renumbers id_product_attribute, so that id is never part of it.
    """

    id_product: int
    attributes: tuple[int, ...] = ()

    def __str__(self) -> str:
        if not self.attributes:
            return str(self.id_product)
        return f"{self.id_product}:{'-'.join(map(str, self.attributes))}"


@dataclass(frozen=True, slots=True)
class Attribute:
    id_attribute: int
    id_attribute_group: int
    group: str
    """The name that visitors see (public_name)."""
    group_internal: str
    value: str
    is_colour: bool
    position: int = 0
    colour: str = ""
    """'#rrggbb', of colour groups only."""


@dataclass(frozen=True, slots=True)
class Image:
    id_image: int
    position: int
    cover: bool = False


@dataclass(frozen=True, slots=True)
class Measures:
    """Width, height, depth and weight in the units that the shop names, with those names."""

    width: Decimal
    height: Decimal
    depth: Decimal
    weight: Decimal
    length_unit: str
    weight_unit: str


@dataclass(frozen=True, slots=True)
class Combination:
    id_product_attribute: int
    """Renumbered by the shop at will: good for one snapshot, never a key."""
    attributes: tuple[Attribute, ...]
    reference: str
    """Its own, or the product's when it has none."""
    ean13: str
    """A valid EAN-13 of its own, or empty."""
    weight: Decimal
    """Product and impact together, in the shop's unit."""
    price: Decimal | None
    """What a visitor pays, tax included, in the shop's default currency, with the six decimals that it has
    before it is shown; None when the shop cannot tell."""
    quantity: int
    is_default: bool
    image_ids: tuple[int, ...]
    """In the order of the product's images; without any the product's pictures stand for it."""
    upc: str = ""
    """Its own, or the product's when it has none; so are the next three."""
    supplier_reference: str = ""
    location: str = ""
    """Where it lies in the shop's store."""
    wholesale_price: Decimal = Decimal(0)
    """Untaxed."""
    minimal_quantity: int = 1
    available_date: date | None = None
    orderable: bool = True
    """A visitor can order it now, in its minimal quantity."""
    price_before: Decimal | None = None
    """`price` without the reduction that a specific price gives; the two are equal when none does."""


@dataclass(frozen=True, slots=True)
class Feature:
    id_feature: int
    name: str
    value: str | None
    custom: bool = False
    """Typed for this product alone; else one of the feature's predefined values."""


@dataclass(frozen=True, slots=True)
class PackItem:
    id_product: int
    id_product_attribute: int
    """0: the item without a combination."""
    quantity: int
    """Pieces in one pack."""
    stock: int
    """Of the item itself, as stored."""
    orders_without_stock: bool = False
    """The shop takes orders for the item whatever its stock."""


@dataclass(frozen=True, slots=True)
class Category:
    id_category: int
    path: tuple[str, ...]
    """Names from below the home category down to this one."""
    active: bool


@dataclass(frozen=True, slots=True)
class Product:
    id_product: int
    name: str
    description: str
    """Plain text."""
    description_short: str
    reference: str
    ean13: str
    manufacturer: str | None
    active: bool
    visibility: Visibility
    condition: Condition
    available_for_order: bool
    is_virtual: bool
    is_pack: bool
    category: Category | None
    """The default one."""
    categories: tuple[Category, ...]
    features: tuple[Feature, ...]
    images: tuple[Image, ...]
    combinations: tuple[Combination, ...]
    measures: Measures
    price: Decimal | None
    """As of a combination, and when it has combinations, that of the default one."""
    wholesale_price: Decimal
    quantity: int
    digest: str
    """Changes whenever anything here changes, and may change without it."""
    upc: str = ""
    supplier_reference: str = ""
    location: str = ""
    """Where it lies in the shop's store."""
    show_price: bool = True
    minimal_quantity: int = 1
    available_date: date | None = None
    """When it is expected in stock, as the shop's visitors read it."""
    visitor_access: bool = True
    """One of its categories is open to visitors who have not logged in."""
    orders_without_stock: bool = False
    """The shop takes orders for what it does not have."""
    depends_on_stock: bool = False
    """Its quantities are computed from the shop's warehouses (advanced stock management)."""
    orderable: bool = True
    """A visitor can order it now: it, or one of its combinations. The shop's catalogue mode ends that."""
    pack_items: tuple[PackItem, ...] = ()
    pack_stock: PackStock | None = None
    """None: no pack."""
    price_before: Decimal | None = None
    """`price` without the reduction that a specific price gives."""
    price_changes_at: datetime | None = None
    """The next moment, UTC, at which the clock alone may change a price; None: it changes none."""

    @property
    def cover(self) -> Image | None:
        """The picture that stands for the product; the first when the shop marked none."""
        return next((image for image in self.images if image.cover), self.images[0] if self.images else None)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A product whose digest the asker knows: it was read, and not made into anything."""

    id_product: int
    digest: str


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What must be known of a shop before it is read."""

    version: str
    id_shop: int
    id_shop_group: int
    id_lang: int
    language: str
    currency: str
    country: str
    time_zone: str
    multistore: bool
    shop_name: str
    base_url: str
    products: int
    """Rows of this shop, whatever their state."""
    catalogue_mode: bool = False
    """The shop shows and does not sell (PS_CATALOG_MODE)."""
    stock_management: bool = True
    """Off: everything can be ordered whatever its stock (PS_STOCK_MANAGEMENT)."""
    advanced_stock: bool = False
    """Warehouses may own the stock of products (PS_ADVANCED_STOCK_MANAGEMENT)."""
    legacy_images: bool = False
    """Old photos may lie under old names (PS_LEGACY_IMAGES)."""
