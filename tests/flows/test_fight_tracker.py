"""The tracker of a fight as Discord has it: it follows, it keeps its secrets, and each player is called once a turn.

The deeds are done by another process at the same database, as far as the bot can tell: this one.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count

import pytest

from bot.adapters import Adapters, open_adapters
from bot.sandbox.client.person import Person as Client
from bot.sandbox.client.results import Message
from core.characters.decide import Hand
from core.characters.directory import Whereabouts
from core.characters.sheet import Sheet
from core.characters.state import Character
from core.combat.acts.marking import HitPointChange, Standing
from core.combat.situation.creatures import Coming
from core.combat.views.known import FoundFight
from core.ids import Cause, ChannelId, GuildId, StreamId, UserId
from core.ports.chance import Chance
from core.ports.fighting import Fighting
from core.ports.guilds import KnownGuilds
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.vitals import Vitals
from core.tables.decide import Place
from core.tables.state import Person
from core.use_cases.change_character import ChangeCharacter, Writing
from core.use_cases.create_character import CreateCharacter
from core.use_cases.end_fight import EndFight
from core.use_cases.enter_fight import EnterFight, Monsters
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant
from core.use_cases.start_fight import StartFight
from core.use_cases.take_turn import TakeTurn
from tests.core.characters.sheets import THORN
from tests.flows.stage import Party, Stage
from tests.flows.test_dm_thread import becomes, led, linked, paired

CAUSES = count(1_100_000_000_000_000_000)
"""As long as the numbers of interactions."""
PEOPLE = ("moe", "alice", "bob", "carol")


def now() -> datetime:
    return datetime.now(UTC)


def cause() -> Cause:
    return Cause(str(next(CAUSES)))


@dataclass
class Table:
    """What Alice and Bob do in a fight, by use cases alone."""

    adapters: Adapters
    place: Place
    alice: Person
    bob: Person
    thorn: StreamId = field(init=False)
    guilds: KnownGuilds = field(init=False)

    def __post_init__(self) -> None:
        self.guilds = KnownGuilds(self.adapters.ledger, clock=lambda: 0.0)
        adapters = self.adapters
        self.fighting = Fighting(
            adapters.ledger,
            adapters.library,
            adapters.house,
            Chance(self.guilds, now, os.urandom, 30),
        )
        self.turns, self.mark = TakeTurn(self.fighting), MarkCombatant(self.fighting)

    async def character(self, sheet: Sheet) -> Character:
        create = CreateCharacter(self.adapters.ledger, self.adapters.characters, now=now)
        where = Whereabouts(self.place.channel, None, self.place.guild)
        return (await create(sheet, "quick", self.bob.user, where, cause=cause())).character

    async def begin(self) -> None:
        """Thorn against a goblin that is seen, and an ogre that waits."""
        a = self.adapters
        self.thorn = (await self.character(THORN)).stream
        start = StartFight(a.ledger, self.fighting, a.fights, a.directory, characters=a.characters)
        await start(self.alice, self.place, Edition.SRD_52, cause=cause())
        enter = EnterFight(self.fighting, a.library, a.fights)
        for monsters in (Monsters("Goblin Warrior"), Monsters("Ogre", coming=Coming(hidden=True, name="Zebracanary"))):
            await enter.add(await self.found(), self.alice, monsters, cause=cause())

    async def found(self) -> FoundFight:
        a = self.adapters
        return await FindFight(a.ledger, a.fights, a.directory, a.characters)(self.alice, self.place)

    async def until_thorns_turn(self) -> int:
        """Turns until it is Thorn's; the round."""
        while True:
            await self.turns.next(await self.found(), self.alice, cause=cause())
            fight = (await self.found()).fight
            if fight.combatants[fight.current or 0].character:
                return fight.round

    async def stand(self, number: int, standing: Standing) -> None:
        await self.mark.stand(await self.found(), self.alice, number, standing, cause=cause())

    async def damage(self, number: int, points: str) -> None:
        change = HitPointChange("damage", points)
        await self.mark.hit_points(await self.found(), self.alice, number, change, cause=cause())

    async def hurt_outside(self, left: int) -> None:
        """Bob writes it on his sheet."""
        change = ChangeCharacter(self.adapters.ledger, now=now)

        def hurt(sheet: Sheet) -> Sheet:
            return replace(sheet, vitals=Vitals(HitPoints(left, 28)))

        await change(self.thorn, Hand(self.bob.user, "Bob"), Writing(hurt, "hit-points"), cause=cause())

    async def end(self) -> None:
        await EndFight(self.adapters.ledger, now=now)(await self.found(), self.alice, award=False, cause=cause())


