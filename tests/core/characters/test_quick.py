"""A character in one line."""

from __future__ import annotations

import pytest

from core.characters.creation import made
from core.characters.quick import read_any
from core.errors import RuleError
from core.rules.edition import Edition
from tests.core.characters.books import BOOKS

NEW, OLD = Edition.SRD_52, Edition.SRD_51


@pytest.mark.parametrize(
    ("line", "edition", "name", "classes", "species", "background"),
    [
        ("Thorn, human fighter 3, soldier", NEW, "Thorn", (("Fighter", 3),), "Human", "Soldier"),
        ("Thorn human fighter", NEW, "Thorn", (("Fighter", 1),), "Human", ""),
        ("Mira the Wise, high elf wizrad 5, sage", NEW, "Mira the Wise", (("Wizard", 5),), "Elf", "Sage"),
        ("Zed, red dragonborn paladin 6 / warlock 2", NEW, "Zed", (("Paladin", 6), ("Warlock", 2)), "Dragonborn", ""),
        ("Ann, 3rd level drow cleric", NEW, "Ann", (("Cleric", 3),), "Elf", ""),
        ("Kip, lightfoot rogue", OLD, "Kip", (("Rogue", 1),), "Halfling", ""),
        ("Kip, halfling rogue, 2014", OLD, "Kip", (("Rogue", 1),), "Halfling", ""),
        ("Grok, goliath stone barbarian level 4", NEW, "Grok", (("Barbarian", 4),), "Goliath", ""),
        ("Half-Orc Bob, half-orc barbarian", OLD, "Half-Orc Bob", (("Barbarian", 1),), "Half-Orc", ""),
    ],
)
def test_a_line_is_read(
    line: str, edition: Edition, name: str, classes: tuple[object, ...], species: str, background: str
) -> None:
    choices = read_any(line, BOOKS)
    assert (choices.edition, choices.name, choices.classes) == (edition, name, classes)
    assert (choices.species, choices.background) == (species, background)
    assert made(choices, BOOKS[edition]).sheet.level == sum(level for _, level in choices.classes)  # type: ignore[misc] -- pairs


def test_a_subclass_is_taken_when_its_level_comes() -> None:
    choices = read_any("Mira, elf wizard 3 evoker", BOOKS)
    assert made(choices, BOOKS[NEW]).sheet.classes["Wizard"].subclass == "Evoker"


def test_lineages_are_called_by_what_tells_them_apart() -> None:
    assert read_any("Zed, red dragonborn bard", BOOKS).lineage == "Draconic Ancestry (Red)"
    assert read_any("Zed, infernal tiefling bard", BOOKS).lineage == "Fiendish Legacy (Infernal)"
    assert read_any("Zed, goliath cloud bard", BOOKS).lineage == "Cloud’s Jaunt"


@pytest.mark.parametrize(
    ("line", "given"), [("Bo, flumph fighter", "flumph"), ("Bo, human", "…"), ("Bo, fighter 99", "99")]
)
def test_what_cannot_be_read_is_named(line: str, given: str) -> None:
    with pytest.raises(RuleError, match="quick-unreadable") as refused:
        read_any(line, BOOKS)
    assert refused.value.facts["given"] == given
    assert "Goliath" in str(refused.value.facts["species"])
    assert refused.value.facts["backgrounds"] == "Acolyte, Criminal, Sage, Soldier"


@pytest.mark.parametrize("line", ["fighter", ", fighter", "human fighter 3", ""])
def test_a_character_needs_a_name(line: str) -> None:
    with pytest.raises(RuleError, match="quick-nameless"):
        read_any(line, BOOKS)
