"""How a deed is aimed: at whom, how, and what is chosen; and whether that is as many as it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.combat.acts.stage import Stage
from core.combat.play.targets import wanted
from core.combat.record.happenings import Overruled
from core.dice.advantage import Advantage
from core.errors import RuleError
from core.rules.effects.lasting import Lasting
from core.rules.effects.outcomes import Cast, Use
from core.rules.effects.search import found
from core.rules.effects.tree import Attack, Effect


@dataclass(frozen=True, slots=True)
class Aim:
    """How a deed is aimed.

    Attributes:
        targets: At whom, by number.
        advantage: What is claimed for its attacks.
        extra: Dice or a number added to its attacks, ``1d4`` or ``-2``.
        ways: What is chosen among ways, and which circumstances hold, in small letters.
        overrule: Whether whoever leads lets it happen though a rule stands against it.
    """

    targets: tuple[int, ...] = ()
    advantage: Advantage = Advantage.NONE
    extra: str = ""
    ways: frozenset[str] = frozenset()
    overrule: bool = False


def must_be_there(stage: Stage, number: int, aim: Aim) -> None:
    """See to it that everybody who is named is in the fight; nothing is aimed at a lair.

    Raises:
        NotFoundError: ``combatant-not-found``.
    """
    stage.scene.fight.combatant(number)
    for each in aim.targets:
        stage.scene.fight.creature(each)


def must_live(stage: Stage, number: int, effects: tuple[Effect, ...], aim: Aim) -> None:
    """See to it that no attack rolls are made at the dead alone, be it by other actions or spells that a deed has.

    Raises:
        RuleError: ``target-dead``.
    """
    scene = stage.scene
    there = [each for each in aim.targets if scene.is_there(each)]
    if not there or not all(scene.vitals(each).is_dead for each in there):
        return
    block = scene.block(number)
    used = {name for node in found(effects, Use) for name, _ in node.actions}
    trees = [effects, *(each.effects for each in (block.actions if block else ()) if each.name in used)]
    for name in (name for tree in tuple(trees) for node in found(tree, Cast) for name in node.spells):
        if (spell := scene.spell(name)) is not None:
            trees.append(spell.effects)
    if any(True for tree in trees for _ in found(tree, Attack)):
        if not aim.overrule:
            raise RuleError("target-dead")
        scene.tell(Overruled("target-dead"))


def must_fit(effects: Iterable[Effect], number: int, aim: Aim, *, actor_alone: bool = True) -> None:
    """See to it that as many are aimed at as it takes; who does it may always be named where nobody else can.

    Raises:
        RuleError: ``target-needed``, ``too-many-targets`` or ``target-twice``.
    """
    if aim.overrule:
        return
    takes = wanted(effects, aim.ways, actor_alone=actor_alone)
    if len(aim.targets) < takes.least:
        raise RuleError("target-needed", limit=takes.most or 1)
    if takes.most == 0 and set(aim.targets) == {number}:
        return
    if takes.most is not None and len(aim.targets) > takes.most:
        raise RuleError("too-many-targets", limit=takes.most, given=len(aim.targets))
    most = max((aim.targets.count(each) for each in aim.targets), default=0)
    if most > takes.times:
        raise RuleError("target-twice", limit=takes.times)


def must_be_chosen(effects: Iterable[Effect], aim: Aim) -> None:
    """What a spell lets its caster choose has to be said, where the table cannot guess it.

    Raises:
        RuleError: ``way-not-chosen``.
    """
    for what in found(tuple(effects), Lasting):
        listed = sorted(
            str(each) for each in (*what.abilities, *what.skills, *what.resists, *what.suffers, *what.kinds)
        )
        if what.picks and listed and not aim.ways & set(listed) and not aim.overrule:
            raise RuleError("way-not-chosen", names=", ".join(listed[:13]))
