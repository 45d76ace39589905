"""The digest of a product's rows: any cell that is read changes it, others need not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa

from syncd.model.errors import SyncdError
from syncd.model.problem import Problem
from syncd.model.shop import Unchanged
from syncd.prestashop.configuration import OF_PRODUCTS
from syncd.prestashop.reader import PrestaShop
from tests.prestashop.shops import ENGLISH, TinyShop

CODE = "4600070000373"
PRODUCT = 1
ORDER_ALONE = {
    "ps_feature.position": "of several features",
    "ps_configuration.id_configuration": "of equal names the last row holds",
    "ps_lang.active": "of equal codes an active language comes first",
    "ps_shop.deleted": "a deleted shop is an error",
    "ps_specific_price.id_specific_price": "settles ties",
    "ps_tax_rule.id_tax_rule": "settles ties",
}
"""Columns that only put rows in order, or whose change is an error."""


def digests(shop: TinyShop, **options: Any) -> dict[int, str]:
    """As a job is asked about them; nothing is assembled."""
    found: dict[int, str] = {}

    def know(page: Any) -> frozenset[int]:
        found.update(page)
        return frozenset(page)

    assert all(
        isinstance(item, Unchanged) for item in PrestaShop(shop.url, tls="off", **options).products(know)
    )
    return found


@pytest.fixture
def rich(tiny: TinyShop) -> TinyShop:
    """Product 1 has a row in every table; its neighbour 2 has nothing."""
    for name, value in (("GROUP_FEATURE_ACTIVE", 1), ("PACK_FEATURE_ACTIVE", 1), ("TAX", 1)):
        tiny.set(f"PS_{name}", value)
    tiny.set("PS_SPECIFIC_PRICE_FEATURE_ACTIVE", 1)
    tiny.set("PS_UNIDENTIFIED_GROUP", 1)
    tiny.run("DELETE FROM ps_lang WHERE id_lang=2")
    tiny.add("lang", {"id_lang": ENGLISH, "name": "English", "active": 1, "iso_code": "en"})
    tiny.add("manufacturer", {"id_manufacturer": 5, "name": "Нордвик", "active": 1})
    tiny.category(3, 2, "Дом")
    tiny.group(1, "Цвет", {7: "Белый"}, colour=True)
    tiny.product(1, "Кружка", description="Фарфор", description_short="Да", id_manufacturer=5, ean13=CODE)
    tiny.run("UPDATE ps_product_shop SET id_category_default=3")
    tiny.add("category_product", {"id_category": 3, "id_product": 1})
    tiny.add("category_group", {"id_category": 3, "id_group": 1})
    tiny.combination(11, 1, [7], default_on=1)
    tiny.add("feature", {"id_feature": 4})
    tiny.add("feature_lang", {"id_feature": 4, "id_lang": 1, "name": "Состав"})
    tiny.add("feature_shop", {"id_feature": 4, "id_shop": 1})
    tiny.add("feature_product", {"id_feature": 4, "id_product": 1, "id_feature_value": 6})
    tiny.add("feature_value", {"id_feature_value": 6, "id_feature": 4, "custom": 0})
    tiny.add("feature_value_lang", {"id_feature_value": 6, "id_lang": 1, "value": "фарфор"})
    tiny.add("image", {"id_image": 31, "id_product": 1, "position": 1, "cover": 1})
    tiny.add("image_shop", {"id_image": 31, "id_product": 1, "id_shop": 1, "cover": 1})
    tiny.add("product_attribute_image", {"id_product_attribute": 11, "id_image": 31})
    tiny.run("UPDATE ps_shop_group SET share_stock=1")
    tiny.stock(1, 4, shop=0, group=1)
    tiny.stock(8, 4, shop=0, group=1)
    tiny.add("pack", {"id_product_pack": 1, "id_product_item": 8, "id_product_attribute_item": 0})
    tiny.add("group", {"id_group": 1})
    tiny.add("currency_shop", {"id_currency": 1, "id_shop": 1, "conversion_rate": 1})
    tiny.add("specific_price", {"id_product": 1, "id_shop": 0, "price": "-1", "reduction": "0.1"})
    tiny.add("specific_price_priority", {"id_product": 1, "priority": "id_shop"})
    tiny.add("product_group_reduction_cache", {"id_product": 1, "id_group": 1, "reduction": "0.1"})
    tiny.add("product", {"id_product": 2})
    tiny.add("product_shop", {"id_product": 2, "id_shop": 1})
    return tiny


def columns_read(shop: TinyShop, **options: Any) -> list[tuple[str, str]]:
    """(table, column) of every column that a pass names, in any part of any statement."""
    heard: list[str] = []

    def hear(_c: object, _u: object, text: str, *_rest: object) -> None:
        heard.append(text)

    sa.event.listen(sa.Engine, "before_cursor_execute", hear)
    try:
        digests(shop, **options)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", hear)
    named = re.findall(r"\b(ps_\w+)\.`?(\w+)`?", " ".join(heard).replace("`ps_", "ps_").replace("`.", "."))
    return sorted({(table, column) for table, column in named if table in shop.tables.metadata.tables})


@contextmanager
def restored(shop: TinyShop, table: sa.Table) -> Iterator[None]:
    """The table's rows are afterwards what they were before."""
    shop.run(f"CREATE TEMPORARY TABLE kept AS SELECT * FROM `{table.name}`")
    try:
        yield
    finally:
        shop.run(f"DELETE FROM `{table.name}`")
        shop.run(f"INSERT INTO `{table.name}` SELECT * FROM kept")
        shop.run("DROP TEMPORARY TABLE kept")


