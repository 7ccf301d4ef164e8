"""Keep a line of dice under a name."""

from __future__ import annotations

from core.errors import LimitError
from core.ids import UserId
from core.ports.presets import Presets
from core.tables.presets import MOST_PRESETS, Preset, new_preset


class SavePreset:
    """Save a preset; saving again under the same name replaces it."""

    def __init__(self, presets: Presets) -> None:
        self._presets = presets

    async def __call__(self, user: UserId, name: str, line: str) -> Preset:
        """The preset as it is kept.

        Raises:
            RuleError: ``preset-name-empty``.
            LimitError: ``preset-name-too-long``, ``label-too-long`` or ``too-many-presets``.
            NotationError: The line is not dice.
            UnavailableError: ``database-away``.
        """
        preset = new_preset(name, line)
        if not await self._presets.save(user, preset, most=MOST_PRESETS):
            raise LimitError("too-many-presets", limit=MOST_PRESETS)
        return preset
