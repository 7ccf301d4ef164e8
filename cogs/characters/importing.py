"""`/character import | export | portrait`: sheets that come from elsewhere and go there, and their pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, Final

import discord
from discord import app_commands

from cogs.ui.character_list import character_choices
from cogs.ui.converters import attached, card_of, cause, person, place
from cogs.ui.groups import GroupPart
from cogs.ui.import_card import cancelled_card, import_card, imported_card, key_in, stream_in, written_onto_card
from cogs.ui.markdown import plain
from cogs.ui.portraits import DESCRIPTION, LONGEST_DESCRIPTION, portrait_reply
from cogs.ui.replies import Replies, Reply, Upload
from cogs.ui.views import Press
from core.characters.exporting import exported
from core.characters.importing.decoding import MOST_BYTES
from core.characters.importing.onto import onto
from core.characters.sheet import Sheet
from core.characters.state import Character, Right
from core.errors import GameError, LimitError, NotFoundError, ProviderError, RuleError
from core.ids import ObjectKey, UserId
from core.tables.names import one_line
from core.use_cases.change_character import ChangeCharacter, Writing
from core.use_cases.create_character import CreateCharacter
from core.use_cases.fetch_sheet import FetchSheet
from core.use_cases.find_character import FindCharacter, Found
from core.use_cases.import_sheet import ImportSheet
from core.use_cases.keep_portrait import KeepPortrait

LARGEST_PICTURE: Final = 10_000_000
MOST_OFFERED: Final = 25
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class ImportVerbs:
    """What importing, exporting and portraits take."""

    read: ImportSheet
    fetch: FetchSheet
    find: FindCharacter
    create: CreateCharacter
    change: ChangeCharacter
    portrait: KeepPortrait


class ImportingCog(GroupPart):
    """Sheets from elsewhere and for elsewhere, and portraits."""

    def __init__(self, replies: Replies, verbs: ImportVerbs) -> None:
        self._replies = replies
        self._verbs = verbs
        self.presses = (
            Press("import", "new", self.new_pressed),
            Press("import", "onto", self.onto_pressed),
            Press("import", "cancel", self.cancel_pressed),
        )

    async def names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The characters that may be meant; nothing while the records are away."""
        try:
            known = await self._verbs.find.known(person(interaction), place(interaction))
        except ProviderError:
            return []
        found = [each for each in known if typed.strip().casefold() in f"{each.name} {each.title}".casefold()]
        return character_choices(found, self._replies.words(interaction, private=True), most=MOST_OFFERED)

    @app_commands.command(name="import", description="command-character-import")
    @app_commands.describe(file="option-import-file", url="option-import-url", text="option-import-text")
    async def import_(
        self,
        interaction: discord.Interaction,
        file: discord.Attachment | None = None,
        url: str | None = None,
        text: str | None = None,
    ) -> None:
        async def work() -> Reply:
            content = await self._content(interaction, file, url, text)
            read = await self._verbs.read(content, UserId(interaction.user.id), cause=cause(interaction))
            words = self._replies.words(interaction, private=True)
            return Reply(view=import_card(read, await self._played(interaction), words), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def _content(
        self, interaction: discord.Interaction, file: discord.Attachment | None, url: str | None, text: str | None
    ) -> bytes:
        if sum(each is not None for each in (file, url, text)) != 1:
            raise RuleError("import-one-thing")
        if url is not None:
            return await self._verbs.fetch(url, UserId(interaction.user.id), cause=cause(interaction))
        if text is not None:
            return text.encode()
        assert file is not None
        if file.size > MOST_BYTES:
            raise LimitError("sheet-too-large", size=file.size, limit=MOST_BYTES)
        return await attached(file, MOST_BYTES)

    async def _played(self, interaction: discord.Interaction) -> Character | None:
        """The character that they play here, if they may write on it."""
        try:
            found = await self._verbs.find(person(interaction), place(interaction), right=Right.EDIT)
        except GameError:
            return None
        return found.character

    async def new_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Make it a new character."""

        async def work() -> Reply:
            user = UserId(interaction.user.id)
            found = await self._verbs.read.again(key_in(of, user))
            where = await self._verbs.find.whereabouts(place(interaction))
            made = await self._verbs.create(
                found.sheet, found.source.value, user, where, cause=cause(interaction), of=card_of(interaction)
            )
            return Reply(view=imported_card(made, self._replies.words(interaction, private=True)), update=True)

        await self._redraw(interaction, work())

    async def onto_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Put it onto the character that the button named."""

        async def work() -> Reply:
            told = await self._verbs.read.again(key_in(of, UserId(interaction.user.id)))
            found = await self._verbs.find(person(interaction), place(interaction), stream_in(of), right=Right.EDIT)
            writing = Writing(lambda sheet: onto(sheet, told), "imported", Right.EDIT)
            stream = found.character.stream
            written = await self._verbs.change(stream, found.hand, writing, cause=cause(interaction))
            return Reply(view=written_onto_card(written, self._replies.words(interaction, private=True)), update=True)

        await self._redraw(interaction, work())

    async def cancel_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Leave it."""
        del of

        async def work() -> Reply:
            return Reply(view=cancelled_card(self._replies.words(interaction, private=True)), update=True)

        await self._redraw(interaction, work())

    async def _redraw(self, interaction: discord.Interaction, work: Coroutine[Any, Any, Reply]) -> None:
        await self._replies.answer(interaction, work, private=True, redraws=True)

    @app_commands.command(name="export", description="command-character-export")
    @app_commands.describe(name="option-character-export")
    @app_commands.autocomplete(name=names)
    async def export(self, interaction: discord.Interaction, name: str | None = None) -> None:
        async def work() -> Reply:
            found = await self._verbs.find(person(interaction), place(interaction), name, right=Right.SEE)
            sheet = found.character.written()
            said = self._replies.words(interaction, private=True)("character-exported", name=plain(sheet.name))
            return Reply(text=said, files=(Upload(file_name(sheet), exported(sheet)),), private=True)

        await self._replies.answer(interaction, work(), private=True)

    @app_commands.command(name="portrait", description="command-character-portrait")
    @app_commands.describe(
        image="option-portrait-image", name="option-portrait-name", description="option-portrait-description"
    )
    @app_commands.autocomplete(name=names)
    async def portrait(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment | None = None,
        name: str | None = None,
        description: app_commands.Range[str, 1, LONGEST_DESCRIPTION] | None = None,
    ) -> None:
        async def work() -> Reply:
            right = Right.SEE if image is None else Right.EDIT
            found = await self._verbs.find(person(interaction), place(interaction), name, right=right)
            sheet = found.character.written()
            if image is not None:
                change = pictured(await self._picture(interaction, image), description)
                sheet = await self._write(interaction, found, Writing(change, "portrait", Right.EDIT))
            picture = await self._verbs.portrait.shown(sheet)
            if picture is None:
                raise NotFoundError("no-portrait")
            return portrait_reply(sheet, picture, self._replies.words(interaction, private=True), new=bool(image))

        await self._replies.answer(interaction, work(), private=True)

    async def _write(self, interaction: discord.Interaction, found: Found, writing: Writing) -> Sheet:
        stream, hand = found.character.stream, found.hand
        return (await self._verbs.change(stream, hand, writing, cause=cause(interaction))).sheet

    async def _picture(self, interaction: discord.Interaction, image: discord.Attachment) -> ObjectKey:
        if image.size > LARGEST_PICTURE:
            raise LimitError("picture-too-large", size=image.size, limit=LARGEST_PICTURE, unit="bytes")
        content = await attached(image, LARGEST_PICTURE)
        return await self._verbs.portrait(content, UserId(interaction.user.id), cause=cause(interaction))


def pictured(key: ObjectKey, description: str | None) -> Callable[[Sheet], Sheet]:
    """A sheet with a picture, and with what it shows if that is said; an old picture's words go with it."""

    def change(sheet: Sheet) -> Sheet:
        said = one_line(description or "")
        others = {name: text for name, text in sheet.fields.items() if name != DESCRIPTION}
        return replace(sheet, portrait=key, fields={**others, DESCRIPTION: said} if said else others)

    return change


def file_name(sheet: Sheet) -> str:
    """What a sheet's file is called.

    Example:
        >>> from core.rules.edition import Edition
        >>> file_name(Sheet("Thorn the Bold", Edition.SRD_52)), file_name(Sheet("漢字", Edition.SRD_52))
        ('thorn-the-bold.json', 'character.json')
    """
    slug = _NOT_IN_NAMES.sub("-", sheet.name.casefold()).strip("-")[:60]
    return f"{slug or 'character'}.json"
