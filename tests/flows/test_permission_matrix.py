"""Who may do what: every command and button, by everybody who can stand at a table, in both modes, through the bot.

`core.tables.permissions.MAY` says what is expected of an act; what is no act of the matrix is for everybody, or for
those named beside it. Each cell is done by a person of that standing at a table of its own kind, and what became of it
is read from the ledger, from what they saw, and from the log, which must have refused exactly the cells that it should.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import asyncpg
import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message, Result
from core.tables.permissions import MAY, Act, Standing
from core.tables.state import Mode
from tests.bot.test_readme import commands, menu_commands
from tests.flows.stage import Party, Stage, permalink
from tests.waiting import until

CAST: Final[dict[Mode, dict[str, frozenset[Standing]]]] = {
    "open": {
        "alice": frozenset({"creator", "player"}),
        "bob": frozenset({"player"}),
        "sam": frozenset({"spectator"}),
        "moe": frozenset({"moderator", "stranger"}),
        "stan": frozenset({"stranger"}),
    },
    "dm-led": {
        "alice": frozenset({"creator", "player"}),
        "dora": frozenset({"dm"}),
        "carol": frozenset({"co-dm"}),
        "bob": frozenset({"player"}),
        "sam": frozenset({"spectator"}),
        "moe": frozenset({"moderator", "stranger"}),
        "stan": frozenset({"stranger"}),
    },
}
"""Who stands where. Moe owns the guild, so he may manage its channels; Tess is whom things are done to."""
PEOPLE: Final = ("moe", "alice", "dora", "carol", "bob", "sam", "stan", "tess")
Expected = Callable[[Mode, frozenset[Standing]], bool]


@dataclass(frozen=True)
class Scene:
    """A table with its cast, and what there is to act on."""

    party: Party
    mode: Mode
    card: Message
    opened: Message
    sealed: Message

    def roll_id(self, message: Message) -> str:
        return permalink(message).rpartition("/")[2]

    async def tess(self) -> str:
        return await self.party.tess.id()


Do = Callable[[Scene, Person], Awaitable[Result]]


@dataclass(frozen=True)
class Door:
    """A way to do something.

    Attributes:
        do: What the person does.
        expected: The act of the matrix that it is; or else whether it should be let happen.
        spends: Whether it changes the table so that the next who may do it needs another one.
        before: What has to be so at the table first.
        cleanup: What takes it back.
    """

    do: Do
    expected: Act | Expected
    spends: bool = False
    before: Do | None = None
    cleanup: Do | None = None

    def lets(self, mode: Mode, standings: frozenset[Standing]) -> bool:
        """What the matrix says."""
        if callable(self.expected):
            return self.expected(mode, standings)
        return bool(MAY[self.expected][mode] & standings)


def everybody(mode: Mode, standings: frozenset[Standing]) -> bool:
    return True


def nobody(mode: Mode, standings: frozenset[Standing]) -> bool:
    return False


def unseated(mode: Mode, standings: frozenset[Standing]) -> bool:
    return "stranger" in standings


def hidden_roll(mode: Mode, standings: frozenset[Standing]) -> bool:
    """Who has no seat to roll from rolls beside the table, where a hidden roll is one's own."""
    return bool(standings & {"stranger", "spectator"}) or bool(MAY["roll-hidden"][mode] & standings)


def slash(command: str, channel: str = "tavern", **options: Any) -> Do:
    return lambda scene, who: who.slash(channel, command, **options)


def button(label: str) -> Do:
    return lambda scene, who: who.click(scene.card, label)


async def kick_tess(scene: Scene, who: Person) -> Result:
    return await who.slash("tavern", "table kick", user=await scene.tess())


def on_tess(command: str, **options: Any) -> Do:
    async def do(scene: Scene, who: Person) -> Result:
        return await who.slash("tavern", command, user=await scene.tess(), **options)

    return do


async def kick_by_menu(scene: Scene, who: Person) -> Result:
    return await who.menu("tavern", "Kick from table", await scene.tess())


async def rule(scene: Scene, who: Person) -> Result:
    roll = scene.roll_id(scene.opened)
    return await who.slash("tavern", "dice rule", roll=roll, ruling="fails", reason="the rope was wet")