async def person(client: Client, name: str) -> Person:
    return Person(UserId(int(await client.id())), name)


@asynccontextmanager
async def table(stage: Stage, party: Party) -> AsyncIterator[Table]:
    where = Place(GuildId(int(party.guild.id)), ChannelId(int(party.guild.channels["tavern"])))
    async with open_adapters(stage.database_url, stage.redis_url, None) as adapters:
        yield Table(adapters, where, await person(party.alice, "Alice"), await person(party.bob, "Bob"))


def trackers(messages: list[Message]) -> list[str]:
    return [each.text for each in messages if re.match(r"## (Round|Roll for|The fight)", each.text)]


async def calls(who: Client) -> list[Message]:
    return [each for each in await who.messages("tavern") if "turn in round" in each.text]


@pytest.fixture
async def fighters(stage: Stage) -> Party:
    party = await stage.party(people=PEOPLE)
    await stage.bot()
    await led(party, "alice", "bob")
    return party


async def test_a_fight_is_followed_by_a_tracker_for_all_and_a_mirror_for_those_who_lead(
    stage: Stage, fighters: Party
) -> None:
    thread = linked(await paired(fighters.alice))
    await becomes(stage, fighters, "alice", thread, seen=True)
    async with table(stage, fighters) as at:
        await at.begin()
        card = await fighters.bob.until(lambda m: "Goblin Warrior" in m.text, "tavern", 60)
        assert "• Goblin Warrior · unhurt" in card.text
        mirror = await fighters.alice.until(lambda m: "Zebracanary" in m.text, thread, 60)
        assert "hidden from the players" in mirror.text
        assert "10/10 HP · AC 15" in mirror.text
        await at.damage(2, "6")
        await fighters.bob.until(lambda m: "Goblin Warrior · bloodied" in m.text, "tavern", 60)
        await fighters.alice.until(lambda m: "4/10 HP, bloodied" in m.text, thread, 60)
        await at.hurt_outside(13)
        await fighters.bob.until(lambda m: "Thorn · 13/28 HP" in m.text, "tavern", 60)
        everything = json.dumps([each.raw for each in await fighters.bob.messages("tavern")])
        assert "Zebracanary" not in everything
        assert "Ogre" not in everything
        await at.stand(3, Standing(hidden=False))
        await fighters.bob.until(lambda m: "Zebracanary · unhurt" in m.text, "tavern", 60)
        await at.end()
        await fighters.bob.until(lambda m: "The fight is over" in m.text, "tavern", 60)
        await fighters.alice.until(lambda m: "The fight is over" in m.text, thread, 60)
        assert len(trackers(await fighters.bob.messages("tavern"))) == 1
        assert len(trackers(await fighters.alice.messages(thread))) == 1
    assert stage.bots[0].bugs() == []
    assert await stage.ledger_holds()


async def test_whoever_plays_is_called_once_a_turn_though_processes_die_and_two_are_at_work(
    stage: Stage, fighters: Party
) -> None:
    bob = await fighters.bob.id()
    first = stage.bots[0]
    async with table(stage, fighters) as at:
        await at.begin()
        assert await at.until_thorns_turn() == 1
        (called,) = [await fighters.bob.until(lambda m: "turn in round 1" in m.text, "tavern", 60)]
        assert [each["id"] for each in called.raw["mentions"]] == [bob]
        assert not called.raw["mention_everyone"]
        await first.kill()
        assert await at.until_thorns_turn() == 2
        await stage.bot()
        await stage.bot()
        await fighters.bob.until(lambda m: "turn in round 2" in m.text, "tavern", 60)
        assert await at.until_thorns_turn() == 3
        await fighters.bob.until(lambda m: "turn in round 3" in m.text, "tavern", 60)
        await at.turns.back(await at.found(), at.alice, cause=cause())
        assert await at.until_thorns_turn() == 3
        await fighters.bob.until(lambda m: m.text.startswith("## Round 3"), "tavern", 60)
        assert await at.until_thorns_turn() == 4
        await fighters.bob.until(lambda m: "turn in round 4" in m.text, "tavern", 60)
    said = [re.search(r"round (\d)", each.text) for each in await calls(fighters.bob)]
    assert sorted(each[1] for each in said if each) == ["1", "2", "3", "4"]
    assert len(trackers(await fighters.bob.messages("tavern"))) == 1
    assert [bot.bugs() for bot in stage.bots[1:]] == [[], []]
