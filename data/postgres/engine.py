"""The pool of connections to PostgreSQL: short statements, JSON by orjson, dead connections never handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry

_SESSION: Final = {
    "application_name": "everquill",
    "statement_timeout": "5000",  # ms; nobody waits longer for a card
    "idle_in_transaction_session_timeout": "30000",
    "timezone": "UTC",
}
_WAIT_S: Final = 5.0  # for a connection that somebody gives back, and for a new one


def open_engine(url: str, *, pool_size: int) -> AsyncEngine:
    """Open a pool; the first connection is made when first needed.

    Args:
        url: ``postgresql://`` or ``postgresql+asyncpg://``; a socket's folder goes into ``?host=``.
        pool_size: How many connections at most.
    """
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=_WAIT_S,
        json_serializer=_to_json,
        json_deserializer=orjson.loads,
        connect_args={"server_settings": _SESSION, "timeout": _WAIT_S},
    )
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    return engine


def _to_json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _refuse_closed(connection: DBAPIConnection, entry: ConnectionPoolEntry, proxy: object) -> None:
    """Make the pool replace a connection whose server went away while it lay idle; no round trip is spent on it."""
    del entry, proxy
    driver = connection.driver_connection
    if driver is not None and driver.is_closed():
        raise DisconnectionError("the server closed this connection")
