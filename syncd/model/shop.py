"""What the shop holds: PrestaShop's products as the sync sees them, in one shop and one language."""

from __future__ import annotations

from dataclasses import dataclass
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
    """What a visitor pays, tax included, in the shop's default currency; None when the shop cannot tell."""
    quantity: int
    is_default: bool
    image_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    id_feature: int
    name: str
    value: str | None


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
    wholesale_price: Decimal
    quantity: int
    digest: str
    """Changes whenever anything above changes."""


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
