"""A transaction straight on the driver, on a connection of SQLAlchemy's pool.

SQLAlchemy's own execution costs several times what asyncpg's does, and the ledger's statements need none of it. The
pool stays the one pool: a connection goes back clean, or does not go back at all.

A server that hangs, or a network that swallows what is sent, never says that a statement takes too long; so each is
waited for no longer than `ANSWER_WITHIN_S`, and a connection that has kept us waiting is not asked to roll back either.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Final, Protocol, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs] - it has none
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import PoolProxiedConnection

from data.postgres.outages import outages

ANSWER_WITHIN_S: Final = 6.0
"""A little more than the server itself gives a statement (`data.postgres.engine`): it is to say so, if it can."""


class Connection(Protocol):
    """What is used of an asyncpg connection (asyncpg itself carries no types)."""

    async def execute(self, query: str, *args: object) -> str: ...

    async def fetch(self, query: str, *args: object) -> Sequence[Sequence[Any]]: ...

    async def fetchrow(self, query: str, *args: object) -> Sequence[Any] | None: ...

    async def fetchval(self, query: str, *args: object) -> Any: ...

    def is_in_transaction(self) -> bool: ...


class _Patient:
    """A driver's connection whose every statement is waited for so long and no longer."""

    __slots__ = ("_driver", "_within_s")

    def __init__(self, driver: Connection, within_s: float | None) -> None:
        self._driver = driver
        self._within_s = within_s

    async def execute(self, query: str, *args: object) -> str:
        async with asyncio.timeout(self._within_s):
            return await self._driver.execute(query, *args)

    async def fetch(self, query: str, *args: object) -> Sequence[Sequence[Any]]:
        async with asyncio.timeout(self._within_s):
            return await self._driver.fetch(query, *args)

    async def fetchrow(self, query: str, *args: object) -> Sequence[Any] | None:
        async with asyncio.timeout(self._within_s):
            return await self._driver.fetchrow(query, *args)

    async def fetchval(self, query: str, *args: object) -> Any:
        async with asyncio.timeout(self._within_s):
            return await self._driver.fetchval(query, *args)

    def is_in_transaction(self) -> bool:
        return self._driver.is_in_transaction()


class Transaction:
    """One transaction: ``async with Transaction(engine) as connection``. An exception takes it back.

    Args:
        engine: The pool.
        begin: How it begins, should it need a mode.
        keep: See below.
        within_s: How long each statement is waited for; None for as long as it takes.

    Attributes:
        keep: Whether leaving commits; set it to False and even a clean leaving takes everything back.
    """

    __slots__ = ("_begin", "_connection", "_engine", "_pooled", "_within_s", "keep")

    _pooled: PoolProxiedConnection
    _connection: Connection

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        begin: str = "BEGIN",
        keep: bool = True,
        within_s: float | None = ANSWER_WITHIN_S,
    ) -> None:
        self._engine = engine
        self._begin = begin
        self._within_s = within_s
        self.keep = keep

    async def __aenter__(self) -> Connection:
        with outages():
            self._pooled = await self._engine.raw_connection()
        self._connection = _Patient(cast(Connection, self._pooled.driver_connection), self._within_s)
        await self._say(self._begin)
        return self._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        said = asked = ""
        if error is None:
            asked = "COMMIT" if self.keep else "ROLLBACK"
            said = await self._say(asked)
        elif _kept_waiting(error):
            self._pooled.invalidate()
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


def _kept_waiting(error: BaseException) -> bool:
    """Whether a statement was given up on: to say anything more on that connection would be to wait again."""
    return isinstance(error, TimeoutError) or isinstance(error.__cause__, TimeoutError)


async def fetch(engine: AsyncEngine, query: str, *args: object) -> Sequence[Sequence[Any]]:
    """The rows of one statement that is its own transaction: one round trip.

    Raises:
        UnavailableError: ``database-away``.
    """
    with outages():
        pooled = await engine.raw_connection()
        try:
            return await _Patient(cast(Connection, pooled.driver_connection), ANSWER_WITHIN_S).fetch(query, *args)
        except TimeoutError:
            pooled.invalidate()
            raise
        finally:
            if pooled.is_valid:
                pooled.close()
