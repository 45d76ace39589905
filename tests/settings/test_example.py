"""The example that operators start from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import BaseModel

from syncd.settings import Settings, load
from syncd.settings.models import Account, Warehouse
from tests.conftest import ROOT

EXAMPLE = ROOT / "config" / "syncd.example.toml"
ALTERNATIVES = ("settings_inc", "warehouse")


def uncommented() -> str:
    """The example with every key that it shows set."""
    shown = re.sub(r"^# (?=[a-z_]+ = |\[\[)", "", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    return "\n".join(line for line in shown.splitlines() if not line.startswith(ALTERNATIVES))


def test_it_loads_without_a_mistake() -> None:
    assert load(EXAMPLE, {}).mapping.file == EXAMPLE.parent / "mapping.yaml"


def test_what_it_shows_in_comments_loads_too(tmp_path: Path) -> None:
    place = tmp_path / "syncd.toml"
    place.write_text(uncommented(), encoding="utf-8")
    assert load(place, {}).orders.states == {"sold": 5, "canceled": 6}


def test_it_shows_every_key() -> None:
    text = EXAMPLE.read_text("utf-8")
    models: list[type[BaseModel]] = [Account, Warehouse]
    models += [type(part) for part in load(EXAMPLE, {}).__dict__.values() if isinstance(part, BaseModel)]
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    missing = {key for key in keys if not re.search(rf"^(# )?{key} = ", text, re.MULTILINE)}
    assert missing == set()
    sections = {field.alias or name for name, field in Settings.model_fields.items()} - {"language"}
    assert sections == set(tomllib.loads(text)) - {"language"}


def test_the_defaults_that_it_shows_are_the_defaults(tmp_path: Path) -> None:
    example = load(EXAMPLE, {})
    place = tmp_path / "syncd.toml"
    place.write_text(uncommented(), encoding="utf-8")
    shown = load(place, {})
    for section in ("schedule", "catalog", "brakes", "media", "stocks"):
        assert getattr(shown, section) == getattr(example, section), section
    for key in ("formula", "rounding", "step", "floor", "discount"):
        assert getattr(shown.prices, key) == getattr(example.prices, key), key
