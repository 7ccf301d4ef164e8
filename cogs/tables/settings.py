"""`/table settings`: a panel for those who may set something, redrawn with every change."""

from __future__ import annotations

import discord
from discord import app_commands

from cogs.tables.leading import LeadingVerbs
from cogs.ui.converters import cause, guild_place, person
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.settings_card import settings_card
from cogs.ui.views import Pick
from core.ids import StreamId
from core.tables.leading import ChangeSettings


class SettingsCog(GroupPart):
    """How a table is played."""

    def __init__(self, replies: Replies, verbs: LeadingVerbs) -> None:
        self._replies = replies
        self._verbs = verbs
        self.presses = (Pick("table", "kind", self.kind_picked), Pick("table", "skills", self.skills_picked))

    @app_commands.command(name="settings", description="command-table-settings")
    async def settings(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            stream = await self._verbs.find(*guild_place(interaction))
            return await self._change(interaction, stream, ChangeSettings())

        await self._replies.answer(interaction, work(), private=True)

    async def kind_picked(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Quick, or a campaign's."""
        await self._picked(interaction, of, ChangeSettings(lasting=chosen == ["campaign"]))

    async def skills_picked(self, interaction: discord.Interaction, of: str, chosen: list[str]) -> None:
        """Which skills are rolled in secret."""
        await self._picked(interaction, of, ChangeSettings(secret_skills=frozenset(chosen)))

    async def _picked(self, interaction: discord.Interaction, of: str, change: ChangeSettings) -> None:
        async def work() -> Reply:
            return await self._change(interaction, StreamId(f"table:{of}"), change, update=True)

        await self._replies.answer(interaction, work(), private=True)

    async def _change(
        self, interaction: discord.Interaction, stream: StreamId, change: ChangeSettings, *, update: bool = False
    ) -> Reply:
        """Change something, or nothing: who may not change anything is not shown the panel either."""
        led = await self._verbs.lead(stream, person(interaction).user, change, cause=cause(interaction))
        view = settings_card(led.after, self._replies.words(interaction, private=True))
        return Reply(view=view, private=True, update=update)
