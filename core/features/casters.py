"""What bards, clerics, druids, paladins, rangers, sorcerers and warlocks can do besides casting.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Bard, Cleric, Druid, Paladin, Ranger, Sorcerer, Warlock.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.dice.advantage import Advantage
from core.features.powers import HOUR, MINUTE, TEN_MINUTES, WILD_SHAPE, Gift, Who, always, power
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Become, Compel
from core.rules.effects.outcomes import Adjudicate, Cushion, Damage, Heal
from core.rules.effects.terms import Area, Duration, Moment, Only, Shape, When
from core.rules.effects.tree import Alter, Choose, Each, Effect, Inflict, Save

CHANNEL: Final = "Channel Divinity"
_UNDEAD: Final = Only(types=frozenset({"undead"}))
_NEXT_TURN: Final = Duration(until=Moment.SOURCE_TURN_START)
_HIGHEST_SMITE: Final = 5
_WEAPON: Final = frozenset({"weapon"})


def bard(who: Who) -> Iterator[Gift]:
    """What a bard's levels give: a die for somebody else's attack or save that falls short."""
    die = who.scale("Bardic Inspiration") or "1d6"
    inspired = tuple(Lasting(roll, die, rescues=True) for roll in (Roll.ATTACKS, Roll.SAVES))
    lasts = Duration(rounds=HOUR if who.new else TEN_MINUTES)
    lent = Each((Alter(inspired, lasts),), range_ft=60, whom="others")
    yield power("Bardic Inspiration", Economy.BONUS, lent, counter="Bardic Inspiration")


def cleric(who: Who) -> Iterator[Gift]:
    """What a cleric's levels give."""
    life = who.of("Life")
    if life and who.level >= (3 if who.new else 1):
        yield always("Disciple of Life", Lasting(mends=2))
    if who.level >= 2:
        yield power("Turn Undead", Economy.ACTION, _turning(who), counter=CHANNEL)
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
        if who.chose("Potent Spellcasting"):
            return
        kinds = (DamageType.RADIANT, DamageType.NECROTIC)
        dice = who.scale("Blessed Strikes") or "1d8"
        yield always("Divine Strike", Lasting(Roll.DAMAGE, dice, kinds=kinds, by=_WEAPON, once_a_turn=True))
    elif who.of("Life") and who.level >= 8 and not who.new:
        dice = "2d8" if who.level >= 14 else "1d8"
        radiant = (DamageType.RADIANT,)
        yield always("Divine Strike", Lasting(Roll.DAMAGE, dice, kinds=radiant, by=_WEAPON, once_a_turn=True))


def _turning(who: Who) -> Effect:
    lasts = Duration(rounds=MINUTE, harmed="ends")
    if who.new:
        fled: tuple[Effect, ...] = (Inflict((Condition.FRIGHTENED, Condition.INCAPACITATED), lasts),)
        if who.level >= 5:
            seared = Damage(f"{max(1, who.modifier(Ability.WISDOM))}d8", (DamageType.RADIANT,))
            fled = (seared, *fled)
    else:
        fled = (Alter((Lasting(no_reactions=True),), lasts, each_turn=(Compel("flees"),), called="Turned"),)
        if who.level >= 5:
            fled = (*fled, Adjudicate(f"destroy undead (CR {who.scale('Destroy Undead')} or lower)"))
    save = Save((Ability.WISDOM,), who.dc(Ability.WISDOM), fled, only=_UNDEAD)
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
    if who.new and who.level >= 7 and not who.chose("Potent Spellcasting"):
        kinds = (DamageType.COLD, DamageType.FIRE, DamageType.LIGHTNING, DamageType.THUNDER)
        dice = who.scale("Elemental Fury") or "1d8"
        yield always("Primal Strike", Lasting(Roll.DAMAGE, dice, kinds=kinds, by=_WEAPON, once_a_turn=True))


_SPHERE: Final = Area(Shape.SPHERE, 10)


def _shape(who: Who) -> tuple[Effect, ...]:
    """Another form: in 2024 with one's own hit points and temporary ones, in 2014 with the form's."""
    rating = who.scale("Wild Shape").removeprefix("CR ").partition(" ")[0] or "1/4"
    lasts = Duration(rounds=max(1, who.level // 2) * HOUR)
    form = Become(kinds=frozenset({"beast"}), challenge=rating, lasts=lasts, body=not who.new)
    return (form, Cushion(str(who.level))) if who.new else (form,)


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
        sure = Lasting(Roll.ATTACKS, f"+{charisma}", by=_WEAPON)
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


def ranger(who: Who) -> Iterator[Gift]:
    """What a ranger's levels give."""
    if who.of("Hunter") and who.level >= 3 and not who.chose("Horde Breaker") and not who.chose("Giant Killer"):
        more = Lasting(Roll.DAMAGE, "1d8", by=_WEAPON, once_a_turn=True, against=Only(when=When.HURT))
        yield always("Colossus Slayer", more)
    wisdom = who.modifier(Ability.WISDOM)
    if who.new and who.level >= 10:
        yield power("Tireless", Economy.ACTION, Cushion(f"1d8{wisdom:+d}" if wisdom else "1d8"), counter="Tireless")
    if who.new and who.level >= 14:
        veiled = Inflict((Condition.INVISIBLE,), Duration(until=Moment.OWN_TURN_END))
        yield power("Nature’s Veil", Economy.BONUS, veiled, counter="Nature’s Veil")


def sorcerer(who: Who) -> Iterator[Gift]:
    """What a sorcerer's levels give."""
    if who.new:
        sure = Lasting(Roll.ATTACKS, advantage=Advantage.ADVANTAGE, by=frozenset({"spell"}))
        innate = Alter((sure, Lasting(Roll.SPELL_DC, "1")), Duration(rounds=MINUTE))
        yield power("Innate Sorcery", Economy.BONUS, innate, counter="Innate Sorcery")


def warlock(who: Who) -> Iterator[Gift]:
    """What a warlock's levels give."""
    charisma = who.modifier(Ability.CHARISMA)
    if who.of("Fiend") and who.level >= (3 if who.new else 1):
        points = Cushion(str(max(1, charisma + who.level)))
        yield Trait("Dark One’s Blessing" if who.new else "Dark One's Blessing", (points,), Trigger.DOWNS)
    if charisma > 0 and who.chose("Agonizing Blast"):
        more = Damage(str(charisma), (DamageType.FORCE,))
        yield Trait("Agonizing Blast", (more,), Trigger.HITS, attacks=frozenset({"Eldritch Blast"}))
