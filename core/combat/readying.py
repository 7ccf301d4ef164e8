"""Readied actions: said in one's own turn, done with one's reaction once what was waited for has happened.

What is readied is one of the things that somebody can do, or whatever else they say; that is the DM's to carry out.

Source: SRD 5.2.1, "Rules Glossary", Ready; SRD 5.1, "Combat", Ready.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.combat import acting, deeds
from core.combat.aiming import Aim, must_be_there
from core.combat.basics import BASIC
from core.combat.deed import Deed
from core.combat.deeds import Possible
from core.combat.doing import Price, begin_deed
from core.combat.happenings import LeftToDm
from core.combat.play.player import play
from core.combat.stage import Stage
from core.combat.state import Readied
from core.combat.steps import Done
from core.errors import RuleError
from core.matching.names import folded
from core.monsters.stat_block import Action
from core.rules.actions import Economy

READY: Final = "ready"
TOPIC: Final = "what was readied"


def readiable(stage: Stage, number: int, action: str) -> Possible | None:
    """What was named, as one of the things that somebody can do; None for anything else."""
    wanted = folded(action)
    there = deeds.possible(stage, number)
    exact = [each for each in there if folded(each.name) == wanted]
    begun = [each for each in there if wanted and folded(each.name).startswith(wanted)]
    return next(iter(exact or begun), None)


def ready(stage: Stage, number: int, said: Readied, aim: Aim) -> Done:
    """Spend the action on waiting for something.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: What stands against it.
    """
    scene = stage.scene
    must_be_there(stage, number, aim)
    begin_deed(scene, number, Price(Economy.ACTION, name=READY, sort=READY), (), overrule=aim.overrule)
    what = readiable(stage, number, said.action)
    kept = replace(said, action=what.name if what else said.action)
    scene.change(replace(scene.combatant(number), readied=kept))
    return stage.done("readied", by=number, name=what.name if what else "")


def let_go(stage: Stage, number: int, aim: Aim) -> Done:
    """What somebody waited for has happened: with their reaction, they do what they readied.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``nothing-readied``, and what stands against any deed.
    """
    scene = stage.scene
    must_be_there(stage, number, aim)
    said = scene.combatant(number).readied
    if said is None:
        raise RuleError("nothing-readied")
    scene.change(replace(scene.combatant(number), readied=None))
    what = readiable(stage, number, said.action)
    if what is None:
        begin_deed(scene, number, Price(Economy.REACTION, name=READY), (), overrule=aim.overrule)
        scene.tell(LeftToDm(TOPIC, number))
        return stage.done("action", by=number, name=READY)
    return _done(stage, number, what, aim)


def _done(stage: Stage, number: int, what: Possible, aim: Aim) -> Done:
    scene = stage.scene
    match what.sort:
        case "attack":
            return acting.attack(stage, number, what.name, aim)  # out of one's turn it takes the reaction by itself
        case "action" | "basic" if what.effects:
            return acting.act(stage, number, Action(what.name, Economy.REACTION, what.effects), aim)
        case _:
            begin_deed(scene, number, Price(Economy.REACTION, name=what.name), (), overrule=aim.overrule)
            play(scene, Deed(number, what.name, BASIC.get(what.name, ()), (number,)))
            return stage.done("action", by=number, name=what.name)
