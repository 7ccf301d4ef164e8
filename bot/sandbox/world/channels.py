"""Channels of every kind: text, voice, categories, threads, forums, direct messages.

Source: Discord developer docs, "Channel".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from bot.sandbox.clock import iso
from bot.sandbox.permissions import Overwrite
from bot.sandbox.wire import Json
from bot.sandbox.world.forums import Forum
from bot.sandbox.world.messages import Message
from bot.sandbox.world.threads import Thread
from bot.sandbox.world.users import User


class ChannelType(IntEnum):
    """Discord's channel types that the sandbox has."""

    TEXT = 0
    DM = 1
    VOICE = 2
    GROUP_DM = 3
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15
    MEDIA = 16


THREADS = frozenset({ChannelType.ANNOUNCEMENT_THREAD, ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD})
FORUMS = frozenset({ChannelType.FORUM, ChannelType.MEDIA})
THREADED = FORUMS | {ChannelType.TEXT, ChannelType.ANNOUNCEMENT}
"""Those in which threads can be."""
DIRECT = frozenset({ChannelType.DM, ChannelType.GROUP_DM})
_SPOKEN = frozenset({ChannelType.VOICE, ChannelType.STAGE})
_WRITTEN = THREADS | _SPOKEN | DIRECT | {ChannelType.TEXT, ChannelType.ANNOUNCEMENT}


@dataclass(slots=True, eq=False)
class Channel:
    """One channel with its messages, oldest first.

    `guild_id` is None for a direct message, whose `recipients` are then the people in it; the bot is there beside them
    unless it is a conversation of `others`. Ephemeral messages stand apart: they are no part of the channel's history,
    only of one user's screen.
    """

    id: str
    type: ChannelType
    name: str | None
    guild_id: str | None = None
    parent_id: str | None = None
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    flags: int = 0
    rate_limit_per_user: int = 0
    bitrate: int = 64000
    user_limit: int = 0
    rtc_region: str | None = None
    video_quality_mode: int = 1
    voice_status: str | None = None
    default_auto_archive_duration: int | None = None
    default_thread_rate_limit_per_user: int = 0
    overwrites: list[Overwrite] = field(default_factory=list[Overwrite])
    recipients: list[User] = field(default_factory=list[User])
    others: bool = False
    thread: Thread | None = None
    forum: Forum | None = None
    last_message_id: str | None = None
    last_pin: datetime | None = None
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    ephemerals: dict[str, Message] = field(default_factory=dict[str, Message])

    def __post_init__(self) -> None:
        if self.forum is None and self.type in FORUMS:
            self.forum = Forum()

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

    def to_json(self, *, viewer: str | None = None) -> Json:
        """Return Discord's channel object.

        Args:
            viewer: Whose eyes see it; a thread that they are in shows their thread member object.
        """
        if self.guild_id is None:
            return self._direct_json()
        shown = self._guild_json()
        if self.thread is not None:
            joined = viewer is not None and viewer in self.thread.members
            own = {"member": self.thread.member_json(self.id, viewer)} if joined and viewer else {}
            return shown | self.thread.to_json() | own
        shown |= {
            "position": self.position,
            "permission_overwrites": [_overwrite_json(overwrite) for overwrite in self.overwrites],
        }
        if self.is_spoken:
            shown |= {
                "bitrate": self.bitrate,
                "user_limit": self.user_limit,
                "rtc_region": self.rtc_region,
                "video_quality_mode": self.video_quality_mode,
            }
        if self.type is not ChannelType.CATEGORY:
            shown |= {"topic": self.topic, "nsfw": self.nsfw}
        return shown | (self._threads_json() if self.type in THREADED else {})

    def _direct_json(self) -> Json:
        group = {"name": self.name, "icon": None, "owner_id": self.recipients[0].id} if self._is_group else {}
        return group | {
            "id": self.id,
            "type": int(self.type),
            "last_message_id": self.last_message_id,
            "last_pin_timestamp": iso(self.last_pin) if self.last_pin else None,
            "flags": self.flags,
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
            "flags": self.flags,
        }

    def _threads_json(self) -> Json:
        """Return what the channel says about the threads in it."""
        shown: Json = self.forum.to_json() if self.forum is not None else {}
        if self.default_auto_archive_duration is not None:
            shown["default_auto_archive_duration"] = self.default_auto_archive_duration
        return shown | {"default_thread_rate_limit_per_user": self.default_thread_rate_limit_per_user}

    @property
    def _is_group(self) -> bool:
        return self.type is ChannelType.GROUP_DM


def _overwrite_json(overwrite: Overwrite) -> Json:
    return {
        "id": overwrite.id,
        "type": overwrite.kind,
        "allow": str(int(overwrite.allow)),
        "deny": str(int(overwrite.deny)),
    }
