"""`/dice stats`: how somebody's dice have fallen, or a table's, and whether fair ones would."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import discord
from discord import app_commands

from cogs.ui.converters import sought, viewer
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.stats_card import stats_reply
from core.use_cases.tally_dice import TallyDice


class StatsCog(GroupPart):
    """Counting dice. Every answer is private: one's own hidden rolls are counted."""

    def __init__(self, replies: Replies, tally: TallyDice, *, now: Callable[[], datetime]) -> None:
        self._replies = replies
        self._tally = tally
        self._now = now

    @app_commands.command(name="stats", description="command-dice-stats")
    @app_commands.describe(user="option-user-or-me", table="option-of-table")
    async def stats(
        self, interaction: discord.Interaction, user: discord.User | None = None, table: str | None = None
    ) -> None:
        async def work() -> Reply:
            whose = user or (None if table else interaction.user)
            wanted = sought(self._now(), user=whose, since=None, table=table)
            tallies = await self._tally(viewer(interaction), wanted)
            return await asyncio.to_thread(stats_reply, tallies, wanted, self._replies.words(interaction, private=True))

        await self._replies.answer(interaction, work(), private=True)
