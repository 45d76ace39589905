"""The file, its mistakes, and where it is looked for."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from syncd.model.errors import ConfigurationError, ErrorCode, ExitCode
from syncd.settings import SecretRef, Settings, load
from syncd.settings.file import language
from tests.settings.configurations import ACCOUNT, LEAST, SHOP, write


def mistakes(folder: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    """The mistakes told about a configuration, the file's folder left out."""
    with pytest.raises(ConfigurationError) as caught:
        load(write(folder, text), environ or {})
    assert caught.value.code is ErrorCode.CONFIG_INVALID
    assert caught.value.facts["count"] == str(len(caught.value.mistakes))
    return [line.replace(f"{folder}/", "") for line in caught.value.mistakes]


def test_the_least_configuration_has_defaults_for_the_rest(tmp_path: Path) -> None:
    settings = load(write(tmp_path, LEAST), {})
    assert settings.language == "ru"
    assert settings.shop.prefix == "ps_"
    assert settings.accounts[0].api == "content"
    assert settings.state.database == "sqlite:////var/lib/syncd/state.db"
    assert settings.catalog.wait_seconds == 60
    assert settings.catalog.full_read_hours == 24
    assert settings.brakes.shrink_share == Decimal("0.3")


def test_places_are_counted_from_the_folder_of_the_file(tmp_path: Path) -> None:
    text = LEAST + '[state]\ndatabase = "sqlite:///state.db"\n[mapping]\nfile = "rules/mapping.yaml"\n'
    settings = load(write(tmp_path, text), {})
    assert settings.mapping.file == tmp_path / "rules" / "mapping.yaml"
    assert settings.state.database == f"sqlite:///{tmp_path}/state.db"
    assert settings.shop.password == SecretRef(file=tmp_path / "shop-db")
    assert settings.accounts[0].tokens == (SecretRef(file=tmp_path / "wb-token"),)


def test_places_that_are_whole_stay(tmp_path: Path) -> None:
    settings = load(write(tmp_path, LEAST + '[mapping]\nfile = "/etc/syncd/m.yaml"\n'), {})
    assert settings.mapping.file == Path("/etc/syncd/m.yaml")


def test_a_relative_configuration_gives_whole_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, LEAST)
    monkeypatch.chdir(tmp_path)
    assert load(Path("syncd.toml"), {}).mapping.file == tmp_path / "mapping.yaml"


def test_settings_do_not_change(tmp_path: Path) -> None:
    settings = load(write(tmp_path, LEAST), {})
    with pytest.raises(ValueError, match="frozen"):
        settings.shop.prefix = "x_"  # type: ignore[misc]


def test_one_number_is_one_warehouse_with_the_whole_stock(tmp_path: Path) -> None:
    settings = load(write(tmp_path, LEAST + "warehouse = 12345\n"), {})
    assert [(house.id, house.shop_warehouse) for house in settings.accounts[0].warehouses] == [(12345, 0)]


def test_several_warehouses(tmp_path: Path) -> None:
    text = LEAST + "[[account.warehouse]]\nid = 1\nshop_warehouse = 7\n[[account.warehouse]]\nid = 2\n"
    houses = load(write(tmp_path, text), {}).accounts[0].warehouses
    assert [(house.id, house.shop_warehouse) for house in houses] == [(1, 7), (2, 0)]


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        'langage = "ru"\n[shop]\ndatabase = 5\nid_shop = "один"\ntls = "maybe"\n[[account]]\nname = "a b"\n'
    )
    assert mistakes(tmp_path, text) == [
        "syncd.toml:1: langage: такого ключа нет; похоже на language",
        "syncd.toml:3: shop.database: адрес базы вида "
        "mysql+pymysql://ПОЛЬЗОВАТЕЛЬ@ХОСТ:3306/БАЗА?charset=utf8mb4 или sqlite:///ФАЙЛ",
        "syncd.toml:4: shop.id_shop: нужно целое число",
        'syncd.toml:5: shop.tls: допустимо одно из: "off", "prefer", "verify"',
        "syncd.toml:7: account.0.name: имя из букв, цифр, точки, дефиса и подчёркивания, без пробелов",
    ]


