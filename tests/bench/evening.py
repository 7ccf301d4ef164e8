"""Tables that play as people do: each at a rate of its own making, whether or not the bot keeps up.

The load is open: what is due is done when it is due, so a bot that falls behind meets a queue, and its latencies tell.
Seven of eight people roll, plainly and hidden, and look things up; the eighth gets up and sits down; every other table
has a DM, who sets DCs. What somebody does is decided by the table's number and a seed.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message, Result
from tests.bench.wire import Wire
from tests.flows.stage import Stage

CHANNEL = "tavern"
SEATED = 8
MADE_AT_ONCE = 6
MIX = {"roll": 38, "r": 18, "hidden": 8, "seat": 14, "dc": 8, "status": 7, "history": 7}
"""Of a hundred things that are done at a table."""
EVENTS = {
    "roll": "table.rolled",
    "r": "table.rolled",
    "hidden": "table.rolled",
    "dc": "table.dc_set",
    "Join": "table.seat_taken",
    "Leave": "table.seat_left",
}
"""What each leaves in the ledger, once."""
REDRAWN = frozenset({"roll", "r", "hidden", "dc"})
"""What the Table card follows; a press of *Join* or *Leave* is answered by the card itself."""


class Player(Protocol):
    """Whoever does one thing after the other; a table is one."""

    async def act(self) -> Deed: ...


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done.

    Attributes:
        kind: A key of `MIX`; of a seat, the button that was pressed.
        result: What came of it.
        card: The path of the Table card, if the card follows it.
    """

    kind: str
    result: Result
    card: str | None = None


@dataclass(slots=True)
class Pongs:
    """People of one place who ask the bare rival."""

    people: Sequence[Person]
    asked: int = 0

    async def act(self) -> Deed:
        """Let the next one ask."""
        self.asked += 1
        person = self.people[self.asked % len(self.people)]
        return Deed("pong", await person.slash(CHANNEL, "pong"))


@dataclass(slots=True)
class TableOfEight:
    """A table, its people, and what they will do.

    Attributes:
        restless: Whether the eighth person sits; None while they are about to sit down or to get up.
    """

    people: Sequence[Person]
    card: Message
    led: bool
    chance: random.Random
    restless: bool | None = True
    asked: int = 0

    async def act(self) -> Deed:
        """Let somebody do something."""
        self.asked += 1
        kind = self.chance.choices(list(MIX), weights=list(MIX.values()))[0]
        if kind == "seat" and self.restless is not None:
            return await self._change_seats("Leave" if self.restless else "Join")
        if kind == "dc" and self.led:
            return self._done(kind, await self.people[0].slash(CHANNEL, "table dc", value=self.chance.randint(5, 20)))
        if kind == "hidden":
            who = self.people[0] if self.led else self._somebody()
            return self._done(kind, await who.slash(CHANNEL, "roll", dice="1d20+3", hidden=True))
        if kind in {"status", "history"}:
            command = "table status" if kind == "status" else "dice history"
            return Deed(kind, await self._somebody().slash(CHANNEL, command))
        return await (self._line() if kind == "r" else self._roll())

    async def _roll(self) -> Deed:
        dice = self.chance.choice(["1d20+5", "4d6kh3", "2d6+3", "1d8"])
        return self._done("roll", await self._somebody().slash(CHANNEL, "roll", dice=dice))

    async def _line(self) -> Deed:
        line = self.chance.choice(["1d20 adv # stealth", "2d6+3; 1d8", "8d6 # fireball"])
        return self._done("r", await self._somebody().slash(CHANNEL, "r", dice=line))

    async def _change_seats(self, button: str) -> Deed:
        before, self.restless = self.restless, None
        try:
            result = await self.people[-1].click(self.card, button)
        except ClientRefusal:  # another redrawing of the card has crossed this one, and the button is grey for a moment
            self.restless = before
            return await self._roll()
        self.restless = button == "Join"
        return Deed(button, result)

    def _somebody(self) -> Person:
        return self.people[self.asked % (SEATED - 1)]

    def _done(self, kind: str, result: Result) -> Deed:
        return Deed(kind, result, card_path(self.card) if kind in REDRAWN else None)


def card_path(card: Message) -> str:
    """Where a card is edited."""
    return f"/channels/{card.channel_id}/messages/{card.id}"


async def seat_tables(stage: Stage, numbers: Iterable[int], *, shards: int) -> list[TableOfEight]:
    """Tables in guilds of their own, on the shards in turn, with eight people at each."""
    gate = asyncio.Semaphore(MADE_AT_ONCE)

    async def seat(number: int) -> TableOfEight:
        async with gate:
            names = tuple(f"player{number}x{seat}" for seat in range(SEATED))
            party = await stage.party(shard=number % shards, people=names)
            people, led = list(party.people.values()), bool(number // shards % 2)
            mode = "dm-led" if led else "open"
            opened = await people[0].completed(await people[0].slash(CHANNEL, "table open", mode=mode))
            for person in people[1:]:
                await person.click(opened.answer, "Join")
            return TableOfEight(people, opened.answer, led, random.Random(f"11 {number}"))

    return await asyncio.gather(*(seat(number) for number in numbers))


async def play(players: Sequence[Player], *, every_s: float, seconds: float) -> list[Deed]:
    """Let each do something at its own times, whether or not what it did before is answered; what was done."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    doing: list[asyncio.Task[Deed]] = []

    async def plays(number: int, player: Player) -> None:
        due = began + every_s * number / len(players)
        while due < began + seconds:
            await asyncio.sleep(due - loop.time())
            doing.append(asyncio.create_task(player.act()))
            due += every_s

    await asyncio.gather(*(plays(number, player) for number, player in enumerate(players)))
    return await asyncio.gather(*doing)


def unanswered(deeds: Iterable[Deed], wire: Wire) -> set[str]:
    """The interactions that a person waited for in vain, or of which the sandbox saw no callback."""
    results = [deed.result for deed in deeds]
    return {each.interaction for each in results if each.error or wire.latency_ms(each.interaction) is None}


async def held_against(stage: Stage, deeds: Sequence[Deed]) -> tuple[set[str], set[str]]:
    """The interactions that the ledger lacks, and those that it has more than once."""
    done = {kind: Counter(event["cause"] for event in await stage.events(kind)) for kind in set(EVENTS.values())}
    times = {
        deed.result.interaction: done[EVENTS[deed.kind]][deed.result.interaction]
        for deed in deeds
        if deed.kind in EVENTS
    }
    return {each for each, count in times.items() if count == 0}, {each for each, count in times.items() if count > 1}
