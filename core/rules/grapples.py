"""Grappling and shoving: a contest in 2014, a save in 2024.

Source: SRD 5.1, "Combat", Melee Attacks; SRD 5.2.1, "Rules Glossary", Grappling, Unarmed Strike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.rules.abilities import Ability
from core.rules.d20_tests import difficulty_of
from core.rules.edition import Edition

PUSHED_FT: Final = 5
"""What a shove moves somebody, if it does not make them prone."""


@dataclass(frozen=True, slots=True)
class Struggle:
    """How it is settled.

    Attributes:
        dc: What the target's save has to reach; None for a contest of skills.
        saves: Of which the target chooses one.
        attacker: The attacker's skill in a contest.
        target: The skills of which the target chooses one in a contest.
    """

    dc: int | None
    saves: tuple[Ability, ...] = ()
    attacker: str = ""
    target: tuple[str, ...] = ()


def struggle(strength: int, bonus: int, edition: Edition) -> Struggle:
    """How a grapple or a shove is settled.

    Args:
        strength: The attacker's Strength modifier.
        bonus: The attacker's Proficiency Bonus.
        edition: Whose rules.

    Example:
        >>> struggle(3, 2, Edition.SRD_52).dc, struggle(3, 2, Edition.SRD_51).attacker
        (13, 'athletics')
    """
    if edition is Edition.SRD_51:
        return Struggle(dc=None, attacker="athletics", target=("athletics", "acrobatics"))
    return Struggle(dc=difficulty_of(bonus, strength), saves=(Ability.STRENGTH, Ability.DEXTERITY))
