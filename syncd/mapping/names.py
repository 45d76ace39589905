"""How names of the shop, of WB and of mapping.yaml are held equal."""

from __future__ import annotations

import re
from functools import lru_cache

_DASH = re.compile(r"\s*[-‐‑‒–—]\s*")
_LETTERS = str.maketrans("ё’ʼ`", "е'''")
_KEPT = 2048
"""Texts: the same few names are asked for with every product."""


@lru_cache(_KEPT)
def same(name: str) -> str:
    """The form in which two spellings of one name are equal: letter case and spaces do not count."""
    return " ".join(name.split()).casefold()


@lru_cache(_KEPT)
def same_path(path: str) -> str:
    """Of a category path such as "Одежда / Футболки"."""
    return "/".join(part for part in map(same, path.split("/")) if part)


def alike(name: str) -> str:
    """As `same`, and ё is е, any dash a hyphen, any apostrophe a straight one.

    So a shop writes what stands in WB's directories.
    """
    return _DASH.sub("-", same(name)).translate(_LETTERS)