def others(column: sa.Column[Any]) -> tuple[str, ...]:
    """Values of which at least one differs from any that stands there."""
    if isinstance(column.type, sa.DateTime | sa.Date):
        return ("'2044-05-06'", "'2023-05-06'")
    if isinstance(column.type, sa.Numeric):
        return ("0.5", "0.25")
    return ("0", "1", "77", "6", "'ы'") if isinstance(column.type, sa.Integer) else ("'ы'", "'5'")


def outcome(shop: TinyShop) -> str | None:
    """Of product 1; None when it is gone, another text when the shop cannot be read at all."""
    try:
        return digests(shop).get(PRODUCT)
    except SyncdError as error:
        return error.code.value


def changes_it(shop: TinyShop, before: str | None, table: sa.Table, column: sa.Column[Any]) -> bool:
    last = "ORDER BY " + ", ".join(f"`{key.name}` DESC" for key in table.primary_key) + " LIMIT 1"
    for value, rows in product(others(column), (last, "")):
        with restored(shop, table):
            shop.run(f"UPDATE IGNORE `{table.name}` SET `{column.name}`={value} {rows}")
            if outcome(shop) != before:
                return True
    return False


def test_a_change_of_any_column_that_is_read_changes_the_digest(rich: TinyShop) -> None:
    before = outcome(rich)
    assert before
    tables = rich.tables.metadata.tables
    blind = [
        f"{table}.{column}"
        for table, column in columns_read(rich)
        if not changes_it(rich, before, tables[table], tables[table].c[column])
    ]
    assert set(blind) <= set(ORDER_ALONE), sorted(set(blind) - set(ORDER_ALONE))
    assert outcome(rich) == before, "the shop is what it was"


