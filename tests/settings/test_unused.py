"""What is taken and not used yet is said, never passed over in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from syncd.settings import Account, Settings, load
from syncd.settings.unused import UNUSED
from tests.conftest import ROOT
from tests.settings.configurations import LEAST, write

EXAMPLE = ROOT / "config" / "syncd.example.toml"


def warnings(folder: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    told: list[str] = []
    load(write(folder, text), environ or {}, told.append)
    return [line.replace(f"{folder}/", "") for line in told]


def test_nothing_is_said_of_what_is_used(tmp_path: Path) -> None:
    more = (
        'bearer = true\nuser_agent = "my-shop/1.0"\n[state]\ntls = "verify"\n[brakes]\nchange_share = 0.5\n'
    )
    assert warnings(tmp_path, LEAST + more) == []


def test_each_key_with_its_line(tmp_path: Path) -> None:
    more = "warehouse = 12345\n[brakes]\nprice_up = 2\nshrink_share = 0.1\n[orders]\nstates = {sold = 5}\n"
    told = warnings(tmp_path, 'language = "en"\n' + LEAST + more)
    assert [":".join(line.split(":")[:3]) for line in told] == [
        "syncd.toml:10: account.0.warehouse",
        "syncd.toml:12: brakes.price_up",
        "syncd.toml:15: orders.states.sold",
    ]
    assert all("this version of syncd does not use this key yet" in line for line in told)


def test_a_variable_of_the_environment(tmp_path: Path) -> None:
    (told,) = warnings(tmp_path, LEAST, {"SYNCD_PRICES__DISCOUNT": "5"})
    assert told.startswith(
        "SYNCD_PRICES__DISCOUNT: внимание: эта версия syncd таким ключом ещё не пользуется"
    )


@pytest.mark.parametrize("section", ["media", "prices", "stocks", "orders", "notify"])
def test_every_key_of_a_later_section_in_the_example(tmp_path: Path, section: str) -> None:
    written = EXAMPLE.read_text("utf-8")
    part = re.split(r"^\[+[\w.]+\]+$", written[written.index(f"[{section}]") + 1 :], maxsplit=1, flags=re.M)[
        0
    ]
    lines = re.findall(r"^# (\w+ = .+)$", part, re.MULTILINE)
    told = warnings(tmp_path, LEAST + f"[{section}]\n" + "\n".join(lines))
    named = {line.split(": ")[1].split(".")[1] for line in told}
    assert named == {line.split(" ")[0] for line in lines}


def test_it_names_keys_that_there_are(tmp_path: Path) -> None:
    """A key that is renamed may not be forgotten here."""
    settings = load(write(tmp_path, LEAST), {})
    for section, *key in UNUSED:
        assert section == "account" or section in Settings.model_fields
        model = Account if section == "account" else type(getattr(settings, section))
        known = {field.alias or name for name, field in model.model_fields.items()}
        assert set(key) <= known
