"""What a barbarian can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Barbarian.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.dice.advantage import Advantage
from core.features.powers import (
    MINUTE,
    PHYSICAL,
    TEN_MINUTES,
    THIS_TURN,
    Gift,
    Who,
    always,
    better,
    power,
    reaction,
)
from core.monsters.stat_block import Trait, Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.fates import Endure
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.outcomes import Act, Damage, End, Go, Shift
from core.rules.effects.terms import Area, Duration, Moment, Only, Shape, Until
from core.rules.effects.tree import Alter, Choose, Each, Effect, Inflict, Later, Save
from core.rules.skills import ABILITY_OF

RAGE, RECKLESS = "Rage", "Reckless Attack"
_A_DAY: Final = 14_400
"""In rounds."""
_PRIMAL: Final = ("acrobatics", "intimidation", "perception", "stealth", "survival")
_BY_STRENGTH: Final = frozenset({"strength"})
_STRENGTH, _DEXTERITY = frozenset({Ability.STRENGTH}), frozenset({Ability.DEXTERITY})


def barbarian(who: Who) -> Iterator[Gift]:
    """What a barbarian's levels give."""
    yield power(RAGE, Economy.BONUS, *_rage(who), *_pounce(who), counter=RAGE)
    if who.new:
        yield power("Extend Rage", Economy.BONUS, *_rage(who), needs=RAGE)
    if who.level >= 2:
        able = Only(without=Condition.INCAPACITATED)
        yield always("Danger Sense", better(Roll.SAVES, abilities=_DEXTERITY), only=able)
        yield power(RECKLESS, Economy.NONE, *_reckless(who))
    if who.of("Berserker"):
        if who.new and who.level >= 3:
            dice = f"{who.scale('Rage Damage').lstrip('+') or 2}d6"
            more = Lasting(Roll.DAMAGE, dice, by=frozenset({"strength"}), once_a_turn=True)
            yield always("Frenzy", more, only=Only(when=f"under {RAGE} and {RECKLESS}"))
        if not who.new and who.level >= 3:
            yield power("Frenzy", Economy.BONUS, Act(("attack",)), needs=RAGE)
        yield from _berserk(who)
        if who.level >= 6:
            calm = Lasting(spared=frozenset({Condition.CHARMED, Condition.FRIGHTENED}))
            yield always("Mindless Rage", calm, only=Only(when=f"under {RAGE}"))
    if who.level >= 7:
        yield always("Feral Instinct", better(Roll.INITIATIVE))
    yield from _hardened(who)


def _pounce(who: Who) -> tuple[Effect, ...]:
    return (Go(share=50),) if who.new and who.level >= 7 else ()


def _hardened(who: Who) -> Iterator[Gift]:
    """What the later levels give."""
    if who.new and who.level >= 3:
        yield from _primal(who)
    if not who.new and who.level >= 9:
        dice = 1 + (who.level >= 13) + (who.level >= 17)
        yield always("Brutal Critical", Lasting(Roll.DAMAGE, by=frozenset({"melee weapon"}), more_dice=dice))
    if who.new and who.level >= 9:
        yield _brutal(who)
    if who.level >= 11:
        lasts = Endure(10, grows=5, leaves=2 * who.level if who.new else 1, under=RAGE)
        yield Trait("Relentless Rage", (lasts,), Trigger.DROPS)
    if who.level >= 18:
        score = who.sheet.scores[Ability.STRENGTH]
        rolls = (Roll.CHECKS, Roll.SAVES) if who.new else (Roll.CHECKS,)
        mighty = (Lasting(each, abilities=_STRENGTH, total_at_least=score) for each in rolls)
        yield always("Indomitable Might", *mighty)


def _berserk(who: Who) -> Iterator[Gift]:
    """Paying blows back, and a look that frightens."""
    if who.level >= (10 if who.new else 14):
        yield reaction("Retaliation", Trigger.HURT, Act(("attack",)))
    if who.new and who.level >= 14:
        afraid = Inflict((Condition.FRIGHTENED,), Duration(rounds=MINUTE, save=Ability.WISDOM))
        save = Save((Ability.WISDOM,), who.dc(Ability.STRENGTH), (afraid,))
        near = Each((save,), None, Area(Shape.EMANATION, 30), 0, "chosen")
        yield power("Intimidating Presence", Economy.BONUS, near, counter="Intimidating Presence")
    if not who.new and who.level >= 10:
        afraid = Inflict((Condition.FRIGHTENED,), Duration(until=Moment.SOURCE_TURN_END))
        save = Save((Ability.WISDOM,), who.dc(Ability.CHARISMA), (afraid,), safe_for=_A_DAY)
        yield power("Intimidating Presence", Economy.ACTION, Each((save,), range_ft=30))


def _primal(who: Who) -> Iterator[Gift]:
    """In a rage, checks with some skills are checks of Strength, where that is as good as their own ability."""
    strength = who.modifier(Ability.STRENGTH)
    by = {each: strength - who.modifier(ABILITY_OF[each]) for each in _PRIMAL}
    told = [
        replace(better(Roll.CHECKS), bonus=f"+{more}" if more else "", skills=frozenset({each}))
        for each, more in by.items()
        if more >= 0
    ]
    if told:
        yield always("Primal Knowledge", *told, only=Only(when=f"under {RAGE}"))


def _brutal(who: Who) -> Gift:
    """A reckless blow without its advantage does more, in one way, and later in two."""
    plain = replace(better(Roll.ATTACKS), advantage=Advantage.DISADVANTAGE, by=_BY_STRENGTH, once=True)
    until = Duration(until=Moment.SOURCE_TURN_START)
    hurt = Damage("2d10" if who.level >= 17 else "1d10", tuple(sorted(PHYSICAL)))
    slow = Alter((Lasting(Roll.SPEED, "-15"),), until, called="Hamstring Blow")
    ways: list[tuple[str, tuple[Effect, ...]]] = [
        ("forceful blow", (Shift(15, "away"),)),
        ("hamstring blow", (slow,)),
    ]
    if who.level >= 13:
        worse = Lasting(Roll.SAVES, advantage=Advantage.DISADVANTAGE, once=True)
        held = Lasting(denies=frozenset({Deed.OPPORTUNITY}))
        open_to = Lasting(Roll.ATTACKED, "+5", once=True, against=Only(when="it is not the caster"))
        ways.append(("staggering blow", (Alter((worse, held), until, called="Staggering Blow"),)))
        ways.append(("sundering blow", (Alter((open_to,), until, called="Sundering Blow"),)))
    rider = Later((hurt, Choose(tuple(ways), times=2 if who.level >= 17 else 1)), THIS_TURN, "attack")
    told = power("Brutal Strike", Economy.NONE, Alter((plain,), THIS_TURN), rider, needs=RECKLESS)
    return replace(told, action=replace(told.action, once_a_round=True))


def _rage(who: Who) -> tuple[Effect, ...]:
    """Strong, hard to hurt, and without a mind for magic; in 2014 blows with thrown weapons gain nothing."""
    by = frozenset({"strength"}) if who.new else frozenset({"strength melee"})
    what = (
        Lasting(resists=PHYSICAL),
        better(Roll.CHECKS, abilities=_STRENGTH),
        better(Roll.SAVES, abilities=_STRENGTH),
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
        return (Alter((own, better(Roll.ATTACKED)), turn, called=RECKLESS),)
    return (Alter((own,), THIS_TURN), Alter((better(Roll.ATTACKED),), turn, called=RECKLESS))
