"""How names of the shop, of WB and of mapping.yaml are held equal."""

from __future__ import annotations


def same(name: str) -> str:
    """The form in which two spellings of one name are equal: letter case and spaces do not count."""
    return " ".join(name.split()).casefold()


def same_path(path: str) -> str:
    """Of a category path such as "Одежда / Футболки"."""
    return "/".join(part for part in map(same, path.split("/")) if part)
