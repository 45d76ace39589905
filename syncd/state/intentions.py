"""Intentions: committed before the request that they announce, settled by what WB shows after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from syncd.model.errors import ErrorCode, FaultError
from syncd.model.link import Intention, IntentionKind, NewIntention, Settlement
from syncd.state import card_rows, digests, tables, upsert
from syncd.state.database import Database
from syncd.state.upsert import chunks

_intention = tables.intention
_DOUBT = 1


class Intentions:
    def __init__(self, database: Database) -> None:
        self._database = database

    def announce(self, account: str, items: Sequence[NewIntention]) -> list[int]:
        """Say, in one transaction, what will now be asked of WB: intentions, sendings and new cards together.

        The digests of their products go: what they were settled at is no longer what WB holds.
        Raises `FaultError`, and writes nothing, when a vendor code belongs to another card or is in doubt.
        """

        def work(connection: sa.Connection) -> list[int]:
            digests.erase(connection, account, {item.card.id_product for item in items})
            return [_announce(connection, account, item) for item in items]

        return self._database.write(work)

    def accept(self, ids: Sequence[int], at: datetime) -> None:
        """WB took the request."""

        def work(connection: sa.Connection) -> None:
            for part in chunks(ids):
                wanted = sa.update(_intention).where(_intention.c.id.in_(part))
                connection.execute(wanted.values(accepted_at=at))

        self._database.write(work)

    def settle(self, id: int, settlement: Settlement, at: datetime) -> None:  # noqa: A002 - the model's word
        """It is no longer in doubt. The first settlement stays. Record what it means for the card before."""
        row = {"settlement": settlement.value, "settled_at": at, "doubt": None}
        wanted = sa.and_(_intention.c.id == id, _intention.c.doubt == _DOUBT)
        self._database.write(lambda c: c.execute(sa.update(_intention).where(wanted).values(**row)))

    def open(self, account: str) -> list[Intention]:
        """Those in doubt, oldest first."""
        wanted = sa.select(_intention).where(_in_doubt(account)).order_by(_intention.c.id)
        with self._database.read() as connection:
            return [_read(row) for row in connection.execute(wanted)]

    def open_vendor_codes(self, account: str) -> set[str]:
        with self._database.read() as connection:
            return set(connection.scalars(sa.select(_intention.c.vendor_code).where(_in_doubt(account))))

    def get(self, id: int) -> Intention | None:  # noqa: A002 - the model's word
        with self._database.read() as connection:
            row = connection.execute(sa.select(_intention).where(_intention.c.id == id)).first()
        return None if row is None else _read(row)


def _announce(connection: sa.Connection, account: str, item: NewIntention) -> int:
    code = item.card.vendor_code
    if not card_rows.mint(connection, account, item.card):
        raise FaultError(ErrorCode.FAULT, reason=f"vendor code {code} belongs to another card")
    doubt = sa.and_(_in_doubt(account), _intention.c.vendor_code == code)
    if connection.execute(sa.select(_intention.c.id).where(doubt)).first() is not None:
        raise FaultError(ErrorCode.FAULT, reason=f"vendor code {code} is in doubt already")
    card_rows.place(connection, account, code, item.card.subject_id)
    card_rows.link(connection, account, code, item.card.links)
    card_rows.mark_sent(connection, account, code, item.fingerprint, item.created_at)
    return upsert.add(connection, _intention, {"account": account, **_row(item)})


def _in_doubt(account: str) -> sa.ColumnElement[bool]:
    return sa.and_(_intention.c.account == account, _intention.c.doubt == _DOUBT)


def _row(item: NewIntention) -> dict[str, Any]:
    return {
        "run": item.run,
        "kind": item.kind.value,
        "vendor_code": item.card.vendor_code,
        "id_product": item.card.id_product,
        "fingerprint": item.fingerprint,
        "draft": item.draft,
        "known_batch": item.known_batch,
        "created_at": item.created_at,
        "deadline": item.deadline,
        "doubt": _DOUBT,
    }


def _read(row: sa.Row[tuple[Any, ...]]) -> Intention:
    return Intention(
        id=row.id,
        run=row.run,
        kind=IntentionKind(row.kind),
        vendor_code=row.vendor_code,
        id_product=row.id_product,
        fingerprint=row.fingerprint,
        draft=row.draft,
        known_batch=row.known_batch,
        created_at=row.created_at,
        deadline=row.deadline,
        accepted_at=row.accepted_at,
        settlement=None if row.settlement is None else Settlement(row.settlement),
    )
