"""Grappling and shoving, which everybody can do to whoever is no more than one size larger.

In 2024 the target saves against 8, Strength and proficiency; in 2014 two checks are held against each other. Either
takes the place of one attack of the Attack action. A hand has to be free for a grapple, and the target within reach:
whoever acts says so.

Source: SRD 5.2.1, "Rules Glossary", Unarmed Strike, Grappling; SRD 5.1, "Combat", Grappling, Shoving a Creature.
"""

from __future__ import annotations

from typing import Final

from core.characters.attacks import attacks_in_action
from core.combat.acts import afterwards
from core.combat.acts.aiming import Aim, must_be_there, must_fit
from core.combat.acts.stage import Stage
from core.combat.means.doing import ATTACK, Price, begin_deed
from core.combat.play.player import play
from core.combat.record.deed import Deed
from core.combat.record.steps import Done
from core.combat.situation.scene import Scene
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.outcomes import Shift
from core.rules.effects.terms import FOR_GOOD, Duration, Only, Until
from core.rules.effects.tree import Choose, Contest, Each, Effect, Inflict, Save
from core.rules.sizes import Size

GRAPPLE, SHOVE = "grapple", "shove"
_WITHSTOOD: Final = ((Ability.STRENGTH, "athletics"), (Ability.DEXTERITY, "acrobatics"))
_SIZES: Final = tuple(Size)


def wrestle(stage: Stage, number: int, way: str, aim: Aim, *, economy: Economy = Economy.ACTION) -> Done:
    """Grapple or shove somebody.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: What stands against it.
    """
    scene = stage.scene
    must_be_there(stage, number, aim)
    effects = wrestling(scene, number, way)
    must_fit(effects, number, aim)
    several = attacks_in_action(stage.sheet(number)) if stage.is_character(number) else 0
    price = Price(economy, attacks=several if economy is Economy.ACTION else 0, name=ATTACK, sort=ATTACK, harms=True)
    begin_deed(scene, number, price, aim.targets, overrule=aim.overrule)
    before = afterwards.start(scene)
    deed = Deed(number, way.capitalize(), effects, aim.targets, ways=aim.ways)
    came = play(scene, deed)
    afterwards.no_longer_alone(scene, deed)
    afterwards.remember(scene, before, deed, came)
    return stage.done("action", by=number, name=deed.name, targets=aim.targets)


def wrestling(scene: Scene, number: int, way: str) -> tuple[Effect, ...]:
    """What a grapple or a shove does, by somebody's own numbers."""
    creature, in_2024 = scene.creature(number), scene.fight.edition is Edition.SRD_52
    athletics = creature.skill("athletics")
    dc = 8 + creature.modifier(Ability.STRENGTH) + creature.proficiency_bonus
    done = _grappled(dc if in_2024 else 10 + athletics) if way == GRAPPLE else _SHOVED
    within = Only(up_to=_SIZES[min(len(_SIZES) - 1, _SIZES.index(creature.size) + 1)])
    if in_2024:
        return (Each((Save((Ability.STRENGTH, Ability.DEXTERITY), dc, done),), only=within),)
    return (Each((Contest(_WITHSTOOD, done, mine=Ability.STRENGTH, bonus=athletics),), only=within),)


def _grappled(dc: int) -> tuple[Effect, ...]:
    """Held until it gets out; in 2014 the DC is the passive value of what held it, as stat blocks have it."""
    return (Inflict((Condition.GRAPPLED,), Duration(ends=(Until.ESCAPE, Until.SOURCE_GONE), dc=dc)),)


_SHOVED: Final[tuple[Effect, ...]] = (
    Choose(
        (
            ("prone", (Inflict((Condition.PRONE,), FOR_GOOD),)),
            ("away", (Shift(5, "away"),)),
        )
    ),
)
