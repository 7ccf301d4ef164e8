"""The door to people's presets."""

from __future__ import annotations

from typing import Protocol

from core.ids import UserId
from core.tables.presets import Preset


class Presets(Protocol):
    """Keeps presets. Every method may raise `UnavailableError`: ``database-away``."""

    async def save(self, user: UserId, preset: Preset, *, most: int) -> bool:
        """Keep a preset; one of the same name is replaced.

        Returns:
            False, with nothing kept, when it would be one more than `most`.
        """
        ...

    async def of(self, user: UserId) -> tuple[Preset, ...]:
        """A person's presets, by name."""
        ...

    async def find(self, user: UserId, key: str) -> Preset | None:
        """The preset with this key."""
        ...

    async def delete(self, user: UserId, key: str) -> Preset | None:
        """Forget a preset; what it was, or None when there was none."""
        ...
