"""Inspiration: one at a time, and what it is spent on.

Source: SRD 5.1, "Beyond 1st Level", Inspiration; SRD 5.2.1, "Playing the Game", Heroic Inspiration.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from core.rules.edition import Edition

MOST: Final = 1
"""Whoever has it cannot have more of it."""


class Spending(StrEnum):
    """What it buys."""

    ADVANTAGE = "advantage"
    """On an attack roll, a check or a save, said before it is rolled."""
    REROLL = "reroll"
    """Of any die at once after it was rolled; the new roll counts."""


def spending(edition: Edition) -> Spending:
    """What inspiration buys in an edition."""
    return Spending.ADVANTAGE if edition is Edition.SRD_51 else Spending.REROLL
