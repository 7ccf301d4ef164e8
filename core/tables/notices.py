"""What the bot still has to say in a channel by itself, because of an event."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import ChannelId, GuildId, StreamId


@dataclass(frozen=True, slots=True)
class Notice:
    """One message that is owed to a channel.

    Attributes:
        number: Its name; Discord takes a message of one name once.
        stream: Where its event stands, with `sequence`.
        tries: How often it has been taken to be said, this time included.
    """

    number: int
    stream: StreamId
    sequence: int
    guild: GuildId
    channel: ChannelId
    tries: int
