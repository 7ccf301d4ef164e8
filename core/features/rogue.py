"""What a rogue can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Rogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.characters.attacks import SNEAK
from core.features.powers import (
    THAT_ROLL,
    THIS_TURN,
    Gift,
    Who,
    always,
    better,
    power,
    reaction,
)
from core.monsters.stat_block import Trigger
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Act, Damage
from core.rules.effects.terms import Only
from core.rules.effects.tree import Alter, Each
from core.rules.proficiency import Training

SNEAKS: Final = "Sneak Attack"


def rogue(who: Who) -> Iterator[Gift]:
    """What a rogue's levels give; the dice of Sneak Attack stand in its attacks."""
    yield from _sneak(who)
    if who.level >= 2:
        for way in ("dash", "disengage", "hide"):
            yield power(f"Cunning Action: {way.capitalize()}", Economy.BONUS, Act((way,)))
    if who.new and who.level >= 3:
        aimed = replace(better(Roll.ATTACKS), once=True)
        still = Lasting(Roll.SPEED, times=0)
        yield power("Steady Aim", Economy.BONUS, Alter((aimed,), THIS_TURN), Alter((still,), THIS_TURN))
    if who.level >= 5:
        half = Alter((Lasting(Roll.TAKEN, times=50),), THAT_ROLL)
        yield reaction("Uncanny Dodge", Trigger.HIT, half)
    if who.level >= 7:
        yield always("Evasion", Lasting(evades=True))
    learnt = (each for each, how in who.sheet.skills.items() if how is not Training.HALF and how is not Training.NONE)
    tools = (each.casefold() for each, how in who.sheet.tools.items() if how is not Training.NONE)
    sure = frozenset((*learnt, *tools))
    if who.level >= (7 if who.new else 11) and sure:
        yield always("Reliable Talent", Lasting(Roll.CHECKS, at_least=10, skills=sure))
    if who.level >= 18:
        able = Only(without=Condition.INCAPACITATED)
        yield always("Elusive", Lasting(Roll.ATTACKED, no_advantage=True), only=able)
    if who.of("Thief") and who.level >= 3:
        yield power("Fast Hands", Economy.BONUS, Act(("use an object",)))


def _sneak(who: Who) -> Iterator[Gift]:
    """More damage with a hit: by advantage, else by a condition that no fight shows and the name therefore says."""
    for name, rolled in ((SNEAKS, "advantage"), (f"{SNEAKS} (ally within 5 feet)", "none")):
        more = Damage(f"{(who.level + 1) // 2}d6", ())  # of the weapon's kind: its own damage takes the place of this
        yield power(name, Economy.NONE, Each((more,)), after_hit=True, adds=SNEAK, rolled=rolled)
