"""Every creature of both books: what it does can be played, refers to what there is, and asks the DM of little."""

from __future__ import annotations

import doctest
import json
from collections.abc import Iterator
from typing import Any

import pytest

from core.combat.play.left import left
from core.dice.notation import parse
from core.monsters.stat_block import Action, StatBlock, Trait, Trigger
from core.rules.actions import Economy
from core.rules.edition import Edition
from core.rules.effects.fates import Rise
from core.rules.effects.grips import Attach, Swallow
from core.rules.effects.lasting import Lasting
from core.rules.effects.outcomes import Adjudicate, Cast, Cushion, Damage, Drain, Heal, Use, Weaken
from core.rules.effects.search import found
from core.rules.effects.terms import Area, Duration, Only, When
from core.rules.effects.tree import Alter, Attack, Choose, Each, If, Inflict, Save
from data.srd.build import actions, auditing, casting, mending, multiattack, naming, words
from data.srd.build.disputes import UnsettledError, asked, settled
from data.srd.build.phrases import aims
from data.srd.build.settled import SETTLED
from data.srd.library import FOLDER, Library, file_of

LIBRARY = Library()
BLOCKS = {edition: list(LIBRARY.monsters[edition]) for edition in Edition}
EVERY = [block for edition in Edition for block in BLOCKS[edition]]
ASKED_AT_MOST = 0.05
HIGHEST_DC = 30
DICE: dict[type[Any], tuple[str, ...]] = {
    Cushion: ("dice",),
    Damage: ("dice",),
    Drain: ("dice",),
    Duration: ("rolled",),
    Heal: ("dice",),
    Lasting: ("bonus",),
    Use: ("times",),
    Weaken: ("dice",),
}
"""Where dice stand."""
WORDS = {
    *("two hands", "object form", "both attacks hit", "the attack hit", "it is missed", "no damage is left"),
    *("sunlight", "bright light", "fire damage", "not evil"),
}
"""Circumstances that whoever acts is asked about."""


def named(block: StatBlock) -> str:
    return f"{block.slug} {block.edition}"


def trees(block: StatBlock) -> Iterator[Action | Trait]:
    yield from block.actions
    yield from block.traits


@pytest.mark.parametrize("block", EVERY, ids=named)
def test_what_a_creature_does_has_numbers_that_can_be_played(block: StatBlock) -> None:
    for each in trees(block):
        for node, names in ((node, names) for kind, names in DICE.items() for node in found(each.effects, kind)):
            for dice in (getattr(node, name) for name in names):
                assert not dice or parse(dice.lstrip("+")), each.name
        assert all(damage.dice for damage in found(each.effects, Damage)), each.name
        for dc in (node.dc for kind in (Save, Duration, Attach, Swallow, Cast) for node in found(each.effects, kind)):
            assert dc is None or 1 <= dc <= HIGHEST_DC, each.name
        assert all(-5 <= (attack.bonus or 0) <= 20 for attack in found(each.effects, Attack)), each.name
        assert all(0 < area.size_ft <= 500 for area in found(each.effects, Area)), each.name


@pytest.mark.parametrize("block", EVERY, ids=named)
def test_what_a_creature_does_is_told_whole(block: StatBlock) -> None:
    for each in trees(block):
        if isinstance(each, Action):
            assert each.effects, each.name
        for attack in found(each.effects, Attack):
            assert attack.hit, each.name
            assert attack.bonus is not None, each.name
            assert attack.melee or attack.ranged, each.name
        for save in found(each.effects, Save):
            assert save.fail or save.success, each.name
            assert save.dc is not None, each.name
        for lasts in (node.lasts for kind in (Alter, Inflict) for node in found(each.effects, kind)):
            assert lasts.save is None or lasts.dc, each.name
        assert all(inflict.conditions for inflict in found(each.effects, Inflict)), each.name
        assert all(alter.what or alter.each_turn for alter in found(each.effects, Alter)), each.name
        assert all(choose.ways and choose.times > 0 for choose in found(each.effects, Choose)), each.name
        assert all(each_one.effects for each_one in found(each.effects, Each)), each.name
        assert all(if_.then for if_ in found(each.effects, If)), each.name


@pytest.mark.parametrize("block", EVERY, ids=named)
def test_what_a_creature_does_refers_to_what_there_is(block: StatBlock) -> None:
    names = {action.name for action in block.actions}
    spells, creatures = LIBRARY.spells[block.edition], LIBRARY.monsters[block.edition]
    for each in trees(block):
        for use in found(each.effects, Use):
            assert {name for name, _ in use.actions} <= names, each.name
            assert all(count > 0 for _, count in use.actions), each.name
        for cast in found(each.effects, Cast):
            assert all(spells.find(name) for name in cast.spells), each.name
            assert cast.spells or block.spellcasting, each.name
            levels = [spell.level for name in cast.spells if (spell := spells.find(name))]
            assert all((cast.level or 9) >= level for level in levels), each.name
        assert all(creatures.find(rise.form) for rise in found(each.effects, Rise)), each.name
        for only in found(each.effects, Only):
            assert only.when is None or only.when in WORDS | set(When), each.name


