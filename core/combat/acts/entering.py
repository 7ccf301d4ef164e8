"""Who comes into a fight and who leaves it: characters, monsters, lairs; and their initiative.

Source: SRD 5.2.1, "Playing the Game", Combat, Initiative, Surprise; SRD 5.1, "Combat", and "Monsters", Lair Actions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.characters.sheet import Sheet
from core.combat.acts.stage import Stage
from core.combat.duration import lasting
from core.combat.duration.endings import without_numbers
from core.combat.record.deed import Deed
from core.combat.record.happenings import Happening, InitiativeRolled
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Combatant, Concentration, Side
from core.combat.record.steps import Done
from core.combat.situation import order
from core.combat.situation.bearing import traits
from core.combat.situation.creatures import MOST_COMBATANTS, Coming, combatant_of
from core.combat.views.known import become_known
from core.errors import LimitError, RuleError
from core.ids import StreamId
from core.monsters.stat_block import StatBlock, Trigger
from core.rules.conditions import Condition
from core.rules.initiative import LAIR_ON

MOST_AT_ONCE: Final = 20
"""Monsters that come together."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """How characters come in.

    Attributes:
        initiative: What they rolled with dice of their own; None to roll it here.
        surprised: Whether they are.
        hidden: Whether nobody but those who lead knows of them.
    """

    initiative: int | None = None
    surprised: bool = False
    hidden: bool = False


def enter(stage: Stage, streams: Sequence[StreamId], entrance: Entrance) -> Done:
    """Characters come in, with what they have and hold.

    Raises:
        RuleError: ``in-fight-already``.
        LimitError: ``too-many-combatants``.
    """
    came: list[int] = []
    for stream in streams:
        if stage.scene.fight.of_character(stream):
            raise RuleError("in-fight-already")
        _must_fit(stage, 1)
        number = stage.scene.fight.next_number
        sheet = stage.newcomers[stream]
        combatant = Combatant(
            number,
            character=stream,
            side=Side.PARTY,
            initiative=entrance.initiative,
            surprised=entrance.surprised,
            hidden=entrance.hidden,
            concentration=Concentration(sheet.concentration) if sheet.concentration else None,
        )
        stage.admit(stream, combatant)
        for condition, source in sorted(sheet.conditions.items()):
            lasting.begin(stage.scene, number, Ongoing(source, None, (condition,)))
        came.append(number)
    if entrance.initiative is None:
        order.roll_initiative(stage.scene, came)
    for number in came:
        _by_dexterity(stage, number)
        for trait in traits(stage.scene, number, Trigger.INITIATIVE):
            stage.scene.owe(Deed(number, trait.name, trait.effects, (), quiet=True))
    return stage.done("joined", targets=tuple(came))


def add(stage: Stage, block: StatBlock, count: int, coming: Coming, *, hit_points: Sequence[int] = ()) -> Done:
    """Monsters of one kind come in, and roll initiative; those of a group once.

    Args:
        stage: The stage.
        block: Their stat block.
        count: How many.
        coming: How they come.
        hit_points: What each can bear, where that was rolled.

    Raises:
        LimitError: ``too-many-monsters`` or ``too-many-combatants``.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise LimitError("too-many-monsters", limit=MOST_AT_ONCE)
    _must_fit(stage, count)
    came: list[int] = []
    for place in range(count):
        fight = stage.scene.fight
        number = fight.next_number
        own = replace(coming, hit_points=hit_points[place]) if hit_points else coming
        newcomer = become_known(combatant_of(block, number, own), fight)
        stage.scene.fight = replace(fight.with_(newcomer), next_number=number + 1)
        came.append(number)
    order.roll_initiative(stage.scene, came)
    return stage.done("joined", name=block.name, targets=tuple(came))


def add_lair(stage: Stage, owner: int) -> Done:
    """A monster's lair acts at 20, after everybody else of that count.

    Raises:
        LimitError: ``too-many-combatants``.
        NotFoundError: ``combatant-not-found``.
    """
    _must_fit(stage, 1)
    fight = stage.scene.fight
    whose = fight.creature(owner)
    number = fight.next_number
    lair = Combatant(number, monster=whose.monster, side=whose.side, lair_of=owner, initiative=LAIR_ON, hidden=True)
    stage.scene.fight = replace(fight.with_(lair), next_number=number + 1)
    return stage.done("joined", name="lair", targets=(number,))


def leave(stage: Stage, number: int) -> Done:
    """Somebody leaves; what they held ends, and what lasts on a character goes with it.

    Raises:
        NotFoundError: ``combatant-not-found``.
    """
    scene = stage.scene
    combatant = scene.fight.combatant(number)
    if stage.is_character(number):
        carry_off(stage, number)
    lasting.stop_concentrating(scene, number, "early")
    lasting.let_go(scene, number)
    scene.change(replace(scene.combatant(number), gone=True, ongoing={}, concentration=None))
    return stage.done("left", by=number, name=combatant.monster, targets=(number,))


def carry_off(stage: Stage, number: int) -> None:
    """What lasts on a character beyond turns goes onto its sheet."""
    vitals = stage.scene.vitals(number)
    sheet = replace(stage.sheet(number), vitals=vitals)
    stage.write(number, kept_after(sheet, stage.scene.combatant(number)))


def kept_after(sheet: Sheet, combatant: Combatant) -> Sheet:
    """A sheet with what outlasts a fight: conditions that are not counted in rounds, and concentration.

    Whoever lies prone gets up once there is time.
    """
    kept = {
        condition: one.name
        for one in combatant.ongoing.values()
        if one.rounds is None and one.until is None and not one.held
        for condition in one.conditions
        if condition is not Condition.PRONE
    }
    spell = combatant.concentration.spell if combatant.concentration else ""
    vitals = sheet.vitals
    for one in combatant.ongoing.values():
        vitals = without_numbers(vitals, one)
    return replace(sheet, conditions=kept, concentration=spell, vitals=vitals)


def initiative(stage: Stage, number: int, total: int | None, tie: int | None = None) -> Done:
    """Somebody's place is otherwise: as it is said, or rolled anew; a lair's is not rolled.

    Raises:
        NotFoundError: ``combatant-not-found``.
    """
    scene = stage.scene
    combatant = scene.fight.combatant(number)
    if total is None and combatant.lair_of is not None:
        total = LAIR_ON
    if total is None:
        order.roll_initiative(scene, [number])
    else:
        scene.change(replace(combatant, initiative=total, delayed=False))
        scene.tell(InitiativeRolled(number, total))
    if tie is not None:
        scene.change(replace(scene.combatant(number), tie=tie))
    return stage.done("initiative", by=number, targets=(number,))


def _by_dexterity(stage: Stage, number: int) -> None:
    combatant = stage.scene.combatant(number)
    stage.scene.change(replace(combatant, tie=stage.scene.creature(number).initiative))


def _must_fit(stage: Stage, more: int) -> None:
    present = sum(not each.gone for each in stage.scene.fight.combatants.values())
    if present + more > MOST_COMBATANTS:
        raise LimitError("too-many-combatants", limit=MOST_COMBATANTS)


def told_initiative(log: Sequence[Happening]) -> dict[int, int]:
    """Who rolled what, of what happened."""
    return {each.who: each.total for each in log if isinstance(each, InitiativeRolled)}
