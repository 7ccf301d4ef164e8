"""Spell slots: what each class has at each level, and what several classes have together.

Source: SRD 5.2.1 and 5.1, "Classes" (the class tables) and the multiclassing rules for spellcasters.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from core.rules.edition import Edition
from core.rules.rests import Rest

Slots = tuple[int, int, int, int, int, int, int, int, int]
"""How many there are of each level, from the first to the ninth."""

NO_SLOTS: Final[Slots] = (0, 0, 0, 0, 0, 0, 0, 0, 0)
HIGHEST_PACT_LEVEL: Final = 5
PACT_BACK_AFTER: Final = Rest.SHORT
"""What brings pact magic's slots back; all others take a long rest."""

_FULL: Final[tuple[Slots, ...]] = (
    NO_SLOTS,
    (2, 0, 0, 0, 0, 0, 0, 0, 0),
    (3, 0, 0, 0, 0, 0, 0, 0, 0),
    (4, 2, 0, 0, 0, 0, 0, 0, 0),
    (4, 3, 0, 0, 0, 0, 0, 0, 0),
    (4, 3, 2, 0, 0, 0, 0, 0, 0),
    (4, 3, 3, 0, 0, 0, 0, 0, 0),
    (4, 3, 3, 1, 0, 0, 0, 0, 0),
    (4, 3, 3, 2, 0, 0, 0, 0, 0),
    (4, 3, 3, 3, 1, 0, 0, 0, 0),
    (4, 3, 3, 3, 2, 0, 0, 0, 0),
    (4, 3, 3, 3, 2, 1, 0, 0, 0),
    (4, 3, 3, 3, 2, 1, 0, 0, 0),
    (4, 3, 3, 3, 2, 1, 1, 0, 0),
    (4, 3, 3, 3, 2, 1, 1, 0, 0),
    (4, 3, 3, 3, 2, 1, 1, 1, 0),
    (4, 3, 3, 3, 2, 1, 1, 1, 0),
    (4, 3, 3, 3, 2, 1, 1, 1, 1),
    (4, 3, 3, 3, 3, 1, 1, 1, 1),
    (4, 3, 3, 3, 3, 2, 1, 1, 1),
    (4, 3, 3, 3, 3, 2, 2, 1, 1),
)


class Casting(StrEnum):
    """How a class comes by its slots."""

    NONE = "none"
    FULL = "full"
    HALF = "half"
    PACT = "pact"
    """Few slots, all of one level, back after a short rest; they stay apart from all others."""


class Pact(NamedTuple):
    """Pact magic's slots.

    Attributes:
        slots: How many.
        level: Of which level all of them are; 0 where there are none.
    """

    slots: int
    level: int


def class_slots(casting: Casting, level: int, edition: Edition) -> Slots:
    """The slots of one class alone; pact magic has its own, see `pact_slots`.

    Args:
        casting: The class's way.
        level: The class's level, from 0 to 20.
        edition: In 2014 a half caster's slots begin at level 2, in 2024 at level 1.

    Example:
        >>> class_slots(Casting.HALF, 1, Edition.SRD_51)[0], class_slots(Casting.HALF, 1, Edition.SRD_52)[0]
        (0, 2)
    """
    match casting:
        case Casting.FULL:
            return _FULL[level]
        case Casting.HALF if level > 1 or edition is Edition.SRD_52:
            return _FULL[(level + 1) // 2]
        case _:
            return NO_SLOTS


def pact_slots(level: int) -> Pact:
    """A warlock's slots.

    Example:
        >>> pact_slots(1), pact_slots(7), pact_slots(20)
        (Pact(slots=1, level=1), Pact(slots=2, level=4), Pact(slots=4, level=5))
    """
    if level < 1:
        return Pact(0, 0)
    count = 1 + (level > 1) + (level > 10) + (level > 16)
    return Pact(count, min(HIGHEST_PACT_LEVEL, (level + 1) // 2))


def caster_level(classes: Iterable[tuple[Casting, int]], edition: Edition) -> int:
    """The level at which several classes cast together: whole levels of full casters, half levels of half casters.

    Each class's half is rounded down in 2014, up in 2024.

    Example:
        >>> both = [(Casting.HALF, 5), (Casting.FULL, 3)]
        >>> caster_level(both, Edition.SRD_51), caster_level(both, Edition.SRD_52)
        (5, 6)
    """
    up = 1 if edition is Edition.SRD_52 else 0
    return sum(
        level if casting is Casting.FULL else (level + up) // 2
        for casting, level in classes
        if casting in {Casting.FULL, Casting.HALF}
    )


def spell_slots(classes: Iterable[tuple[Casting, int]], edition: Edition) -> Slots:
    """The slots of whoever has these classes, pact magic's left aside.

    Whoever has slots of one class only has that class's own; it takes two to share the table of both.

    Example:
        >>> spell_slots([(Casting.NONE, 10), (Casting.HALF, 5)], Edition.SRD_51)[:2]
        (4, 2)
    """
    casters = [(casting, level) for casting, level in classes if casting in {Casting.FULL, Casting.HALF}]
    if len(casters) == 1:
        return class_slots(*casters[0], edition)
    return _FULL[caster_level(casters, edition)]
