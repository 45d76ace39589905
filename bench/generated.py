"""A shop of any size, made by the server itself: MariaDB's SEQUENCE engine."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import CreateIndex

from syncd.prestashop.dialect import open_writable
from tests.prestashop.shops import TinyShop

COMBINATIONS, IMAGES, CATEGORIES, FEATURES = 4, 4, 3, 4
"""Of each product. A combination has two attributes and two images."""

_TEXT = (
    "<p>Мягкая ткань, двойная строчка, усиленные швы. Стирать при тридцати градусах.</p>"
    "<ul><li>плотность 180 г/м²</li><li>не линяет</li><li>не требует глажки</li></ul>"
)


def generate(url: str, products: int) -> None:
    """Fills an empty database: about 45 rows a product, texts of some 2 kB."""
    shop = TinyShop(url)
    for table in shop.tables.metadata.tables.values():
        for index in table.indexes:
            shop.run(str(CreateIndex(index).compile(dialect=mysql.dialect())))
    shop.group(1, "Цвет", {number: f"Цвет {number}" for number in range(1, 41)}, colour=True)
    shop.group(2, "Размер", {100 + number: f"{36 + number}" for number in range(1, 13)})
    for number in range(3, 203):
        shop.category(number, 2 + (number - 3) % 10 if number > 13 else 2, f"Категория {number}")
    for number in range(1, 31):
        shop.add("feature", {"id_feature": number, "position": number})
        shop.add("feature_lang", {"id_feature": number, "id_lang": 1, "name": f"Характеристика {number}"})
        shop.add("feature_shop", {"id_feature": number, "id_shop": 1})
    shop.run(
        "INSERT INTO ps_feature_value (id_feature_value, id_feature, custom)"
        " SELECT seq, 1 + seq %% 30, 0 FROM seq_1_to_3000"
    )
    shop.run(
        "INSERT INTO ps_feature_value_lang (id_feature_value, id_lang, value)"
        " SELECT seq, 1, CONCAT('Значение ', seq) FROM seq_1_to_3000"
    )
    for number in range(1, 51):
        shop.add("manufacturer", {"id_manufacturer": number, "name": f"Фабрика {number}", "active": 1})
    for statement in _PRODUCTS:
        shop.run(statement.format(products=products, text=_TEXT).replace("%", "%%"))
    shop.run("ANALYZE TABLE " + ", ".join(shop.tables.metadata.tables))
    shop.close()


def lengthen(url: str) -> None:
    """Gives every product the longest description and short description that their columns hold."""
    engine = open_writable(sa.make_url(url))
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE ps_product_lang SET description=REPEAT('ы', 32767), description_short=REPEAT('ы', 32767)"
        )
    engine.dispose()


_SHOP_COLUMNS = "id_category_default, id_tax_rules_group, price, wholesale_price, active, minimal_quantity"
_SHOP_VALUES = "3 + p.seq % 200, 1, 100 + p.seq % 900, 50, 1, 1"

_PRODUCTS = (
    f"INSERT INTO ps_product (id_product, reference, ean13, id_manufacturer, weight, {_SHOP_COLUMNS})"
    f" SELECT p.seq, CONCAT('R-', p.seq), '', 1 + p.seq % 50, 0.3, {_SHOP_VALUES}"
    " FROM seq_1_to_{products} p",
    f"INSERT INTO ps_product_shop (id_product, id_shop, {_SHOP_COLUMNS})"
    f" SELECT p.seq, 1, {_SHOP_VALUES} FROM seq_1_to_{{products}} p",
    "INSERT INTO ps_product_lang (id_product, id_shop, id_lang, name, description, description_short)"
    " SELECT p.seq, 1, 1, CONCAT('Футболка хлопковая ', p.seq),"
    " CONCAT(REPEAT('{text}', 4), p.seq), '<p>Коротко</p>' FROM seq_1_to_{products} p",
    "INSERT INTO ps_product_attribute (id_product_attribute, id_product, reference, ean13)"
    f" SELECT p.seq * {COMBINATIONS} + c.seq, p.seq, '', CONCAT('2', LPAD(p.seq * 10 + c.seq, 12, '0'))"
    f" FROM seq_1_to_{{products}} p, seq_1_to_{COMBINATIONS} c",
    "INSERT INTO ps_product_attribute_shop (id_product_attribute, id_product, id_shop, price, default_on)"
    " SELECT id_product_attribute, id_product, 1, id_product_attribute % 3,"
    f" IF(id_product_attribute % {COMBINATIONS} = 1, 1, NULL) FROM ps_product_attribute",
    "INSERT INTO ps_product_attribute_combination (id_product_attribute, id_attribute)"
    " SELECT id_product_attribute, 1 + id_product % 40 FROM ps_product_attribute",
    "INSERT INTO ps_product_attribute_combination (id_product_attribute, id_attribute)"
    " SELECT id_product_attribute, 101 + id_product_attribute % 12 FROM ps_product_attribute",
    "INSERT INTO ps_category_product (id_category, id_product)"
    f" SELECT 3 + (p.seq + c.seq * 7) % 200, p.seq FROM seq_1_to_{{products}} p, seq_1_to_{CATEGORIES} c",
    "INSERT INTO ps_feature_product (id_feature, id_product, id_feature_value)"
    " SELECT 1 + (p.seq + f.seq) % 30, p.seq, 1 + (p.seq * 7 + f.seq) % 3000"
    f" FROM seq_1_to_{{products}} p, seq_1_to_{FEATURES} f",
    "INSERT INTO ps_image (id_image, id_product, position, cover)"
    f" SELECT p.seq * {IMAGES} + i.seq, p.seq, i.seq, IF(i.seq = 1, 1, NULL)"
    f" FROM seq_1_to_{{products}} p, seq_1_to_{IMAGES} i",
    "INSERT INTO ps_image_shop (id_image, id_product, id_shop, cover)"
    " SELECT id_image, id_product, 1, cover FROM ps_image",
    "INSERT INTO ps_product_attribute_image (id_product_attribute, id_image)"
    f" SELECT a.id_product_attribute, a.id_product * {IMAGES} + i.seq"
    " FROM ps_product_attribute a, seq_1_to_2 i",
    "INSERT INTO ps_stock_available (id_product, id_product_attribute, id_shop, quantity, out_of_stock)"
    " SELECT id_product, id_product_attribute, 1, 5, 2 FROM ps_product_attribute",
    "INSERT INTO ps_stock_available (id_product, id_product_attribute, id_shop, quantity, out_of_stock)"
    f" SELECT p.seq, 0, 1, {5 * COMBINATIONS}, 2 FROM seq_1_to_{{products}} p",
    "INSERT INTO ps_specific_price (id_product, price, from_quantity, reduction, reduction_type)"
    " SELECT p.seq * 5, -1, 1, 0.1, 'percentage' FROM seq_1_to_{products} p WHERE p.seq * 5 <= {products}",
)