def test_mistakes_are_told_in_the_operators_language(tmp_path: Path) -> None:
    told = mistakes(tmp_path, 'language = "en"\n' + LEAST + "[stocks]\nbuffr = 1\n")
    assert told == ["syncd.toml:11: stocks.buffr: there is no such key; did you mean buffer?"]


def test_a_key_like_no_other_is_told_what_may_stand_there(tmp_path: Path) -> None:
    told = mistakes(tmp_path, LEAST + "[log]\nxyzzy = 1\n")
    assert told == ["syncd.toml:10: log.xyzzy: такого ключа нет; здесь бывают: format, level"]


def test_missing_sections_are_mistakes(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "") == [
        "syncd.toml: shop: этот ключ обязателен",
        "syncd.toml: account: этот ключ обязателен",
    ]


def test_no_account_is_a_mistake(tmp_path: Path) -> None:
    told = mistakes(tmp_path, "account = []\n" + SHOP)
    assert told == ["syncd.toml:1: account: записей нужно не меньше: 1"]


def test_the_shop_has_exactly_one_address(tmp_path: Path) -> None:
    for shop in ("[shop]\n", SHOP + 'settings_inc = "/var/www/shop/config/settings.inc.php"\n'):
        assert "settings_inc" in mistakes(tmp_path, shop + ACCOUNT)[0]


def test_two_accounts_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    told = mistakes(tmp_path, LEAST + ACCOUNT)
    assert told == ["syncd.toml: имя «main» носят два кабинета; имена должны различаться"]


@pytest.mark.parametrize(
    "written",
    ['password = "КАНАРЕЙКА"', 'database = "mysql+pymysql://syncd:КАНАРЕЙКА@127.0.0.1/lavka"'],
)
def test_a_password_in_clear_is_a_mistake_that_does_not_repeat_it(tmp_path: Path, written: str) -> None:
    key = written.partition(" ")[0]
    kept = [line for line in SHOP.splitlines() if not line.startswith(key)]
    with pytest.raises(ConfigurationError) as caught:
        load(write(tmp_path, "\n".join([*kept, written]) + ACCOUNT), {})
    told = "\n".join([str(caught.value), repr(caught.value), *caught.value.mistakes])
    assert "КАНАРЕЙКА" not in told
    assert "file =" in told
    assert caught.value.__cause__ is None


def test_a_token_in_clear_is_a_mistake_that_does_not_repeat_it(tmp_path: Path) -> None:
    told = mistakes(tmp_path, SHOP + '[[account]]\nname = "main"\ntokens = [\n  "КАНАРЕЙКА",\n]\n')
    assert len(told) == 1
    assert told[0].startswith("syncd.toml:7: account.0.tokens.0: ")
    assert "КАНАРЕЙКА" not in told[0]


def test_a_value_of_a_key_that_does_not_exist_is_not_repeated(tmp_path: Path) -> None:
    assert "КАНАРЕЙКА" not in "".join(mistakes(tmp_path, LEAST + 'tokns = ["КАНАРЕЙКА"]\n'))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('language = "ru\n', "1"),
        ('language = "ru"\n[shop\n', "2"),
        ("[shop]\nprefix = ps_\n", "2"),
        ("[shop]\n[shop]\n", "2"),
        ('a = "x"\nb = """\nnever ended', "3"),
    ],
)
def test_broken_toml_is_told_with_its_line(tmp_path: Path, text: str, line: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(write(tmp_path, text), {})
    assert caught.value.code is ErrorCode.CONFIG_SYNTAX
    assert caught.value.facts["line"] == line
    assert "line" not in caught.value.facts["detail"]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    place = tmp_path / "syncd.toml"
    place.write_bytes(b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode())
    assert load(place, {}).accounts[0].name == "main"
    place.write_bytes((LEAST + "[log]\nlevl = 1\n").replace("\n", "\r\n").encode())
    with pytest.raises(ConfigurationError) as caught:
        load(place, {})
    assert caught.value.mistakes[0].startswith(f"{place}:10: log.levl: ")


def test_another_encoding_is_told(tmp_path: Path) -> None:
    place = tmp_path / "syncd.toml"
    place.write_bytes("# настройки\n".encode("cp1251"))
    with pytest.raises(ConfigurationError) as caught:
        load(place, {})
    assert (caught.value.code, caught.value.facts["reason"]) == (ErrorCode.CONFIG_UNREADABLE, "encoding")


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, {})
    assert caught.value.facts["reason"] == "folder"


