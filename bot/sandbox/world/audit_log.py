"""The audit log of a guild: who changed what in it, and why.

Source: Discord developer docs, "Audit Log".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from bot.sandbox.snowflake import minted_at
from bot.sandbox.wire import Json

KEPT = timedelta(days=45)
_MOST = 1000
"""Discord names no bound; a sandbox that runs for hours needs one."""


class Action(IntEnum):
    """What was done, of all that can be done in the sandbox."""

    GUILD_UPDATE = 1
    CHANNEL_CREATE = 10
    CHANNEL_UPDATE = 11
    CHANNEL_DELETE = 12
    CHANNEL_OVERWRITE_CREATE = 13
    CHANNEL_OVERWRITE_UPDATE = 14
    CHANNEL_OVERWRITE_DELETE = 15
    MEMBER_KICK = 20
    MEMBER_PRUNE = 21
    MEMBER_BAN_ADD = 22
    MEMBER_BAN_REMOVE = 23
    MEMBER_UPDATE = 24
    MEMBER_ROLE_UPDATE = 25
    MEMBER_MOVE = 26
    MEMBER_DISCONNECT = 27
    BOT_ADD = 28
    ROLE_CREATE = 30
    ROLE_UPDATE = 31
    ROLE_DELETE = 32
    INVITE_CREATE = 40
    INVITE_DELETE = 42
    WEBHOOK_CREATE = 50
    WEBHOOK_UPDATE = 51
    WEBHOOK_DELETE = 52
    EMOJI_CREATE = 60
    EMOJI_UPDATE = 61
    EMOJI_DELETE = 62
    MESSAGE_DELETE = 72
    MESSAGE_BULK_DELETE = 73
    MESSAGE_PIN = 74
    MESSAGE_UNPIN = 75
    EVENT_CREATE = 100
    EVENT_UPDATE = 101
    EVENT_DELETE = 102
    THREAD_CREATE = 110
    THREAD_UPDATE = 111
    THREAD_DELETE = 112
    COMMAND_PERMISSION_UPDATE = 121
    VOICE_STATUS_CREATE = 192
    VOICE_STATUS_DELETE = 193


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done.

    Attributes:
        user_id: Who did it; None for a webhook that changed itself by its token.
        target_id: To what it was done.
        options: Further facts, all of them texts.
    """

    id: str
    action: Action
    user_id: str | None
    target_id: str | None
    changes: tuple[Json, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    reason: str | None = None

    def to_json(self) -> Json:
        """Return Discord's audit log entry object; what is not there is left out."""
        entry: Json = {
            "id": self.id,
            "action_type": int(self.action),
            "user_id": self.user_id,
            "target_id": self.target_id,
        }
        if self.changes:
            entry["changes"] = list(self.changes)
        if self.options:
            entry["options"] = dict(self.options)
        return entry | ({"reason": self.reason} if self.reason else {})


class AuditLog:
    """The entries of one guild, the oldest first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_MOST)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def add(self, entry: Entry) -> None:
        """Write one more."""
        self._entries.append(entry)

    def since(self, now: datetime) -> list[Entry]:
        """Return the entries that are kept still, the oldest first."""
        while self._entries and minted_at(self._entries[0].id) < now - KEPT:
            self._entries.popleft()
        return list(self._entries)


@dataclass(frozen=True, slots=True)
class Change:
    """How a thing was and how it is, as far as the audit log looks at it; what was made or is gone has one side empty.

    Attributes:
        keys: The members of the thing's object that an entry shows.
    """

    before: Json
    after: Json
    keys: Iterable[str]


def differences(before: Json, after: Json, keys: Iterable[str]) -> Sequence[Json]:
    """Return Discord's audit log changes from one state of a thing to another; what is null on a side is left out."""
    found: list[Json] = []
    for key in keys:
        old, new = before.get(key), after.get(key)
        if old != new:
            sides = {"old_value": old, "new_value": new}
            found.append({"key": key} | {side: value for side, value in sides.items() if value is not None})
    return found
