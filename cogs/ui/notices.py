"""Says in channels what the bot has to say by itself: that a table closes, is closed, waits, or misses its DM.

So is a table told what was done to it somewhere else, for who did it has their answer there; and whoever plays a
character, that it is its turn in a fight.

What is owed to the private thread of those who lead is done in `dm_threads`.

A notice is written with the event that it tells of and taken off the board once it is said, so none is lost when a
process dies; and it is sent under its own number, by which Discord posts it once if two processes say it. It pings
nobody, save for a DM who is said not to answer, and for whoever has the turn: that is told to them, and only them,
wherever they are.

Source: Discord developer docs, "Create Message" (nonce, enforce_nonce).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

import discord
import structlog

from cogs.ui.absence_card import back_card, missed_card, reported_card, stood_in_card
from cogs.ui.cards import permalink, sealed_card
from cogs.ui.channels import CONNECTION_LOST, OUT_OF_REACH, UNKNOWN_CHANNEL, Channels
from cogs.ui.dm_threads import DmThreads, belongs_to
from cogs.ui.elsewhere_card import elsewhere_card
from cogs.ui.fight_card import turn_notice
from cogs.ui.table_card import closed_notice, expiry_notice
from cogs.ui.text import Words
from core.combat.record.events import Stepped
from core.errors import ProviderError
from core.ids import GuildId
from core.tables.events import (
    DcSet,
    EntropyAdded,
    ExpiryWarned,
    HandedOff,
    RoleGiven,
    Rolled,
    TableClosed,
    TableResumed,
)
from core.tables.presence import DmMissed, DmReported, DmReturned, StoodIn
from core.tables.rolls import RollMade
from core.tables.state import Table
from core.use_cases.take_notices import MOST_TRIES, Owed, TakeNotices

LOOK_EVERY_S: Final = 2.0
"""Nearly all that happens at a table owes no notice: to look at every hint would cost more than the cards do."""

log = structlog.get_logger(__name__)


class Notices:
    """Says what is owed to channels, whichever process wrote it down."""

    def __init__(
        self,
        take: TakeNotices,
        channels: Channels,
        threads: DmThreads,
        *,
        words: Callable[[GuildId], Words],
        public_url: str,
    ) -> None:
        self._take = take
        self._channels = channels
        self._threads = threads
        self._words = words
        self._public_url = public_url

    async def keep_saying(self) -> None:
        """Say what is owed, for ever."""
        while True:
            try:
                while owed := await self._take():
                    await self._say(owed)
            except ProviderError as error:
                log.warning("notices_not_taken", reason=error.reason)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _say(self, owed: Owed) -> None:
        notice = owed.notice
        try:
            await self._said(owed)
        except discord.HTTPException as error:
            log.warning("notice_not_said", status=error.status, code=error.code, tries=notice.tries)
            if error.code != UNKNOWN_CHANNEL and notice.tries < MOST_TRIES:
                if error.code in OUT_OF_REACH:
                    await self._take.refused(owed)
                return
        except CONNECTION_LOST as error:
            log.warning("notice_not_said", error=type(error).__name__, tries=notice.tries)
            if notice.tries < MOST_TRIES:
                return
        await self._take.done(owed)

    async def _said(self, owed: Owed) -> None:
        notice = owed.notice
        if belongs_to(owed):
            await self._threads.do(owed)
        elif view := notice_card(owed, self._words(notice.guild), self._public_url):
            channel = self._channels(notice.channel, guild_id=notice.guild)
            await channel.send(view=view, nonce=f"notice-{notice.number}", allowed_mentions=_pinged(owed))


def notice_card(owed: Owed, words: Words, public_url: str) -> discord.ui.LayoutView | None:
    """What is to be said; None if it is not true any more."""
    table = owed.table
    match owed.event.fact:
        case Stepped():
            return turn_notice(owed.call, words) if owed.call else None
        case ExpiryWarned(seconds=seconds, closes_at=closes_at):
            still = table.is_open and table.warned_s == seconds and table.closes_at == closes_at
            return expiry_notice(table, closes_at, words) if still else None
        case Rolled() as rolled:
            made = RollMade(rolled, owed.event.at, owed.event.stream, owed.event.sequence)
            return sealed_card(made, words, url=permalink(public_url, rolled.roll_id))
        case (
            DcSet() | EntropyAdded() | HandedOff() | RoleGiven() | TableResumed() | TableClosed(reason="closed")
        ) as done:
            return elsewhere_card(table, done, owed.event.actor, words)
        case TableClosed():
            return None if table.is_open else closed_notice(table, words)
        case _:
            return _of_the_dm(owed, table, words) if table.is_open else None


def _of_the_dm(owed: Owed, table: Table, words: Words) -> discord.ui.LayoutView | None:
    """What is to be said of a DM who is away, or was."""
    absence, told = table.absence, owed.event.sequence
    match owed.event.fact:
        case DmReported():
            unanswered = absence and absence.how == "report" and absence.since == owed.event.at
            return reported_card(table, words) if absence and unanswered and absence.missed is None else None
        case DmMissed():
            return missed_card(table, words) if absence and absence.missed == told else None
        case StoodIn():
            stands = absence and absence.stand_in and absence.stand_in.since == told
            return stood_in_card(table, words) if stands else None
        case DmReturned(seat=number):
            leads = absence is None and table.dm is not None and table.dm.number == number
            return back_card(table, words) if leads else None
        case _:
            return None


def _pinged(owed: Owed) -> discord.AllowedMentions:
    """Whom a notice may ping."""
    allowed, dm = discord.AllowedMentions.none(), owed.table.dm
    if isinstance(owed.event.fact, DmReported) and dm and dm.user:
        allowed.users = [discord.Object(dm.user)]
    if owed.call:
        allowed.users = [discord.Object(owed.call.user)]
    return allowed
