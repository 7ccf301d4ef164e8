"""`/character counter add | set | reset | list | delete`: whatever is used up and comes back."""

from __future__ import annotations

from typing import Final

import discord
from discord import app_commands

from cogs.characters.part import CharacterPart
from cogs.ui.cards import PLAIN
from cogs.ui.markdown import plain
from cogs.ui.replies import Reply
from cogs.ui.sheet_things import counter_line, fitted
from cogs.ui.views import card
from core.characters import counters
from core.characters.sheet import Resets
from core.tables.names import one_line
from core.use_cases.change_character import Writing
from core.use_cases.find_character import Found

RESETS: Final = {
    "short": Resets.SHORT_REST,
    "long": Resets.LONG_REST,
    "dawn": Resets.DAWN,
    "never": Resets.NEVER,
}
WHEN = [app_commands.Choice(name=f"choice-resets-{each}", value=each) for each in RESETS]


class CountersCog(CharacterPart):
    """Counters."""

    counter = app_commands.Group(name="counter", description="command-character-counter")

    async def counter_names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The counters on the sheet."""
        return await self.offered(interaction, typed, lambda sheet: sheet.counters)

    @counter.command(name="add", description="command-character-counter-add")
    @app_commands.describe(
        counter="option-counter", most="option-counter-max", resets="option-counter-resets", name="option-character"
    )
    @app_commands.rename(most="max")
    @app_commands.choices(resets=WHEN)
    @app_commands.autocomplete(name=CharacterPart.names)
    async def add(
        self,
        interaction: discord.Interaction,
        counter: str,
        most: int,
        *,
        resets: app_commands.Choice[str] | None = None,
        name: str | None = None,
    ) -> None:
        when = RESETS[resets.value] if resets else Resets.LONG_REST
        made = Writing(lambda sheet: counters.with_counter(sheet, one_line(counter), most, when), "counter")
        await self.on_sheet(interaction, name, lambda *_: made)

    @counter.command(name="set", description="command-character-counter-set")
    @app_commands.describe(counter="option-counter", to="option-counter-to", name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names, counter=counter_names)
    async def set(self, interaction: discord.Interaction, counter: str, to: str, name: str | None = None) -> None:
        counted = Writing(lambda sheet: counters.counted(sheet, counter, to), "counter")
        await self.on_sheet(interaction, name, lambda *_: counted)

    @counter.command(name="reset", description="command-character-counter-reset")
    @app_commands.describe(counter="option-counter-all", name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names, counter=counter_names)
    async def reset(
        self, interaction: discord.Interaction, counter: str | None = None, name: str | None = None
    ) -> None:
        full = Writing(lambda sheet: counters.counter_reset(sheet, counter), "counter")
        await self.on_sheet(interaction, name, lambda *_: full)

    @counter.command(name="list", description="command-character-counter-list")
    @app_commands.describe(name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names)
    async def list(self, interaction: discord.Interaction, name: str | None = None) -> None:
        async def say(found: Found) -> Reply:
            words, sheet = self._replies.words(interaction, private=True), found.character.written()
            lines = [counter_line(each, counter, words) for each, counter in sheet.counters.items()]
            told = fitted(lines, words, most=3_400) or words("counters-none")
            title = f"## {words('counters-title', name=plain(sheet.name))}"
            return Reply(view=card(title, told, accent=PLAIN, buttons=()), private=True)

        await self.about(interaction, name, say)

    @counter.command(name="delete", description="command-character-counter-delete")
    @app_commands.describe(counter="option-counter", name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names, counter=counter_names)
    async def delete(self, interaction: discord.Interaction, counter: str, name: str | None = None) -> None:
        without = Writing(lambda sheet: counters.without_counter(sheet, counter), "counter")
        await self.on_sheet(interaction, name, lambda *_: without)
