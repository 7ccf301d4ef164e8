"""`/character history | restore`: every version of a sheet, taking one change back, and going back to a version."""

from __future__ import annotations

import discord
from discord import app_commands

from cogs.characters.part import CharacterPart, CharacterVerbs
from cogs.ui.converters import cause, person, place
from cogs.ui.markdown import cut, plain
from cogs.ui.replies import Replies, Reply
from cogs.ui.sheet_card import streamed
from cogs.ui.version_card import versions_card
from cogs.ui.views import Press
from core.characters.decide import Hand
from core.characters.state import Right
from core.errors import NotFoundError, ProviderError
from core.use_cases.change_character import Written
from core.use_cases.find_character import Found


class VersionsCog(CharacterPart):
    """Looking back at a sheet, and going back."""

    def __init__(self, replies: Replies, verbs: CharacterVerbs) -> None:
        super().__init__(replies, verbs)
        self.presses = (
            Press("versions", "newer", self.turned),
            Press("versions", "older", self.turned),
            Press("versions", "undo", self.undo_pressed),
        )

    async def own_names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Their own characters, those that were deleted among them, and those that they lead."""
        try:
            own = await self._verbs.use.all(person(interaction).user)
        except ProviderError:
            return []
        gone = [each for each in own if each.deleted_at and typed.casefold() in each.name.casefold()]
        offered = await self.names(interaction, typed)
        more = [app_commands.Choice(name=cut(f"{each.name} · †", 99), value=each.stream) for each in gone]
        return [*offered, *more][:25]

    @app_commands.command(name="history", description="command-character-history")
    @app_commands.describe(name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names)
    async def history(self, interaction: discord.Interaction, name: str | None = None) -> None:
        async def say(found: Found) -> Reply:
            return await self._page(interaction, found, 0)

        await self.about(interaction, name, say)

    @app_commands.command(name="restore", description="command-character-restore")
    @app_commands.describe(version="option-restore-version", name="option-restore-name")
    @app_commands.autocomplete(name=own_names)
    async def restore(
        self, interaction: discord.Interaction, version: int | None = None, name: str | None = None
    ) -> None:
        async def work() -> Reply:
            gone = await self._gone(interaction, name) if name else None
            if gone is not None:
                return gone
            found = await self.found(interaction, name, Right.EDIT)
            if version is None:
                return await self._page(interaction, found, 0)
            return await self._restored(interaction, found, version)

        await self._replies.answer(interaction, work(), private=True)

    async def _gone(self, interaction: discord.Interaction, name: str) -> Reply | None:
        """Bring back a character of theirs that was deleted; None if that is not what is meant."""
        who = person(interaction)
        try:
            await self.found(interaction, name, Right.SEE)
        except NotFoundError:
            entry = await self._verbs.use.own(who.user, name)
        else:
            return None
        character = await self._verbs.hand_over.bring_back(
            entry.stream, Hand(who.user, who.name), cause=cause(interaction)
        )
        words = self._replies.words(interaction, private=True)
        return Reply(text=words("character-back", name=plain(character.written().name)), private=True)

    async def _restored(self, interaction: discord.Interaction, found: Found, version: int) -> Reply:
        stream = found.character.stream
        sheet = await self._verbs.versions.at(stream, found.hand, version)
        character, changes = await self._verbs.restore.to(stream, found.hand, sheet, version, cause=cause(interaction))
        words = self._replies.words(interaction, private=True)
        title = words("versions-restored", name=plain(character.written().name), number=version)
        return self.said(interaction, found, Written(character, changes, character.sequence), title)

    async def turned(self, interaction: discord.Interaction, of: str) -> None:
        """Another page of versions."""

        async def work() -> Reply:
            name, page = of.split("-")
            found = await self._verbs.find.at(person(interaction), place(interaction), streamed(name))
            return await self._page(interaction, found, int(page), update=True)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def undo_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Take back what a version changed; the list is drawn again, with that on top."""

        async def work() -> Reply:
            name, number, _ = of.split("-")
            found = await self._verbs.find.at(person(interaction), place(interaction), streamed(name), right=Right.PLAY)
            character, changes = await self._verbs.restore.undo(
                found.character.stream, found.hand, int(number), cause=cause(interaction)
            )
            told = self.said(interaction, found, Written(character, changes))
            again = await self._verbs.find.at(person(interaction), place(interaction), streamed(name))
            page = await self._page(interaction, again, 0, update=True)
            return Reply(view=page.view, private=True, update=True, beside=told.beside)

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def _page(self, interaction: discord.Interaction, found: Found, page: int, *, update: bool = False) -> Reply:
        versions = await self._verbs.versions(found.character.stream, found.hand)
        words = self._replies.words(interaction, private=True)
        may = found.character.right_of(found.hand.user, leads=found.hand.leads) >= Right.PLAY
        view = versions_card(found.character, versions, page, words, may_undo=may)
        return Reply(view=view, private=True, update=update)
