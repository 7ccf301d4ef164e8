"""Every spell of both books is cast at every level by everybody who has it: each class's casters, and monsters.

A cast uses its slot up once; it does something, or it is on the list of those that the DM is asked about, or it has
nothing that a fight's rules could carry out, and says so. What follows is taken, time passes, concentration ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import pytest

from core.characters.numbers import pact, slots
from core.characters.repertoire import ARCANUM
from core.characters.sheet import ClassLevels, Counter, KnownSpell, Sheet
from core.combat.acts import acting, casting, marking
from core.combat.acts.aiming import Aim
from core.combat.acts.marking import HitPointChange
from core.combat.acts.stage import Stage
from core.combat.record.happenings import Ended
from core.combat.record.steps import Done
from core.errors import GameError, RuleError
from core.monsters.spellcasting import Known, Spellcasting
from core.monsters.stat_block import StatBlock
from core.rules.abilities import Ability
from core.rules.edition import Edition
from core.rules.effects.outcomes import Cast
from core.rules.effects.search import found
from core.rules.effects.tree import Choose
from core.rules.hit_points import HitPoints
from core.rules.spells import HIGHEST_SLOT, Spell, Trigger, cast_at
from core.rules.vitals import Vitals
from tests.core.combat.content.staging import FOR_SPELLS, NEWCOMER, alone, joined, listed
from tests.core.combat.deeds import Tally, answer, attempt, did, pass_time, scene_of, somehow
from tests.core.combat.stories import BOOK, Story, block_of, spell_of

CASTER, CLERIC_, OGRE, MOST_TRIALS = 1, 3, 5, 40
AS_IT_FALLS_OUT = {"corroded", "summons", "form"}


HIGHEST_OF_PACT, MOST_LEFT = 5, 0.15


@dataclass
class Trials:
    """What trials of one book have come to.

    Attributes:
        tally: Steps, refusals and happenings.
        acted: Spells that have done something.
        asked: What the DM was asked of each spell.
        broken: What went wrong.
        casts: How many spells were cast, at all levels.
    """

    tally: Tally = field(default_factory=Tally)
    acted: set[str] = field(default_factory=set[str])
    asked: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    broken: list[str] = field(default_factory=list[str])
    casts: int = 0


@cache
def caster(edition: Edition, name: str) -> Story:
    """A character of the highest level of a class, who has all the spells on its list."""
    there = BOOK.classes[edition].find(name)
    assert there is not None, name
    own = {spell.name: spell.level for spell in BOOK.spells[edition] if name in spell.classes}
    by_arcanum = {level for level in own.values() if name == "warlock" and level > HIGHEST_OF_PACT}
    sheet = Sheet(
        name="Ysolde",
        edition=edition,
        classes={there.name: ClassLevels(there.name, 20, 8)},
        first_class=there.name,
        scores=dict(zip(Ability, (12, 14, 14, 18, 18, 18), strict=True)),
        vitals=Vitals(HitPoints(120, 123)),
        counters={f"{ARCANUM}{level})": Counter(1) for level in by_arcanum},
        spells={spell: KnownSpell(there.name, always=level in by_arcanum) for spell, level in own.items()},
    )
    return alone(edition, sheet)


def levels_of(sheet: Sheet, spell: Spell) -> list[int]:
    """At which levels a character can cast a spell with the slots it has; 0 for a cantrip."""
    if not spell.level:
        return [0]
    records = BOOK.records(sheet)
    own, whole = pact(sheet, records), slots(sheet, records)
    there = {level for level, count in enumerate(whole, start=1) if count} | ({own.level} if own.slots else set())
    there |= {spell.level} if f"{ARCANUM}{spell.level})" in sheet.counters else set()
    return [level for level in range(spell.level, HIGHEST_SLOT + 1) if level in there]


def spent(story: Story, number: int) -> int:
    """How many slots somebody has used up."""
    combatant = story.fight.combatants[number]
    if combatant.character is None:
        return sum(combatant.slots_spent.values())
    sheet = story.sheets[combatant.character]
    return sum(sheet.slots_spent.values()) + sheet.pact_spent + sum(each.spent for each in sheet.counters.values())


def set_off(story: Story, number: int, spell: Spell) -> None:
    """Let come to pass what a spell answers."""
    match spell.trigger:
        case Trigger.HITTING | Trigger.STRIKING:
            aim = Aim((OGRE,), extra="+40", overrule=True)
            story.do(lambda stage: acting.attack(stage, number, "Unarmed Strike", aim))
        case Trigger.TARGETED | Trigger.DAMAGED:
            club = next(each for each in block_of("Ogre", story.fight.edition).actions if "club" in each.name.lower())
            aim = Aim((number,), extra="+10", overrule=True)
            story.do(lambda stage: acting.act(stage, OGRE, club, aim))
        case Trigger.CASTING:
            bolt = story.book.spell("Sacred Flame", story.fight.edition)
            assert bolt is not None, "every cleric has it"
            story.do(lambda stage: casting.cast(stage, CLERIC_, bolt, Aim((number,), overrule=True)))
        case _:
            return


def cast(story: Story, number: int, spell: Spell, slot: int | None, turn: int) -> Done:
    """Cast a spell somehow, and see that it is paid for once."""
    before = spent(story, number)
    block = scene_of(story).block(number)
    for_self = {known.name for way in (block.spellcasting if block else ()) for known in way.spells if known.self_only}
    overrule = spell.economy is None or spell.trigger is not None

    def play(stage: Stage, aim: Aim) -> Done:
        if spell.trigger is not None and spell.trigger is not Trigger.FALLING:
            aim = replace(aim, targets=())
        if spell.name in for_self:
            aim = replace(aim, targets=(number,))
        return casting.cast(stage, number, spell, aim, slot=slot or None)

    done = somehow(story, number, spell.effects, play, turn=turn, overrule=overrule)
    paid = spent(story, number) - before
    assert paid == (1 if slot else 0), f"{paid} slots were used up for one of level {slot}"
    holds = story.fight.combatants[number].concentration
    if spell.concentrates_at(slot or spell.level) and (holds is None or holds.spell != spell.name):
        assert any(isinstance(each, Ended) and each.who == number for each in done.log), "it takes concentration"
    return done


def one_trial(stage: Story, number: int, spell: Spell, slot: int | None, turn: int, *, steps: int, of: Trials) -> None:
    """Cast a spell under circumstances, with all that follows."""
    story = stage.fork(turn)
    try:
        FOR_SPELLS[turn % len(FOR_SPELLS)](story, number)
        set_off(story, number, spell)
        done = cast(story, number, spell, slot, turn)
        of.casts += 1
        of.tally.count(done)
        if did(done.log):
            of.acted.add(spell.name)
        answer(story, done.log, of.tally, turn)
        pass_time(story, of.tally, steps, turn)
        if story.fight.combatants[number].concentration:
            attempt(story, of.tally, lambda: story.do(lambda s: marking.cure(s, number, "concentration")))
        assert not held_by(story, number), "what was held ends with concentration"
        of.asked.setdefault(spell.name, set()).update(of.tally.asked.get(spell.name, ()))
    except GameError as refusal:
        if turn == 0:
            of.broken.append(f"{spell.name} at {slot} is refused: {refusal.reason} {refusal.facts}")
        of.tally.refused[refusal.reason] += 1
    except Exception as error:  # noqa: BLE001 - all of them are told together
        of.broken.append(f"{spell.name} at {slot}, trial {turn}: {type(error).__name__}: {str(error)[:300]}")


def held_by(story: Story, number: int) -> list[str]:
    """What still lasts by somebody's concentration."""
    borne = (one for each in story.fight.combatants.values() for one in each.ongoing.values())
    holds = story.fight.combatants[number].concentration
    return [one.name for one in borne if one.held and one.source == number and holds is None]


