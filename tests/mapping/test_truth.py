"""The catalogue of the genuine shop, with all its oddities, against WB's dictionaries."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from syncd.mapping.explanation import explain
from syncd.mapping.mapper import LeftOut, Mapped, map_product
from syncd.mapping.review import review
from syncd.mapping.rules import Mapping
from syncd.mapping.tally import Tally
from syncd.model.card import GroupDraft
from syncd.model.shop import Product
from syncd.texts import Texts
from tests.mapping import truth
from tests.mapping.goods import load


@pytest.fixture(scope="module")
def products(shared: Path) -> list[Product]:
    return truth.products(shared)


@pytest.fixture(scope="module")
def dictionary(shared: Path) -> truth.KnownDictionary:
    return truth.KnownDictionary(shared / "wb" / "dictionary")


@pytest.fixture(scope="module")
def mapping() -> Mapping:
    return load(truth.RULES, "truth.yaml")


@pytest.fixture(scope="module")
def found(products: list[Product], mapping: Mapping, dictionary: truth.KnownDictionary) -> dict[int, Mapped]:
    return {item.id_product: map_product(item, mapping, dictionary, {}) for item in products}


def test_every_product_is_cards_or_left_out_or_a_problem_that_can_be_read(found: dict[int, Mapped]) -> None:
    kinds: Counter[str] = Counter()
    for one in found.values():
        kinds[type(one.result).__name__] += 1
        assert one.result is not None or one.problems
        for problem in one.problems:
            said = Texts("ru").problem(problem)
            assert "{" not in said.what + said.why + said.advice, said
    assert kinds["GroupDraft"] >= 55, kinds


def test_no_offer_is_lost_or_stands_twice(products: list[Product], found: dict[int, Mapped]) -> None:
    for item in products:
        result = found[item.id_product].result
        if isinstance(result, GroupDraft):
            offers = Counter(size.offer for card in result.cards for size in card.sizes)
            assert set(offers.values()) == {1}, item.id_product
            if not found[item.id_product].problems:
                assert len(offers) == max(1, len(item.combinations))


def test_all_of_it_can_be_explained_and_counted(
    products: list[Product], mapping: Mapping, dictionary: truth.KnownDictionary, found: dict[int, Mapped]
) -> None:
    tally = Tally(mapping)
    for item in products:
        tally.see(item)
        assert explain(item, mapping, dictionary, {}).mapped == found[item.id_product]
    meant = sum(not isinstance(one.result, LeftOut) and one.rule is not None for one in found.values())
    assert sum(rule.chosen for rule in tally.rules) == meant
    assert tally.idle == ()


def test_the_rules_agree_with_the_dictionaries(mapping: Mapping, dictionary: truth.KnownDictionary) -> None:
    assert review(mapping, dictionary) == ()
