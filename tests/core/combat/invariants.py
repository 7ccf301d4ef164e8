"""What always holds of a fight and of the sheets in it, whatever was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from core.characters.numbers import pact, slots
from core.characters.sheet import Sheet
from core.combat.acts.stage import Stage
from core.combat.means.doing import EXTRA, ONCE
from core.combat.record.happenings import Fell
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Combatant, Fight
from core.combat.record.steps import Done
from core.combat.situation.bearing import effects_on
from core.combat.situation.book import Book
from core.combat.situation.throws import Throws
from core.dice.source import ScriptedDice
from core.ids import StreamId
from core.monsters.stat_block import StatBlock
from core.rules.actions import Economy
from core.rules.effects.magic import Vanish
from core.rules.exhaustion import exhaustion
from core.rules.vitals import Vitals


def must_hold(fight: Fight, sheets: Mapping[StreamId, Sheet], book: Book, done: Done | None) -> None:
    """See to it that all of it holds.

    Args:
        fight: The fight.
        sheets: The sheets of all characters in it.
        book: The rulebooks.
        done: The step that has led there; None where steps were taken back.
    """
    broken = list(breaches(fight, sheets, book, done))
    assert not broken, f"{done.step if done else 'undo'} {done.name if done else ''}: " + "; ".join(broken)


def breaches(fight: Fight, sheets: Mapping[StreamId, Sheet], book: Book, done: Done | None) -> Iterator[str]:
    """What does not hold."""
    stage = Stage(fight, sheets, Throws(ScriptedDice(())), book=book)
    yield from _numbers(fight)
    for combatant in fight.combatants.values():
        who = f"{combatant.number} ({combatant.monster or 'character'})"
        lost = _gone(combatant) if combatant.gone else _standing(stage, combatant)
        yield from (f"{who}: {each}" for each in lost)
    for sheet in sheets.values():
        yield from _slots(sheet, book)
    if done is not None and done.step == "turn":
        yield from _turn(stage, done)


def _numbers(fight: Fight) -> Iterator[str]:
    """Nothing points at somebody, or something, that is not there."""
    there = fight.combatants
    keys = [key for each in there.values() for key in each.ongoing]
    if len(set(keys)) != len(keys):
        yield "an effect's number is given twice"
    if any(key >= fight.next_ongoing for key in keys) or any(number >= fight.next_number for number in there):
        yield "a number is given that will be given again"
    if any(number != each.number for number, each in there.items()):
        yield "somebody stands below another's number"
    if fight.current is not None and fight.current not in there:
        yield "the turn is nobody's"
    if fight.round < 0 or fight.xp < 0:
        yield "a round or points below zero"
    last = fight.last
    if last is not None:
        named = {last.by, *last.targets, *last.hurt, *(each.who for each in last.strikes), *last.vitals}
        if named - set(there):
            yield "the last deed names somebody who is not there"
    for combatant in there.values():
        if combatant.lair_of is not None and combatant.lair_of not in there:
            yield "a lair of nobody"
        for one in combatant.ongoing.values():
            yield from _points(fight, one, set(keys))


def _points(fight: Fight, one: Ongoing, keys: set[int]) -> Iterator[str]:
    named = {*one.inside, *one.felt, *one.aimed} | ({one.source} if one.source is not None else set())
    if named - set(fight.combatants):
        yield f"{one.name} names somebody who is not there"
    if any(fight.combatants[each].gone for each in one.inside if each in fight.combatants):
        yield f"{one.name} holds somebody who has left"
    if one.of is not None and one.of not in keys:
        yield f"{one.name} goes with something that is over"
    if one.rounds is not None and one.rounds < 0:
        yield f"{one.name} lasts fewer than no rounds"
    if one.held:
        source = fight.combatants.get(one.source or 0)
        holds = source.concentration if source is not None else None
        if holds is None:
            yield f"{one.name} is held by nobody's concentration"
        elif holds.spell != one.name:
            yield f"{one.name} is held, and its source concentrates on {holds.spell}"


def _gone(combatant: Combatant) -> Iterator[str]:
    if combatant.ongoing:
        yield "has left and bears something"
    if combatant.concentration is not None:
        yield "has left and concentrates"


def _standing(stage: Stage, combatant: Combatant) -> Iterator[str]:
    yield from _economies(combatant)
    if combatant.lair_of is not None:
        return
    number, scene = combatant.number, stage.scene
    vitals = scene.vitals(number)
    yield from _vitals(vitals, stage)
    yield from _uses(stage, combatant)
    if combatant.concentration is not None:
        if combatant.concentration.rounds is not None and combatant.concentration.rounds < 0:
            yield "concentrates for fewer than no rounds"
        if effects_on(scene, number).incapacitated:
            yield f"concentrates on {combatant.concentration.spell} while incapacitated"
    if vitals.is_dead and any(isinstance(one.node, Vanish) for one in combatant.ongoing.values()):
        yield "is dead and elsewhere"


def _vitals(vitals: Vitals, stage: Stage) -> Iterator[str]:
    points = vitals.hit_points
    if not (0 <= points.current <= points.maximum and points.temporary >= 0):
        yield f"has hit points that there are not: {points}"
    if (points.current == 0) != (vitals.death is not None):
        yield f"is down and not dying, or dying and not down: {vitals}"
    if not 0 <= vitals.exhaustion <= 6 or vitals.drained < 0:
        yield f"is tired or drained out of range: {vitals}"
    if exhaustion(vitals.exhaustion, stage.scene.fight.edition).dead and not vitals.is_dead:
        yield "has not died of exhaustion"


def _economies(combatant: Combatant) -> Iterator[str]:
    for economy in ONCE:
        if combatant.spent.get(economy, 0) > 1:
            yield f"has used {economy.value} {combatant.spent[economy]} times"
    if combatant.spent.get(Economy.LEGENDARY, 0) > combatant.numbers.get("legendary actions", 0):
        yield "has used too many legendary actions"
    if combatant.attacks_left < 0 or any(each <= 0 for each in combatant.spare.values()):
        yield "has fewer than no attacks left"
    if combatant.turn.get(EXTRA, 0) > 1:
        yield "has taken two additional actions"


def _uses(stage: Stage, combatant: Combatant) -> Iterator[str]:
    own = stage.scene.book.monster(combatant.monster, stage.scene.fight.edition) if combatant.monster else None
    blocks = [each for each in (own, stage.scene.block(combatant.number)) if each is not None]
    most = Counter[str]()
    whole = Counter[int]()
    for block in blocks:
        for name, times in _limits(block):
            most[name] = max(most[name], times)
        for level, count in (pair for way in block.spellcasting for pair in enumerate(way.slots, start=1)):
            whole[level] = max(whole[level], count)
    for name, times in combatant.used.items():
        if times <= 0 or times > most.get(name, times):
            yield f"has used {name} {times} times of {most[name]}"
    for level, spent in combatant.slots_spent.items():
        if not 0 <= spent <= whole[level]:
            yield f"has spent {spent} of {whole[level]} slots of level {level}"


def _limits(block: StatBlock) -> Iterator[tuple[str, int]]:
    for each in (*block.actions, *block.traits):
        if each.usage is not None:
            yield each.name, max(each.usage.times, each.usage.in_lair or 0)
    for known in (known for way in block.spellcasting for known in way.spells):
        if known.times is not None:
            yield known.name, known.times


def _slots(sheet: Sheet, book: Book) -> Iterator[str]:
    records = book.records(sheet)
    whole = slots(sheet, records)
    for level, spent in sheet.slots_spent.items():
        if not 0 <= spent <= (whole[level - 1] if 1 <= level <= len(whole) else 0):
            yield f"{sheet.name} has spent {spent} slots of level {level}"
    if not 0 <= sheet.pact_spent <= pact(sheet, records).slots:
        yield f"{sheet.name} has spent {sheet.pact_spent} slots of a pact"


def _turn(stage: Stage, done: Done) -> Iterator[str]:
    """Nobody who is dead, has left or lets others go first gets a turn; what befalls them as it begins may kill."""
    fight = stage.scene.fight
    current = fight.combatants.get(fight.current or 0)
    if current is None or current.gone:
        yield "whoever has the turn is not there"
        return
    if current.delayed:
        yield "whoever has the turn lets others go first"
    fell = any(isinstance(each, Fell) and each.who == current.number for each in done.log)
    if current.vitals is not None and current.vitals.is_dead and not fell:
        yield "whoever has the turn is dead"
