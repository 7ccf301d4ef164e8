"""Answers that come late: what a process died over, or could not get through to Discord.

The ladder goes down as far as it has to. What Discord shows for the interaction is looked at first: an answer that
stands is left alone, and a "thinking…" is written over. Where there is none, a roll is posted in the channel, under the
interaction's own number, so that Discord posts it once within minutes. What only one person may see, and what a
channel would not understand, waits until that person uses the bot again. What Discord refuses for good is not tried
again: the next rung is.

Source: Discord developer docs, "Receiving and Responding" (15 minutes), "Create Message" (nonce).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

import discord
import structlog
from discord.utils import format_dt

from cogs.ui.cards import permalink, revealed_card, roll_card, sealed_card
from cogs.ui.channels import CONNECTION_LOST, Channels
from cogs.ui.text import Catalogue, Words
from cogs.ui.views import card
from core.errors import ProviderError
from core.ids import Cause, ChannelId, GuildId, UserId
from core.tables.asked import Asked
from core.tables.events import EpochBegan, Rolled
from core.tables.rolls import RollMade
from core.use_cases.keep_asked import KeepAsked
from core.use_cases.take_overdue import Overdue, TakeOverdue

LOOK_EVERY_S: Final = 5.0
STRIKE_EVERY_S: Final = 0.5
TOKEN_LIVES: Final = timedelta(minutes=14)
NONCE_LIVES: Final = timedelta(minutes=1)
"""Surely within the time in which Discord posts a message of one nonce once."""
GIVEN_UP_AFTER: Final = timedelta(hours=1)
"""What Discord does not take for so long is told to whoever asked, when they come by."""
AGAIN_LATER: Final = frozenset({408, 429})
"""Of Discord's refusals, those that say nothing of the request itself; any other of 4xx is its last word."""

