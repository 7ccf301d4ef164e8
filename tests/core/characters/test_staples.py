"""What a new caster knows of whom nobody says what they know."""

from __future__ import annotations

import pytest

from core.characters.creation import made
from core.characters.levelling import class_named
from core.characters.quick import read_line
from core.characters.repertoire import ready
from core.characters.rulebook import find
from core.characters.staples import STAPLES
from core.rules.edition import Edition
from data.srd.library import Library

BOOKS = {edition: Library().rulebook(edition) for edition in Edition}


def test_every_staple_is_in_a_book_once() -> None:
    assert not [name for name in STAPLES if not any(find(book.spells, name) for book in BOOKS.values())]
    assert len(set(STAPLES)) == len(STAPLES)


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("X, human wizard 5", {"Magic Missile", "Shield", "Mage Armor", "Fireball", "Counterspell"}),
        ("X, human cleric 5", {"Sacred Flame", "Healing Word", "Bless", "Spiritual Weapon", "Spirit Guardians"}),
        ("X, human bard 1", {"Vicious Mockery", "Healing Word", "Cure Wounds"}),
    ],
)
def test_a_caster_of_one_line_knows_what_a_table_counts_on(line: str, known: set[str], edition: Edition) -> None:
    book = BOOKS[edition]
    assert known <= set(made(read_line(line, book), book).sheet.spells)


def test_a_fighter_of_2014_has_a_hand_for_the_shield() -> None:
    book = BOOKS[Edition.SRD_51]
    items = made(read_line("X, human fighter 1", book), book).sheet.items
    assert {name for name, item in items.items() if item.equipped} >= {"Longsword", "Shield"}
    assert "Greatsword" not in items


@pytest.mark.parametrize(
    ("line", "always"),
    [
        ("X, human paladin 1", set[str]()),
        ("X, human paladin 2", {"Divine Smite"}),
        ("X, human paladin 5", {"Divine Smite", "Find Steed"}),
        ("X, human ranger 1", {"Hunter’s Mark"}),
        ("X, human druid 1", {"Speak with Animals"}),
        ("X, human warlock 9", {"Contact Other Plane"}),
        ("X, human bard 20", {"Power Word Heal", "Power Word Kill"}),
    ],
)
def test_what_a_class_of_2024_always_has_ready_takes_none_of_its_picks(line: str, always: set[str]) -> None:
    book = BOOKS[Edition.SRD_52]
    sheet = made(read_line(line, book), book).sheet
    own = {name for name, each in sheet.spells.items() if each.always and each.by in sheet.classes}
    assert always <= own
    (levels,) = sheet.classes.values()
    stands = ready(sheet, class_named(levels.name, book), book)
    assert stands.spells == stands.most_spells
