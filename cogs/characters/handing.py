"""`/character transfer | delegate | delete`: whose a character is, and who else may use it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import discord
from discord import app_commands
from discord.utils import format_dt

from cogs.characters.part import CharacterPart, CharacterVerbs
from cogs.ui.cards import PLAIN, button
from cogs.ui.converters import cause, person, place
from cogs.ui.markdown import plain
from cogs.ui.replies import Replies, Reply
from cogs.ui.sheet_card import named, streamed
from cogs.ui.text import Words
from cogs.ui.views import Press, card
from core.characters.decide import Hand
from core.characters.state import KEPT_FOR, Character, Right
from core.errors import RuleError
from core.ids import UserId

RIGHTS: Final = {"see": Right.SEE, "play": Right.PLAY, "edit": Right.EDIT, "nothing": Right.NOTHING}
MAY = [app_commands.Choice(name=f"choice-may-{each}", value=each) for each in RIGHTS]


class HandingCog(CharacterPart):
    """Giving away, lending and deleting."""

    def __init__(self, replies: Replies, verbs: CharacterVerbs) -> None:
        super().__init__(replies, verbs)
        self.presses = (
            Press("character", "take", self.take_pressed),
            Press("character", "withdraw", self.withdraw_pressed),
            Press("character", "delete", self.delete_pressed),
            Press("character", "keep", self.keep_pressed),
            Press("character", "back", self.back_pressed),
        )

    @app_commands.command(name="transfer", description="command-character-transfer")
    @app_commands.describe(user="option-transfer-user", name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names)
    async def transfer(self, interaction: discord.Interaction, user: discord.User, name: str | None = None) -> None:
        async def work() -> Reply:
            found = await self.found(interaction, name, Right.OWN)
            to = _somebody(user)
            character = await self._verbs.hand_over.offer(
                found.character.stream, found.hand, to, cause=cause(interaction)
            )
            return Reply(view=offer_card(character, to, self._replies.words(interaction, private=False)))

        await self._replies.answer(interaction, work())

    @app_commands.command(name="delegate", description="command-character-delegate")
    @app_commands.describe(user="option-delegate-user", may="option-delegate-may", name="option-character")
    @app_commands.choices(may=MAY)
    @app_commands.autocomplete(name=CharacterPart.names)
    async def delegate(
        self,
        interaction: discord.Interaction,
        user: discord.User,
        may: app_commands.Choice[str],
        name: str | None = None,
    ) -> None:
        async def work() -> Reply:
            found = await self.found(interaction, name, Right.OWN)
            to = _somebody(user)
            character = await self._verbs.hand_over.delegate(
                found.character.stream, found.hand, to, RIGHTS[may.value], cause=cause(interaction)
            )
            words = self._replies.words(interaction, private=True)
            called = plain(character.written().name)
            return Reply(text=words("character-delegated", name=called, user=f"<@{to}>", may=may.value), private=True)

        await self._replies.answer(interaction, work(), private=True)

    @app_commands.command(name="delete", description="command-character-delete")
    @app_commands.describe(name="option-character")
    @app_commands.autocomplete(name=CharacterPart.names)
    async def delete(self, interaction: discord.Interaction, name: str | None = None) -> None:
        async def work() -> Reply:
            found = await self.found(interaction, name, Right.OWN)
            return Reply(view=sure_card(found.character, self._replies.words(interaction, private=True)), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def take_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """Somebody takes what is offered."""

        async def work() -> Reply:
            who = _hand(interaction)
            character = await self._verbs.hand_over.take(streamed(of), who, cause=cause(interaction))
            words = self._replies.words(interaction, private=False)
            told = words("character-taken", name=plain(character.written().name), user=f"<@{who.user}>")
            return Reply(view=card(told, accent=PLAIN, buttons=()), update=True)

        await self._replies.answer(interaction, work(), redraws=True)

    async def withdraw_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """The owner takes the offer back."""

        async def work() -> Reply:
            character = await self._verbs.hand_over.withdraw(streamed(of), _hand(interaction), cause=cause(interaction))
            words = self._replies.words(interaction, private=False)
            told = words("character-offer-none", name=plain(character.written().name))
            return Reply(view=card(told, accent=PLAIN, buttons=()), update=True)

        await self._replies.answer(interaction, work(), redraws=True)

    async def delete_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """The owner is sure."""

        async def work() -> Reply:
            character = await self._verbs.hand_over.delete(streamed(of), _hand(interaction), cause=cause(interaction))
            return Reply(
                view=deleted_card(character, self._replies.words(interaction, private=True)), private=True, update=True
            )

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def keep_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """The owner is not sure."""

        async def work() -> Reply:
            found = await self._verbs.find.at(person(interaction), place(interaction), streamed(of))
            return self._told(interaction, found.character, "character-kept")

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    async def back_pressed(self, interaction: discord.Interaction, of: str) -> None:
        """The owner wants it back."""

        async def work() -> Reply:
            character = await self._verbs.hand_over.bring_back(
                streamed(of), _hand(interaction), cause=cause(interaction)
            )
            return self._told(interaction, character, "character-back")

        await self._replies.answer(interaction, work(), private=True, redraws=True)

    def _told(self, interaction: discord.Interaction, character: Character, key: str) -> Reply:
        words = self._replies.words(interaction, private=True)
        said = words(key, name=plain(character.written().name))
        return Reply(view=card(said, accent=PLAIN, buttons=()), private=True, update=True)


def _hand(interaction: discord.Interaction) -> Hand:
    who = person(interaction)
    return Hand(who.user, who.name)


def _somebody(user: discord.User) -> UserId:
    """Whom a character can be given to: no bot.

    Raises:
        RuleError: ``bots-play-nothing``.
    """
    if user.bot:
        raise RuleError("bots-play-nothing")
    return UserId(user.id)


def offer_card(character: Character, to: UserId, words: Words) -> discord.ui.LayoutView:
    """What is offered to whom."""
    of = named(character.stream)
    return card(
        words("character-offered", name=plain(character.written().name), user=f"<@{to}>"),
        accent=PLAIN,
        buttons=(
            button("character", of, "take", words("button-take-it"), style=discord.ButtonStyle.primary),
            button("character", of, "withdraw", words("button-withdraw")),
        ),
    )


def sure_card(character: Character, words: Words) -> discord.ui.LayoutView:
    """Whether it is meant."""
    of, sheet = named(character.stream), character.written()
    return card(
        words("character-delete-sure", name=plain(sheet.name), title=plain(sheet.title) or "—"),
        accent=PLAIN,
        buttons=(
            button("character", of, "delete", words("button-delete"), style=discord.ButtonStyle.danger),
            button("character", of, "keep", words("button-keep")),
        ),
    )


def deleted_card(character: Character, words: Words) -> discord.ui.LayoutView:
    """That it is gone, and until when it can come back."""
    name = character.sheet.name if character.sheet else ""
    until: datetime | None = character.deleted_at + KEPT_FOR if character.deleted_at else None
    told = words("character-deleted", name=plain(name), until=format_dt(until, "f") if until else "—")
    back = button("character", named(character.stream), "back", words("button-bring-back"))
    return card(told, accent=PLAIN, buttons=(back,))
