"""Runs the revisions on the connection that syncd hands in: no address, no ini file, no secret."""

from __future__ import annotations

from alembic import context

from syncd.state.tables import VERSION_TABLE, metadata

connection = context.config.attributes["connection"]
on_sqlite = connection.dialect.name == "sqlite"
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=on_sqlite,
    transaction_per_migration=True,
    transactional_ddl=on_sqlite,
    compare_type=True,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
