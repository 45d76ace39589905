"""Rows of `card` and `link` within a transaction that somebody else holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from syncd.model.card import RemoteCard
from syncd.model.errors import ErrorCode, FaultError
from syncd.model.link import KnownCard, Link, Owner
from syncd.model.shop import OfferKey
from syncd.state import digests, tables, upsert
from syncd.state.upsert import chunks

_card = tables.card
_link = tables.link
_FIELDS = tuple(field.name for field in fields(KnownCard) if field.name != "links")

_SENDING = (
    "sent",
    "sent_at",
    "confirmed",
    "confirmed_at",
    "refused",
    "refusal",
    "differs",
    "differences",
    "attempts",
)
"""What a sending overwrites, and its undoing restores."""
_MOMENTS = ("sent_at", "confirmed_at")


def select(
    connection: sa.Connection, wanted: sa.ColumnElement[bool], limit: int | None = None
) -> dict[int, KnownCard]:
    """Cards with their links, by the id of their row, ascending."""
    rows = connection.execute(sa.select(_card).where(wanted).order_by(_card.c.id).limit(limit)).all()
    links = _links(connection, [row.id for row in rows])
    return {row.id: _known(row, links.get(row.id, ())) for row in rows}


def mint(connection: sa.Connection, account: str, card: KnownCard) -> bool:
    standing = _standing(connection, account, card)
    if standing is not None:
        return _is_same(standing, card)
    _insert(connection, account, card)
    return True


def link(connection: sa.Connection, account: str, vendor_code: str, links: Sequence[Link]) -> None:
    """The card's links become `links`."""
    row = _locked(connection, account, vendor_code)
    if _links(connection, [row.id]).get(row.id, ()) != tuple(links):
        _relink(connection, row.id, links)


def place(connection: sa.Connection, account: str, vendor_code: str, subject_id: int) -> None:
    """A card made anew may be of another subject."""
    row = _locked(connection, account, vendor_code)
    if row.subject_id != subject_id:
        connection.execute(sa.update(_card).where(_card.c.id == row.id).values(subject_id=subject_id))


def adopt(connection: sa.Connection, account: str, card: KnownCard) -> bool:
    standing = _standing(connection, account, card)
    if standing is None:
        _insert(connection, account, card)
        return True
    if not _is_same(standing, card):
        return False
    row = {**_row(card), "before_sent": None}
    connection.execute(sa.update(_card).where(_card.c.id == standing.id).values(**row))
    _relink(connection, standing.id, card.links)
    return True


def mark_sent(
    connection: sa.Connection, account: str, vendor_code: str, fingerprint: str, at: datetime
) -> None:
    row = _locked(connection, account, vendor_code)
    changed: dict[str, Any] = {"sent": fingerprint, "sent_at": at, "before_sent": _before(row)}
    changed |= {"confirmed": None, "confirmed_at": None}
    changed["attempts"] = row.attempts + 1 if row.sent == fingerprint else 1
    if row.refused != fingerprint:
        changed |= {"refused": None, "refusal": ()}
    if row.differs != fingerprint:
        changed |= {"differs": None, "differences": ()}
    connection.execute(sa.update(_card).where(_card.c.id == row.id).values(**changed))


def mark_unsent(connection: sa.Connection, account: str, vendor_code: str) -> None:
    row = _locked(connection, account, vendor_code)
    if row.before_sent is None:
        return
    before = json.loads(row.before_sent)
    for name in _MOMENTS:
        before[name] = None if before[name] is None else datetime.fromisoformat(before[name])
    connection.execute(sa.update(_card).where(_card.c.id == row.id).values(**before, before_sent=None))


def mark_lost(
    connection: sa.Connection, account: str, vendor_code: str, fingerprint: str, at: datetime
) -> None:
    mark_unsent(connection, account, vendor_code)
    row = _locked(connection, account, vendor_code)
    losses = row.losses + 1 if row.lost == fingerprint else 1
    changed = {"lost": fingerprint, "losses": losses, "failed_at": at}
    connection.execute(sa.update(_card).where(_card.c.id == row.id).values(**changed))


def mark_confirmed(
    connection: sa.Connection, account: str, vendor_code: str, fingerprint: str, at: datetime
) -> None:
    row = _locked(connection, account, vendor_code)
    changed: dict[str, Any] = {
        "made": True,
        "confirmed": fingerprint,
        "confirmed_at": at,
        "lost": None,
        "losses": 0,
        "failed_at": None,
        "before_sent": None,
    }
    if row.refused == fingerprint:
        changed |= {"refused": None, "refusal": ()}
    if row.differs == fingerprint:
        changed |= {"differs": None, "differences": ()}
    connection.execute(sa.update(_card).where(_card.c.id == row.id).values(**changed))


def mark(connection: sa.Connection, account: str, vendor_code: str, columns: Mapping[str, Any]) -> None:
    """Write columns; the last sending can no longer be undone."""
    row = _locked(connection, account, vendor_code)
    connection.execute(sa.update(_card).where(_card.c.id == row.id).values(**columns, before_sent=None))


