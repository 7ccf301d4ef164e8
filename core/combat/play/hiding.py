"""Hiding and searching: who notices whom, and how long.

There is no map: whether there is something to hide behind is for those at the table to say.

Source: SRD 5.2.1, "Rules Glossary", Hide, Invisible and Search; SRD 5.1, "Using Ability Scores", Hiding, and "Combat",
Unseen Attackers and Targets.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.combat.duration import lasting
from core.combat.play.playing import Playing
from core.combat.record.happenings import CheckMade
from core.combat.record.ongoing import Ongoing
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling, effects_on
from core.combat.situation.scene import Scene
from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.hiding import HIDDEN, HIDES_AT, UNNOTICED
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.terms import Only, Until

_ENDS: Final = (Until.ATTACKS, Until.CASTS, Until.ENDED)
_FROM: Final = Only(when=UNNOTICED)
_UNSEEN: Final = (
    Lasting(Roll.ATTACKS, advantage=Advantage.ADVANTAGE, against=_FROM),
    Lasting(Roll.ATTACKED, advantage=Advantage.DISADVANTAGE, against=_FROM),
)
"""What being unseen does in 2014, against those who do not notice."""
_BY_MIND: Final = "investigation"


def hide(playing: Playing) -> None:
    """Whoever acts tries to hide: against a DC in 2024, from those whose passive Perception is lower in 2014."""
    scene, actor = playing.scene, playing.deed.actor
    total = d20s.check(scene, actor, Ability.DEXTERITY, Rolling(skill="stealth")).total
    hidden = Ongoing(HIDDEN, actor, ends=_ENDS, dc=total)
    if scene.fight.edition is Edition.SRD_52:
        scene.tell(CheckMade(actor, "stealth", total, HIDES_AT, total >= HIDES_AT))
        if total >= HIDES_AT:
            lasting.begin(scene, actor, replace(hidden, conditions=(Condition.INVISIBLE,)))
        return
    unaware = tuple(each for each in _foes(scene, actor) if not _notices(scene, each, total))
    scene.tell(CheckMade(actor, "stealth", total, None, bool(unaware)))
    _gone(scene, actor)
    if unaware:
        lasting.begin(scene, actor, replace(hidden, alters=_UNSEEN, aimed=unaware))


def _gone(scene: Scene, actor: int) -> None:
    """Who hides anew is hidden as well as that comes to, by the rules of 2014."""
    for key, one in list(scene.combatant(actor).ongoing.items()):
        if one.name == HIDDEN and one.source == actor:
            lasting.end(scene, actor, key, "replaced")


def _foes(scene: Scene, actor: int) -> list[int]:
    side = scene.combatant(actor).side
    return [each for each, one in scene.fight.combatants.items() if one.side != side and scene.is_there(each)]


def _notices(scene: Scene, number: int, total: int) -> bool:
    """Whether somebody's passive Perception is as good; by a tie nobody is hidden who was not before."""
    if scene.vitals(number).is_down or effects_on(scene, number).unaware:
        return False
    return scene.creature(number).passive_perception >= total


def seek(playing: Playing) -> None:
    """Whoever acts looks for those who hide: whom the check reaches is hidden no longer, in 2014 from them alone."""
    scene, actor = playing.scene, playing.deed.actor
    by_mind = scene.fight.edition is Edition.SRD_51 and _BY_MIND in playing.deed.ways
    ability, skill = (Ability.INTELLIGENCE, _BY_MIND) if by_mind else (Ability.WISDOM, "perception")
    tie = scene.fight.edition is Edition.SRD_52  # there it is a DC; in 2014 a contest, which a tie leaves as it was
    total = d20s.check(scene, actor, ability, Rolling(skill=skill)).total
    scene.tell(CheckMade(actor, skill, total))
    for number in _foes(scene, actor):
        for key, one in list(scene.combatant(number).ongoing.items()):
            if one.name == HIDDEN and one.dc is not None and total + tie > one.dc:
                _found(scene, number, key, actor)


def _found(scene: Scene, number: int, key: int, by: int) -> None:
    one = scene.combatant(number).ongoing[key]
    left = tuple(each for each in one.aimed if each != by)
    if scene.fight.edition is Edition.SRD_51 and left:
        scene.put(number, key, replace(one, aimed=left))
        return
    lasting.end(scene, number, key, "over")
