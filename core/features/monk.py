"""What a monk can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Monk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.features.powers import (
    THAT_ROLL,
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
from core.rules.effects.outcomes import Act, End, Shift
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only
from core.rules.effects.tree import Alter, Attack, Choose, Each, Effect, Inflict, Save
from core.rules.sizes import Size


def monk(who: Who) -> Iterator[Gift]:
    """What a monk's levels give, for ki or focus points."""
    points = "Focus Points" if who.new else "Ki"
    fist = who.bare_hands()
    yield power("Martial Arts", Economy.BONUS, Each((fist,)), after_attack=not who.new)
    if who.level >= 2:
        yield from _disciplines(who, points, fist)
    if who.level >= 3:
        dexterity = who.modifier(Ability.DEXTERITY)
        less = Lasting(Roll.TAKEN, f"-1d10-{max(0, dexterity + who.level)}")
        name, trigger = ("Deflect Attacks", Trigger.HIT) if who.new else ("Deflect Missiles", Trigger.HIT_FROM_AFAR)
        yield reaction(name, trigger, Alter((less,), THAT_ROLL))
    if who.level >= 5:
        yield power("Stunning Strike", Economy.NONE, *_stunning(who), counter=points, after_hit=True)
    if who.level >= 7:
        yield always("Evasion", Lasting(evades=True))
        if not who.new:
            calm = End(frozenset({Condition.CHARMED, Condition.FRIGHTENED}))
            yield power("Stillness of Mind", Economy.ACTION, calm)


def _disciplines(who: Who, points: str, fist: Attack) -> Iterator[Gift]:
    struck = replace(fist, hit=(*fist.hit, _open_hand(who))) if who.of("Open Hand") and who.level >= 3 else fist
    blows = 3 if who.new and who.level >= 10 else 2
    flurry = Each((struck,), most=blows, times=blows)
    yield power("Flurry of Blows", Economy.BONUS, flurry, counter=points, after_attack=not who.new)
    if who.new:
        yield power("Patient Defense", Economy.BONUS, Act(("disengage",)))
        both = Act(("disengage", "dodge"), all_of_them=True)
        yield power("Patient Defense (Focus)", Economy.BONUS, both, counter=points)
        yield power("Step of the Wind", Economy.BONUS, Act(("dash",)))
        both = Act(("disengage", "dash"), all_of_them=True)
        yield power("Step of the Wind (Focus)", Economy.BONUS, both, counter=points)
    else:
        yield power("Patient Defense", Economy.BONUS, Act(("dodge",)), counter=points)
        yield power("Step of the Wind: Dash", Economy.BONUS, Act(("dash",)), counter=points)
        yield power("Step of the Wind: Disengage", Economy.BONUS, Act(("disengage",)), counter=points)


def _open_hand(who: Who) -> Effect:
    """What a blow of a flurry does besides, by choice."""
    dc = who.dc(Ability.WISDOM)
    prone = Save((Ability.DEXTERITY,), dc, (Inflict((Condition.PRONE,), FOR_GOOD),))
    pushed = Save((Ability.STRENGTH,), dc, (Shift(15, "away", only=Only(up_to=Size.LARGE)),))
    slow = Alter(
        (Lasting(no_reactions=True),), Duration(until=Moment.SOURCE_TURN_START if who.new else Moment.SOURCE_TURN_END)
    )
    return Choose((("topple", (prone,)), ("push", (pushed,)), ("addle", (slow,))))


def _stunning(who: Who) -> tuple[Effect, ...]:
    until = Duration(until=Moment.SOURCE_TURN_START if who.new else Moment.SOURCE_TURN_END)
    slowed = (
        Alter((Lasting(Roll.SPEED, times=50), replace(better(Roll.ATTACKED), once=True)), until) if who.new else None
    )
    stunned = Inflict((Condition.STUNNED,), until)
    return (Each((Save((Ability.CONSTITUTION,), who.dc(Ability.WISDOM), (stunned,), (slowed,) if slowed else ()),)),)
