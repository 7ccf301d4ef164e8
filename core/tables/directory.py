"""The directory of tables: one line a table, and the message that shows it. No game state: the ledger has that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.ids import ChannelId, GuildId, MessageId, StreamId, TableCode


@dataclass(frozen=True, slots=True)
class Card:
    """The message that shows a table.

    Attributes:
        message: None when none has been posted yet.
        posted_at: When that message was posted.
        shows: The ledger sequence it was last drawn from.
    """

    message: MessageId | None
    posted_at: datetime | None
    shows: int


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One line of the directory."""

    stream: StreamId
    code: TableCode
    guild: GuildId
    channel: ChannelId
    is_open: bool
    card: Card


@dataclass(frozen=True, slots=True)
class Shards:
    """Some of so many shards in all."""

    total: int
    numbers: frozenset[int]


def shard_of(guild: GuildId, total: int) -> int:
    """The shard that a guild is on.

    Source: Discord developer docs, "Gateway", Sharding.
    """
    return (guild >> 22) % total
