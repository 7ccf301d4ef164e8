"""A small party at random: what people do at a table while something goes wrong, and what they were told.

Each person acts one deed after the other, all of them at once. Who does what is decided by a seed and the person's
name alone, so a seed means the same deeds whatever the machine's speed. Hidden rolls carry a canary: a total and a
label that nobody else may ever see.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message, Result
from tests.faults.deeds import Canary, Deed, roll_of
from tests.flows.stage import Party, Stage

CHANNEL = "tavern"
DEEDS = ("roll", "roll", "r", "hidden", "again", "press", "sit", "history", "status")
AT_EASE_S = (0.9, 1.7)
"""So long a person looks at an answer in a long game: nobody types more than ten rolls in ten seconds."""
MOST_SEATED = 8
UNSEEN = "Nobody else was shown"
NOTICED_WITHIN_S = 10
WELL_AGAIN_WITHIN_S = 20
TRIES_AGAIN_AFTER_S = 0.3
_NUMBERS = itertools.count(1)


def _settled(result: Result) -> bool:
    """Whether the person has read the answer: a deferral is none, and taking its message away is not yet one."""
    shown = result.message is not None and not result.message.thinking
    return result.state == "failed" or bool(result.followups) or (result.state != "deferred" and shown)


@dataclass
class Play:
    """A party's evening.

    Attributes:
        deeds: Everything that was answered, in the order of the answers.
        canaries: What was rolled hidden.
        card: The Table card.
        pause_s: At most so long between two deeds of a person.
        patience_s: How long a deferred answer is waited for.
    """

    stage: Stage
    party: Party
    seed: int
    deeds: list[Deed] = field(default_factory=list)
    canaries: list[Canary] = field(default_factory=list)
    card: Message | None = None
    pause_s: float = 0.05
    patience_s: float = 30.0
    _rolled: dict[str, Message] = field(default_factory=dict)
    _chances: dict[str, random.Random] = field(default_factory=dict)

    @property
    def people(self) -> list[str]:
        """Who plays; the last of the party only looks on."""
        return list(self.party.people)[:-1]

    @property
    def bystander(self) -> Person:
        """Who looks on, and sees what everybody may see."""
        return list(self.party.people.values())[-1]

    async def open(self, seats: int = MOST_SEATED - 1) -> None:
        """Open the table, and let those who play sit down: so many of them, and never all."""
        first, *others = self.people
        opened = await self.do(first, "open", lambda who: who.slash(CHANNEL, "table open"))
        self.card = opened.result.answer
        for name in others[:-1][: seats - 1]:
            await self.press(name, "Join")

    async def play(self, deeds: int, *kinds: str) -> list[Deed]:
        """Let everybody do so many things, of these kinds or of any; what came of them."""
        before = len(self.deeds)
        await asyncio.gather(*(self._plays(name, deeds, kinds or DEEDS) for name in self.people))
        return self.deeds[before:]

    async def one(self, name: str, kind: str) -> Deed:
        """Let one person do one thing."""
        return await getattr(self, f"_{kind}")(name, self.chance(name))

    async def press(self, name: str, button: str) -> Deed:
        """Let one person press *Join* or *Leave*."""
        return await self.do(name, "sit", lambda who: self._click(who, button), pressed=button)

    async def play_while(self, going_on: Awaitable[object], *kinds: str) -> list[Deed]:
        """Let everybody go on until something else is over, and one deed longer."""
        before, other = len(self.deeds), asyncio.ensure_future(going_on)

        async def plays(name: str) -> None:
            await asyncio.sleep(self.chance(name).uniform(0, AT_EASE_S[0]))
            while not other.done():
                await self._plays(name, 1, kinds or DEEDS)
                await asyncio.wait({other}, timeout=self.chance(name).uniform(*AT_EASE_S))
            await self._plays(name, 1, kinds or DEEDS)

        await asyncio.gather(other, *(plays(name) for name in self.people))
        return self.deeds[before:]

    async def until_well(self) -> None:
        """Wait until a roll succeeds, as it did before.

        Raises:
            TimeoutError: None does.
        """
        async with asyncio.timeout(WELL_AGAIN_WITHIN_S):
            while not (await self.one(self.people[0], "roll")).done:  # noqa: ASYNC110 - people try again
                await asyncio.sleep(TRIES_AGAIN_AFTER_S)

    async def noticed(self, deed: Deed) -> None:
        """Wait until everybody can see a roll, open or sealed, or its roller was told that nobody can.

        Raises:
            TimeoutError: Neither is so.
        """
        owner = self.party.people[deed.who]
        async with asyncio.timeout(NOTICED_WITHIN_S):
            while True:
                if deed.roll in map(roll_of, await self.bystander.messages(CHANNEL, limit=100)):
                    return
                if any(UNSEEN in message.text for message in await owner.messages(CHANNEL, limit=100)):
                    return
                await asyncio.sleep(0.1)

    def chance(self, name: str) -> random.Random:
        """The chance of one person, or of the fault itself."""
        return self._chances.setdefault(name, random.Random(f"{self.seed} {name.partition('-')[0]}"))

    async def _plays(self, name: str, deeds: int, kinds: tuple[str, ...]) -> None:
        chance = self.chance(name)
        for _ in range(deeds):
            await asyncio.sleep(chance.random() * self.pause_s)  # people take their time, each their own
            kind = chance.choice(kinds)
            await self.one(name, kind)

    async def _roll(self, name: str, chance: random.Random) -> Deed:
        dice = chance.choice(["1d20+5", "4d6kh3", "2d6+3", "1d8"])
        return await self.do(name, "roll", lambda who: who.slash(CHANNEL, "roll", dice=dice, dc=chance.randint(5, 20)))

    async def _r(self, name: str, chance: random.Random) -> Deed:
        line = chance.choice(["1d20 adv # stealth", "2d6+3; 1d8", "8d6 # fireball"])
        return await self.do(name, "r", lambda who: who.slash(CHANNEL, "r", dice=line))

    async def _hidden(self, name: str, chance: random.Random) -> Deed:
        total, label = chance.randrange(10**8, 10**9), f"canary{next(_NUMBERS)}x{self.seed}"
        self.canaries.append(Canary(name, str(total + 1), label))
        dice = f"1d1+{total}"
        return await self.do(
            name, "hidden", lambda who: who.slash(CHANNEL, "roll", dice=dice, hidden=True, label=label)
        )

    async def _again(self, name: str, chance: random.Random) -> Deed:
        card = self._rolled.get(name)
        if card is None:
            return await self._roll(name, chance)
        return await self.do(name, "again", lambda who: who.click(card, "Roll again"))

    async def _press(self, name: str, chance: random.Random) -> Deed:
        return await self.do(name, "press", lambda who: self._click(who, "Roll d20"))

    async def _sit(self, name: str, chance: random.Random) -> Deed:
        if self.people.index(name) >= MOST_SEATED - 1:
            return await self._status(name, chance)  # the card of a full table has a button for nobody
        return await self.press(name, chance.choice(["Join", "Leave"]))

    async def _history(self, name: str, chance: random.Random) -> Deed:
        return await self.do(name, "history", lambda who: who.slash(CHANNEL, "dice history"))

    async def _status(self, name: str, chance: random.Random) -> Deed:
        return await self.do(name, "status", lambda who: who.slash(CHANNEL, "table status"))

    async def _waited_for(self, who: Person, result: Result) -> Result:
        """What became of a deferral; should nothing become of it, the invariants say so."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.patience_s), who.watch() as watch:
                while not _settled(result := await self._read(who, result)):
                    await watch.next()
        return result

    async def _read(self, who: Person, result: Result) -> Result:
        path = f"interactions/{result.interaction}"
        return Result.read(await self.stage.sandbox.call("GET", path, query={"as": await who.id()}))

    async def _click(self, who: Person, button: str) -> Result:
        """Press a button of the Table card; should it have been posted anew, of the new one."""
        assert self.card is not None, "open the table first"
        try:
            return await who.click(self.card, button)
        except ClientRefusal:
            self.card = await who.until(lambda message: message.button("Join") != "Join", CHANNEL)
            return await who.click(self.card, button)

    async def do(self, name: str, kind: str, ask: Callable[[Person], Awaitable[Result]], *, pressed: str = "") -> Deed:
        """Let one person do something; `pressed` says which of a seat's buttons it was."""
        loop, who = asyncio.get_running_loop(), self.party.people[name]
        began = loop.time()
        result = await ask(who)
        seconds = loop.time() - began
        if not _settled(result):
            result = await self._waited_for(who, result)
        deed = Deed(name, kind, result, seconds, pressed, loop.time() - began)
        self.deeds.append(deed)
        if kind in {"roll", "r"} and deed.roll and deed.message:
            self._rolled[name] = deed.message
        return deed


async def gather_party(stage: Stage, seed: int, *, players: int = 4) -> Play:
    """A party of its own people in a guild of its own."""
    number = next(_NUMBERS)
    names = tuple(f"{name}-{number}" for name in (*(f"player{each}" for each in range(players)), "bystander"))
    return Play(stage, await stage.party(people=names), seed)
