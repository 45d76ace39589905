"""What is wrong with the shop's database is told with what to do; mended, the next run ends well."""

from __future__ import annotations

import shutil
import socket
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa

from syncd.demo import shop as demo
from syncd.model.errors import ExitCode
from syncd.sandbox.server import Sandbox
from tests import databases
from tests.acceptance.operators import CARDS, Operator, account, assert_told, cards

PASSWORD = "Мышь-и-сыр-71"


@dataclass(frozen=True)
class Server:
    """A MariaDB with the demo's shop, an empty database, and a user who may read both."""

    host: str
    port: int
    user: str
    shop: str
    empty: str

    def section(self, **changes: str) -> str:
        """[shop] of the configuration."""
        told = {"host": self.host, "port": str(self.port), "database": self.shop, "prefix": "ps_"} | changes
        lines = [
            f'database = "mysql+pymysql://{self.user}@{told["host"]}:{told["port"]}/{told["database"]}"',
            'password = { file = "shop-db" }',
            f'prefix = "{told["prefix"]}"',
            f'shop_language = "{told.get("language", "ru")}"',
            f"id_shop = {told.get('id_shop', '1')}",
        ]
        return "\n".join(lines)


@pytest.fixture(scope="module")
def server(mariadb: databases.Server) -> Iterator[Server]:
    mark = uuid.uuid4().hex[:10]
    names = (f"a_{mark}", f"e_{mark}")
    user = f"u_{mark}"
    urls = [mariadb.database(name) for name in names]
    demo.build(urls[0])
    url = sa.make_url(urls[0])
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE USER '{user}'@'%' IDENTIFIED BY '{PASSWORD}'")
        cursor.execute(f"GRANT SELECT ON *.* TO '{user}'@'%'")
    yield Server(url.host or "127.0.0.1", url.port or 3306, user, *names)
    with mariadb.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP USER '{user}'@'%'")
    for name in names:
        mariadb.drop(name)


@pytest.fixture
def reader(operator: Operator, sandbox: Sandbox, server: Server) -> Operator:
    """An operator whose shop is on the server."""
    (operator.folder / "shop-db").write_text(PASSWORD + "\n", "utf-8")
    operator.configure(account(sandbox), shop=server.section())
    return operator


def closed_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@dataclass(frozen=True)
class Case:
    code: int
    russian: str
    russian_advice: str
    english: str
    english_advice: str
    section: dict[str, Callable[[Server], str]] = field(default_factory=dict)
    password: str = PASSWORD


CASES = {
    "wrong password": Case(
        ExitCode.CREDENTIALS,
        r"База магазина не пустила пользователя u_\w+ \(.*\): Access denied",
        r"пароль в файле, на который указывает password",
        r"The shop's database did not let in the user u_\w+ \(.*\): Access denied",
        r"the password in the file that password names",
        password="не-тот",
    ),
    "host away": Case(
        ExitCode.UNREACHABLE,
        r"База магазина не отвечает: 127\.0\.0\.1, порт \d+ \(",
        r"Проверьте, работает ли MySQL",
        r"The shop's database does not answer: 127\.0\.0\.1, port \d+ \(",
        r"Check that MySQL runs",
        {"host": lambda server: "127.0.0.1", "port": lambda server: closed_port()},
    ),
    "unknown host": Case(
        ExitCode.UNREACHABLE,
        r"База магазина не отвечает: db\.invalid, порт \d+ \(",
        r"адрес записан в разделе \[shop\]",
        r"The shop's database does not answer: db\.invalid, port \d+ \(",
        r"its address is the key database of \[shop\]",
        {"host": lambda server: "db.invalid"},
    ),
    "unknown database": Case(
        ExitCode.USAGE,
        r"Базы магазина «lavka» нет",
        r"_DB_NAME_",
        r"The shop's database \"lavka\" is not there",
        r"_DB_NAME_",
        {"database": lambda server: "lavka"},
    ),
    "no tables of PrestaShop": Case(
        ExitCode.USAGE,
        r"В базе «e_\w+» нет таблиц PrestaShop 1\.6; не хватает: ps_\w+",
        r"prefix в разделе \[shop\]",
        r"The database \"e_\w+\" has no tables of PrestaShop 1\.6; missing: ps_\w+",
        r"the prefix in \[shop\]",
        {"database": lambda server: server.empty},
    ),
    "another prefix": Case(
        ExitCode.USAGE,
        r"Таблиц с префиксом «lv_» нет, но есть магазин с префиксом: ps_",
        r"Впишите верный prefix",
        r"There are no tables with the prefix \"lv_\", but there is a shop with the prefix: ps_",
        r"Write the right prefix",
        {"prefix": lambda server: "lv_"},
    ),
    "unknown language": Case(
        ExitCode.USAGE,
        r"Языка «kk» в магазине нет\. Есть: ru",
        r"shop_language",
        r"The shop has no language \"kk\"\. It has: ru",
        r"shop_language",
        {"language": lambda server: "kk"},
    ),
    "unknown shop": Case(
        ExitCode.USAGE,
        r"Магазина с номером 7 в базе нет\. Есть: 1 ",
        r"id_shop",
        r"The database has no shop of id 7\. It has: 1 ",
        r"id_shop",
        {"id_shop": lambda server: "7"},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_shop_that_cannot_be_read(reader: Operator, sandbox: Sandbox, server: Server, case: Case) -> None:
    changes = {name: told(server) for name, told in case.section.items()}
    reader.configure(account(sandbox), shop=server.section(**changes))
    (reader.folder / "shop-db").write_text(case.password + "\n", "utf-8")

    russian, english = reader.in_both_languages("once", "catalog")

    assert_told(russian, case.code, case.russian, case.russian_advice)
    assert_told(english, case.code, case.english, case.english_advice)
    assert sandbox.requests() == []


def test_mended_the_next_run_ends_well(reader: Operator, sandbox: Sandbox, server: Server) -> None:
    reader.configure(account(sandbox), shop=server.section(database=server.empty))
    assert reader.call("once", "catalog").code == ExitCode.USAGE
    reader.configure(account(sandbox), shop=server.section())
    assert reader.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS
    (status,) = reader.call("status", "--json").json()
    (catalog,) = (job for job in status["jobs"] if job["job"] == "catalog")
    assert (catalog["outcome"], catalog["error"]) == ("ok", None)


def test_a_demo_shop_that_is_not_there(operator: Operator, sandbox: Sandbox) -> None:
    (operator.folder / "shop.sqlite").rename(operator.folder / "away")
    told = operator.call("once", "catalog")
    assert_told(told, ExitCode.USAGE, r"Базы магазина «\S+shop\.sqlite» нет", r"\[shop\]")
    shutil.move(operator.folder / "away", operator.folder / "shop.sqlite")
    assert operator.call("once", "catalog").code == ExitCode.OK
    assert cards(sandbox) == CARDS
