"""The environment over the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from syncd.model.errors import ConfigurationError
from syncd.settings import SecretRef, Settings, load
from syncd.settings.environment import lay_over
from tests.settings.configurations import LEAST, SHOP, write


def loaded(folder: Path, environ: dict[str, str], text: str = LEAST) -> Settings:
    return load(write(folder, text), environ)


def mistakes(folder: Path, environ: dict[str, str], text: str = LEAST) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        loaded(folder, environ, text)
    return caught.value.mistakes


def test_the_tree_that_it_is_laid_over_stays_as_it_was() -> None:
    tree = {"account": [{"name": "main"}]}
    overlay = lay_over(tree, {"SYNCD_ACCOUNT__0__NAME": "other"}, frozenset())
    assert overlay.tree == {"account": [{"name": "other"}]}
    assert tree == {"account": [{"name": "main"}]}


def test_it_wins_over_the_file(tmp_path: Path) -> None:
    environ = {"SYNCD_SHOP__PREFIX": "tea_", "SYNCD_SHOP__ID_SHOP": "2", "SYNCD_LANGUAGE": "en"}
    settings = loaded(tmp_path, environ, LEAST.replace("[shop]", '[shop]\nprefix = "ps_"'))
    assert (settings.shop.prefix, settings.shop.id_shop, settings.language) == ("tea_", 2, "en")


def test_sections_that_the_file_lacks(tmp_path: Path) -> None:
    settings = loaded(tmp_path, {"SYNCD_SCHEDULE__CATALOG": "0 3 * * mon", "SYNCD_STOCKS__BUFFER": "2"})
    assert (settings.schedule.catalog, settings.stocks.buffer) == ("0 3 * * mon", 2)


def test_positions_in_lists(tmp_path: Path) -> None:
    environ = {"SYNCD_ACCOUNT__0__WAREHOUSE": "1", "SYNCD_ACCOUNT__0__TOKENS__0__FILE": "/run/token"}
    account = loaded(tmp_path, environ).accounts[0]
    assert account.name == "main"
    assert [house.id for house in account.warehouses] == [1]
    assert account.tokens == (SecretRef(file=Path("/run/token")),)


def test_a_list_grows_in_order(tmp_path: Path) -> None:
    environ = {f"SYNCD_ACCOUNT__{n}__NAME": f"a{n}" for n in (10, 9, 2, 1, 3, 4, 5, 6, 7, 8)}
    assert [account.name for account in loaded(tmp_path, environ).accounts] == [
        "main",
        *(f"a{n}" for n in range(1, 11)),
    ]


def test_an_account_by_the_environment_alone(tmp_path: Path) -> None:
    environ = {"SYNCD_ACCOUNT__0__NAME": "main", "SYNCD_ACCOUNT__0__TOKENS__0": "eyJ"}
    assert loaded(tmp_path, environ, SHOP).accounts[0].tokens == (
        SecretRef(env="SYNCD_ACCOUNT__0__TOKENS__0"),
    )


def test_a_list_whole_as_json(tmp_path: Path) -> None:
    environ = {"SYNCD_ACCOUNT__0__TOKENS": '[{"env": "A"}, {"env": "B"}]'}
    tokens = loaded(tmp_path, environ).accounts[0].tokens
    assert tokens == (SecretRef(env="A"), SecretRef(env="B"))


def test_a_password_given_there_is_read_from_there(tmp_path: Path) -> None:
    settings = loaded(tmp_path, {"SYNCD_SHOP__PASSWORD": "КАНАРЕЙКА"})
    assert settings.shop.password == SecretRef(env="SYNCD_SHOP__PASSWORD")


def test_a_mistake_of_the_environment_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    text = LEAST.replace("[shop]", "[shop]\nid_shop = 1")
    assert mistakes(tmp_path, {"SYNCD_SHOP__ID_SHOP": "first"}, text) == (
        "SYNCD_SHOP__ID_SHOP: нужно целое число",
    )


def test_a_slip_in_a_name_is_a_mistake(tmp_path: Path) -> None:
    assert mistakes(tmp_path, {"SYNCD_SHOP__PREFX": "ps_"}) == (
        "SYNCD_SHOP__PREFX: такого ключа нет; похоже на prefix",
    )


def test_a_position_that_leaves_a_gap_is_a_mistake(tmp_path: Path) -> None:
    told = mistakes(tmp_path, {"SYNCD_ACCOUNT__5__NAME": "x"})
    assert told == ("SYNCD_ACCOUNT__5__NAME: такой позиции в списке нет: позиции идут подряд, начиная с 0",)


def test_a_password_in_an_address_is_refused_there_too(tmp_path: Path) -> None:
    told = mistakes(tmp_path, {"SYNCD_STATE__DATABASE": "mysql+pymysql://u:КАНАРЕЙКА@h/state"})
    assert len(told) == 1
    assert told[0].startswith("SYNCD_STATE__DATABASE: ")
    assert "КАНАРЕЙКА" not in told[0]


def test_other_variables_of_ours_are_no_settings(tmp_path: Path) -> None:
    environ = {"SYNCD_CONFIG": "x", "SYNCD_TEST_MYSQL": "y", "PATH": "z", "SHOP__PREFIX": "w"}
    assert loaded(tmp_path, environ) == loaded(tmp_path, {})
