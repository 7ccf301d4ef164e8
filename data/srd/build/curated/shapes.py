"""Turns that trees take again and again, for those that are written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.outcomes import Damage
from core.rules.effects.terms import ANYBODY, FOR_GOOD, Duration, Moment, Only, Until
from core.rules.effects.tree import Alter, Attack, Each, Effect, Inflict, Save
from core.rules.sizes import Size

Place = tuple[Edition, str, str]
"""Where an action stands: in which book, of which creature, and its name."""
Trees = Mapping[tuple[str, str], tuple[Effect, ...]]
"""What actions of one book do, by creature and action."""
ATHLETICS: Final = "athletics"
PRONE: Final = Inflict((Condition.PRONE,), FOR_GOOD)
UNTIL_CURED: Final = Duration(ends=(Until.CURED,))


def damage(told: str, *, halved: bool = False) -> Damage:
    """Damage as it is told shortly.

    Example:
        >>> damage("2d6+3 fire").dice
        '2d6+3'
    """
    dice, _, kind = told.partition(" ")
    return Damage(dice, (DamageType(kind),) if kind else (), halved=halved)


def own(*effects: Effect) -> Each:
    """What befalls whoever acts."""
    return Each(effects, whom="self")


def gripped(size: Size | None = None, *conditions: Condition) -> Only:
    """Those whom whoever acts has grappled, or in another of these conditions."""
    return Only(up_to=size, has=frozenset(conditions or (Condition.GRAPPLED,)), by_actor=True)


def hold(dc: int, *, check: Ability | None = None, skill: str = "", freed: bool = False) -> Duration:
    """Until somebody gets out, or is got out by somebody else."""
    ends = (Until.ESCAPE, Until.FREED) if freed else (Until.ESCAPE,)
    return Duration(ends=ends, dc=dc, escape=(check,) if check else (), skill=skill)


def daily(save: Effect) -> Alter:
    """A disease that is saved against once a day."""
    return Alter((), UNTIL_CURED, each_turn=(save,), at=Moment.EVERY_DAY)


def strike(bonus: int, *hit: Effect, only: Only = ANYBODY, reach_ft: int = 5) -> tuple[Effect, ...]:
    """A melee attack at one target."""
    return (Each((Attack(hit, bonus, reach_ft=reach_ft),), only=only),)


def save(ability: Ability, dc: int, *fail: Effect, success: tuple[Effect, ...] = ()) -> Save:
    """A saving throw."""
    return Save((ability,), dc, fail, success)
