"""The live events of one person, over a websocket: what their client would be told, as it happens."""

from __future__ import annotations

import asyncio

from aiohttp import ClientError, web

from bot.sandbox.bus import Event
from bot.sandbox.control.audience import as_shown, reaches
from bot.sandbox.realm import Realm
from bot.sandbox.wire import dumps
from bot.sandbox.world.users import User

_GOING_AWAY = 1001


class Streams:
    """All open event streams."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm
        self._open: set[web.WebSocketResponse] = set()

    async def serve(self, request: web.Request, user: User) -> web.StreamResponse:
        """Stream to one listener until either side has enough."""
        socket = web.WebSocketResponse(heartbeat=30.0)
        await socket.prepare(request)
        outbox: asyncio.Queue[bytes] = asyncio.Queue()

        def hear(event: Event) -> None:
            if reaches(self._realm.world, user.id, event):
                # Written down now: by the time it is sent the world may have moved on.
                outbox.put_nowait(dumps({"t": event.name, "d": as_shown(event)}))

        unsubscribe = self._realm.bus.subscribe(hear)
        writer = asyncio.create_task(_write(socket, outbox))
        self._open.add(socket)
        try:
            async for _ in socket:
                pass
        finally:
            unsubscribe()
            self._open.discard(socket)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
        return socket

    async def stop(self) -> None:
        """End every stream: the sandbox is going down."""
        for socket in tuple(self._open):
            await socket.close(code=_GOING_AWAY, message=b"The sandbox is going down.")


async def _write(socket: web.WebSocketResponse, outbox: asyncio.Queue[bytes]) -> None:
    try:
        while True:
            await socket.send_str((await outbox.get()).decode())
    except (ConnectionError, ClientError, RuntimeError):
        return  # The listener is gone; the reader notices by itself.
