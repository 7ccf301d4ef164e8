"""`/table settings`: a panel for those who may set something, redrawn with every change; and its *DM thread*."""

from __future__ import annotations

from dataclasses import dataclass

import discord
from discord import app_commands

from cogs.ui.converters import cause, guild_place, person
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.settings_card import settings_card
from cogs.ui.threads import is_gone, private_thread_below
from cogs.ui.views import Pick, Press
from core.ids import StreamId
from core.tables.leading import ChangeSettings
from core.tables.permissions import may, must
from core.use_cases.find_table import FindTable
from core.use_cases.lead_table import LeadTable
from core.use_cases.pair_thread import PairThread
from core.use_cases.read_table import ReadTable


@dataclass(frozen=True, slots=True)
class SettingsVerbs:
    """What the panel does."""

    find: FindTable
    read: ReadTable
    lead: LeadTable
    pair: PairThread


class SettingsCog(GroupPart):
    """How a table is played."""

    def __init__(self, replies: Replies, verbs: SettingsVerbs) -> None:
        self._replies = replies
        self._verbs = verbs
        self.presses = (
            Pick("table", "kind", self.kind_picked),
            Pick("table", "skills", self.skills_picked),
            Press("table", "dm-thread", self.dm_thread_pressed),
        )

    @app_commands.command(name="settings", description="command-table-settings")
    async def settings(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            stream, user = await self._verbs.find(*guild_place(interaction)), person(interaction).user
            table = (await self._verbs.read(stream)).table
            if not may(table, user, "pair-thread"):  # a co-DM is shown how the table is played, too
                must(table, user, "change-settings")
            return Reply(view=settings_card(table, self._replies.words(interaction, private=True)), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def kind_picked(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Quick, or a campaign's."""
        await self._picked(interaction, of, ChangeSettings(lasting=chosen == ["campaign"]))

    async def skills_picked(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Which skills are rolled in secret."""
        await self._picked(interaction, of, ChangeSettings(secret_skills=frozenset(chosen)))

    async def dm_thread_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """*DM thread*: a private one for those who lead."""

        async def work() -> Reply:
            stream, user, why = StreamId(f"table:{of}"), person(interaction).user, cause(interaction)
            words = self._replies.words(interaction, private=False)
            table = (await self._verbs.read(stream)).table
            must(table, user, "pair-thread")  # who may have none need not hear what the bot lacks for it
            thread = private_thread_below(interaction, words("dm-thread-name", code=table.code))
            before = table.dm_thread and table.dm_thread.channel
            gone = before if before and await is_gone(interaction.client, before) else None
            table = await self._verbs.pair(stream, user, thread, gone=gone, cause=why)
            there = f"<#{table.dm_thread.channel}>" if table.dm_thread else ""
            mine = self._replies.words(interaction, private=True)
            return Reply(text=mine("dm-thread-made", code=table.code, channel=there), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def _picked(self, interaction: discord.Interaction, of: str, change: ChangeSettings) -> None:
        async def work() -> Reply:
            stream, user = StreamId(f"table:{of}"), person(interaction).user
            led = await self._verbs.lead(stream, user, change, cause=cause(interaction))
            view = settings_card(led.after, self._replies.words(interaction, private=True))
            return Reply(view=view, private=True, update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)
