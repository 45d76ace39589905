"""The first configuration."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from syncd.model.errors import ExitCode
from syncd.settings import Settings, load, read_secret
from tests.cli.console import call
from tests.conftest import ROOT

SETTINGS_INC = r"""<?php
define('_DB_SERVER_', '127.0.0.1:3307');
define('_DB_NAME_', 'lavka');
define('_DB_USER_', 'lav@ka');
define('_DB_PASSWD_', 'кана\'рейка');
define('_DB_PREFIX_', 'lv_');
define('_MYSQL_ENGINE_', 'InnoDB');
define('_PS_VERSION_', '1.6.1.19');
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    (folder / "config").mkdir(parents=True)
    (folder / "img" / "p").mkdir(parents=True)
    (folder / "config" / "settings.inc.php").write_text(SETTINGS_INC, "utf-8")
    return folder


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "new" / "syncd.toml"


def loaded(config: Path) -> Settings:
    return load(config, {})


def test_without_a_shop_it_writes_the_example(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("init", "--output", str(config)) == ExitCode.OK
    assert loaded(config).shop.prefix == "ps_"
    assert (config.parent / "mapping.yaml").read_text("utf-8") == (
        ROOT / "config" / "mapping.example.yaml"
    ).read_text("utf-8")
    told = capsys.readouterr().out
    assert str(config) in told
    assert f"syncd --config {config} plan catalog" in told
    assert str(config.parent / "wb-token") in told


@pytest.mark.parametrize("named", ["shop", "shop/config/settings.inc.php"])
def test_it_enters_the_shops_database(
    tmp_path: Path, shop: Path, config: Path, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("init", "--shop", str(tmp_path / named), "--output", str(config)) == ExitCode.OK
    settings = loaded(config)
    address = sa.make_url(str(settings.shop.database))
    assert (address.host, address.port, address.database) == ("127.0.0.1", 3307, "lavka")
    assert address.username == "lav@ka"
    assert settings.shop.prefix == "lv_"
    assert settings.shop.images is None, "this version would only say that it does not use it"
    assert settings.shop.password is not None
    assert read_secret(settings.shop.password, {}).get_secret_value() == "кана'рейка"
    assert "рейка" not in capsys.readouterr().out


def test_the_password_lies_in_a_file_of_its_own_that_nobody_else_reads(shop: Path, config: Path) -> None:
    call("init", "--shop", str(shop), "--output", str(config))
    assert stat.S_IMODE((config.parent / "shop-db").stat().st_mode) == 0o600
    assert stat.S_IMODE(config.stat().st_mode) == 0o644
    assert "рейка" not in config.read_text("utf-8")


def test_a_shop_without_a_password(shop: Path, config: Path) -> None:
    source = shop / "config" / "settings.inc.php"
    source.write_text(SETTINGS_INC.replace(r"кана\'рейка", ""), "utf-8")
    assert call("init", "--shop", str(shop), "--output", str(config)) == ExitCode.OK
    assert loaded(config).shop.password is None
    assert not (config.parent / "shop-db").exists()


def test_a_server_behind_a_socket(shop: Path, config: Path) -> None:
    source = shop / "config" / "settings.inc.php"
    source.write_text(SETTINGS_INC.replace("127.0.0.1:3307", "localhost:/run/mysqld/mysqld.sock"), "utf-8")
    assert call("init", "--shop", str(shop), "--output", str(config)) == ExitCode.OK
    address = sa.make_url(str(loaded(config).shop.database))
    assert address.query["unix_socket"] == "/run/mysqld/mysqld.sock"


@pytest.mark.parametrize("existing", ["syncd.toml", "shop-db"])
def test_nothing_is_overwritten(
    shop: Path, config: Path, existing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    config.parent.mkdir()
    (config.parent / existing).write_text("моё")
    assert call("init", "--shop", str(shop), "--output", str(config)) == ExitCode.USAGE
    assert existing in capsys.readouterr().err
    assert [(file.name, file.read_text()) for file in config.parent.iterdir()] == [(existing, "моё")]


def test_force_overwrites_the_configuration_but_never_the_mapping(shop: Path, config: Path) -> None:
    config.parent.mkdir()
    for name in ("syncd.toml", "shop-db", "mapping.yaml"):
        (config.parent / name).write_text("моё")
    assert call("init", "--shop", str(shop), "--output", str(config), "--force") == ExitCode.OK
    assert loaded(config).shop.prefix == "lv_"
    assert (config.parent / "mapping.yaml").read_text() == "моё"
    assert stat.S_IMODE((config.parent / "shop-db").stat().st_mode) == 0o600
    assert {file.name for file in config.parent.iterdir()} == {"syncd.toml", "shop-db", "mapping.yaml"}


def test_the_language_is_written(config: Path) -> None:
    assert call("init", "--language", "en", "--output", str(config)) == ExitCode.OK
    assert loaded(config).language == "en"


def test_a_folder_that_holds_no_shop(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("init", "--shop", str(tmp_path), "--output", str(config)) == ExitCode.USAGE
    assert "settings.inc.php" in capsys.readouterr().err
    assert not config.exists()


def test_a_place_that_is_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "syncd.toml").mkdir()
    line = ["init", "--force", "--output", str(tmp_path / "syncd.toml")]
    assert call(*line) == ExitCode.USAGE
    assert "это папка" in capsys.readouterr().err
    assert {file.name for file in tmp_path.iterdir()} == {"syncd.toml"}


def test_a_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert call("init", "--output", str(tmp_path / "file" / "syncd.toml")) == ExitCode.USAGE
