"""A transaction straight on the driver, on a connection of SQLAlchemy's pool.

SQLAlchemy's own execution costs several times what asyncpg's does, and the ledger's statements need none of it. The
pool stays the one pool: a connection goes back clean, or does not go back at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Protocol, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs] - it has none
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import PoolProxiedConnection

from data.postgres.outages import outages


class Connection(Protocol):
    """What is used of an asyncpg connection (asyncpg itself carries no types)."""

    async def execute(self, query: str, *args: object) -> str: ...

    async def fetch(self, query: str, *args: object) -> Sequence[Sequence[Any]]: ...

    async def fetchrow(self, query: str, *args: object) -> Sequence[Any] | None: ...

    async def fetchval(self, query: str, *args: object) -> Any: ...

    def is_in_transaction(self) -> bool: ...


class Transaction:
    """One transaction: ``async with Transaction(engine) as connection``. An exception takes it back.

    Args:
        engine: The pool.
        begin: How it begins, should it need a mode.

    Attributes:
        keep: Whether leaving commits; set it to False and even a clean leaving takes everything back.
    """

    __slots__ = ("_begin", "_connection", "_engine", "_pooled", "keep")

    _pooled: PoolProxiedConnection
    _connection: Connection

    def __init__(self, engine: AsyncEngine, *, begin: str = "BEGIN", keep: bool = True) -> None:
        self._engine = engine
        self._begin = begin
        self.keep = keep

    async def __aenter__(self) -> Connection:
        with outages():
            self._pooled = await self._engine.raw_connection()
        self._connection = cast(Connection, self._pooled.driver_connection)
        await self._say(self._begin)
        return self._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        said = asked = ""
        if error is None:
            asked = "COMMIT" if self.keep else "ROLLBACK"
            said = await self._say(asked)
        elif isinstance(error, Exception):
            await self._roll_back()
        # Else somebody cancelled us: this is no time to wait, and what is not given back clean is thrown away.
        self._give_back()
        if said != asked:  # the server answers COMMIT with ROLLBACK when a statement before it had failed
            raise RuntimeError("a statement of this transaction had failed and somebody hid it; nothing was kept")

    async def _say(self, command: str) -> str:
        try:
            with outages():
                return await self._connection.execute(command)
        except BaseException:
            self._pooled.invalidate()
            raise

    async def _roll_back(self) -> None:
        try:
            await self._connection.execute("ROLLBACK")
        except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError):
            self._pooled.invalidate()  # the server rolls back what it has lost; the first error is the one to tell

    def _give_back(self) -> None:
        if not self._pooled.is_valid:
            return
        if self._connection.is_in_transaction():
            self._pooled.invalidate()
        else:
            self._pooled.close()


async def fetch(engine: AsyncEngine, query: str, *args: object) -> Sequence[Sequence[Any]]:
    """The rows of one statement that is its own transaction: one round trip.

    Raises:
        UnavailableError: ``database-away``.
    """
    with outages():
        pooled = await engine.raw_connection()
        try:
            return await cast(Connection, pooled.driver_connection).fetch(query, *args)
        finally:
            pooled.close()
