"""Standing cards: messages that show a stream of the ledger as it is. What a kind of them has to say for itself.

`posting` shows one card, `standing_cards` keeps all cards of a kind current.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import discord

from cogs.ui.text import Words
from core.ids import ChannelId, GuildId, MessageId, StreamId
from core.tables.directory import Card


@dataclass(frozen=True, slots=True)
class Standing:
    """What a card stands for, as it is now, and the message that shows it.

    Attributes:
        stream: Which.
        guild: Where.
        channel: Where in it.
        card: The message.
        sequence: The stream's last event.
        draw: What it looks like.
        began_at: When it began; None if it has not.
        over_at: When it was over; None while it goes on.
        is_shown: Whether there is a card of it at all.
    """

    stream: StreamId
    guild: GuildId
    channel: ChannelId
    card: Card
    sequence: int
    draw: Callable[[Words], discord.ui.LayoutView]
    began_at: datetime | None
    over_at: datetime | None
    is_shown: bool = True


class Kind(Protocol):
    """A kind of standing cards.

    Attributes:
        label: What the names of its messages begin with, in at most four letters; no two kinds have the same.
        answered: Whether the first card is the answer to the command that begins what it shows.
        quiet: Whether a card that would look the same is left alone.
    """

    label: str
    answered: bool
    quiet: bool

    async def read(self, stream: StreamId) -> Standing:
        """What a card shows.

        Raises:
            NotFoundError: There is no such stream here.
        """
        ...

    async def place(self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None) -> bool:
        """Remember a card; False when another message has been remembered meanwhile."""
        ...

    async def behind(self, guilds: frozenset[GuildId]) -> Iterable[StreamId]:
        """The streams of these guilds whose card may not show how they are."""
        ...


class Begun(Protocol):
    """The state of a stream that a card shows."""

    @property
    def stream(self) -> StreamId:
        """Which stream."""
        ...

    @property
    def channel(self) -> ChannelId:
        """Where the card is."""
        ...

    @property
    def sequence(self) -> int:
        """Its last event."""
        ...