@pytest.mark.parametrize("name", sorted(OF_PRODUCTS))
def test_every_setting_that_makes_products_changes_every_digest(rich: TinyShop, name: str) -> None:
    before = digests(rich)
    rich.add("currency", {"id_currency": 3, "name": "Тенге", "iso_code": "KZT", "conversion_rate": 6})
    rich.add("currency_shop", {"id_currency": 3, "id_shop": 1, "conversion_rate": 6})
    rich.set(name, "Asia/Omsk" if name == "PS_TIMEZONE" else 3)
    after = digests(rich)
    assert all(before[key] != after[key] for key in before)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ps_product SET date_upd='2027-01-01', quantity=9, active=0, price=5, cache_is_pack=1",
        "UPDATE ps_product_shop SET date_upd='2027-01-01'",
        "UPDATE ps_product_attribute SET quantity=9, price=7",
        "UPDATE ps_category SET nleft=9, nright=10, level_depth=9, date_upd='2027-01-01'",
        "INSERT INTO ps_configuration (name, value) VALUES ('PS_LAST_QTIES', '5')",
        "UPDATE ps_configuration SET date_upd='2027-01-01'",
        "INSERT INTO ps_category (id_category, id_parent, active) VALUES (99, 2, 1)",
        "INSERT INTO ps_attribute (id_attribute, id_attribute_group) VALUES (99, 1)",
        "INSERT INTO ps_manufacturer (id_manufacturer, name, active) VALUES (99, 'Новый', 1)",
        "INSERT INTO ps_product_lang (id_product, id_shop, id_lang, name) VALUES (1, 1, 2, 'Mug')",
        "INSERT INTO ps_stock_available (id_product, id_shop, id_shop_group, quantity) VALUES (1, 1, 0, 5)",
        "UPDATE ps_feature_value SET id_feature_value=60; UPDATE ps_feature_product SET id_feature_value=60;"
        " UPDATE ps_feature_value_lang SET id_feature_value=60",
    ],
)
def test_what_is_not_read_does_not_change_it(rich: TinyShop, change: str) -> None:
    before = digests(rich)
    for statement in change.split(";"):
        rich.run(statement)
    assert digests(rich) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ps_category_lang SET name='Кухня' WHERE id_category=3",
        "UPDATE ps_category SET active=0 WHERE id_category=3",
        "UPDATE ps_attribute_lang SET name='Чёрный'",
        "UPDATE ps_manufacturer SET name='Другой'",
        "UPDATE ps_feature_lang SET name='Материал'",
        "UPDATE ps_stock_available SET quantity=9",
    ],
)
def test_a_neighbour_that_it_does_not_touch_keeps_its_digest(rich: TinyShop, change: str) -> None:
    before = digests(rich)
    rich.run(change)
    after = digests(rich)
    assert (after[1] != before[1], after[2] == before[2]) == (True, True)


def test_the_order_of_features_is_part_of_it(rich: TinyShop) -> None:
    rich.add("feature", {"id_feature": 5, "position": 1})
    rich.add("feature_lang", {"id_feature": 5, "id_lang": 1, "name": "Пол"})
    rich.add("feature_shop", {"id_feature": 5, "id_shop": 1})
    before = digests(rich)
    rich.run("UPDATE ps_feature SET position=2 WHERE id_feature=4")
    assert digests(rich)[1] != before[1]


def test_a_code_that_another_product_now_carries_too_changes_both(rich: TinyShop) -> None:
    before = digests(rich)
    rich.run(f"UPDATE ps_product SET ean13='{CODE}' WHERE id_product=2")
    after = digests(rich)
    assert before[1] != after[1]
    assert before[2] != after[2]


def test_the_product_carries_the_digest_that_was_asked_about(rich: TinyShop) -> None:
    found = PrestaShop(rich.url).product(1)
    assert found
    assert not isinstance(found, Problem)
    assert digests(rich)[1] == found.digest


@pytest.mark.parametrize("known", [(), (1,), (2, 3), (1, 2, 3)])
def test_only_what_the_asker_knows_comes_unchanged(tiny: TinyShop, known: tuple[int, ...]) -> None:
    asked: list[list[int]] = []
    for id_product in (1, 2, 3):
        tiny.product(id_product)

    def know(page: Any) -> frozenset[int]:
        asked.append(list(page))
        return frozenset(known)

    found = list(PrestaShop(tiny.url, page=2).products(know))
    assert asked == [[1, 2], [3]], "page by page"
    assert [isinstance(item, Unchanged) for item in found] == [number in known for number in (1, 2, 3)]
    assert [item.id_product for item in found if not isinstance(item, Problem)] == [1, 2, 3]


def test_it_is_the_same_on_every_page_and_pass(tiny: TinyShop, new_database: Callable[[], str]) -> None:
    for id_product in (1, 2, 3):
        tiny.product(id_product)
    assert digests(tiny) == digests(tiny, page=1)
