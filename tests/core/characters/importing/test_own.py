"""Our own files: whatever is exported comes back, and what people spoil by hand costs itself alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from core.characters.exporting import VERSION, exported
from core.characters.importing.imported import Imported, Missed, Notes, Source, Why
from core.characters.importing.own import FIELDS, is_own, read_own
from core.characters.importing.spot import Spot
from core.characters.sheet import Item, OwnAttack, Sheet
from core.errors import RuleError
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from tests.core.characters.importing.strategies import JSON, sheets
from tests.core.characters.sheets import MIRA, THORN


def document(sheet: Sheet = THORN) -> dict[str, Any]:
    return json.loads(exported(sheet))


def read(told: object) -> Imported:
    return read_own(Spot(told, Notes()))


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_whatever_is_exported_comes_back(sheet: Sheet) -> None:
    found = read(json.loads(exported(sheet)))
    assert found.missed == ()
    assert found.sheet == sheet
    assert exported(found.sheet) == exported(sheet)


@pytest.mark.parametrize("sheet", [THORN, MIRA])
def test_a_file_of_ours_is_known(sheet: Sheet) -> None:
    told = document(sheet)
    assert is_own(Spot(told, Notes()))
    assert read(told) == Imported(sheet, Source.OWN, frozenset(FIELDS))


def test_a_portrait_neither_leaves_nor_comes_in() -> None:
    told = document(replace(THORN, portrait="1/secret"))
    assert "portrait" not in told["sheet"]
    told["sheet"]["portrait"] = "2/of-somebody-else"
    found = read(told)
    assert found.sheet.portrait == ""
    assert found.missed == (Missed("sheet.portrait", Why.UNKNOWN, "2/of-somebody-else"),)


def test_what_is_wrong_costs_itself_alone() -> None:
    told = document()
    sheet = told["sheet"]
    sheet["items"]["Longsword"] = {"count": "many", "equipped": True, "bonus": 1}
    sheet["skills"]["athletics"] = "very"
    sheet["skills"]["juggling"] = 2
    sheet["saves"] = ["str", "luck", "con"]
    sheet["xp"] = "a lot"
    sheet["size"] = "enormous"
    sheet["attacks"] = {"Spit": {"bonus": 4, "damage": "1d4 of poison"}, "Bite": {"damage": "1d6"}}
    sheet["mood"] = "grim"
    found = read(told)
    wanted = replace(
        THORN,
        items={**THORN.items, "Longsword": Item(equipped=True, bonus=1)},
        skills={"perception": THORN.skills["perception"]},
        attacks={"Spit": OwnAttack(4)},
    )
    assert found.sheet == wanted
    assert {(each.path, each.why) for each in found.missed} == {
        ("sheet.items.Longsword.count", Why.NO_NUMBER),
        ("sheet.skills.athletics", Why.UNKNOWN),
        ("skills", Why.UNKNOWN),
        ("sheet.saves.1", Why.UNKNOWN),
        ("sheet.xp", Why.NO_NUMBER),
        ("sheet.size", Why.UNKNOWN),
        ("attacks.Spit.damage", Why.NO_DICE),
        ("sheet.attacks.Bite", Why.WRONG_SHAPE),
        ("sheet.mood", Why.UNKNOWN),
    }


def test_hit_points_that_do_not_fit_each_other_are_mended() -> None:
    told = document()
    told["sheet"]["vitals"]["hit_points"] = {"current": 50, "maximum": 28, "temporary": "x"}
    found = read(told)
    assert found.sheet.vitals.hit_points == HitPoints(28, 28)
    assert [(each.path, each.why) for each in found.missed] == [
        ("sheet.vitals.hit_points.current", Why.OUT_OF_RANGE),
        ("sheet.vitals.hit_points.temporary", Why.NO_NUMBER),
    ]


def test_levels_beyond_twenty_are_left_out() -> None:
    told = document()
    told["sheet"]["classes"]["Wizard"] = {"name": "Wizard", "level": 18, "hit_die": 6}
    told["sheet"]["classes"]["Bard"] = {"name": "Bard", "level": 1, "hit_die": 7}
    found = read(told)
    assert {name: each.level for name, each in found.sheet.classes.items()} == {"Fighter": 3, "Bard": 1}
    assert [each.path for each in found.missed] == ["classes.Wizard", "classes.Bard.hit_die"]


def test_a_file_of_a_later_version_is_refused() -> None:
    with pytest.raises(RuleError, match="sheet-too-new"):
        read(document() | {"version": VERSION + 1})


def test_a_file_without_anything_is_a_sheet_without_anything() -> None:
    found = read({"schema": "everquill/character"})
    assert found.sheet == Sheet("Unnamed", Edition.SRD_52)
    assert [(each.path, each.why) for each in found.missed] == [("sheet.edition", Why.ASSUMED)]


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_anything_for_a_sheet_is_read_without_failing(told: object) -> None:
    assert isinstance(read({"schema": "everquill/character", "sheet": told}).sheet, Sheet)


@pytest.mark.parametrize("field", FIELDS)
@settings(max_examples=25, deadline=None)
@given(JSON)
def test_anything_in_any_field_is_read_without_failing(field: str, told: object) -> None:
    found = read({"schema": "everquill/character", "sheet": document()["sheet"] | {field: told}})
    assert exported(found.sheet)
    others = {name for name in FIELDS if name not in (field, "first_class")}
    assert all(getattr(found.sheet, name) == getattr(THORN, name) for name in others)
