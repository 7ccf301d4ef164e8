"""Ways to act in a fight by name, by spell and by the tracker's buttons, and for whom they are open."""

from __future__ import annotations

from typing import Any, Final

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Result
from tests.flows.matrix.cast import Door, Scene
from tests.flows.matrix.doors import everybody, have_things, slash
from tests.flows.matrix.fights import GOBLIN, have_fight, of_tracker, who_runs


async def fill_hit_points(scene: Scene, who: Person) -> Result:
    """*HP*, and the form that it opens for those who lead."""
    opened = await of_tracker("hp")(scene, who)
    return await who.submit(opened, who=GOBLIN, amount="-1") if opened.modal else opened


def by_goblin(command: str, **options: Any) -> Door:
    return Door(slash(f"combat {command}", **options, **{"as": GOBLIN, "overrule": True}), who_runs, before=have_fight)


DEEDS: Final[dict[str, Door]] = {
    "cast": Door(slash("cast", spell="Light"), everybody, before=have_things),
    "combat act": by_goblin("act", action="dodge"),
    "combat ready": by_goblin("ready", action="dodge", when="they come near"),
    "button Attack": Door(of_tracker("attack"), who_runs, before=have_fight, presses="fight:attack"),
    "button HP": Door(fill_hit_points, who_runs, before=have_fight, presses="fight:hp"),
}
"""Of a fight in which the DM, Alice at an open table, or who stands in runs the goblins and Tess plays."""
