"""The live events of one person, over a websocket: what their client would be told, as it happens.

The listener may ask for more, or have enough of it: ``{"watch": "traffic", "after": 12}``, ``{"unwatch": "traffic"}``.
"""

from __future__ import annotations

import asyncio

from aiohttp import ClientError, WSMsgType, web

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.bus import Event
from bot.sandbox.control.asked import Asked
from bot.sandbox.control.audience import as_shown, reaches
from bot.sandbox.control.feed import TrafficFeed
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json, dumps
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

        def tell(name: str, data: Json) -> None:
            # Written down now: by the time it is sent the world may have moved on.
            outbox.put_nowait(dumps({"t": name, "d": data}))

        def hear(event: Event) -> None:
            if reaches(self._realm.world, user.id, event):
                tell(event.name, as_shown(event))

        feed = TrafficFeed(self._realm, tell)
        unsubscribe = self._realm.bus.subscribe(hear)
        writer = asyncio.create_task(_write(socket, outbox))
        self._open.add(socket)
        try:
            async for message in socket:
                try:
                    _follow(feed, Asked.parse(message.data if message.type is WSMsgType.TEXT else ""))
                except ClientRefusal as refusal:
                    tell("REFUSED", {"error": refusal.sentence})
        finally:
            feed.stop()
            unsubscribe()
            self._open.discard(socket)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
        return socket

    async def stop(self) -> None:
        """End every stream: the sandbox is going down."""
        for socket in tuple(self._open):
            await socket.close(code=_GOING_AWAY, message=b"The sandbox is going down.")


def _follow(feed: TrafficFeed, asked: Asked) -> None:
    if asked.optional_text("watch") == "traffic":
        feed.start(int(asked.number("after", 0)))
    elif asked.optional_text("unwatch") == "traffic":
        feed.stop()
    else:
        raise ClientRefusal("one can watch or unwatch: traffic")


async def _write(socket: web.WebSocketResponse, outbox: asyncio.Queue[bytes]) -> None:
    try:
        while True:
            await socket.send_str((await outbox.get()).decode())
    except (ConnectionError, ClientError, RuntimeError):
        return  # The listener is gone; the reader notices by itself.
