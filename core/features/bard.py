"""What a bard can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Bard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.features.powers import (
    HOUR,
    TEN_MINUTES,
    THAT_ROLL,
    Costs,
    Gift,
    Who,
    better,
    power,
    reaction,
)
from core.monsters.stat_block import Trait, Trigger
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.fates import Regain, Retry
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.terms import Duration, Moment
from core.rules.effects.tree import Alter, Choose, Each


def bard(who: Who) -> Iterator[Gift]:
    """What a bard's levels give: a die for somebody else's attack or save that falls short."""
    die = who.scale("Bardic Inspiration") or "1d6"
    inspired = tuple(Lasting(roll, die, rescues=True) for roll in (Roll.ATTACKS, Roll.SAVES))
    lasts = Duration(rounds=HOUR if who.new else TEN_MINUTES)
    lent = Each((Alter(inspired, lasts),), range_ft=60, whom="others")
    yield power("Bardic Inspiration", Economy.BONUS, lent, counter="Bardic Inspiration")
    if who.of("Lore") and who.level >= 3:
        yield from _cutting(die)
    spell = frozenset({Condition.CHARMED, Condition.FRIGHTENED})
    if not who.new and who.level >= 6:
        firm = replace(better(Roll.SAVES), conditions=spell)
        heard = Each((Alter((firm,), Duration(until=Moment.SOURCE_TURN_END)),), None, range_ft=30, whom="allies")
        yield power("Countercharm", Economy.ACTION, heard)
    if who.new and who.level >= 7:
        anew = Each((Retry(better=True, conditions=spell),), range_ft=30, whom="allies")
        yield reaction("Countercharm", Trigger.FAILS_NEAR, anew)
    if who.level >= (18 if who.new else 20):
        more = Regain("Bardic Inspiration", up_to=2 if who.new else 1)
        yield Trait("Superior Inspiration", (more,), Trigger.INITIATIVE)


def _cutting(die: str) -> Iterator[Gift]:
    """A die taken off an attack that hits, or off its damage: of one on a friend, or on the bard."""
    ways = Choose(
        (
            ("attack", (Alter((Lasting(Roll.ATTACKED, f"-{die}"),), THAT_ROLL),)),
            ("damage", (Alter((Lasting(Roll.TAKEN, f"-{die}"),), THAT_ROLL),)),
        )
    )
    told: Costs = {"counter": "Bardic Inspiration"}
    yield reaction("Cutting Words", Trigger.WARD_ATTACKED, Each((ways,), range_ft=60), **told)
    yield reaction("Cutting Words (yourself)", Trigger.HIT, ways, **told)
