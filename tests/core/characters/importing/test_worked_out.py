"""Hit points that a file leaves to the rules, scores that are none, and tables however their cells are parted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.characters.importing.detect import imported
from core.characters.importing.imported import Imported, Missed, Why
from core.characters.sheet import ClassLevels
from core.rules.abilities import Ability
from core.rules.hit_points import HitPoints
from tests.core.characters.importing.files import BOOK


def read(text: str) -> Imported:
    return imported(text.encode(), BOOK)


def actor(*classes: tuple[str, int, str], race: str = "Human", bonus: str = "") -> dict[str, Any]:
    items: list[dict[str, Any]] = [
        {
            "_id": f"c{at}",
            "name": name,
            "type": "class",
            "system": {"levels": level, "hd": {"denomination": die}, "source": {"rules": "2024"}},
        }
        for at, (name, level, die) in enumerate(classes)
    ]
    hp = {"value": 6, "max": None, "bonuses": {"level": bonus}}
    system = {
        "abilities": {each.value: {"value": 14} for each in Ability},
        "attributes": {"hp": hp},
        "details": {"originalClass": "c0"},
    }
    items.append({"name": race, "type": "race", "system": {"source": {"rules": "2024"}}})
    return {"name": "Thorn", "type": "character", "system": system, "items": items}


def foundry(*classes: tuple[str, int, str], race: str = "Human", bonus: str = "") -> Imported:
    return read(json.dumps(actor(*classes, race=race, bonus=bonus)))


def test_an_actor_without_a_maximum_has_what_the_rules_give_and_says_so() -> None:
    found = foundry(("Fighter", 3, "d10"))
    assert found.sheet.vitals.hit_points == HitPoints(6, 28)
    assert Missed("system.attributes.hp.max", Why.WORKED_OUT, "28") in found.missed


def test_of_several_classes_the_first_one_gives_its_whole_die() -> None:
    found = foundry(("Wizard", 2, "d6"), ("Fighter", 2, "d10"))
    assert found.sheet.vitals.hit_points.maximum == 6 + 4 + 6 + 6 + 4 * 2


@pytest.mark.parametrize("bonus", ["", "1"])
def test_dwarven_toughness_counts_once(bonus: str) -> None:
    assert foundry(("Fighter", 3, "d10"), race="Dwarf", bonus=bonus).sheet.vitals.hit_points.maximum == 31


def test_levels_that_the_file_tells_count_and_the_others_follow() -> None:
    told = actor(("Fighter", 3, "d10"))
    told["items"][0]["system"]["advancement"] = [{"type": "HitPoints", "value": {"1": "max", "2": 9}}]
    assert read(json.dumps(told)).sheet.vitals.hit_points.maximum == 10 + 9 + 6 + 3 * 2


@pytest.mark.parametrize(
    ("species", "most"), [("Species: Human; Rules: 2024", 28), ("Race: Hill Dwarf; Rules: 2014", 31)]
)
def test_lines_without_hit_points_have_what_the_rules_give(species: str, most: int) -> None:
    found = read(f"Name: Thorn; Class: Fighter 3; CON 14; {species}")
    assert found.sheet.vitals.hit_points == HitPoints(most, most)
    assert Missed("hit points", Why.WORKED_OUT, str(most)) in found.missed
    assert "vitals" not in found.tells, "written onto a sheet, it leaves that one's be"


def test_a_score_that_is_none_is_told_as_one() -> None:
    found = read("Name: Thorn; Class: Fighter 3; STR 999; CON 14")
    assert Missed("line 3", Why.NO_SCORE, "STR 999") in found.missed
    assert (found.sheet.scores[Ability.STRENGTH], found.sheet.scores[Ability.CONSTITUTION]) == (10, 14)
    assert read("Class: Fighter 3\nStrength: 31").missed[0] == Missed("line 2", Why.NO_SCORE, "31")


@pytest.mark.parametrize("parted", [",", ";", "\t"])
@pytest.mark.parametrize("before", ["", "sep={}\n", "Feld{}Wert\n"])
def test_a_table_is_one_however_its_cells_are_parted_and_whatever_stands_above(parted: str, before: str) -> None:
    rows = ("Name", "Thorn"), ("Class", "Fighter"), ("Level", "3"), ("CON", "14")
    sheet = read(before.format(parted) + "\n".join(parted.join(row) for row in rows)).sheet
    assert (sheet.name, sheet.classes) == ("Thorn", {"Fighter": ClassLevels("Fighter", 3, 10)})


@pytest.mark.parametrize("parted", [",", ";", "\t"])
def test_of_a_table_of_several_the_first_is_read_and_the_others_are_told(parted: str) -> None:
    rows = ("Player", "Name", "Class", "Level"), ("me", "Thorn", "Fighter", "3"), ("you", "Mira", "Wizard", "1")
    found = read("\n".join(parted.join(row) for row in rows))
    assert (found.sheet.name, found.sheet.title) == ("Thorn", "Fighter 3")
    assert Missed("rows", Why.TOO_MANY, "1") in found.missed
