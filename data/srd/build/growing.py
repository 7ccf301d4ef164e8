"""What classes and subclasses add to saves, speed, skills, scores and hit points: it stands in features' texts alone.

Source: SRD 5.1 and SRD 5.2.1, "Classes".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.rules.abilities import Ability
from core.rules.classes import Unarmored
from core.rules.edition import Edition
from core.rules.equipment import Weight
from core.rules.growth import Grown
from core.rules.proficiencies import Pick, Proficiencies
from data.srd.build.proficiencies import ALL_ARMOR

_STR, _DEX, _CON, _INT, _WIS, _CHA = Ability
_MONK_SPEED: Final = {2: 10, 6: 15, 10: 20, 14: 25, 18: 30}
_ANY_ARMOR: Final = (*ALL_ARMOR, Weight.SHIELD)
_HEAVY: Final = (Weight.HEAVY,)
_OTHER_SAVES: Final = (_CON, _INT, _WIS, _CHA)
_TOUGHER: Final = Grown(hit_points_per_level=1)

GROWN: Final[Mapping[tuple[Edition, str], Grown]] = {
    (Edition.SRD_51, "Barbarian"): Grown(
        speed_ft={5: 10}, slowed_by=_HEAVY, scores={20: {_STR: 4, _CON: 4}}, highest_score=24
    ),
    (Edition.SRD_51, "Bard"): Grown(expertise={3: 2, 10: 4}),
    (Edition.SRD_51, "Monk"): Grown(speed_ft=_MONK_SPEED, slowed_by=_ANY_ARMOR, saves={14: _OTHER_SAVES}),
    (Edition.SRD_51, "Rogue"): Grown(expertise={1: 2, 6: 4}, saves={15: (_WIS,)}),
    (Edition.SRD_51, "Lore"): Grown(skill_picks={3: Pick(3)}, spells={6: 2}),
    (Edition.SRD_51, "Land"): Grown(cantrips={2: 1}),
    (Edition.SRD_51, "Draconic"): _TOUGHER,
    (Edition.SRD_52, "Barbarian"): Grown(
        speed_ft={5: 10},
        slowed_by=_HEAVY,
        skill_picks={
            3: Pick(1, ("animal handling", "athletics", "intimidation", "nature", "perception", "survival")),
        },
        scores={20: {_STR: 4, _CON: 4}},
        highest_score=25,
    ),
    (Edition.SRD_52, "Bard"): Grown(expertise={2: 2, 9: 4}),
    (Edition.SRD_52, "Monk"): Grown(
        speed_ft=_MONK_SPEED,
        slowed_by=_ANY_ARMOR,
        saves={14: _OTHER_SAVES},
        scores={20: {_DEX: 4, _WIS: 4}},
        highest_score=25,
    ),
    (Edition.SRD_52, "Ranger"): Grown(speed_ft={6: 10}, slowed_by=_HEAVY, expertise={2: 1, 9: 3}),
    (Edition.SRD_52, "Rogue"): Grown(expertise={1: 2, 6: 4}, saves={15: (_WIS, _CHA)}),
    (Edition.SRD_52, "Wizard"): Grown(expertise={2: 1}),
    (Edition.SRD_52, "College of Lore"): Grown(skill_picks={3: Pick(3)}, spells={6: 2}),
    (Edition.SRD_52, "Draconic Sorcery"): _TOUGHER,
}
UNARMORED: Final[Mapping[tuple[Edition, str], Unarmored]] = {
    (Edition.SRD_51, "Barbarian"): Unarmored(10, (_DEX, _CON)),
    (Edition.SRD_51, "Monk"): Unarmored(10, (_DEX, _WIS), shield=False),
    (Edition.SRD_51, "Draconic"): Unarmored(13, (_DEX,)),
    (Edition.SRD_52, "Barbarian"): Unarmored(10, (_DEX, _CON)),
    (Edition.SRD_52, "Monk"): Unarmored(10, (_DEX, _WIS), shield=False),
    (Edition.SRD_52, "Draconic Sorcery"): Unarmored(10, (_DEX, _CHA)),
}
TAUGHT: Final[Mapping[tuple[Edition, str], Proficiencies]] = {
    (Edition.SRD_51, "Life"): Proficiencies(armor=_HEAVY),
}
"""What a subclass is proficient in."""
