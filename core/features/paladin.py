"""What a paladin can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Paladin.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.features.powers import (
    CHANNEL,
    MINUTE,
    TEN_MINUTES,
    WEAPON,
    Gift,
    Who,
    always,
    power,
)
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Damage, Heal
from core.rules.effects.terms import Duration, Moment, Only
from core.rules.effects.tree import Alter, Each, Effect, Inflict, Save

_NEXT_TURN: Final = Duration(until=Moment.SOURCE_TURN_START)


_HIGHEST_SMITE: Final = 5


def paladin(who: Who) -> Iterator[Gift]:
    """What a paladin's levels give."""
    charisma = max(1, who.modifier(Ability.CHARISMA))
    hands = "Lay On Hands" if who.new else "Lay on Hands"
    yield power(hands, Economy.BONUS if who.new else Economy.ACTION, Each((Heal(""),)), counter=hands, takes=0)
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
        shared = Each((Alter((guarded,), _NEXT_TURN),), None, range_ft=feet, whom="allies", only=others)
        yield power("Aura of Protection", Economy.NONE, shared)
    if who.new and who.level >= 9:
        yield power("Abjure Foes", Economy.ACTION, _abjured(who, charisma), counter=CHANNEL)
    if who.level >= 10:
        yield always("Aura of Courage", Lasting(spared=frozenset({Condition.FRIGHTENED})))
    if who.level >= 11:
        by = frozenset({"melee weapon", "unarmed"} if who.new else {"melee weapon"})
        name = "Radiant Strikes" if who.new else "Improved Divine Smite"
        yield always(name, Lasting(Roll.DAMAGE, "1d8", kinds=(DamageType.RADIANT,), by=by))


def _abjured(who: Who, charisma: int) -> Effect:
    afraid = Inflict((Condition.FRIGHTENED,), Duration(rounds=MINUTE, harmed="ends"))
    save = Save((Ability.WISDOM,), who.dc(Ability.CHARISMA), (afraid,))
    return Each((save,), most=charisma, range_ft=60, whom="enemies")
