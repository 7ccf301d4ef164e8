"""What somebody's client is told, for a test to wait on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import aiohttp

from bot.sandbox.client.results import Happening
from bot.sandbox.wire import loads

WAIT_S = 10.0
CONNECTED_WITHIN_S = 60.0
"""A bot may identify once in five seconds, so a few shards take a while."""


class NotInTimeError(TimeoutError):
    """What was waited for has not come; the words say who waited, for what, and what there was instead."""


class Watch:
    """What somebody's client is told, since the watch began.

    Attributes:
        heard: Everything so far.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.heard: list[Happening] = []
        self._socket = socket

    async def next(self) -> Happening:
        """Wait for the next event."""
        message = loads(await self._socket.receive_str())
        happening = Happening(message["t"], message["d"])
        self.heard.append(happening)
        return happening

    async def until(self, condition: Callable[[Happening], bool], timeout_s: float = WAIT_S) -> Happening:
        """Wait for an event to come that fulfils a condition; what was heard before does not count.

        Raises:
            NotInTimeError: None came.
        """
        before = len(self.heard)
        try:
            async with asyncio.timeout(timeout_s):
                while not condition(happening := await self.next()):
                    pass
        except TimeoutError:
            came = ", ".join(happening.name for happening in self.heard[before:]) or "nothing"
            raise NotInTimeError(f"waited {timeout_s:g} s for an event; there came: {came}") from None
        return happening
