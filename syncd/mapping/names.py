"""How names of the shop, of WB and of mapping.yaml are held equal."""

from __future__ import annotations

import re

_DASH = re.compile(r"\s*[-‐‑‒–—]\s*")


def same(name: str) -> str:
    """The form in which two spellings of one name are equal: letter case and spaces do not count."""
    return " ".join(name.split()).casefold()


def same_path(path: str) -> str:
    """Of a category path such as "Одежда / Футболки"."""
    return "/".join(part for part in map(same, path.split("/")) if part)


def alike(name: str) -> str:
    """As `same`, and ё is е, and any dash a hyphen: so a shop writes what stands in WB's directories."""
    return _DASH.sub("-", same(name)).replace("ё", "е")
