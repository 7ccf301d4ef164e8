"""The languages that a character can know.

Source: SRD 5.1, "Beyond 1st Level", Languages; SRD 5.2.1, "Character Creation", Choose Languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.edition import Edition

COMMON: Final = "Common"
_STANDARD: Final = (COMMON, "Dwarvish", "Elvish", "Giant", "Gnomish", "Goblin", "Halfling", "Orc")
STANDARD: Final[Mapping[Edition, tuple[str, ...]]] = {
    Edition.SRD_51: _STANDARD,
    Edition.SRD_52: (
        *(COMMON, "Common Sign Language", "Draconic", "Dwarvish", "Elvish", "Giant", "Gnomish", "Goblin"),
        *("Halfling", "Orc"),
    ),
}
_RARE: Final = ("Abyssal", "Celestial", "Deep Speech", "Infernal", "Primordial", "Sylvan", "Undercommon")
RARE: Final[Mapping[Edition, tuple[str, ...]]] = {
    Edition.SRD_51: tuple(sorted((*_RARE, "Draconic"))),
    Edition.SRD_52: tuple(sorted((*_RARE, "Druidic", "Thieves’ Cant"))),
}
"""What 2014 calls exotic. Druidic and Thieves' Cant are features of classes there."""
LEARNT_AT_FIRST: Final = 2
"""In 2024 everybody knows Common and so many standard languages of their choice; in 2014 species and background say."""
