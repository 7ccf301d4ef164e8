"""Keeps every Table card current: edited soon after something happened, posted anew before Discord tires of edits.

Discord slows repeated edits of messages older than an hour (30046), so a card that is nearly that old is replaced by a
fresh one. Several processes may do this at once: a card is drawn from the ledger, so a double edit changes nothing, and
a new card goes by the name of what it replaces, by which Discord posts it once, whoever asks and however often.

What Discord does not take is tried again, after longer and longer waits, whatever happens at the table meanwhile: each
refusal counts towards shutting us out. Where the channel is gone, or stayed closed to us until long after the game, the
card is left as it is.

Source: discord/discord-api-docs#4413; Discord developer docs, "Rate Limits", Invalid Request Limit; "Create Message"
(nonce, enforce_nonce).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import discord
import structlog

from cogs.ui.channels import CONNECTION_LOST, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, Channels
from cogs.ui.table_card import table_card
from cogs.ui.text import Words
from core.errors import NotFoundError, ProviderError, UnreadableError
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.tables.directory import Card
from core.tables.state import Table
from core.use_cases.place_card import PlaceCard
from core.use_cases.read_table import ReadTable, TableView

EDIT_EVERY_S = 1.5
"""At most one edit of a card in this time: what happens meanwhile is in the next."""
CARDS_PER_S = 12.0
"""What one process draws of edits, about: in a full house each card waits longer, and nobody's roll for cards."""
LONGEST_FOR_OTHERS_S = 5.0
"""What a card waits for others at most, as after a restart at which all were behind."""
POST_ANEW_AFTER = timedelta(minutes=55)
FIRST_POSTED_WITHIN = timedelta(seconds=15)
"""How long a new table's card is left to the answer that opens it; after that, we post one."""
LONGEST_WAIT_S = 300.0
"""Between two tries to draw a card. Two in ten minutes, of the ten thousand refusals that Discord lets pass."""
LONGEST_OUTAGE_WAIT_S = 10.0
"""The same where nothing was refused: the database or Discord was away, and a card is soon right again."""
TRIED_AFTER_THE_GAME: Final = timedelta(days=1)
"""How long after a table has closed its last card is tried in a channel that is closed to us."""
TOO_FAST: Final = 429
SERVER_ERROR: Final = 500
REMEMBERED_TABLES = 10_000

