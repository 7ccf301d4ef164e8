"""Casting a spell in a fight: who can, with which slot, at whom; what it ends, and what it costs.

Source: SRD 5.2.1, "Spells", Casting Spells; SRD 5.1, "Spellcasting"; both, "Monsters", Spellcasting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from core.characters.free_castings import counter_for, free_left, free_level, takes_slots, with_one_spent
from core.characters.health import with_slot_spent
from core.combat.acts import afterwards
from core.combat.acts.aiming import Aim, must_be_chosen, must_be_there, must_fit, must_live
from core.combat.acts.castable import slots_of
from core.combat.acts.stage import Stage
from core.combat.duration import lasting
from core.combat.health.reacting import judged_anew
from core.combat.means.answering import BONUS_SPELL_CAST, SLOT_SPENT, SPELL_CAST
from core.combat.means.doing import SPELL, Price, begin_deed
from core.combat.means.powers import (
    Way,
    begin_spell,
    sorts_of,
    spell_deed,
    way_of_character,
    ways_of_monster,
)
from core.combat.play.choices import use_daily, use_slot
from core.combat.play.player import play
from core.combat.play.targets import harms
from core.combat.record.deed import Deed
from core.combat.record.happenings import Faltered, Overruled, Spent
from core.combat.record.ongoing import LEFT
from core.combat.record.steps import Done
from core.combat.situation.bearing import bearings, denied
from core.errors import NotFoundError, RuleError
from core.rules.actions import Economy
from core.rules.edition import Edition
from core.rules.effects.lasting import Deed as Kept
from core.rules.effects.terms import Duration, Moment
from core.rules.effects.tree import Grant
from core.rules.spells import AIMED_BEFORE, HIGHEST_SLOT, Spell, Trigger

RITUAL_TAKES_LONGER: Final = 100
"""Rounds that a ritual takes beyond its casting time."""


@dataclass(frozen=True, slots=True)
class _Casting:
    """A spell as somebody is about to cast it."""

    spell: Spell
    level: int
    way: Way
    slot: int | None
    counter: str = ""
    """The counter that is used up instead of a slot."""
    by: str = ""
    """The class that a character has it from."""


def cast(stage: Stage, number: int, spell: Spell, aim: Aim, *, slot: int | None = None, ritual: bool = False) -> Done:
    """Cast a spell: a character one that it has prepared, a monster one of its stat block.

    Args:
        stage: The stage.
        number: Who casts it.
        spell: Which.
        aim: At whom, and what is chosen.
        slot: The level of the slot; None for the lowest that will do.
        ritual: Whether it is cast as one, which takes too long for a fight.

    Raises:
        NotFoundError: ``spell-not-theirs`` or ``combatant-not-found``.
        RuleError: What stands against it: ``spell-not-prepared``, ``no-slot``, ``slot-too-low``, ``casting-too-long``,
            ``not-a-ritual``,
            ``trigger-missing``, ``way-not-chosen``, ``target-needed``, ``too-many-targets``, ``target-twice``,
            ``kept-from-it`` and what stands against any deed.
    """
    scene = stage.scene
    must_be_there(stage, number, aim)
    if ritual and not spell.ritual:
        _allowed(stage, aim, RuleError("not-a-ritual", spell=spell.name))
    if ritual or spell.economy is None:
        _allowed(stage, aim, RuleError("casting-too-long", spell=spell.name, takes=spell.casting_time))
    casting = _found(stage, number, spell, slot)
    aim = _triggered(stage, number, spell, aim)
    sorts = sorts_of(spell, casting.by)
    rest = Deed(number, spell.name, (), aim.targets, aim.advantage, aim.extra, ways=aim.ways, sorts=sorts)
    deed = spell_deed(spell, casting.level, casting.way, rest)
    if casting.way.known and casting.way.known.self_only and set(aim.targets) - {number}:
        _allowed(stage, aim, RuleError("out-of-reach"))
    must_fit(deed.effects, number, aim)
    must_be_chosen(deed.effects, aim)
    must_live(stage, number, deed.effects, aim)
    price = Price(spell.economy or Economy.ACTION, name=spell.name, sort=SPELL, harms=harms(deed.effects))
    begin_deed(scene, number, price, aim.targets, overrule=aim.overrule)
    _fits_the_turn(stage, number, casting, aim)
    _not_kept_from(stage, number, spell, aim)
    _paid(stage, number, casting)
    if not _falters(stage, number, spell, deed):
        _played(stage, casting, deed)
    return stage.done("cast", by=number, name=spell.name, targets=aim.targets)


def _allowed(stage: Stage, aim: Aim, rule: RuleError) -> None:
    """A rule stands against it, unless whoever leads sets it aside."""
    if not aim.overrule:
        raise rule
    stage.scene.tell(Overruled(rule.reason))


def _found(stage: Stage, number: int, spell: Spell, slot: int | None) -> _Casting:
    if stage.is_character(number):
        return _of_character(stage, number, spell, slot)
    own = [(known, way) for known, way in ways_of_monster(stage.scene, number) if _same(known.name, spell.name)]
    if not own:
        raise NotFoundError("spell-not-theirs", named=spell.name)
    known, way = own[0]
    if known.by_slot and spell.level:
        return _Casting(spell, _slot_for(stage, number, spell, slot=slot, way=way), way, slot or 0)
    return _Casting(spell, known.level if known.level is not None else spell.level, way, None)


def _slot_for(stage: Stage, number: int, spell: Spell, *, slot: int | None, way: Way) -> int:
    if slot is not None and slot < spell.level:
        raise RuleError("slot-too-low", spell=spell.name, level=spell.level)
    spent = stage.scene.combatant(number).slots_spent
    levels = [slot] if slot is not None else range(spell.level, HIGHEST_SLOT + 1)
    left = dict(enumerate(way.slots, start=1))
    level = next((each for each in levels if left.get(each, 0) > spent.get(each, 0)), None)
    if level is None:
        raise RuleError("no-slot", level=slot or spell.level)
    return level


def _of_character(stage: Stage, number: int, spell: Spell, slot: int | None) -> _Casting:
    sheet, records = stage.sheet(number), stage.records(number)
    known = next((each for name, each in sheet.spells.items() if _same(name, spell.name)), None)
    if known is None:
        raise NotFoundError("spell-not-theirs", named=spell.name)
    if not (known.prepared or known.always):
        raise RuleError("spell-not-prepared", spell=spell.name)
    way = way_of_character(stage.scene, number, known.by)
    if not spell.level:
        return _Casting(spell, 0, way, None, by=known.by)
    if slot is not None and slot < spell.level:
        raise RuleError("slot-too-low", spell=spell.name, level=spell.level)
    if slot in {None, spell.level} and free_left(sheet, spell):
        return _Casting(spell, free_level(sheet, spell), way, None, counter_for(sheet, spell), known.by)
    if not takes_slots(sheet, spell):
        raise RuleError("used-up", action=spell.name)
    levels = [slot] if slot is not None else range(spell.level, HIGHEST_SLOT + 1)
    for level in levels:
        try:
            with_slot_spent(sheet, records, level)
        except RuleError:
            continue
        return _Casting(spell, level, way, level, by=known.by)
    raise RuleError("no-slot", level=slot or spell.level)


def _same(one: str, other: str) -> bool:
    return one.casefold().replace("’", "'") == other.casefold().replace("’", "'")


def _triggered(stage: Stage, number: int, spell: Spell, aim: Aim) -> Aim:
    """A spell that answers something: it has just happened, and who is aimed at follows from it.

    Raises:
        RuleError: ``trigger-missing``.
    """
    if spell.trigger is None:
        return aim
    last, target = stage.scene.fight.last, None
    match spell.trigger:
        case Trigger.CASTING if last and last.level is not None and last.by != number:
            target = last.by
        case Trigger.DAMAGED if last and number in last.hurt and last.by != number:
            target = last.by
        case Trigger.TARGETED if last and (any(each.who == number for each in last.strikes) or number in last.targets):
            return aim
        case Trigger.HITTING | Trigger.STRIKING if last and last.by == number and last.weapon and last.strikes:
            near = [each for each in last.strikes if each.melee or spell.trigger is Trigger.HITTING]
            target = near[-1].who if near else None
        case Trigger.FALLING:
            return aim
        case _:
            pass
    if target is None:
        _allowed(stage, aim, RuleError("trigger-missing", spell=spell.name, trigger=spell.trigger.value))
        return aim
    return aim if aim.targets else replace(aim, targets=(target,))


def _not_kept_from(stage: Stage, number: int, spell: Spell, aim: Aim) -> None:
    kept = denied(stage.scene, number)
    if Kept.VERBAL in kept and "V" in spell.components:
        _allowed(stage, aim, RuleError("kept-from-it", deed=Kept.VERBAL.value))
    if Kept.SPEECH in kept and "V" in spell.components:
        _allowed(stage, aim, RuleError("kept-from-it", deed=Kept.SPEECH.value))
    if Kept.HANDS in kept and "M" in spell.components:
        _allowed(stage, aim, RuleError("kept-from-it", deed=Kept.HANDS.value))


def _fits_the_turn(stage: Stage, number: int, casting: _Casting, aim: Aim) -> None:
    """See to it that a turn has no more spells than it may have, and count this one.

    Source: SRD 5.2.1, "Spells", Casting Spells, One Spell with a Spell Slot per Turn; SRD 5.1, "Spellcasting", Bonus
    Action.

    Raises:
        RuleError: ``one-slot-a-turn`` or ``bonus-spell-cast``.
    """
    scene, spell = stage.scene, casting.spell
    turn = dict(scene.combatant(number).turn)
    if scene.fight.edition is Edition.SRD_52:
        counted = [SLOT_SPENT] if casting.slot is not None else []
        if counted and turn.get(SLOT_SPENT):
            _allowed(stage, aim, RuleError("one-slot-a-turn"))
    else:
        counted = [] if not spell.level and spell.economy is Economy.ACTION else [SPELL_CAST]
        counted += [BONUS_SPELL_CAST] if spell.economy is Economy.BONUS else []
        if (counted and turn.get(BONUS_SPELL_CAST)) or (BONUS_SPELL_CAST in counted and turn.get(SPELL_CAST)):
            _allowed(stage, aim, RuleError("bonus-spell-cast"))
    if counted:
        turn |= {each: turn.get(each, 0) + 1 for each in counted}
        scene.change(replace(scene.combatant(number), turn=turn))


def _paid(stage: Stage, number: int, casting: _Casting) -> None:
    """Use up the slot, or one of the times a day."""
    if stage.is_character(number):
        sheet = stage.sheet(number)
        if casting.counter:
            sheet = with_one_spent(sheet, casting.counter)
            stage.scene.tell(Spent(number, casting.counter, sheet.counters[casting.counter].left))
        elif casting.slot is not None:
            sheet = with_slot_spent(sheet, stage.records(number), casting.slot)
            left = slots_of(sheet, stage.records(number)).get(casting.slot, 0)
            stage.scene.tell(Spent(number, f"level {casting.slot}", left))
        stage.write(number, replace(sheet, vitals=stage.scene.vitals(number)))
    elif casting.slot is not None:
        use_slot(stage.scene, number, casting.way, casting.level)
    elif casting.way.known and casting.way.known.times is not None:
        use_daily(stage.scene, number, casting.way.known.name, casting.way.known.times)


def _falters(stage: Stage, number: int, spell: Spell, deed: Deed) -> bool:
    """Whether something lets the spell come to nothing, or take effect in the caster's next turn only."""
    scene = stage.scene
    for each in bearings(scene, number):
        if each.what.falters and "S" in spell.components and scene.throws.roll("1d100").total <= each.what.falters:
            scene.tell(Faltered(number, spell.name))
            return True
        slowed = each.what.delays and spell.economy is Economy.ACTION
        if slowed and scene.throws.roll("1d100").total <= each.what.delays:
            scene.tell(Faltered(number, spell.name, later=True))
            lasts = Duration(until=Moment.OWN_TURN_END)
            one = lasting.of(lasts, deed).counting(LEFT, 1)
            grant = Grant(Economy.ACTION, deed.effects, lasts)
            lasting.begin(scene, number, replace(one, node=grant, aimed=deed.targets))
            return True
    return False


def _played(stage: Stage, casting: _Casting, deed: Deed) -> None:
    scene, spell = stage.scene, casting.spell
    before = afterwards.start(scene)
    begin_spell(scene, deed.actor, spell, casting.level)
    last = scene.fight.last
    if spell.trigger in AIMED_BEFORE and last is not None:
        deed = replace(deed, critical=bool(last.strikes) and last.strikes[-1].critical)
    came = play(scene, deed)
    afterwards.no_longer_alone(scene, deed)
    if spell.trigger is Trigger.TARGETED:
        judged_anew(scene, deed.actor, spell.name)
    elif spell.trigger is None:
        afterwards.remember(scene, before, deed, came, slot=casting.slot)
    elif spell.trigger is Trigger.CASTING:
        scene.fight = replace(scene.fight, last=None)
