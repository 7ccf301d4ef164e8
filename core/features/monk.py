"""What a monk can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Monk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.features.powers import (
    MINUTE,
    PHYSICAL,
    THAT_ROLL,
    Costs,
    Gift,
    Who,
    always,
    answer,
    better,
    power,
    reaction,
)
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType, Piercing
from core.rules.effects.fates import Regain, Retry
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Act, Damage, End, Heal, Kill, Shift
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only, Until
from core.rules.effects.tree import Alter, Attack, Choose, Each, Effect, If, Inflict, Save
from core.rules.sizes import Size

_UNARMED: Final = frozenset({"unarmed"})
_ALL_BUT_FORCE: Final = Lasting(resists=frozenset(DamageType) - {DamageType.FORCE})
_SHAKEN_OFF: Final = (Condition.CHARMED, Condition.FRIGHTENED, Condition.POISONED)
_PALM: Final = "Quivering Palm"
_A_DAY: Final = 14_400
"""In rounds."""


def monk(who: Who) -> Iterator[Gift]:
    """What a monk's levels give, for ki or focus points."""
    points = "Focus Points" if who.new else "Ki"
    fist = who.bare_hands()
    yield power("Martial Arts", Economy.BONUS, Each((fist,)), after_attack=not who.new)
    if who.level >= 2:
        yield from _disciplines(who, points, fist)
    if who.level >= 3:
        dexterity = who.modifier(Ability.DEXTERITY)
        bodily = tuple(sorted(PHYSICAL)) if who.new and who.level < 13 else ()
        less = Lasting(Roll.TAKEN, f"-1d10-{max(0, dexterity + who.level)}", kinds=bodily)
        name, trigger = ("Deflect Attacks", Trigger.HIT) if who.new else ("Deflect Missiles", Trigger.HIT_FROM_AFAR)
        yield reaction(name, trigger, Alter((less,), THAT_ROLL))
    if who.level >= 5:
        yield power("Stunning Strike", Economy.NONE, *_stunning(who), counter=points, after_hit=True)
    if who.level >= 7:
        yield always("Evasion", Lasting(evades=True))
        if not who.new:
            calm = End(frozenset({Condition.CHARMED, Condition.FRIGHTENED}))
            yield power("Stillness of Mind", Economy.ACTION, calm)
    yield from (_of_2024(who) if who.new else _of_2014(who))
    if who.of("Open Hand"):
        yield from _of_the_open_hand(who, points)


def _of_2014(who: Who) -> Iterator[Gift]:
    if who.level >= 6:
        yield always("Ki-Empowered Strikes", Lasting(made_of=frozenset({Piercing.MAGICAL}), by=_UNARMED))
    if who.level >= 10:
        ignores = frozenset({DamageType.POISON})
        pure = Lasting(ignores=ignores, spared=frozenset({Condition.POISONED}), proof=frozenset({"disease"}))
        yield always("Purity of Body", pure)
    if who.level >= 14:
        yield answer("Diamond Soul", Trigger.FAILS, Retry(), counter="Ki")
    if who.level >= 18:
        gone = Inflict((Condition.INVISIBLE,), Duration(rounds=MINUTE), with_it=(_ALL_BUT_FORCE,))
        yield power("Empty Body", Economy.ACTION, gone, counter="Ki", takes=4)
    if who.level >= 20:
        yield Trait("Perfect Self", (Regain("Ki", 4, below=1),), Trigger.INITIATIVE)


def _of_2024(who: Who) -> Iterator[Gift]:
    if who.level >= 2:
        healed = Heal(f"{_fist_die(who)}+{who.level}")
        costs: Costs = {"counter": "Uncanny Metabolism", "first_round": True}
        yield power("Uncanny Metabolism", Economy.NONE, Regain("Focus Points"), healed, **costs)
    if who.level >= 6:
        yield always("Empowered Strikes", Lasting(Roll.DAMAGE, kinds=(DamageType.FORCE,), by=_UNARMED))
    if who.level >= 10:
        yield Trait("Self-Restoration", _one_off(_SHAKEN_OFF), Trigger.OWN_TURN_ENDS)
    if who.level >= 14:
        yield answer("Disciplined Survivor", Trigger.FAILS, Retry(), counter="Focus Points")
    if who.level >= 15:
        yield Trait("Perfect Focus", (Regain("Focus Points", up_to=4),), Trigger.INITIATIVE)
    if who.level >= 18:
        hard = Alter((_ALL_BUT_FORCE,), Duration(rounds=MINUTE, ends=(Until.DOWN,)))
        yield power("Superior Defense", Economy.NONE, hard, counter="Focus Points", takes=3)


def _one_off(conditions: tuple[Condition, ...]) -> tuple[Effect, ...]:
    """One of several conditions ends: the first of them that there is."""
    first, *rest = conditions
    there = Only(has=frozenset({first}))
    return (If(there, (End(frozenset({first})),), _one_off(tuple(rest)) if rest else ()),)


def _fist_die(who: Who) -> str:
    dice = next(each.dice for each in who.bare_hands().hit if isinstance(each, Damage))
    return dice.partition("+")[0].partition("-")[0]


def _of_the_open_hand(who: Who, points: str) -> Iterator[Gift]:
    wisdom = who.modifier(Ability.WISDOM)
    if who.level >= 6:
        healed = f"{_fist_die(who)}{wisdom:+d}" if who.new else str(3 * who.level)
        cost = Economy.BONUS if who.new else Economy.ACTION
        yield power("Wholeness of Body", cost, Heal(healed), counter="Wholeness of Body")
    if who.level >= 17:
        marked = Alter((Lasting(),), Duration(rounds=who.level * _A_DAY), called=_PALM)
        yield power(_PALM, Economy.NONE, Each((marked,)), counter=points, takes=4 if who.new else 3, after_hit=True)
        yield power(f"{_PALM} (end)", Economy.ACTION, Each((_palm(who),), only=Only(when=f"under {_PALM}")))


def _palm(who: Who) -> Effect:
    """What the vibrations do when they end."""
    over = End(also=frozenset({f"under {_PALM.casefold()}"}))
    dc = who.dc(Ability.WISDOM)
    if who.new:
        return Save((Ability.CONSTITUTION,), dc, (Damage("10d12", (DamageType.FORCE,), halved=True), over), (over,))
    ten = Damage("10d10", (DamageType.NECROTIC,))
    return Save((Ability.CONSTITUTION,), dc, (Kill(drops=True), over), (ten, over))


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
