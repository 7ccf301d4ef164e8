"""What somebody does in a fight: attacks, a monster's actions, and the actions that everybody has.

Source: SRD 5.2.1, "Playing the Game", Actions, and "Rules Glossary"; SRD 5.1, "Combat", Actions in Combat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.characters.attacks import AttackLine, attacks, attacks_in_action
from core.combat.doing import Price, begin_deed
from core.combat.play import Deed, play
from core.combat.stage import Stage
from core.combat.steps import Done
from core.dice.advantage import Advantage
from core.errors import NotFoundError
from core.monsters.stat_block import Action
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.terms import Duration, Moment
from core.rules.effects.tree import Alter, Effect

UNTIL_NEXT_TURN: Final = Duration(until=Moment.SOURCE_TURN_START)
BASIC: Final[dict[str, tuple[Effect, ...]]] = {
    "dodge": (
        Alter((Lasting(Roll.ATTACKED, advantage=Advantage.DISADVANTAGE),), UNTIL_NEXT_TURN),
        Alter(
            (Lasting(Roll.SAVES, advantage=Advantage.ADVANTAGE, abilities=frozenset({Ability.DEXTERITY})),),
            UNTIL_NEXT_TURN,
        ),
    ),
    "dash": (),
    "disengage": (),
    "hide": (),
    "help": (),
    "search": (),
    "use an object": (),
}
"""The actions that everybody has; of those without effects, it is told that they were taken."""


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


def attack(stage: Stage, number: int, name: str, aim: Aim) -> Done:
    """A character attacks.

    Raises:
        NotFoundError: ``attack-not-found`` or ``combatant-not-found``.
        RuleError: What stands against it.
    """
    line = attack_line(stage, number, name)
    _must_be_there(stage, number, aim)
    price = Price(line.economy)
    if line.economy is Economy.ACTION:
        price = Price(line.economy, attacks=attacks_in_action(stage.sheet(number)))
    begin_deed(stage.scene, number, price, aim.targets, overrule=aim.overrule)
    play(stage.scene, _deed(number, line.name, (line.attack,), aim))
    return stage.done("attack", by=number, name=line.name, targets=aim.targets)


def attack_line(stage: Stage, number: int, name: str) -> AttackLine:
    """One of a character's attacks by its name, or by the beginning of it.

    Raises:
        NotFoundError: ``attack-not-found``.
    """
    lines = attacks(stage.sheet(number), stage.records(number))
    wanted = name.strip().casefold()
    exact = [line for line in lines if line.name.casefold() == wanted]
    near = [line for line in lines if line.name.casefold().startswith(wanted)]
    if found := exact or near:
        return found[0]
    raise NotFoundError("attack-not-found", named=name[:60], names=", ".join(line.name for line in lines[:6]))


def act(stage: Stage, number: int, action: Action, aim: Aim) -> Done:
    """A monster does something that its stat block has.

    Raises:
        NotFoundError: ``combatant-not-found``.
        RuleError: What stands against it.
    """
    _must_be_there(stage, number, aim)
    usage = action.usage
    price = Price(
        action.economy,
        cost=action.cost,
        action=action.name if usage else "",
        times=usage.times if usage else 0,
        recharge=usage.recharge if usage else None,
    )
    begin_deed(stage.scene, number, price, aim.targets, overrule=aim.overrule)
    play(stage.scene, _deed(number, action.name, action.effects, aim))
    return stage.done("action", by=number, name=action.name, targets=aim.targets)


def basic(stage: Stage, number: int, way: str, aim: Aim) -> Done:
    """Somebody takes one of the actions that everybody has.

    Raises:
        NotFoundError: ``action-not-found`` or ``combatant-not-found``.
        RuleError: What stands against it.
    """
    if way not in BASIC:
        raise NotFoundError("action-not-found", named=way[:60], names=", ".join(sorted(BASIC)))
    _must_be_there(stage, number, aim)
    begin_deed(stage.scene, number, Price(), aim.targets, overrule=aim.overrule)
    play(stage.scene, _deed(number, way.capitalize(), BASIC[way], Aim((number,))))
    return stage.done("action", by=number, name=way, targets=aim.targets)


def _must_be_there(stage: Stage, number: int, aim: Aim) -> None:
    for each in (number, *aim.targets):
        stage.scene.fight.combatant(each)


def _deed(number: int, name: str, effects: tuple[Effect, ...], aim: Aim) -> Deed:
    return Deed(number, name, effects, aim.targets, advantage=aim.advantage, extra=aim.extra, ways=aim.ways)
