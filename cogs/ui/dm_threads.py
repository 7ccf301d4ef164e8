"""What is owed to the private thread of those who lead a table: who is in it, what they read there, when it sleeps.

Everything here follows from an event, is owed by a notice, and may be done twice: a member who is let in is in, a
message goes by the notice's number. A thread's notices are done in the order of their events, so whoever leads no more
is out before the next secret is told there; should that fail, nothing is told. Once they are out they are struck off,
and Discord is not asked again.

Source: Discord developer docs, "Channel", Add Thread Member, Remove Thread Member, Modify Channel (Thread).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Final

import discord
import structlog
from discord.http import HTTPClient

from cogs.ui.cards import PLAIN, permalink, roll_card
from cogs.ui.channels import MISSING_ACCESS, UNKNOWN_MEMBER, UNKNOWN_USER, Channels
from cogs.ui.text import Words
from cogs.ui.views import card
from core.ids import Cause, ChannelId, GuildId, UserId
from core.tables.dm_thread import DmThreadMade, brings_in, is_there, leaders, strangers
from core.tables.events import Rolled, TableClosed, TableResumed
from core.tables.rolls import RollMade
from core.tables.state import Table
from core.use_cases.clear_thread import ClearThread
from core.use_cases.read_table import ReadTable
from core.use_cases.take_notices import Owed

THREAD_ASLEEP: Final = 50083
NOT_TO_BE_LET_IN: Final = frozenset({UNKNOWN_MEMBER, UNKNOWN_USER, MISSING_ACCESS})
"""They have left the server, or cannot see the channel above: they are not let in, and the others are."""

log = structlog.get_logger(__name__)


class DmThreads:
    """Keeps these threads as their tables are."""

    def __init__(
        self,
        http: HTTPClient,
        channels: Channels,
        read: ReadTable,
        clear: ClearThread,
        *,
        words: Callable[[GuildId], Words],
        public_url: str,
    ) -> None:
        self._http = http
        self._channels = channels
        self._read = read
        self._clear = clear
        self._words = words
        self._public_url = public_url

    async def do(self, owed: Owed) -> None:
        """Do what one notice asks for.

        Raises:
            discord.HTTPException: It could not be done.
        """
        table, thread = owed.table, owed.notice.channel
        match owed.event.fact:
            case DmThreadMade():
                await self._post(owed, _first_card(table, self._words(table.guild)))
                await self._let_in_and_out(owed)
            case Rolled() as rolled:
                if strangers(table):  # perhaps somebody could not be put out before
                    await self._let_in_and_out(owed)
                made = RollMade(rolled, owed.event.at, owed.event.stream, owed.event.sequence)
                await self._post(owed, self._copy(made, self._words(table.guild)))
            case TableClosed():
                if not table.is_open:
                    await self._put_out(strangers(table), thread)
                    await self._post(owed, _last_card(table, self._words(table.guild)))
                    await self._sleep(thread, asleep=True)
            case TableResumed():
                if table.is_open:
                    await self._sleep(thread, asleep=False)
                    await self._let_in_and_out(owed)
            case fact:
                if table.is_open and (brings_in(fact) or strangers(table)):
                    await self._let_in_and_out(owed)

    async def _let_in_and_out(self, owed: Owed) -> None:
        """Let in who leads and put out who does not, until that is how the table stands when it is done.

        Who looked at the table, was held up, and let somebody in who by then leads no more, puts them out again.
        """
        table, thread = owed.table, owed.notice.channel
        out = strangers(table)
        while True:
            await self._put_out(out, thread)
            for user in leaders(table):
                await self._let_in(user, thread)
            now = (await self._read(table.stream)).table
            if leaders(now) == leaders(table):
                break
            held_up = (user for user in leaders(table) if user not in leaders(now))
            out = tuple(dict.fromkeys((*strangers(now), *held_up)))
            table = now
        if out:
            await self._clear(table.stream, out, cause=Cause(f"notice:{owed.notice.number}"))

    async def _let_in(self, user: UserId, thread: ChannelId) -> None:
        try:
            await self._awake(thread, partial(self._http.add_user_to_thread, thread, user))
        except discord.HTTPException as error:
            if error.code not in NOT_TO_BE_LET_IN:
                raise
            log.warning("leader_not_let_in", status=error.status, code=error.code)

    async def _put_out(self, users: Iterable[UserId], thread: ChannelId) -> None:
        for user in users:
            try:
                await self._awake(thread, partial(self._http.remove_user_from_thread, thread, user))
            except discord.HTTPException as error:
                if error.code not in (UNKNOWN_MEMBER, UNKNOWN_USER):  # else they are not in it
                    raise

    async def _awake(self, thread: ChannelId, ask: Callable[[], Awaitable[None]]) -> None:
        """Ask for something that a thread takes only while it is awake."""
        try:
            await ask()
        except discord.HTTPException as error:
            if error.code != THREAD_ASLEEP:
                raise
            await self._sleep(thread, asleep=False)
            await ask()

    async def _sleep(self, thread: ChannelId, *, asleep: bool) -> None:
        """Archive and lock it, or the reverse; without *Manage Threads*, who started it can at least archive it."""
        try:
            await self._http.edit_channel(thread, archived=asleep, locked=asleep)
        except discord.Forbidden:
            await self._http.edit_channel(thread, archived=asleep)

    async def _post(self, owed: Owed, view: discord.ui.LayoutView) -> None:
        channel = self._channels(owed.notice.channel, guild_id=owed.notice.guild)
        await channel.send(view=view, nonce=f"notice-{owed.notice.number}")

    def _copy(self, made: RollMade, words: Words) -> discord.ui.LayoutView:
        url = permalink(self._public_url, made.rolled.roll_id)
        return roll_card(made, words, url=url, revealable=False, for_leaders=True)


def belongs_to(owed: Owed) -> bool:
    """Whether a notice is owed to those who lead."""
    return is_there(owed.table, owed.notice.channel)


def _first_card(table: Table, words: Words) -> discord.ui.LayoutView:
    return card(words("dm-thread-first", code=table.code, channel=f"<#{table.channel}>"), accent=PLAIN, buttons=())


def _last_card(table: Table, words: Words) -> discord.ui.LayoutView:
    key = "dm-thread-put-aside" if table.closed_for == "put-aside" else "dm-thread-closed"
    return card(words(key, code=table.code), accent=PLAIN, buttons=())
