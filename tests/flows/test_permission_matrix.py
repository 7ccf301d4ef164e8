"""Who may do what: every command and button, by everybody who can stand at a table, in both modes, through the bot.

A DM-led table is walked twice: while its DM leads it, and while they are away and a player stands in.

`core.tables.permissions.MAY` says what is expected of an act; what is no act of the matrix is for everybody, or for
those named beside it. Each cell is done by a person of that standing at a table of its own kind, and what became of it
is read from the ledger, from what they saw, and from the log, which must have refused exactly the cells that it should.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from core.tables.permissions import MAY
from tests.bot.test_readme import commands, menu_commands
from tests.flows.matrix import doors
from tests.flows.matrix.cast import CAST, STANDINGS, Setting
from tests.flows.matrix.deeds import DEEDS
from tests.flows.matrix.doors import CHARACTERS, ELSEWHERE
from tests.flows.matrix.fights import FIGHTS
from tests.flows.matrix.scenes import Scenes
from tests.flows.matrix.walking import cells_of, walk

DOORS: Final = {**doors.DOORS, **FIGHTS, **DEEDS}
OF_TABLES: Final = {name: door for name, door in doors.DOORS.items() if name not in CHARACTERS}
"""The others are walked by test_permission_matrix_characters and test_permission_matrix_fights."""


@pytest.mark.parametrize(("name", "setting"), cells_of(OF_TABLES))
@pytest.mark.timeout(180)
async def test_the_bot_does_what_the_matrix_says(scenes: Scenes, name: str, setting: Setting) -> None:
    await walk(scenes, name, OF_TABLES[name], setting)


def test_every_command_has_its_cells() -> None:
    """`/config` is for those who manage the server, whatever they are at a table: tests/flows/test_config.py."""
    of_tables = {name for name in commands() if not name.startswith("config ")}
    assert of_tables | {f"menu {name}" for name in menu_commands()} <= set(DOORS)


def test_every_button_and_menu_of_a_card_has_its_cells() -> None:
    """As the cogs declare them: a `Press` or `Pick` that is written otherwise fails here, too."""
    code = "\n".join(path.read_text("utf-8") for path in Path("cogs").rglob("*.py") if path.name != "views.py")
    declared = re.findall(r'\b(?:Press|Pick)\("([a-z]+)", "([a-z-]+)"', code)
    assert len(declared) == len(re.findall(r"\b(?:Press|Pick)\(", code))
    walked = {door.presses for door in DOORS.values() if door.presses}
    assert {":".join(each) for each in declared} == walked | set(ELSEWHERE)
    assert all(Path(test).exists() for test in ELSEWHERE.values())


def test_everybody_who_can_stand_at_a_table_is_in_the_cast() -> None:
    assert {standing for cast in CAST.values() for each in cast.values() for standing in each} == set(STANDINGS)
    led = CAST["dm-led"] | {"bob, standing in": CAST["dm-away"]["bob"]}
    for act, cells in MAY.items():
        for mode, allowed in cells.items():
            cast = CAST["open"] if mode == "open" else led
            assert allowed <= {standing for each in cast.values() for standing in each} | {"dm", "co-dm"}, act


def test_every_act_has_a_door() -> None:
    assert {door.expected for door in DOORS.values() if not callable(door.expected)} | {"roll-hidden"} == set(MAY)
