"""How alembic runs a migration: on the connection that `data.postgres.migrate` opened, in its transaction."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Run the migrations on the connection that we were handed."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        raise RuntimeError("Run migrations with `python -m bot migrate`; alembic alone has no connection here.")
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()


run()
