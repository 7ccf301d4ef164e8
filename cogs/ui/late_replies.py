"""Answers that come late: what a process died over, or could not get through to Discord.

The ladder goes down as far as it has to. As long as the interaction's token lives, the answer that Discord may be
showing as "thinking…" is written over, which does no harm if it had been given after all. After that a roll is posted
in the channel, under the interaction's own number, so that Discord posts it once. What only one person may see, or
what was never done, waits until that person uses the bot again.

Source: Discord developer docs, "Receiving and Responding" (15 minutes), "Create Message" (nonce).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

import discord
import structlog
from discord.utils import format_dt

from cogs.ui.cards import permalink, roll_card, sealed_card
from cogs.ui.replies import CONNECTION_LOST, OUT_OF_REACH
from cogs.ui.table_cards import Channels
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

log = structlog.get_logger(__name__)


class Originals(Protocol):
    """Gives the first answer to an interaction, unless it has been given."""

    async def __call__(self, asked: Asked, view: discord.ui.LayoutView, /) -> bool:
        """Whether it has one of its own now; False if the message that was pressed is all there is.

        Raises:
            discord.HTTPException: It has never been answered, or its token has ended.
        """
        ...


@dataclass(frozen=True, slots=True)
class Ways:
    """How late answers reach people."""

    original: Originals
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

    async def kept_for(self, interaction: discord.Interaction) -> list[discord.ui.LayoutView]:
        """What was kept for whoever is here now; in most cases nothing, and then nobody is asked."""
        user = UserId(interaction.user.id)
        if user not in self._keep.waiting:
            return []
        words = self._catalogue.speak(interaction.locale.value)
        try:
            return [self._private(await self._take.told(asked), words) for asked in await self._keep.collect(user)]
        except ProviderError as error:
            log.warning("kept_not_told", reason=error.reason)
            return []

    async def _answer(self, overdue: Overdue) -> None:
        asked, made = overdue.asked, roll_of(overdue)
        words = self._ways.words(asked.guild) if asked.guild else self._catalogue.speak(asked.locale)
        if made is None or (made.rolled.hidden and (asked.guild is None or made.rolled.aside)):
            told = await self._written(asked, self._private(overdue, words)) is not None
        else:
            told = await self._shown(asked, made, words)
            if told is None:
                return
            told = told and not _is_private(made)
        log.info("answered_late", told=told)
        await (self._take.answered if told else self._take.keep)(asked.cause)

    async def _shown(self, asked: Asked, made: RollMade, words: Words) -> bool | None:
        """Whether everybody sees a roll by now; None if that is to be tried again."""
        url = permalink(self._public_url, made.rolled.roll_id)
        view = (sealed_card if made.rolled.hidden else roll_card)(made, words, url=url)
        if not made.rolled.hidden and await self._written(asked, view):
            return True
        try:
            await self._ways.channel(asked.channel, guild_id=asked.guild).send(view=view, nonce=int(asked.cause))
        except discord.HTTPException as error:
            log.warning("late_reply_not_posted", status=error.status, code=error.code)
            return False if error.code in OUT_OF_REACH else None
        except CONNECTION_LOST as error:
            log.warning("late_reply_not_posted", error=type(error).__name__)
            return None
        return True

    async def _written(self, asked: Asked, view: discord.ui.LayoutView) -> bool | None:
        """Whether it is answered; None if it never can be."""
        if not asked.token or self._ways.now() - asked.at >= TOKEN_LIVES:
            return None
        try:
            return await self._ways.original(asked, view)
        except (discord.HTTPException, *CONNECTION_LOST):
            return None

    def _private(self, overdue: Overdue, words: Words) -> discord.ui.LayoutView:
        when, made = format_dt(overdue.asked.at, "R"), roll_of(overdue)
        if made is not None:
            return roll_card(made, words, url=permalink(self._public_url, made.rolled.roll_id))
        return card(words("late-done" if overdue.events else "late-nothing", when=when), buttons=())


def roll_of(overdue: Overdue) -> RollMade | None:
    """The roll that was asked for, if it was made."""
    rolled = next((event for event in overdue.events if isinstance(event.fact, Rolled)), None)
    if rolled is None:
        return None
    began = next((event.fact.commitment for event in overdue.events if isinstance(event.fact, EpochBegan)), None)
    return RollMade(rolled.fact, rolled.at, rolled.stream, rolled.sequence, began)


def _is_private(made: RollMade) -> bool:
    """Whether whoever rolled has a copy of their own coming."""
    return made.rolled.hidden and not made.rolled.blind