@pytest.mark.parametrize("block", EVERY, ids=named)
def test_how_often_something_is_done_is_what_books_say(block: StatBlock) -> None:
    for each in trees(block):
        usage = each.usage
        assert usage is None or usage.recharge is None or 2 <= usage.recharge <= 6, each.name
        assert usage is None or (usage.recharge is None) == bool(usage.per), each.name
        assert usage is None or 1 <= usage.times <= 6, each.name
    legendary = [action for action in block.actions if action.economy is Economy.LEGENDARY]
    assert bool(legendary) == bool(block.legendary_uses)
    assert all(1 <= action.cost <= block.legendary_uses for action in legendary)
    resists = [trait for trait in block.traits if trait.name == "Legendary Resistance"]
    assert all(trait.usage and trait.trigger is Trigger.FAILS for trait in resists)
    if block.edition is Edition.SRD_51:
        assert all(trait.usage and trait.usage.times == 3 for trait in resists)


@pytest.mark.parametrize("block", [block for block in EVERY if block.spellcasting], ids=named)
def test_what_a_creature_casts_is_on_the_shelf(block: StatBlock) -> None:
    shelf = LIBRARY.spells[block.edition]
    for way in block.spellcasting:
        assert 1 <= way.dc <= HIGHEST_DC
        assert way.spells
        for spell in way.spells:
            of = shelf.find(spell.name)
            assert of is not None, spell.name
            assert spell.level is None or spell.level >= of.level, spell.name
            assert not spell.by_slot or way.slots[of.level - 1], spell.name
            assert spell.times is None or 1 <= spell.times <= 3, spell.name


@pytest.mark.parametrize("edition", Edition)
def test_the_dm_is_asked_of_what_the_list_says_and_of_little(edition: Edition) -> None:
    listed = [json.loads(line) for line in file_of(FOLDER, "monsters-asked", edition).read_text("utf-8").splitlines()]
    there = [{"name": each.name, "action": each.action, "topics": list(each.topics)} for each in asked(BLOCKS[edition])]
    every = [action for block in BLOCKS[edition] for action in block.actions]

    assert listed == there
    assert sum(any(left(action.effects)) for action in every) == len(there)
    assert len(there) < ASKED_AT_MOST * len(every)
    assert all(topic not in {"the rest", "all of it"} for each in there for topic in each["topics"])
    assert not [
        trait.name for block in BLOCKS[edition] for trait in block.traits if any(found(trait.effects, Adjudicate))
    ]


def action(edition: Edition, monster: str, name: str) -> Action:
    block = LIBRARY.monsters[edition].find(monster)
    assert block is not None
    return next(each for each in block.actions if each.name == name)


@pytest.mark.parametrize(
    ("monster", "name", "economy", "recharge"),
    [
        ("Adult Red Dragon", "Fire Breath", Economy.ACTION, 5),
        ("Blink Dog", "Teleport", Economy.BONUS, 4),
        ("Bandit Captain", "Parry", Economy.REACTION, None),
        ("Vampire", "Deathless Strike", Economy.LEGENDARY, None),
    ],
)
def test_an_action_costs_what_it_costs(monster: str, name: str, economy: Economy, recharge: int | None) -> None:
    found_one = action(Edition.SRD_52, monster, name)

    assert found_one.economy is economy
    assert (found_one.usage and found_one.usage.recharge) == recharge


def test_the_examples_of_what_reads_texts_hold() -> None:
    for module in (actions, aims, auditing, casting, mending, multiattack, naming, words):
        assert doctest.testmod(module).failed == 0


def test_a_difference_stops_the_builder_until_somebody_says_who_is_right() -> None:
    wolf = LIBRARY.monsters[Edition.SRD_51].find("Wolf")
    assert wolf is not None
    bite = {"name": "Bite", "desc": "Hit: 8 (2d4 + 2) piercing damage.", "attack_bonus": 9}

    with pytest.raises(UnsettledError) as stopped:
        settled([({"actions": [bite]}, wolf)], Edition.SRD_51)
    assert "Wolf / Bite / 8 (2d4 + 2) is 7 on average" in str(stopped.value)
    assert "Wolf / Bite / the data has +9 to hit, and the tree 4" in str(stopped.value)
    with pytest.raises(UnsettledError, match="there no more"):
        settled([], Edition.SRD_51)


@pytest.mark.parametrize("edition", Edition)
def test_every_settled_difference_is_listed_with_what_was_taken(edition: Edition) -> None:
    file = file_of(FOLDER, "monsters-disputes", edition)
    listed = [json.loads(line) for line in file.read_text("utf-8").splitlines()]

    assert {(edition, each["name"], each["action"], each["told"]): each["taken"] for each in listed} == {
        place: taken for place, taken in SETTLED.items() if place[0] is edition
    }
