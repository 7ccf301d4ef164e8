"""Scheduled events of a guild: in a voice channel, on a stage, or somewhere in the world.

Source: Discord developer docs, "Guild Scheduled Event".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from bot.sandbox.clock import iso
from bot.sandbox.wire import Json
from bot.sandbox.world.users import User


class EventStatus(IntEnum):
    """Where an event is in its life."""

    SCHEDULED = 1
    ACTIVE = 2
    COMPLETED = 3
    CANCELED = 4


class EntityType(IntEnum):
    """Where an event takes place."""

    STAGE = 1
    VOICE = 2
    EXTERNAL = 3


GUILD_ONLY = 2
FINISHED = frozenset({EventStatus.COMPLETED, EventStatus.CANCELED})
FOLLOWS = {
    EventStatus.SCHEDULED: frozenset({EventStatus.ACTIVE, EventStatus.CANCELED}),
    EventStatus.ACTIVE: frozenset({EventStatus.COMPLETED}),
    EventStatus.COMPLETED: frozenset[EventStatus](),
    EventStatus.CANCELED: frozenset[EventStatus](),
}
"""What an event can become."""


@dataclass(slots=True, eq=False)
class ScheduledEvent:
    """One event.

    Attributes:
        channel_id: Where it takes place; None for an external one, which has a `location`.
        interested: Who wants to hear of it, in the order of arrival.
    """

    id: str
    guild_id: str
    creator: User
    name: str
    start: datetime
    entity_type: EntityType
    end: datetime | None = None
    description: str | None = None
    channel_id: str | None = None
    location: str | None = None
    image: str | None = None
    recurrence: Json | None = None
    status: EventStatus = EventStatus.SCHEDULED
    interested: list[str] = field(default_factory=list[str])

    @property
    def is_finished(self) -> bool:
        """Whether it is over, or will never be."""
        return self.status in FINISHED

    def to_json(self, *, counted: bool = False) -> Json:
        """Return Discord's scheduled event object, with the number of the interested where it is asked for."""
        shown: Json = {
            "id": self.id,
            "guild_id": self.guild_id,
            "channel_id": self.channel_id,
            "creator_id": self.creator.id,
            "creator": self.creator.to_json(),
            "name": self.name,
            "description": self.description,
            "scheduled_start_time": iso(self.start),
            "scheduled_end_time": iso(self.end) if self.end else None,
            "privacy_level": GUILD_ONLY,
            "status": int(self.status),
            "entity_type": int(self.entity_type),
            "entity_id": None,
            "entity_metadata": {"location": self.location} if self.entity_type is EntityType.EXTERNAL else None,
            "image": self.image,
            "recurrence_rule": self.recurrence,
        }
        return shown | ({"user_count": len(self.interested)} if counted else {})
