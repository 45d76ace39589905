"""Every eligible product of a shop is at WB as wanted, read back; every other is left out or told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from syncd.demo import shop as demo
from syncd.jobs.dictionaries import StoredDictionary
from syncd.mapping.mapper import LeftOut, map_product
from syncd.model.card import GroupDraft
from syncd.model.ports import Shop
from syncd.model.shop import Product
from syncd.prestashop.reader import PrestaShop
from syncd.sync.compare import differences
from syncd.texts import Texts
from tests.clocks import FakeClock
from tests.conftest import ROOT
from tests.end_to_end.stage import ACCOUNT, Stage, staged
from tests.mapping import truth
from tests.shops import MemoryShop

DEMO_RULES = (ROOT / "syncd" / "demo" / "mapping.yaml").read_text("utf-8")


@contextmanager
def synchronized(folder: Path, shop: Shop, mapping: str) -> Iterator[Stage]:
    with staged(folder, FakeClock(), shop, mapping, few_subjects=False) as stage:
        for _ in range(3):
            stage.run()
            stage.clock.advance(60)
        yield stage


def test_of_the_demo_shop(tmp_path: Path) -> None:
    file = tmp_path / "shop.sqlite"
    demo.build(file)
    shop = PrestaShop(f"sqlite:///{file}")
    with synchronized(tmp_path, shop, DEMO_RULES) as stage:
        assert _check(stage) >= 35
    shop.close()


def test_of_the_catalogue_with_all_its_oddities(tmp_path: Path, shared: Path) -> None:
    shop = MemoryShop(*truth.products(shared))
    with synchronized(tmp_path, shop, truth.RULES) as stage:
        assert _check(stage) >= 52


def _check(stage: Stage) -> int:
    """Returns how many products have all their cards at WB."""
    whole = 0
    with stage.context() as context:
        dictionary = StoredDictionary(context.state.dictionaries, ACCOUNT)
        told = {
            dict(item.problem.facts).get("product", item.problem.ref): item.problem
            for item in context.state.problems.open(ACCOUNT)
        }
        for product in context.shop.products():
            assert isinstance(product, Product)
            minted = context.state.cards.minted(ACCOUNT, product.id_product)
            mapped = map_product(product, context.mapping, dictionary, minted)
            problem = told.get(str(product.id_product))
            if isinstance(mapped.result, LeftOut):
                continue
            if problem is None:
                assert isinstance(mapped.result, GroupDraft)
                _agrees(stage, mapped.result)
                whole += 1
            else:
                said = Texts("ru").problem(problem)
                assert said.why and said.advice and "{" not in said.what + said.why + said.advice
    return whole


def _agrees(stage: Stage, group: GroupDraft) -> None:
    with stage.context() as context:
        codes = [card.vendor_code for card in group.cards]
        remote = context.state.mirror.by_vendor_codes(ACCOUNT, codes)
        known = context.state.cards.by_vendor_codes(ACCOUNT, codes)
    assert len({remote[code].imt_id for code in codes}) == 1
    for card in group.cards:
        assert differences(card, remote[card.vendor_code]) == ()
        assert known[card.vendor_code].confirmed is not None
        assert all(link.chrt_id and link.skus for link in known[card.vendor_code].links)
