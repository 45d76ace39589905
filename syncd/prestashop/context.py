"""What every product of a shop is read against: shop, language, settings, small directories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.shop import Attribute
from syncd.prestashop.barcode import EAN13_DIGITS
from syncd.prestashop.categories import CategoryRow, CategoryTree
from syncd.prestashop.configuration import Configuration, read_configuration
from syncd.prestashop.database import Row, Sealed, Snapshot
from syncd.prestashop.language import Language, read_language
from syncd.prestashop.marks import Directories, mark
from syncd.prestashop.pricing import Pricing, Visitor, read_pricing
from syncd.prestashop.tables import Tables
from syncd.prestashop.values import number, text


@dataclass(frozen=True, slots=True)
class ShopRow:
    id_shop: int
    id_shop_group: int
    name: str
    id_category: int
    share_stock: bool


@dataclass(frozen=True, slots=True)
class Context:
    shop: ShopRow
    language: Language
    configuration: Configuration
    categories: CategoryTree
    attributes: dict[int, Attribute]
    features: dict[int, str]
    """Names of the shop's features in their order; what is not here does not exist for visitors."""
    manufacturers: dict[int, str]
    """Active ones: the name of an inactive manufacturer reads as none, `Manufacturer::getNameById`."""
    pricing: Pricing
    repeated_codes: frozenset[str]
    """Barcodes that more than one offer of the shop carries."""
    directories: Directories
    seal: bytes
    """Changes with whatever is the same for every product."""

    @property
    def stock_scope(self) -> tuple[int, int]:
        """(id_shop, id_shop_group) of the stock rows that count (StockAvailable.php:684-729)."""
        return (0, self.shop.id_shop_group) if self.shop.share_stock else (self.shop.id_shop, 0)


def read_shop(snapshot: Snapshot, tables: Tables, id_shop: int) -> ShopRow:
    """Raises `ConfigurationError` SHOP_ID_UNKNOWN (id_shop, known)."""
    shop, group = tables.shop.c, tables.shop_group.c
    rows = snapshot.rows(
        sa.select(shop.id_shop, shop.id_shop_group, shop.name, shop.id_category, group.share_stock)
        .join_from(tables.shop, tables.shop_group, group.id_shop_group == shop.id_shop_group, isouter=True)
        .where(shop.deleted == 0)
        .order_by(shop.id_shop)
    )
    for row in rows:
        if row[0] == id_shop:
            return ShopRow(row[0], row[1], text(row[2]), number(row[3]), bool(row[4]))
    known = ", ".join(f"{row[0]} {text(row[2])}" for row in rows)
    raise ConfigurationError(ErrorCode.SHOP_ID_UNKNOWN, id_shop=id_shop, known=known)


def read_context(
    snapshot: Snapshot,
    tables: Tables,
    id_shop: int,
    iso_code: str,
    fallback: str | None = None,
    *,
    now: datetime,
    visitor: Visitor | None = None,
) -> Context:
    """What every product shares is read `sealed`; what products name by id has marks instead."""
    shop = read_shop(snapshot, tables, id_shop)
    language = read_language(snapshot, tables, id_shop, iso_code, fallback)
    configuration = read_configuration(snapshot, tables, shop.id_shop, shop.id_shop_group)
    categories = _categories(snapshot, tables, shop, language, configuration)
    attributes = _attributes(snapshot, tables, language)
    features = _features(snapshot, tables, shop.id_shop, language)
    manufacturers = _manufacturers(snapshot, tables)
    sealed = Sealed(snapshot)
    pricing = read_pricing(sealed, tables, id_shop, configuration, now=now, visitor=visitor)
    return Context(
        shop=shop,
        language=language,
        configuration=configuration,
        categories=categories,
        attributes=attributes,
        features=features,
        manufacturers=manufacturers,
        pricing=pricing,
        repeated_codes=_repeated_codes(snapshot, tables, shop.id_shop, configuration),
        directories=Directories(
            attributes={key: mark(repr(attribute)) for key, attribute in attributes.items()},
            features={key: mark(place, name) for place, (key, name) in enumerate(features.items())},
            categories=categories.marks(),
            manufacturers={key: mark(name) for key, name in manufacturers.items()},
        ),
        seal=mark(repr((shop, language)), configuration.of_products(), sealed.seal, pricing.shared_mark()),
    )


def _categories(
    snapshot: Snapshot, tables: Tables, shop: ShopRow, language: Language, configuration: Configuration
) -> CategoryTree:
    category, lang = tables.category.c, tables.category_lang.c
    name = language.text(tables.category_lang, "name", id_category=category.id_category)
    rows = snapshot.rows(
        sa.select(
            category.id_category, category.id_parent, category.active, category.is_root_category, name
        ).join_from(
            tables.category,
            tables.category_lang,
            (lang.id_category == category.id_category) & language.of(tables.category_lang),
            isouter=True,
        )
    )
    return CategoryTree(
        (CategoryRow(row[0], number(row[1]), bool(row[2]), bool(row[3]), text(row[4])) for row in rows),
        above=(
            shop.id_category,
            configuration.number("PS_HOME_CATEGORY"),
            configuration.number("PS_ROOT_CATEGORY"),
        ),
        closed_but=_open_categories(snapshot, tables, configuration),
    )


