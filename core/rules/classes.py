"""Character classes and their subclasses: what each level brings.

Source: SRD 5.1 and SRD 5.2.1, "Classes", and the rules for multiclassing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from core.rules.abilities import Ability
from core.rules.equipment import Kit
from core.rules.growth import UNCHANGED, Grown, Resource, Scale, Steps, reached
from core.rules.proficiencies import UNTAUGHT, Proficiencies
from core.rules.slots import Casting

HIGHEST_LEVEL: Final = 20
IMPROVEMENT: Final = "Ability Score Improvement"
BOON: Final = "Epic Boon"
SPELLBOOK_AT_FIRST: Final = 6
SPELLBOOK_PER_LEVEL: Final = 2
"""How many spells a wizard's book begins with, and how many each later wizard level adds."""


class Repertoire(StrEnum):
    """How many spells of the first level and above somebody has ready."""

    NONE = "none"
    KNOWN = "known"
    """So many as the table says are known, and always ready (2014)."""
    PREPARED = "prepared"
    """So many as the table says are prepared (2024)."""
    BY_LEVEL = "by level"
    """Prepared are as many as the class level and the spellcasting modifier make, at least one (2014)."""
    BY_HALF_LEVEL = "by half level"
    """The same with half the level, rounded down (2014)."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What a level brings.

    Attributes:
        level: Of the class.
        name: As the book has it.
    """

    level: int
    name: str


@dataclass(frozen=True, slots=True)
class Unarmored:
    """Another way to come by an Armor Class without armour.

    Attributes:
        base: What it starts from.
        abilities: Whose modifiers are added.
        shield: Whether a shield may be held with it.
    """

    base: int
    abilities: tuple[Ability, ...]
    shield: bool = True

    def armor_class(self, modifiers: Mapping[Ability, int]) -> int:
        """The Armor Class, a shield left aside."""
        return self.base + sum(modifiers[ability] for ability in self.abilities)


@dataclass(frozen=True, slots=True)
class CharacterClass:
    """A class.

    Attributes:
        slug: Its name in small letters.
        name: As the book has it.
        hit_die: The sides of its hit dice.
        saves: The saving throws that it is proficient in, if it is one's first class.
        prerequisites: What it takes to have it beside another class: scores, of which each mapping is enough.
        casting: How it comes by its spell slots.
        casting_ability: Which ability its spells use; None if it has none.
        repertoire: How many of its spells are ready, in which way.
        spells: That many, by level, where the table says so.
        cantrips: How many cantrips are known, by level.
        proficiencies: What one's first class brings.
        later_proficiencies: What it brings as a further class.
        kits: What one starts with: of each of these one is chosen.
        features: What each level brings, without its subclass's.
        subclass_level: When a subclass is chosen.
        subclass_title: What the book calls one: "Primal Path".
        resources: What is spent and comes back.
        scales: What else grows.
        grown: What it adds to numbers that everybody has.
        unarmored: Its own way to an Armor Class.
    """

    slug: str
    name: str
    hit_die: int
    saves: tuple[Ability, ...]
    prerequisites: tuple[Mapping[Ability, int], ...]
    casting: Casting = Casting.NONE
    casting_ability: Ability | None = None
    repertoire: Repertoire = Repertoire.NONE
    spells: Steps[int] = field(default_factory=dict[int, int])
    cantrips: Steps[int] = field(default_factory=dict[int, int])
    proficiencies: Proficiencies = UNTAUGHT
    later_proficiencies: Proficiencies = UNTAUGHT
    kits: tuple[tuple[Kit, ...], ...] = ()
    features: tuple[Feature, ...] = ()
    subclass_level: int = 3
    subclass_title: str = ""
    resources: tuple[Resource, ...] = ()
    scales: tuple[Scale, ...] = ()
    grown: Grown = UNCHANGED
    unarmored: Unarmored | None = None

    @property
    def hit_points_at_first(self) -> int:
        """What the first level gives, before the Constitution modifier."""
        return self.hit_die

    @property
    def hit_points_fixed(self) -> int:
        """What each later level gives whoever does not roll, before the Constitution modifier."""
        return self.hit_die // 2 + 1

    @property
    def improvements(self) -> tuple[int, ...]:
        """The levels at which ability scores are raised or a feat is taken; in 2024 an epic boon is one."""
        return tuple(each.level for each in self.features if each.name in {IMPROVEMENT, BOON})

    def takes(self, scores: Mapping[Ability, int]) -> bool:
        """Whether somebody with these scores can have it beside another class.

        Example:
            >>> fighter = CharacterClass("f", "Fighter", 10, (), ({Ability.STRENGTH: 13}, {Ability.DEXTERITY: 13}))
            >>> fighter.takes({Ability.STRENGTH: 8, Ability.DEXTERITY: 13})
            True
        """
        return any(all(scores[ability] >= least for ability, least in each.items()) for each in self.prerequisites)

    def cantrips_at(self, level: int) -> int:
        """How many cantrips a class level knows."""
        return reached(self.cantrips, level, 0)

    def spells_at(self, level: int, modifier: int) -> int:
        """How many spells above cantrips are ready at a class level.

        Args:
            level: Of the class.
            modifier: Of its spellcasting ability; it counts where no table says how many.

        Example:
            >>> cleric = CharacterClass("c", "Cleric", 8, (), (), repertoire=Repertoire.BY_LEVEL)
            >>> cleric.spells_at(1, 3), cleric.spells_at(1, -2)
            (4, 1)
        """
        match self.repertoire:
            case Repertoire.NONE:
                return 0
            case Repertoire.BY_LEVEL:
                return max(1, level + modifier)
            case Repertoire.BY_HALF_LEVEL:
                return max(1, level // 2 + modifier) if level > 1 else 0
            case _:
                return reached(self.spells, level, 0)

    def features_at(self, level: int) -> tuple[str, ...]:
        """What a level brings."""
        return _at(self.features, level)


@dataclass(frozen=True, slots=True)
class Subclass:
    """A subclass.

    Attributes:
        name: As the book has it.
        of: The slug of its class.
        features: What each level of the class brings.
        spells: Spells that are always ready, by the class level that brings them.
        spell_choices: The same where one of several lists is chosen, by the lists' names.
        spells_offered: Whether `spells` are added to the class's list and not made ready (a warlock's, 2014).
        proficiencies: What it brings.
        resources: What is spent and comes back.
        scales: What else grows.
        grown: What it adds to numbers that everybody has.
        unarmored: Its own way to an Armor Class.
    """

    name: str
    of: str
    features: tuple[Feature, ...]
    spells: Mapping[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    spell_choices: Mapping[str, Mapping[int, tuple[str, ...]]] = field(
        default_factory=dict[str, Mapping[int, tuple[str, ...]]]
    )
    spells_offered: bool = False
    proficiencies: Proficiencies = UNTAUGHT
    resources: tuple[Resource, ...] = ()
    scales: tuple[Scale, ...] = ()
    grown: Grown = UNCHANGED
    unarmored: Unarmored | None = None

    def features_at(self, level: int) -> tuple[str, ...]:
        """What a level of the class brings."""
        return _at(self.features, level)


def _at(features: Iterable[Feature], level: int) -> tuple[str, ...]:
    return tuple(each.name for each in features if each.level == level)
