"""Traits that are written by hand, and those that are actions: what is done as an action or a bonus action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.monsters.stat_block import Action, Trait, Trigger
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.magic import Over, Vanish
from core.rules.effects.outcomes import Act, Go, Heal, Kill, Use
from core.rules.effects.terms import Area, Duration, Moment, Only, Shape, Until
from core.rules.effects.tree import Choose, Each, Inflict, Save, Zone
from data.srd.build import words
from data.srd.build.curated.shapes import UNTIL_CURED, Place, damage, gripped, own, save

CON, WIS = Ability.CONSTITUTION, Ability.WISDOM
_STONE: Final = Inflict((Condition.PETRIFIED,), UNTIL_CURED)


def _turning_to_stone(dc: int) -> Inflict:
    """Held, and turned to stone by a second failure."""
    second = save(CON, dc, Over(), _STONE, success=(Over(),))
    return Inflict((Condition.RESTRAINED,), Duration(), each_turn=(second,), at=Moment.OWN_TURN_END)


def _gaze(dc: int, *at_once: Inflict) -> Trait:
    """Whoever meets the eyes at the start of a turn; who shuts their own does not save, and does not see."""
    tree = Save((CON,), dc, (_turning_to_stone(dc),), by_five=at_once)
    return Trait("Petrifying Gaze", (tree,), Trigger.TURN_BEGINS_NEAR, within_ft=30)


def _barbs() -> Trait:
    return Trait("Barbed Hide", (Each((damage("1d10 piercing"),), None, only=gripped()),), Trigger.OWN_TURN_BEGINS)


_FRIGHT: Final = Save(
    (WIS,),
    11,
    (Inflict((Condition.FRIGHTENED,), Duration(rounds=10, save=WIS, dc=11, daunted=True)),),
    only=Only(types=frozenset({"humanoid"})),
    safe_for=words.DAY,
)
TRAITS: Final[Mapping[Place, Trait]] = {
    (Edition.SRD_51, "Barbed Devil", "Barbed Hide"): _barbs(),
    (Edition.SRD_51, "Basilisk", "Petrifying Gaze"): _gaze(12),
    (Edition.SRD_51, "Medusa", "Petrifying Gaze"): _gaze(14, _STONE),
    (Edition.SRD_51, "Sea Hag", "Horrific Appearance"): Trait(
        "Horrific Appearance", (_FRIGHT,), Trigger.TURN_BEGINS_NEAR, within_ft=30
    ),
    (Edition.SRD_52, "Barbed Devil", "Barbed Hide"): _barbs(),
}
_LIGHT: Final = Zone(
    Area(Shape.EMANATION, 10),
    lasts=Duration(ends=(Until.ENDED,)),
    range_ft=0,
    follows=True,
    sight="bright light",
)
ACTIONS: Final[Mapping[str, Action]] = {
    each.name: each
    for each in (
        Action("Aggressive", Economy.BONUS, (Go(share=100),)),
        Action(
            "Consume Life",
            Economy.BONUS,
            (
                Each(
                    (save(CON, 10, Kill(), own(Heal("3d6"))),),
                    range_ft=5,
                    only=Only(hit_points=(0, 0)),
                ),
            ),
        ),
        Action("Cunning Action", Economy.BONUS, (Act(("dash", "disengage", "hide")),)),
        Action("Ethereal Jaunt", Economy.BONUS, (own(Vanish("ethereal plane", Duration(ends=(Until.ENDED,)))),)),
        Action("Ignited Illumination", Economy.BONUS, (Choose((("ablaze", (_LIGHT,)), ("extinguished", ()))),)),
        Action("Nimble Escape", Economy.BONUS, (Act(("disengage", "hide")),)),
        Action("Rampage", Economy.BONUS, (Go(share=50), Use((("Bite", 1),))), trigger=Trigger.FELLS),
        Action("Shadow Stealth", Economy.BONUS, (Act(("hide",)),)),
    )
}
"""Traits of 2014 that are bonus actions, by name."""
