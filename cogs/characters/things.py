"""`/character item add | remove | give | equip | list | coins`: what is carried, worn and spent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import discord
from discord import app_commands

from cogs.characters.part import CharacterPart, offers
from cogs.ui.cards import PLAIN
from cogs.ui.converters import cause, person, place
from cogs.ui.markdown import plain
from cogs.ui.replies import Reply
from cogs.ui.sheet_card import sheet_card
from cogs.ui.sheet_sections import Section
from cogs.ui.sheet_things import coins_in_words
from cogs.ui.text import Words
from cogs.ui.views import card
from core.characters import inventory
from core.characters.rulebook import Rulebook
from core.characters.sheet import Sheet
from core.characters.state import Right
from core.errors import GameError, ProviderError, RuleError
from core.tables.names import one_line
from core.use_cases.change_character import Writing
from core.use_cases.find_character import Found
from core.use_cases.give_things import Gift, Given

Count = app_commands.Range[int, 1, inventory.MOST_OF_ONE]


class ThingsCog(CharacterPart):
    """What a character carries."""

    item = app_commands.Group(name="item", description="command-character-item")

    async def carried(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What is on the sheet."""
        return await self.offered(interaction, typed, lambda sheet: sheet.items)

    async def in_the_book(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """What the book has; or whatever was typed."""
        try:
            found = await self.found(interaction, interaction.namespace.name, Right.SEE)
        except (ProviderError, GameError):
            return []
        book = self._verbs.rulebook(found.character.written().edition)
        shelves: tuple[Mapping[str, object], ...] = (book.weapons, book.armor, book.items, book.magic_items)
        names = [str(getattr(each, "name", "")) for shelf in shelves for each in shelf.values()]
        own = offers([typed[: inventory.LONGEST_ITEM]] if typed else [], typed)
        return [*offers(names, typed)[: 25 - len(own)], *own]

    async def receivers(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The characters that are played here, and their own."""
        try:
            known = await self._verbs.find.around(person(interaction), place(interaction))
        except ProviderError:
            return []
        return offers([each.name for each in known], typed)

    @item.command(name="add", description="command-character-item-add")
    @app_commands.describe(
        item="option-item-new", count="option-item-count", note="option-item-note", name="option-character"
    )
    @app_commands.autocomplete(name=CharacterPart.names, item=in_the_book)
    async def add(
        self,
        interaction: discord.Interaction,
        item: str,
        count: Count = 1,
        *,
        note: app_commands.Range[str, 1, 100] | None = None,
        name: str | None = None,
    ) -> None:
        def writing(book: Rulebook, _: Sheet) -> Writing:
            told = one_line(note or "")
            return Writing(lambda sheet: inventory.added(sheet, one_line(item), count, book, note=told), "items")

        await self.on_sheet(interaction, name, writing)

    @item.command(name="remove", description="command-character-item-remove")
    @app_commands.describe(item="option-item", count="option-item-count-all", name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names, item=carried)
    async def remove(
        self, interaction: discord.Interaction, item: str, count: Count | None = None, name: str | None = None
    ) -> None:
        less = Writing(lambda sheet: inventory.removed(sheet, item, count)[0], "items")
        await self.on_sheet(interaction, name, lambda *_: less)

    @item.command(name="give", description="command-character-item-give")
    @app_commands.describe(
        item="option-item-gift", to="option-item-to", count="option-item-count", name="option-character"
    )
    @app_commands.autocomplete(name=CharacterPart.names, item=carried, to=receivers)
    async def give(
        self, interaction: discord.Interaction, item: str, to: str, *, count: Count = 1, name: str | None = None
    ) -> None:
        work = partial(self._given, interaction, item, to, count=count, name=name)
        await self._replies.answer(interaction, work())

    @item.command(name="equip", description="command-character-item-equip")
    @app_commands.describe(
        item="option-item", on="option-item-on", attune="option-item-attune", name="option-character"
    )
    @app_commands.autocomplete(name=CharacterPart.names, item=carried)
    async def equip(
        self,
        interaction: discord.Interaction,
        item: str,
        on: bool | None = None,
        *,
        attune: bool | None = None,
        name: str | None = None,
    ) -> None:
        def writing(book: Rulebook, _: Sheet) -> Writing:
            return Writing(lambda sheet: _used(sheet, item, on, attune, book=book), "items")

        await self.on_sheet(interaction, name, writing)

    @item.command(name="list", description="command-character-item-list")
    @app_commands.describe(name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names)
    async def list(self, interaction: discord.Interaction, name: str | None = None) -> None:
        async def say(found: Found) -> Reply:
            view = self._verbs.view(found.character.stream, found.character.written())
            words = self._replies.words(interaction, private=True)
            return Reply(view=sheet_card(view, Section.ITEMS, words), private=True)

        await self.about(interaction, name, say)

    @item.command(name="coins", description="command-character-item-coins")
    @app_commands.describe(amount="option-coins-amount", name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names)
    async def coins(self, interaction: discord.Interaction, amount: str | None = None, name: str | None = None) -> None:
        if amount is None:
            await self.about(interaction, name, partial(self._counted, interaction))
            return
        spent = Writing(lambda sheet: _with_coins(sheet, amount), "coins")
        await self.on_sheet(interaction, name, lambda *_: spent)

    async def _counted(self, interaction: discord.Interaction, found: Found) -> Reply:
        words, sheet = self._replies.words(interaction, private=True), found.character.written()
        told = words("coins-have", name=plain(sheet.name), coins=coins_in_words(sheet.coins, words))
        return Reply(text=told, private=True)

    async def _given(
        self, interaction: discord.Interaction, item: str, to: str, *, count: int, name: str | None
    ) -> Reply:
        found = await self.found(interaction, name)
        receiver = await self._verbs.find.around_named(person(interaction), place(interaction), to)
        gift = _gift(found.character.written(), item, count)
        given = await self._verbs.give(
            found.character.stream, found.hand, receiver.stream, gift, cause=cause(interaction)
        )
        words = self._replies.words(interaction, private=False)
        what = f"{given.count} × {plain(given.name)}" if given.count > 1 else plain(given.name)
        told = _told(given, what or coins_in_words(gift.coins or {}, words), words)
        return Reply(view=card(told, accent=PLAIN, buttons=()))


def _told(given: Given, what: str, words: Words) -> str:
    giver, receiver = plain(given.giver.written().name), plain(given.receiver.written().name)
    return words("item-given", giver=giver, receiver=receiver, what=what)


def _gift(sheet: Sheet, item: str, count: int) -> Gift:
    """Coins, if it reads as such and is nothing on the sheet."""
    if any(each.casefold() == item.strip().casefold() for each in sheet.items):
        return Gift(item, count)
    try:
        return Gift(coins=inventory.read_coins(item.lstrip("+-−–"))[1])
    except RuleError:
        return Gift(item, count)


def _used(sheet: Sheet, item: str, on: bool | None, attune: bool | None, *, book: Rulebook) -> Sheet:
    if attune is not None:
        sheet = inventory.attuned(sheet, item, on=attune)
    if on is not None or attune is None:
        sheet = inventory.equipped(sheet, item, book, on=on if on is not None else True)
    return sheet


def _with_coins(sheet: Sheet, amount: str) -> Sheet:
    sign, purse = inventory.read_coins(amount)
    return inventory.with_coins(sheet, purse) if sign > 0 else inventory.without_coins(sheet, purse)
