"""The port `Shop` on a PrestaShop database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import sqlalchemy as sa

from syncd.model.ports import KnownAsUnchanged
from syncd.model.price import PriceAccount
from syncd.model.problem import Problem
from syncd.model.shop import Product, ShopFacts, Unchanged
from syncd.prestashop.assembly import assemble
from syncd.prestashop.context import Context, read_context
from syncd.prestashop.database import Database, Snapshot
from syncd.prestashop.description import describe, verify_tables
from syncd.prestashop.digest import Digests
from syncd.prestashop.page import Pages
from syncd.prestashop.price_account import accounts
from syncd.prestashop.pricing import Visitor
from syncd.prestashop.tables import define

PAGE = 250
"""Products read at once: with the longest texts that a shop can hold a pass still stays below 200 MB."""


class PrestaShop:
    """One shop in one language, read-only. Texts that the language lacks may come from a fallback language.

    Every call of `products` is a pass of its own over one moment of the shop, by pages of `page` products;
    memory does not grow with the shop. Prices are those of the moment that `now` gives at its start. A
    connection that dies ends the pass with `UnreachableError` SHOP_CONNECTION_LOST, so that a part is never
    taken for the whole.

    Errors and their facts: SHOP_UNREACHABLE (host, port, reason), SHOP_TLS (host, reason),
    SHOP_CONNECTION_LOST (host, reason), SHOP_QUERY_FAILED (database, reason), SHOP_ACCESS_DENIED (user,
    host, reason), SHOP_DATABASE_UNKNOWN (database), SHOP_TABLES_MISSING (database, tables),
    SHOP_OTHER_PREFIX (prefix, found), SHOP_DRIVER_MISSING (driver, reason), SHOP_ID_UNKNOWN (id_shop,
    known), SHOP_LANGUAGE_UNKNOWN (language, known).
    """

    def __init__(
        self,
        url: str | sa.URL,
        *,
        password: str | None = None,
        prefix: str = "ps_",
        id_shop: int = 1,
        language: str = "ru",
        fallback_language: str | None = None,
        tls: str = "prefer",
        page: int = PAGE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = Database(url, password=password, tls=tls)
        self._tables = define(prefix)
        self._prefix = prefix
        self._id_shop = id_shop
        self._language = language
        self._fallback = fallback_language
        self._page = page
        self._now = now

    def describe(self) -> ShopFacts:
        with self._snapshot() as snapshot:
            return describe(snapshot, self._tables, self._id_shop, self._language, self._fallback)

    def products(self, unchanged: KnownAsUnchanged | None = None) -> Iterator[Product | Unchanged | Problem]:
        """By ascending id. The shop's connection is held until the iterator ends or is closed."""
        with self._snapshot() as snapshot:
            context = self._context(snapshot)
            pages, digests = Pages(snapshot, self._tables, context), Digests(context)
            last = 0
            while page := pages.after(last, self._page):
                made = {rows.id_product: digests.of(rows) for rows in page}
                known = unchanged(made) if unchanged else frozenset()
                for rows in page:
                    last = rows.id_product
                    if last in known:
                        yield Unchanged(last, made[last])
                    else:
                        yield assemble(rows, context, made[last])

    def product(self, id_product: int) -> Product | Problem | None:
        """None when the shop has none of this id."""
        with self._snapshot() as snapshot:
            context = self._context(snapshot)
            rows = Pages(snapshot, self._tables, context).of(id_product)
            return assemble(rows, context, Digests(context).of(rows)) if rows else None

    def price_accounts(self, id_product: int, visitor: Visitor | None = None) -> tuple[PriceAccount, ...]:
        """How its prices come about, for a visitor who is not logged in unless `visitor` says otherwise.

        Of each combination, or of the product without any; none when the shop has no such product.
        """
        with self._snapshot() as snapshot:
            context = self._context(snapshot, visitor)
            rows = Pages(snapshot, self._tables, context).of(id_product)
            return accounts(context.pricing, rows.priced) if rows else ()

    def close(self) -> None:
        self._database.close()

    def _context(self, snapshot: Snapshot, visitor: Visitor | None = None) -> Context:
        return read_context(
            snapshot,
            self._tables,
            self._id_shop,
            self._language,
            self._fallback,
            now=self._now(),
            visitor=visitor,
        )

    @contextmanager
    def _snapshot(self) -> Iterator[Snapshot]:
        with self._database.snapshot() as snapshot:
            verify_tables(snapshot.table_names(), self._tables, self._prefix, self._database.name)
            yield snapshot
