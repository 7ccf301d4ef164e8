"""The house's keys in PostgreSQL: the master key, where no other is set, and which signing key was in use when.

A signing key is followed by the next number when it has had its time, or when the master key has changed; what the old
one signed stays good. It stays in use a while beside its follower: other processes sign with it until they have looked.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.proofs.keys import PublicKey
from core.proofs.record import instant
from data.postgres.outages import outages
from data.postgres.transaction import Connection, Transaction, fetch

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('house_keys'))"
_MASTER: Final = "SELECT secret FROM house_master"
_MAKE_MASTER: Final = "INSERT INTO house_master (secret) VALUES ($1)"
_LAST: Final = "SELECT number, public_key, since FROM signing_keys ORDER BY number DESC LIMIT 1"
_CLOSE: Final = "UPDATE signing_keys SET until = $1 WHERE until IS NULL"
_OPEN: Final = "INSERT INTO signing_keys (number, public_key, since) VALUES ($1, $2, $3)"
_ALL: Final = "SELECT public_key, since, until FROM signing_keys ORDER BY number"
_KEY_BYTES: Final = 32

SIGNS: Final = timedelta(days=90)
"""How long a key signs before the next one follows."""
OVERLAP: Final = timedelta(days=1)
"""How long it stays in use beside its follower; processes look for a new key far more often."""


class HouseKeys:
    """Keeps keys. Several processes may start at once: the first one makes what is missing."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def master(self, random_bytes: Callable[[int], bytes]) -> bytes:
        """The master key of this database, made the first time it is asked for."""
        async with self._locked() as connection:
            kept: bytes | None = await connection.fetchval(_MASTER)
            if kept is None:
                kept = random_bytes(_KEY_BYTES)
                await connection.execute(_MAKE_MASTER, kept)
            return kept

    async def signing_number(self, public_key_of: Callable[[int], bytes], now: datetime) -> int:
        """The number of the signing key to use by a process that starts.

        Args:
            public_key_of: The public key that the master key gives for a number.
            now: From when on a new key signs.
        """
        async with self._locked() as connection:
            last = await connection.fetchrow(_LAST)
            if last is not None and public_key_of(last[0]) == last[1] and now - last[2] < SIGNS:
                return last[0]
            return await _open(connection, 0 if last is None else last[0] + 1, public_key_of, now)

    async def next_number(self, public_key_of: Callable[[int], bytes], now: datetime) -> int | None:
        """The number of the signing key to use by a process that runs.

        Returns:
            None if the newest key comes from another master key: two processes that disagree make no keys in turn.
        """
        async with self._locked() as connection:
            last = await connection.fetchrow(_LAST)
            if last is None or public_key_of(last[0]) != last[1]:
                return None
            return last[0] if now - last[2] < SIGNS else await _open(connection, last[0] + 1, public_key_of, now)

    async def public_keys(self) -> tuple[PublicKey, ...]:
        """Every key that ever signed, the first one first."""
        return tuple(
            [
                PublicKey(bytes(key), _written(since), until and _written(until))
                for key, since, until in await fetch(self._engine, _ALL)
            ]
        )

    @asynccontextmanager
    async def _locked(self) -> AsyncGenerator[Connection]:
        """A connection in a transaction that no two processes are in at once."""
        async with Transaction(self._engine) as connection:
            with outages():
                await connection.execute(_LOCK)
                yield connection


async def _open(connection: Connection, number: int, public_key_of: Callable[[int], bytes], now: datetime) -> int:
    # Records keep whole seconds: a key that begins within one must not be younger than its first record.
    since = now.replace(microsecond=0)
    await connection.execute(_CLOSE, since + OVERLAP)
    await connection.execute(_OPEN, number, public_key_of(number), since)
    return number


def _written(at: datetime) -> str:
    return instant(at.astimezone(UTC))
