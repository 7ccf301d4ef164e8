"""An hour of fifty people who do five things a second, on the sandbox's clock: its memory ends where it was when full.

Everything is real but the hour: a sandbox and a discord.py bot in processes of their own. What people do comes in
batches, and after each the clock is pushed to where the next one is due, so tokens expire and histories roll over as
they would. The first part fills what the sandbox keeps; what is asserted begins there.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.client.client import SandboxClient
from tests.sandbox.own_process import OwnProcess, sandbox_process
from tests.sandbox.probe.process import ProbeProcess

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Message

PEOPLE = 50
CHANNELS = ("tavern", "cellar", "market", "temple")
PER_SECOND = 5
BATCH = 25
FILLED_AFTER_S = 25 * 60
HOUR_S = 3600
GROWTH_MIB = 8.0
"""What the allocator may make of "no growth" by itself; a leak of 500 bytes an action is more."""


@dataclass
class Evening:
    """Fifty people in one guild, and what they do."""

    sandbox: OwnProcess
    client: SandboxClient
    people: Sequence[Person]
    dice: random.Random
    actions: int = 0
    cards: list[Message] = field(default_factory=list)
    said: list[Message] = field(default_factory=list)
    last: dict[str, Message] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    async def play(self, seconds: int) -> None:
        """Live through so much of the sandbox's time."""
        for _ in range(seconds * PER_SECOND // BATCH):
            began = time.monotonic()
            await asyncio.gather(*(self._act() for _ in range(BATCH)))
            await self.client.advance(max(0.0, BATCH / PER_SECOND - (time.monotonic() - began)))

    async def _act(self) -> None:
        deeds: tuple[tuple[int, Callable[[Person, str], Awaitable[None]]], ...] = (
            (40, self._roll),
            (20, self._press),
            (15, self._say),
            (10, self._wait_for_an_answer),
            (10, self._react),
            (5, self._show_a_file),
        )
        (_, deed) = self.dice.choices(deeds, weights=[weight for weight, _ in deeds])[0]
        self.actions += 1
        await deed(self.dice.choice(self.people), self.dice.choice(CHANNELS))

    async def _roll(self, who: Person, where: str) -> None:
        result = await who.slash(where, "hero")
        self._note(result.error)
        self.cards = [*self.cards[-9:], result.answer]

    async def _press(self, who: Person, where: str) -> None:
        if not self.cards:
            return await self._roll(who, where)
        self._note((await who.click(self.dice.choice(self.cards), "Roll")).error)
        return None

    async def _say(self, who: Person, where: str) -> None:
        before = self.last.get(where)
        said = await who.say(where, f"words {self.actions}", reply_to=before.id if before else None)
        self.last[where], self.said = said, [*self.said[-9:], said]

    async def _wait_for_an_answer(self, who: Person, where: str) -> None:
        self._note((await who.completed(await who.slash(where, "slow"))).error)

    async def _react(self, who: Person, where: str) -> None:
        if self.said:
            await who.react(self.dice.choice(self.said), "🎲")

    async def _show_a_file(self, who: Person, where: str) -> None:
        await who.say(where, "look", [{"filename": "map.txt", "content": "QUFB" * 250}])

    def _note(self, error: str | None) -> None:
        if error:
            self.failed.append(error)


async def _live(until_full_s: int, then_s: int) -> list[float]:
    """Play, and return the memory when full, in the middle and at the end, in MiB."""
    async with (
        sandbox_process("--shards", "1", "--guilds", "0") as sandbox,
        SandboxClient(sandbox.page_url) as client,
        ProbeProcess(sandbox) as bot,
    ):
        await bot.reported("ready")
        await client.until_connected(1)
        names = [f"player{number}" for number in range(PEOPLE)]
        guild = await client.make_guild("The Long Evening", members=names, channels=CHANNELS)
        people = [client.user(name, guild) for name in names]
        evening = Evening(sandbox, client, people, random.Random(3))
        marks = [sandbox.rss_mib()]
        for seconds in (until_full_s, then_s // 2, then_s - then_s // 2):
            await evening.play(seconds)
            marks.append(sandbox.rss_mib())
            print(f"{evening.actions:6} actions: {marks[-1]:6.1f} MiB")
        start, full, middle, end = marks
        print(f"RSS at start {start:.1f} MiB, full {full:.1f}, middle {middle:.1f}, end {end:.1f}")
        assert evening.failed == []
        assert (await client.state())["gaps"] == []
    return [full, middle, end]


async def test_a_few_minutes_of_the_evening_cost_what_is_kept_of_them() -> None:
    full, _, end = await _live(until_full_s=60, then_s=60)
    assert end - full < 60 * PER_SECOND * 0.1, "a hundred KiB for each action is more than any of them says"


@pytest.mark.soak
async def test_an_hour_of_fifty_people_ends_with_the_memory_that_it_began_with() -> None:
    full, middle, end = await _live(FILLED_AFTER_S, HOUR_S)
    assert max(middle, end) - full < GROWTH_MIB
