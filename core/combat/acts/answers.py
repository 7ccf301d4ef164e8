"""Answering what has just happened, as it was offered: a reaction, a spell, a legendary action, what an effect lets do.

Source: SRD 5.2.1, "Playing the Game", Reactions, and "Monsters", Legendary Actions; SRD 5.1, "Combat" and "Monsters".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.combat.acts import acting, casting, deeds
from core.combat.acts.aiming import Aim
from core.combat.acts.castable import Castable, castable_by
from core.combat.acts.deeds import Possible
from core.combat.acts.stage import Stage
from core.combat.play.targets import wanted
from core.combat.record.openings import Opening
from core.combat.record.steps import Done
from core.errors import RuleError
from core.monsters.stat_block import Action
from core.rules.actions import Economy
from core.rules.effects.tree import Effect


def opening_named(stage: Stage, name: str) -> Opening:
    """Something that can still be answered.

    Raises:
        RuleError: ``answer-gone``.
    """
    found = stage.scene.fight.openings.get(name)
    if found is None:
        raise RuleError("answer-gone")
    return found


def answer(stage: Stage, name: str, aim: Aim, slot: int | None = None) -> Done:
    """Do what was offered, once; it goes against whom it was offered against, unless it is aimed otherwise.

    Args:
        stage: The fight.
        name: The opening's.
        aim: At whom, and how.
        slot: The level of the slot that a spell is cast with; None for the lowest.

    Raises:
        RuleError: ``answer-gone``, ``target-needed``, and what stands against any deed.
    """
    opening = opening_named(stage, name)
    stage.answering = name
    number = opening.who
    action = _action(stage, opening)
    if action is not None:
        return acting.act(stage, number, action, _aimed(opening, action.effects, aim))
    other = next((each for each in deeds.possible(stage, number) if each.name == opening.name), None)
    if other is not None:
        return deeds.do(stage, number, other, _aimed(opening, other.effects, aim))
    spell = stage.scene.spell(opening.name)
    if spell is None:
        raise RuleError("answer-gone")
    return casting.cast(stage, number, spell, slot=slot, aim=aim)


def offered(stage: Stage, name: str) -> Possible | Castable:
    """What an answer is: a deed, or a spell with the slots that it can be cast with.

    Raises:
        RuleError: ``answer-gone``.
    """
    opening = opening_named(stage, name)
    action = _action(stage, opening)
    if action is not None:
        takes = wanted(action.effects, frozenset())
        return Possible(opening.name, "action", action.economy, action.effects, takes.least, takes.most)
    listed: Iterable[Possible | Castable] = (
        *deeds.possible(stage, opening.who),
        *(each for each in castable_by(stage, opening.who) if each.spell.name == opening.name),
    )
    for each in listed:
        if isinstance(each, Castable) or each.name == opening.name:
            return each
    return Possible(opening.name, "action", Economy(opening.cost), ())


def _action(stage: Stage, opening: Opening) -> Action | None:
    """The action of a stat block that is offered; of several with one name, the one that costs what was said."""
    block = deeds.block_of(stage, opening.who)
    named = [each for each in (block.actions if block else ()) if each.name == opening.name]
    return next((each for each in named if each.economy == opening.cost), None)


def _aimed(opening: Opening, effects: tuple[Effect, ...], aim: Aim) -> Aim:
    if aim.targets or opening.against is None or wanted(effects, aim.ways).most == 0:
        return aim
    return replace(aim, targets=(opening.against,))
