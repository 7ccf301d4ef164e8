"""What a fighter can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Fighter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.features.powers import (
    THIS_TURN,
    Gift,
    Who,
    always,
    better,
    power,
)
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.outcomes import Heal, Refresh
from core.rules.effects.terms import Only, When
from core.rules.effects.tree import Alter, If


def fighter(who: Who) -> Iterator[Gift]:
    """What a fighter's levels give; Improved Critical is in its attacks."""
    yield power("Second Wind", Economy.BONUS, Heal(f"1d10+{who.level}"), counter="Second Wind")
    if who.level >= 2:
        no_magic = (Alter((Lasting(denies=frozenset({Deed.MAGIC})),), THIS_TURN),) if who.new else ()
        costs = {"counter": "Action Surge", "once_acted": True}
        yield power("Action Surge", Economy.NONE, Refresh(), *no_magic, **costs)
    if who.of("Champion") and who.level >= 18:
        points = str(max(1, 5 + who.modifier(Ability.CONSTITUTION)))
        yield Trait("Survivor", (If(Only(when=When.ACTOR_BLOODIED), (Heal(points),)),), Trigger.OWN_TURN_BEGINS)
    if who.new and who.of("Champion") and who.level >= 3:
        yield always(
            "Remarkable Athlete",
            better(Roll.INITIATIVE),
            replace(better(Roll.CHECKS), skills=frozenset({"athletics"})),
        )
