"""What a paladin can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Paladin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.dice.advantage import Advantage
from core.features.cleric import turning
from core.features.powers import (
    CHANNEL,
    MINUTE,
    TEN_MINUTES,
    WEAPON,
    Gift,
    Who,
    always,
    better,
    power,
)
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Damage, End, Heal
from core.rules.effects.terms import Area, Contact, Duration, Moment, Only, Shape
from core.rules.effects.tree import Alter, Choose, Each, Effect, Inflict, Save, Zone

_NEXT_TURN: Final = Duration(until=Moment.SOURCE_TURN_START)


_HIGHEST_SMITE: Final = 5


def paladin(who: Who) -> Iterator[Gift]:
    """What a paladin's levels give."""
    charisma = max(1, who.modifier(Ability.CHARISMA))
    hands = "Lay On Hands" if who.new else "Lay on Hands"
    yield power(hands, Economy.BONUS if who.new else Economy.ACTION, Each((Heal(""),)), counter=hands, takes=0)
    yield from _curing(who, hands)
    if not who.new and who.level >= 2:
        for level in range(1, _HIGHEST_SMITE + 1):
            dice = f"{min(level + 1, _HIGHEST_SMITE)}d8"
            holy = (
                Damage(dice, (DamageType.RADIANT,)),
                Damage("1d8", (DamageType.RADIANT,), only=Only(types=frozenset({"undead", "fiend"}))),
            )
            name = f"Divine Smite (level {level})"
            yield power(name, Economy.NONE, Each(holy), slot=level, after_hit=True)
    if who.of("Devotion") and who.level >= 3:
        sure = Lasting(Roll.ATTACKS, f"+{charisma}", by=WEAPON)
        lasts = Duration(rounds=TEN_MINUTES if who.new else MINUTE)
        cost = Economy.NONE if who.new else Economy.ACTION
        yield power("Sacred Weapon", cost, Alter((sure,), lasts), counter=CHANNEL)
    if who.level >= 6:
        guarded = Lasting(Roll.SAVES, f"+{charisma}")
        yield always("Aura of Protection", guarded)
        feet = 30 if who.level >= 18 else 10
        others = Only(when="it is not the caster")
        auras = Alter((guarded, *_auras(who)), _NEXT_TURN)
        shared = Each((auras,), None, range_ft=feet, whom="allies", only=others)
        yield power("Aura of Protection", Economy.NONE, shared)
    if who.new and who.level >= 9:
        yield power("Abjure Foes", Economy.ACTION, _abjured(who, charisma), counter=CHANNEL)
    if who.level >= 10:
        yield always("Aura of Courage", Lasting(spared=frozenset({Condition.FRIGHTENED})))
    if who.of("Devotion"):
        yield from _of_devotion(who)
    if who.level >= 11:
        by = frozenset({"melee weapon", "unarmed"} if who.new else {"melee weapon"})
        name = "Radiant Strikes" if who.new else "Improved Divine Smite"
        yield always(name, Lasting(Roll.DAMAGE, "1d8", kinds=(DamageType.RADIANT,), by=by))


def _curing(who: Who, hands: str) -> Iterator[Gift]:
    """Five points of the pool against poison, and in 2014 against a disease; later more, or being spared by those."""
    if not who.new and who.level >= 3:
        yield always("Divine Health", Lasting(proof=frozenset({"disease"})))
    if who.new and who.level >= 14:
        yield _restoring(hands)
    pure = Each((End(frozenset({Condition.POISONED}), frozenset({"poison"} if who.new else {"poison", "disease"})),))
    yield power(f"{hands} (cure)", Economy.BONUS if who.new else Economy.ACTION, pure, counter=hands, takes=5)


def _auras(who: Who) -> Iterator[Lasting]:
    """What nobody near can have, besides."""
    if who.of("Devotion") and who.level >= 7:
        yield Lasting(spared=frozenset({Condition.CHARMED}))
    if who.level >= 10:
        yield Lasting(spared=frozenset({Condition.FRIGHTENED}))


def _of_devotion(who: Who) -> Iterator[Gift]:
    if who.level >= 7:
        yield always("Aura of Devotion", Lasting(spared=frozenset({Condition.CHARMED})))
    if not who.new and who.level >= 3:
        unholy = turning(who, Only(types=frozenset({"fiend", "undead"})), Ability.CHARISMA)
        yield power("Channel Divinity: Turn the Unholy", Economy.ACTION, unholy, counter=CHANNEL)
    if not who.new and who.level >= 15:
        charms = frozenset({Condition.CHARMED, Condition.FRIGHTENED})
        warded = Lasting(Roll.ATTACKED, advantage=Advantage.DISADVANTAGE, against=_UNEARTHLY)
        yield always("Purity of Spirit", warded, Lasting(spared=charms, against=_UNEARTHLY))
    if who.level >= 20:
        points = who.modifier(Ability.CHARISMA) + who.proficiency if who.new else 10
        rounds, cost = (TEN_MINUTES, Economy.BONUS) if who.new else (MINUTE, Economy.ACTION)
        burnt = (Damage(str(points), (DamageType.RADIANT,)),)
        light = Zone(
            Area(Shape.EMANATION, 30),
            burnt,
            frozenset({Contact.TURN_START}),
            whom="enemies",
            lasts=Duration(rounds=rounds),
            range_ft=0,
            follows=True,
            sight="sunlight" if who.new else "bright light",
        )
        firm = replace(better(Roll.SAVES), against=Only(types=frozenset({"fiend", "undead"})))
        guarded = Alter((firm,), Duration(rounds=rounds))
        yield power("Holy Nimbus", cost, light, Each((guarded,), range_ft=0, whom="self"), counter="Holy Nimbus")


def _restoring(hands: str) -> Gift:
    ways = tuple((each.value, (End(frozenset({each})),)) for each in _RESTORED)
    return power("Restoring Touch", Economy.BONUS, Each((Choose(ways),)), counter=hands, takes=5)


_RESTORED: Final = (
    Condition.BLINDED,
    Condition.CHARMED,
    Condition.DEAFENED,
    Condition.FRIGHTENED,
    Condition.PARALYZED,
    Condition.STUNNED,
)
_UNEARTHLY: Final = Only(types=frozenset({"aberration", "celestial", "elemental", "fey", "fiend", "undead"}))


def _abjured(who: Who, charisma: int) -> Effect:
    afraid = Inflict((Condition.FRIGHTENED,), Duration(rounds=MINUTE, harmed="ends"))
    save = Save((Ability.WISDOM,), who.dc(Ability.CHARISMA), (afraid,))
    return Each((save,), most=charisma, range_ft=60, whom="enemies")
