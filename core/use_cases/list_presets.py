"""See which presets there are."""

from __future__ import annotations

from core.ids import UserId
from core.ports.presets import Presets
from core.tables.presets import Preset


class ListPresets:
    """A person's presets, by name."""

    def __init__(self, presets: Presets) -> None:
        self._presets = presets

    async def __call__(self, user: UserId) -> tuple[Preset, ...]:
        """All of them.

        Raises:
            UnavailableError: ``database-away``.
        """
        return await self._presets.of(user)
