"""The shop's database goes away in the middle of a catalogue run: nothing remains of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from syncd.jobs.catalog.draft import PAGE
from syncd.model.errors import ErrorCode, ExitCode, UnreachableError
from syncd.model.ports import KnownAsUnchanged
from syncd.model.problem import Problem, ProblemCode
from syncd.model.run import Outcome
from syncd.model.shop import Product, ShopFacts, Unchanged
from syncd.prestashop.reader import PrestaShop
from tests.clocks import FakeClock
from tests.databases import Server
from tests.end_to_end.stage import ACCOUNT, Stage, staged
from tests.prestashop.shops import TinyShop
from tests.shops import MAPPING, MemoryShop, ean13, shirt

PRODUCTS = (1, 2, 3, 4)


@dataclass
class FailingShop:
    """The shop at `url`, read product by product; its connections are killed after `after` of them."""

    server: Server
    url: str
    after: int | None = None

    def __post_init__(self) -> None:
        self._shop = PrestaShop(self.url, page=1)

    def describe(self) -> ShopFacts:
        return self._shop.describe()

    def products(self, unchanged: KnownAsUnchanged | None = None) -> Iterator[Product | Unchanged | Problem]:
        for count, item in enumerate(self._shop.products(unchanged), start=1):
            yield item
            if count == self.after:
                self._kill()

    def product(self, id_product: int) -> Product | Problem | None:
        return self._shop.product(id_product)

    def close(self) -> None:
        self._shop.close()

    def _kill(self) -> None:
        """And wait until they are gone: the kill is only a request."""
        query = "SELECT id FROM information_schema.processlist WHERE db=%s"
        name = sa.make_url(self.url).database
        with self.server.connect() as connection, connection.cursor() as cursor:
            cursor.execute(query, (name,))
            for (number,) in cursor.fetchall():
                cursor.execute(f"KILL {number}")
            while cursor.execute(query, (name,)):
                pass


@pytest.fixture
def tiny(new_database: Callable[[], str]) -> Iterator[TinyShop]:
    shop = TinyShop(new_database())
    shop.category(3, 2, "Одежда")
    shop.category(4, 3, "Футболки")
    shop.group(2, "Размер", {201: "S", 202: "M"})
    for id_feature, (name, value) in enumerate([("Пол", "Мужской"), ("Состав", "хлопок")], start=1):
        shop.add("feature", {"id_feature": id_feature, "position": id_feature})
        shop.add("feature_lang", {"id_feature": id_feature, "id_lang": 1, "name": name})
        shop.add("feature_shop", {"id_feature": id_feature, "id_shop": 1})
        shop.add("feature_value", {"id_feature_value": id_feature, "id_feature": id_feature})
        shop.add("feature_value_lang", {"id_feature_value": id_feature, "id_lang": 1, "value": value})
    for id_product in PRODUCTS:
        _shirt(shop, id_product)
    yield shop
    shop.close()


def _shirt(shop: TinyShop, id_product: int) -> None:
    shop.product(
        id_product,
        "Футболка хлопковая",
        reference=f"TS-{id_product}",
        id_category_default=4,
        description="Мягкая футболка из плотного хлопка.",
    )
    for id_feature in (1, 2):
        shop.add(
            "feature_product",
            {"id_feature": id_feature, "id_product": id_product, "id_feature_value": id_feature},
        )
    for size in (201, 202):
        shop.combination(id_product * 1000 + size, id_product, [size], ean13=ean13(id_product * 1000 + size))


@pytest.fixture
def failing(mariadb: Server, tiny: TinyShop) -> FailingShop:
    return FailingShop(mariadb, tiny.url)


@pytest.fixture
def stage(tmp_path: Path, clock: FakeClock, failing: FailingShop) -> Iterator[Stage]:
    with staged(tmp_path, clock, failing, MAPPING) as built:
        yield built


def told(stage: Stage) -> list[tuple[ProblemCode, str]]:
    with stage.context() as context:
        return [(item.problem.code, item.problem.ref) for item in context.state.problems.open(ACCOUNT)]


def digests(stage: Stage) -> dict[int, str]:
    with stage.context() as context:
        return context.state.digests.get_many(ACCOUNT, PRODUCTS)


@pytest.mark.parametrize("after", [1, 2, 3])
def test_killed_at_any_page_it_leaves_no_digest_clears_no_problem_and_sends_nothing(
    stage: Stage, tiny: TinyShop, failing: FailingShop, after: int
) -> None:
    tiny.run("UPDATE ps_product_lang SET name='' WHERE id_product=1")
    stage.run()
    stage.run()
    before = digests(stage)
    assert set(before) == {2, 3, 4}
    assert told(stage) == [(ProblemCode.PRODUCT_NAMELESS, "1")]
    stage.sandbox.clear_requests()
    tiny.run("UPDATE ps_product_lang SET name='Футболка новая'")
    failing.after = after
    tiny.close()

    with pytest.raises(UnreachableError) as raised:
        stage.run()

    assert (raised.value.code, raised.value.exit_code) == (
        ErrorCode.SHOP_CONNECTION_LOST,
        ExitCode.UNREACHABLE,
    )
    assert digests(stage) == before
    assert told(stage) == [(ProblemCode.PRODUCT_NAMELESS, "1")]
    assert stage.writes() == []

    failing.after = None
    assert stage.run().outcome is Outcome.OK
    assert told(stage) == []
    assert {card["title"] for card in stage.cards().values()} == {"Футболка новая"}


def test_killed_in_a_first_run_it_has_made_no_card(
    stage: Stage, failing: FailingShop, tiny: TinyShop
) -> None:
    failing.after = 3
    tiny.close()
    with pytest.raises(UnreachableError):
        stage.run()
    assert stage.writes() == []
    assert digests(stage) == {}
    failing.after = None
    stage.run()
    assert sorted(stage.cards()) == ["TS-1", "TS-2", "TS-3", "TS-4"]


class HalfShop(MemoryShop):
    """Lost behind its last product."""

    def products(self, unchanged: KnownAsUnchanged | None = None) -> Iterator[Product | Unchanged | Problem]:
        yield from super().products(unchanged)
        raise UnreachableError(ErrorCode.SHOP_CONNECTION_LOST, host="db", reason="gone")


def test_nothing_is_recorded_however_many_products_came_before(tmp_path: Path, clock: FakeClock) -> None:
    shop = HalfShop(*(shirt(number, features=()) for number in range(1, PAGE + 50)))
    with staged(tmp_path, clock, shop, MAPPING) as stage:
        with pytest.raises(UnreachableError):
            stage.run()
        assert told(stage) == []
        assert digests(stage) == {}
        stage.shop = MemoryShop(shirt(1, features=()))
        stage.run()
        assert told(stage) == [(ProblemCode.CHARACTERISTIC_REQUIRED, "TS-1")]
        assert set(digests(stage)) == {1}


def test_what_did_not_change_comes_unchanged_from_the_shop_itself(stage: Stage, tiny: TinyShop) -> None:
    stage.run()
    stage.run()
    tiny.run("UPDATE ps_product SET date_upd='2026-11-22 10:00:00'")
    report = stage.run()
    assert dict(report.counts)["unchanged"] == 4
    tiny.run("UPDATE ps_product_lang SET name='Майка' WHERE id_product=2")
    report = stage.run()
    assert (dict(report.counts)["unchanged"], dict(report.counts)["mapped"]) == (3, 1)
