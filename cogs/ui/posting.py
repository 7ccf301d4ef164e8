"""Shows one standing card: edited in place while it is young, posted anew before Discord tires of edits.

Discord slows repeated edits of messages older than an hour (30046), so a card that is nearly that old is replaced by a
fresh one. Several processes may do this at once: a card is drawn from the ledger, so a double edit changes nothing, and
a new card goes by the name of what it replaces, by which Discord posts it once, whoever asks and however often.

A quiet kind's card is left alone as long as it would look the same: what it does not tell does not show in when it was
edited either.

Source: discord/discord-api-docs#4413; Discord developer docs, "Create Message" (nonce, enforce_nonce).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import discord
import structlog

from cogs.ui.channels import UNKNOWN_MESSAGE, Channels
from cogs.ui.standing import Kind, Standing
from cogs.ui.text import Words
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.tables.directory import Card

POST_ANEW_AFTER = timedelta(minutes=55)
REMEMBERED_LOOKS = 10_000

log = structlog.get_logger(__name__)


class Poster:
    """Shows cards of one kind."""

    def __init__(
        self, kind: Kind, channels: Channels, *, words: Callable[[GuildId], Words], now: Callable[[], datetime]
    ) -> None:
        self._kind = kind
        self._channels = channels
        self._words = words
        self._now = now
        self._looks: dict[StreamId, tuple[MessageId | None, int, int]] = {}

    async def show(self, standing: Standing, *, surely: bool) -> bool:
        """Let a card show how things are.

        Args:
            standing: How they are.
            surely: Whether to draw it though we know of nothing that looks otherwise.

        Returns:
            Whether it does; else it is to be looked at again.

        Raises:
            discord.HTTPException: Discord did not take it.
        """
        card, drawn = standing.card, standing.draw(self._words(standing.guild))
        known = (card.message, card.shows, _look(drawn))
        if self._kind.quiet and not surely and self._looks.get(standing.stream) == known:
            return card.shows == standing.sequence or await self._drawn(standing, drawn)
        fresh = card.posted_at is not None and self._now() - card.posted_at < POST_ANEW_AFTER
        if card.message is not None and fresh and await self._edit(standing, card.message, drawn):
            return await self._drawn(standing, drawn)
        return await self._post(standing, drawn)

    async def keep(self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember a card; False if it came too late, and then it is taken away where another one is remembered."""
        if await self._kind.place(stream, channel, card, instead_of=instead_of):
            return True
        if card.message and (await self._kind.read(stream)).card.message != card.message:
            await self._remove(channel, card.message)
        return False

    async def give_up(self, standing: Standing) -> None:
        """Leave a card as it is, and count it as drawn."""
        card = replace(standing.card, shows=standing.sequence)
        await self._kind.place(standing.stream, standing.channel, card, instead_of=card.message)

    async def _edit(self, standing: Standing, message: MessageId, drawn: discord.ui.LayoutView) -> bool:
        """Redraw the card in place; False when its message is gone."""
        channel = self._channels(standing.channel, guild_id=standing.guild)
        try:
            await channel.get_partial_message(message).edit(view=drawn)
        except discord.HTTPException as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
            return False
        return True

    async def _drawn(self, standing: Standing, drawn: discord.ui.LayoutView) -> bool:
        """Remember that a card shows the last event now; False if it has been replaced meanwhile."""
        card = replace(standing.card, shows=standing.sequence)
        if not await self._kind.place(standing.stream, standing.channel, card, instead_of=card.message):
            return False
        self._remember(standing.stream, card, drawn)
        return True

    async def _post(self, standing: Standing, drawn: discord.ui.LayoutView) -> bool:
        """Post the card anew and take the old one away.

        The old one goes before the new one is remembered: whoever is interrupted in between is given the same message
        by the next try, and forgets neither. That message may be an earlier try's, which shows things as they were:
        then it is remembered as one that shows nothing yet.
        """
        stream, old = standing.stream, standing.card.message
        channel = self._channels(standing.channel, guild_id=standing.guild)
        message = await channel.send(view=drawn, nonce=self._name(stream, old))
        same = _texts(discord.ui.LayoutView.from_message(message)) == _texts(drawn)
        if old is not None:
            await self._remove(standing.channel, old)
        card = Card(MessageId(message.id), self._now(), standing.sequence if same else 0)
        kept = await self.keep(stream, standing.channel, card, instead_of=old)
        if same and kept:
            self._remember(stream, card, drawn)
        return same and kept

    def _remember(self, stream: StreamId, card: Card, drawn: discord.ui.LayoutView) -> None:
        self._looks.pop(stream, None)
        if self._kind.quiet:
            if len(self._looks) >= REMEMBERED_LOOKS:
                del self._looks[next(iter(self._looks))]
            self._looks[stream] = card.message, card.shows, _look(drawn)

    async def _remove(self, channel: ChannelId, message: MessageId) -> None:
        try:
            await self._channels(channel).get_partial_message(message).delete()
        except discord.NotFound:
            return
        except discord.HTTPException as error:
            log.warning("card_not_removed", status=error.status, code=error.code)

    def _name(self, stream: StreamId, old: MessageId | None) -> str:
        """What Discord knows a new card by: the one that it replaces; the first one, by the stream's own number."""
        return f"{self._kind.label}-{old or stream.partition(':')[2]}"


def _texts(view: discord.ui.LayoutView) -> list[str]:
    return [part.content for part in view.walk_children() if isinstance(part, discord.ui.TextDisplay)]


def _look(view: discord.ui.LayoutView) -> int:
    return hash(str(view.to_components()))
