"""Ways to act in a fight by name, by spell and by the tracker's buttons, and for whom they are open."""

from __future__ import annotations

from typing import Any, Final

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Result
from core.tables.permissions import Standing
from core.tables.state import Mode
from tests.flows.matrix.cast import Do, Door, Scene
from tests.flows.matrix.doors import everybody, have_characters, menus, slash

GOBLIN: Final = "Goblin Warrior 1"


def leads_the_fight(mode: Mode, standings: frozenset[Standing]) -> bool:
    """Whoever leads the table; at an open one whoever began the fight, which is Alice."""
    return bool(standings & {"dm", "co-dm", "stand-in"}) or (mode == "open" and "creator" in standings)


async def have_goblins(scene: Scene, who: Person) -> None:
    """Tess's Tessa against two goblins, and it is one of their turns."""
    await have_characters(scene, who)
    led = "dora" if "DM-led" in scene.card.text else "alice"
    leader = scene.party.people["bob" if scene.missed else led]
    for person, command, options in (
        (leader, "combat start", {"everybody": False}),
        (scene.party.tess, "combat join", {"initiative": 1}),
        (leader, "combat add", {"monster": "Goblin Warrior", "count": 2}),
        (leader, "combat next", {}),
    ):
        done = await person.completed(await person.slash("tavern", command, **options))
        assert not done.answer.ephemeral, done.answer.text


def of_tracker(action: str) -> Do:
    """A button of the fight's tracker."""

    async def press(scene: Scene, who: Person) -> Result:
        tracker = await who.until(lambda m: bool(menus(m, action)) and "## Round" in m.text, "tavern", 30)
        return await who.click(tracker, menus(tracker, action)[0])

    return press


async def fill_hit_points(scene: Scene, who: Person) -> Result:
    """*HP*, and the form that it opens for those who lead."""
    opened = await of_tracker("hp")(scene, who)
    return await who.submit(opened, who=GOBLIN, amount="-1") if opened.modal else opened


def by_goblin(command: str, **options: Any) -> Door:
    return Door(
        slash(f"combat {command}", **options, **{"as": GOBLIN, "overrule": True}), leads_the_fight, before=have_goblins
    )


DEEDS: Final[dict[str, Door]] = {
    "cast": Door(slash("cast", spell="Light"), everybody, before=have_characters),
    "combat act": by_goblin("act", action="dodge"),
    "combat ready": by_goblin("ready", action="dodge", when="they come near"),
    "button Attack": Door(of_tracker("attack"), leads_the_fight, before=have_goblins, presses="fight:attack"),
    "button HP": Door(fill_hit_points, leads_the_fight, before=have_goblins, presses="fight:hp"),
}
"""Of a fight in which the DM, Alice at an open table, or who stands in runs the goblins and Tess plays."""
