"""What a fighter can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Fighter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.features.powers import (
    THIS_TURN,
    Costs,
    Gift,
    Who,
    always,
    answer,
    better,
    power,
)
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.effects.fates import Retry
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.outcomes import Go, Heal, Refresh
from core.rules.effects.terms import Duration, Moment, Only, When
from core.rules.effects.tree import Alter, If


def fighter(who: Who) -> Iterator[Gift]:
    """What a fighter's levels give; Improved Critical is in its attacks."""
    shift = (Go(share=50, safely=True),) if who.new and who.level >= 5 else ()
    yield power("Second Wind", Economy.BONUS, Heal(f"1d10+{who.level}"), *shift, counter="Second Wind")
    if who.level >= 2:
        no_magic = (Alter((Lasting(denies=frozenset({Deed.MAGIC})),), THIS_TURN),) if who.new else ()
        costs: Costs = {"counter": "Action Surge", "once_acted": True}
        yield power("Action Surge", Economy.NONE, Refresh(), *no_magic, **costs)
    if who.level >= 9:
        anew = Retry(f"+{who.level}" if who.new else "")
        yield answer("Indomitable", Trigger.FAILS, anew, counter="Indomitable")
    if who.new and who.level >= 13:
        open_to = replace(better(Roll.ATTACKED), source_only=True, once=True)
        until = Duration(until=Moment.SOURCE_TURN_END)
        yield Trait("Studied Attacks", (Alter((open_to,), until, called="Studied Attacks"),), Trigger.MISSES)
    if who.of("Champion") and who.level >= 18:
        points = str(max(1, 5 + who.modifier(Ability.CONSTITUTION)))
        yield Trait("Survivor", (If(Only(when=When.ACTOR_BLOODIED), (Heal(points),)),), Trigger.OWN_TURN_BEGINS)
    if who.new and who.of("Champion") and who.level >= 3:
        yield always(
            "Remarkable Athlete",
            better(Roll.INITIATIVE),
            replace(better(Roll.CHECKS), skills=frozenset({"athletics"})),
        )
