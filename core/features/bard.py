"""What a bard can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Bard.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.features.powers import (
    HOUR,
    TEN_MINUTES,
    Gift,
    Who,
    power,
)
from core.rules.actions import Economy
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.terms import Duration
from core.rules.effects.tree import Alter, Each


def bard(who: Who) -> Iterator[Gift]:
    """What a bard's levels give: a die for somebody else's attack or save that falls short."""
    die = who.scale("Bardic Inspiration") or "1d6"
    inspired = tuple(Lasting(roll, die, rescues=True) for roll in (Roll.ATTACKS, Roll.SAVES))
    lasts = Duration(rounds=HOUR if who.new else TEN_MINUTES)
    lent = Each((Alter(inspired, lasts),), range_ft=60, whom="others")
    yield power("Bardic Inspiration", Economy.BONUS, lent, counter="Bardic Inspiration")
