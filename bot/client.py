"""The Discord client: intents, the command tree, and the one place where a bug is caught."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Iterable
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.logs import bind_interaction
from bot.metrics import Metrics
from bot.sharding.connections import Connections
from bot.sharding.division import Division
from bot.sharding.keeper import LeaseKeeper
from bot.sharding.starts import Pacing, Starts
from cogs.ui.forms import Forms
from cogs.ui.replies import Replies
from cogs.ui.views import Fill, Pick, Press, dynamic_item

log = structlog.get_logger(__name__)

INTENTS = discord.Intents(guilds=True, voice_states=True)
"""No privileged one: interactions come without any, and nothing here reads other people's messages."""


class EverquillTree(app_commands.CommandTree["EverquillBot"]):
    """The command tree; it binds what the logs need and hands bugs to the client."""

    async def interaction_check(self, interaction: discord.Interaction[EverquillBot], /) -> bool:
        self.client.begin(interaction)
        return True

    async def on_error(
        self, interaction: discord.Interaction[EverquillBot], error: app_commands.AppCommandError, /
    ) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await self.client.incident(interaction, cause)


class EverquillBot(commands.AutoShardedBot):
    """One process of the bot, with some of the shards."""

    def __init__(
        self, *, metrics: Metrics, shard_count: int | None, pacing: Pacing, trace: aiohttp.TraceConfig | None = None
    ) -> None:
        """Make the client; nothing is opened yet.

        Args:
            metrics: What is counted.
            shard_count: Shards in all; None asks Discord.
            pacing: How identifies are paced.
            trace: Sees every request that is sent, and may hold it up.
        """
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            tree_cls=EverquillTree,
            shard_count=shard_count,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.from_intents(INTENTS),
            chunk_guilds_at_startup=False,
            max_messages=None,
            http_trace=trace or aiohttp.TraceConfig(),
        )
        self._metrics = metrics
        self._starts = Starts(self.http.get_bot_gateway, pacing, metrics.gateway)
        self._connections = Connections(self, self._starts)
        self._up: set[int] = set()
        self._under_way: set[asyncio.Task[Any]] = set()
        self._dropping: set[asyncio.Task[None]] = set()
        self._told_total = shard_count
        self._leased = False
        self.leases: LeaseKeeper | None = None
        self.replies: Replies | None = None
        self._forms = Forms()

    def answer_presses(self, presses: Iterable[Press | Pick | Fill]) -> None:
        """Answer these buttons, menus and forms from now on, whichever process posted them."""
        for press in presses:
            if isinstance(press, Fill):
                self._forms.add(press)
            else:
                self.add_dynamic_items(dynamic_item(press, self.run_press))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Read forms: discord.py matches them with those alone that this very process opened."""
        if work := self._forms.work(interaction):
            await self.run_press(interaction, work)

    async def run_press(self, interaction: discord.Interaction[Any], work: Awaitable[None]) -> None:
        """Await a press's handler; a bug becomes an incident."""
        self.begin(interaction)
        try:
            await work
        except Exception as error:  # a bug: nothing else gets here, and discord.py would only log it
            await self.incident(interaction, error)

    async def incident(self, interaction: discord.Interaction[Any], error: BaseException) -> None:
        """Log a bug under an id and tell the person that id."""
        incident = secrets.token_hex(4)
        self._metrics.incident()
        log.error("incident", incident=incident, exc_info=error)
        if self.replies:
            await self.replies.apologise(interaction, incident)

    def begin(self, interaction: discord.Interaction[Any]) -> None:
        """Note that this task answers an interaction, for the logs and for whoever waits until all is answered."""
        bind_interaction(trace=interaction.id, guild=interaction.guild_id, user=interaction.user.id)
        if task := asyncio.current_task():
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    # Shards that come and go.

    async def count_shards(self) -> int:
        """How many shards there are in all, as we were told or as Discord says.

        Raises:
            discord.GatewayNotFound: Nobody told us, and Discord does not say either.
        """
        total = self._starts.total or self._told_total or await self._starts.ask()
        self.shard_count = self._starts.total = total
        return total

    def share(self, keeper: LeaseKeeper, division: Division) -> None:
        """Hold what this process may: all of it, or what its leases say, now and from now on."""
        self.leases = keeper
        self._leased = division.leased
        self._hold(keeper.held if division.leased else division.shards)

    def follow_leases(self) -> None:
        """Leases have come or gone."""
        if self._leased and self.leases:
            self._hold(self.leases.held)

    def _hold(self, shards: Iterable[int]) -> None:
        held = frozenset(shards)
        for shard in self._connections.ours - held:
            dropping = asyncio.create_task(self._drop(shard), name=f"drop-{shard}")
            self._dropping.add(dropping)
            dropping.add_done_callback(self._dropping.discard)
        self._connections.adopt(held)

    async def _drop(self, shard: int) -> None:
        self._up.discard(shard)
        self._metrics.gateway.shard_up(shard, None)
        await self._connections.drop(shard)

    async def launch_shards(self) -> None:
        """Connect what is ours; called by discord.py, which would go on only when the last shard is connected."""
        if self.is_closed():
            return
        total = await self.count_shards()
        if self.leases is None:  # it shares with nobody
            self._connections.adopt(range(total))
        self._connections.open(total)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        await self._starts.turn(shard_id or 0)

    async def drain(self, within_s: float) -> None:
        """Answer what has been asked, then hang up, then answer what was asked meanwhile."""
        deadline = asyncio.get_running_loop().time() + within_s
        await self._answered(deadline)
        await self._connections.close()
        await self._answered(deadline)
        if self._under_way:
            log.warning("interactions_cut_off", count=len(self._under_way))

    async def _answered(self, deadline: float) -> None:
        await asyncio.sleep(0)  # what has just come in is a task that has not begun
        if self._under_way:
            await asyncio.wait(set(self._under_way), timeout=deadline - asyncio.get_running_loop().time())

    async def close(self) -> None:
        """Close everything; Discord keeps our sessions a while, should they be resumed."""
        await self._connections.close()
        await super().close()

    async def on_ready(self) -> None:
        log.info("ready", shards=sorted(self.shards), guilds=len(self.guilds))

    async def on_shard_ready(self, shard_id: int) -> None:
        log.info("shard_ready", shard=shard_id)
        self._count_shard(shard_id, up=True)

    async def on_shard_resumed(self, shard_id: int) -> None:
        log.info("shard_resumed", shard=shard_id)
        self._metrics.gateway_reconnect()
        self._count_shard(shard_id, up=True)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        log.info("shard_disconnected", shard=shard_id)
        self._count_shard(shard_id, up=False)

    def has_guild(self, guild: int) -> bool:
        """Whether this process holds the guild's shard."""
        return self.get_guild(guild) is not None

    def shard_states(self) -> dict[int, bool]:
        """Each of this process's shards, and whether it is connected and knows its guilds."""
        connected = {number for number, shard in self.shards.items() if not shard.is_closed()}
        return {number: number in self._up and number in connected for number in self._connections.ours}

    @property
    def shards_ready(self) -> int:
        """How many of this process's shards are connected."""
        return sum(not shard.is_closed() for shard in self.shards.values())

    def _count_shard(self, shard: int, *, up: bool) -> None:
        if shard in self._connections.ours:
            (self._up.add if up else self._up.discard)(shard)
            self._metrics.gateway.shard_up(shard, up)
        self._metrics.shards_ready(self.shards_ready)