def mark_seen(connection: sa.Connection, account: str, remote: RemoteCard, links: Sequence[Link]) -> None:
    row = _locked(connection, account, remote.vendor_code)
    if (row.nm_id, row.imt_id) != (remote.nm_id, remote.imt_id):
        numbers: dict[str, Any] = {"nm_id": remote.nm_id, "imt_id": remote.imt_id}
        if row.nm_id not in (None, remote.nm_id):
            numbers |= {"made": False, "confirmed": None, "confirmed_at": None}
        connection.execute(sa.update(_card).where(_card.c.id == row.id).values(**numbers))
    link(connection, account, remote.vendor_code, links)


def _locked(connection: sa.Connection, account: str, vendor_code: str) -> sa.Row[tuple[Any, ...]]:
    """The row of a card that must be known. A server's own comparison would forgive a space at the end."""
    row = _first(connection, account, _card.c.vendor_code == vendor_code)
    if row is None or row.vendor_code != vendor_code:
        raise FaultError(ErrorCode.FAULT, reason=f"no card of vendor code {vendor_code}")
    return row


def own(connection: sa.Connection, account: str, vendor_code: str) -> None:
    row = _locked(connection, account, vendor_code)
    changed = {"owner": Owner.SHOP.value, "made": True, "attempts": 0, "refused": None, "refusal": ()}
    connection.execute(sa.update(_card).where(_card.c.id == row.id).values(**changed))


def hand_over(
    connection: sa.Connection, account: str, vendor_code: str, id_product: int, colour: str
) -> None:
    """Its links go: the offers that they name are gone with the product. Both products are mapped again."""
    row = _locked(connection, account, vendor_code)
    digests.erase(connection, account, {row.id_product, id_product})
    changed = {"id_product": id_product, "colour": colour}
    connection.execute(sa.update(_card).where(_card.c.id == row.id).values(**changed))
    _relink(connection, row.id, ())


def forget(connection: sa.Connection, account: str, vendor_code: str) -> None:
    row = _locked(connection, account, vendor_code)
    card = KnownCard(row.id_product, row.colour, row.vendor_code, row.subject_id)
    links = _links(connection, [row.id]).get(row.id, ())
    adopt(connection, account, replace(card, links=tuple(Link(link.offer, link.tech_size) for link in links)))


def _standing(connection: sa.Connection, account: str, card: KnownCard) -> sa.Row[tuple[Any, ...]] | None:
    """The row in the way of this card, if any: of the vendor code, else of the colour of the product."""
    colour = sa.and_(_card.c.id_product == card.id_product, _card.c.colour == card.colour)
    return _first(connection, account, _card.c.vendor_code == card.vendor_code) or _first(
        connection, account, colour
    )


def _first(
    connection: sa.Connection, account: str, wanted: sa.ColumnElement[bool]
) -> sa.Row[tuple[Any, ...]] | None:
    query = sa.select(_card).where(_card.c.account == account, wanted)
    return connection.execute(query.with_for_update()).first()


def _is_same(row: sa.Row[tuple[Any, ...]], card: KnownCard) -> bool:
    return (row.id_product, row.colour, row.vendor_code) == (card.id_product, card.colour, card.vendor_code)


def _insert(connection: sa.Connection, account: str, card: KnownCard) -> None:
    made = upsert.add(connection, _card, {"account": account, **_row(card)})
    _relink(connection, made, card.links)


def _row(card: KnownCard) -> dict[str, Any]:
    return {name: getattr(card, name) for name in _FIELDS} | {"owner": card.owner.value}


def _before(row: sa.Row[tuple[Any, ...]]) -> str:
    before = {name: getattr(row, name) for name in _SENDING}
    before |= {name: None if before[name] is None else before[name].isoformat() for name in _MOMENTS}
    return json.dumps(before, ensure_ascii=False)


def _known(row: sa.Row[tuple[Any, ...]], links: tuple[Link, ...]) -> KnownCard:
    told = {name: getattr(row, name) for name in _FIELDS}
    return KnownCard(**{**told, "owner": Owner(row.owner)}, links=links)


def _relink(connection: sa.Connection, card: int, links: Sequence[Link]) -> None:
    connection.execute(sa.delete(_link).where(_link.c.card == card))
    rows = [
        {
            "card": card,
            "position": position,
            "id_product": link.offer.id_product,
            "attributes": "-".join(map(str, link.offer.attributes)),
            "tech_size": link.tech_size,
            "chrt_id": link.chrt_id,
            "skus": link.skus,
        }
        for position, link in enumerate(links)
    ]
    if rows:
        connection.execute(sa.insert(_link), rows)


def _links(connection: sa.Connection, cards: Sequence[int]) -> dict[int, tuple[Link, ...]]:
    found: dict[int, tuple[Link, ...]] = {}
    for part in chunks(cards):
        query = sa.select(_link).where(_link.c.card.in_(part)).order_by(_link.c.card, _link.c.position)
        for card, rows in groupby(connection.execute(query), key=lambda row: int(row.card)):
            found[card] = tuple(_read_link(row) for row in rows)
    return found


def _read_link(row: sa.Row[tuple[Any, ...]]) -> Link:
    attributes = tuple(int(number) for number in row.attributes.split("-") if number)
    return Link(OfferKey(row.id_product, attributes), row.tech_size, row.chrt_id, row.skus)
