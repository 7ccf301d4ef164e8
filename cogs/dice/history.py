"""`/dice history`, its pages, and `/dice export`: the rolls that were made, for whoever asks alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import discord
from discord import app_commands

from cogs.ui.converters import sought, viewer
from cogs.ui.exports import exported, roll_files
from cogs.ui.groups import GroupPart
from cogs.ui.history_card import history_card
from cogs.ui.paging import read_place
from cogs.ui.replies import Replies, Reply
from cogs.ui.views import Press
from core.tables.records import Page, Sought
from core.use_cases.export_rolls import ExportRolls
from core.use_cases.read_history import ReadHistory


class HistoryCog(GroupPart):
    """Looking through rolls, and taking them along. Every answer is private: one's own hidden rolls may be in it."""

    def __init__(
        self, replies: Replies, history: ReadHistory, export: ExportRolls, *, now: Callable[[], datetime]
    ) -> None:
        self._replies = replies
        self._history = history
        self._export = export
        self._now = now
        self.presses = (Press("rolls", "older", self.older_pressed), Press("rolls", "newer", self.newer_pressed))

    @app_commands.command(name="history", description="command-dice-history")
    @app_commands.describe(user="option-user", since="option-since", table="option-of-table")
    async def history(
        self,
        interaction: discord.Interaction,
        user: discord.User | None = None,
        since: str | None = None,
        table: str | None = None,
    ) -> None:
        async def work() -> Reply:
            wanted = sought(self._now(), user=user, since=since, table=table)
            page = await self._history.older(viewer(interaction), wanted)
            view = history_card(page, wanted, self._replies.words(interaction, private=True))
            return Reply(view=view, private=True)

        await self._replies.answer(interaction, work(), private=True)

    @app_commands.command(name="export", description="command-dice-export")
    @app_commands.describe(user="option-user", since="option-since", table="option-of-table")
    async def export(
        self,
        interaction: discord.Interaction,
        user: discord.User | None = None,
        since: str | None = None,
        table: str | None = None,
    ) -> None:
        async def work() -> Reply:
            wanted = sought(self._now(), user=user, since=since, table=table)
            found = await self._export(viewer(interaction), wanted)
            text = exported(found, self._replies.words(interaction, private=True))
            files = await asyncio.to_thread(roll_files, found.records)
            return Reply(text=text, files=files, private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def older_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Turn to the page below the last roll that is shown."""

        async def work() -> Reply:
            wanted, mark = read_place(of)
            return self._turned(interaction, wanted, await self._history.older(viewer(interaction), wanted, mark))

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def newer_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Turn to the page above the first roll that is shown."""

        async def work() -> Reply:
            wanted, mark = read_place(of)
            return self._turned(interaction, wanted, await self._history.newer(viewer(interaction), wanted, mark))

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    def _turned(self, interaction: discord.Interaction, wanted: Sought, page: Page) -> Reply:
        view = history_card(page, wanted, self._replies.words(interaction, private=True))
        return Reply(view=view, private=True, update=True)
