"""`/character edit`: a form for a part of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import discord
from discord import app_commands

from cogs.characters.part import CharacterPart, CharacterVerbs
from cogs.ui.converters import person, place
from cogs.ui.forms import Field, form, form_reply
from cogs.ui.replies import Replies, Reply
from cogs.ui.sheet_card import named, streamed
from cogs.ui.views import Fill
from core.characters.editing import Part, read, written
from core.characters.state import Right
from core.use_cases.change_character import Writing

PARTS = [app_commands.Choice(name=f"choice-part-{each}", value=each.value) for each in Part]
LONG: Final = frozenset({"overrides", "skills", "choices", "fields", "notes", "gear", "tools", "languages", "feats"})
"""Fields with several lines."""
REQUIRED: Final = frozenset({"name", "scores", "hit-points"})


class EditingCog(CharacterPart):
    """Changing what a character is."""

    def __init__(self, replies: Replies, verbs: CharacterVerbs) -> None:
        super().__init__(replies, verbs)
        self.presses = tuple(Fill("edit", each.value, partial(self.filled, part=each)) for each in Part)

    @app_commands.command(name="edit", description="command-character-edit")
    @app_commands.describe(part="option-edit-part", name="option-character")
    @app_commands.choices(part=PARTS)
    @app_commands.autocomplete(name=CharacterPart.names)
    async def edit(
        self, interaction: discord.Interaction, part: app_commands.Choice[str], name: str | None = None
    ) -> None:
        async def work() -> Reply:
            found = await self.found(interaction, name, Right.EDIT)
            words = self._replies.words(interaction, private=True)
            what = Part(part.value)
            told = written(found.character.written(), what)
            fields = [
                Field(each, words(f"edit-{each}"), value, words(f"edit-{each}-hint"), each in LONG, each in REQUIRED)
                for each, value in told.items()
            ]
            title = words("edit-title", name=found.character.written().name)
            return form_reply(form("edit", named(found.character.stream), what, title=title, fields=fields), words)

        await self._replies.answer(interaction, work(), private=True)

    async def filled(
        self, interaction: discord.Interaction, of: str, fields: Mapping[str, list[str]], *, part: Part
    ) -> None:
        """A form was handed in."""

        async def work() -> Reply:
            found = await self._verbs.find.at(person(interaction), place(interaction), streamed(of), right=Right.EDIT)
            book = self._verbs.rulebook(found.character.written().edition)
            told = {name: values[0] for name, values in fields.items()}
            return await self.write(
                interaction, found, Writing(lambda sheet: read(sheet, part, told, book), "edited", Right.EDIT)
            )

        await self._replies.answer(interaction, work(), private=True)
