"""Which offer of the shop is which size of a card at WB."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from syncd.model.card import CardDraft, RemoteCard, find_size, size_key
from syncd.model.link import Link


def merge(known: Sequence[Link], draft: CardDraft) -> tuple[Link, ...]:
    """Links of a card once `draft` is sent.

    An offer that the shop no longer has keeps its link: its stock at WB must still be found.
    """
    wanted = {size.offer: size.tech_size for size in draft.sizes}
    kept = [_moved(link, wanted.get(link.offer, link.tech_size)) for link in known]
    linked = {link.offer for link in known}
    new = (Link(size.offer, size.tech_size) for size in draft.sizes if size.offer not in linked)
    return (*kept, *new)


def number(links: Sequence[Link], remote: RemoteCard) -> tuple[Link, ...]:
    """The links with the numbers and barcodes of WB's sizes."""
    names = [size.tech_size for size in remote.sizes]
    places = [find_size(link.tech_size, names) for link in links]
    return tuple(
        link
        if place is None
        else replace(link, chrt_id=remote.sizes[place].chrt_id, skus=remote.sizes[place].skus)
        for link, place in zip(links, places, strict=True)
    )


def _moved(link: Link, tech_size: str) -> Link:
    """An offer whose size was renamed is another size at WB, whose number is not known yet."""
    if size_key(link.tech_size) == size_key(tech_size):
        return link
    return Link(link.offer, tech_size)
