"""Emojis that somebody uploaded, to an application or to a guild, with their pictures: the CDN serves them.

Source: Discord developer docs, "Emoji".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.wire import Json
from bot.sandbox.world.users import User


@dataclass(slots=True, eq=False)
class Emoji:
    """One emoji; `roles` are those for whom it is, none meaning everybody."""

    id: str
    name: str
    user: User
    content_type: str
    content: bytes
    animated: bool = False
    roles: list[str] = field(default_factory=list[str])

    def to_json(self) -> Json:
        """Return Discord's emoji object."""
        return {
            "id": self.id,
            "name": self.name,
            "roles": list(self.roles),
            "user": self.user.to_json(),
            "require_colons": True,
            "managed": False,
            "animated": self.animated,
            "available": True,
        }
