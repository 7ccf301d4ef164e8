"""What a sorcerer can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Sorcerer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.dice.advantage import Advantage
from core.features.powers import (
    HOUR,
    MINUTE,
    Gift,
    Who,
    always,
    chosen_kind,
    kind_of,
    power,
)
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.damage import DamageType
from core.rules.effects.fates import Regain
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.terms import Duration, Until
from core.rules.effects.tree import Alter

_POINTS: Final = "Sorcery Points"
_PRICES: Final = {1: (2, 2), 2: (3, 3), 3: (5, 5), 4: (6, 7), 5: (7, 9)}
"""What a slot of a level costs in points, and the level that it takes in 2024."""
_AFFINITY: Final = "Elemental Affinity"
_DRACONIC: Final = (DamageType.ACID, DamageType.COLD, DamageType.FIRE, DamageType.LIGHTNING, DamageType.POISON)


def sorcerer(who: Who) -> Iterator[Gift]:
    """What a sorcerer's levels give."""
    if who.new:
        sure = Lasting(Roll.ATTACKS, advantage=Advantage.ADVANTAGE, by=frozenset({"spell"}))
        innate = Alter((sure, Lasting(Roll.SPELL_DC, "1")), Duration(rounds=MINUTE))
        yield power("Innate Sorcery", Economy.BONUS, innate, counter="Innate Sorcery")
    if who.level >= 2:
        yield from _font(who)
    if who.of("Draconic"):
        yield from _draconic(who)


def _font(who: Who) -> Iterator[Gift]:
    """Slots into points, and points into slots that are used up."""
    into = "Font of Magic: points" if who.new else "Flexible Casting: Converting Spell Slot"
    out_of = "Font of Magic: slot" if who.new else "Flexible Casting: Creating Spell Slots"
    for level in range(1, min(9, (who.level + 1) // 2) + 1):
        cost = Economy.NONE if who.new else Economy.BONUS
        yield power(f"{into} (level {level})", cost, Regain(_POINTS, level), slot=level)
    for level, (price, least) in _PRICES.items():
        if who.level >= (least if who.new else 2 * level - 1):
            made = Regain(slot=level)
            yield power(f"{out_of} (level {level})", Economy.BONUS, made, counter=_POINTS, takes=price)


def _draconic(who: Who) -> Iterator[Gift]:
    charisma = max(0, who.modifier(Ability.CHARISMA))
    ancestor = kind_of(who, "Dragon Ancestor", _DRACONIC) if not who.new else None
    if who.level >= 6 and ancestor is not None:
        yield always(_AFFINITY, Lasting(Roll.SPELL_DAMAGE, f"+{charisma}", kinds=(ancestor,)))
        hardy = Alter((Lasting(resists=frozenset({ancestor})),), Duration(rounds=HOUR), called=_AFFINITY)
        yield power(f"{_AFFINITY} (resistance)", Economy.NONE, hardy, counter=_POINTS)
    elif who.level >= 6:

        def akin(kind: DamageType) -> Lasting:
            resists = frozenset({kind} if who.new else ())
            return Lasting(Roll.SPELL_DAMAGE, f"+{charisma}", kinds=(kind,), resists=resists)

        yield chosen_kind(who, _AFFINITY, _DRACONIC, akin)
    if who.level >= 14:
        feet = Lasting(Roll.SPEED, way="fly", at_least=60) if who.new else Lasting(Roll.SPEED, way="fly", times=100)
        lasts = Duration(rounds=HOUR, ends=(Until.ENDED,)) if who.new else Duration(ends=(Until.ENDED,))
        wings = Alter((feet,), lasts, called="Dragon Wings")
        yield power("Dragon Wings", Economy.BONUS, wings, counter="Dragon Wings" if who.new else "")
