"""What the traits of SRD 5.2.1's species come to, and their lineages: it stands in their texts alone.

Source: SRD 5.2.1, "Character Origins", Character Species.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.growth import Resource, Scale
from core.rules.proficiencies import Pick, Proficiencies
from core.rules.rests import Rest
from core.rules.species import Inborn

_MIND: Final = (Ability.INTELLIGENCE, Ability.WISDOM, Ability.CHARISMA)
_BREATH: Final = Scale("Breath Weapon", {1: "1d10", 5: "2d10", 11: "3d10", 17: "4d10"})


def _as_often_as_proficient(name: str, back: Rest = Rest.LONG) -> Resource:
    return Resource(name, {1: 0}, back, proficiency=True)


def _once(name: str, level: int = 1) -> Resource:
    return Resource(name, {level: 1}, Rest.LONG)


def _legacy(cantrip: str, third: str, fifth: str, **more: object) -> Inborn:
    return Inborn(
        spells={1: (cantrip,), 3: (third,), 5: (fifth,)},
        casting=_MIND,
        resources=(_once(third, 3), _once(fifth, 5)),
        **more,  # pyright: ignore[reportArgumentType] - what each lineage adds besides
    )


TRAITS: Final[Mapping[str, Inborn]] = {
    "Adrenaline Rush": Inborn(resources=(_as_often_as_proficient("Adrenaline Rush", Rest.SHORT),)),
    "Breath Weapon": Inborn(resources=(_as_often_as_proficient("Breath Weapon"),), scales=(_BREATH,)),
    "Darkvision (60 ft.)": Inborn(darkvision_ft=60),
    "Darkvision (120 ft.)": Inborn(darkvision_ft=120),
    "Draconic Flight": Inborn(resources=(_once("Draconic Flight", 5),)),
    "Dwarven Resilience": Inborn(resists=(DamageType.POISON,)),
    "Dwarven Toughness": Inborn(hit_points_per_level=1),
    "Giant Ancestry": Inborn(resources=(_as_often_as_proficient("Giant Ancestry"),)),
    "Keen Senses": Inborn(proficiencies=Proficiencies(skill_pick=Pick(1, ("insight", "perception", "survival")))),
    "Large Form": Inborn(resources=(_once("Large Form", 5),)),
    "Otherworldly Presence": Inborn(spells={1: ("Thaumaturgy",)}, casting=_MIND),
    "Relentless Endurance": Inborn(resources=(_once("Relentless Endurance"),)),
    "Skillful": Inborn(proficiencies=Proficiencies(skill_pick=Pick(1))),
    "Stonecunning": Inborn(resources=(_as_often_as_proficient("Stonecunning"),)),
    "Versatile": Inborn(feat_pick="origin"),
}
"""By their names; a trait that is not here changes no number."""
LATER: Final = {"Draconic Flight": 5, "Large Form": 5}
"""Traits that come at a later level."""
LINEAGES: Final[Mapping[str, Inborn]] = {
    "Drow": _legacy("Dancing Lights", "Faerie Fire", "Darkness", darkvision_ft=120),
    "High Elf": _legacy("Prestidigitation", "Detect Magic", "Misty Step"),
    "Wood Elf": _legacy("Druidcraft", "Longstrider", "Pass without Trace", speed_ft=5),
    "Forest Gnome": Inborn(
        spells={1: ("Minor Illusion", "Speak with Animals")},
        casting=_MIND,
        resources=(_as_often_as_proficient("Speak with Animals"),),
    ),
    "Rock Gnome": Inborn(spells={1: ("Mending", "Prestidigitation")}, casting=_MIND),
    "Fiendish Legacy (Abyssal)": _legacy(
        "Poison Spray", "Ray of Sickness", "Hold Person", resists=(DamageType.POISON,)
    ),
    "Fiendish Legacy (Chthonic)": _legacy(
        "Chill Touch", "False Life", "Ray of Enfeeblement", resists=(DamageType.NECROTIC,)
    ),
    "Fiendish Legacy (Infernal)": _legacy("Fire Bolt", "Hellish Rebuke", "Darkness", resists=(DamageType.FIRE,)),
}
"""What a lineage comes to, where it is more than its damage type."""
BOONS: Final[Mapping[str, tuple[DamageType | None, str]]] = {
    "Cloud’s Jaunt": (None, ""),
    "Fire’s Burn": (DamageType.FIRE, "1d10"),
    "Frost’s Chill": (DamageType.COLD, "1d6"),
    "Hill’s Tumble": (None, ""),
    "Stone’s Endurance": (None, "1d12"),
    "Storm’s Thunder": (DamageType.THUNDER, "1d8"),
}
"""What a giant's boon deals or takes off."""
