"""D20 Tests: checks, saves and attack rolls; when they succeed, and what stands for them when nobody rolls.

Source: SRD 5.2.1, "Playing the Game", D20 Tests; SRD 5.1, "Using Ability Scores".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from core.dice.advantage import Advantage


class D20Test(StrEnum):
    """What a d20 is rolled for."""

    CHECK = "check"
    SAVE = "save"
    ATTACK = "attack"


DIFFICULTIES: Final[Mapping[str, int]] = {
    "very easy": 5,
    "easy": 10,
    "medium": 15,
    "hard": 20,
    "very hard": 25,
    "nearly impossible": 30,
}
"""The DCs that a DM picks from, by how hard a task is."""

PASSIVE_BASE: Final = 10
PASSIVE_SHIFT: Final = 5
"""What advantage is worth where nobody rolls."""


def succeeds(total: int, dc: int) -> bool:
    """Whether a check or a save comes off. A natural 20 or 1 is nothing special here: see `core.rules.attacks`.

    Example:
        >>> succeeds(15, 15), succeeds(14, 15)
        (True, False)
    """
    return total >= dc


def passive(bonus: int, advantage: Advantage = Advantage.NONE) -> int:
    """The score that stands for a check which nobody rolls, as Perception for whoever is not looking.

    Example:
        >>> passive(3), passive(3, Advantage.ADVANTAGE), passive(-1, Advantage.DISADVANTAGE)
        (13, 18, 4)
    """
    shift = {Advantage.NONE: 0, Advantage.DISADVANTAGE: -PASSIVE_SHIFT}.get(advantage, PASSIVE_SHIFT)
    return PASSIVE_BASE + bonus + shift


def group_succeeds(successes: Sequence[bool]) -> bool:
    """Whether a group succeeds as a whole: if at least half of it does.

    Example:
        >>> group_succeeds([True, False]), group_succeeds([True, False, False])
        (True, False)
    """
    return 2 * sum(successes) >= len(successes)


def contest(ours: int, theirs: int) -> bool | None:
    """Whether we win a contest; None for a tie, in which everything stays as it is.

    Source:
        SRD 5.1, "Using Ability Scores", Contests. The rules of 2024 have a save instead.

    Example:
        >>> contest(12, 11), contest(11, 12), contest(12, 12)
        (True, False, None)
    """
    return None if ours == theirs else ours > theirs


def difficulty_of(bonus: int, modifier: int) -> int:
    """The DC of somebody's spells, and of much else that they do: 8, the Proficiency Bonus and an ability's modifier.

    Example:
        >>> difficulty_of(3, 4)
        15
    """
    return 8 + bonus + modifier
