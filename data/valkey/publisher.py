"""Hints by Valkey's publish and subscribe: other processes hear that a stream has grown.

Listeners in this process are told directly, so a bot that is one process needs Valkey for nothing here. Publishing only
puts the hint into an outbox: the game neither waits for Valkey nor learns that it is away. In the outbox and with each
listener a newer hint of a stream replaces the older one, so neither grows beyond the streams in play.
"""

# redis leaves its keyword arguments untyped:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

import asyncio
import random
import secrets
import weakref
from typing import TYPE_CHECKING, Any, Final, Self

import orjson
import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from core.ids import StreamId
from core.ports.publisher import Hint

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence
    from types import TracebackType

    from redis.asyncio.client import PubSub

_log = structlog.get_logger(__name__)

_CHANNEL: Final = "everquill:hints"
_GATHER_S: Final = 0.1
"""After each letter: what grows meanwhile goes into the next, for a busy bot spends more on letters than on dice."""
_ANSWER_WITHIN_S: Final = 2.0
_SILENCE_S: Final = 15.0
_BACKOFF_S: Final = (0.1, 5.0)


class ValkeyPublisher:
    """The `Publisher` and the `Hints` of one process."""

    def __init__(self, url: str) -> None:
        """Remember where; nothing is opened.

        Args:
            url: ``redis://``, ``rediss://`` or ``unix://``.
        """
        # One attempt each: a command that retries holds up the next hint, and the loops here come back by themselves.
        self._client = Redis.from_url(
            url,
            socket_timeout=_ANSWER_WITHIN_S,
            socket_connect_timeout=_ANSWER_WITHIN_S,
            retry=Retry(NoBackoff(), 0),
        )
        self._origin = secrets.token_hex(8)
        self._listeners: weakref.WeakSet[_Newest] = weakref.WeakSet()
        self._outbox = _Newest()
        self._away = False
        self._subscribed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._tasks = {
            asyncio.create_task(self._receive(), name="receive hints"),
            asyncio.create_task(self._send(), name="send hints"),
        }
        try:
            await asyncio.wait_for(self._subscribed.wait(), _ANSWER_WITHIN_S)
        except TimeoutError:
            self._lost(TimeoutError("no answer yet"))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)
        for listener in list(self._listeners):
            await listener.aclose()
        await self._client.aclose()

    async def publish(self, hints: Sequence[Hint]) -> None:
        """Tell the listeners of this process now, and those of others as soon as may be."""
        self._tell(hints)
        for hint in hints:
            self._outbox.put(hint)

    def listen(self) -> AsyncIterator[Hint]:
        """Give the hints published from now on, wherever."""
        listener = _Newest()
        self._listeners.add(listener)
        return listener

    async def ping(self) -> bool:
        """Tell whether Valkey answers."""
        try:
            return bool(await self._client.ping())
        except (RedisError, OSError):
            return False

    def _tell(self, hints: Iterable[Hint]) -> None:
        for listener in list(self._listeners):
            for hint in hints:
                listener.put(hint)

    async def _send(self) -> None:
        while True:
            hints = await self._outbox.take_all()
            letter = {"from": self._origin, "hints": [[hint.stream, hint.sequence] for hint in hints]}
            try:
                await self._client.publish(_CHANNEL, orjson.dumps(letter))
            except (RedisError, OSError) as error:
                self._lost(error)
            await asyncio.sleep(_GATHER_S)

    async def _receive(self) -> None:
        wait_s = _BACKOFF_S[0]
        while True:
            async with self._client.pubsub() as inbox:
                try:
                    await inbox.subscribe(_CHANNEL)
                    async for message in _messages(inbox):
                        self._found()
                        wait_s = _BACKOFF_S[0]
                        self._read(message)
                except (RedisError, OSError) as error:
                    self._lost(error)
            # The chance in it keeps many processes from coming back in step.
            await asyncio.sleep(wait_s * random.uniform(0.5, 1.0))  # noqa: S311 — no secret
            wait_s = min(wait_s * 2, _BACKOFF_S[1])

    def _read(self, message: dict[str, Any]) -> None:
        if message["type"] != "message":
            return
        try:
            letter = orjson.loads(message["data"])
            if letter["from"] != self._origin:
                self._tell([Hint(StreamId(str(stream)), int(sequence)) for stream, sequence in letter["hints"]])
        except (ValueError, KeyError, TypeError):
            _log.warning("hint_unreadable")  # another program on our channel, or a later version of this one

    def _lost(self, error: Exception) -> None:
        if not self._away:
            self._away = True
            _log.warning("valkey_away", error=str(error))

    def _found(self) -> None:
        self._subscribed.set()
        if self._away:
            self._away = False
            _log.info("valkey_back")


async def _messages(inbox: PubSub) -> AsyncIterator[dict[str, Any]]:
    """Give what arrives; a silent connection is asked for a sign of life, and one that gives none is an error."""
    asked = False
    while True:
        message: dict[str, Any] | None = await inbox.get_message(timeout=_ANSWER_WITHIN_S if asked else _SILENCE_S)
        if message is not None:
            asked = False
            yield message
        elif asked:
            raise TimeoutError("no answer to a ping")
        else:
            await inbox.ping()
            asked = True


class _Newest:
    """Hints that wait to be taken, of each stream the newest alone; `ValkeyPublisher.listen` gives one out.

    The publisher holds its listeners weakly, so dropping one is enough to stop listening.
    """

    def __init__(self) -> None:
        self._waiting: dict[StreamId, Hint] = {}
        self._changed = asyncio.Event()
        self._closed = False

    def put(self, hint: Hint) -> None:
        old = self._waiting.get(hint.stream)
        if old is None or old.sequence < hint.sequence:
            self._waiting[hint.stream] = hint
            self._changed.set()

    async def take_all(self) -> list[Hint]:
        """Wait until there is something, and take it all."""
        while not self._waiting:
            self._changed.clear()
            await self._changed.wait()
        hints = list(self._waiting.values())
        self._waiting.clear()
        return hints

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Hint:
        while not self._waiting:
            if self._closed:
                raise StopAsyncIteration
            self._changed.clear()
            await self._changed.wait()
        return self._waiting.pop(next(iter(self._waiting)))

    async def aclose(self) -> None:
        """End the iteration once what waits is taken."""
        self._closed = True
        self._changed.set()
