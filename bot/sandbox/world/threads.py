"""Threads: what a channel has more when it is one, and who is in it.

Source: Discord developer docs, "Threads"; "Channel", Thread Metadata Object, Thread Member Object.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.clock import iso
from bot.sandbox.wire import Json

DURATIONS = (60, 1440, 4320, 10080)
"""The minutes without activity after which a thread may be told to archive itself."""
MOST_MEMBERS = 1000
_COUNTED_TO = 50


@dataclass(slots=True, eq=False)
class Thread:
    """What a thread has beside an ordinary channel.

    Attributes:
        archived_changed: When it was last archived, unarchived, or told another duration.
        active: When somebody last wrote in it, opened it anew or changed its duration; from then it counts to the
            moment when it archives itself.
        invitable: Whether any member may add others; of private threads only.
        members: When each member joined, by user id.
        message_count: The messages that stand in it, without the one that it began with.
        total_message_sent: As `message_count`, but deleting takes nothing away.
        applied_tags: The ids of its tags; None for a thread outside a forum.
    """

    owner_id: str
    created: datetime
    auto_archive_duration: int = 4320
    archived: bool = False
    archived_changed: datetime | None = None
    active: datetime | None = None
    locked: bool = False
    invitable: bool | None = None
    members: dict[str, datetime] = field(default_factory=dict[str, datetime])
    message_count: int = 0
    total_message_sent: int = 0
    applied_tags: list[str] | None = None

    @property
    def archive_stamp(self) -> datetime:
        """When its archive status last changed, its creation counting as a change."""
        return self.archived_changed or self.created

    @property
    def archives_at(self) -> datetime:
        """When it archives itself if nothing more happens in it."""
        return (self.active or self.created) + timedelta(minutes=self.auto_archive_duration)

    @property
    def member_count(self) -> int:
        """How many are in it, as Discord counts: up to fifty."""
        return min(_COUNTED_TO, len(self.members))

    def to_json(self) -> Json:
        """Return the members that a thread adds to the channel object."""
        metadata: Json = {
            "archived": self.archived,
            "auto_archive_duration": self.auto_archive_duration,
            "archive_timestamp": iso(self.archive_stamp),
            "locked": self.locked,
            "create_timestamp": iso(self.created),
        }
        if self.invitable is not None:
            metadata["invitable"] = self.invitable
        shown: Json = {
            "owner_id": self.owner_id,
            "thread_metadata": metadata,
            "message_count": self.message_count,
            "total_message_sent": self.total_message_sent,
            "member_count": self.member_count,
        }
        if self.applied_tags is not None:
            shown["applied_tags"] = list(self.applied_tags)
        return shown

    def member_json(self, thread_id: str, user_id: str) -> Json:
        """Return the thread member object of one user."""
        return {"id": thread_id, "user_id": user_id, "join_timestamp": iso(self.members[user_id]), "flags": 0}