def sees_settings(mode: Mode, standings: frozenset[Standing]) -> bool:
    """A co-DM may want a DM thread, and so is shown the panel of what they may not change."""
    return bool((MAY["change-settings"][mode] | MAY["pair-thread"][mode]) & standings)


async def pick_kind(scene: Scene, who: Person) -> Result:
    shown = await who.completed(await who.slash("tavern", "table settings"))
    kinds = [str(part["custom_id"]) for part in shown.answer.components if str(part.get("custom_id")).endswith(":kind")]
    return await who.select(shown.answer, kinds[0], "campaign") if kinds else shown


async def press_dm_thread(scene: Scene, who: Person) -> Result:
    shown = await who.completed(await who.slash("tavern", "table settings"))
    return await who.click(shown.answer, "DM thread") if "DM thread" in shown.answer.text else shown


DOORS: Final[dict[str, Door]] = {
    "roll": Door(slash("roll", dice="1d20"), everybody),
    "roll hidden": Door(slash("roll", dice="1d20", hidden=True), hidden_roll),
    "r": Door(slash("r", dice="1d20"), everybody),
    "button Roll d20": Door(button("Roll d20"), "roll"),
    "button Roll again": Door(lambda scene, who: who.click(scene.opened, "Roll again"), everybody),
    "button Look": Door(lambda scene, who: who.click(scene.sealed, "Look"), "look"),
    "table open": Door(
        slash("table open", channel="cellar"), everybody, cleanup=slash("table close", channel="cellar")
    ),
    "table join": Door(slash("table join"), unseated, cleanup=slash("table leave")),
    "button Join": Door(button("Join"), unseated, cleanup=slash("table leave")),
    "table leave": Door(slash("table leave"), "leave", spends=True),
    "button Leave": Door(button("Leave"), "leave", spends=True),
    "table away": Door(slash("table away"), "report-away", spends=True),
    "table status": Door(slash("table status"), everybody),
    "table close": Door(slash("table close"), "close", spends=True),
    "table resume": Door(slash("table resume"), nobody),
    "table dc": Door(slash("table dc", value=12), "set-dc"),
    "table promote": Door(on_tess("table promote"), "promote", spends=True),
    "table handoff": Door(on_tess("table handoff"), "hand-off", spends=True),
    "table role": Door(on_tess("table role", role="spectator"), "give-role", spends=True),
    "table kick": Door(kick_tess, "kick", spends=True),
    "menu Kick from table": Door(kick_by_menu, "kick", spends=True),
    "table unkick": Door(on_tess("table unkick"), "unkick", spends=True, before=kick_tess),
    "table settings": Door(slash("table settings"), sees_settings),
    "settings kind": Door(pick_kind, "change-settings"),
    "settings DM thread": Door(press_dm_thread, "pair-thread", spends=True),
    "dice reveal": Door(
        lambda scene, who: who.slash("tavern", "dice reveal", roll=scene.roll_id(scene.sealed)),
        "reveal",
        spends=True,
    ),
    "menu Reveal hidden roll": Door(
        lambda scene, who: who.menu("tavern", "Reveal hidden roll", scene.sealed), "reveal", spends=True
    ),
    "dice rule": Door(rule, "rule"),
    "dice entropy": Door(slash("dice entropy", text="a fair wind"), everybody),
    "dice history": Door(slash("dice history"), everybody),
    "dice export": Door(slash("dice export"), everybody),
    "dice stats": Door(slash("dice stats"), everybody),
    "dice odds": Door(slash("dice odds", dice="1d20", reach=11), everybody),
    "dice verify": Door(
        lambda scene, who: who.slash("tavern", "dice verify", roll=scene.roll_id(scene.opened)), everybody
    ),
    "menu Verify roll": Door(lambda scene, who: who.menu("tavern", "Verify roll", scene.opened), everybody),
    "menu Roll this": Door(lambda scene, who: who.menu("tavern", "Roll this", scene.opened), everybody),
    "dice preset save": Door(slash("dice preset save", name="axe", dice="1d12"), everybody),
    "dice preset use": Door(slash("dice preset use", name="axe"), everybody, before=slash("dice preset list")),
    "dice preset list": Door(slash("dice preset list"), everybody),
    "dice preset delete": Door(
        slash("dice preset delete", name="axe"), everybody, cleanup=slash("dice preset save", name="axe", dice="1d12")
    ),
}


