from __future__ import annotations

from dataclasses import replace

from syncd.model.card import RemoteSize, SizeDraft
from syncd.model.link import Link
from syncd.model.shop import OfferKey
from syncd.sync import links
from tests.sync.cards import draft, remote

S, M = OfferKey(17, (11, 201)), OfferKey(17, (11, 202))
CARD = replace(draft("11"), sizes=(SizeDraft(S, "S", "S", ()), SizeDraft(M, "M", "M", ())))
HELD = replace(
    remote(CARD),
    sizes=(RemoteSize(701, "s ", "44", ("2000000000008",)), RemoteSize(702, "M", "46", ("2000000000015",))),
)


def test_a_new_card_links_its_offers_to_sizes_without_numbers() -> None:
    assert links.merge((), CARD) == (Link(S, "S"), Link(M, "M"))


def test_numbers_and_barcodes_are_those_of_wbs_sizes() -> None:
    found = links.number(links.merge((), CARD), HELD)
    assert [(link.chrt_id, link.skus) for link in found] == [
        (701, ("2000000000008",)),
        (702, ("2000000000015",)),
    ]


def test_what_is_known_of_a_size_stays_and_new_offers_join() -> None:
    known = (Link(S, "S", 701, ("2000000000008",)),)
    assert links.merge(known, CARD) == (*known, Link(M, "M"))


def test_an_offer_that_is_gone_keeps_its_link() -> None:
    known = (Link(S, "S", 701), Link(M, "M", 702))
    assert links.merge(known, replace(CARD, sizes=CARD.sizes[:1])) == known


def test_a_renamed_size_forgets_the_number_of_the_old_one() -> None:
    known = (Link(S, "XS", 700), Link(M, "m", 702))
    assert links.merge(known, CARD) == (Link(S, "S"), Link(M, "m", 702))


def test_a_size_that_wb_does_not_show_stays_without_a_number() -> None:
    assert links.number((Link(S, "XXL"),), HELD) == (Link(S, "XXL"),)


def test_a_good_without_sizes_finds_wbs_zero() -> None:
    bare = replace(HELD, sizes=(RemoteSize(703, "0", "", ("2000000000022",)),))
    assert links.number((Link(OfferKey(17), ""),), bare)[0].chrt_id == 703
