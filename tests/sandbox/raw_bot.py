"""A bot reduced to a websocket: it says exactly what a test tells it to say."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any, Protocol, Self

import aiohttp
import orjson
import zstandard

PROPERTIES = {"os": "linux", "browser": "raw", "device": "raw"}


class _Inflater(Protocol):
    def __call__(self, data: bytes, /) -> bytes: ...


def _zlib_stream() -> _Inflater:
    return zlib.decompressobj().decompress


def _zstd_stream() -> _Inflater:
    return zstandard.ZstdDecompressor().decompressobj().decompress


_INFLATERS: dict[str | None, Callable[[], _Inflater]] = {
    None: lambda: zlib.decompress,
    "zlib-stream": _zlib_stream,
    "zstd-stream": _zstd_stream,
}


class RawBot:
    """One connection to the gateway.

    Attributes:
        sequence: The last sequence number seen.
        binary: How many messages came compressed.
    """

    def __init__(self, http: aiohttp.ClientSession, url: str, token: str) -> None:
        self.sequence: int | None = None
        self.binary = 0
        self._http = http
        self._url = url
        self._token = token
        self._inflate = _INFLATERS[None]()
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def open(self, *, compress: str | None = None, version: str = "10", encoding: str = "json") -> Self:
        """Connect, without reading anything yet."""
        query = {"v": version, "encoding": encoding} | ({"compress": compress} if compress else {})
        self._inflate = _INFLATERS.get(compress, _INFLATERS[None])()
        self._socket = await self._http.ws_connect(self._url, params=query, autoclose=True)
        return self

    @property
    def socket(self) -> aiohttp.ClientWebSocketResponse:
        assert self._socket is not None, "open() first"
        return self._socket

    async def say(self, op: int, d: Any = None) -> None:
        """Send one payload."""
        await self.socket.send_str(orjson.dumps({"op": op, "d": d}).decode())

    async def hear(self) -> dict[str, Any]:
        """Receive one payload."""
        message = await self.socket.receive(timeout=20)
        if message.type is aiohttp.WSMsgType.BINARY:
            self.binary += 1
            payload = orjson.loads(self._inflate(message.data))
        else:
            assert message.type is aiohttp.WSMsgType.TEXT, message
            payload = orjson.loads(message.data)
        if payload["s"] is not None:
            self.sequence = payload["s"]
        return payload

    async def hear_op(self, op: int) -> dict[str, Any]:
        """Receive until a payload with this opcode comes."""
        while (payload := await self.hear())["op"] != op:
            pass
        return payload

    async def hear_event(self, name: str) -> dict[str, Any]:
        """Receive until an event of this name comes, and return its data."""
        while (payload := await self.hear())["t"] != name:
            pass
        return payload["d"]

    async def hear_events_until(self, name: str) -> list[str]:
        """Receive events up to one of this name, and return all their names."""
        names: list[str] = []
        while not names or names[-1] != name:
            payload = await self.hear()
            if payload["op"] == 0:
                names.append(payload["t"])
        return names

    async def beat(self) -> None:
        """Send a heartbeat and wait for its answer: everything said before has been read by then."""
        await self.say(1, self.sequence)
        await self.hear_op(11)

    async def events_so_far(self) -> list[str]:
        """Receive the events that were sent before now."""
        await self.say(1, self.sequence)
        names: list[str] = []
        while (payload := await self.hear())["op"] != 11:
            names.append(payload["t"])
        return names

    async def identify(self, intents: int = 1, **changes: Any) -> None:
        """Send Identify."""
        await self.say(2, {"token": self._token, "properties": PROPERTIES, "intents": intents} | changes)

    async def ready(self, intents: int = 1, **changes: Any) -> dict[str, Any]:
        """Say hello, identify, and return the data of READY."""
        await self.hear_op(10)
        await self.identify(intents, **changes)
        return await self.hear_event("READY")

    async def resume(self, session_id: str, sequence: int, token: str | None = None) -> None:
        """Send Resume."""
        await self.say(6, {"token": token or self._token, "session_id": session_id, "seq": sequence})

    async def closed(self) -> int:
        """Read until the other side closes, and return its code."""
        while True:
            message = await self.socket.receive(timeout=20)
            if message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING):
                assert self.socket.close_code is not None
                return self.socket.close_code

    async def leave(self, code: int) -> None:
        """Close the connection."""
        await self.socket.close(code=code)
