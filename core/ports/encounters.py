"""The door to the encounters that DMs keep: each person's own in each server, and nobody else's to see."""

from __future__ import annotations

from typing import Protocol

from core.combat.planning.saved import Encounter
from core.ids import GuildId, UserId


class Encounters(Protocol):
    """Keeps encounters. Every method may raise `UnavailableError`: ``database-away``."""

    async def save(self, guild: GuildId, user: UserId, encounter: Encounter, *, most: int) -> bool:
        """Keep an encounter; one of the same name is replaced.

        Returns:
            False, with nothing kept, when it would be one more than `most`.
        """
        ...

    async def of(self, guild: GuildId, user: UserId) -> tuple[Encounter, ...]:
        """A person's encounters in a server, by name."""
        ...

    async def find(self, guild: GuildId, user: UserId, key: str) -> Encounter | None:
        """The encounter with this key."""
        ...

    async def delete(self, guild: GuildId, user: UserId, key: str) -> Encounter | None:
        """Forget an encounter; what it was, or None when there was none."""
        ...
