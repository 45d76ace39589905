"""Cards of ours: which product's colour is which card, what was sent, confirmed, refused, changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from syncd.model.card import RemoteCard
from syncd.model.link import KnownCard, Link, Owner
from syncd.state import card_rows, tables
from syncd.state.database import Database
from syncd.state.upsert import ROWS, chunks

_card = tables.card


class Cards:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of_product(self, account: str, id_product: int) -> tuple[KnownCard, ...]:
        """By colour."""
        found = self._select(account, _card.c.id_product == id_product)
        return tuple(sorted(found, key=lambda card: card.colour))

    def by_vendor_code(self, account: str, vendor_code: str) -> KnownCard | None:
        return self.by_vendor_codes(account, [vendor_code]).get(vendor_code)

    def by_vendor_codes(self, account: str, codes: Sequence[str]) -> dict[str, KnownCard]:
        wanted = tuple(set(codes))
        found = [
            card for part in chunks(wanted) for card in self._select(account, _card.c.vendor_code.in_(part))
        ]
        return {card.vendor_code: card for card in found if card.vendor_code in wanted}

    def minted(self, account: str, id_product: int) -> dict[str, str]:
        """Vendor code of each colour of a product."""
        return {card.colour: card.vendor_code for card in self.of_product(account, id_product)}

    def all(self, account: str) -> Iterator[KnownCard]:
        """In the order of minting, read page by page: no transaction is open between two cards."""
        last = 0
        while True:
            with self._database.read() as connection:
                wanted = sa.and_(_card.c.account == account, _card.c.id > last)
                page = card_rows.select(connection, wanted, ROWS)
            if not page:
                return
            yield from page.values()
            last = max(page)

    def products(self, account: str) -> Iterator[int]:
        """Ids of products that have a card, ascending, read page by page."""
        last = -1
        query = sa.select(_card.c.id_product).where(_card.c.account == account).distinct()
        while True:
            page = query.where(_card.c.id_product > last).order_by(_card.c.id_product).limit(ROWS)
            with self._database.read() as connection:
                ids = connection.scalars(page).all()
            if not ids:
                return
            yield from ids
            last = ids[-1]

    def losses(self, account: str) -> dict[str, int]:
        """Vendor codes whose last requests came to nothing, and how many did."""
        query = sa.select(_card.c.vendor_code, _card.c.losses)
        wanted = sa.and_(_card.c.account == account, _card.c.losses > 0)
        with self._database.read() as connection:
            return {row.vendor_code: row.losses for row in connection.execute(query.where(wanted))}

    def count(self, account: str, owner: Owner | None = None) -> int:
        wanted = _card.c.account == account
        if owner is not None:
            wanted &= _card.c.owner == owner.value
        query = sa.select(sa.func.count()).select_from(_card).where(wanted)
        with self._database.read() as connection:
            return int(connection.scalar(query) or 0)

    def mint(self, account: str, card: KnownCard) -> bool:
        """Keep a new card; nothing changes when it stands already.

        False when the vendor code belongs to another card, or this colour of the product has another one.
        """
        return self._database.write(lambda connection: card_rows.mint(connection, account, card))

    def adopt(self, account: str, card: KnownCard) -> bool:
        """Keep the card as given, over what was known of it. False as in `mint`."""
        return self._database.write(lambda connection: card_rows.adopt(connection, account, card))

    def record_sent(self, account: str, vendor_code: str, fingerprint: str, at: datetime) -> None:
        """Counts attempts of the same content; forgets the refusal and the differences of other content."""
        self._database.write(
            lambda connection: card_rows.mark_sent(connection, account, vendor_code, fingerprint, at)
        )

    def record_unsent(self, account: str, vendor_code: str) -> None:
        """The last `record_sent` never happened: what stood before it stands again. Twice is once."""
        self._database.write(lambda connection: card_rows.mark_unsent(connection, account, vendor_code))

    def record_lost(self, account: str, vendor_code: str, fingerprint: str, at: datetime) -> None:
        """As `record_unsent`, and counted: nobody knows what became of it."""
        self._database.write(
            lambda connection: card_rows.mark_lost(connection, account, vendor_code, fingerprint, at)
        )

    def record_wish(self, account: str, vendor_codes: Sequence[str], wish: str) -> None:
        """WB will now be asked this of these standing cards; the same wish again is counted."""
        again = sa.case((_card.c.wish == wish, _card.c.wishes + 1), else_=1)

        def work(connection: sa.Connection) -> None:
            for part in chunks(tuple(vendor_codes)):
                wanted = sa.and_(_card.c.account == account, _card.c.vendor_code.in_(part))
                connection.execute(sa.update(_card).where(wanted).values(wishes=again, wish=wish))

        self._database.write(work)

    def record_trashed(self, account: str, vendor_codes: Sequence[str], at: datetime | None) -> None:
        """We put these cards into WB's trash, or took them out of it: None."""

        def work(connection: sa.Connection) -> None:
            for part in chunks(tuple(vendor_codes)):
                wanted = sa.and_(_card.c.account == account, _card.c.vendor_code.in_(part))
                connection.execute(sa.update(_card).where(wanted).values(trashed_at=at))

        self._database.write(work)

    def hand_over(self, account: str, vendor_code: str, id_product: int, colour: str) -> None:
        """The card goes to another product of the shop, as when it was deleted and made anew."""
        self._database.write(
            lambda connection: card_rows.hand_over(connection, account, vendor_code, id_product, colour)
        )

    def own(self, account: str, vendor_code: str) -> None:
        """The card's content follows the shop from now on, whoever made it."""
        self._database.write(lambda connection: card_rows.own(connection, account, vendor_code))

    def forget(self, account: str, vendor_code: str) -> None:
        """The card is as one that was never sent; its vendor code stays minted."""
        self._database.write(lambda connection: card_rows.forget(connection, account, vendor_code))

    def record_seen(self, account: str, remote: RemoteCard, links: Sequence[Link]) -> None:
        """WB showed the card: its numbers are kept, and its links become `links`."""
        self._database.write(lambda connection: card_rows.mark_seen(connection, account, remote, links))

    def record_confirmed(self, account: str, vendor_code: str, fingerprint: str, at: datetime) -> None:
        """WB holds this content; a refusal of it, or a difference from it, is over."""
        self._database.write(
            lambda connection: card_rows.mark_confirmed(connection, account, vendor_code, fingerprint, at)
        )

    def record_refused(
        self, account: str, vendor_code: str, fingerprint: str, texts: Sequence[str], at: datetime
    ) -> None:
        row = {"refused": fingerprint, "refusal": tuple(texts), "failed_at": at}
        self._database.write(lambda connection: card_rows.mark(connection, account, vendor_code, row))

    def record_differs(
        self, account: str, vendor_code: str, fingerprint: str, differences: Sequence[str]
    ) -> None:
        row = {"made": True, "differs": fingerprint, "differences": tuple(differences)}
        self._database.write(lambda connection: card_rows.mark(connection, account, vendor_code, row))

    def _select(self, account: str, wanted: sa.ColumnElement[bool]) -> list[KnownCard]:
        with self._database.read() as connection:
            found = card_rows.select(connection, sa.and_(_card.c.account == account, wanted))
        return list(found.values())
