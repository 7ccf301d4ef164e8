"""Concentration: one spell at a time, and what it takes to keep it.

Source: SRD 5.2.1, "Rules Glossary", Concentration; SRD 5.1, "Spellcasting", Concentration.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.rules.conditions import Condition, effects_of
from core.rules.edition import Edition

LOWEST_DC: Final = 10
HIGHEST_DC: Final = 30
"""In the rules of 2024; those of 2014 know none."""


def concentration_dc(damage: int, edition: Edition) -> int:
    """The DC of the Constitution save that damage asks for, one for each thing that dealt some.

    Example:
        >>> concentration_dc(21, Edition.SRD_51), concentration_dc(22, Edition.SRD_51)
        (10, 11)
        >>> concentration_dc(80, Edition.SRD_51), concentration_dc(80, Edition.SRD_52)
        (40, 30)
    """
    dc = max(LOWEST_DC, damage // 2)
    return min(dc, HIGHEST_DC) if edition is Edition.SRD_52 else dc


def concentration_dcs(damages: Iterable[int], edition: Edition) -> list[int]:
    """The DCs of all the saves that a moment's damage asks for: one for each source that dealt some.

    Example:
        >>> concentration_dcs([30, 0, 8], Edition.SRD_51)
        [15, 10]
    """
    return [concentration_dc(damage, edition) for damage in damages if damage > 0]


def can_concentrate(conditions: Iterable[Condition], edition: Edition, *, dead: bool = False) -> bool:
    """Whether somebody in this state can go on concentrating.

    Example:
        >>> can_concentrate([Condition.STUNNED], Edition.SRD_51), can_concentrate([Condition.PRONE], Edition.SRD_52)
        (False, True)
    """
    return not dead and not effects_of(conditions, edition).incapacitated


def concentrating_on(now: str | None, new: str) -> tuple[str, str | None]:
    """What somebody concentrates on who begins something new, and what that ends.

    Example:
        >>> concentrating_on("bless", "haste"), concentrating_on(None, "bless")
        (('haste', 'bless'), ('bless', None))
    """
    return new, now
