from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
import sqlalchemy as sa

from syncd.model.problem import Problem, ProblemCode
from syncd.model.shop import Combination, Condition, Image, OfferKey, Product, Visibility
from syncd.prestashop.reader import PrestaShop
from tests.databases import Server
from tests.prestashop.shops import TinyShop

EAN, OTHER_EAN = "4600070000373", "2000001000014"


def read(shop: TinyShop, **options: object) -> list[Product | Problem]:
    reader = PrestaShop(shop.url, **options)  # type: ignore[arg-type]
    try:
        return list(reader.products())
    finally:
        reader.close()


def one(shop: TinyShop, **options: object) -> Product:
    (found,) = read(shop, **options)
    assert isinstance(found, Product), found
    return found


def combinations(shop: TinyShop) -> dict[int, Combination]:
    return {found.id_product_attribute: found for found in one(shop).combinations}


def test_describes_the_shop(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.add("shop_url", {"id_shop": 1, "domain": "p.example", "physical_uri": "/s/", "main": 1, "active": 1})
    facts = PrestaShop(tiny.url).describe()
    assert (facts.version, facts.language, facts.id_lang) == ("1.6.1.19", "ru", 1)
    assert (facts.currency, facts.country, facts.time_zone) == ("RUB", "RU", "Europe/Moscow")
    assert (facts.shop_name, facts.base_url, facts.products) == ("Проба", "http://p.example/s/", 1)
    assert not facts.multistore


@pytest.mark.parametrize("page", [1, 2, 3, 4, 500])
def test_every_product_comes_once_whatever_the_page(tiny: TinyShop, page: int) -> None:
    ids = [1, 2, 5, 7, 100500]
    for id_product in ids:
        tiny.product(id_product, f"Товар {id_product}", reference=f"R{id_product}")
        tiny.stock(id_product, id_product)
    found = read(tiny, page=page)
    assert [product.id_product for product in found if isinstance(product, Product)] == ids
    assert [product.quantity for product in found if isinstance(product, Product)] == ids
    assert found == read(tiny)


def test_an_empty_shop_has_no_products(tiny: TinyShop) -> None:
    assert read(tiny) == []


def test_one_product_is_read_alone(tiny: TinyShop) -> None:
    tiny.product(3, "Третья")
    tiny.product(5, "Пятая")
    reader = PrestaShop(tiny.url)
    found = reader.product(5)
    assert isinstance(found, Product)
    assert found.name == "Пятая"
    assert reader.product(4) is None
    assert reader.product(6) is None


def test_shop_fields_come_from_product_shop(tiny: TinyShop) -> None:
    tiny.product(1, active=0, price="10", visibility="none", condition="used", available_for_order=0)
    tiny.run(
        "UPDATE ps_product SET active=1, price=99, visibility='both', `condition`='new',"
        " available_for_order=1, id_tax_rules_group=0"
    )
    product = one(tiny)
    assert not product.active
    assert not product.available_for_order
    assert (product.visibility, product.condition) == (Visibility.NONE, Condition.USED)
    assert product.price == Decimal(12)


def test_a_product_of_another_shop_does_not_exist(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.run("UPDATE ps_product_shop SET id_shop=2")
    assert read(tiny) == []
    assert PrestaShop(tiny.url).describe().products == 0


def test_a_product_without_a_name_is_a_problem_that_names_it(tiny: TinyShop) -> None:
    tiny.product(1, name=None, reference="R-1")
    tiny.product(2, name="  ")
    tiny.product(3)
    nameless, blank, good = read(tiny)
    assert isinstance(nameless, Problem)
    assert (nameless.code, nameless.ref) == (ProblemCode.PRODUCT_NAMELESS, "1")
    assert dict(nameless.facts) == {"name": "", "reference": "R-1", "language": "ru"}
    assert isinstance(blank, Problem)
    assert isinstance(good, Product)


def test_a_product_that_makes_no_sense_stops_no_other(tiny: TinyShop) -> None:
    tiny.product(1, visibility="")
    tiny.product(2)
    unreadable, good = read(tiny)
    assert isinstance(unreadable, Problem)
    assert unreadable.code is ProblemCode.PRODUCT_UNREADABLE
    assert dict(unreadable.facts)["name"] == "Кружка"
    assert "Visibility" in dict(unreadable.facts)["reason"]
    assert isinstance(good, Product)


def test_texts_are_plain_and_of_the_language(tiny: TinyShop) -> None:
    tiny.product(1, "Кружка", description="<p>Фарфор&nbsp;белый</p>", description_short="<b>Да</b>")
    english = {"id_product": 1, "id_shop": 1, "id_lang": 2, "name": "Mug", "description": "<p>China</p>"}
    tiny.add("product_lang", english)
    assert (one(tiny).description, one(tiny).description_short) == ("Фарфор белый", "Да")
    assert (one(tiny, language="EN").name, one(tiny, language="en").description) == ("Mug", "China")


def test_combinations_inherit_the_reference_and_add_the_impacts(tiny: TinyShop) -> None:
    tiny.product(1, reference="R", ean13=EAN, price="100", weight="0.3")
    tiny.combination(11, 1, reference="R-11", ean13=OTHER_EAN, price="50", weight="0.1", default_on=1)
    tiny.combination(12, 1, price="-20", weight="-0.05")
    found = combinations(tiny)
    assert (found[11].reference, found[12].reference) == ("R-11", "R")
    assert (found[11].ean13, found[12].ean13) == (OTHER_EAN, "")
    assert (found[11].price, found[12].price) == (Decimal(180), Decimal(96))
    assert (found[11].weight, found[12].weight) == (Decimal("0.4"), Decimal("0.25"))
    assert (found[11].is_default, found[12].is_default) == (True, False)


def test_a_combination_without_a_row_of_the_shop_does_not_exist(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.combination(11, 1)
    tiny.combination(12, 1)
    tiny.run("UPDATE ps_product_attribute_shop SET id_shop=2 WHERE id_product_attribute=12")
    assert list(combinations(tiny)) == [11]


def test_attributes_are_in_order_and_colours_are_known(tiny: TinyShop) -> None:
    tiny.group(2, "Цвет", {21: "Белый", 22: "Синий"}, colour=True)
    tiny.group(1, "Размер", {11: "S"})
    tiny.product(1)
    tiny.combination(5, 1, attributes=[22, 11])
    size, colour = combinations(tiny)[5].attributes
    assert (size.id_attribute, size.group, size.group_internal, size.value) == (
        11,
        "Размер",
        "Размер (внутр.)",
        "S",
    )
    assert (colour.value, colour.is_colour, size.is_colour) == ("Синий", True, False)
    assert str(OfferKey(1, (11, 22))) == "1:11-22"


def test_an_attribute_that_is_gone_is_left_out(tiny: TinyShop) -> None:
    tiny.group(1, "Размер", {11: "S"})
    tiny.product(1)
    tiny.combination(5, 1, attributes=[11, 999])
    assert [attribute.id_attribute for attribute in combinations(tiny)[5].attributes] == [11]


def test_features_follow_the_shop_and_keep_empty_values(tiny: TinyShop) -> None:
    tiny.product(1)
    names = {1: "Состав", 2: "Пол", 3: "Чужая", 4: None, 5: "Сезон"}
    for id_feature, name in names.items():
        tiny.add("feature", {"id_feature": id_feature, "position": 10 - id_feature})
        tiny.add("feature_lang", {"id_feature": id_feature, "id_lang": 1, "name": name})
        tiny.add("feature_shop", {"id_feature": id_feature, "id_shop": 2 if id_feature == 3 else 1})
        tiny.add(
            "feature_product", {"id_feature": id_feature, "id_product": 1, "id_feature_value": id_feature}
        )
        tiny.add("feature_value", {"id_feature_value": id_feature, "id_feature": id_feature, "custom": 1})
    for id_value, value in {1: "лён", 2: "", 3: "нет", 4: "нет"}.items():
        tiny.add("feature_value_lang", {"id_feature_value": id_value, "id_lang": 1, "value": value})
    tiny.add("feature_value_lang", {"id_feature_value": 5, "id_lang": 2, "value": "summer"})
    found = [(feature.name, feature.value) for feature in one(tiny).features]
    assert found == [("Сезон", None), ("Пол", ""), ("Состав", "лён")]


def test_category_paths_begin_below_home(tiny: TinyShop) -> None:
    tiny.category(3, 2, "Дом")
    tiny.category(4, 3, "Кружки")
    tiny.category(5, 2, "Скрытая", active=0)
    tiny.category(6, 5, "Под скрытой")
    tiny.category(7, 2, None)
    tiny.category(8, 9, "Сирота")
    tiny.category(10, 11, "Круг А")
    tiny.category(11, 10, "Круг Б")
    tiny.product(1, id_category_default=4)
    ids = [2, 3, 4, 6, 7, 8, 10, 404]
    tiny.add("category_product", *({"id_category": id_category, "id_product": 1} for id_category in ids))
    product = one(tiny)
    assert product.category is not None
    assert product.category.path == ("Дом", "Кружки")
    paths = {category.id_category: category.path for category in product.categories}
    assert paths == {
        2: (),
        3: ("Дом",),
        4: ("Дом", "Кружки"),
        6: ("Скрытая", "Под скрытой"),
        7: (),
        8: ("Сирота",),
        10: ("Круг Б", "Круг А"),
    }
    assert [category.id_category for category in product.categories if not category.active] == [6]


@pytest.mark.parametrize(
    "id_manufacturer, name", [(1, "Нордвик"), (2, None), (0, None), (None, None), (99, None)]
)
def test_only_an_active_manufacturer_has_a_name(
    tiny: TinyShop, id_manufacturer: int | None, name: str | None
) -> None:
    tiny.add("manufacturer", {"id_manufacturer": 1, "name": "Нордвик", "active": 1})
    tiny.add("manufacturer", {"id_manufacturer": 2, "name": "Закрыт", "active": 0})
    tiny.product(1, id_manufacturer=id_manufacturer)
    assert one(tiny).manufacturer == name


def test_images_are_those_of_the_shop_in_order(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.combination(5, 1)
    for id_image, position, cover in [(10, 2, 1), (11, 1, None), (12, 3, None), (13, 4, None)]:
        tiny.add("image", {"id_image": id_image, "id_product": 1, "position": position, "cover": cover})
    for id_image, shop, cover in [(10, 1, None), (11, 1, None), (12, 1, 1), (13, 2, None)]:
        tiny.add("image_shop", {"id_image": id_image, "id_product": 1, "id_shop": shop, "cover": cover})
    for id_image in (12, 11, 0, 13, 999):
        tiny.add("product_attribute_image", {"id_product_attribute": 5, "id_image": id_image})
    product = one(tiny)
    assert product.images == (Image(11, 1), Image(10, 2), Image(12, 3, cover=True))
    assert product.combinations[0].image_ids == (11, 12)


def test_stock_is_the_shops_own_row(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.combination(5, 1)
    tiny.combination(6, 1)
    tiny.stock(1, 999)
    tiny.stock(1, 4, combination=5)
    tiny.stock(1, 500, group=1, shop=0)
    tiny.stock(1, 70, shop=2)
    assert one(tiny).quantity == 999
    assert {key: found.quantity for key, found in combinations(tiny).items()} == {5: 4, 6: 0}


def test_shared_stock_is_the_groups_row(tiny: TinyShop) -> None:
    tiny.run("UPDATE ps_shop_group SET share_stock=1")
    tiny.product(1)
    tiny.stock(1, 4)
    tiny.stock(1, -3, group=1, shop=0)
    tiny.stock(1, 50, group=2, shop=0)
    assert one(tiny).quantity == -3


def test_features_that_are_switched_off_do_not_exist(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.combination(5, 1)
    tiny.add("pack", {"id_product_pack": 1, "id_product_item": 2, "id_product_attribute_item": 0})
    assert one(tiny).is_pack
    for switch in ("COMBINATION", "PACK"):
        tiny.set(f"PS_{switch}_FEATURE_ACTIVE", 0)
    assert one(tiny).combinations == ()
    assert not one(tiny).is_pack


def test_measures_carry_the_shops_units(tiny: TinyShop) -> None:
    tiny.set("PS_WEIGHT_UNIT", "г")
    tiny.product(1, width="10.5", height="20", depth="5", weight="300")
    measures = one(tiny).measures
    assert (measures.width, measures.height, measures.depth) == (Decimal("10.5"), Decimal(20), Decimal(5))
    assert (measures.weight, measures.weight_unit, measures.length_unit) == (Decimal(300), "г", "cm")


def test_the_prefix_may_be_any_or_none(new_database: Callable[[], str]) -> None:
    for prefix in ("", "shop7_"):
        shop = TinyShop(new_database(), prefix)
        shop.product(1, "Кружка")
        assert one(shop, prefix=prefix).name == "Кружка"
        shop.close()


def test_old_engines_are_read_too(tiny: TinyShop) -> None:
    for table in ("product", "stock_available", "product_attribute"):
        tiny.run(f"ALTER TABLE ps_{table} ENGINE=MyISAM")
    tiny.product(1)
    tiny.stock(1, 7)
    assert one(tiny).quantity == 7


def test_zero_dates_and_a_strict_server_disturb_nothing(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.run("UPDATE ps_product SET date_add='0000-00-00 00:00:00', reference=NULL, ean13=NULL")
    tiny.run("SET GLOBAL sql_mode='TRADITIONAL,ANSI_QUOTES'")
    try:
        assert one(tiny).reference == ""
    finally:
        tiny.run("SET GLOBAL sql_mode=DEFAULT")


@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ"])
def test_a_pass_sees_one_moment_of_the_shop(tiny: TinyShop, level: str) -> None:
    tiny.run(f"SET GLOBAL TRANSACTION ISOLATION LEVEL {level}")
    for id_product in (1, 2, 3):
        tiny.product(id_product, "До")
    reader = PrestaShop(tiny.url, page=1)
    products = reader.products()
    first = next(products)
    tiny.run("UPDATE ps_product_lang SET name='После'")
    tiny.run("DELETE FROM ps_product_shop WHERE id_product=3")
    rest = list(products)
    assert [product.name for product in [first, *rest] if isinstance(product, Product)] == ["До"] * 3
    assert [product.name for product in reader.products() if isinstance(product, Product)] == ["После"] * 2


def test_a_pass_cannot_write(mariadb: Server, tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.product(2)
    products = PrestaShop(tiny.url, page=1).products()
    next(products)
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.trx_is_read_only FROM information_schema.innodb_trx t"
            " JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE p.db=%s",
            (sa.make_url(tiny.url).database,),
        )
        assert cursor.fetchall() == ((1,),)


def test_the_digest_follows_the_content(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.combination(5, 1)
    before = one(tiny).digest
    assert one(tiny).digest == before
    tiny.run("UPDATE ps_product SET date_upd='2026-01-01 00:00:00'")
    assert one(tiny).digest == before
    tiny.run("UPDATE ps_product_attribute SET reference='Новый'")
    assert one(tiny).digest != before
