"""Species, which 2014 calls races, and their lineages: what one is born with.

Source: SRD 5.1, "Races"; SRD 5.2.1, "Character Origins", Character Species.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.effects.terms import Area
from core.rules.growth import Resource, Scale
from core.rules.proficiencies import UNTAUGHT, Pick, Proficiencies
from core.rules.sizes import Size


@dataclass(frozen=True, slots=True)
class Inborn:
    """What a species or a lineage brings; the two are added up.

    Attributes:
        increases: Ability scores that it raises (2014).
        increase_pick: Scores to raise by 1 of one's own choice.
        darkvision_ft: How far one sees in the dark; the farther of the two counts.
        speed_ft: What it adds to the species' speed.
        resists: Damage that does less.
        hit_points_per_level: To the maximum.
        proficiencies: What it brings.
        languages: By their names.
        language_picks: How many languages one chooses.
        spells: Spells that it brings, cantrips too, by character level.
        casting: The abilities of which one is used for these spells.
        cantrip_pick: The slug of a class of whose list one chooses a cantrip; empty for none.
        feat_pick: The category of a feat that one chooses; empty for none.
        resources: What is spent and comes back, by character level.
        scales: What else grows, by character level.
    """

    increases: Mapping[Ability, int] = field(default_factory=dict[Ability, int])
    increase_pick: Pick | None = None
    darkvision_ft: int = 0
    speed_ft: int = 0
    resists: tuple[DamageType, ...] = ()
    hit_points_per_level: int = 0
    proficiencies: Proficiencies = UNTAUGHT
    languages: tuple[str, ...] = ()
    language_picks: int = 0
    spells: Mapping[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    casting: tuple[Ability, ...] = ()
    cantrip_pick: str = ""
    feat_pick: str = ""
    resources: tuple[Resource, ...] = ()
    scales: tuple[Scale, ...] = ()


PLAIN: Final = Inborn()
"""Nothing."""


@dataclass(frozen=True, slots=True)
class Species:
    """A species.

    Attributes:
        name: As the book has it.
        sizes: How large one may be; of several, one chooses.
        speed_ft: By walking.
        traits: The names of its traits, by the character level that brings each.
        inborn: What they come to.
        lineages: The names of its lineages, of which one is chosen; empty for none.
    """

    name: str
    sizes: tuple[Size, ...]
    speed_ft: int
    traits: Mapping[int, tuple[str, ...]]
    inborn: Inborn = PLAIN
    lineages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """A lineage, a legacy, an ancestry or a subrace.

    Attributes:
        name: As the book has it.
        of: The name of its species.
        traits: The names of its traits, by the character level that brings each.
        inborn: What they come to.
        damage: The type that a breath or a boon deals; None where there is none.
        breath: Where a breath is felt, if the ancestry says so (2014).
        breath_save: What targets save with then.
    """

    name: str
    of: str
    traits: Mapping[int, tuple[str, ...]]
    inborn: Inborn = PLAIN
    damage: DamageType | None = None
    breath: Area | None = None
    breath_save: Ability | None = None