def _open_categories(
    snapshot: Snapshot, tables: Tables, configuration: Configuration
) -> frozenset[int] | None:
    """Those that a visitor who has not logged in may see; None: groups are not in use, all are open."""
    if not configuration.on("PS_GROUP_FEATURE_ACTIVE"):
        return None
    link = tables.category_group.c
    visitors = configuration.number("PS_UNIDENTIFIED_GROUP", 1)
    rows = snapshot.rows(sa.select(link.id_category).where(link.id_group == visitors))
    return frozenset(row[0] for row in rows)


def _repeated_codes(
    snapshot: Snapshot, tables: Tables, id_shop: int, configuration: Configuration
) -> frozenset[str]:
    """A product's code may stand on one of its combinations too: that is one offer's code still."""
    product, shop = tables.product.c, tables.product_shop.c
    statements = [
        sa.select(product.ean13, product.id_product, sa.literal_column("0").label("own"))
        .join_from(tables.product, tables.product_shop, shop.id_product == product.id_product)
        .where(shop.id_shop == id_shop, sa.func.length(product.ean13) >= EAN13_DIGITS)
    ]
    if configuration.on("PS_COMBINATION_FEATURE_ACTIVE"):
        own, of_shop = tables.product_attribute.c, tables.product_attribute_shop.c
        statements.append(
            sa.select(own.ean13, own.id_product, sa.literal_column("1").label("own"))
            .join_from(
                tables.product_attribute,
                tables.product_attribute_shop,
                of_shop.id_product_attribute == own.id_product_attribute,
            )
            .where(of_shop.id_shop == id_shop, sa.func.length(own.ean13) >= EAN13_DIGITS)
        )
    codes = sa.union_all(*statements).subquery().c
    several = (sa.func.min(codes.id_product) != sa.func.max(codes.id_product)) | (sa.func.sum(codes.own) > 1)
    rows = snapshot.rows(sa.select(codes.ean13).group_by(codes.ean13).having(several))
    return frozenset(text(row[0]).strip() for row in rows)


def _attributes(snapshot: Snapshot, tables: Tables, language: Language) -> dict[int, Attribute]:
    """One without a name in the language has an empty one."""
    attribute, group = tables.attribute.c, tables.attribute_group.c
    name, group_name = tables.attribute_lang, tables.attribute_group_lang
    group_key = {"id_attribute_group": group.id_attribute_group}
    joined = (
        tables.attribute.join(
            tables.attribute_group, group.id_attribute_group == attribute.id_attribute_group
        )
        .outerjoin(name, (name.c.id_attribute == attribute.id_attribute) & language.of(name))
        .outerjoin(
            group_name,
            (group_name.c.id_attribute_group == group.id_attribute_group) & language.of(group_name),
        )
    )
    rows = snapshot.rows(
        sa.select(
            attribute.id_attribute,
            attribute.id_attribute_group,
            language.text(group_name, "public_name", **group_key),
            language.text(group_name, "name", **group_key),
            language.text(name, "name", id_attribute=attribute.id_attribute),
            group.is_color_group,
            attribute.position,
            attribute.color,
        ).select_from(joined)
    )
    return {row[0]: _attribute(row) for row in rows}


def _attribute(row: Row) -> Attribute:
    is_colour = bool(row[5])
    return Attribute(
        id_attribute=row[0],
        id_attribute_group=row[1],
        group=text(row[2]),
        group_internal=text(row[3]),
        value=text(row[4]),
        is_colour=is_colour,
        position=number(row[6]),
        colour=text(row[7]) if is_colour else "",
    )


def _features(snapshot: Snapshot, tables: Tables, id_shop: int, language: Language) -> dict[int, str]:
    """A feature needs its row of the shop and a name in the language: measured on 1.6.1.19."""
    feature, lang, shop = tables.feature.c, tables.feature_lang.c, tables.feature_shop.c
    rows = snapshot.rows(
        sa.select(
            feature.id_feature, language.text(tables.feature_lang, "name", id_feature=feature.id_feature)
        )
        .join_from(tables.feature, tables.feature_shop, shop.id_feature == feature.id_feature)
        .outerjoin(
            tables.feature_lang, (lang.id_feature == feature.id_feature) & language.of(tables.feature_lang)
        )
        .where(shop.id_shop == id_shop)
        .order_by(feature.position, feature.id_feature)
    )
    return {row[0]: text(row[1]) for row in rows if row[1] is not None}


def _manufacturers(snapshot: Snapshot, tables: Tables) -> dict[int, str]:
    manufacturer = tables.manufacturer.c
    rows = snapshot.rows(
        sa.select(manufacturer.id_manufacturer, manufacturer.name).where(manufacturer.active == 1)
    )
    return {row[0]: text(row[1]) for row in rows}
