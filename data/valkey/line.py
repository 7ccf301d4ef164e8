"""Commands of many callers in one line to Valkey: while one letter is on its way, the next is gathered.

A crowd of rolls so costs a round trip or two instead of one each, and needs one connection. Whoever does not want to
wait any longer cancels his future; what was not sent by then is not sent at all.
"""

# redis leaves its keyword arguments untyped:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

import asyncio
from contextvars import Context
from typing import Any, Final

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

AWAY: Final = (RedisError, OSError, TimeoutError)
"""Whatever way Valkey does not do what it was told."""


class Line:
    """One connection, and what waits to be sent on it."""

    def __init__(self, url: str, *, give_up_s: float) -> None:
        """Remember where; nothing is opened.

        Args:
            url: ``redis://``, ``rediss://`` or ``unix://``.
            give_up_s: How long a connection is waited for, and how long an answer, before both are given up.
        """
        self._client = Redis.from_url(
            url, socket_timeout=give_up_s, socket_connect_timeout=give_up_s, retry=Retry(NoBackoff(), 0)
        )
        self._waiting: list[tuple[tuple[str | int, ...], asyncio.Future[Any]]] = []
        self._sending: asyncio.Task[None] | None = None

    def ask(self, *command: str | int) -> asyncio.Future[Any]:
        """The answer to a command; it fails with one of `AWAY`."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append((command, answer))
        if self._sending is None or self._sending.done():
            # In a context of nobody's: it goes on for others when this caller is long answered.
            self._sending = asyncio.create_task(self._send(), name="ask Valkey", context=Context())
        return answer

    async def aclose(self) -> None:
        """Send nothing more, and hang up."""
        if self._sending:
            self._sending.cancel()
            await asyncio.wait({self._sending})
        await self._client.aclose()

    async def _send(self) -> None:
        while letter := [each for each in self._waiting if not each[1].done()]:
            self._waiting.clear()
            answers: list[Any]
            try:
                answers = await self._exchange([command for command, _ in letter])
            except AWAY as error:
                answers = [error] * len(letter)
            for (_, waiting), answer in zip(letter, answers, strict=True):
                if waiting.done():
                    continue
                if isinstance(answer, Exception):
                    waiting.set_exception(answer)
                else:
                    waiting.set_result(answer)

    async def _exchange(self, commands: list[tuple[str | int, ...]]) -> list[Any]:
        async with self._client.pipeline(transaction=False) as letter:
            for command in commands:
                letter.execute_command(*command)
            return await letter.execute(raise_on_error=False)