log = structlog.get_logger(__name__)
Send = Callable[[discord.ui.LayoutView], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Original:
    """What Discord shows as the first answer to an interaction.

    Attributes:
        own: Whether it is one; else it is the message that was pressed.
        thinking: Whether it still says "thinking…".
        private: Whether only the person who asked sees it.
    """

    own: bool
    thinking: bool
    private: bool


class Originals(Protocol):
    """The first answers to interactions, whichever process gave them."""

    async def look(self, asked: Asked, /) -> Original:
        """Raises `discord.HTTPException`: it was never answered, or its token has ended, or Discord is unwell."""
        ...

    async def write(self, asked: Asked, view: discord.ui.LayoutView, /) -> None:
        """Write a card over it; raises `discord.HTTPException`."""
        ...


@dataclass(frozen=True, slots=True)
class Ways:
    """How late answers reach people."""

    originals: Originals
    channel: Channels
    words: Callable[[GuildId], Words]
    now: Callable[[], datetime]


class LateReplies:
    """Gives the answers that are overdue, and tells people what was kept for them."""

    def __init__(
        self, take: TakeOverdue, keep: KeepAsked, catalogue: Catalogue, ways: Ways, *, public_url: str
    ) -> None:
        self._take = take
        self._keep = keep
        self._catalogue = catalogue
        self._ways = ways
        self._public_url = public_url

    async def asked(self, interaction: discord.Interaction) -> None:
        """Write down that somebody asked."""
        guild = GuildId(interaction.guild_id) if interaction.guild_id else None
        await self._keep.note(
            Asked(
                Cause(str(interaction.id)),
                interaction.application_id,
                interaction.token,
                guild,
                ChannelId(interaction.channel_id or 0),
                UserId(interaction.user.id),
                interaction.locale.value,
                interaction.created_at,
            )
        )

    def answered(self, interaction: discord.Interaction) -> None:
        """They have their answer."""
        self._keep.answered(Cause(str(interaction.id)))

    def ended(self, interaction: discord.Interaction) -> None:
        """Nothing more is done here to answer it."""
        self._keep.ended(Cause(str(interaction.id)))

    async def keep_striking_out(self) -> None:
        """Strike out what has been answered, for ever; a few at once cost no more than one."""
        while True:
            await asyncio.sleep(STRIKE_EVERY_S)
            await self.strike_out()

    async def strike_out(self) -> None:
        """Strike out what has been answered, if the database is there."""
        try:
            await self._keep.strike_out()
        except ProviderError as error:
            log.warning("answers_not_struck_out", reason=error.reason)

    async def keep_answering(self) -> None:
        """Answer what is overdue, for ever."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self._keep.look_who_waits()
                for overdue in await self._take():
                    await self._answer(overdue)
            except ProviderError as error:
                log.warning("overdue_not_taken", reason=error.reason)

    async def tell_kept(self, interaction: discord.Interaction, send: Send) -> None:
        """Send what was kept for whoever is here now; in most cases nothing, and then nobody is asked."""
        user = UserId(interaction.user.id)
        if user not in self._keep.waiting:
            return
        words = self._catalogue.speak(interaction.locale.value)
        try:
            for overdue in await self._take.each_told(await self._keep.kept_for(user)):
                await send(self._private(overdue, words))
                await self._take.answered(overdue.asked.cause)
        except ProviderError as error:
            log.warning("kept_not_told", reason=error.reason)

    async def _answer(self, overdue: Overdue) -> None:
        asked, made = overdue.asked, roll_of(overdue)
        age = self._ways.now() - asked.at
        try:
            original = await self._original(asked) if asked.token and age < TOKEN_LIVES else None
            told = await (self._rolled(asked, made, original) if made else self._done(overdue, original))
        except (discord.HTTPException, *CONNECTION_LOST) as error:
            log.warning("late_reply_not_given", error=type(error).__name__, code=getattr(error, "code", None))
            if age < GIVEN_UP_AFTER:
                return
            told = False
        log.info("answered_late", told=told)
        await (self._take.answered if told else self._take.keep)(asked.cause)

    async def _original(self, asked: Asked) -> Original | None:
        """What there is; None if there is nothing, and never will be."""
        try:
            return await self._ways.originals.look(asked)
        except discord.HTTPException as error:
            _must_be_final(error)
            return None

    async def _written(self, asked: Asked, view: discord.ui.LayoutView) -> bool:
        """Whether it is written over what there is."""
        try:
            await self._ways.originals.write(asked, view)
        except discord.HTTPException as error:
            _must_be_final(error)
            return False
        return True

    async def _done(self, overdue: Overdue, original: Original | None) -> bool:
        """Whether whoever asked for something else than a roll knows what became of it."""
        if original is None or not (original.own or original.thinking):
            return original is not None and not overdue.events  # a press that changed nothing is pressed again
        view = self._private(overdue, self._public_words(overdue.asked))
        return not original.thinking or await self._written(overdue.asked, view)

    async def _rolled(self, asked: Asked, made: RollMade, original: Original | None) -> bool:
        """Whether everybody sees of a roll what is theirs to see."""
        private = _is_private(made)
        if original is None or not original.own:
            return await self._posted(asked, made) and not private
        if not original.thinking:  # an answer stands, though what goes beside it may not
            if private and self._ways.now() - asked.at < NONCE_LIVES:
                await self._posted(asked, made)
            return True
        theirs = private and original.private
        words = self._public_words(asked)
        if not await self._written(asked, self._card(made, words, sealed=made.rolled.hidden and not theirs)):
            return await self._posted(asked, made) and not private
        if theirs:
            await self._posted(asked, made)
        return theirs or not private

    async def _posted(self, asked: Asked, made: RollMade) -> bool:
        """Whether all others see it in the channel as it is theirs to see; not if it cannot be posted there."""
        if made.rolled.hidden and (made.rolled.aside or asked.guild is None):
            return True  # there are no others, or a notice tells them
        view = self._card(made, self._public_words(asked), sealed=made.rolled.hidden)
        try:
            await self._ways.channel(asked.channel, guild_id=asked.guild).send(view=view, nonce=int(asked.cause))
        except discord.HTTPException as error:
            _must_be_final(error)
            return False
        return True

    def _public_words(self, asked: Asked) -> Words:
        return self._ways.words(asked.guild) if asked.guild else self._catalogue.speak(asked.locale)

    def _card(self, made: RollMade, words: Words, *, sealed: bool) -> discord.ui.LayoutView:
        url = permalink(self._public_url, made.rolled.roll_id)
        drawn = sealed_card if sealed else revealed_card if made.was_hidden else roll_card
        return drawn(made, words, url=url)

    def _private(self, overdue: Overdue, words: Words) -> discord.ui.LayoutView:
        when, made = format_dt(overdue.asked.at, "R"), roll_of(overdue)
        if made is not None:  # whoever rolled in secret sees no more of it than everybody does
            return self._card(made, words, sealed=made.rolled.hidden and made.rolled.blind)
        return card(words("late-done" if overdue.events else "late-unknown", when=when), buttons=())


def roll_of(overdue: Overdue) -> RollMade | None:
    """The roll that was asked for, if it was made, or shown."""
    if overdue.revealed:
        return overdue.revealed
    rolled = next((event for event in overdue.events if isinstance(event.fact, Rolled)), None)
    if rolled is None:
        return None
    began = next((event.fact.commitment for event in overdue.events if isinstance(event.fact, EpochBegan)), None)
    return RollMade(rolled.fact, rolled.at, rolled.stream, rolled.sequence, began)


def _must_be_final(error: discord.HTTPException) -> None:
    """Raise it again if the same request may be taken another time."""
    if not 400 <= error.status < 500 or error.status in AGAIN_LATER:
        raise error


def _is_private(made: RollMade) -> bool:
    """Whether whoever rolled is to see more than others."""
    return made.rolled.hidden and not made.rolled.blind
