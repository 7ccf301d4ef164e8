"""What a cleric can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Cleric.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.features.powers import (
    CHANNEL,
    MINUTE,
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
from core.rules.effects.magic import Compel
from core.rules.effects.outcomes import Damage, Heal, Kill
from core.rules.effects.terms import Duration, Only
from core.rules.effects.tree import Alter, Choose, Each, Effect, Inflict, Save

_CANTRIP: Final = frozenset({"cleric cantrip"})
_UNDEAD: Final = Only(types=frozenset({"undead"}))


def cleric(who: Who) -> Iterator[Gift]:
    """What a cleric's levels give."""
    life = who.of("Life")
    if life and who.level >= (3 if who.new else 1):
        yield always("Disciple of Life", Lasting(mends=2))
    if who.level >= 2:
        yield power("Turn Undead", Economy.ACTION, turning(who, _UNDEAD), counter=CHANNEL)
        if who.new:
            yield power("Divine Spark", Economy.ACTION, _spark(who), counter=CHANNEL)
    if life and who.level >= (3 if who.new else 2):
        share = Heal(str(5 * who.level), divided=True, half=True)
        yield power("Preserve Life", Economy.ACTION, Each((share,), most=None, range_ft=30), counter=CHANNEL)
    if life and who.level >= 6:
        yield always("Blessed Healer", Lasting(mends_itself=2))
    if life and who.level >= 17:
        yield always("Supreme Healing", Lasting(full_mending=True))
    yield from _blessed_strikes(who)


def _blessed_strikes(who: Who) -> Iterator[Gift]:
    if who.new and who.level >= 7:
        if who.chose("Potent Spellcasting", of="Blessed Strikes"):
            more = Lasting(Roll.SPELL_DAMAGE, f"+{max(0, who.modifier(Ability.WISDOM))}", by=_CANTRIP)
            yield always("Potent Spellcasting", more)
        elif who.chose("Divine Strike", of="Blessed Strikes"):
            kinds = (DamageType.RADIANT, DamageType.NECROTIC)
            dice = who.scale("Blessed Strikes") or "1d8"
            yield always("Divine Strike", Lasting(Roll.DAMAGE, dice, kinds=kinds, by=WEAPON, once_a_turn=True))
    elif who.of("Life") and who.level >= 8 and not who.new:
        dice = "2d8" if who.level >= 14 else "1d8"
        radiant = (DamageType.RADIANT,)
        yield always("Divine Strike", Lasting(Roll.DAMAGE, dice, kinds=radiant, by=WEAPON, once_a_turn=True))


def turning(who: Who, meant: Only, ability: Ability = Ability.WISDOM) -> Effect:
    """Those who are meant flee from the holy; what weak undead do not live through."""
    lasts = Duration(rounds=MINUTE, harmed="ends")
    if who.new:
        fled: tuple[Effect, ...] = (Inflict((Condition.FRIGHTENED, Condition.INCAPACITATED), lasts),)
        if who.level >= 5:
            seared = Damage(f"{max(1, who.modifier(Ability.WISDOM))}d8", (DamageType.RADIANT,))
            fled = (seared, *fled)
    else:
        fled = (Alter((Lasting(no_reactions=True),), lasts, each_turn=(Compel("flees"),), called="Turned"),)
        if who.level >= 5 and who.scale("Destroy Undead"):
            weak = Only(challenge=who.scale("Destroy Undead").removeprefix("CR ").partition(" ")[0] or "1/2")
            fled = (*fled, Kill(only=weak))
    save = Save((Ability.WISDOM,), who.dc(ability), fled, only=meant)
    return Each((save,), most=None, range_ft=30)


def _spark(who: Who) -> Effect:
    wisdom = who.modifier(Ability.WISDOM)
    dice = f"{who.scale('Divine Spark') or '1d8'}{wisdom:+d}" if wisdom else who.scale("Divine Spark") or "1d8"

    def hurts(kind: DamageType) -> tuple[Effect, ...]:
        return (Save((Ability.CONSTITUTION,), who.dc(Ability.WISDOM), (Damage(dice, (kind,), halved=True),)),)

    ways = (
        ("heal", (Heal(dice),)),
        ("radiant", hurts(DamageType.RADIANT)),
        ("necrotic", hurts(DamageType.NECROTIC)),
    )
    return Each((Choose(ways),), range_ft=30)
