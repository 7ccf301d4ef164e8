"""Find the line of dice that a name stands for."""

from __future__ import annotations

from core.errors import NotFoundError
from core.ids import UserId
from core.ports.presets import Presets
from core.tables.presets import MAX_PRESET_NAME, Preset, preset_key


class FindPreset:
    """Find one of a person's presets by its name."""

    def __init__(self, presets: Presets) -> None:
        self._presets = presets

    async def __call__(self, user: UserId, name: str) -> Preset:
        """The preset.

        Raises:
            NotFoundError: ``preset-not-found``.
            UnavailableError: ``database-away``.
        """
        preset = await self._presets.find(user, preset_key(name))
        if preset is None:
            raise NotFoundError("preset-not-found", name=name[:MAX_PRESET_NAME])
        return preset
