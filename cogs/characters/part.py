"""What all parts of `/character` have in common: finding the sheet that is meant, writing on it, saying what is new."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Final

import discord
from discord import app_commands

from cogs.ui.change_words import changes_in_words
from cogs.ui.character_list import character_choices
from cogs.ui.converters import cause, person, place
from cogs.ui.groups import GroupPart
from cogs.ui.markdown import cut
from cogs.ui.replies import Replies, Reply
from cogs.ui.sheet_card import named
from cogs.ui.sheet_sections import SheetView
from cogs.ui.version_card import by_dm_card, changed_card
from core.characters.records import Records
from core.characters.rulebook import Rulebook, key
from core.characters.sheet import Sheet
from core.characters.state import Right
from core.errors import GameError, ProviderError
from core.ids import StreamId
from core.rules.edition import Edition
from core.use_cases.change_character import ChangeCharacter, Writing, Written
from core.use_cases.create_character import CreateCharacter
from core.use_cases.draft_character import DraftCharacter
from core.use_cases.find_character import FindCharacter, Found
from core.use_cases.find_roll import FindRoll
from core.use_cases.give_things import GiveThings
from core.use_cases.hand_over_character import HandOverCharacter
from core.use_cases.read_versions import ReadVersions
from core.use_cases.restore_character import RestoreCharacter
from core.use_cases.roll_dice import RollDice
from core.use_cases.use_character import UseCharacter

MOST_OFFERED: Final = 25
LONGEST_OFFER: Final = 99


@dataclass(frozen=True, slots=True)
class CharacterVerbs:
    """What can be done with characters.

    Attributes:
        rulebook: What one edition has.
        records: What the book has of the things on a sheet.
    """

    find: FindCharacter
    change: ChangeCharacter
    use: UseCharacter
    create: CreateCharacter
    hand_over: HandOverCharacter
    versions: ReadVersions
    restore: RestoreCharacter
    give: GiveThings
    drafts: DraftCharacter
    roll: RollDice
    rolled: FindRoll
    rulebook: Callable[[Edition], Rulebook]
    records: Callable[[Sheet], Records]

    def view(self, stream: StreamId, sheet: Sheet) -> SheetView:
        """A sheet with what its books say of it."""
        return SheetView(named(stream), sheet, self.rulebook(sheet.edition), self.records(sheet))


class CharacterPart(GroupPart):
    """A part of `/character`."""

    def __init__(self, replies: Replies, verbs: CharacterVerbs) -> None:
        self._replies = replies
        self._verbs = verbs

    async def names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The characters that may be meant."""
        try:
            known = await self._verbs.find.known(person(interaction), place(interaction))
        except ProviderError:
            return []
        found = [each for each in known if key(typed) in key(f"{each.name} {each.title}")]
        return character_choices(found, self._replies.words(interaction, private=True), most=MOST_OFFERED)

    async def found(self, interaction: discord.Interaction, name: str | None, right: Right = Right.PLAY) -> Found:
        """The character that is meant.

        Raises:
            NotFoundError: ``no-character`` or ``character-not-named``.
            NotAllowedError: ``not-your-character``.
        """
        return await self._verbs.find(person(interaction), place(interaction), name, right=right)

    async def offered(
        self, interaction: discord.Interaction, typed: str, names: Callable[[Sheet], Iterable[str]]
    ) -> list[app_commands.Choice[str]]:
        """What of the sheet that the command is about may be meant; nothing where there is none to look at."""
        try:
            found = await self.found(interaction, interaction.namespace.name, Right.SEE)
        except (ProviderError, GameError):
            return []
        return offers(names(found.character.written()), typed)

    async def write(self, interaction: discord.Interaction, found: Found, writing: Writing) -> Reply:
        """Write on a sheet and say what is otherwise."""
        written = await self._verbs.change(found.character.stream, found.hand, writing, cause=cause(interaction))
        return self.said(interaction, found, written)

    def said(self, interaction: discord.Interaction, found: Found, written: Written, title: str = "") -> Reply:
        """What is otherwise on a sheet, for whoever changed it; of a DM's change the owner is told beside it."""
        words = self._replies.words(interaction, private=True)
        view = changed_card(written, words, title=title)
        if not (found.hand.leads and written.changes and written.character.owner != found.hand.user):
            return Reply(view=view, private=True)
        public = self._replies.words(interaction, private=False)
        told = changes_in_words(written.changes, public)
        return Reply(view=view, private=True, beside=by_dm_card(written.character, found.hand, told, public))

    async def on_sheet(
        self, interaction: discord.Interaction, name: str | None, writing: Callable[[Rulebook, Sheet], Writing]
    ) -> None:
        """Answer with what writing on the sheet that is meant came to."""

        async def work() -> Reply:
            found = await self.found(interaction, name)
            sheet = found.character.written()
            return await self.write(interaction, found, writing(self._verbs.rulebook(sheet.edition), sheet))

        await self._replies.answer(interaction, work(), private=True)

    async def about(
        self, interaction: discord.Interaction, name: str | None, say: Callable[[Found], Awaitable[Reply]]
    ) -> None:
        """Answer with something about the sheet that is meant, for whoever asked alone."""

        async def work() -> Reply:
            return await say(await self.found(interaction, name, Right.SEE))

        await self._replies.answer(interaction, work(), private=True)


def offers(names: Iterable[str], typed: str) -> list[app_commands.Choice[str]]:
    """Names that what was typed is in, those that begin with it first."""
    wanted = key(typed)
    fitting = [each for each in names if wanted in key(each)]
    in_order = sorted(fitting, key=lambda each: not key(each).startswith(wanted))
    return [app_commands.Choice(name=cut(each, LONGEST_OFFER), value=each[:100]) for each in in_order[:MOST_OFFERED]]
