"""A genuine PrestaShop 1.6 in MariaDB becomes cards in the sandbox, and they follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from syncd.model.run import Outcome
from syncd.prestashop.reader import PrestaShop
from tests import databases
from tests.clocks import FakeClock
from tests.end_to_end.stage import Stage, staged
from tests.openapi import Contract

MAPPING = (Path(__file__).parent / "genuine.yaml").read_text("utf-8")

pytestmark = pytest.mark.shared


@pytest.fixture
def shop_url(mariadb: databases.Server, new_database: Callable[[], str], genuine_dump: str) -> str:
    url = new_database()
    mariadb.run_script(sa.make_url(url).database or "", genuine_dump)
    return url


@pytest.fixture
def stage(shop_url: str, tmp_path: Path, clock: FakeClock) -> Iterator[Stage]:
    shop = PrestaShop(shop_url)
    with staged(tmp_path, clock, shop, MAPPING, few_subjects=False) as built:
        yield built
    shop.close()


def edit(url: str, statement: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def colour(card: dict[str, object]) -> list[str]:
    characteristics: list[dict[str, object]] = card["characteristics"]  # type: ignore[assignment]
    found = [item["value"] for item in characteristics if item["name"] == "Цвет"]
    assert len(found) == 1
    return found[0]  # type: ignore[return-value]


def test_every_colour_becomes_a_card_with_its_sizes_and_texts(stage: Stage) -> None:
    report = stage.run()

    assert report.outcome is Outcome.OK, report
    cards = stage.cards()
    by_group: dict[object, list[dict[str, object]]] = {}
    for card in cards.values():
        by_group.setdefault(card["imtID"], []).append(card)
    shirts = [cards_ for cards_ in by_group.values() if cards_[0]["subjectName"] == "Футболки"]
    assert [sorted(colour(card)[0] for card in group) for group in shirts] == [["оранжевый", "синий"]]
    shirt = shirts[0][0]
    assert shirt["title"] == "Faded Short Sleeve T-shirts"
    assert str(shirt["description"]).startswith("Fashion has been creating well-designed collections")
    assert [size["techSize"] for size in shirt["sizes"]] == ["S", "M", "L"]  # type: ignore[attr-defined]
    assert shirt["brand"] == "Нет бренда"
    assert len(by_group) == 7
    assert len(cards) == 15
    assert sum(len(card["sizes"]) for card in cards.values()) == 45  # type: ignore[arg-type]


def test_a_good_barcode_of_a_combination_goes_with_its_size_and_wb_makes_the_others(
    stage: Stage, shop_url: str
) -> None:
    edit(
        shop_url,
        "UPDATE ps_product_attribute SET ean13 = '2000000000008' WHERE id_product_attribute = 1",
    )
    stage.run()

    sizes = [
        (size["techSize"], size["skus"])
        for card in stage.cards().values()
        if card["subjectName"] == "Футболки" and colour(card) == ["оранжевый"]
        for size in card["sizes"]  # type: ignore[attr-defined]
    ]
    assert ("S", ["2000000000008"]) in sizes
    assert all(len(skus) == 1 and len(skus[0]) == 13 for _, skus in sizes)


def test_a_second_run_sends_no_writing_request(stage: Stage) -> None:
    stage.run()
    stage.sandbox.clear_requests()

    assert stage.run().outcome is Outcome.OK
    assert stage.writes() == []


def test_one_title_changed_in_the_shop_sends_one_update_of_one_card(stage: Stage, shop_url: str) -> None:
    stage.run()
    before = stage.cards()
    stage.sandbox.clear_requests()

    edit(shop_url, "UPDATE ps_product_lang SET name = 'Платье с узором' WHERE id_product = 3 AND id_lang = 1")
    report = stage.run()

    assert report.outcome is Outcome.OK
    assert stage.writes() == ["/content/v2/cards/update"]
    assert dict(report.counts)["update-sent"] == 1
    after = stage.cards()
    changed = [code for code in after if after[code]["title"] != before[code]["title"]]
    assert [after[code]["title"] for code in changed] == ["Платье с узором"]
    untouched = {code: card for code, card in after.items() if code not in changed}
    assert untouched == {code: before[code] for code in untouched}


def test_requests_and_answers_keep_to_wbs_own_specification(
    stage: Stage, shared: Path, shop_url: str
) -> None:
    contract = Contract.load(shared / "wb" / "openapi")
    mistakes: list[str] = []
    checked: set[str] = set()

    def listen(request: httpx.Request, response: httpx.Response) -> None:
        path = request.url.path
        checked.add(path)
        mistakes.extend(
            contract.check_request(
                request.method,
                path,
                query=request.url.query.decode(),
                headers=request.headers,
                body=request.content,
            )
        )
        mistakes.extend(
            contract.check_response(
                request.method,
                path,
                status=response.status_code,
                content_type=response.headers.get("content-type", ""),
                body=response.content,
            )
        )

    stage.wire.after = listen
    stage.run()
    edit(shop_url, "UPDATE ps_product_lang SET name = 'Платье с узором' WHERE id_product = 3 AND id_lang = 1")
    stage.run()

    assert mistakes == []
    assert {"/content/v2/cards/upload", "/content/v2/cards/update", "/content/v2/get/cards/list"} <= checked
