"""Tables for the permission matrix, each with its cast in their places."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import Final

from tests.flows.matrix.cast import MODE, PEOPLE, SEATED, Door, Scene, Setting
from tests.flows.matrix.doors import menus, pick, vote_for_bob
from tests.flows.stage import Stage

AT_ONCE: Final[dict[Setting, int]] = {"open": 4, "dm-led": 4, "dm-away": 8}


async def set_scene(stage: Stage, setting: Setting) -> Scene:
    """Alice opens the table and everybody takes their place; Tess has rolled openly.

    What is hidden was rolled by the DM, or by Tess at an open table. While the DM is away it is Tess's secret roll
    since then: a stand-in sees that as who leads, and not as who made it.
    """
    party = await stage.party(people=PEOPLE)
    alice, dora, tess = party.alice, party.dora, party.tess
    card = (await alice.completed(await alice.slash("tavern", "table open", mode=MODE[setting]))).answer
    for name in (*SEATED[setting], "kim"):
        await party.people[name].completed(await party.people[name].click(card, "Join"))
    await party.sam.slash("tavern", "table join", **{"as": "spectator"})
    await alice.slash("tavern", "table kick", user=await party.kim.id())
    if setting == "dm-led":
        await alice.slash("tavern", "table role", user=await party.carol.id(), role="co-dm")
    if setting != "open":
        await alice.slash("tavern", "table handoff", user=await dora.id())
    opened = (await tess.completed(await tess.slash("tavern", "roll", dice="1d20"))).answer
    if setting in ("dm-missed", "dm-away"):
        return await _with_dm_away(Scene(setting, party, card, opened, opened), stands_in=setting == "dm-away")
    leader = dora if setting == "dm-led" else tess
    await leader.slash("tavern", "roll", dice="1d20", hidden=True)
    sealed = await party.stan.until(lambda m: "hidden roll" in m.text, "tavern")
    return Scene(setting, party, card, opened, sealed)


async def _with_dm_away(scene: Scene, *, stands_in: bool) -> Scene:
    party = scene.party
    await party.dora.completed(await pick("skills", "stealth")(scene, party.dora))
    await party.dora.slash("tavern", "table leave")
    missed = await party.stan.until(lambda m: bool(menus(m, "stand-in")), "tavern", what="a vote")
    scene = replace(scene, missed=missed)
    for person in (party.alice, party.bob) if stands_in else ():
        await person.completed(await vote_for_bob(scene, person))
    sealed = (await party.tess.completed(await party.tess.slash("tavern", "r", dice="1d20 # stealth"))).answer
    return replace(scene, sealed=sealed)


@dataclass
class Scenes:
    """Tables to walk cells at. Those whose DM is away take seconds of waiting, so that several are made at once."""

    stage: Stage
    ready: dict[Setting, list[Scene]] = field(default_factory=dict)
    last: Scene | None = None

    async def take(self, setting: Setting, door: Door) -> Scene:
        """One that nobody has walked at, with what the door wants to be so; Tessa, who is one, has left the last."""
        if self.last is not None:
            tess = self.last.party.tess
            await tess.completed(await tess.slash("tavern", "combat leave"))
        ready = self.ready.setdefault(setting, [])
        if not ready:
            ready += await asyncio.gather(*(set_scene(self.stage, setting) for _ in range(AT_ONCE.get(setting, 1))))
        scene = self.last = ready.pop()
        if door.before:
            await door.before(scene, scene.party.alice)
        return scene
