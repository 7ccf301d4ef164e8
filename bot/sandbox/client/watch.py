"""What somebody's client is told, for a test to wait on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import aiohttp

from bot.sandbox.client.results import Happening
from bot.sandbox.wire import loads

WAIT_S = 10.0


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
        """Wait for an event to come that fulfils a condition; what was heard before does not count."""
        async with asyncio.timeout(timeout_s):
            while not condition(happening := await self.next()):
                pass
        return happening
