"""The language that texts are read in, and what is read where it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.prestashop.database import Snapshot
from syncd.prestashop.tables import Tables
from syncd.prestashop.values import text


@dataclass(frozen=True, slots=True)
class Language:
    """`fallback` is the id_lang of the language whose texts stand in for missing ones; None: none do."""

    id_lang: int
    iso_code: str
    id_shop: int
    fallback: int | None = None

    def of(self, lang: sa.FromClause) -> sa.ColumnElement[bool]:
        """The rows of a `_lang` table in this language."""
        return _of(lang, self.id_lang, self.id_shop)

    def text(self, lang: sa.Table, column: str, **keys: sa.Column[Any]) -> sa.ColumnElement[Any]:
        """A text of `lang`, whose rows `of` this language are joined; `keys` are its own columns and what
        they equal. An empty text gives way to the fallback's."""
        near: sa.ColumnElement[Any] = lang.c[column]
        if self.fallback is None:
            return near
        other = lang.alias()
        equal = [other.c[name] == key for name, key in keys.items()]
        far = (
            sa.select(other.c[column])
            .where(*equal, _of(other, self.fallback, self.id_shop))
            .correlate_except(other)
            .scalar_subquery()
        )
        return sa.func.coalesce(sa.func.nullif(sa.func.trim(near), ""), far, near)


def _of(lang: sa.FromClause, id_lang: int, id_shop: int) -> sa.ColumnElement[bool]:
    chosen = lang.c.id_lang == id_lang
    return chosen & (lang.c.id_shop == id_shop) if "id_shop" in lang.c else chosen


def read_language(
    snapshot: Snapshot, tables: Tables, id_shop: int, iso_code: str, fallback: str | None = None
) -> Language:
    """Raises `ConfigurationError` SHOP_LANGUAGE_UNKNOWN (language, known)."""
    lang = tables.lang.c
    rows = snapshot.rows(sa.select(lang.id_lang, lang.iso_code).order_by(lang.active.desc(), lang.id_lang))
    by_code: dict[str, int] = {}
    for id_lang, found in rows:
        by_code.setdefault(text(found).lower(), id_lang)
    for asked in filter(None, (iso_code, fallback)):
        if asked.lower() not in by_code:
            known = ", ".join(text(row[1]) for row in rows)
            raise ConfigurationError(ErrorCode.SHOP_LANGUAGE_UNKNOWN, language=asked, known=known)
    second = by_code[fallback.lower()] if fallback else None
    first = by_code[iso_code.lower()]
    return Language(first, iso_code.lower(), id_shop, None if second == first else second)
