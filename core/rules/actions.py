"""What a turn has: an action, a bonus action, a reaction; and what the ones that everybody has do.

Source: SRD 5.1, "Combat", Actions in Combat; SRD 5.2.1, "Playing the Game", Actions, and "Rules Glossary", Help.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Economy(StrEnum):
    """What something costs whoever does it."""

    ACTION = "action"
    BONUS = "bonus action"
    REACTION = "reaction"
    LEGENDARY = "legendary action"
    """Taken at the end of somebody else's turn."""
    LAIR = "lair action"
    NONE = "nothing"
    """A trait, or what happens by itself."""


HELP_FT: Final = 5
"""How near one has to be to the foe that one distracts, for an ally's next attack on it to have advantage."""
