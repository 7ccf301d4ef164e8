"""One websocket: what comes in is decoded and counted, what goes out is packed and sent in order.

Sending never waits: payloads go to an outbox that one task empties, so that whoever changes the world can tell every
session about it without giving up control in between. A close waits behind what was sent before it.

Heartbeats are watched by a clock of their own: a test that advances the sandbox's by fifteen minutes lets tokens
expire, but no bot has missed a beat, unless the test pushes that clock too.

Source: Discord developer docs, "Gateway", Sending Events, Sending Heartbeats, Rate Limiting.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from aiohttp import ClientError, WSMsgType, web

from bot.sandbox.clock import Clock, Timer
from bot.sandbox.gateway.compression import Packer
from bot.sandbox.gateway.protocol import MAX_PAYLOAD_BYTES, CloseCode, GatewayRefusal
from bot.sandbox.wire import Json, loads

RATE_LIMIT_PAYLOADS = 120
RATE_LIMIT_WINDOW_S = 60.0
# The docs say that the interval has tolerance built in, not how much.
_GRACE = 1.5
_CLOSE_WITHIN_S = 5.0
UNREAD_PAYLOADS = 10_000
"""How many may wait for a bot that does not read; then its line is cut, and it may come back and resume."""
# The reserved code for a connection that ended without a close frame; asking for it cuts the line.
CUT = 1006


@dataclass(frozen=True, slots=True)
class _Torn:
    payload: bytes


@dataclass(frozen=True, slots=True)
class _Close:
    code: int
    reason: str


class Connection:
    """A bot's websocket.

    Attributes:
        packer: How payloads are packed; Identify may still change it.
        closed_by_us: The code with which this side ended it, if it did.
    """

    def __init__(
        self,
        socket: web.WebSocketResponse,
        request: web.Request,
        packer: Packer,
        note: Callable[[str, Json], None],
        *,
        pulse: Clock,
    ) -> None:
        """Take over a prepared websocket.

        Args:
            socket: The websocket.
            request: What it came from; its transport is what a cut cuts.
            packer: How payloads travel.
            note: Told of every payload, "sent" or "received".
            pulse: The clock by which heartbeats are watched.
        """
        self.packer = packer
        self.closed_by_us: int | None = None
        self._socket = socket
        self._request = request
        self._note = note
        self._pulse = pulse
        self._outbox: asyncio.Queue[bytes | _Torn | _Close] = asyncio.Queue()
        self._watch: Timer | None = None
        self._last_resort: asyncio.TimerHandle | None = None
        self._heard: deque[float] = deque()

    def send(self, payload: bytes) -> None:
        """Send a payload after those before it."""
        if self.closed_by_us is None:
            self._note("sent", loads(payload))
            self._outbox.put_nowait(payload)
            if self._outbox.qsize() > UNREAD_PAYLOADS:
                self.closed_by_us = CUT
                self._cut()

    def send_torn(self, payload: bytes) -> None:
        """Send the first half of a payload's packed bytes, as a message of its own; the rest is lost."""
        if self.closed_by_us is None:
            self._note("sent", loads(payload) | {"torn": True})
            self._outbox.put_nowait(_Torn(payload))

    def close(self, code: int, reason: str = "") -> None:
        """End the connection after what was sent before; a bot that no longer reads is cut off."""
        if self.closed_by_us is None:
            self.closed_by_us = code
            self._note("sent", {"close": code, "reason": reason})
            self._outbox.put_nowait(_Close(code, reason))
            self._last_resort = asyncio.get_running_loop().call_later(_CLOSE_WITHIN_S, self._cut)

    def expect_heartbeat(self, interval_s: float) -> None:
        """Start waiting for the next heartbeat anew."""
        if self._watch is not None:
            self._watch.cancel()
        timed_out = CloseCode.SESSION_TIMED_OUT
        self._watch = self._pulse.call_later(interval_s * _GRACE, lambda: self.close(int(timed_out), timed_out.reason))

    @property
    def left_for_good(self) -> bool:
        """Whether the bot itself ended it with 1000 or 1001, which also ends its session."""
        return self.closed_by_us is None and self._socket.close_code in (1000, 1001)

    async def run(self, receive: Callable[[Json], None], now: Callable[[], float]) -> None:
        """Hand each payload of the bot to `receive`, until either side ends the connection.

        Args:
            receive: What to do with a payload; raises `GatewayRefusal` for one that ends the connection.
            now: The time by which payloads are counted, in seconds.
        """
        writer = asyncio.create_task(self._write())
        try:
            async for message in self._socket:
                if self.closed_by_us is not None:
                    continue
                try:
                    self._count(now())
                    payload = _decode(message.type, message.data)
                    self._note("received", payload)
                    receive(payload)
                except GatewayRefusal as refusal:
                    self.close(refusal.code, str(refusal))
        finally:
            await self._finish(writer)

    def _count(self, now: float) -> None:
        self._heard.append(now)
        while self._heard[0] <= now - RATE_LIMIT_WINDOW_S:
            self._heard.popleft()
        if len(self._heard) > RATE_LIMIT_PAYLOADS:
            raise GatewayRefusal(CloseCode.RATE_LIMITED)

    async def _write(self) -> None:
        try:
            while True:
                item = await self._outbox.get()
                if isinstance(item, _Close):
                    await self._end(item)
                    return
                packed = self.packer.pack(item.payload if isinstance(item, _Torn) else item)
                if isinstance(item, _Torn):
                    packed = packed[: len(packed) // 2]
                await (self._socket.send_str(packed) if isinstance(packed, str) else self._socket.send_bytes(packed))
        except (ConnectionError, ClientError, RuntimeError):
            return  # The bot is gone; the reader notices by itself, and the session keeps what was not sent.

    async def _end(self, close: _Close) -> None:
        if close.code == CUT:
            self._cut()
        else:
            await self._socket.close(code=close.code, message=close.reason.encode())

    def _cut(self) -> None:
        if self._request.transport is not None:
            self._request.transport.abort()

    async def _finish(self, writer: asyncio.Task[None]) -> None:
        if self.closed_by_us is None:
            writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)
        for timer in (self._watch, self._last_resort):
            if timer is not None:
                timer.cancel()


def _decode(kind: WSMsgType, data: Any) -> Json:
    # JSON may come in a frame of either kind: of two well-known libraries, one sends text and the other bytes.
    raw = data.encode() if kind is WSMsgType.TEXT else data
    if kind not in (WSMsgType.TEXT, WSMsgType.BINARY) or len(raw) > MAX_PAYLOAD_BYTES:
        raise GatewayRefusal(CloseCode.DECODE_ERROR)
    try:
        payload = loads(raw)
    except ValueError as error:
        raise GatewayRefusal(CloseCode.DECODE_ERROR) from error
    if not isinstance(payload, dict):
        raise GatewayRefusal(CloseCode.DECODE_ERROR)
    return cast("Json", payload)
