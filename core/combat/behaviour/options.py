"""What somebody could try now: their actions, spells, and what everybody can do, each aimed at whom it may be for.

Not all of these are legal; which are, the engine says when it tries them (`trials`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.characters.attacks import attacks
from core.combat.acts import acting, casting, offers
from core.combat.acts.aiming import Aim
from core.combat.acts.stage import Stage
from core.combat.behaviour.aims import aims
from core.combat.behaviour.ways import Way, ways
from core.combat.means.powers import ways_of_monster
from core.combat.play.basics import BASIC, STAND_UP
from core.combat.record.steps import Done
from core.combat.situation.scene import Scene
from core.errors import NotFoundError
from core.monsters.stat_block import Action, StatBlock, Trigger
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.effects.outcomes import Cast
from core.rules.effects.tree import Effect, Grant
from core.rules.spells import Spell, cast_at

ACT, CAST, BASIC_ACTION, OFFERED, ATTACK = "act", "cast", "basic", "offered", "attack"
_IN_TURN: Final = frozenset({Economy.ACTION, Economy.BONUS, Economy.NONE})


@dataclass(frozen=True, slots=True)
class Option:
    """Something that somebody could do.

    Attributes:
        by: Who, by number.
        how: Of which sort it is: `ACT`, `CAST`, `BASIC_ACTION`, `OFFERED` or `ATTACK`.
        name: What it is called.
        economy: What it costs.
        aim: At whom, and what is chosen.
        limited: Whether it takes one of few uses, or is a spell above a cantrip.
    """

    by: int
    how: str
    name: str
    economy: Economy
    aim: Aim = Aim()  # noqa: RUF009 - a value that nobody can change
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Others:
    """Whom something can be done to: foes, whom one would rather take first; and one's own side, the neediest first."""

    foes: Sequence[int]
    friends: Sequence[int]


def do(stage: Stage, option: Option) -> Done:
    """Do it, by the engine's own ways.

    Raises:
        NotFoundError: They have no such thing any more.
        RuleError: What stands against it.
    """
    number, scene = option.by, stage.scene
    match option.how:
        case "cast":
            spell = scene.spell(option.name)
            if spell is None:
                raise NotFoundError("spell-not-theirs", named=option.name)
            return casting.cast(stage, number, spell, slot=None, aim=option.aim)
        case "basic":
            return acting.basic(stage, number, option.name, option.aim)
        case "offered":
            return offers.take(stage, number, option.name, option.aim)
        case "attack":
            return acting.attack(stage, number, option.name, option.aim)
        case _:
            block = own_block(scene, number)
            named = (each for each in (block.actions if block else ()) if each.name == option.name)
            action = next(named, None)
            if action is None:
                raise NotFoundError("action-not-found", named=option.name, names="")
            return acting.act(stage, number, action, option.aim)


def options(stage: Stage, number: int, others: Others) -> Iterator[Option]:
    """Everything that somebody could try."""
    scene = stage.scene
    combatant = scene.combatant(number)
    own_turn = scene.fight.current == number
    if combatant.lair_of is None and own_turn:
        yield from _basic(scene, number)
        yield from _spells(stage, number, others)
        yield from _offered(scene, number, others)
        yield from _armed(stage, number, others)
    block = own_block(scene, number)
    for action in block.actions if block else ():
        if _is_time(action, own_turn=own_turn, lair=combatant.lair_of is not None):
            yield from _action(scene, number, action, others)


def own_block(scene: Scene, number: int) -> StatBlock | None:
    """Whose actions somebody has: its own, its form's, or of a lair its owner's; None for a character."""
    combatant = scene.combatant(number)
    if combatant.lair_of is not None:
        return scene.book.monster(combatant.monster, scene.fight.edition)
    return scene.block(number)


def _is_time(action: Action, *, own_turn: bool, lair: bool) -> bool:
    if action.trigger is not Trigger.ALWAYS:
        return False
    if lair:
        return action.economy is Economy.LAIR
    return action.economy in _IN_TURN if own_turn else action.economy is Economy.LEGENDARY


def _action(scene: Scene, number: int, action: Action, others: Others) -> Iterator[Option]:
    if action.effects and all(isinstance(each, Cast) and not each.spells for each in action.effects):
        return  # all of one's own spells stand for themselves
    for way in ways(scene, number, action.effects):
        for targets in _aimed(scene, number, way, others):
            aim = Aim(targets, ways=way.said)
            yield Option(number, ACT, action.name, action.economy, aim, limited=action.usage is not None)


def _aimed(scene: Scene, number: int, way: Way, others: Others) -> list[tuple[int, ...]]:
    return aims(scene, number, way, foes=others.foes, friends=others.friends)


def _basic(scene: Scene, number: int) -> Iterator[Option]:
    if Condition.PRONE in scene.conditions(number):
        yield Option(number, BASIC_ACTION, STAND_UP, Economy.NONE)
    yield from (Option(number, BASIC_ACTION, way, Economy.ACTION) for way in BASIC if way != STAND_UP)


def _spells(stage: Stage, number: int, others: Others) -> Iterator[Option]:
    for spell in known_spells(stage, number):
        economy = spell.economy
        if spell.trigger is not None or economy is None or economy not in _IN_TURN:
            continue
        effects = cast_at(spell, character_level=stage.scene.creature(number).level or 1)
        for aim in _each_way(stage.scene, number, effects, others):
            yield Option(number, CAST, spell.name, economy, aim, limited=spell.level > 0)


def known_spells(stage: Stage, number: int) -> list[Spell]:
    """The spells that somebody can cast by themselves, each once, the highest first."""
    scene = stage.scene
    if stage.is_character(number):
        names = [name for name, known in stage.sheet(number).spells.items() if known.prepared or known.always]
    else:
        names = [known.name for known, _ in ways_of_monster(scene, number)]
    there = [spell for name in dict.fromkeys(names) if (spell := scene.spell(name)) is not None]
    return sorted(there, key=lambda spell: (-spell.level, spell.name))


def _offered(scene: Scene, number: int, others: Others) -> Iterator[Option]:
    for offer in offers.offers(scene, number):
        node = scene.combatant(offer.bearer).ongoing[offer.key].node
        if isinstance(node, Grant) and offer.economy in _IN_TURN:
            for aim in _each_way(scene, number, node.effects, others):
                yield Option(number, OFFERED, offer.name, offer.economy, aim)


def _armed(stage: Stage, number: int, others: Others) -> Iterator[Option]:
    if stage.is_character(number) and not stage.scene.form(number):
        for line in attacks(stage.sheet(number), stage.records(number)):
            yield from (Option(number, ATTACK, line.name, line.economy, Aim((foe,))) for foe in others.foes[:3])


def _each_way(scene: Scene, number: int, effects: Iterable[Effect], others: Others) -> Iterator[Aim]:
    for way in ways(scene, number, tuple(effects)):
        for targets in _aimed(scene, number, way, others):
            yield Aim(targets, ways=way.said)
