"""What a weapon does in the hands of whoever has mastered it: the mastery properties of 2024, as trees.

Source: SRD 5.2.1, "Equipment", Mastery Properties.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from core.characters.sheet import Sheet
from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Damage, Shift
from core.rules.effects.terms import FOR_GOOD, Duration, Moment, Only, When
from core.rules.effects.tree import Alter, Attack, Effect, If, Inflict, Save
from core.rules.equipment import Weapon
from core.rules.sizes import Size

NICK: Final = "nick"
"""The off hand's attack is part of the Attack action, and leaves the Bonus Action alone."""
CLEAVE: Final = "cleave"
_BEFORE_MY_NEXT: Final = Duration(until=Moment.SOURCE_TURN_START)
_TO_THE_END_OF_MY_NEXT: Final = Duration(until=Moment.SOURCE_TURN_END)
_SLOWER: Final = "-10"
_PUSHED_FT: Final = 10


@dataclass(frozen=True, slots=True)
class Grip:
    """What a mastery reckons with.

    Attributes:
        modifier: Of the ability that the weapon is used with.
        proficiency: The character's proficiency bonus.
        plain: The weapon's damage without that modifier, unless it takes something off.
    """

    modifier: int
    proficiency: int
    plain: Damage


def mastery(sheet: Sheet, weapon: Weapon) -> str:
    """The mastery property that a character can use with a weapon; empty for none.

    Example:
        >>> sword = Weapon("Longsword", martial=True, melee=True, damage="1d8", kind=None, mastery="sap")
        >>> mastery(Sheet("Thorn", Edition.SRD_52, masteries=("Longsword",)), sword)
        'sap'
        >>> mastery(Sheet("Thorn", Edition.SRD_51, masteries=("Longsword",)), sword)
        ''
    """
    if sheet.edition is not Edition.SRD_52:
        return ""
    name = weapon.name.casefold()
    return weapon.mastery if name in {each.casefold() for each in sheet.masteries} else ""


def with_mastery(attack: Attack, named: str, grip: Grip) -> Attack:
    """An attack with what a mastery adds to it; one that changes no attack leaves it as it is."""
    add = _ADDS.get(named)
    return add(attack, grip) if add else attack


def _cleave(attack: Attack, grip: Grip) -> Attack:
    """A hit in melee lets a second creature beside the first be attacked, once a turn."""
    second = replace(attack, hit=(grip.plain,))
    return replace(attack, follows=(second,), follows_as=CLEAVE) if attack.melee else attack


def _graze(attack: Attack, grip: Grip) -> Attack:
    """A miss deals the modifier alone."""
    grazed = Damage(str(grip.modifier), grip.plain.kinds, made_of=grip.plain.made_of)
    return replace(attack, miss=(*attack.miss, grazed)) if grip.modifier > 0 else attack


def _push(attack: Attack, _: Grip) -> Attack:
    return _hitting(attack, Shift(_PUSHED_FT, "away", only=Only(up_to=Size.LARGE)))


def _sap(attack: Attack, _: Grip) -> Attack:
    worse = Lasting(Roll.ATTACKS, advantage=Advantage.DISADVANTAGE, once=True)
    return _hitting(attack, Alter((worse,), _BEFORE_MY_NEXT, called="Sap"))


def _slow(attack: Attack, _: Grip) -> Attack:
    return _hurting(attack, Alter((Lasting(Roll.SPEED, _SLOWER),), _BEFORE_MY_NEXT, called="Slow"))


def _topple(attack: Attack, grip: Grip) -> Attack:
    dc = 8 + grip.modifier + grip.proficiency
    return _hitting(attack, Save((Ability.CONSTITUTION,), dc, (Inflict((Condition.PRONE,), FOR_GOOD),)))


def _vex(attack: Attack, _: Grip) -> Attack:
    better = Lasting(Roll.ATTACKED, advantage=Advantage.ADVANTAGE, source_only=True, once=True)
    return _hurting(attack, Alter((better,), _TO_THE_END_OF_MY_NEXT, called="Vex"))


def _hitting(attack: Attack, effect: Effect) -> Attack:
    return replace(attack, hit=(*attack.hit, effect))


def _hurting(attack: Attack, effect: Effect) -> Attack:
    """With what befalls a target that the hit has damaged."""
    return _hitting(attack, If(Only(when=When.DEALT), (effect,)))


_ADDS: Final[Mapping[str, Callable[[Attack, Grip], Attack]]] = {
    CLEAVE: _cleave,
    "graze": _graze,
    "push": _push,
    "sap": _sap,
    "slow": _slow,
    "topple": _topple,
    "vex": _vex,
}
