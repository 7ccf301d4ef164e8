"""The directory of fights: which fight is fought at which table, and the messages that show it."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import ChannelId, GuildId, StreamId
from core.tables.directory import Card


@dataclass(frozen=True, slots=True)
class FightEntry:
    """One line.

    Attributes:
        table: The stream of the table that it is fought at.
        card: The tracker.
        dm_thread: The private thread of those who lead that table; None where there is none.
        mirror: The tracker with all numbers in that thread. One that stands in another thread, which is gone by now,
            shows nothing.
    """

    stream: StreamId
    table: StreamId
    guild: GuildId
    channel: ChannelId
    is_on: bool
    card: Card
    dm_thread: ChannelId | None = None
    mirror: Card = Card(None, None, 0)  # noqa: RUF009 - a value that nobody can change
