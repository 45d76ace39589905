"""Shops that no PrestaShop would write, but imports and years do: read whole; nothing vanishes untold."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pymysql.constants import CLIENT

from syncd.model.problem import Problem, RefKind
from syncd.model.shop import Product
from syncd.prestashop.reader import PrestaShop
from tests.databases import Server
from tests.prestashop.shops import TinyShop

STANDING = {
    *("shop", "shop_group", "shop_url", "lang", "lang_shop", "country", "currency", "currency_shop"),
    *("group", "category_shop"),
}
"""Without these there is no shop to speak of; all other tables an example fills."""

SETTINGS = ("TAX", "COMBINATION_FEATURE_ACTIVE", "PACK_FEATURE_ACTIVE", "SPECIFIC_PRICE_FEATURE_ACTIVE")
SETTINGS += ("GROUP_FEATURE_ACTIVE", "FEATURE_FEATURE_ACTIVE", "STOCK_MANAGEMENT", "USE_ECOTAX")

IDS = (1, 1, 1, 2, 2, 2, 3, 3, 0, 4_000_000_000)
SCOPES = {"id_shop": (1, 1, 1, 2, 0), "id_lang": (1, 1, 1, 2, 0), "id_country": (177, 177, 0)}
"""Mostly right, so that most rows are of this shop and language."""

FITTING = {
    "visibility": (b"both", b"both", b"none"),
    "condition": (b"new", b"used"),
    "name": ("Кружка".encode(), "Цвет".encode(), "Ы".encode()),
}
"""What mostly stands there, so that most examples come to a product."""

LONGEST = "😀" * 40 + "Ы" * 200
"""Longer than any name may be: the server cuts it where a column ends, in the middle of a letter."""

TEXTS: tuple[bytes | None, ...] = (
    None,
    *(b"", b"  ", b"0", b"id_shop;;id_group;x", b"percentage", b"1e400", b"NaN", b"\xe2\x80\xa8\xc2\xa0"),
    *(
        b"both",
        b"both",
        b"both",
        b"new",
        b"new",
        b"new",
        b"4600070000373",
        b"4600070000373",
        b"<p>&#0;&#xD800;<li",
    ),
    *(
        "Кружка".encode(),
        "Кружка".encode("cp1251"),
        LONGEST.encode(),
        b"\xd0",
        b"\x00\xff\xfe",
        b"\xed\xa0\x80",
    ),
)
NUMBERS = (None, 0, 1, 1, 2, 3, 7, 255, -1, 2_147_483_647)
DECIMALS = (None, "0", "-1", "0.1", "20", "99.999999", "99999999999999.999999", "-0.000001")
MOMENTS = (None, "0000-00-00 00:00:00", "2020-02-00 00:00:00", "2026-11-22 10:00:00", "9999-12-31 23:59:59")


class OddShop(TinyShop):
    """Whatever is no key may be NULL, and every text may hold any bytes."""

    def loosen(self) -> None:
        for table in self._filled():
            dropped = [f"DROP INDEX `{index}`" for index in self._uniques(table)]
            changed = [
                f"MODIFY `{each.name}` {_type(each)} NULL" for each in table.columns if not each.primary_key
            ]
            if dropped or changed:
                self.run(f"ALTER TABLE `{table.name}` {', '.join([*dropped, *changed])}")

    def _uniques(self, table: sa.Table) -> list[str]:
        found = self._connection.exec_driver_sql(f"SHOW INDEX FROM `{table.name}` WHERE non_unique=0")
        return sorted({row.Key_name for row in found} - {"PRIMARY"})

    def _filled(self) -> list[sa.Table]:
        tables = self.tables.metadata.sorted_tables
        return [
            table for table in tables if table.name.removeprefix("ps_") not in {*STANDING, "configuration"}
        ]

    def script(self, random: Random) -> Iterator[tuple[str, list[Any]]]:
        """Empties the shop and fills it with rows by chance; ids that do not fit together are the rule."""
        for table in self._filled():
            yield f"DELETE FROM `{table.name}`", []
            for number in range(1, random.choice((1, 4, 4, 8, 12))):
                names = ", ".join(f"`{column.name}`" for column in table.columns)
                marks = ", ".join(["%s"] * len(table.columns))
                values = [_cell(random, column, number) for column in table.columns]
                yield f"INSERT IGNORE INTO `{table.name}` ({names}) VALUES ({marks})", values
        for name in SETTINGS:
            yield "DELETE FROM ps_configuration WHERE name=%s", [f"PS_{name}"]
            if random.random() < 0.8:
                value = random.choice(("1", "1", "1", "0", "", None, "да"))
                yield "INSERT INTO ps_configuration (name, value) VALUES (%s, %s)", [f"PS_{name}", value]


def _cell(random: Random, column: sa.Column[Any], number: int) -> object:
    """The first rows of all tables mostly belong together: they make whole products."""
    kind = column.type
    if column.name.startswith("id_") and number <= 3 and random.random() < 0.9:
        return 177 if column.name == "id_country" else 1 if column.name in SCOPES else number
    if isinstance(kind, sa.String):
        fitting = FITTING.get(column.name, TEXTS)
        return random.choice(fitting if random.random() < 0.9 else TEXTS)
    if isinstance(kind, sa.Numeric):
        return random.choice(DECIMALS)
    if isinstance(kind, sa.Date | sa.DateTime):
        return random.choice(MOMENTS)
    if column.name.startswith("id_"):
        found = random.choice(SCOPES.get(column.name, IDS))
        return None if not column.primary_key and random.random() < 0.1 else found
    return random.choice(NUMBERS)


def _type(column: sa.Column[Any]) -> str:
    kind = column.type
    if isinstance(kind, sa.String):
        return "BLOB" if kind.length is None else f"VARBINARY({kind.length})"
    if isinstance(kind, sa.Numeric):
        return "DECIMAL(20,6)"
    if isinstance(kind, sa.Date):
        return "DATE"
    return "DATETIME" if isinstance(kind, sa.DateTime) else "BIGINT"


@pytest.fixture(scope="module")
def odd(mariadb: Server) -> Iterator[OddShop]:
    shop = OddShop(mariadb.database("odd"))
    shop.loosen()
    yield shop
    shop.close()
    mariadb.drop("odd")


@settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
@example(seed=1)
def test_every_product_of_any_shop_is_read_or_told(mariadb: Server, odd: OddShop, seed: int) -> None:
    with (
        mariadb.connect(database="odd", client_flag=CLIENT.MULTI_STATEMENTS) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SET SESSION sql_mode=''")
        script = ";".join(cursor.mogrify(text, values) for text, values in odd.script(Random(seed)))
        cursor.execute(script)
        while cursor.nextset():
            pass
        cursor.execute(
            "SELECT id_product FROM ps_product JOIN ps_product_shop USING (id_product)"
            " WHERE id_shop=1 AND id_product > 0 ORDER BY id_product"
        )
        expected = [row[0] for row in cursor.fetchall()]

    fallback = "en" if seed % 2 else None
    found = list(PrestaShop(odd.url, page=2, fallback_language=fallback, tls="off").products())

    assert [_id(item) for item in found] == expected
    for item in found:
        if isinstance(item, Problem):
            assert item.kind is RefKind.PRODUCT
            assert all(isinstance(value, str) for _, value in item.facts)
            assert {"name", "reference"} <= dict(item.facts).keys()
        else:
            assert isinstance(item, Product)
            _encodes(repr(item))


def _id(item: object) -> int:
    return int(item.ref) if isinstance(item, Problem) else item.id_product  # type: ignore[attr-defined,no-any-return]


def _encodes(text: str) -> None:
    """What is read can be sent and stored: no half of a letter is left in it."""
    text.encode()
