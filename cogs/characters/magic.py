"""`/character spell list | learn | prepare | forget | slots`: what is known, what is ready, what it takes."""

from __future__ import annotations

from functools import partial

import discord
from discord import app_commands

from cogs.characters.part import CharacterPart
from cogs.ui.replies import Reply
from cogs.ui.sheet_card import sheet_card
from cogs.ui.sheet_sections import Section
from core.characters import spellbook
from core.characters.rulebook import Rulebook
from core.characters.sheet import Sheet
from core.characters.state import Right
from core.rules.spells import HIGHEST_SLOT
from core.use_cases.change_character import Writing
from core.use_cases.find_character import Found

SlotLevel = app_commands.Range[int, 0, HIGHEST_SLOT]
Left = app_commands.Range[int, 0, 20]


class MagicCog(CharacterPart):
    """Spells and slots."""

    spell = app_commands.Group(name="spell", description="command-character-spell")

    async def on_sheet_spells(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The spells on the sheet."""
        return await self.offered(interaction, typed, lambda sheet: sheet.spells)

    async def to_learn(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Spells of the book that are not on the sheet, those of its classes first."""
        return await self.offered(interaction, typed, self._open)

    async def to_prepare(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The spells on the sheet, then those of its classes."""
        return await self.offered(interaction, typed, lambda sheet: [*sheet.spells, *self._open(sheet)])

    def _open(self, sheet: Sheet) -> list[str]:
        book = self._verbs.rulebook(sheet.edition)
        slugs = {each.slug for each in spellbook.casters(sheet, book)}
        spells = [each for each in book.spells.values() if each.name not in sheet.spells]
        return [each.name for each in sorted(spells, key=lambda each: (not slugs & set(each.classes), each.name))]

    async def class_names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Its classes."""
        return await self.offered(interaction, typed, lambda sheet: sheet.classes)

    @spell.command(name="list", description="command-character-spell-list")
    @app_commands.describe(name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names)
    async def list(self, interaction: discord.Interaction, name: str | None = None) -> None:
        await self.about(interaction, name, partial(self._shown, interaction))

    @spell.command(name="learn", description="command-character-spell-learn")
    @app_commands.describe(spell="option-spell", by="option-spell-as", name="option-character")
    @app_commands.rename(by="as")
    @app_commands.autocomplete(name=CharacterPart.names, spell=to_learn, by=class_names)
    async def learn(
        self, interaction: discord.Interaction, spell: str, by: str | None = None, name: str | None = None
    ) -> None:
        def writing(book: Rulebook, _: Sheet) -> Writing:
            return Writing(lambda sheet: spellbook.learnt(sheet, spell, book, by=by or ""), "spells", Right.PLAY)

        await self.on_sheet(interaction, name, writing)

    @spell.command(name="prepare", description="command-character-spell-prepare")
    @app_commands.describe(spell="option-spell", ready="option-spell-ready", name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names, spell=to_prepare)
    async def prepare(
        self, interaction: discord.Interaction, spell: str, ready: bool = True, name: str | None = None
    ) -> None:
        def writing(book: Rulebook, _: Sheet) -> Writing:
            return Writing(lambda sheet: spellbook.prepared(sheet, spell, book, on=ready), "spells")

        await self.on_sheet(interaction, name, writing)

    @spell.command(name="forget", description="command-character-spell-forget")
    @app_commands.describe(spell="option-spell", name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names, spell=on_sheet_spells)
    async def forget(self, interaction: discord.Interaction, spell: str, name: str | None = None) -> None:
        without = Writing(lambda sheet: spellbook.forgotten(sheet, spell), "spells")
        await self.on_sheet(interaction, name, lambda *_: without)

    @spell.command(name="slots", description="command-character-spell-slots")
    @app_commands.describe(level="option-slots-level", left="option-slots-left", name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names)
    async def slots(
        self,
        interaction: discord.Interaction,
        level: SlotLevel | None = None,
        left: Left | None = None,
        name: str | None = None,
    ) -> None:
        if level is None or left is None:
            await self.about(interaction, name, partial(self._shown, interaction))
            return
        records = self._verbs.records
        spent = Writing(lambda sheet: spellbook.with_slots(sheet, level, left, records(sheet)), "spells")
        await self.on_sheet(interaction, name, lambda *_: spent)

    async def _shown(self, interaction: discord.Interaction, found: Found) -> Reply:
        view = self._verbs.view(found.character.stream, found.character.written())
        words = self._replies.words(interaction, private=True)
        return Reply(view=sheet_card(view, Section.SPELLS, words), private=True)
