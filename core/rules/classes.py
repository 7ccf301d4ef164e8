"""Character classes: the numbers that every member of one shares.

Source: SRD 5.1 and SRD 5.2.1, "Classes", and the rules for multiclassing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.rules.abilities import Ability
from core.rules.slots import Casting


@dataclass(frozen=True, slots=True)
class CharacterClass:
    """A class.

    Attributes:
        slug: Its name in small letters.
        name: As the book has it.
        hit_die: The sides of its hit dice.
        saves: The saving throws that it is proficient in.
        prerequisites: What it takes to have it beside another class: scores, of which each mapping is enough.
        casting: How it comes by its spell slots.
        casting_ability: Which ability its spells use; None if it has none.
    """

    slug: str
    name: str
    hit_die: int
    saves: tuple[Ability, ...]
    prerequisites: tuple[Mapping[Ability, int], ...]
    casting: Casting = Casting.NONE
    casting_ability: Ability | None = None

    @property
    def hit_points_at_first(self) -> int:
        """What the first level gives, before the Constitution modifier."""
        return self.hit_die

    @property
    def hit_points_fixed(self) -> int:
        """What each later level gives whoever does not roll, before the Constitution modifier."""
        return self.hit_die // 2 + 1

    def takes(self, scores: Mapping[Ability, int]) -> bool:
        """Whether somebody with these scores can have it beside another class.

        Example:
            >>> fighter = CharacterClass("f", "Fighter", 10, (), ({Ability.STRENGTH: 13}, {Ability.DEXTERITY: 13}))
            >>> fighter.takes({Ability.STRENGTH: 8, Ability.DEXTERITY: 13})
            True
        """
        return any(all(scores[ability] >= least for ability, least in each.items()) for each in self.prerequisites)
