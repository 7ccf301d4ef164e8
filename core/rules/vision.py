"""Light and sight: what can be seen in it, and what that does to rolls.

Source: SRD 5.1, "Adventuring", Vision and Light; SRD 5.2.1, "Playing the Game", Vision and Light.
"""

from __future__ import annotations

from enum import IntEnum


class Light(IntEnum):
    """How light it is, from darkness on."""

    DARKNESS = 0
    DIM = 1
    BRIGHT = 2


class Obscured(IntEnum):
    """How badly something is seen."""

    NOT = 0
    LIGHTLY = 1
    """Disadvantage on Wisdom (Perception) checks that rely on sight."""
    HEAVILY = 2
    """Who looks there is blinded as to what is there."""


def obscured(light: Light, *, darkvision: bool = False) -> Obscured:
    """How badly one sees in a light; with darkvision, one step better within its range.

    Example:
        >>> obscured(Light.DIM).name, obscured(Light.DARKNESS, darkvision=True).name, obscured(Light.DARKNESS).name
        ('LIGHTLY', 'LIGHTLY', 'HEAVILY')
    """
    return Obscured(Light.BRIGHT - min(Light.BRIGHT, light + darkvision))
