"""Telling "the database is away" from everything else that can go wrong with a statement.

Away means that the same call may well succeed a little later: no connection, a lost one, a server that starts, stops,
has failed over or does not answer in time, a pool with none left. All else is a bug or an answer, and passes through.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import asyncpg  # pyright: ignore[reportMissingTypeStubs] - it has none
from sqlalchemy.exc import DBAPIError, EmulatedDBAPIException
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from core.errors import UnavailableError

_AWAY = (
    OSError,  # refused, reset, timed out: asyncpg lets these through as they are
    PoolTimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # shut down, crashed, starting; a statement or a lock that took too long
    asyncpg.InsufficientResourcesError,  # too many connections, no disk, no memory
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.ReadOnlySQLTransactionError,  # connected to what has become a replica
    asyncpg.InternalClientError,  # told to go while it lay idle, and its end not yet read: the driver is out of step
    asyncpg.InvalidCachedStatementError,  # a migration went by; the driver forgets the old plan with this error
)


@contextmanager
def outages() -> Generator[None]:
    """Raise what means that the database is away as `UnavailableError`."""
    try:
        yield
    except (*_AWAY, asyncpg.InterfaceError, DBAPIError, EmulatedDBAPIException) as error:
        if is_outage(error):
            raise UnavailableError("database-away") from error
        raise


def is_outage(error: BaseException) -> bool:
    """Whether an error means that the database is away."""
    if isinstance(error, _AWAY):
        return True
    if isinstance(error, asyncpg.InterfaceError):
        return "closed" in str(error)  # asyncpg has no class of its own for the use of a lost connection
    if isinstance(error, EmulatedDBAPIException):  # the pool could not connect: SQLAlchemy's name for asyncpg's error
        return error.__cause__ is not None and is_outage(error.__cause__)
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (error.orig is not None and is_outage(error.orig))
    return False
