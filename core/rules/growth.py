"""What grows with levels: numbers that a class table has, and things that are spent and come back.

Source: SRD 5.1 and SRD 5.2.1, "Classes" (the class tables and the features that they name).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from core.rules.abilities import HIGHEST_OWN_SCORE, Ability
from core.rules.equipment import Weight
from core.rules.proficiencies import Pick
from core.rules.rests import Rest

Value = TypeVar("Value", int, str)
Steps = Mapping[int, Value]
"""A value from a level on, until the next one that is named."""
UNLIMITED: Final = 9_999
"""As often as one likes."""


def reached(steps: Steps[Value], level: int, below: Value) -> Value:
    """What a level has.

    Args:
        steps: By level.
        level: Which.
        below: What there is before the first step.

    Example:
        >>> reached({1: "1d6", 5: "1d8"}, 4, ""), reached({5: 2}, 4, 1), reached({5: 2}, 20, 1)
        ('1d6', 1, 2)
    """
    return steps[max(found)] if (found := [step for step in steps if step <= level]) else below


@dataclass(frozen=True, slots=True)
class Scale:
    """A number or dice of a class table that is not spent: "Sneak Attack", "Rage Damage".

    Attributes:
        name: As the table or the feature has it.
        steps: The value by class level: dice as "2d6", feet, Challenge Ratings as "1/4", plain numbers.
    """

    name: str
    steps: Steps[str]

    def at(self, level: int) -> str:
        """What a class level has; empty below the first step."""
        return reached(self.steps, level, "")


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that is spent and comes back: "Rage", "Ki".

    How many there are is the sum of what the attributes below say.

    Attributes:
        name: As the feature has it.
        steps: How many there are by level (a class's level; a species' character level); `UNLIMITED` for no end.
        ability: Whose modifier is added.
        proficiency: Whether the Proficiency Bonus is.
        back: After which rest all are back; a long rest does all that a short one does.
        short_from: From which level on a short rest suffices; None where it never comes to that.
        on_short: How many a short rest gives back where it takes a long one for all, by level.
        least: How many there are at least, where an ability has a say.
    """

    name: str
    steps: Steps[int]
    back: Rest
    ability: Ability | None = None
    proficiency: bool = False
    short_from: int | None = None
    on_short: Steps[int] = field(default_factory=dict[int, int])
    least: int = 1

    def most(self, level: int, modifiers: Mapping[Ability, int], proficiency_bonus: int) -> int:
        """How many there are, all told; 0 where the level has none.

        Example:
            >>> inspiration = Resource("Bardic Inspiration", {1: 0}, Rest.LONG, ability=Ability.CHARISMA, short_from=5)
            >>> [inspiration.most(1, {Ability.CHARISMA: modifier}, 2) for modifier in (-1, 3)]
            [1, 3]
        """
        if level < min(self.steps):
            return 0
        count = reached(self.steps, level, 0)
        count += proficiency_bonus * self.proficiency
        return max(self.least, count + modifiers[self.ability]) if self.ability else count

    def back_after(self, level: int) -> Rest:
        """Which rest gives all of it back.

        Example:
            >>> inspiration = Resource("Bardic Inspiration", {1: 0}, Rest.LONG, ability=Ability.CHARISMA, short_from=5)
            >>> inspiration.back_after(4).value, inspiration.back_after(5).value
            ('long', 'short')
        """
        return Rest.SHORT if self.short_from is not None and level >= self.short_from else self.back


@dataclass(frozen=True, slots=True)
class Grown:
    """What a class or subclass adds, as it grows, to what every character has.

    Attributes:
        hit_points_per_level: To the maximum, for each of its levels.
        speed_ft: To the walking speed, by level, all told.
        slowed_by: In which armour `speed_ft` is lost.
        saves: Saving throws that one becomes proficient in, by level.
        skill_picks: Skills that one chooses, by level.
        expertise: How many skills or tools one is an expert in, by level, all told.
        cantrips: How many more are known, by level, all told.
        spells: How many more are ready, likewise.
        scores: Ability scores that rise at a level.
        highest_score: How far these do.
    """

    hit_points_per_level: int = 0
    speed_ft: Steps[int] = field(default_factory=dict[int, int])
    slowed_by: tuple[Weight, ...] = ()
    saves: Mapping[int, tuple[Ability, ...]] = field(default_factory=dict[int, tuple[Ability, ...]])
    skill_picks: Mapping[int, Pick] = field(default_factory=dict[int, Pick])
    expertise: Steps[int] = field(default_factory=dict[int, int])
    cantrips: Steps[int] = field(default_factory=dict[int, int])
    spells: Steps[int] = field(default_factory=dict[int, int])
    scores: Mapping[int, Mapping[Ability, int]] = field(default_factory=dict[int, Mapping[Ability, int]])
    highest_score: int = HIGHEST_OWN_SCORE


UNCHANGED: Final = Grown()
"""Nothing."""
