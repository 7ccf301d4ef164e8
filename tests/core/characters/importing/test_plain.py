"""Sheets in lines and in tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.characters.exporting import exported
from core.characters.importing.detect import imported
from core.characters.importing.imported import Imported, Source, Why
from core.characters.importing.onto import onto
from core.characters.sheet import ClassLevels, Counter, Item, KnownSpell, OwnAttack, Resets
from core.errors import RuleError
from core.rules.abilities import Ability
from core.rules.coins import Coin
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training
from tests.core.characters.importing.files import BOOK, content
from tests.core.characters.sheets import MIRA, THORN


def read(text: str) -> Imported:
    return imported(text.encode(), BOOK)


LINES, TABLE = imported(content("plain.txt"), BOOK), imported(content("plain.csv"), BOOK)


def test_lines_are_read_whatever_their_order() -> None:
    sheet = LINES.sheet
    assert LINES.source is Source.PLAIN
    assert (sheet.name, sheet.edition, sheet.species, sheet.xp) == (
        "Brother Aldous",
        Edition.SRD_51,
        "Hill Dwarf",
        6_500,
    )
    assert sheet.classes == {
        "Cleric": ClassLevels("Cleric", 4, 8, "Life Domain"),
        "Fighter": ClassLevels("Fighter", 1, 10),
    }
    assert list(sheet.scores.values()) == [14, 8, 16, 10, 17, 12]
    assert sheet.vitals.hit_points == HitPoints(31, 42, 5)
    assert sheet.saves == (Ability.WISDOM, Ability.CHARISMA)
    assert sheet.skills == {
        "medicine": Training.PROFICIENT,
        "insight": Training.PROFICIENT,
        "religion": Training.EXPERT,
    }
    assert sheet.speeds == {"walk": 25, "climb": 10}
    assert sheet.resists == (DamageType.POISON,)
    assert sheet.weapons == ("simple", "warhammer")


def test_only_totals_that_do_not_follow_are_kept() -> None:
    assert LINES.sheet.overrides == {"initiative": 1}, "the rest is what the rules say anyway"


def test_lists_below_their_heading() -> None:
    assert LINES.sheet.items == {
        "Chain Mail": Item(equipped=True),
        "Shield +1": Item(equipped=True, is_like="Shield", bonus=1),
        "Warhammer": Item(equipped=True),
        "Potions of Healing": Item(3),
        "Holy water": Item(2),
        "Bell (cracked, but loud)": Item(),
    }
    assert LINES.sheet.coins == {Coin.GOLD: 120, Coin.SILVER: 4}
    assert LINES.sheet.spells["Sanctuary"] == KnownSpell(prepared=False)
    assert LINES.sheet.attacks["Ancestral Hammer"] == OwnAttack(6, "1d8+5", DamageType.RADIANT)
    assert LINES.sheet.counters["Channel Divinity"] == Counter(1, 1, Resets.SHORT_REST)
    assert LINES.sheet.counters["Blessing of Bells"] == Counter(3, 1, Resets.DAWN)
    assert LINES.sheet.notes == "Rings a bell before he speaks.\nAfraid of geese: very."


def test_lines_of_peoples_own_are_kept_and_nonsense_is_listed() -> None:
    assert LINES.sheet.fields == {"deity": "The Quiet Bell"}
    assert [(each.path, each.why, each.value) for each in LINES.missed] == [
        ("line 20", Why.UNKNOWN, "Juggling"),
        ("line 40", Why.UNKNOWN, "???!"),
    ]


def test_a_table_is_read_row_by_row() -> None:
    sheet = TABLE.sheet
    assert (sheet.name, sheet.classes) == ("Nim, called Nobody", {"Rogue": ClassLevels("Rogue", 3, 8)})
    assert list(sheet.scores.values()) == [8, 17, 12, 13, 14, 10]
    assert sheet.items["Arrows"] == Item(20)
    assert sheet.skills == {"stealth": Training.EXPERT, "acrobatics": Training.PROFICIENT}
    assert sheet.saves == (Ability.DEXTERITY, Ability.INTELLIGENCE), "a rogue's, for the table says nothing"
    assert [each.why for each in TABLE.missed] == [Why.ASSUMED, Why.ASSUMED]


@pytest.mark.parametrize("parted", [",", ";", "\t"])
def test_a_table_of_two_rows_has_its_heads_above(parted: str) -> None:
    rows = (("Name", "Class", "Level", "STR", "HP"), ("Thorn", "Fighter", "3", "16", "28"))
    sheet = read("\n".join(parted.join(row) for row in rows)).sheet
    assert (sheet.name, sheet.title) == ("Thorn", "Fighter 3")
    assert (sheet.scores[Ability.STRENGTH], sheet.vitals.hit_points) == (16, HitPoints(28, 28))


def test_a_sheet_on_one_line_as_discord_makes_it() -> None:
    found = read("Name: Thorn; Class: Fighter 3; STR 16 DEX 14; HP: 28; Skills: athletics, stealth | Items: Longsword")
    assert (found.sheet.name, found.sheet.title, found.sheet.vitals.hit_points.maximum) == ("Thorn", "Fighter 3", 28)
    assert set(found.sheet.skills) == {"athletics", "stealth"}
    assert "Longsword" in found.sheet.items
    assert found.tells >= {"name", "classes", "scores.str", "scores.dex", "vitals", "skills", "items"}
    assert not found.tells & {"coins", "spells", "notes", "edition", "saves", "scores", "scores.con"}


def test_lines_are_written_onto_a_sheet_and_the_rest_is_left_alone() -> None:
    after = onto(THORN, read("Name: Thorn; XP: 2,700; STR 18; Items: Rope"))
    assert after == replace(THORN, xp=2_700, scores={**THORN.scores, Ability.STRENGTH: 18}, items={"Rope": Item()})


def test_a_whole_file_replaces_all_but_the_portrait() -> None:
    before = replace(THORN, portrait="1/picture", notes="gone")
    whole = imported(exported(MIRA), BOOK)
    assert onto(before, whole) == replace(MIRA, portrait="1/picture")


def test_windows_and_utf_16_are_read() -> None:
    text = "Name: Mäxchen\nClass: Bard 2\n"
    for encoding in ("cp1252", "utf-16", "utf-8-sig", "utf-32"):
        assert imported(text.encode(encoding), BOOK).sheet.name == "Mäxchen"


@pytest.mark.parametrize("text", ["Dear Bob,\nhow are you?\nAlice", "x", "<html><body>Name</body></html>", "[unclosed"])
def test_what_is_no_sheet_is_refused_in_words(text: str) -> None:
    with pytest.raises(RuleError, match="sheet-"):
        read(text)


@pytest.mark.parametrize("text", ["999999/12", "12/999999", "12345"])
def test_hit_points_that_are_no_such_numbers_are_told_and_not_cut(text: str) -> None:
    found = read(f"Name: Thorn; Class: Fighter 3; HP: {text}")
    assert [each.value for each in found.missed if each.why is Why.NO_NUMBER] == [text]
