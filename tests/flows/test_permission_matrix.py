"""Who may do what: every command and button, by everybody who can stand at a table, in both modes, through the bot.

A DM-led table is walked twice: while its DM leads it, and while they are away and a player stands in.

`core.tables.permissions.MAY` says what is expected of an act; what is no act of the matrix is for everybody, or for
those named beside it. Each cell is done by a person of that standing at a table of its own kind, and what became of it
is read from the ledger, from what they saw, and from the log, which must have refused exactly the cells that it should.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import asyncpg
import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Result
from core.tables.permissions import MAY, Standing
from tests.bot.test_readme import commands, menu_commands
from tests.flows.matrix import doors
from tests.flows.matrix.cast import CAST, STANDINGS, Door, Scene, Setting
from tests.flows.matrix.deeds import DEEDS
from tests.flows.matrix.doors import ELSEWHERE
from tests.flows.matrix.fights import FIGHTS
from tests.flows.matrix.scenes import Scenes
from tests.flows.stage import open_stage
from tests.waiting import until

if TYPE_CHECKING:
    from bot.embedded.valkey import EmbeddedValkey
    from bot.sandbox.pytest_plugin.run import Run
    from tests.services import Databases


DOORS: Final = {**doors.DOORS, **FIGHTS, **DEEDS}


@pytest.fixture(scope="module")
async def scenes(databases: Databases, valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Scenes]:
    """Tables whose DM is missed after a second."""
    async with databases.fresh() as database_url, open_stage(database_url, valkey.url, run=sandbox_run) as stage:
        bot = await stage.bot(DM_GRACE_S="1")
        yield Scenes(stage)
        assert bot.bugs() == []


async def happened(scene: Scene, who: Person, door: Door, ledger: asyncpg.Connection) -> tuple[bool, Result]:
    """Whether it was let happen, by what the person sees and what the ledger has."""
    result = await who.completed(await door.do(scene, who))
    caused = await ledger.fetchval("SELECT count(*) FROM ledger_event WHERE cause = $1", result.interaction)
    shown = result.answer
    return bool(caused or shown.components or shown.raw.get("attachments") or not shown.ephemeral), result


TOLD_IN_TEXT: Final = frozenset(
    {
        *("dice preset save", "dice preset list", "dice preset delete", "dice export"),
        *("character use", "character delegate"),
        *("combat encounter save", "combat encounter delete"),
    }
)
"""What is answered with words alone, so that the log alone tells whether it was refused."""


AWAY_ALREADY: Final = frozenset({"table leave", "button Leave"})
"""What a DM who is away may do, and what changes nothing."""
CELLS: Final = sorted((name, setting) for name, door in DOORS.items() for setting in door.at)


def in_order(setting: Setting, door: Door) -> list[tuple[str, frozenset[Standing]]]:
    """Those who are refused first; a DM who is away last, for what they do brings them back."""
    return sorted(CAST[setting].items(), key=lambda cell: (door.lets(setting, cell[1]), "dm" in cell[1]))


@pytest.mark.parametrize(("name", "setting"), CELLS)
@pytest.mark.timeout(180)
async def test_the_bot_does_what_the_matrix_says(scenes: Scenes, name: str, setting: Setting) -> None:
    door, bot = DOORS[name], scenes.stage.bots[0]
    scene = await scenes.take(setting, door)
    mark, refusals = len(bot.log), 0
    walked: set[str] = set()
    ledger: asyncpg.Connection = await asyncpg.connect(scenes.stage.database_url)
    try:
        cells = in_order(setting, door)
        for place, (person, standings) in enumerate(cells):
            allowed = door.lets(setting, standings)
            refusals += not allowed
            who = scene.party.people[person]
            let, result = await happened(scene, who, door, ledger)
            walked.add(f"{int(result.interaction):x}")
            nothing_new = setting == "dm-away" and "dm" in standings and name in AWAY_ALREADY
            if name not in TOLD_IN_TEXT and not nothing_new:
                assert let == allowed, f"{name}, {setting}, {person} {sorted(standings)}: {result.answer.text}"
            if allowed and door.cleanup:
                await who.completed(await door.cleanup(scene, who))
            if allowed and door.spends and place + 1 < len(cells):
                scene = await scenes.take(setting, door)
    finally:
        await ledger.close()
    await until(lambda: _refused(bot.log[mark:], walked) >= refusals, f"{name}, {setting}: refusals are logged")
    assert _refused(bot.log[mark:], walked) == refusals


def _refused(lines: list[dict[str, Any]], walked: set[str]) -> int:
    """How much was refused of what was walked, and not of what came before it; an interaction's number traces it."""
    return sum(line["event"] == "refused" and line["trace_id"] in walked for line in lines)


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