log = structlog.get_logger(__name__)


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
        self._firsts: dict[StreamId, Card] = {}

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
        self._firsts[table.stream] = Card(message, self._now(), table.sequence)
        try:
            await self._place_first(table.stream, table.channel)
        except (ProviderError, *CONNECTION_LOST) as error:  # it is remembered here until the next try
            log.warning("card_not_placed", stream=table.stream, error=type(error).__name__)
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
        wait_s = EDIT_EVERY_S
        while True:
            self._again.discard(stream)
            if longest_s := await self._has_to_wait(stream):
                wait_s = min(2 * wait_s, longest_s)
                self._again.add(stream)
            else:
                wait_s = max(EDIT_EVERY_S, min(len(self._waiting) / CARDS_PER_S, LONGEST_FOR_OTHERS_S))
            await asyncio.sleep(wait_s)
            if stream not in self._again:
                return

    async def _has_to_wait(self, stream: StreamId) -> float:
        """Draw the card; how long the next try may have to wait, if that failed, in seconds."""
        longest_s = LONGEST_WAIT_S
        marks = [mark for mark in (self._doubtful, self._apart) if stream in mark]
        try:
            await self._draw(stream)
        except NotFoundError as error:  # a hint is only a hint, and may have come from a process at another database
            log.warning("card_not_drawn", stream=stream, reason=error.reason)
            return 0
        except discord.HTTPException as error:
            log.warning("card_not_drawn", stream=stream, status=error.status, code=error.code)
            if error.status >= SERVER_ERROR:
                longest_s = LONGEST_OUTAGE_WAIT_S
        except ProviderError as error:
            log.warning("card_not_drawn", stream=stream, reason=error.reason)
            if not isinstance(error, UnreadableError):
                longest_s = LONGEST_OUTAGE_WAIT_S
        except CONNECTION_LOST as error:
            log.warning("card_not_drawn", stream=stream, error=type(error).__name__)
            longest_s = LONGEST_OUTAGE_WAIT_S
        else:
            return 0
        for mark in marks:
            mark.add(stream)
        return longest_s

    async def _draw(self, stream: StreamId) -> None:
        doubtful = stream in self._doubtful
        self._doubtful.discard(stream)
        apart = stream in self._apart
        self._apart.discard(stream)
        view = await self._read(stream)
        if stream in self._firsts:
            await self._place_first(stream, view.entry.channel)
            view = await self._read(stream)
        self._remember(stream, view.entry.guild)
        card = view.entry.card
        current = card.shows >= view.table.sequence and not doubtful
        if current or not self._ours(view.entry.guild):
            return
        if not apart and self._is_being_posted(view):
            self._again.add(stream)  # and look again: should that answer never arrive, the card is ours to post
            return
        try:
            await self._show(view)
        except discord.HTTPException as error:
            if not self._is_past_hope(view, error):
                raise
            log.warning("card_given_up", stream=stream, status=error.status, code=error.code)
            await self._place(stream, replace(card, shows=view.table.sequence), instead_of=card.message)

    async def _place_first(self, stream: StreamId, channel: ChannelId) -> None:
        await self._keep(stream, channel, self._firsts[stream], instead_of=None)
        self._firsts.pop(stream, None)

    async def _show(self, view: TableView) -> None:
        card = view.entry.card
        fresh = card.posted_at is not None and self._now() - card.posted_at < POST_ANEW_AFTER
        if card.message is None or not fresh or not await self._edit(view, card.message):
            await self._post(view)

    def _is_past_hope(self, view: TableView, error: discord.HTTPException) -> bool:
        """Whether a card need not be tried any more: its channel is gone, or refuses us still long after the game."""
        if error.code == UNKNOWN_CHANNEL:
            return True
        closed = view.table.closed_at
        long_closed = closed is not None and self._now() - closed > TRIED_AFTER_THE_GAME
        return long_closed and error.status < SERVER_ERROR and error.status != TOO_FAST

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
            if error.code != UNKNOWN_MESSAGE:
                raise
            return False
        await self._place(view.entry.stream, Card(message, card.posted_at, view.table.sequence), instead_of=message)
        return True

    async def _post(self, view: TableView) -> None:
        """Post the card anew and take the old one away.

        The old one goes before the new one is remembered: whoever is interrupted in between is given the same message
        by the next try, and forgets neither. That message may be an earlier try's, which shows the table as it was.
        """
        stream, old, drawn = view.entry.stream, view.entry.card.message, self._drawn(view)
        channel = self._channels(view.entry.channel, guild_id=view.entry.guild)
        message = await channel.send(view=drawn, nonce=_name(stream, old))
        posted, shows = MessageId(message.id), view.table.sequence
        if _texts(discord.ui.LayoutView.from_message(message)) != _texts(drawn):
            self._doubtful.add(stream)
            self._again.add(stream)
        if old is not None:
            await self._remove(view.entry.channel, old)
        if not await self._keep(stream, view.entry.channel, Card(posted, self._now(), shows), instead_of=old):
            self._again.add(stream)

    async def _keep(self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember a card; False if it came too late, and then it is taken away where another one is remembered."""
        if await self._place(stream, card, instead_of=instead_of):
            return True
        if card.message and (await self._read(stream)).entry.card.message != card.message:
            await self._remove(channel, card.message)
        return False

    async def _remove(self, channel: ChannelId, message: MessageId) -> None:
        try:
            await self._channels(channel).get_partial_message(message).delete()
        except discord.NotFound:
            return
        except discord.HTTPException as error:
            log.warning("card_not_removed", status=error.status, code=error.code)

    def _drawn(self, view: TableView) -> discord.ui.LayoutView:
        return table_card(view.table, self._words(view.entry.guild))


def _name(stream: StreamId, old: MessageId | None) -> str:
    """What Discord knows a new card by: the one that it replaces; a table's first, by the table's own number."""
    return f"card-{old or stream.partition(':')[2]}"


def _texts(view: discord.ui.LayoutView) -> list[str]:
    return [part.content for part in view.walk_children() if isinstance(part, discord.ui.TextDisplay)]
