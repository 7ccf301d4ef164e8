"""The directory of characters: one line each, and which of theirs people play where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.ids import ChannelId, GuildId, StreamId, UserId


@dataclass(frozen=True, slots=True)
class CharacterEntry:
    """One line.

    Attributes:
        owner: Whose it is; None once erased.
        title: Its classes and levels.
        users: Who may use it in any way, its owner among them.
        deleted_at: When it was deleted; None while it is not.
    """

    stream: StreamId
    owner: UserId | None
    name: str
    title: str
    users: tuple[UserId, ...] = ()
    deleted_at: datetime | None = None


class Scope(StrEnum):
    """For where somebody says which character they play; the narrowest that says anything counts."""

    CHANNEL = "channel"
    TABLE = "table"
    SERVER = "server"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody is when they use a character.

    Attributes:
        channel: The channel or thread.
        table: The open table there.
        guild: The server; None in a direct message.
    """

    channel: ChannelId
    table: StreamId | None = None
    guild: GuildId | None = None

    def key(self, scope: Scope) -> str | None:
        """What a choice for a scope is kept under; None where there is no such place."""
        match scope:
            case Scope.CHANNEL:
                return f"channel:{self.channel}"
            case Scope.TABLE:
                return self.table
            case Scope.SERVER:
                return f"guild:{self.guild}" if self.guild else None
            case Scope.EVERYWHERE:
                return "everywhere"

    def keys(self) -> list[str]:
        """What choices that hold here are kept under, the narrowest first."""
        return [key for scope in Scope if (key := self.key(scope))]
