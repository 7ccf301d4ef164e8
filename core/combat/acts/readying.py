"""Readied actions: said in one's own turn, done with one's reaction once what was waited for has happened.

What is readied is one of the things that somebody can do, a spell, or whatever else they say; that is the DM's to carry
out. A spell is cast when it is readied: its slot is spent then, and it takes concentration until it is let go.

Source: SRD 5.2.1, "Rules Glossary", Ready; SRD 5.1, "Combat", Ready.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.characters.health import with_slot_back, with_slot_spent
from core.combat.acts import acting, casting, deeds
from core.combat.acts.aiming import Aim, must_be_there
from core.combat.acts.castable import AT_WILL, Castable, castable_by
from core.combat.acts.deeds import Possible
from core.combat.acts.stage import Stage
from core.combat.acts.wrestling import wrestle
from core.combat.duration import lasting
from core.combat.means.doing import SPELL, Price, begin_deed
from core.combat.play.basics import BASIC
from core.combat.play.player import play
from core.combat.play.targets import wanted
from core.combat.record.deed import Deed
from core.combat.record.happenings import LeftToDm
from core.combat.record.state import Concentration, Readied
from core.combat.record.steps import Done
from core.combat.situation.scene import Scene
from core.errors import RuleError
from core.matching.names import folded, named
from core.monsters.stat_block import Action
from core.rules.actions import Economy
from core.rules.spells import cast_at

READY: Final = "ready"
TOPIC: Final = "what was readied"


def readiable(stage: Stage, number: int, action: str) -> Possible | None:
    """What was named, as one of the things that somebody can do; None for anything else."""
    sought, there = folded(action), deeds.possible(stage, number)
    exact = [each for each in there if folded(each.name) == sought]
    begun = [each for each in there if sought and folded(each.name).startswith(sought)]
    return next(iter(exact or begun), None)


def ready(stage: Stage, number: int, said: Readied, aim: Aim) -> Done:
    """Spend the action on waiting for something.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``not-readiable``, ``spell-not-prepared``, ``no-slot``, and what stands against any deed.
    """
    scene = stage.scene
    must_be_there(stage, number, aim)
    what = readiable(stage, number, said.action)
    spell = None if what else _spell(stage, number, said.action)
    sort = SPELL if spell else READY
    begin_deed(scene, number, Price(Economy.ACTION, name=READY, sort=sort), (), overrule=aim.overrule)
    if spell:
        _held(stage, number, spell)
    name = spell.spell.name if spell else what.name if what else ""
    kept = replace(said, action=name or said.action, spell=spell is not None)
    scene.change(replace(scene.combatant(number), readied=kept))
    return stage.done("readied", by=number, name=name)


def asked(stage: Stage, number: int, said: Readied) -> Possible | None:
    """What was readied, and how many it has to be aimed at; None for what is the DM's to carry out."""
    if not said.spell:
        return readiable(stage, number, said.action)
    spell = _spell(stage, number, said.action)
    if spell is None:
        return None
    takes = wanted(cast_at(spell.spell), frozenset())
    return Possible(spell.spell.name, "granted", Economy.REACTION, (), takes.least, takes.most)


def _spell(stage: Stage, number: int, action: str) -> Castable | None:
    """The spell that was named whole, or begun."""
    sought = folded(action)
    return named(castable_by(stage, number), sought, lambda each: folded(each.spell.name)) if sought else None


def _held(stage: Stage, number: int, castable: Castable) -> None:
    """Spend the slot, and concentrate on what waits.

    Raises:
        RuleError: ``not-readiable``, ``spell-not-prepared`` or ``no-slot``.
    """
    spell, scene = castable.spell, stage.scene
    if spell.economy is not Economy.ACTION:
        raise RuleError("not-readiable", spell=spell.name)
    if not castable.ready:
        raise RuleError("spell-not-prepared", spell=spell.name)
    if not castable.left:
        raise RuleError("no-slot", level=spell.level)
    level = castable.slots[0][0] if castable.slots else spell.level
    if stage.is_character(number):
        if spell.level:
            sheet = with_slot_spent(stage.sheet(number), stage.records(number), level)
            stage.write(number, replace(sheet, vitals=scene.vitals(number)))
    elif castable.slots or castable.left != AT_WILL:
        _count(scene, number, castable, level, by=1)
    lasting.concentrate(scene, number, Concentration(spell.name, level))


def _count(scene: Scene, number: int, castable: Castable, level: int, *, by: int) -> None:
    """Use up what a stat block has of a spell, or give it back."""
    combatant, name = scene.combatant(number), castable.spell.name
    if castable.slots:
        spent = {**combatant.slots_spent, level: combatant.slots_spent.get(level, 0) + by}
        scene.change(replace(combatant, slots_spent={each: count for each, count in spent.items() if count}))
    else:
        used = {**combatant.used, name: combatant.used.get(name, 0) + by}
        scene.change(replace(combatant, used={each: count for each, count in used.items() if count}))


def _released(stage: Stage, number: int, said: Readied, aim: Aim) -> Done:
    """Let a spell go: its slot was spent when it was readied, so that casting it spends it no second time.

    Raises:
        RuleError: ``readied-spell-lost``: concentration on it is broken.
    """
    scene = stage.scene
    spell, holds = _spell(stage, number, said.action), scene.combatant(number).concentration
    if spell is None or holds is None or holds.spell != spell.spell.name:
        raise RuleError("readied-spell-lost", spell=said.action)
    if stage.is_character(number):
        if holds.slot:
            sheet = with_slot_back(stage.sheet(number), holds.slot)
            stage.write(number, replace(sheet, vitals=scene.vitals(number)))
    elif spell.slots or spell.left != AT_WILL:
        _count(scene, number, spell, holds.slot, by=-1)
    lasting.stop_concentrating(scene, number, "early")
    reacting = replace(spell.spell, economy=Economy.REACTION)
    return casting.cast(stage, number, reacting, slot=holds.slot or None, aim=aim)


def let_go(stage: Stage, number: int, aim: Aim) -> Done:
    """What somebody waited for has happened: with their reaction, they do what they readied.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: ``nothing-readied``, ``readied-spell-lost``, and what stands against any deed.
    """
    scene = stage.scene
    must_be_there(stage, number, aim)
    said = scene.combatant(number).readied
    if said is None:
        raise RuleError("nothing-readied")
    scene.change(replace(scene.combatant(number), readied=None))
    if said.spell:
        return _released(stage, number, said, aim)
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
            return acting.attack(stage, number, what.name, aim, readied=True)
        case "basic" if what.effects:
            return wrestle(stage, number, what.name, aim, economy=Economy.REACTION)
        case "action" if what.effects:
            return acting.act(stage, number, Action(what.name, Economy.REACTION, what.effects), aim)
        case _:
            begin_deed(scene, number, Price(Economy.REACTION, name=what.name), (), overrule=aim.overrule)
            play(scene, Deed(number, what.name, BASIC.get(what.name, ()), (number,)))
            return stage.done("action", by=number, name=what.name)
