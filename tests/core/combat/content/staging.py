"""Where the content of the books is tried: a party and its foes, and circumstances for what is rarer."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

from core.characters.creation import made
from core.characters.quick import read_line
from core.characters.sheet import Sheet
from core.combat.acts import acting, casting, entering, marking
from core.combat.acts.aiming import Aim
from core.combat.acts.entering import Entrance
from core.combat.acts.marking import HitPointChange, Mark
from core.combat.acts.stage import Stage
from core.combat.record.state import Side
from core.combat.situation.creatures import Coming
from core.combat.situation.throws import Throws
from core.dice.source import SecureDice
from core.errors import GameError
from core.monsters.stat_block import StatBlock
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from data.srd.library import FOLDER, file_of
from tests.core.characters.books import BOOKS
from tests.core.combat.deeds import advance, scene_of
from tests.core.combat.stories import BOOK, Story, begun, block_of, spell_of

FIGHTER, WIZARD, CLERIC, RAT, OGRE, NEWCOMER = 1, 2, 3, 4, 5, 6
"""Their numbers: the first four are a party, the others its foes."""
MOST_BLOWS = 60
LINES = ("Thorn, human fighter 8", "Mira, elf wizard 9", "Cora, dwarf cleric 11")


@cache
def sheet_of(line: str, edition: Edition) -> Sheet:
    """A character of the book."""
    return made(read_line(line, BOOKS[edition]), BOOKS[edition]).sheet


@cache
def _party(edition: Edition) -> Story:
    """A party of four and an ogre, in a fight whose first turn has not begun."""
    story = begun([sheet_of(line, edition) for line in LINES], edition=edition, chance=random.Random(1))
    story.do(lambda stage: entering.enter(stage, list(story.characters), Entrance(initiative=10)))
    story.do(lambda stage: entering.add(stage, block_of("Giant Rat", edition), 1, Coming(Side.PARTY)))
    story.do(lambda stage: entering.add(stage, block_of("Ogre", edition), 1, Coming()))
    for number in (RAT, OGRE):
        story.do(lambda stage, number=number: entering.initiative(stage, number, 5))
    return story


def joined(edition: Edition, block: StatBlock, *, lair: bool = False) -> Story:
    """A monster has joined the ogre, and it is its turn."""
    story = _party(edition).fork(1)
    story.do(lambda stage: entering.add(stage, block, 1, Coming()))
    story.do(lambda stage: entering.initiative(stage, NEWCOMER, 30))
    if lair:
        story.do(lambda stage: entering.add_lair(stage, NEWCOMER))
    advance(story)
    assert story.fight.current == NEWCOMER
    return story


def alone(edition: Edition, sheet: Sheet) -> Story:
    """A character beside a fighter, a cleric and a rat, against an ogre and an imp; it is its turn."""
    story = begun(
        [sheet, sheet_of(LINES[0], edition), sheet_of(LINES[2], edition)], edition=edition, chance=random.Random(1)
    )
    streams = list(story.characters)
    story.do(lambda stage: entering.enter(stage, streams[:1], Entrance(initiative=30)))
    story.do(lambda stage: entering.enter(stage, streams[1:], Entrance(initiative=10)))
    story.do(lambda stage: entering.add(stage, block_of("Giant Rat", edition), 1, Coming(Side.PARTY)))
    for name in ("Ogre", "Imp"):
        story.do(lambda stage, name=name: entering.add(stage, block_of(name, edition), 1, Coming()))
    advance(story)
    assert story.fight.current == 1
    return story


Circumstance = Callable[[Story, int], None]
"""Something that has happened to whoever acts, or to those around."""


def _plainly(story: Story, number: int) -> None:
    """Nothing has happened."""


def _marked(*conditions: Condition) -> Circumstance:
    """Everybody else has conditions from whoever acts."""

    def happen(story: Story, number: int) -> None:
        for each in story.fight.present():
            if each.number != number and each.lair_of is None:
                given = Mark("Circumstance", conditions, source=number)
                story.do(partial(marking.mark, number=each.number, given=given))

    return happen


def _down(story: Story, number: int) -> None:
    """All others but the wizard and the ogre are at 0 hit points."""
    for each in story.fight.present():
        if each.number not in {number, WIZARD, OGRE} and each.lair_of is None:
            story.do(partial(marking.hit_points, number=each.number, change=HitPointChange("set", "0")))


def _bloodied(story: Story, number: int) -> None:
    """Everybody is hurt, whoever acts a little."""
    for each in story.fight.present():
        if each.lair_of is None:
            dice = "3" if each.number == number else "20"
            change = HitPointChange("damage", dice, DamageType.FORCE)
            story.do(partial(marking.hit_points, number=each.number, change=change))


def _struck(weapon: str, *ways: str, whom: int | None = None) -> Circumstance:
    """Whoever acts, or somebody else, has just been hit by the fighter, and but narrowly."""

    def happen(story: Story, actor: int) -> None:
        number = whom or actor
        armor_class = scene_of(story).creature(number).armor_class
        aim = Aim((number,), ways=frozenset(ways), overrule=True)
        for seed in range(MOST_BLOWS):
            throws = Throws(SecureDice(random.Random(seed).randbytes))
            last = acting.attack(Stage(story.fight, story.sheets, throws, book=BOOK), FIGHTER, weapon, aim).fight.last
            strikes = last.strikes if last else ()
            if strikes and strikes[0].natural < 20 and strikes[0].total - armor_class < 2:
                story.chance = random.Random(seed)
                story.do(lambda stage: acting.attack(stage, FIGHTER, weapon, aim))
                return

    return happen


def _enchanted(story: Story, number: int) -> None:
    """The cleric has blessed whoever stands beside whoever acts."""
    bless = spell_of("Bless", story.fight.edition)
    targets = tuple(each for each in (FIGHTER, WIZARD, CLERIC, RAT) if each != number)[:3]
    story.do(lambda stage: casting.cast(stage, CLERIC, bless, Aim(targets, overrule=True)))


def _tried(circumstance: Circumstance) -> Circumstance:
    """The same, or nothing where it is not possible."""

    def happen(story: Story, number: int) -> None:
        try:
            circumstance(story, number)
        except GameError:
            return

    return happen


HELD = (Condition.GRAPPLED, Condition.RESTRAINED, Condition.PRONE)
AILING = (Condition.BLINDED, Condition.DEAFENED, Condition.PARALYZED, Condition.POISONED)
WON_OVER = (Condition.CHARMED, Condition.FRIGHTENED)
BLOWS: tuple[Circumstance, ...] = (
    _tried(_struck("Unarmed Strike")),
    _tried(_struck("Crossbow", "at range")),
    _tried(_struck("Unarmed Strike", whom=OGRE)),
)
CIRCUMSTANCES: tuple[Circumstance, ...] = (
    _plainly,
    _tried(_marked(*HELD)),
    BLOWS[0],
    _tried(_marked(*WON_OVER)),
    _tried(_bloodied),
    _tried(_down),
    _tried(_marked(Condition.UNCONSCIOUS)),
    *BLOWS[1:],
)
"""One after the other."""
FOR_SPELLS: tuple[Circumstance, ...] = (
    *(each for each in CIRCUMSTANCES if each not in BLOWS),
    _tried(_marked(*AILING)),
    _tried(_enchanted),
)
"""The same for those who cast."""


def listed(topic: str, edition: Edition) -> dict[tuple[str, str], frozenset[str]]:
    """A list of what is left to the DM, as it stands beside the records."""
    lines = file_of(FOLDER, topic, edition).read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return {(each["name"], each.get("action", "")): frozenset(each["topics"]) for each in records}


def hurt_a_little(sheet: Sheet) -> Sheet:
    """A sheet that healing does something for."""
    return replace(sheet, vitals=sheet.vitals.hurt(5))
