"""Indexes, as revisions make them: once, even when a revision runs again after half of it was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op


def make(name: str, table: str, columns: Sequence[str], prefixes: Mapping[str, int] | None = None) -> None:
    """Make an index unless it stands. `prefixes` names the characters to index of long texts, for servers."""
    standing = {index["name"] for index in sa.inspect(op.get_bind()).get_indexes(table)}
    if name not in standing:
        op.create_index(name, table, list(columns), mysql_length=dict(prefixes or {}))
