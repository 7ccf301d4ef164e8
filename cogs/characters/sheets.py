"""`/character sheet | use | list`, the buttons of a sheet, and *View sheet* in the menu of a user."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import app_commands

from cogs.characters.part import CharacterPart, CharacterVerbs
from cogs.ui.character_list import characters_card
from cogs.ui.converters import cause, person, place
from cogs.ui.markdown import plain
from cogs.ui.replies import Replies, Reply
from cogs.ui.sheet_card import section_of, sheet_card, streamed
from cogs.ui.sheet_sections import Section
from cogs.ui.views import Press
from core.characters.directory import Scope
from core.characters.state import Right
from core.ids import UserId
from core.use_cases.change_character import Written
from core.use_cases.find_character import Found

SECTIONS = [app_commands.Choice(name=f"choice-section-{each}", value=each.value) for each in Section]
SCOPES = [app_commands.Choice(name=f"choice-scope-{each}", value=each.value) for each in Scope]


class SheetsCog(CharacterPart):
    """Looking at sheets, and saying which one is played."""

    def __init__(self, replies: Replies, verbs: CharacterVerbs) -> None:
        super().__init__(replies, verbs)
        self.presses = (
            Press("sheet", "show", self.show_pressed),
            Press("sheet", "share", self.share_pressed),
            Press("sheet", "undo", self.undo_pressed),
        )
        self.menus = (app_commands.ContextMenu(name="View sheet", callback=self.view_sheet),)

    @app_commands.command(name="sheet", description="command-character-sheet")
    @app_commands.describe(name="option-character", section="option-sheet-section")
    @app_commands.autocomplete(name=CharacterPart.names)
    @app_commands.choices(section=SECTIONS)
    async def sheet(
        self, interaction: discord.Interaction, name: str | None = None, section: app_commands.Choice[str] | None = None
    ) -> None:
        async def say(found: Found) -> Reply:
            return self._shown(interaction, found, Section(section.value) if section else Section.SUMMARY)

        await self.about(interaction, name, say)

    @app_commands.command(name="use", description="command-character-use")
    @app_commands.describe(name="option-use-name", scope="option-use-scope")
    @app_commands.autocomplete(name=CharacterPart.names)
    @app_commands.choices(scope=SCOPES)
    async def use(
        self, interaction: discord.Interaction, name: str, scope: app_commands.Choice[str] | None = None
    ) -> None:
        async def work() -> Reply:
            found = await self.found(interaction, name)
            where = Scope(scope.value) if scope else Scope.CHANNEL
            await self._verbs.use(found.hand.user, found.place, where, found.character.stream)
            words = self._replies.words(interaction, private=True)
            sheet = found.character.written()
            facts = {"name": plain(sheet.name), "title": plain(sheet.title), "scope": where.value}
            return Reply(text=words("character-used", **facts), private=True)

        await self._replies.answer(interaction, work(), private=True)

    @app_commands.command(name="list", description="command-character-list")
    async def list(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            who, here = person(interaction), place(interaction)
            where = await self._verbs.find.whereabouts(here)
            played = await self._verbs.use.now(who.user, where)
            own = await self._verbs.use.all(who.user)
            lent = [each for each in await self._verbs.find.known(who, here) if each.owner != who.user]
            words = self._replies.words(interaction, private=True)
            return Reply(view=characters_card(own, lent, played, words), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def view_sheet(self, interaction: discord.Interaction, user: discord.User) -> None:
        """*View sheet* in the menu of a user."""

        async def work() -> Reply:
            found = await self._verbs.find.of(person(interaction), place(interaction), UserId(user.id))
            return self._shown(interaction, found, Section.SUMMARY)

        await self._replies.answer(interaction, work(), private=True)

    async def show_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Another section, in place of the one that was shown."""

        async def work() -> Reply:
            stream, section = section_of(of)
            found = await self._verbs.find.at(person(interaction), place(interaction), stream)
            return self._shown(interaction, found, section, update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def share_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """A section for all to see."""

        async def work() -> Reply:
            stream, section = section_of(of)
            found = await self._verbs.find.at(person(interaction), place(interaction), stream)
            view = self._verbs.view(stream, found.character.written())
            return Reply(view=sheet_card(view, section, self._replies.words(interaction, private=False), private=False))

        await self._replies.answer(interaction, work())

    async def undo_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Take back what the answer tells of."""

        async def work() -> Reply:
            name, _, number = of.rpartition("-")
            found = await self._verbs.find.at(person(interaction), place(interaction), streamed(name), right=Right.PLAY)
            done = await self._verbs.restore.undo(
                found.character.stream, found.hand, int(number), cause=cause(interaction)
            )
            words = self._replies.words(interaction, private=True)
            title = words("versions-undone", name=plain(done.character.written().name), number=int(number))
            told = self.said(interaction, found, Written(done.character, done.changes), title)
            return replace(told, update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    def _shown(
        self, interaction: discord.Interaction, found: Found, section: Section, *, update: bool = False
    ) -> Reply:
        view = self._verbs.view(found.character.stream, found.character.written())
        words = self._replies.words(interaction, private=True)
        return Reply(view=sheet_card(view, section, words), private=True, update=update)
