"""Founds a shop where there is none: PrestaShop's tables with the rows of a demo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from syncd.model.errors import ConfigurationError, ErrorCode
from syncd.prestashop.dialect import open_writable
from syncd.prestashop.tables import define


def found(where: str | Path, rows: Mapping[str, Sequence[Mapping[str, Any]]], *, prefix: str = "ps_") -> None:
    """Make the shop in a new SQLite file, or in the empty database of a URL.

    `rows` stand by their table's name without the prefix; those of one table have the same columns. Raises
    `ConfigurationError` CONFIG_EXISTS (path) when a shop is there already.
    """
    place = str(where)
    url = sa.make_url(place) if "://" in place else sa.URL.create("sqlite", database=place)
    metadata = define(prefix).metadata
    engine = open_writable(url)
    try:
        with engine.begin() as connection:
            if set(metadata.tables) & set(sa.inspect(connection).get_table_names()):
                raise ConfigurationError(ErrorCode.CONFIG_EXISTS, path=url.database)
            metadata.create_all(connection)
            for name, values in rows.items():
                connection.execute(metadata.tables[prefix + name].insert(), list(values))
    finally:
        engine.dispose()
