"""The Discord client: intents, the command tree, and the one place where a bug is caught."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Iterable, Sequence
from typing import Any, cast

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.logs import bind_interaction
from bot.metrics import Metrics
from cogs.ui.replies import Replies
from cogs.ui.views import Pick, Press, dynamic_item

log = structlog.get_logger(__name__)

INTENTS = discord.Intents(guilds=True, voice_states=True)
"""No privileged one: interactions come without any, and nothing here reads other people's messages."""


class EverquillTree(app_commands.CommandTree["EverquillBot"]):
    """The command tree; it binds what the logs need and hands bugs to the client."""

    async def interaction_check(self, interaction: discord.Interaction[EverquillBot], /) -> bool:
        bind(interaction)
        return True

    async def on_error(
        self, interaction: discord.Interaction[EverquillBot], error: app_commands.AppCommandError, /
    ) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await self.client.incident(interaction, cause)


class EverquillBot(commands.AutoShardedBot):
    """One process of the bot, with some of the shards."""

    def __init__(
        self,
        *,
        metrics: Metrics,
        shard_count: int | None,
        shard_ids: Sequence[int] | None,
        paced: bool,
    ) -> None:
        """Make the client; nothing is opened yet.

        Args:
            metrics: What is counted.
            shard_count: Shards in all; None asks Discord.
            shard_ids: The shards of this process; None for all.
            paced: Wait five seconds between identifies, as Discord asks. The sandbox does not.
        """
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            tree_cls=EverquillTree,
            shard_count=shard_count,
            shard_ids=cast(list[int], list(shard_ids) if shard_ids else None),  # typed without its own default
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.from_intents(INTENTS),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self._metrics = metrics
        self._paced = paced
        self.replies: Replies | None = None

    def answer_presses(self, presses: Iterable[Press | Pick]) -> None:
        """Answer these buttons and menus from now on, whichever process posted them."""
        self.add_dynamic_items(*(dynamic_item(press, self.run_press) for press in presses))

    async def run_press(self, interaction: discord.Interaction[Any], work: Awaitable[None]) -> None:
        """Await a press's handler; a bug becomes an incident."""
        bind(interaction)
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

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        if self._paced:
            await super().before_identify_hook(shard_id, initial=initial)

    async def on_ready(self) -> None:
        log.info("ready", shards=sorted(self.shards), guilds=len(self.guilds))

    async def on_shard_ready(self, shard_id: int) -> None:
        log.info("shard_ready", shard=shard_id)
        self._count_shards()

    async def on_shard_resumed(self, shard_id: int) -> None:
        log.info("shard_resumed", shard=shard_id)
        self._metrics.gateway_reconnect()
        self._count_shards()

    async def on_shard_disconnect(self, shard_id: int) -> None:
        log.info("shard_disconnected", shard=shard_id)
        self._count_shards()

    def has_guild(self, guild: int) -> bool:
        """Whether this process holds the guild's shard."""
        return self.get_guild(guild) is not None

    def shard_states(self) -> dict[int, bool]:
        """Each of this process's shards, and whether it is connected and knows its guilds."""
        return {number: self.is_ready() and not shard.is_closed() for number, shard in self.shards.items()}

    @property
    def shards_ready(self) -> int:
        """How many of this process's shards are connected."""
        return sum(not shard.is_closed() for shard in self.shards.values())

    def _count_shards(self) -> None:
        self._metrics.shards_ready(self.shards_ready)


def bind(interaction: discord.Interaction[Any]) -> None:
    """Give every log line of this task the interaction's trace, guild and user."""
    bind_interaction(trace=interaction.id, guild=interaction.guild_id, user=interaction.user.id)
