"""Digests of products as last mapped: one that did not change is not mapped again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa

from syncd.state import tables, upsert
from syncd.state.database import Database
from syncd.state.upsert import ROWS, chunks

_digest = tables.product_digest


class Digests:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get_many(self, account: str, ids: Sequence[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for part in chunks(ids):
            query = sa.select(_digest.c.id_product, _digest.c.digest).where(
                _digest.c.account == account, _digest.c.id_product.in_(part)
            )
            with self._database.read() as connection:
                found.update((row.id_product, row.digest) for row in connection.execute(query))
        return found

    def put(self, account: str, id_product: int, digest: str) -> None:
        self.put_many(account, {id_product: digest})

    def put_many(self, account: str, digests: Mapping[int, str]) -> None:
        """One transaction for all of them."""
        rows = [{"account": account, "id_product": key, "digest": value} for key, value in digests.items()]
        if rows:
            self._database.write(lambda connection: upsert.put(connection, _digest, rows))

    def forget(self, account: str, ids: Iterable[int]) -> None:
        """These products will be mapped again."""
        gone = tuple(ids)
        if gone:
            self._database.write(lambda connection: erase(connection, account, gone))

    def forget_all(self, account: str) -> None:
        """Every product will be mapped again."""
        gone = sa.delete(_digest).where(_digest.c.account == account)
        self._database.write(lambda connection: connection.execute(gone))

    def ids(self, account: str) -> Iterator[int]:
        """Ascending, read page by page."""
        last = -1
        query = sa.select(_digest.c.id_product).where(_digest.c.account == account)
        while True:
            page = query.where(_digest.c.id_product > last).order_by(_digest.c.id_product).limit(ROWS)
            with self._database.read() as connection:
                ids = connection.scalars(page).all()
            if not ids:
                return
            yield from ids
            last = ids[-1]


def erase(connection: sa.Connection, account: str, ids: Iterable[int]) -> None:
    for part in chunks(tuple(ids)):
        wanted = sa.and_(_digest.c.account == account, _digest.c.id_product.in_(part))
        connection.execute(sa.delete(_digest).where(wanted))
