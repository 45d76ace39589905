"""Servers of all kinds: engines, modes, character sets, encryption, drivers, and one that comes and goes."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from syncd.model.errors import ConfigurationError, ErrorCode, SyncdError, UnreachableError
from syncd.model.problem import Problem
from syncd.model.shop import Product
from syncd.prestashop.database import Database
from syncd.prestashop.reader import PrestaShop
from tests import databases
from tests.databases import Server
from tests.prestashop.shops import TinyShop

MYSQLCLIENT = pytest.mark.skipif(find_spec("MySQLdb") is None, reason="mysqlclient is not installed")
DRIVERS = ["mysql+pymysql", pytest.param("mysql+mysqldb", marks=MYSQLCLIENT)]


def fill(shop: TinyShop, first: int = 1) -> None:
    """With three products."""
    shop.group(1, "Цвет", {7: "Белый"}, colour=True)
    for id_product in range(first, first + 3):
        shop.product(id_product, f"Кружка №{id_product} «Ё»", description="Фарфор", weight="0.25")
        shop.combination(id_product * 10, id_product, [7], price="5.5", default_on=1)
        shop.stock(id_product, -2, combination=id_product * 10)
    shop.run("UPDATE ps_product_shop SET available_date='2027-01-31' WHERE id_product=2")


def read(url: str | sa.URL, **options: object) -> list[Product | Problem]:
    found = list(PrestaShop(url, **options).products())  # type: ignore[arg-type]
    assert all(isinstance(item, Product | Problem) for item in found)
    return found  # type: ignore[return-value]


@pytest.mark.parametrize(
    "engines",
    [("MyISAM",), ("InnoDB", "MyISAM"), ("Aria", "InnoDB", "MyISAM")],
    ids=["all MyISAM", "mixed", "mixed with Aria"],
)
def test_whatever_engines_the_tables_have(tiny: TinyShop, engines: tuple[str, ...]) -> None:
    fill(tiny)
    before = read(tiny.url)
    for place, table in enumerate(tiny.tables.metadata.tables):
        tiny.run(f"ALTER TABLE `{table}` ENGINE={engines[place % len(engines)]}")
    assert read(tiny.url) == before


@pytest.mark.parametrize(
    "mode",
    ["TRADITIONAL", "STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE", "ANSI,PAD_CHAR_TO_FULL_LENGTH", ""],
)
def test_whatever_the_servers_sql_mode(mariadb: Server, tiny: TinyShop, mode: str) -> None:
    fill(tiny)
    before = read(tiny.url)
    tiny.run(f"SET GLOBAL sql_mode='{mode}'")
    try:
        assert read(tiny.url) == before
    finally:
        tiny.run("SET GLOBAL sql_mode=DEFAULT")


@pytest.mark.parametrize("limit", ["max_join_size=1", "sql_select_limit=1"])
def test_whatever_the_server_caps_by_default(tiny: TinyShop, limit: str) -> None:
    fill(tiny)
    before = read(tiny.url)
    tiny.run(f"SET GLOBAL {limit}")
    try:
        assert read(tiny.url) == before
    finally:
        tiny.run(f"SET GLOBAL {limit.partition('=')[0]}=DEFAULT")


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_connection_may_be_silent_while_a_page_is_worked_on(tiny: TinyShop, driver: str) -> None:
    tiny.run("SET GLOBAL wait_timeout=1")
    try:
        with Database(sa.make_url(tiny.url).set(drivername=driver)).snapshot() as snapshot:
            assert snapshot.rows(sa.select(sa.literal_column("@@wait_timeout")))[0][0] >= 600
    finally:
        tiny.run("SET GLOBAL wait_timeout=DEFAULT")


@pytest.mark.parametrize("charset", ["cp1251", "utf8mb4", "koi8r"])
def test_columns_left_in_an_old_character_set_read_the_same(tiny: TinyShop, charset: str) -> None:
    tiny.product(1, "Кружка", description="Фарфор, белая")
    before = read(tiny.url)
    tiny.run(f"ALTER TABLE ps_product_lang CONVERT TO CHARACTER SET {charset}")
    assert read(tiny.url) == before


def test_bytes_that_are_no_text_are_replaced_and_stop_nothing(tiny: TinyShop) -> None:
    tiny.product(1)
    tiny.product(2)
    tiny.run("ALTER TABLE ps_product_lang MODIFY name VARBINARY(128), MODIFY description BLOB")
    tiny.run(
        "UPDATE ps_product_lang SET name=CONCAT('A', x'C0FF', 'B'), description=x'D0' WHERE id_product=1"
    )
    first, second = read(tiny.url)
    assert isinstance(first, Product)
    assert (first.name, first.description) == ("A\ufffd\ufffdB", "\ufffd")
    assert isinstance(second, Product)
    assert second.name == "Кружка"


@pytest.mark.parametrize("driver", DRIVERS)
def test_both_drivers_read_the_same(tiny: TinyShop, driver: str) -> None:
    fill(tiny)
    tiny.run("UPDATE ps_product SET date_add='0000-00-00 00:00:00', reference=NULL")
    url = sa.make_url(tiny.url).set(drivername=driver)
    found = read(url)
    assert found == read(tiny.url), (
        "digests too: an unchanged shop stays unchanged when the driver is changed"
    )
    days = [one.available_date for one in found if isinstance(one, Product)]
    assert [str(day) for day in days] == ["None", "2027-01-31", "None"]
    assert [one.combinations[0].quantity for one in found if isinstance(one, Product)] == [-2, -2, -2]


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("apart", [True, False])
def test_a_password_in_russian_is_one_with_both_drivers(
    mariadb: Server, tiny: TinyShop, driver: str, apart: bool
) -> None:
    fill(tiny)
    url, password = sa.make_url(tiny.url).set(drivername=driver, username="чтец"), "Мышь и сыр 71"
    tiny.run(f"CREATE USER 'чтец'@'%%' IDENTIFIED BY '{password}'")
    tiny.run(f"GRANT SELECT ON `{url.database}`.* TO 'чтец'@'%%'")
    try:
        address = url.set(password=None) if apart else url.set(password=password)
        assert read(address, password=password if apart else None) == read(tiny.url)
    finally:
        tiny.run("DROP USER 'чтец'@'%%'")


@pytest.mark.parametrize("driver", DRIVERS)
def test_errors_mean_the_same_with_both_drivers(mariadb: Server, tiny: TinyShop, driver: str) -> None:
    url = sa.make_url(tiny.url).set(drivername=driver)
    assert told(url.set(username="stranger", password="x")) is ErrorCode.SHOP_ACCESS_DENIED
    owner = mariadb.url.set(drivername=driver)
    assert told(owner.set(database="nowhere")) is ErrorCode.SHOP_DATABASE_UNKNOWN
    assert told(url.set(port=1)) is ErrorCode.SHOP_UNREACHABLE
    tiny.run("DROP TABLE ps_pack")
    assert told(url) is ErrorCode.SHOP_TABLES_MISSING


def told(url: sa.URL, **options: str) -> ErrorCode:
    with pytest.raises(SyncdError) as raised:
        PrestaShop(url, **options).describe()  # type: ignore[arg-type]
    return raised.value.code


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_connection_killed_mid_read_is_lost_with_both_drivers(
    mariadb: Server, tiny: TinyShop, driver: str
) -> None:
    from tests.prestashop.test_errors import kill_connections

    fill(tiny)
    products = PrestaShop(sa.make_url(tiny.url).set(drivername=driver), page=1).products()
    next(products)
    tiny.close()
    kill_connections(mariadb, tiny)
    with pytest.raises(UnreachableError) as raised:
        list(products)
    assert raised.value.code is ErrorCode.SHOP_CONNECTION_LOST


def test_a_driver_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("MySQLdb", "MySQLdb.converters"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigurationError) as raised:
        PrestaShop("mysql+mysqldb://syncd@127.0.0.1/shop")
    assert raised.value.code is ErrorCode.SHOP_DRIVER_MISSING
    assert raised.value.facts["driver"] == "mysql+mysqldb"


@pytest.fixture
def without_read_only() -> Iterator[None]:
    """A server that knows no read-only transactions, as MySQL 5.5: it answers that it cannot parse them."""

    def spoil(_c: object, _u: object, text: str, values: Any, *_rest: object) -> tuple[str, Any]:
        return text.replace("READ ONLY", "READ WHAT"), values

    sa.event.listen(sa.Engine, "before_cursor_execute", spoil, retval=True)
    yield
    sa.event.remove(sa.Engine, "before_cursor_execute", spoil)


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.usefixtures("without_read_only")
def test_a_server_without_read_only_transactions_is_read_in_one_moment_too(
    tiny: TinyShop, driver: str
) -> None:
    fill(tiny)
    products = PrestaShop(sa.make_url(tiny.url).set(drivername=driver), page=1).products()
    next(products)
    tiny.run("DELETE FROM ps_product_shop WHERE id_product=3")
    assert len(list(products)) == 2


class Wire:
    """A wire to the server that can be cut: what runs over it ends at once, until it is joined again."""

    def __init__(self, port: int) -> None:
        self._server_port = port
        self._ends: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._listen()

    def _listen(self) -> None:
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = socket.create_connection(("127.0.0.1", self._server_port))
                self._ends += [near, far]
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    @staticmethod
    def _carry(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)

    def cut(self) -> None:
        for end in (self._listening, *self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def join(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self._listen()


@pytest.fixture
def wire(tiny: TinyShop) -> Iterator[Wire]:
    made = Wire(sa.make_url(tiny.url).port or 3306)
    yield made
    made.cut()


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_server_that_goes_away_mid_read_and_comes_back_needs_no_care(
    tiny: TinyShop, wire: Wire, driver: str
) -> None:
    fill(tiny)
    url = sa.make_url(tiny.url).set(drivername=driver, port=wire.port)
    reader = PrestaShop(url, page=1)
    products = reader.products()
    next(products)
    wire.cut()
    with pytest.raises(UnreachableError) as raised:
        list(products)
    assert raised.value.code is ErrorCode.SHOP_CONNECTION_LOST
    with pytest.raises(UnreachableError) as raised:
        list(reader.products())
    assert raised.value.code is ErrorCode.SHOP_UNREACHABLE
    wire.join()
    assert list(reader.products()) == read(tiny.url)


@dataclass(frozen=True)
class Certificates:
    authority: Path
    certificate: Path
    key: Path

    def options(self, *more: str) -> list[str]:
        return [
            f"--ssl-cert={self.certificate}",
            f"--ssl-key={self.key}",
            f"--ssl-ca={self.authority}",
            *more,
        ]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Of 127.0.0.1, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    written = Certificates(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    pem = serialization.Encoding.PEM
    for place in (written.authority, written.certificate):
        place.write_bytes(certificate.public_bytes(pem))
    plain = serialization.NoEncryption()
    written.key.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.TraditionalOpenSSL, plain))
    return written


@pytest.mark.parametrize("version", ["5.5.62-log", "5.6.51"])
def test_a_server_that_calls_itself_an_old_mysql(version: str) -> None:
    """MariaDB here too: only its name, and what the driver and SQLAlchemy do differently for it."""
    with shop_on(f"--version={version}") as shop:
        fill(shop, first=2)
        for driver in ("mysql+pymysql", *(["mysql+mysqldb"] if find_spec("MySQLdb") else [])):
            assert len(read(sa.make_url(shop.url).set(drivername=driver), tls="off")) == 4


@contextmanager
def shop_on(*options: str) -> Iterator[TinyShop]:
    if os.environ.get("SYNCD_TEST_MYSQL") or os.environ.get("SYNCD_TEST_DOCKER"):
        pytest.skip("needs a private server with options of its own")
    with databases.serve(*options) as server:
        url = server.database("tls")
        shop = TinyShop(f"{url}&ssl_disabled=1")
        shop.url = url
        shop.product(1)
        yield shop
        shop.close()


@pytest.fixture(scope="module")
def old(certificates: Certificates) -> Iterator[TinyShop]:
    """A server that speaks no TLS newer than 1.1."""
    with shop_on(*certificates.options("--tls-version=TLSv1.1")) as shop:
        yield shop


@pytest.fixture(scope="module")
def secure(certificates: Certificates) -> Iterator[TinyShop]:
    with shop_on(*certificates.options()) as shop:
        yield shop


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("tls", ["off", "prefer"])
def test_a_server_with_old_tls_alone_is_read_without_it(old: TinyShop, driver: str, tls: str) -> None:
    assert len(read(sa.make_url(old.url).set(drivername=driver), tls=tls)) == 1


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_server_with_old_tls_alone_is_not_trusted(
    old: TinyShop, certificates: Certificates, monkeypatch: pytest.MonkeyPatch, driver: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    assert told(sa.make_url(old.url).set(drivername=driver), tls="verify") is ErrorCode.SHOP_TLS


@pytest.mark.parametrize("driver", DRIVERS)
def test_where_the_server_demands_encryption_only_off_fails(secure: TinyShop, driver: str) -> None:
    url = sa.make_url(secure.url).set(drivername=driver)
    secure.run("SET GLOBAL require_secure_transport=ON")
    try:
        assert len(read(url, tls="prefer")) == 1
        # MySQL says 3159; MariaDB says no more than to a wrong password.
        assert told(url, tls="off") in (ErrorCode.SHOP_TLS, ErrorCode.SHOP_ACCESS_DENIED)
    finally:
        secure.run("SET GLOBAL require_secure_transport=OFF")


def test_a_certificate_of_a_known_authority_is_verified(
    secure: TinyShop, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority))
    assert len(read(secure.url, tls="verify")) == 1
    assert told(sa.make_url(secure.url).set(host="localhost"), tls="verify") is ErrorCode.SHOP_TLS


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_certificate_of_a_stranger_is_refused(secure: TinyShop, driver: str) -> None:
    assert told(sa.make_url(secure.url).set(drivername=driver), tls="verify") is ErrorCode.SHOP_TLS
