"""`/lookup`: whatever is in the books, by name, to oneself; *Share* shows it to everybody.

What draws a card knows every record of the rules, so it is loaded when somebody first looks something up: a bot that is
never asked need not have it in memory.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.choices import CHOICE
from cogs.ui.entry_places import read_place
from cogs.ui.markdown import cut
from cogs.ui.replies import Replies, Reply
from cogs.ui.views import Press
from core.rulebook.entries import Entry
from core.rulebook.titles import Title
from core.rules.edition import Edition
from core.use_cases.look_up import LookUp
from core.use_cases.suggest_entries import SuggestEntries

EDITIONS = [
    app_commands.Choice(name="choice-edition-2024", value=Edition.SRD_52.value),
    app_commands.Choice(name="choice-edition-2014", value=Edition.SRD_51.value),
]
EditionHere = Callable[[discord.Interaction], Awaitable[Edition]]
"""Which edition is played where somebody asks."""


class LookupCog(commands.Cog):
    """`/lookup` and the buttons of its cards."""

    def __init__(
        self, replies: Replies, look_up: LookUp, suggest: SuggestEntries, *, edition_here: EditionHere
    ) -> None:
        self._replies = replies
        self._look_up = look_up
        self._suggest = suggest
        self._edition_here = edition_here
        self.presses = (
            Press("lookup", "back", self.turned),
            Press("lookup", "on", self.turned),
            Press("lookup", "instead", self.turned),
            Press("lookup", "open", self.opened),
            Press("lookup", "share", self.shared),
        )

    async def names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What may be meant by what was typed so far."""
        edition = await self._edition(interaction, getattr(interaction.namespace, "edition", None))
        words = self._replies.words(interaction, private=True)
        return [
            _choice(title, words(f"lookup-kind-{title.kind.value}")) for title in await self._suggest(typed, edition)
        ]

    @app_commands.command(name="lookup", description="command-lookup")
    @app_commands.describe(name="option-lookup-name", edition="option-lookup-edition")
    @app_commands.choices(edition=EDITIONS)
    @app_commands.autocomplete(name=names)
    async def lookup(
        self,
        interaction: discord.Interaction,
        name: app_commands.Range[str, 1, CHOICE],
        edition: app_commands.Choice[str] | None = None,
    ) -> None:
        async def work() -> Reply:
            whose = await self._edition(interaction, edition.value if edition else None)
            found = await self._look_up(name, whose)
            return Reply(view=self._card(interaction, found.entry, others=found.others), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def turned(self, interaction: discord.Interaction, of: str) -> None:
        """Show another page, or what was meant instead, where the card is."""

        async def work() -> Reply:
            return Reply(view=await self._page(interaction, of), private=True, update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def opened(self, interaction: discord.Interaction, of: str) -> None:
        """Give whoever presses a card of their own, to read on."""

        async def work() -> Reply:
            return Reply(view=await self._page(interaction, of), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def shared(self, interaction: discord.Interaction, of: str) -> None:
        """Show this page to everybody."""

        async def work() -> Reply:
            return Reply(view=await self._page(interaction, of, shared=True))

        await self._replies.answer(interaction, work())

    async def _page(self, interaction: discord.Interaction, of: str, *, shared: bool = False) -> discord.ui.LayoutView:
        place = read_place(of)
        entry = await self._look_up.at(place.kind, place.slug, place.edition)
        return self._card(interaction, entry, page=place.page, shared=shared)

    def _card(
        self, interaction: discord.Interaction, entry: Entry, *, shared: bool = False, **how: Any
    ) -> discord.ui.LayoutView:
        from cogs.ui.entry_card import entry_card  # when it is first wanted, see above

        return entry_card(entry, self._replies.words(interaction, private=not shared), shared=shared, **how)

    async def _edition(self, interaction: discord.Interaction, asked: str | None) -> Edition:
        return Edition(asked) if asked in set(Edition) else await self._edition_here(interaction)


def _choice(title: Title, kind: str) -> app_commands.Choice[str]:
    """A title among those offered: its name, and what it is about; its value says which it is, beyond doubt."""
    about = f"{kind}, {title.of}" if title.of else kind
    return app_commands.Choice(name=cut(f"{title.name} · {about}", CHOICE - 1), value=f"{title.kind}:{title.slug}")
