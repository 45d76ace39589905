"""What every product of a shop is read against: shop, language, settings, small directories."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.shop import Attribute
from syncd.prestashop.categories import CategoryRow, CategoryTree
from syncd.prestashop.configuration import Configuration, read_configuration
from syncd.prestashop.database import Snapshot
from syncd.prestashop.price import Pricing
from syncd.prestashop.tables import Tables
from syncd.prestashop.tax import read_taxes
from syncd.prestashop.values import number, text


@dataclass(frozen=True, slots=True)
class ShopRow:
    id_shop: int
    id_shop_group: int
    name: str
    id_category: int
    share_stock: bool


@dataclass(frozen=True, slots=True)
class Language:
    id_lang: int
    iso_code: str


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


def read_language(snapshot: Snapshot, tables: Tables, iso_code: str) -> Language:
    """Raises `ConfigurationError` SHOP_LANGUAGE_UNKNOWN (language, known)."""
    lang = tables.lang.c
    rows = snapshot.rows(sa.select(lang.id_lang, lang.iso_code).order_by(lang.active.desc(), lang.id_lang))
    for id_lang, found in rows:
        if text(found).lower() == iso_code.lower():
            return Language(id_lang, text(found).lower())
    known = ", ".join(text(row[1]) for row in rows)
    raise ConfigurationError(ErrorCode.SHOP_LANGUAGE_UNKNOWN, language=iso_code, known=known)


def read_context(snapshot: Snapshot, tables: Tables, id_shop: int, iso_code: str) -> Context:
    shop = read_shop(snapshot, tables, id_shop)
    language = read_language(snapshot, tables, iso_code)
    configuration = read_configuration(snapshot, tables, shop.id_shop, shop.id_shop_group)
    taxes = read_taxes(snapshot, tables, _country(configuration))
    return Context(
        shop=shop,
        language=language,
        configuration=configuration,
        categories=_categories(snapshot, tables, shop, language, configuration),
        attributes=_attributes(snapshot, tables, language.id_lang),
        features=_features(snapshot, tables, shop.id_shop, language.id_lang),
        manufacturers=_manufacturers(snapshot, tables),
        pricing=Pricing(taxes),
    )


def _country(configuration: Configuration) -> int:
    """PS_TAX switched off is a country without tax rules."""
    return configuration.number("PS_COUNTRY_DEFAULT") if configuration.on("PS_TAX") else 0


def _categories(
    snapshot: Snapshot, tables: Tables, shop: ShopRow, language: Language, configuration: Configuration
) -> CategoryTree:
    category, lang = tables.category.c, tables.category_lang.c
    rows = snapshot.rows(
        sa.select(
            category.id_category, category.id_parent, category.active, category.is_root_category, lang.name
        ).join_from(
            tables.category,
            tables.category_lang,
            (lang.id_category == category.id_category)
            & (lang.id_shop == shop.id_shop)
            & (lang.id_lang == language.id_lang),
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
    )


def _attributes(snapshot: Snapshot, tables: Tables, id_lang: int) -> dict[int, Attribute]:
    """One without a name in the language has an empty one."""
    attribute, group = tables.attribute.c, tables.attribute_group.c
    name, group_name = tables.attribute_lang.c, tables.attribute_group_lang.c
    joined = (
        tables.attribute.join(
            tables.attribute_group, group.id_attribute_group == attribute.id_attribute_group
        )
        .outerjoin(
            tables.attribute_lang, (name.id_attribute == attribute.id_attribute) & (name.id_lang == id_lang)
        )
        .outerjoin(
            tables.attribute_group_lang,
            (group_name.id_attribute_group == group.id_attribute_group) & (group_name.id_lang == id_lang),
        )
    )
    rows = snapshot.rows(
        sa.select(
            attribute.id_attribute,
            attribute.id_attribute_group,
            group_name.public_name,
            group_name.name,
            name.name,
            group.is_color_group,
            attribute.position,
        ).select_from(joined)
    )
    return {
        row[0]: Attribute(
            row[0], row[1], text(row[2]), text(row[3]), text(row[4]), bool(row[5]), number(row[6])
        )
        for row in rows
    }


def _features(snapshot: Snapshot, tables: Tables, id_shop: int, id_lang: int) -> dict[int, str]:
    """A feature needs its row of the shop and a name in the language: measured on 1.6.1.19."""
    feature, lang, shop = tables.feature.c, tables.feature_lang.c, tables.feature_shop.c
    rows = snapshot.rows(
        sa.select(feature.id_feature, lang.name)
        .join_from(tables.feature, tables.feature_shop, shop.id_feature == feature.id_feature)
        .join(tables.feature_lang, lang.id_feature == feature.id_feature)
        .where(shop.id_shop == id_shop, lang.id_lang == id_lang, lang.name.is_not(None))
        .order_by(feature.position, feature.id_feature)
    )
    return {row[0]: text(row[1]) for row in rows}


def _manufacturers(snapshot: Snapshot, tables: Tables) -> dict[int, str]:
    manufacturer = tables.manufacturer.c
    rows = snapshot.rows(
        sa.select(manufacturer.id_manufacturer, manufacturer.name).where(manufacturer.active == 1)
    )
    return {row[0]: text(row[1]) for row in rows}
