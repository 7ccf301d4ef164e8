"""The websocket endpoint ``/gateway``: from the handshake to the last close frame of one connection."""

from __future__ import annotations

from itertools import count

from aiohttp import web

from bot.sandbox.gateway.compression import transport
from bot.sandbox.gateway.connection import Connection
from bot.sandbox.gateway.dialogue import Dialogue
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.gateway.protocol import VERSION, CloseCode
from bot.sandbox.traffic import Traffic
from bot.sandbox.wire import Json, as_object

_GOING_AWAY = 1001
# Far more than a payload may have: what is read can be refused in words, above this aiohttp drops the line.
_READABLE_BYTES = 1 << 26
_HIDDEN = "(hidden)"


class GatewayEndpoint:
    """Serves websockets for a gateway."""

    def __init__(self, gateway: Gateway, traffic: Traffic) -> None:
        self._gateway = gateway
        self._traffic = traffic
        self._connections: set[Connection] = set()
        self._numbers = count(1)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection to its end."""
        socket = web.WebSocketResponse(compress=False, max_msg_size=_READABLE_BYTES)
        await socket.prepare(request)
        packer = transport(request.query.get("compress"))
        if packer is None or request.query.get("encoding", "json") != "json":
            await _turn_away(socket, CloseCode.DECODE_ERROR)
        elif request.query.get("v") != str(VERSION):
            await _turn_away(socket, CloseCode.INVALID_API_VERSION)
        else:
            dialogue: Dialogue | None = None
            number = next(self._numbers)

            def note(direction: str, payload: Json) -> None:
                session = dialogue.session if dialogue else None
                shard = session.shard.index if session else None
                self._traffic.record("gateway", direction=direction, connection=number, shard=shard, **_masked(payload))

            connection = Connection(socket, request, packer, note, pulse=self._gateway.pulse)
            dialogue = Dialogue(self._gateway, connection, resume_url=f"ws://{request.host}/gateway")
            await self._converse(connection, dialogue)
        return socket

    def stop(self) -> None:
        """End every connection: the sandbox is going down."""
        for connection in tuple(self._connections):
            connection.close(_GOING_AWAY, "The sandbox is going down.")

    async def _converse(self, connection: Connection, dialogue: Dialogue) -> None:
        self._connections.add(connection)
        try:
            dialogue.greet()
            await connection.run(dialogue.receive, self._gateway.clock.monotonic)
        finally:
            self._connections.discard(connection)
            self._part(connection, dialogue)

    def _part(self, connection: Connection, dialogue: Dialogue) -> None:
        session = dialogue.session
        if session is None or not session.leave(connection):
            return
        if connection.left_for_good:
            self._gateway.end(session)
        elif session.id in self._gateway.sessions:
            self._gateway.left(session)


async def _turn_away(socket: web.WebSocketResponse, code: CloseCode) -> None:
    await socket.close(code=code, message=code.reason.encode())


def _masked(payload: Json) -> Json:
    d = as_object(payload.get("d"))
    return payload | {"d": d | {"token": _HIDDEN}} if "token" in d else payload
