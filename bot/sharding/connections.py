"""The one place that reaches into discord.py: shards that come and go while the bot runs, and how they hang up.

discord.py launches a fixed list of shards, one after the other, and closes them with 1000, by which Discord ends their
sessions. Here a shard is launched when it becomes ours, beside others of another identify bucket; one that is no longer
ours is forgotten with its guilds; and all hang up with 4000, after which a session can be resumed for some minutes.

What is used of discord.py 2.7 beyond its public names: the dictionary of shards (`_AutoShardedClient__shards`), a
shard's `_task`, the state's list of shards that READY waits for, its tasks for them, and `_remove_guild`.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import discord
import structlog
from discord.gateway import DiscordWebSocket

from bot.sharding.starts import Starts

RESUMABLE = 4000
HANG_UP_WITHIN_S = 5.0

log = structlog.get_logger(__name__)


class Connections:
    """The gateway connections of one process.

    Attributes:
        ours: The shards that are, or are to be, connected.
    """

    def __init__(self, client: discord.AutoShardedClient, starts: Starts) -> None:
        self._client = client
        self._starts = starts
        self._state: Any = client._connection  # pyright: ignore[reportPrivateUsage] # see above
        self._shards: dict[int, Any] = getattr(client, "_AutoShardedClient__shards")  # noqa: B009 - its mangled name
        self._launching: dict[int, asyncio.Task[None]] = {}
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._awaited: list[int] = []
        self.ours: set[int] = set()

    def open(self, total: int) -> None:
        """Begin: from now on what is ours is connected."""
        self._state.shard_count = total
        # discord.py compares its length with the shards that are ready, to tell when all are.
        self._state.shard_ids = self._awaited
        for shard in sorted(self.ours):
            self._launch(shard)

    def adopt(self, shards: Iterable[int]) -> None:
        """Make shards ours; those that are already are left alone."""
        for shard in sorted(set(shards) - self.ours):
            self.ours.add(shard)
            if self._state.shard_ids is self._awaited:
                self._launch(shard)

    async def drop(self, shard: int) -> None:
        """Forget a shard that is no longer ours, and hang it up; by then it may be ours again, on a new connection."""
        self.ours.discard(shard)
        if (launching := self._launching.pop(shard, None)) is not None:
            launching.cancel()
        if shard in self._awaited:
            self._awaited.remove(shard)
        for pending in (self._state._ready_tasks, self._state._ready_states):
            if isinstance(task := pending.pop(shard, None), asyncio.Task):
                task.cancel()
        for guild in [guild for guild in self._client.guilds if guild.shard_id == shard]:
            self._state._remove_guild(guild)
        log.info("shard_dropped", shard=shard)
        if (parent := self._shards.pop(shard, None)) is not None:
            await self._hang_up(parent)

    async def close(self) -> None:
        """Hang up all, so that their sessions can be resumed."""
        for task in self._launching.values():
            task.cancel()
        await asyncio.gather(*(self._hang_up(parent) for parent in self._shards.values()))

    def _launch(self, shard: int) -> None:
        self._awaited.append(shard)
        task = asyncio.create_task(self._launch_in_turn(shard), name=f"launch-{shard}")
        self._launching[shard] = task
        task.add_done_callback(lambda _: self._launched(shard, task))

    def _launched(self, shard: int, task: asyncio.Task[None]) -> None:
        if self._launching.get(shard) is task:
            del self._launching[shard]
        if not task.cancelled() and (error := task.exception()):
            log.error("shard_not_launched", shard=shard, exc_info=error)  # a bug; readiness tells of the shard

    async def _launch_in_turn(self, shard: int) -> None:
        """Connect a shard when those before it in its bucket are; discord.py tries again until it is done."""
        await self._starts.room()
        async with self._turns[shard % self._starts.max_concurrency]:
            await self._client.launch_shard(self._starts.gateway or DiscordWebSocket.DEFAULT_GATEWAY, shard)

    async def _hang_up(self, parent: Any) -> None:
        """Close a shard's connection for good, whatever discord.py has under way with it.

        A reconnect may wait in its queue or be halfway through: what it calls next is taken from it.
        """

        async def nothing(*_: object) -> None: ...

        parent.reidentify = parent.reconnect = nothing
        parent.launch = lambda: parent._client.loop.create_task(parent.ws.close(code=RESUMABLE))
        if parent._task is not None and not parent._task.done():
            parent._task.cancel()
            await asyncio.wait({parent._task}, timeout=HANG_UP_WITHIN_S)
        closing = asyncio.create_task(parent.ws.close(code=RESUMABLE))
        await asyncio.wait({closing}, timeout=HANG_UP_WITHIN_S)
