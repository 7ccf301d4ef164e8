"""A fight of ten player characters and twenty monsters: `/combat next` and `/attack`, beside `/roll` at the same table.

One at a time, each round in turns: the bot's time from INTERACTION_CREATE on the shard's socket to the callback, by the
sandbox's clock. Eight people play, two of them two characters; whoever opened the table runs the monsters.
Everybody attacks somebody of the other side, for as long as BENCH_TURNS turns (60). The database, Valkey and the
sandbox are on the same machine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Result
from tests.bench.evening import CHANNEL, SEATED, seat_tables
from tests.bench.figure import Figure
from tests.bench.interaction import UnansweredError
from tests.bench.tables import beside, percentile, two_bots
from tests.bench.wire import Wire, followed
from tests.flows.stage import Stage

CHARACTERS, MONSTERS, AT_ONCE = 10, 20, 10
TURNS: Final = int(os.environ.get("BENCH_TURNS", "60"))
WARM_UP: Final = 5
"""Turns that are not counted: what is met for the first time is slower."""
GOBLIN: Final = "Goblin Warrior"
ATTACKS: Final = {True: "Scimitar", False: "Greatsword"}


async def run() -> list[Figure]:
    """Measure."""
    async with two_bots() as (stage, _):
        (table,) = await seat_tables(stage, (0,), shards=1)
        fight = Fight(stage, table.people[:SEATED])
        await fight.begin()
        for _ in range(WARM_UP):
            await fight.turn()
        fight.asked.clear()
        async with followed(stage.sandbox) as wire:
            for _ in range(TURNS):
                await fight.turn()
    return told(fight.asked, wire)


@dataclass
class Fight:
    """A fight, and what was asked in it: the interactions of each command."""

    stage: Stage
    people: Sequence[Person]
    asked: dict[str, list[str]] = field(default_factory=dict)

    async def begin(self) -> None:
        """Everybody comes in; a first turn begins."""
        leader = self.people[0]
        for number in range(CHARACTERS):
            player = self.people[number % SEATED]
            await done(player, "character create", quick=f"Hero {number}, human fighter 5, soldier")
        await done(leader, "combat start", everybody=False)
        for number in range(CHARACTERS):
            await done(self.people[number % SEATED], "combat join", character=f"Hero {number}")
        for _ in range(MONSTERS // AT_ONCE):
            await done(leader, "combat add", monster=GOBLIN, count=AT_ONCE, group=False)

    async def turn(self) -> None:
        """Somebody's turn: it begins, they attack, and somebody rolls beside it."""
        leader = self.people[0]
        shown = await self._ask(leader, "combat next")
        found = re.search(r"Round \d+: (.+)", shown.answer.text)
        if found is None:
            raise UnansweredError(shown.answer.text)
        name = found[1].replace("*", "").strip()
        monster = name.startswith(GOBLIN)
        target = "Hero 1" if monster else f"{GOBLIN} 1"
        options = {"with": ATTACKS[monster], "as": name, "target": target}
        attacked = await self._ask(leader, "attack", **options)
        if "##" not in attacked.answer.text:
            raise UnansweredError(attacked.answer.text)
        for who in (target, name):  # nobody falls: a fight of thirty is what is measured
            await done(leader, "hp", amount="=100", target=who)
        await self._ask(self.people[1], "roll", dice="1d20+5")

    async def _ask(self, who: Person, command: str, **options: Any) -> Result:
        result = await done(who, command, **options)
        self.asked.setdefault(command, []).append(result.interaction)
        return result


async def done(who: Person, command: str, **options: Any) -> Result:
    """A command with its answer.

    Raises:
        UnansweredError: There was none.
    """
    result = await who.completed(await who.slash(CHANNEL, command, **options))
    if result.error:
        raise UnansweredError(f"/{command}: {result.error}")
    return result


def told(asked: dict[str, list[str]], wire: Wire) -> list[Figure]:
    """Each command's time in the middle and at its slowest, beside `/roll`'s."""
    took = {command: sorted(filter(None, map(wire.latency_ms, each))) for command, each in asked.items()}
    rolls = took["roll"]
    figures: list[Figure] = []
    for command in ("combat next", "attack"):
        name = f"combat.{command.rpartition(' ')[2]}"
        figures.append(beside(f"{name}.p50_ms", median(took[command]), "ms", median(rolls)))
        figures.append(beside(f"{name}.p95_ms", percentile(took[command], 95), "ms", percentile(rolls, 95)))
    return figures