async def set_scene(party: Party, mode: Mode) -> Scene:
    """Alice opens the table and everybody takes their place; Tess has rolled openly, and who leads (or Tess) hidden."""
    alice, leader = party.alice, party.dora if mode == "dm-led" else party.tess
    for person in party.people.values():
        await person.slash("tavern", "dice preset save", name="axe", dice="1d12")
    card = (await alice.slash("tavern", "table open", mode=mode)).answer
    seated = ("bob", "tess") if mode == "open" else ("bob", "tess", "dora", "carol")
    for name in seated:
        await party.people[name].click(card, "Join")
    await party.sam.slash("tavern", "table join", **{"as": "spectator"})
    if mode == "dm-led":
        await alice.slash("tavern", "table role", user=await party.carol.id(), role="co-dm")
        await alice.slash("tavern", "table handoff", user=await party.dora.id())
    opened = (await party.tess.slash("tavern", "roll", dice="1d20")).answer
    async with party.stan.watch() as watch:
        await leader.slash("tavern", "roll", dice="1d20", hidden=True)
        sealed = await watch.until(lambda h: h.name == "MESSAGE_CREATE" and "hidden roll" in str(h.data))
    return Scene(party, mode, card, opened, Message.read(sealed.data))


async def happened(scene: Scene, who: Person, door: Door, ledger: asyncpg.Connection) -> tuple[bool, Result]:
    """Whether it was let happen, by what the person sees and what the ledger has."""
    result = await who.completed(await door.do(scene, who))
    caused = await ledger.fetchval("SELECT count(*) FROM ledger_event WHERE cause = $1", result.interaction)
    shown = result.answer
    return bool(caused or shown.components or shown.raw.get("attachments") or not shown.ephemeral), result


TOLD_IN_TEXT: Final = frozenset({"dice preset save", "dice preset list", "dice preset delete", "dice export"})
"""What is answered with words alone, so that the log alone tells whether it was refused."""


@pytest.mark.parametrize("mode", ["open", "dm-led"])
@pytest.mark.parametrize("name", sorted(DOORS))
@pytest.mark.timeout(180)
async def test_the_bot_does_what_the_matrix_says(shared: Stage, name: str, mode: Mode) -> None:
    door, bot = DOORS[name], shared.bots[0]
    party = await shared.party(people=PEOPLE)
    scene = await set_scene(party, mode)
    if door.before:
        await door.before(scene, party.alice)
    mark, refusals = len(bot.log), 0
    ledger: asyncpg.Connection = await asyncpg.connect(shared.database_url)
    try:
        cells = sorted(CAST[mode].items(), key=lambda cell: door.lets(mode, cell[1]))
        for place, (person, standings) in enumerate(cells):
            allowed = door.lets(mode, standings)
            refusals += not allowed
            who = party.people[person]
            let, result = await happened(scene, who, door, ledger)
            if name not in TOLD_IN_TEXT:
                assert let == allowed, f"{name}, {mode}, {person} {sorted(standings)}: {result.answer.text}"
            if allowed and door.cleanup:
                await who.completed(await door.cleanup(scene, who))
            if allowed and door.spends and place + 1 < len(cells):
                party = await shared.party(people=PEOPLE)
                scene = replace(await set_scene(party, mode), mode=mode)
                if door.before:
                    await door.before(scene, party.alice)
    finally:
        await ledger.close()
    await until(lambda: _refused(bot.log[mark:]) >= refusals, f"{name}, {mode}: refusals are logged")
    assert _refused(bot.log[mark:]) == refusals


def _refused(lines: list[dict[str, Any]]) -> int:
    return sum(line["event"] == "refused" for line in lines)


def test_every_command_has_its_cells() -> None:
    """`/config` is for those who manage the server, whatever they are at a table: tests/flows/test_config.py."""
    of_tables = {name for name in commands() if not name.startswith("config ")}
    assert of_tables | {f"menu {name}" for name in menu_commands()} <= set(DOORS)


def test_every_act_has_a_door() -> None:
    assert {door.expected for door in DOORS.values() if not callable(door.expected)} | {"roll-hidden"} == set(MAY)
