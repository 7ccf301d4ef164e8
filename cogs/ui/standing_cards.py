"""Keeps all standing cards of one kind current: each is drawn soon after something happened, and caught up with.

Several processes may do this at once; see `posting`. What Discord does not take is tried again, after longer and longer
waits, whatever happens meanwhile: each refusal counts towards shutting us out. Where the channel is gone, or stayed
closed to us until long after all was over, the card is left as it is.

Source: Discord developer docs, "Rate Limits", Invalid Request Limit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import discord
import structlog

from cogs.ui.channels import CONNECTION_LOST, UNKNOWN_CHANNEL, Channels
from cogs.ui.posting import Poster
from cogs.ui.standing import Begun, Kind, Standing
from cogs.ui.text import Words
from core.errors import NotFoundError, ProviderError, UnreadableError
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.tables.directory import Card

EDIT_EVERY_S = 1.5
"""At most one edit of a card in this time: what happens meanwhile is in the next."""
CARDS_PER_S = 12.0
"""What one process draws of edits, about: in a full house each card waits longer, and nobody's roll for cards."""
LONGEST_FOR_OTHERS_S = 5.0
"""What a card waits for others at most, as after a restart at which all were behind."""
FIRST_POSTED_WITHIN = timedelta(seconds=15)
"""How long the first card of what has just begun is left to the answer that begins it; after that, we post one."""
LONGEST_WAIT_S = 300.0
"""Between two tries to draw a card. Two in ten minutes, of the ten thousand refusals that Discord lets pass."""
LONGEST_OUTAGE_WAIT_S = 10.0
"""The same where nothing was refused: the database or Discord was away, and a card is soon right again."""
TRIED_AFTER_THE_GAME: Final = timedelta(days=1)
"""How long after all is over its last card is tried in a channel that is closed to us."""
TOO_FAST: Final = 429
SERVER_ERROR: Final = 500
REMEMBERED_STREAMS = 10_000

log = structlog.get_logger(__name__)


class StandingCards:
    """The cards of one kind in this process's guilds."""

    def __init__(
        self,
        kind: Kind,
        channels: Channels,
        *,
        words: Callable[[GuildId], Words],
        ours: Callable[[GuildId], bool],
        now: Callable[[], datetime],
    ) -> None:
        self._kind = kind
        self._poster = Poster(kind, channels, words=words, now=now)
        self._ours = ours
        self._now = now
        self._waiting: dict[StreamId, asyncio.Task[None]] = {}
        self._again: set[StreamId] = set()
        self._doubtful: set[StreamId] = set()
        self._beside: set[StreamId] = set()
        self._apart: set[StreamId] = set()
        self._guilds: dict[StreamId, GuildId] = {}
        self._firsts: dict[StreamId, Card] = {}

    def touch(self, stream: StreamId) -> None:
        """Something happened: draw its card again soon.

        Every process hears of every stream, and each stays in its guild: who has seen once that it is another's need
        not read it each time.
        """
        if self._is_anothers(stream):
            return
        if stream in self._waiting:
            self._again.add(stream)
            return
        task = asyncio.create_task(self._draw_until_current(stream), name=f"{self._kind.label}-{stream}")
        self._waiting[stream] = task
        task.add_done_callback(lambda _: self._waiting.pop(stream, None))

    def look(self, stream: StreamId) -> None:
        """Something beside the stream, which its card shows as well, may be otherwise."""
        if not self._is_anothers(stream):
            self._beside.add(stream)
            self.touch(stream)

    async def catch_up(self, guilds: frozenset[GuildId]) -> None:
        """Draw the cards that fell behind while nobody was looking, as after a restart."""
        for stream in await self._kind.behind(guilds):
            self.look(stream)

    async def first_posted(self, begun: Begun, message: MessageId) -> None:
        """The answer to the command that began something is its first card, as it was then."""
        self._firsts[begun.stream] = Card(message, self._now(), begun.sequence)
        try:
            await self._place_first(begun.stream, begun.channel)
        except (ProviderError, *CONNECTION_LOST) as error:  # it is remembered here until the next try
            log.warning("card_not_placed", stream=begun.stream, error=type(error).__name__)
        self.touch(begun.stream)

    async def opened_apart(self, stream: StreamId, message: MessageId) -> None:
        """That answer stands elsewhere: the first card is ours to post, and at once."""
        self._apart.add(stream)
        self.touch(stream)

    async def redrawn_by_press(self, stream: StreamId, message: MessageId) -> None:
        """The answer to a press has redrawn a card as things were then, perhaps over what we drew since."""
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
        marks = [mark for mark in (self._doubtful, self._beside, self._apart) if stream in mark]
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
        doubtful, beside, apart = (self._taken(mark, stream) for mark in (self._doubtful, self._beside, self._apart))
        standing = await self._kind.read(stream)
        if stream in self._firsts:
            await self._place_first(stream, standing.channel)
            standing = await self._kind.read(stream)
        self._remember(stream, standing.guild)
        current = standing.card.shows >= standing.sequence and not doubtful and not beside
        if current or not standing.is_shown or not self._ours(standing.guild):
            return
        if not apart and self._is_being_posted(standing):
            self._again.add(stream)  # and look again: should that answer never arrive, the card is ours to post
            return
        try:
            if not await self._poster.show(standing, surely=doubtful):
                self._again.add(stream)
        except discord.HTTPException as error:
            if not self._is_past_hope(standing, error):
                raise
            log.warning("card_given_up", stream=stream, status=error.status, code=error.code)
            await self._poster.give_up(standing)

    async def _place_first(self, stream: StreamId, channel: ChannelId) -> None:
        await self._poster.keep(stream, channel, self._firsts[stream], instead_of=None)
        self._firsts.pop(stream, None)

    def _is_past_hope(self, standing: Standing, error: discord.HTTPException) -> bool:
        """Whether a card need not be tried any more: its channel is gone, or refuses us still long after the game."""
        if error.code == UNKNOWN_CHANNEL:
            return True
        long_over = standing.over_at is not None and self._now() - standing.over_at > TRIED_AFTER_THE_GAME
        return long_over and error.status < SERVER_ERROR and error.status != TOO_FAST

    def _is_anothers(self, stream: StreamId) -> bool:
        guild = self._guilds.get(stream)
        return guild is not None and not self._ours(guild)

    def _remember(self, stream: StreamId, guild: GuildId) -> None:
        if stream not in self._guilds and len(self._guilds) >= REMEMBERED_STREAMS:
            del self._guilds[next(iter(self._guilds))]
        self._guilds[stream] = guild

    def _is_being_posted(self, standing: Standing) -> bool:
        """Whether the answer that begins it is still on its way to be the first card."""
        if not self._kind.answered or standing.card.message is not None or standing.began_at is None:
            return False
        return self._now() - standing.began_at < FIRST_POSTED_WITHIN

    @staticmethod
    def _taken(mark: set[StreamId], stream: StreamId) -> bool:
        there = stream in mark
        mark.discard(stream)
        return there
