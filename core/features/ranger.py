"""What a ranger can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Ranger.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.features.powers import (
    WEAPON,
    Gift,
    Who,
    always,
    power,
)
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Cushion
from core.rules.effects.terms import Duration, Moment, Only, When
from core.rules.effects.tree import Inflict


def ranger(who: Who) -> Iterator[Gift]:
    """What a ranger's levels give."""
    if who.of("Hunter") and who.level >= 3 and not who.chose("Horde Breaker") and not who.chose("Giant Killer"):
        more = Lasting(Roll.DAMAGE, "1d8", by=WEAPON, once_a_turn=True, against=Only(when=When.HURT))
        yield always("Colossus Slayer", more)
    wisdom = who.modifier(Ability.WISDOM)
    if who.new and who.level >= 10:
        yield power("Tireless", Economy.ACTION, Cushion(f"1d8{wisdom:+d}" if wisdom else "1d8"), counter="Tireless")
    if who.new and who.level >= 14:
        veiled = Inflict((Condition.INVISIBLE,), Duration(until=Moment.OWN_TURN_END))
        yield power("Nature’s Veil", Economy.BONUS, veiled, counter="Nature’s Veil")
