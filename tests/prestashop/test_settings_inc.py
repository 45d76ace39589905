from __future__ import annotations

import socket
from pathlib import Path

import pytest

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.prestashop import settings_inc
from syncd.prestashop.settings_inc import ShopDatabase, parse_source

WRITTEN_BY_THE_SHOP = """<?php
define('_DB_SERVER_', 'db.lavka.example:3307');
define('_DB_NAME_', 'lavka');
define('_DB_USER_', 'lavka');
define('_DB_PASSWD_', 'p\\'a"s\\\\s');
define('_DB_PREFIX_', 'lv_');
define('_MYSQL_ENGINE_', 'MyISAM');
define('_PS_CACHING_SYSTEM_', 'CacheMemcache');
if (!defined('_PS_VERSION_')) define('_PS_VERSION_', '1.6.1.19');
"""

EDITED_BY_HAND = """<?php
/* define('_DB_NAME_', 'old'); */
// define("_DB_NAME_", "older");
# define("_DB_USER_", "nobody");
Define ( "_DB_SERVER_" ,
    "127.0.0.1" ) ;
if (!defined("_DB_NAME_")) { define("_DB_NAME_", "shop"); }
define('_DB_NAME_', 'second');
$note = "define('_DB_USER_', 'wrong')";
define("_DB_USER_", "root", false);
define("_DB_PASSWD_", "a\\$b//c'd#e");
define('_DB_PREFIX_', '');
"""


def source(server: str) -> str:
    return WRITTEN_BY_THE_SHOP.replace("db.lavka.example:3307", server)


def test_reads_what_the_shop_wrote() -> None:
    found = parse_source(WRITTEN_BY_THE_SHOP)
    assert (found.host, found.port, found.socket) == ("db.lavka.example", 3307, None)
    assert (found.name, found.user, found.prefix) == ("lavka", "lavka", "lv_")
    assert found.password.get_secret_value() == "p'a\"s\\s"
    assert (found.engine, found.version) == ("MyISAM", "1.6.1.19")


def test_reads_what_people_make_of_it() -> None:
    found = parse_source(EDITED_BY_HAND)
    assert (found.host, found.port, found.name, found.user) == ("127.0.0.1", 3306, "shop", "root")
    assert found.password.get_secret_value() == "a$b//c'd#e"
    assert (found.prefix, found.engine, found.version) == ("", "InnoDB", "")


@pytest.mark.parametrize(
    "server, host, port, path",
    [
        ("127.0.0.1", "127.0.0.1", 3306, None),
        ("db:", "db", 3306, None),
        ("db:3307", "db", 3307, None),
        ("localhost", "localhost", 3306, None),
        ("localhost:3307", "localhost", 3307, None),
        ("localhost:/run/mysqld/mysqld.sock", "localhost", 3306, "/run/mysqld/mysqld.sock"),
        (":/run/mysqld/mysqld.sock", "localhost", 3306, "/run/mysqld/mysqld.sock"),
    ],
)
def test_takes_every_form_of_the_server(server: str, host: str, port: int, path: str | None) -> None:
    found = parse_source(source(server))
    assert (found.host, found.port, found.socket) == (host, port, path)


def test_localhost_is_the_socket_that_php_would_use(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        found = parse_source(source("localhost"), sockets=[tmp_path / "none", path])
    assert found.socket == str(path)
    assert found.url().query["unix_socket"] == str(path)


@pytest.mark.parametrize("server", ["db:port", ""])
def test_a_wrong_server_is_told(server: str) -> None:
    with pytest.raises(ValueError, match="_DB_SERVER_"):
        parse_source(source(server))


@pytest.mark.parametrize("name", ["_DB_SERVER_", "_DB_NAME_", "_DB_USER_", "_DB_PASSWD_", "_DB_PREFIX_"])
def test_what_is_missing_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / "settings.inc.php"
    path.write_text(WRITTEN_BY_THE_SHOP.replace(name, "_OTHER_"), "utf-8")
    with pytest.raises(ConfigurationError) as told:
        settings_inc.parse(path)
    assert told.value.code is ErrorCode.SETTINGS_INC_UNREADABLE
    assert told.value.facts == {"path": str(path), "reason": name}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as told:
        settings_inc.parse(tmp_path / "none.php")
    assert told.value.code is ErrorCode.SETTINGS_INC_UNREADABLE


def test_the_password_is_in_the_url_and_nowhere_else() -> None:
    found: ShopDatabase = parse_source(WRITTEN_BY_THE_SHOP)
    assert found.url().password == "p'a\"s\\s"
    assert (
        found.url().render_as_string()
        == "mysql+pymysql://lavka:***@db.lavka.example:3307/lavka?charset=utf8mb4"
    )
    assert "p'a" not in repr(found) + str(found)
