"""Channels of every kind: text, voice, categories, threads, direct messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from bot.sandbox.clock import iso
from bot.sandbox.permissions import Overwrite
from bot.sandbox.wire import Json
from bot.sandbox.world.messages import Message
from bot.sandbox.world.users import User


class ChannelType(IntEnum):
    """Discord's channel types that the sandbox has."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15
    MEDIA = 16


THREADS = frozenset({ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD})
_SPOKEN = frozenset({ChannelType.VOICE, ChannelType.STAGE})
_WRITTEN = THREADS | _SPOKEN | {ChannelType.TEXT, ChannelType.DM, ChannelType.ANNOUNCEMENT}


@dataclass(slots=True, eq=False)
class Thread:
    """What a thread has beside an ordinary channel."""

    owner_id: str
    created: datetime
    auto_archive_duration: int = 4320
    archived: bool = False
    archived_changed: datetime | None = None
    locked: bool = False
    invitable: bool | None = None
    members: dict[str, datetime] = field(default_factory=dict[str, datetime])
    total_message_sent: int = 0

    def to_json(self) -> Json:
        """Return the members that a thread adds to the channel object."""
        metadata: Json = {
            "archived": self.archived,
            "auto_archive_duration": self.auto_archive_duration,
            "archive_timestamp": iso(self.archived_changed or self.created),
            "locked": self.locked,
            "create_timestamp": iso(self.created),
        }
        if self.invitable is not None:
            metadata["invitable"] = self.invitable
        return {
            "owner_id": self.owner_id,
            "thread_metadata": metadata,
            "message_count": self.total_message_sent,
            "total_message_sent": self.total_message_sent,
            "member_count": min(50, len(self.members)),
        }

    def member_json(self, thread_id: str, user_id: str) -> Json:
        """Return the thread member object of one user."""
        return {"id": thread_id, "user_id": user_id, "join_timestamp": iso(self.members[user_id]), "flags": 0}


@dataclass(slots=True, eq=False)
class Channel:
    """One channel with its messages, oldest first.

    `guild_id` is None for a direct message, whose `recipients` are then the people in it beside the bot. Ephemeral
    messages stand apart: they are no part of the channel's history, only of one user's screen.
    """

    id: str
    type: ChannelType
    name: str | None
    guild_id: str | None = None
    parent_id: str | None = None
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    rate_limit_per_user: int = 0
    overwrites: list[Overwrite] = field(default_factory=list[Overwrite])
    recipients: list[User] = field(default_factory=list[User])
    thread: Thread | None = None
    last_message_id: str | None = None
    last_pin: datetime | None = None
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    ephemerals: dict[str, Message] = field(default_factory=dict[str, Message])

    @property
    def is_thread(self) -> bool:
        """Whether it is a thread."""
        return self.type in THREADS

    @property
    def is_spoken(self) -> bool:
        """Whether people talk in it."""
        return self.type in _SPOKEN

    @property
    def is_written(self) -> bool:
        """Whether messages can stand in it."""
        return self.type in _WRITTEN

    def to_json(self) -> Json:
        """Return Discord's channel object."""
        if self.guild_id is None:
            return self._direct_json()
        data = self._guild_json()
        if self.thread is not None:
            return data | self.thread.to_json()
        data |= {
            "position": self.position,
            "permission_overwrites": [_overwrite_json(overwrite) for overwrite in self.overwrites],
        }
        if self.is_spoken:
            data |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None, "video_quality_mode": 1}
        if self.type is not ChannelType.CATEGORY:
            data |= {"topic": self.topic, "nsfw": self.nsfw}
        return data

    def _direct_json(self) -> Json:
        return {
            "id": self.id,
            "type": int(self.type),
            "last_message_id": self.last_message_id,
            "last_pin_timestamp": iso(self.last_pin) if self.last_pin else None,
            "flags": 0,
            "recipients": [user.to_json() for user in self.recipients],
        }

    def _guild_json(self) -> Json:
        return {
            "id": self.id,
            "type": int(self.type),
            "name": self.name,
            "guild_id": self.guild_id,
            "parent_id": self.parent_id,
            "rate_limit_per_user": self.rate_limit_per_user,
            "last_message_id": self.last_message_id,
            "last_pin_timestamp": iso(self.last_pin) if self.last_pin else None,
            "flags": 0,
        }


def _overwrite_json(overwrite: Overwrite) -> Json:
    return {
        "id": overwrite.id,
        "type": overwrite.kind,
        "allow": str(int(overwrite.allow)),
        "deny": str(int(overwrite.deny)),
    }
