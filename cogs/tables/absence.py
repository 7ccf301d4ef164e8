"""A DM who is away: heard from voice or told of by `/table away`, back by *I am back*, and stood in for by a vote."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from cogs.ui.absence_card import absence_card
from cogs.ui.converters import cause, guild_place, person
from cogs.ui.groups import GroupPart
from cogs.ui.markdown import plain
from cogs.ui.replies import Replies, Reply
from cogs.ui.views import Pick, Press
from core.errors import ProviderError
from core.ids import GuildId, StreamId, UserId
from core.tables.state import Table
from core.use_cases.find_table import FindTable
from core.use_cases.follow_voice import FollowVoice
from core.use_cases.report_away import ReportAway
from core.use_cases.return_to_table import ReturnToTable
from core.use_cases.vote_stand_in import VoteStandIn

TRIES: Final = 12
AGAIN_AFTER_S: Final = 5.0
"""Nobody repeats what a voice channel said, so while the database is away it is tried again for a minute."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class AbsenceVerbs:
    """What becomes of a DM who goes, and of their table."""

    find: FindTable
    report: ReportAway
    follow: FollowVoice
    back: ReturnToTable
    vote: VoteStandIn


class AbsenceCog(GroupPart):
    """DMs who go and come back, and who stands in for them."""

    def __init__(self, replies: Replies, verbs: AbsenceVerbs) -> None:
        self._replies = replies
        self._verbs = verbs
        self._one_guild_at_a_time = asyncio.Lock()
        self.presses = (Press("table", "back", self.back_pressed), Pick("table", "stand-in", self.stand_in_picked))

    @app_commands.command(name="away", description="command-table-away")
    async def away(self, interaction: discord.Interaction) -> None:
        """To whoever asks alone: the channel is told by a notice, which is lost with no process and may ping the DM."""

        async def work() -> Reply:
            stream = await self._verbs.find(*guild_place(interaction))
            table = await self._verbs.report(stream, person(interaction).user, cause=cause(interaction))
            words = self._replies.words(interaction, private=True)
            name = plain((table.dm and table.dm.name) or words("someone"))
            text = words("table-dm-reported", name=name, code=table.code, seconds=table.idle.grace_s)
            return Reply(text=text, private=True)

        await self._replies.answer(interaction, work(), private=True)

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        """Somebody came into a voice channel, left one, went to another or muted themselves."""
        if member.bot or (before.channel is None) == (after.channel is None):
            return
        guild, user, session = GuildId(member.guild.id), UserId(member.id), str(after.session_id)
        await _surely(
            lambda: self._verbs.follow(guild, user, session=session, in_voice=lambda: member.voice is not None)
        )

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A guild is known anew, as after a restart: nobody tells who came into voice in between."""
        async with self._one_guild_at_a_time:
            await _surely(lambda: self._verbs.follow.catch_up(GuildId(guild.id), partial(_is_in_voice, guild)))

    async def back_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """*I am back* or *I am here*, pressed by the DM: what said that they are away says that they are back."""

        async def work() -> Reply:
            user = person(interaction).user
            table = await self._verbs.back(StreamId(f"table:{of}"), user, cause=cause(interaction))
            return self._redrawn(interaction, table)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def stand_in_picked(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """A player's vote: the notice itself is the answer, with the votes as they are now."""

        async def work() -> Reply:
            stream, user, wanted = StreamId(f"table:{of}"), person(interaction).user, int(chosen[0])
            table = await self._verbs.vote(stream, user, wanted, cause=cause(interaction))
            return self._redrawn(interaction, table)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    def _redrawn(self, interaction: discord.Interaction, table: Table) -> Reply:
        return Reply(view=absence_card(table, self._replies.words(interaction, private=False)), update=True)


async def _surely(follow: Callable[[], Awaitable[None]]) -> None:
    """Try until the database is there again, for as long as it matters."""
    for _ in range(TRIES):
        try:
            await follow()
            return
        except ProviderError as error:
            log.warning("voice_not_followed", reason=error.reason)
        await asyncio.sleep(AGAIN_AFTER_S)


def _is_in_voice(guild: discord.Guild, user: UserId) -> bool:
    return any(user in channel.voice_states for channel in (*guild.voice_channels, *guild.stage_channels))
