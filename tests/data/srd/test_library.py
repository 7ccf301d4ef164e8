"""The files of both SRDs: whole, consistent with the rules, and found by name."""

from __future__ import annotations

import doctest
import re
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from core.monsters.stat_block import StatBlock
from core.rules.abilities import Ability
from core.rules.edition import Edition
from core.rules.experience import XP_BY_CHALLENGE, challenge
from core.rules.proficiency import proficiency_bonus
from core.rules.sizes import HIT_DIE
from data.srd import build, records
from data.srd.library import Library, Shelf
from data.srd.records import written

LIBRARY = Library()
BLOCKS = [block for edition in Edition for block in LIBRARY.monsters[edition]]
COUNTS = {
    ("armor", Edition.SRD_51): 13,
    ("armor", Edition.SRD_52): 13,
    ("backgrounds", Edition.SRD_51): 1,
    ("backgrounds", Edition.SRD_52): 4,
    ("classes", Edition.SRD_51): 12,
    ("classes", Edition.SRD_52): 12,
    ("feats", Edition.SRD_51): 1,
    ("feats", Edition.SRD_52): 17,
    ("lineages", Edition.SRD_51): 14,
    ("lineages", Edition.SRD_52): 24,
    ("monsters", Edition.SRD_51): 334,
    ("monsters", Edition.SRD_52): 330,
    ("species", Edition.SRD_51): 9,
    ("species", Edition.SRD_52): 9,
    ("spells", Edition.SRD_51): 319,
    ("spells", Edition.SRD_52): 339,
    ("subclasses", Edition.SRD_51): 12,
    ("subclasses", Edition.SRD_52): 12,
    ("weapons", Edition.SRD_51): 37,
    ("weapons", Edition.SRD_52): 38,
}
NOT_WORTH_THEIR_RATING = {"frog", "sea-horse", "seahorse", "shrieker-fungus", "archmage"}
"""The harmless; and the archmage of 2024, whose book has 8,000."""
NOT_BY_THEIR_CONSTITUTION = {"cult-fanatic"}
NOT_BY_THEIR_PERCEPTION = {"black-bear", "blink-dog", "half-red-dragon-veteran", "spider", "swarm-of-ravens"}
"""Of 2014, where the book and its own sums differ, or the source leaves the skill out."""


def named(block: StatBlock) -> str:
    return f"{block.slug} {block.edition}"


@pytest.mark.parametrize(("topic", "edition"), COUNTS)
def test_every_record_is_there_once_and_reads_back_as_it_is_written(topic: str, edition: Edition) -> None:
    shelf: Shelf[Any] = getattr(LIBRARY, topic)[edition]
    lines = shelf._file.read_text("utf-8").splitlines()

    assert [written(each) for each in shelf] == lines
    assert len(set(shelf.names)) == len(lines) == COUNTS[topic, edition]
    assert shelf.names == sorted(shelf.names)


@pytest.mark.parametrize("block", BLOCKS, ids=named)
def test_a_stat_block_agrees_with_the_rules_it_is_made_by(block: StatBlock) -> None:
    dice = re.fullmatch(r"(\d+)d(\d+)([+-]\d+)?", block.hit_dice)
    assert dice
    count, sides, bonus = int(dice[1]), int(dice[2]), int(dice[3] or 0)
    rating = challenge(block.challenge)

    assert block.hit_points == max(1, count * (sides + 1) // 2 + bonus)
    assert sides == HIT_DIE[block.size]
    assert block.proficiency_bonus == proficiency_bonus(rating)
    assert all(0 < score <= 30 for score in block.scores.values())
    assert 5 <= block.armor_class <= 25
    if block.slug not in NOT_WORTH_THEIR_RATING:
        assert block.xp == XP_BY_CHALLENGE[rating]
    if block.slug not in NOT_BY_THEIR_CONSTITUTION:
        assert bonus == count * block.modifier(Ability.CONSTITUTION)
    if block.edition is Edition.SRD_52 or block.slug not in NOT_BY_THEIR_PERCEPTION:
        perception = block.skills.get("perception", block.modifier(Ability.WISDOM))
        assert block.passive_perception == 10 + perception


@pytest.mark.parametrize("edition", Edition)
def test_spells_grow_and_never_shrink(edition: Edition) -> None:
    for spell in LIBRARY.spells[edition]:
        assert 0 <= spell.level <= 9
        slots = range(spell.level, 10)
        damage = [spell.dice_at(slot=slot, character_level=2 * slot + 1) for slot in slots]
        for dice in (damage, [spell.healing_at(slot=slot) for slot in slots]):
            counts = [int(found[0]) for each in dice if (found := re.match(r"\d+", each))]
            assert counts == sorted(counts), spell.name
        assert bool(spell.on_save) == (spell.save is not None), spell.name


@pytest.mark.parametrize("name", ["Goblin Warrior", "goblin warrior", "GOBLIN WARRIOR"])
def test_a_record_is_found_whatever_its_case(name: str) -> None:
    found = LIBRARY.monsters[Edition.SRD_52].find(name)

    assert found is not None
    assert found.hit_points == 10


def test_apostrophes_are_all_alike_and_what_is_not_there_is_not_found() -> None:
    spells = LIBRARY.spells[Edition.SRD_52]

    assert spells.find("Hunter's Mark") == spells.find("Hunter’s Mark") is not None
    assert spells.find("Eldritch Bask") is None


def test_the_examples_of_what_makes_the_files_hold() -> None:
    for module in (records, *(import_module(f"{build.__name__}.{each.name}") for each in iter_modules(build.__path__))):
        assert doctest.testmod(module).failed == 0, module.__name__