def ways_of(spell: Spell) -> int:
    return max((len(each.ways) for each in found(spell.effects, Choose)), default=1)


def is_silent(edition: Edition, spell: Spell, of: Trials) -> bool:
    """Whether a spell has not done yet what it should, or what the list says was not asked yet."""
    wanted = listed("spells-asked", edition).get((spell.name, ""), frozenset[str]())
    return spell.name not in of.acted or not wanted <= of.asked.get(spell.name, set())


def half(edition: Edition) -> list[Spell]:
    """Every other spell; in the other edition, the others."""
    return list(BOOK.spells[edition])[edition is Edition.SRD_52 :: 2]


def by_characters(spells: list[Spell], edition: Edition, of: Trials, *, seeds: int, steps: int, every: bool) -> None:
    """Each spell by casters of its classes, at each level."""
    for spell in spells:
        classes = spell.classes if every else spell.classes[:1]
        for name in classes:
            stage = caster(edition, name)
            sheet = stage.sheets[next(iter(stage.characters))]
            levels = levels_of(sheet, spell)
            if not levels:
                of.broken.append(f"a {name} has no slot for {spell.name}")
                continue
            grows = len(levels) > 1 and cast_at(spell, slot=levels[0]) != cast_at(spell, slot=levels[-1])
            for level in levels if every else (levels[0], levels[-1]) if grows else levels[:1]:
                for turn in range(max(seeds, ways_of(spell))):
                    one_trial(stage, CASTER, spell, level, turn, steps=steps, of=of)
            turn = seeds
            while is_silent(edition, spell, of) and turn < MOST_TRIALS:
                one_trial(stage, CASTER, spell, levels[-1], turn, steps=7 * (turn > seeds), of=of)
                turn += 1


def own_spells(edition: Edition) -> Iterator[tuple[StatBlock, Spellcasting, Known]]:
    """Every spell that a monster has."""
    for block in BOOK.monsters[edition]:
        for way in block.spellcasting:
            for known in way.spells:
                yield block, way, known


def by_monsters(edition: Edition, own: Iterable[tuple[StatBlock, Spellcasting, Known]], of: Trials, steps: int) -> None:
    """Monsters cast what they have, at each level that they have slots of."""
    stages: dict[str, Story] = {}
    for block, way, known in own:
        if block.name not in stages:
            stages[block.name] = joined(edition, block)
        stage = stages[block.name]
        spell = spell_of(known.name, edition)
        levels: list[int | None] = [None]
        if known.by_slot and spell.level:
            levels = [level for level, count in enumerate(way.slots, start=1) if count and level >= spell.level]
        for turn, level in enumerate(levels):
            one_trial(stage, NEWCOMER, spell, level, turn * len(FOR_SPELLS), steps=steps, of=of)


