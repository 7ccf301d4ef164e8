"""What barbarians, fighters, monks and rogues can do.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Barbarian, Fighter, Monk, Rogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.dice.advantage import Advantage
from core.features.powers import MINUTE, TEN_MINUTES, Gift, Who, always, power, reaction
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.outcomes import Act, End, Heal, Refresh, Shift
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only, Until, When
from core.rules.effects.tree import Alter, Attack, Choose, Each, Effect, If, Inflict, Save
from core.rules.sizes import Size

RAGE, RECKLESS = "Rage", "Reckless Attack"
_PHYSICAL: Final = frozenset({DamageType.BLUDGEONING, DamageType.PIERCING, DamageType.SLASHING})
_STRENGTH, _DEXTERITY = frozenset({Ability.STRENGTH}), frozenset({Ability.DEXTERITY})
_THIS_TURN: Final = Duration(until=Moment.THIS_TURN_END)
_THAT_ROLL: Final = Duration(rounds=0)


def barbarian(who: Who) -> Iterator[Gift]:
    """What a barbarian's levels give."""
    yield power(RAGE, Economy.BONUS, *_rage(who), counter=RAGE)
    if who.new:
        yield power("Extend Rage", Economy.BONUS, *_rage(who), needs=RAGE)
    if who.level >= 2:
        able = Only(without=Condition.INCAPACITATED)
        yield always("Danger Sense", _better(Roll.SAVES, abilities=_DEXTERITY), only=able)
        yield power(RECKLESS, Economy.NONE, *_reckless(who))
    if who.of("Berserker"):
        if who.new and who.level >= 3:
            dice = f"{who.scale('Rage Damage').lstrip('+') or 2}d6"
            more = Lasting(Roll.DAMAGE, dice, by=frozenset({"strength"}), once_a_turn=True)
            yield always("Frenzy", more, only=Only(when=f"under {RAGE} and {RECKLESS}"))
        if not who.new and who.level >= 3:
            yield power("Frenzy", Economy.BONUS, Act(("attack",)), needs=RAGE)
        if who.level >= 6:
            calm = Lasting(spared=frozenset({Condition.CHARMED, Condition.FRIGHTENED}))
            yield always("Mindless Rage", calm, only=Only(when=f"under {RAGE}"))
    if who.level >= 7:
        yield always("Feral Instinct", _better(Roll.INITIATIVE))


def _better(roll: Roll, *, abilities: frozenset[Ability] = frozenset()) -> Lasting:
    return Lasting(roll, advantage=Advantage.ADVANTAGE, abilities=abilities)


def _rage(who: Who) -> tuple[Effect, ...]:
    """Strong, hard to hurt, and without a mind for magic; in 2014 blows with thrown weapons gain nothing."""
    by = frozenset({"strength"}) if who.new else frozenset({"strength melee"})
    what = (
        Lasting(resists=_PHYSICAL),
        _better(Roll.CHECKS, abilities=_STRENGTH),
        _better(Roll.SAVES, abilities=_STRENGTH),
        Lasting(Roll.DAMAGE, who.scale("Rage Damage") or "+2", by=by),
        Lasting(denies=frozenset({Deed.SPELLS})),
    )
    persists = who.level >= 15
    idle = () if persists else (Until.CALM if who.new else Until.IDLE,)
    rounds = TEN_MINUTES if who.new else MINUTE
    return (
        End(frozenset(), frozenset({"concentration"})),
        Alter(what, Duration(rounds=rounds, ends=(*idle, Until.DOWN, Until.ENDED)), called=RAGE),
    )


def _reckless(who: Who) -> tuple[Effect, ...]:
    own = Lasting(
        Roll.ATTACKS,
        advantage=Advantage.ADVANTAGE,
        by=frozenset({"strength"}) if who.new else frozenset({"strength melee"}),
    )
    turn = Duration(until=Moment.OWN_TURN_START)
    if who.new:
        return (Alter((own, _better(Roll.ATTACKED)), turn, called=RECKLESS),)
    return (Alter((own,), _THIS_TURN), Alter((_better(Roll.ATTACKED),), turn, called=RECKLESS))


def fighter(who: Who) -> Iterator[Gift]:
    """What a fighter's levels give; Improved Critical is in its attacks."""
    yield power("Second Wind", Economy.BONUS, Heal(f"1d10+{who.level}"), counter="Second Wind")
    if who.level >= 2:
        no_magic = (Alter((Lasting(denies=frozenset({Deed.MAGIC})),), _THIS_TURN),) if who.new else ()
        costs = {"counter": "Action Surge", "once_acted": True}
        yield power("Action Surge", Economy.NONE, Refresh(), *no_magic, **costs)
    if who.of("Champion") and who.level >= 18:
        points = str(max(1, 5 + who.modifier(Ability.CONSTITUTION)))
        yield Trait("Survivor", (If(Only(when=When.ACTOR_BLOODIED), (Heal(points),)),), Trigger.OWN_TURN_BEGINS)
    if who.new and who.of("Champion") and who.level >= 3:
        yield always(
            "Remarkable Athlete",
            _better(Roll.INITIATIVE),
            replace(_better(Roll.CHECKS), skills=frozenset({"athletics"})),
        )


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
        yield reaction(name, trigger, Alter((less,), _THAT_ROLL))
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
        Alter((Lasting(Roll.SPEED, times=50), replace(_better(Roll.ATTACKED), once=True)), until) if who.new else None
    )
    stunned = Inflict((Condition.STUNNED,), until)
    return (Each((Save((Ability.CONSTITUTION,), who.dc(Ability.WISDOM), (stunned,), (slowed,) if slowed else ()),)),)


def rogue(who: Who) -> Iterator[Gift]:
    """What a rogue's levels give; Sneak Attack is in its attacks."""
    if who.level >= 2:
        for way in ("dash", "disengage", "hide"):
            yield power(f"Cunning Action: {way.capitalize()}", Economy.BONUS, Act((way,)))
    if who.new and who.level >= 3:
        aimed = replace(_better(Roll.ATTACKS), once=True)
        still = Lasting(Roll.SPEED, times=0)
        yield power("Steady Aim", Economy.BONUS, Alter((aimed,), _THIS_TURN), Alter((still,), _THIS_TURN))
    if who.level >= 5:
        half = Alter((Lasting(Roll.TAKEN, times=50),), _THAT_ROLL)
        yield reaction("Uncanny Dodge", Trigger.HIT, half)
    if who.level >= 7:
        yield always("Evasion", Lasting(evades=True))
