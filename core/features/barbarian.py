"""What a barbarian can do, and is like.

Source: SRD 5.2.1 and SRD 5.1, "Classes": Barbarian.
"""

from __future__ import annotations

from collections.abc import Iterator

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
)
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.lasting import Deed, Lasting, Roll
from core.rules.effects.outcomes import Act, End
from core.rules.effects.terms import Duration, Moment, Only, Until
from core.rules.effects.tree import Alter, Effect

RAGE, RECKLESS = "Rage", "Reckless Attack"
_STRENGTH, _DEXTERITY = frozenset({Ability.STRENGTH}), frozenset({Ability.DEXTERITY})


def barbarian(who: Who) -> Iterator[Gift]:
    """What a barbarian's levels give."""
    yield power(RAGE, Economy.BONUS, *_rage(who), counter=RAGE)
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
        if who.level >= 6:
            calm = Lasting(spared=frozenset({Condition.CHARMED, Condition.FRIGHTENED}))
            yield always("Mindless Rage", calm, only=Only(when=f"under {RAGE}"))
    if who.level >= 7:
        yield always("Feral Instinct", better(Roll.INITIATIVE))


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
