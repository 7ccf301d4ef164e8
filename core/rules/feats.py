"""Feats: who may take one, and which scores it raises.

Source: SRD 5.1, "Feats"; SRD 5.2.1, "Feats".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.rules.abilities import HIGHEST_OWN_SCORE, Ability


class FeatCategory(StrEnum):
    """The four of 2024; in 2014 every feat is a general one."""

    ORIGIN = "origin"
    GENERAL = "general"
    FIGHTING_STYLE = "fighting style"
    EPIC_BOON = "epic boon"


@dataclass(frozen=True, slots=True)
class Increase:
    """A rise of ability scores.

    Attributes:
        points: How many.
        among: The scores that they may go to; all to one, or divided.
        highest: How far a score may rise by it.
    """

    points: int
    among: tuple[Ability, ...]
    highest: int = HIGHEST_OWN_SCORE


@dataclass(frozen=True, slots=True)
class Feat:
    """A feat.

    Attributes:
        name: As the book has it.
        category: Which.
        level: The character level that it takes.
        scores: Ability scores of which one has to be so high.
        feature: A feature that it takes, as "Fighting Style"; empty for none.
        increase: Which scores it raises.
        repeatable: Whether it can be taken more than once.
    """

    name: str
    category: FeatCategory
    level: int = 1
    scores: Mapping[Ability, int] | None = None
    feature: str = ""
    increase: Increase | None = None
    repeatable: bool = False

    def open_to(self, level: int, scores: Mapping[Ability, int], features: Collection[str]) -> bool:
        """Whether somebody may take it, as far as it has a say itself.

        Args:
            level: Of the character.
            scores: All six.
            features: The names of the character's features.

        Example:
            >>> feat = Feat("Grappler", FeatCategory.GENERAL, 4, {Ability.STRENGTH: 13, Ability.DEXTERITY: 13})
            >>> strong = dict.fromkeys(Ability, 10) | {Ability.STRENGTH: 13}
            >>> feat.open_to(4, strong, ()), feat.open_to(3, strong, ())
            (True, False)
        """
        able = self.scores is None or any(scores[ability] >= least for ability, least in self.scores.items())
        return level >= self.level and able and (not self.feature or self.feature in features)
