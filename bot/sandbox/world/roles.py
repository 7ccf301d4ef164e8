"""Roles, and how high they stand.

Source: Discord developer docs, "Permissions", Role Object, Permission Hierarchy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.sandbox.permissions import NONE, Permission
from bot.sandbox.wire import Json

Rank: TypeAlias = tuple[float, float]
"""A place in the hierarchy; of two roles at one position the older stands higher."""

OWNER: Rank = (float("inf"), 0.0)
"""Above every role."""


@dataclass(slots=True, eq=False)
class Role:
    """A role; @everyone is the one whose id is the guild's."""

    id: str
    name: str
    permissions: Permission = NONE
    position: int = 0
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed: bool = False
    bot_id: str | None = None

    @property
    def rank(self) -> Rank:
        """Return how high it stands."""
        return self.position, -int(self.id)

    def to_json(self) -> Json:
        """Return Discord's role object."""
        return {
            "id": self.id,
            "name": self.name,
            "color": self.color,
            "colors": {"primary_color": self.color, "secondary_color": None, "tertiary_color": None},
            "hoist": self.hoist,
            "icon": None,
            "unicode_emoji": None,
            "position": self.position,
            "permissions": str(int(self.permissions)),
            "managed": self.managed,
            "mentionable": self.mentionable,
            "flags": 0,
            **({"tags": {"bot_id": self.bot_id}} if self.bot_id else {}),
        }
