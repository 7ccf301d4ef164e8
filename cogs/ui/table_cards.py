"""Keeps every Table card current: edited soon after something happened, posted anew before Discord tires of edits.

Discord slows repeated edits of messages older than an hour (30046), so a card that is nearly that old is replaced by a
fresh one. Several processes may do this at once: a card is drawn from the ledger, so a double edit changes nothing, and
of two new posts the first to be remembered stays.

Source: discord/discord-api-docs#4413; Discord developer docs, "Rate Limits".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import discord
import structlog

from cogs.ui.replies import CONNECTION_LOST, OUT_OF_REACH
from cogs.ui.table_card import table_card
from cogs.ui.text import Words
from core.errors import NotFoundError, ProviderError
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.tables.directory import Card
from core.tables.state import Table
from core.use_cases.place_card import PlaceCard
from core.use_cases.read_table import ReadTable, TableView

EDIT_EVERY_S = 1.5
"""At most one edit of a card in this time: what happens meanwhile is in the next."""
POST_ANEW_AFTER = timedelta(minutes=55)
FIRST_POSTED_WITHIN = timedelta(seconds=15)
"""How long a new table's card is left to the answer that opens it; after that, we post one."""
UNKNOWN_MESSAGE = 10008
REMEMBERED_TABLES = 10_000

log = structlog.get_logger(__name__)


class Channels(Protocol):
    """Gives the channel with this id, without asking Discord."""

    def __call__(self, channel: int, /, *, guild_id: int | None = None) -> discord.PartialMessageable: ...


class TableCards:
    """The cards of the tables in this process's guilds."""

    def __init__(
        self,
        read: ReadTable,
        place: PlaceCard,
        channels: Channels,
        *,
        words: Callable[[GuildId], Words],
        ours: Callable[[GuildId], bool],
        now: Callable[[], datetime],
    ) -> None:
        self._read = read
        self._place = place
        self._channels = channels
        self._words = words
        self._ours = ours
        self._now = now
        self._waiting: dict[StreamId, asyncio.Task[None]] = {}
        self._again: set[StreamId] = set()
        self._doubtful: set[StreamId] = set()
        self._guilds: dict[StreamId, GuildId] = {}
        self._apart: set[StreamId] = set()

    def touch(self, stream: StreamId) -> None:
        """Something happened at this table: draw its card again soon.

        Every process hears of every table, and a table stays in its guild: who has seen once that it is another's need
        not read it each time.
        """
        guild = self._guilds.get(stream)
        if guild is not None and not self._ours(guild):
            return
        if stream in self._waiting:
            self._again.add(stream)
            return
        task = asyncio.create_task(self._draw_until_current(stream), name=f"card-{stream}")
        self._waiting[stream] = task
        task.add_done_callback(lambda _: self._waiting.pop(stream, None))

    async def catch_up(self, guilds: frozenset[GuildId]) -> None:
        """Draw the cards that fell behind while nobody was looking, as after a restart."""
        for entry in await self._place.behind(guilds):
            self.touch(entry.stream)

    async def first_posted(self, table: Table, message: MessageId) -> None:
        """The answer to `/table open` is the table's first card, as the table was then."""
        if not await self._place(table.stream, Card(message, self._now(), table.sequence), instead_of=None):
            await self._remove(table.channel, message)  # so late that another has been posted
        self.touch(table.stream)

    async def opened_apart(self, stream: StreamId, message: MessageId) -> None:
        """The answer to `/table open` stands elsewhere: the table's first card is ours to post, and at once."""
        self._apart.add(stream)
        self.touch(stream)

    async def redrawn_by_press(self, stream: StreamId, message: MessageId) -> None:
        """The answer to a press has redrawn a card as its table was then, perhaps over what we drew since."""
        self._doubtful.add(stream)
        self.touch(stream)

    async def close(self) -> None:
        """Stop drawing; what is left is caught up with at the next start."""
        tasks = list(self._waiting.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _draw_until_current(self, stream: StreamId) -> None:
        while True:
            self._again.discard(stream)
            try:
                await self._draw(stream)
            except discord.HTTPException as error:
                log.warning("card_not_drawn", stream=stream, status=error.status, code=error.code)
            except (ProviderError, NotFoundError) as error:
                # Not found: a hint is only a hint, and may have come from a process at another database.
                log.warning("card_not_drawn", stream=stream, reason=error.reason)
            except CONNECTION_LOST as error:
                log.warning("card_not_drawn", stream=stream, error=type(error).__name__)
            await asyncio.sleep(EDIT_EVERY_S)
            if stream not in self._again:
                return

    async def _draw(self, stream: StreamId) -> None:
        doubtful = stream in self._doubtful
        self._doubtful.discard(stream)
        apart = stream in self._apart
        self._apart.discard(stream)
        view = await self._read(stream)
        self._remember(stream, view.entry.guild)
        card = view.entry.card
        current = card.shows >= view.table.sequence and not doubtful
        if current or not self._ours(view.entry.guild):
            return
        if not apart and self._is_being_posted(view):
            self._again.add(stream)  # and look again: should that answer never arrive, the card is ours to post
            return
        fresh = card.posted_at is not None and self._now() - card.posted_at < POST_ANEW_AFTER
        if card.message is None or not fresh or not await self._edit(view, card.message):
            await self._post(view)

    def _remember(self, stream: StreamId, guild: GuildId) -> None:
        if stream not in self._guilds and len(self._guilds) >= REMEMBERED_TABLES:
            del self._guilds[next(iter(self._guilds))]
        self._guilds[stream] = guild

    def _is_being_posted(self, view: TableView) -> bool:
        """Whether the answer to `/table open` is still on its way to be the first card."""
        opened = view.table.opened_at
        return view.entry.card.message is None and opened is not None and self._now() - opened < FIRST_POSTED_WITHIN

    async def _edit(self, view: TableView, message: MessageId) -> bool:
        """Redraw the card in place; False when its message is gone."""
        card = view.entry.card
        channel = self._channels(view.entry.channel, guild_id=view.entry.guild)
        try:
            await channel.get_partial_message(message).edit(view=self._drawn(view))
        except discord.HTTPException as error:
            if error.code == UNKNOWN_MESSAGE:
                return False
            if error.code not in OUT_OF_REACH:
                raise
        await self._place(view.entry.stream, Card(message, card.posted_at, view.table.sequence), instead_of=message)
        return True

    async def _post(self, view: TableView) -> None:
        """Post the card anew and take the old one away."""
        old = view.entry.card.message
        channel = self._channels(view.entry.channel, guild_id=view.entry.guild)
        try:
            posted = await channel.send(view=self._drawn(view))
        except discord.HTTPException as error:
            if error.code in OUT_OF_REACH:
                return
            raise
        card = Card(MessageId(posted.id), self._now(), view.table.sequence)
        kept = await self._place(view.entry.stream, card, instead_of=old)
        unwanted = old if kept else MessageId(posted.id)
        if unwanted is not None:
            await self._remove(view.entry.channel, unwanted)

    async def _remove(self, channel: ChannelId, message: MessageId) -> None:
        try:
            await self._channels(channel).get_partial_message(message).delete()
        except discord.NotFound:
            return

    def _drawn(self, view: TableView) -> discord.ui.LayoutView:
        return table_card(view.table, self._words(view.entry.guild))
