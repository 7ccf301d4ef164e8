"""Walking a door: everybody who can stand at a table tries it, and what became of it is held against the matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import asyncpg

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Result
from core.tables.permissions import Standing
from tests.flows.matrix.cast import CAST, Door, Scene, Setting
from tests.flows.matrix.scenes import Scenes
from tests.waiting import until


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


def in_order(setting: Setting, door: Door) -> list[tuple[str, frozenset[Standing]]]:
    """Those who are refused first; a DM who is away last, for what they do brings them back."""
    return sorted(CAST[setting].items(), key=lambda cell: (door.lets(setting, cell[1]), "dm" in cell[1]))


def cells_of(doors: Mapping[str, Door]) -> list[tuple[str, Setting]]:
    """Each door at each kind of table."""
    return sorted((name, setting) for name, door in doors.items() for setting in door.at)


async def walk(scenes: Scenes, name: str, door: Door, setting: Setting) -> None:
    """Let everybody try a door at a table, and hold what became of it against the matrix."""
    bot = scenes.stage.bots[0]
    scene = await scenes.take(setting, door)
    mark, refusals = len(bot.log), 0
    walked: set[str] = set()
    ledger: asyncpg.Connection = await asyncpg.connect(scenes.stage.database_url)
    try:
        everybody = in_order(setting, door)
        for place, (person, standings) in enumerate(everybody):
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
            if allowed and door.spends and place + 1 < len(everybody):
                scene = await scenes.take(setting, door)
    finally:
        await ledger.close()
    await until(lambda: _refused(bot.log[mark:], walked) >= refusals, f"{name}, {setting}: refusals are logged")
    assert _refused(bot.log[mark:], walked) == refusals


def _refused(lines: list[dict[str, Any]], walked: set[str]) -> int:
    """How much was refused of what was walked, and not of what came before it; an interaction's number traces it."""
    return sum(line["event"] == "refused" and line["trace_id"] in walked for line in lines)