def judge(spells: list[Spell], edition: Edition, of: Trials) -> None:
    """Hold what trials have come to to the lists, and tell the figures."""
    names = {each.name for each in spells}
    wanted = {name: topics for (name, _), topics in listed("spells-asked", edition).items() if name in names}
    partly = {each.name for each in spells if not each.whole and not each.told}
    told = {each.name for each in spells if each.told}
    playable = len(spells) - len(told)
    left_over = {*wanted, *partly}
    share = {name: f"{100 * count / playable:.1f} %" for name, count in (("a", len(wanted)), ("b", len(left_over)))}
    print(
        f"\nSRD {edition}: {len(spells)} spells, {len(told)} without anything that a fight's rules carry out; "
        f"of the other {playable}, {len(wanted)} ask the DM something ({share['a']}), and with those that are not told "
        f"whole {len(left_over)} ({share['b']}; of all spells {100 * len(left_over) / len(spells):.1f} %); "
        f"{of.casts} casts, {of.tally.done} steps, {of.tally.refused.total()} refused"
    )
    assert not of.broken, f"{len(of.broken)} are broken:\n" + "\n".join(of.broken[:40])
    idle = sorted(names - of.acted)
    assert not idle, f"these do nothing, and the DM is not asked: {idle}"
    for each in spells:
        asked, due = of.asked[each.name], wanted.get(each.name, frozenset[str]())
        assert (each.name in asked) == (each.told or not each.whole), each.name
        assert due <= asked, each.name
        # A spell that casts another one asks what that one does.
        assert asked - due - AS_IT_FALLS_OUT - {each.name} == set() or any(found(each.effects, Cast)), each.name
    assert len(left_over) < MOST_LEFT * len(spells)


@pytest.mark.parametrize("edition", Edition)
def test_every_other_spell_does_something_or_is_on_a_list(edition: Edition) -> None:
    trials = Trials()
    by_characters(half(edition), edition, trials, seeds=1, steps=1, every=False)
    judge(half(edition), edition, trials)


@pytest.mark.parametrize("edition", Edition)
def test_monsters_cast_what_they_have(edition: Edition) -> None:
    trials = Trials()
    each_once = {known.name: (block, way, known) for block, way, known in own_spells(edition)}
    by_monsters(edition, list(each_once.values())[edition is Edition.SRD_52 :: 2], trials, 0)
    assert not trials.broken, "\n".join(trials.broken[:40])


@pytest.mark.soak
@pytest.mark.parametrize("edition", Edition)
def test_every_spell_by_everybody_at_every_level(edition: Edition) -> None:
    trials = Trials()
    spells = list(BOOK.spells[edition])
    by_characters(spells, edition, trials, seeds=3, steps=4, every=True)
    by_monsters(edition, own_spells(edition), trials, 3)
    judge(spells, edition, trials)


def test_what_is_had_so_often_a_day_is_refused_after_that() -> None:
    once = (
        (block, spell_of(known.name, Edition.SRD_52))
        for block, _, known in own_spells(Edition.SRD_52)
        if known.times == 1
    )
    block, spell = next((block, each) for block, each in once if each.told and each.economy)
    story = joined(Edition.SRD_52, block)
    aim = Aim(overrule=True)
    story.do(lambda stage: casting.cast(stage, NEWCOMER, spell, aim))
    with pytest.raises(RuleError, match="used-up"):
        story.do(lambda stage: casting.cast(stage, NEWCOMER, spell, aim))


def test_a_warlock_casts_by_an_arcanum_once_and_without_a_slot() -> None:
    story = caster(Edition.SRD_52, "warlock").fork(1)
    spell, stream = spell_of("Circle of Death", Edition.SRD_52), next(iter(story.characters))
    aim = Aim((OGRE,), overrule=True)
    story.do(lambda stage: casting.cast(stage, CASTER, spell, aim))
    assert (story.sheets[stream].counters[f"{ARCANUM}6)"].spent, story.sheets[stream].pact_spent) == (1, 0)
    with pytest.raises(RuleError, match="used-up"):
        story.do(lambda stage: casting.cast(stage, CASTER, spell, aim))


def test_magic_gives_no_other_form_to_who_has_no_hit_points_left() -> None:
    story = caster(Edition.SRD_52, "wizard").fork(1)
    story.do(lambda stage: marking.hit_points(stage, OGRE, HitPointChange("set", "0")))
    spell = spell_of("Polymorph", Edition.SRD_52)
    aim = Aim((OGRE,), ways=frozenset({"wolf"}), overrule=True)
    story.do(lambda stage: casting.cast(stage, CASTER, spell, aim))
    ogre = story.fight.combatants[OGRE]
    assert ogre.vitals is not None
    assert ogre.vitals.is_dead
    assert not ogre.ongoing
