"""Is this a PrestaShop of the configured prefix, shop and language, and what is it like?"""

from __future__ import annotations

import sqlalchemy as sa

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.model.shop import ShopFacts
from syncd.prestashop.configuration import Configuration, read_configuration
from syncd.prestashop.context import read_shop
from syncd.prestashop.database import Snapshot
from syncd.prestashop.language import read_language
from syncd.prestashop.tables import SHORT_NAMES, Tables
from syncd.prestashop.values import text

_TELLING = "product_attribute_combination"
"""A table that only PrestaShop has: before its name stands the prefix."""


def verify_tables(present: frozenset[str], tables: Tables, prefix: str, database: str) -> None:
    """Raises `ConfigurationError` SHOP_OTHER_PREFIX or SHOP_TABLES_MISSING."""
    missing = sorted(tables.names - present)
    if not missing:
        return
    if others := _prefixes(present, prefix):
        raise ConfigurationError(ErrorCode.SHOP_OTHER_PREFIX, prefix=prefix, found=", ".join(others))
    raise ConfigurationError(ErrorCode.SHOP_TABLES_MISSING, database=database, tables=", ".join(missing[:5]))


def _prefixes(present: frozenset[str], configured: str) -> list[str]:
    found = {name.removesuffix(_TELLING) for name in present if name.endswith(_TELLING)} - {configured}
    return sorted(prefix for prefix in found if present.issuperset(prefix + name for name in SHORT_NAMES))


def describe(
    snapshot: Snapshot, tables: Tables, id_shop: int, iso_code: str, fallback: str | None = None
) -> ShopFacts:
    """Raises `ConfigurationError` SHOP_ID_UNKNOWN, SHOP_LANGUAGE_UNKNOWN."""
    shop = read_shop(snapshot, tables, id_shop)
    language = read_language(snapshot, tables, id_shop, iso_code, fallback)
    configuration = read_configuration(snapshot, tables, shop.id_shop, shop.id_shop_group)
    return ShopFacts(
        version=configuration.text("PS_VERSION_DB"),
        id_shop=shop.id_shop,
        id_shop_group=shop.id_shop_group,
        id_lang=language.id_lang,
        language=language.iso_code,
        currency=_currency(snapshot, tables, configuration.number("PS_CURRENCY_DEFAULT")),
        country=_country(snapshot, tables, configuration.number("PS_COUNTRY_DEFAULT")),
        time_zone=configuration.text("PS_TIMEZONE"),
        multistore=configuration.multistore,
        shop_name=configuration.text("PS_SHOP_NAME") or shop.name,
        base_url=_base_url(snapshot, tables, id_shop, configuration),
        products=_count(snapshot, tables, id_shop),
        catalogue_mode=configuration.on("PS_CATALOG_MODE"),
        stock_management=configuration.on("PS_STOCK_MANAGEMENT"),
        advanced_stock=configuration.on("PS_ADVANCED_STOCK_MANAGEMENT"),
        legacy_images=configuration.on("PS_LEGACY_IMAGES"),
    )


def _currency(snapshot: Snapshot, tables: Tables, id_currency: int) -> str:
    currency = tables.currency.c
    rows = snapshot.rows(sa.select(currency.iso_code).where(currency.id_currency == id_currency))
    return text(rows[0][0]).upper() if rows else ""


def _country(snapshot: Snapshot, tables: Tables, id_country: int) -> str:
    country = tables.country.c
    rows = snapshot.rows(sa.select(country.iso_code).where(country.id_country == id_country))
    return text(rows[0][0]).upper() if rows else ""


def _base_url(snapshot: Snapshot, tables: Tables, id_shop: int, configuration: Configuration) -> str:
    """Empty when the shop has no main address."""
    url = tables.shop_url.c
    rows = snapshot.rows(
        sa.select(url.domain, url.domain_ssl, url.physical_uri, url.virtual_uri)
        .where(url.id_shop == id_shop, url.main == 1, url.active == 1)
        .order_by(url.id_shop_url)
    )
    if not rows:
        return ""
    domain, domain_ssl, physical, virtual = map(text, rows[0])
    secure = configuration.on("PS_SSL_ENABLED")
    return ("https://" + (domain_ssl or domain) if secure else f"http://{domain}") + physical + virtual


def _count(snapshot: Snapshot, tables: Tables, id_shop: int) -> int:
    product, shop = tables.product.c, tables.product_shop.c
    statement = (
        sa.select(sa.func.count())
        .select_from(tables.product.join(tables.product_shop, shop.id_product == product.id_product))
        .where(shop.id_shop == id_shop)
    )
    return int(snapshot.rows(statement)[0][0])
