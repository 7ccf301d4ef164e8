"""The directory of fights: which fight is fought at which table, and the message that shows it."""

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
    """

    stream: StreamId
    table: StreamId
    guild: GuildId
    channel: ChannelId
    is_on: bool
    card: Card
