"""Every way to do something in a fight, and what one does with one's own numbers outside of one."""

from __future__ import annotations

from typing import Any, Final

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Result
from core.tables.permissions import Standing
from core.tables.state import Mode
from tests.flows.matrix.cast import Do, Door, Scene, Setting
from tests.flows.matrix.doors import everybody, have_characters, menus, slash

LEADS: Final[dict[Setting, str]] = {"open": "alice", "dm-led": "dora", "dm-away": "bob"}
"""Who begins the fight that is walked at."""
GOBLIN: Final = "Goblin Warrior 1"


def who_runs(mode: Mode, standings: frozenset[Standing]) -> bool:
    """Whoever leads the table; at an open one whoever began the fight, which is Alice."""
    return bool(standings & {"dm", "co-dm", "stand-in"}) or (mode == "open" and "creator" in standings)


def who_begins(mode: Mode, standings: frozenset[Standing]) -> bool:
    return bool(standings & {"dm", "co-dm", "stand-in"}) or (mode == "open" and "player" in standings)


def who_plays(mode: Mode, standings: frozenset[Standing]) -> bool:
    return not standings & {"spectator", "kicked", "stranger"}


async def typed(scene: Scene, name: str, command: str, /, **options: Any) -> Result:
    person = scene.party.people[name]
    done = await person.completed(await person.slash("tavern", command, **options))
    assert not done.answer.ephemeral, done.answer.text
    return done


async def have_fight(scene: Scene, who: Person) -> None:
    """Tess's Tessa against two goblins, and it is one of their turns."""
    await have_characters(scene, who)
    leader = LEADS[scene.setting]
    await typed(scene, leader, "combat start", everybody=False)
    await typed(scene, "tess", "combat join", initiative=1)
    await typed(scene, leader, "combat add", monster="Goblin Warrior", count=2)
    await typed(scene, leader, "combat next")


async def have_turns(scene: Scene, who: Person) -> None:
    await have_fight(scene, who)
    for _ in range(4):
        await typed(scene, LEADS[scene.setting], "combat next")


async def have_effect(scene: Scene, who: Person) -> None:
    await have_fight(scene, who)
    for name in CURES:
        await typed(scene, LEADS[scene.setting], "combat effect", who=GOBLIN, name=name)


CURES: Final = ("Charmed", "Deafened", "Poisoned")
"""As many as can be taken away by different people."""


async def cure_one(scene: Scene, who: Person) -> Result:
    shown = (await who.completed(await who.slash("tavern", "combat status"))).answer.text
    left = [name for name in CURES if name.casefold() in shown.casefold()]
    return await who.slash("tavern", "combat cure", who=GOBLIN, name=(left or CURES)[0])


def in_fight(command: str, **options: Any) -> Door:
    """Something that whoever runs the fight does."""
    return Door(slash(f"combat {command}", **options), who_runs, before=have_fight)


def on_sheet(command: str, **options: Any) -> Door:
    """Something that anybody does with their own numbers where nobody fights."""
    return Door(slash(command, **options), everybody, before=have_characters)


def of_tracker(action: str) -> Do:
    """A button of the fight's tracker."""

    async def press(scene: Scene, who: Person) -> Result:
        tracker = await who.until(lambda m: bool(menus(m, action)) and "## Round" in m.text, "tavern", 30)
        return await who.click(tracker, menus(tracker, action)[0])

    return press


FIGHTS: Final[dict[str, Door]] = {
    "check": on_sheet("check", skill="stealth"),
    "save": on_sheet("save", ability="dex"),
    "attack": on_sheet("attack", **{"with": "Unarmed strike"}),
    "hp": on_sheet("hp", amount="+1"),
    "rest": on_sheet("rest", kind="long"),
    "a goblin’s attack": Door(
        slash("attack", **{"with": "Scimitar", "as": GOBLIN, "target": "Tessa", "overrule": True}),
        who_runs,
        before=have_fight,
    ),
    "a goblin’s hit points": Door(slash("hp", amount="-1", target=GOBLIN), who_runs, before=have_fight),
    "combat start": Door(
        slash("combat start", everybody=False), who_begins, cleanup=slash("combat end"), before=have_characters
    ),
    "combat join": Door(
        slash("combat join"), who_plays, before=have_fight, cleanup=slash("combat leave"), at=("open", "dm-led")
    ),
    "combat add": in_fight("add", monster="Rat"),
    "combat lair": Door(slash("combat lair", who=GOBLIN), who_runs, before=have_fight, spends=True),
    "combat leave": Door(slash("combat leave", who="Goblin Warrior 2"), who_runs, before=have_fight, spends=True),
    "combat next": in_fight("next"),
    "combat prev": Door(slash("combat prev"), who_runs, before=have_turns),
    "combat move": in_fight("move", who=GOBLIN, to=7),
    "combat delay": Door(slash("combat delay", who=GOBLIN), who_runs, before=have_fight, spends=True),
    "combat effect": in_fight("effect", who=GOBLIN, name="Prone"),
    "combat cure": Door(cure_one, who_runs, before=have_effect),
    "combat note": in_fight("note", who=GOBLIN, note="has the key"),
    "combat hide": in_fight("hide", who=GOBLIN),
    "combat undo": in_fight("undo"),
    "combat status": Door(slash("combat status"), everybody, before=have_fight),
    "combat end": Door(slash("combat end"), who_runs, before=have_fight, spends=True),
    "button Undo": Door(of_tracker("undo"), who_runs, before=have_fight, presses="fight:undo"),
    "button Status": Door(of_tracker("status"), everybody, before=have_fight, presses="fight:status"),
    "button End turn": Door(of_tracker("next"), who_runs, before=have_fight, presses="fight:next", spends=True),
}
"""Of a fight in which the DM, Alice at an open table, or who stands in runs the goblins and Tess plays."""
