"""Configurations for the tests of this room."""

from __future__ import annotations

from pathlib import Path

SHOP = """
[shop]
database = "mysql+pymysql://syncd@127.0.0.1:3306/lavka?charset=utf8mb4"
password = { file = "shop-db" }
"""
ACCOUNT = """
[[account]]
name = "main"
tokens = [{ file = "wb-token" }]
"""
LEAST = SHOP + ACCOUNT


def write(folder: Path, text: str) -> Path:
    place = folder / "syncd.toml"
    place.write_text(text, encoding="utf-8")
    return place
