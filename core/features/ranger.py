"""What a ranger can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Ranger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.features.powers import (
    THAT_ROLL,
    WEAPON,
    Gift,
    Who,
    always,
    better,
    power,
    reaction,
)
from core.monsters.stat_block import Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Act, Cushion
from core.rules.effects.terms import Duration, Moment, Only, When
from core.rules.effects.tree import Alter, Inflict

_MARK: Final = "Hunter’s Mark"


def ranger(who: Who) -> Iterator[Gift]:
    """What a ranger's levels give."""
    if who.of("Hunter"):
        yield from _hunter(who)
    wisdom = who.modifier(Ability.WISDOM)
    if who.new and who.level >= 10:
        yield power("Tireless", Economy.ACTION, Cushion(f"1d8{wisdom:+d}" if wisdom else "1d8"), counter="Tireless")
    if who.new and who.level >= 14:
        veiled = Inflict((Condition.INVISIBLE,), Duration(until=Moment.OWN_TURN_END))
        yield power("Nature’s Veil", Economy.BONUS, veiled, counter="Nature’s Veil")
    yield from (_of_2024(who) if who.new else _of_2014(who))


def _hunter(who: Who) -> Iterator[Gift]:
    """What a hunter chose, as far as it is counted."""
    if who.level >= 3 and who.chose("Colossus Slayer", of="Hunter's Prey"):
        more = Lasting(Roll.DAMAGE, "1d8", by=WEAPON, once_a_turn=True, against=Only(when=When.HURT))
        yield always("Colossus Slayer", more)
    if not who.new and who.level >= 7 and who.chose("Steel Will", of="Defensive Tactics"):
        yield always("Steel Will", replace(better(Roll.SAVES), conditions=frozenset({Condition.FRIGHTENED})))
    if not who.new and who.level >= 15 and who.chose("Evasion", of="Superior Hunter's Defense"):
        yield always("Evasion", Lasting(evades=True))
    if not who.new and who.level >= 15 and who.chose("Uncanny Dodge", of="Superior Hunter's Defense"):
        yield reaction("Uncanny Dodge", Trigger.HIT, Alter((Lasting(Roll.TAKEN, times=50),), THAT_ROLL))


def _of_2024(who: Who) -> Iterator[Gift]:
    if who.level >= 13:
        yield always("Relentless Hunter", Lasting(proof=frozenset({"losing hunter's mark"})))
    if who.level >= 17:
        marked = Only(when=f"under {_MARK}", by_actor=True)
        yield always("Precise Hunter", replace(better(Roll.ATTACKS), against=marked))
    if who.level >= 18:
        yield always("Feral Senses", Lasting(senses=(("blindsight", 30),)))
    if who.level >= 20:
        yield always("Foe Slayer", Lasting(Roll.STRUCK, die="1d10", by=frozenset({_MARK.casefold()})))


def _of_2014(who: Who) -> Iterator[Gift]:
    if who.level >= 14:
        yield power("Vanish", Economy.BONUS, Act(("hide",)))
    if who.level >= 18:
        yield always("Feral Senses", Lasting(proof=frozenset({"attacking unseen"})))
    wisdom = who.modifier(Ability.WISDOM)
    if who.level >= 20 and wisdom > 0:
        foe = Only(when="favored enemy")
        more = Lasting(Roll.DAMAGE, f"+{wisdom}", by=WEAPON, once_a_turn=True, against=foe)
        yield always("Foe Slayer", more)
