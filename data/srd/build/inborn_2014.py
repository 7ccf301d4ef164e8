"""What the traits of SRD 5.1's races come to: it stands in their texts alone.

Source: SRD 5.1, "Races".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.growth import Resource, Scale
from core.rules.proficiencies import Pick, Proficiencies, WeaponProficiency
from core.rules.rests import Rest
from core.rules.species import Inborn

BREATH: Final = Scale("Breath Weapon", {1: "2d6", 6: "3d6", 11: "4d6", 16: "5d6"})
_ENDURANCE: Final = Resource("Relentless Endurance", {1: 1}, Rest.LONG)

TRAITS: Final[Mapping[str, Inborn]] = {
    "Darkvision": Inborn(darkvision_ft=60),
    "Dwarven Resilience": Inborn(resists=(DamageType.POISON,)),
    "Dwarven Combat Training": Inborn(
        proficiencies=Proficiencies(
            weapons=WeaponProficiency(named=("Battleaxe", "Handaxe", "Light hammer", "Warhammer"))
        )
    ),
    "Tool Proficiency": Inborn(
        proficiencies=Proficiencies(tool_pick=Pick(1, ("Smith's Tools", "Brewer's Supplies", "Mason's Tools")))
    ),
    "Dwarven Toughness": Inborn(hit_points_per_level=1),
    "Keen Senses": Inborn(proficiencies=Proficiencies(skills=("perception",))),
    "Elf Weapon Training": Inborn(
        proficiencies=Proficiencies(weapons=WeaponProficiency(named=("Longbow", "Longsword", "Shortbow", "Shortsword")))
    ),
    "High Elf Cantrip": Inborn(cantrip_pick="wizard", casting=(Ability.INTELLIGENCE,)),
    "Extra Language": Inborn(language_picks=1),
    "Breath Weapon": Inborn(resources=(Resource("Breath Weapon", {1: 1}, Rest.SHORT),), scales=(BREATH,)),
    "Tinker": Inborn(proficiencies=Proficiencies(tools=("Tinker's Tools",))),
    "Skill Versatility": Inborn(proficiencies=Proficiencies(skill_pick=Pick(2))),
    "Menacing": Inborn(proficiencies=Proficiencies(skills=("intimidation",))),
    "Relentless Endurance": Inborn(resources=(_ENDURANCE,)),
    "Hellish Resistance": Inborn(resists=(DamageType.FIRE,)),
    "Infernal Legacy": Inborn(
        spells={1: ("Thaumaturgy",), 3: ("Hellish Rebuke",), 5: ("Darkness",)},
        casting=(Ability.CHARISMA,),
        resources=(Resource("Hellish Rebuke", {3: 1}, Rest.LONG), Resource("Darkness", {5: 1}, Rest.LONG)),
    ),
}
"""By their names; a trait that is not here changes no number."""
