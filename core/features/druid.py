"""What a druid can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Druid.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.features.powers import (
    HOUR,
    WEAPON,
    WILD_SHAPE,
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
from core.rules.effects.magic import Become
from core.rules.effects.outcomes import Cushion, Damage, Heal
from core.rules.effects.terms import Area, Duration, Only, Shape
from core.rules.effects.tree import Each, Effect, Save


def druid(who: Who) -> Iterator[Gift]:
    """What a druid's levels give."""
    if who.level >= 2:
        cost = Economy.BONUS if who.new else Economy.ACTION
        yield power(WILD_SHAPE, cost, *_shape(who), counter=WILD_SHAPE)
    if who.new and who.of("Land") and who.level >= 3:
        dice = "4d6" if who.level >= 14 else "3d6" if who.level >= 10 else "2d6"
        thorns = Damage(dice, (DamageType.NECROTIC,), halved=True)
        harmed = Each((Save((Ability.CONSTITUTION,), who.dc(Ability.WISDOM), (thorns,)),), None, _SPHERE, 60, "enemies")
        healed = Each((Heal(dice),), 1, _SPHERE, 60, "allies")
        yield power("Land’s Aid", Economy.ACTION, harmed, healed, counter=WILD_SHAPE)
    if who.new and who.level >= 7:
        yield from _furious(who)
    if who.of("Land") and who.level >= 10:
        yield _ward(who)


def _furious(who: Who) -> Iterator[Gift]:
    if who.chose("Potent Spellcasting", of="Elemental Fury"):
        more = Lasting(Roll.SPELL_DAMAGE, f"+{max(0, who.modifier(Ability.WISDOM))}", by=frozenset({"druid cantrip"}))
        yield always("Potent Spellcasting", more)
    elif who.chose("Primal Strike", of="Elemental Fury"):
        kinds = (DamageType.COLD, DamageType.FIRE, DamageType.LIGHTNING, DamageType.THUNDER)
        dice = who.scale("Elemental Fury") or "1d8"
        yield always("Primal Strike", Lasting(Roll.DAMAGE, dice, kinds=kinds, by=WEAPON, once_a_turn=True))


_FEY: Final = Only(types=frozenset({"elemental", "fey"}))
_LANDS: Final = {
    "arid": DamageType.FIRE,
    "polar": DamageType.COLD,
    "temperate": DamageType.LIGHTNING,
    "tropical": DamageType.POISON,
}


def _ward(who: Who) -> Gift:
    """What the land keeps from its druids: in 2014 illness and the fey, in 2024 poison and the land's own harm."""
    safe = frozenset({Condition.POISONED})
    if not who.new:
        ignores = frozenset({DamageType.POISON})
        charms = frozenset({Condition.CHARMED, Condition.FRIGHTENED})
        hardy = Lasting(ignores=ignores, spared=safe, proof=frozenset({"disease"}))
        return always("Nature's Ward", hardy, Lasting(spared=charms, against=_FEY))
    lands = frozenset(kind for land, kind in _LANDS.items() if who.chose(land))
    return always("Nature’s Ward", Lasting(spared=safe, resists=lands))


_SPHERE: Final = Area(Shape.SPHERE, 10)


def _shape(who: Who) -> tuple[Effect, ...]:
    """Another form: in 2024 with one's own hit points and temporary ones, in 2014 with the form's."""
    rating = who.scale("Wild Shape").removeprefix("CR ").partition(" ")[0] or "1/4"
    lasts = Duration(rounds=max(1, who.level // 2) * HOUR)
    form = Become(kinds=frozenset({"beast"}), challenge=rating, lasts=lasts, body=not who.new)
    return (form, Cushion(str(who.level))) if who.new else (form,)
