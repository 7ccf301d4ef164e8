"""Forget a preset."""

from __future__ import annotations

from core.errors import NotFoundError
from core.ids import UserId
from core.ports.presets import Presets
from core.tables.presets import MAX_PRESET_NAME, Preset, preset_key


class DeletePreset:
    """Delete one of a person's presets by its name."""

    def __init__(self, presets: Presets) -> None:
        self._presets = presets

    async def __call__(self, user: UserId, name: str) -> Preset:
        """What it was.

        Raises:
            NotFoundError: ``preset-not-found``.
            UnavailableError: ``database-away``.
        """
        preset = await self._presets.delete(user, preset_key(name))
        if preset is None:
            raise NotFoundError("preset-not-found", name=name[:MAX_PRESET_NAME])
        return preset