class TestFinding:
    def test_the_given_file_comes_first(self, tmp_path: Path) -> None:
        given = write(tmp_path, LEAST + '[log]\nlevel = "error"\n')
        environ = {"SYNCD_CONFIG": str(tmp_path / "other.toml")}
        assert load(given, environ).log.level == "error"

    def test_then_the_one_that_the_environment_names(self, tmp_path: Path) -> None:
        assert load(None, {"SYNCD_CONFIG": str(write(tmp_path, LEAST))}).accounts

    def test_then_the_folder_config(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "config").mkdir()
        write(tmp_path / "config", LEAST)
        monkeypatch.chdir(tmp_path)
        assert load(None, {}).mapping.file == tmp_path / "config" / "mapping.yaml"

    @pytest.mark.parametrize("named", [True, False])
    def test_a_named_one_that_is_missing_is_never_replaced_by_another(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
    ) -> None:
        (tmp_path / "config").mkdir()
        write(tmp_path / "config", LEAST)
        monkeypatch.chdir(tmp_path)
        missing = tmp_path / "missing.toml"
        with pytest.raises(ConfigurationError) as caught:
            load(missing if named else None, {} if named else {"SYNCD_CONFIG": str(missing)})
        assert caught.value.code is ErrorCode.CONFIG_MISSING
        assert caught.value.facts["tried"] == str(missing)
        assert caught.value.exit_code == ExitCode.USAGE

    def test_what_was_tried_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(ConfigurationError) as caught:
            load(None, {})
        assert caught.value.facts["tried"].startswith("config/syncd.toml, /etc/")


class TestLanguage:
    def test_it_is_known_even_of_a_broken_configuration(self, tmp_path: Path) -> None:
        assert language(write(tmp_path, 'language = "en"\n[shop\n'), {}) == "en"

    def test_the_environment_wins(self, tmp_path: Path) -> None:
        assert language(write(tmp_path, 'language = "en"\n'), {"SYNCD_LANGUAGE": "ru"}) == "ru"

    def test_russian_when_nothing_tells(self, tmp_path: Path) -> None:
        assert language(tmp_path / "missing", {}) == "ru"
        assert language(write(tmp_path, 'language = "de"\n'), {}) == "ru"


def test_the_environment_is_not_read_behind_our_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("SHOP", "x")
    monkeypatch.setenv("SYNCD_LANGUAGE", "en")
    assert load(write(tmp_path, LEAST), {}).language == "ru"
    assert load(write(tmp_path, LEAST), os.environ).language == "en"


def test_no_canary_in_any_form_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "shop-db").write_text("КАНАРЕЙКА\n")
    settings = load(write(tmp_path, LEAST), {"SYNCD_ACCOUNT__0__TOKENS__0": "КАНАРЕЙКА"})
    assert settings.accounts[0].tokens == (SecretRef(env="SYNCD_ACCOUNT__0__TOKENS__0"),)
    for told in (repr(settings), str(settings), settings.model_dump_json(), str(settings.model_dump())):
        assert "КАНАРЕЙКА" not in told
    assert isinstance(settings, Settings)
