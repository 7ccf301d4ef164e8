"""Who stands in a fight, as creatures: of a character by its sheet, of a monster by its stat block.

What the fight keeps of a stat block are a few numbers, so that most steps need not look into the book again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.combat.record.state import Combatant, Side
from core.monsters.stat_block import StatBlock
from core.rules.abilities import MENTAL, Ability
from core.rules.creature import Creature
from core.rules.d20_tests import difficulty_of
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.sizes import Size
from core.rules.vitals import Vitals

MOST_COMBATANTS: Final = 60
"""At a time."""
LEGENDARY_RESISTANCE: Final = "Legendary Resistance"
"""The trait of that name; of how often it was used, those who lead are told beside other actions."""
LAIR = Creature(
    edition=Edition.SRD_51,
    size=Size.GARGANTUAN,
    kind="lair",
    scores=dict.fromkeys(Ability, 10),
    armor_class=10,
    proficiency_bonus=2,
    initiative=0,
    passive_perception=10,
    speeds={},
)
"""What stands for a lair where dice are rolled."""


def creature_of(block: StatBlock) -> Creature:
    """A stat block as a creature."""
    return Creature(
        edition=block.edition,
        size=block.size,
        kind=block.kind,
        kin=block.kinship.casefold(),
        scores=block.scores,
        armor_class=block.armor_class,
        proficiency_bonus=block.proficiency_bonus,
        initiative=block.initiative,
        passive_perception=block.passive_perception,
        speeds=block.speeds,
        saves=block.saves,
        skills=block.skills,
        senses=block.senses,
        defences=block.defences,
        immune_to=block.immune_to,
        tireless=block.immune_to_exhaustion,
        spell_attack={each: block.proficiency_bonus + block.modifier(each) for each in MENTAL},
        spell_dc={each: difficulty_of(block.proficiency_bonus, block.modifier(each)) for each in MENTAL},
    )


@dataclass(frozen=True, slots=True)
class Coming:
    """How monsters come into a fight.

    Attributes:
        side: Whom they fight for.
        hidden: Whether the players know nothing of them yet.
        group: Those of one group roll initiative once; empty for each on their own.
        name: What they are called; empty for what the book calls them.
        hit_points: What each can bear; None for the stat block's average.
        surprised: Whether they are.
    """

    side: Side = Side.FOES
    hidden: bool = False
    group: str = ""
    name: str = ""
    hit_points: int | None = None
    surprised: bool = False


def combatant_of(block: StatBlock, number: int, coming: Coming) -> Combatant:
    """A monster as it comes into a fight."""
    most = coming.hit_points or block.hit_points
    return Combatant(
        number,
        name=coming.name,
        monster=block.name,
        side=coming.side,
        group=coming.group,
        hidden=coming.hidden,
        vitals=Vitals(HitPoints(most, most), outright=True),
        numbers=dict(_kept(block)),
        surprised=coming.surprised,
    )


def _kept(block: StatBlock) -> Mapping[str, int]:
    kept = {"xp": block.xp}
    if block.legendary_uses:
        kept["legendary actions"] = block.legendary_uses
    resists = next((each for each in block.traits if each.name == LEGENDARY_RESISTANCE and each.usage), None)
    if resists is not None and resists.usage is not None:
        kept["legendary resistances"] = resists.usage.times
    return kept
