"""What a sorcerer can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Sorcerer.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.dice.advantage import Advantage
from core.features.powers import (
    MINUTE,
    Gift,
    Who,
    power,
)
from core.rules.actions import Economy
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.terms import Duration
from core.rules.effects.tree import Alter


def sorcerer(who: Who) -> Iterator[Gift]:
    """What a sorcerer's levels give."""
    if who.new:
        sure = Lasting(Roll.ATTACKS, advantage=Advantage.ADVANTAGE, by=frozenset({"spell"}))
        innate = Alter((sure, Lasting(Roll.SPELL_DC, "1")), Duration(rounds=MINUTE))
        yield power("Innate Sorcery", Economy.BONUS, innate, counter="Innate Sorcery")
