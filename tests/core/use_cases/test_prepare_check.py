"""Checks as rolls: what a sheet, armour, conditions and a fight bring to them; and a monster's, for whoever runs it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.characters.sheet import Item
from core.combat.views.known import FoundFight
from core.dice.advantage import Advantage
from core.errors import NotAllowedError, NotFoundError
from core.ids import StreamId
from core.rules.conditions import Condition
from core.rules.vitals import Vitals
from core.tables.books import TABLES
from core.use_cases.prepare_check import PrepareCheck, Wanted, prepared
from tests.core.characters.sheets import THORN
from tests.core.combat.fights import GRIX, LIBRARY, fight

NAMES = {1: "Thorn", 2: "Mira", 3: "Grix", 4: "Snag"}


def asked(wanted: Wanted, **changed: Any) -> tuple[str, Advantage, str | None]:
    sheet = replace(THORN, **changed)
    roll = prepared(sheet, LIBRARY.records(sheet), wanted)
    return roll.expression.text, roll.advantage, roll.label


@pytest.mark.parametrize(
    ("name", "save", "line", "label"),
    [
        ("athletics", False, "1d20 + 5", "Thorn: Athletics"),
        ("ATHL", False, "1d20 + 5", "Thorn: Athletics"),
        ("wis", False, "1d20 + 1", "Thorn: Wisdom"),
        ("initiative", False, "1d20 + 2", "Thorn: Initiative"),
        ("con", True, "1d20 + 4", "Thorn: Constitution save"),
    ],
)
def test_a_check_is_a_roll_with_the_numbers_of_its_sheet(name: str, save: bool, line: str, label: str) -> None:
    assert asked(Wanted(name, save)) == (line, Advantage.NONE, label)


def test_what_is_no_check_is_said_to_be_none() -> None:
    with pytest.raises(NotFoundError, match="check-not-found"):
        asked(Wanted("flumphing"))
    with pytest.raises(NotFoundError, match="check-not-found"):
        asked(Wanted("athletics", save=True))


def test_loud_armour_and_armour_without_training_hinder() -> None:
    assert asked(Wanted("stealth"))[1] is Advantage.DISADVANTAGE
    assert asked(Wanted("stealth"), items={"Leather Armor": Item(equipped=True)})[1] is Advantage.NONE
    untrained = {"armor": ("light",)}
    assert asked(Wanted("athletics"), **untrained)[1] is Advantage.DISADVANTAGE
    assert asked(Wanted("dex", save=True), **untrained)[1] is Advantage.DISADVANTAGE
    assert asked(Wanted("arcana"), **untrained)[1] is Advantage.NONE
    assert asked(Wanted("stealth", advantage=Advantage.ADVANTAGE))[1] is Advantage.NONE


def test_conditions_and_tiredness_count() -> None:
    assert asked(Wanted("arcana"), conditions={Condition.POISONED: ""})[1] is Advantage.DISADVANTAGE
    tired = replace(THORN.vitals, exhaustion=2)
    assert isinstance(tired, Vitals)
    assert asked(Wanted("arcana"), vitals=tired)[0] == "1d20 - 4"


def test_whoever_runs_a_fight_checks_for_its_monsters() -> None:
    nothing: Any = None
    check = PrepareCheck(nothing, nothing, LIBRARY)
    table = TABLES.start(StreamId("table:1"))
    found = FoundFight(fight(), NAMES, True, (), table)
    roll = check.of_monster(found, GRIX, Wanted("stealth"))
    assert (roll.expression.text, roll.label, roll.hidden) == ("1d20 + 6", "Grix: Stealth", False)
    assert check.of_monster(found, GRIX, Wanted("dex", save=True)).expression.text == "1d20 + 2"
    unseen = replace(found, fight=found.fight.with_(replace(found.fight.combatants[GRIX], hidden=True)))
    assert check.of_monster(unseen, GRIX, Wanted("stealth")).hidden
    with pytest.raises(NotAllowedError, match="not-yours-to-run"):
        check.of_monster(FoundFight(fight(), NAMES, False, (1,), table), GRIX, Wanted("stealth"))
