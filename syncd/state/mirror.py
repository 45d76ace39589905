"""What WB holds, as last read: cards, and the refusals that it lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from syncd.model.card import CardRef, Refusal, RemoteCard
from syncd.state import document, tables, upsert
from syncd.state.database import Database
from syncd.state.upsert import ROWS, chunks

_card = tables.remote_card
_refusal = tables.refusal
_trash = tables.trashed_card
_cursor = tables.cursor
_GENERATION = "mirror-generation"


class Mirror:
    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, account: str, cards: Sequence[RemoteCard], generation: int) -> None:
        """Keep cards as seen in this generation, over what was known of them."""
        rows = [_row(account, card, generation) for card in cards]
        for part in chunks(rows):
            self._database.write(lambda connection, part=part: upsert.put(connection, _card, part))  # type: ignore[misc]

    def changed(self, account: str, cards: Sequence[RemoteCard]) -> set[str]:
        """Vendor codes of those that are not as stored."""
        stored: dict[int, str] = {}
        for part in chunks(tuple(card.nm_id for card in cards)):
            stored |= self._documents(account, part)
        return {card.vendor_code for card in cards if stored.get(card.nm_id) != document.write(card)}

    def by_vendor_codes(self, account: str, codes: Sequence[str]) -> dict[str, RemoteCard]:
        """Of several cards under one code, which only a stale mirror has, the one that changed last."""
        wanted = frozenset(codes)
        found: list[RemoteCard] = []
        for part in chunks(tuple(wanted)):
            found += self._select(account, _card.c.vendor_code.in_(part))
        found.sort(key=lambda card: (card.updated_at, card.nm_id))
        return {card.vendor_code: card for card in found if card.vendor_code in wanted}

    def by_nm_id(self, account: str, nm_id: int) -> RemoteCard | None:
        return next(iter(self._select(account, _card.c.nm_id == nm_id)), None)

    def all(self, account: str) -> Iterator[RemoteCard]:
        """By nm_id, read page by page: no transaction is open between two cards."""
        wanted: sa.ColumnElement[bool] = sa.true()
        while page := self._select(account, wanted, ROWS):
            yield from page
            wanted = _card.c.nm_id > page[-1].nm_id

    def count(self, account: str) -> int:
        query = sa.select(sa.func.count()).select_from(_card).where(_card.c.account == account)
        with self._database.read() as connection:
            return int(connection.scalar(query) or 0)

    def vendor_codes(self, account: str) -> set[str]:
        """Of all cards that stand."""
        query = sa.select(_card.c.vendor_code).where(_card.c.account == account)
        with self._database.read() as connection:
            return set(connection.scalars(query))

    def generation(self, account: str) -> int:
        """The present one; 0 before the first full reading."""
        with self._database.read() as connection:
            return _generation(connection, account)

    def begin_full(self, account: str) -> int:
        """A full reading begins: returns its generation, the next one."""

        def work(connection: sa.Connection) -> int:
            generation = _generation(connection, account) + 1
            row = {"account": account, "name": _GENERATION, "value": str(generation)}
            upsert.put(connection, _cursor, [row])
            return generation

        return self._database.write(work)

    def seen(self, account: str, generation: int) -> int:
        """How many cards this generation has seen so far."""
        wanted = sa.and_(_card.c.account == account, _card.c.seen >= generation)
        query = sa.select(sa.func.count()).select_from(_card).where(wanted)
        with self._database.read() as connection:
            return int(connection.scalar(query) or 0)

    def end_full(self, account: str, generation: int) -> None:
        """The full reading is complete: cards that it did not see are gone from WB, and from here."""
        gone = sa.delete(_card).where(_card.c.account == account, _card.c.seen < generation)
        self._database.write(lambda connection: connection.execute(gone))

    def drop(self, account: str, vendor_code: str) -> None:
        """WB was asked for this card, and has it no more."""
        gone = sa.delete(_card).where(_card.c.account == account, _card.c.vendor_code == vendor_code)
        self._database.write(lambda connection: connection.execute(gone))

    def store_trash(self, account: str, cards: Sequence[CardRef]) -> None:
        """WB's whole trash, in place of the one before."""
        rows = [{"account": account, "nm_id": card.nm_id, "vendor_code": card.vendor_code} for card in cards]

        def work(connection: sa.Connection) -> None:
            connection.execute(sa.delete(_trash).where(_trash.c.account == account))
            for part in chunks(rows):
                upsert.put(connection, _trash, list(part))

        self._database.write(work)

    def trash(self, account: str) -> dict[str, int]:
        """nm_id of each vendor code that lies in the trash, as last read."""
        query = sa.select(_trash.c.vendor_code, _trash.c.nm_id).where(_trash.c.account == account)
        with self._database.read() as connection:
            return {row.vendor_code: row.nm_id for row in connection.execute(query)}

    def store_refusals(self, account: str, refusals: Sequence[Refusal]) -> None:
        """WB's whole list, in place of the one before."""
        rows = [_refusal_row(account, refusal) for refusal in refusals]

        def work(connection: sa.Connection) -> None:
            connection.execute(sa.delete(_refusal).where(_refusal.c.account == account))
            for part in chunks(rows):
                connection.execute(sa.insert(_refusal), list(part))

        self._database.write(work)

    def refusals(self, account: str, codes: Sequence[str] | None = None) -> dict[str, Refusal]:
        """The newest refusal of each vendor code, or of each of `codes`."""
        parts: list[sa.ColumnElement[bool]] = [sa.true()]
        if codes is not None:
            parts = [_refusal.c.vendor_code.in_(part) for part in chunks(tuple(set(codes)))]
        found = [refusal for part in parts for refusal in self._select_refusals(account, part)]
        return {
            refusal.vendor_code: refusal for refusal in found if codes is None or refusal.vendor_code in codes
        }

    def _select(
        self, account: str, wanted: sa.ColumnElement[bool], limit: int | None = None
    ) -> list[RemoteCard]:
        query = sa.select(_card.c.card, _card.c.raw).where(_card.c.account == account, wanted)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(_card.c.nm_id).limit(limit)).all()
        return [document.read(row.card, row.raw) for row in rows]

    def _documents(self, account: str, nm_ids: Sequence[int]) -> dict[int, str]:
        query = sa.select(_card.c.nm_id, _card.c.card)
        wanted = sa.and_(_card.c.account == account, _card.c.nm_id.in_(nm_ids))
        with self._database.read() as connection:
            return {row.nm_id: row.card for row in connection.execute(query.where(wanted))}

    def _select_refusals(self, account: str, wanted: sa.ColumnElement[bool]) -> list[Refusal]:
        query = sa.select(_refusal).where(_refusal.c.account == account, wanted)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(_refusal.c.updated_at, _refusal.c.id)).all()
        return [
            Refusal(row.vendor_code, row.texts, row.batch, row.batch_vendor_codes, row.updated_at)
            for row in rows
        ]


def _generation(connection: sa.Connection, account: str) -> int:
    wanted = sa.and_(_cursor.c.account == account, _cursor.c.name == _GENERATION)
    return int(connection.scalar(sa.select(_cursor.c.value).where(wanted)) or 0)


def _row(account: str, card: RemoteCard, generation: int) -> dict[str, Any]:
    return {
        "account": account,
        "nm_id": card.nm_id,
        "imt_id": card.imt_id,
        "vendor_code": card.vendor_code,
        "subject_id": card.subject_id,
        "updated_at": card.updated_at,
        "card": document.write(card),
        "raw": card.raw,
        "seen": generation,
    }


def _refusal_row(account: str, refusal: Refusal) -> dict[str, Any]:
    return {
        "account": account,
        "vendor_code": refusal.vendor_code,
        "texts": refusal.texts,
        "batch": refusal.batch,
        "batch_vendor_codes": refusal.batch_vendor_codes,
        "updated_at": refusal.updated_at,
    }
