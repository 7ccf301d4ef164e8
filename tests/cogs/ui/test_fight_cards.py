"""A fight's cards follow it, its sheets and its table's thread; they are quiet of what players do not see."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cogs.ui import standing_cards
from cogs.ui.fight_cards import FightCards
from core.combat.record.directory import FightEntry
from core.combat.record.state import Combatant, Fight
from core.combat.views.view import Body, FightView
from core.ids import ChannelId, GuildId, MessageId, StreamId, TableCode, UserId
from core.rules.hit_points import HitPoints
from core.rules.vitals import Vitals
from core.tables.directory import Card, TableEntry
from core.tables.state import DmThread, Seat, Table
from core.use_cases.read_table import TableView
from tests.cogs.ui.test_table_cards import AT, WORDS, Channel, gone
from tests.core.combat.fights import GRIX, SHEETS, THORN_, fight
from tests.waiting import until

TABLE, THORN = StreamId("table:1"), StreamId("character:1")
FIGHT = StreamId("fight:1299999999999999999")
"""As long as Discord's numbers are."""
NEW = Card(None, None, 0)
MARA = Seat(1, "dm", UserId(9), "Mara")


class Place:
    """Remembers cards, as the directory does."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def tracker(self, stream: StreamId, card: Card, *, instead_of: MessageId | None) -> bool:
        if instead_of != self._stage.card.message:
            return False
        self._stage.card = card
        return True

    async def mirror(self, stream: StreamId, channel: ChannelId, card: Card, *, instead_of: MessageId | None) -> bool:
        if instead_of != self._stage.mirror.message:
            return False
        self._stage.mirror = card
        self._stage.mirrored_in = channel
        return True

    async def behind(self, guilds: frozenset[GuildId]) -> list[FightEntry]:
        return [self._stage.entry()] if GuildId(1) in guilds else []


class Stage:
    """A fight, its two cards, and the channel and the thread where they are."""

    def __init__(self) -> None:
        self.fight = replace(fight(), stream=FIGHT, table=TABLE, began_at=AT, sequence=3)
        self.bodies = {number: Body(sheet.name, sheet.vitals, 18) for number, sheet in SHEETS.items()}
        self.table = Table(TABLE, TableCode("MIST-1234"), "dm-led", seats=(MARA,), opened_at=AT)
        self.card, self.mirror = Card(MessageId(7), AT, 2), NEW
        self.mirrored_in: ChannelId | None = None
        self.now = AT + timedelta(minutes=1)
        self.ours = True
        self.reads: list[StreamId] = []
        self.tavern, self.thread = Channel(), Channel()
        self.cards = self.process()

    def process(self) -> FightCards:
        """A process that knows nothing yet."""
        return FightCards(
            self.read,  # pyright: ignore[reportArgumentType] - stands in for the use case
            Place(self),  # pyright: ignore[reportArgumentType] - stands in for the use case
            lambda channel, /, *, guild_id=None: self.thread if channel == 4 else self.tavern,  # pyright: ignore[reportArgumentType] - a fake
            read_table=self.read_table,  # pyright: ignore[reportArgumentType] - stands in for the use case
            words=lambda guild: WORDS,
            ours=lambda guild: self.ours,
            now=lambda: self.now,
        )

    def entry(self) -> FightEntry:
        aside = self.table.dm_thread.channel if self.table.dm_thread else None
        return FightEntry(FIGHT, TABLE, GuildId(1), ChannelId(2), self.fight.is_on, self.card, aside, self.mirror)

    async def read(self, stream: StreamId) -> FightView:
        self.reads.append(stream)
        return FightView(self.fight, self.bodies, replace(self.entry(), stream=stream))

    async def read_table(self, stream: StreamId) -> TableView:
        return TableView(self.table, TableEntry(TABLE, self.table.code, GuildId(1), ChannelId(2), True, NEW))

    def step(self, *combatants: Combatant) -> Fight:
        for each in combatants:
            self.fight = self.fight.with_(each)
        self.fight = replace(self.fight, sequence=self.fight.sequence + 1)
        return self.fight

    def pair(self) -> None:
        self.table = replace(self.table, dm_thread=DmThread(ChannelId(4), (UserId(9),)))

    def hurt_outside(self, left: int) -> None:
        self.bodies[THORN_] = replace(self.bodies[THORN_], vitals=Vitals(HitPoints(left, 28)))

    async def hear(self, *streams: StreamId) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
        """What is done in the channel and in the thread because something happened in these streams."""
        self.tavern.done.clear()
        self.thread.done.clear()
        for stream in streams:
            self.cards.hear(stream)
        await asyncio.gather(*waiting(self.cards))
        return self.tavern.done, self.thread.done


def waiting(cards: FightCards) -> Iterable[asyncio.Task[None]]:
    return [*cards.tracker._waiting.values(), *cards.mirror._waiting.values()]


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(standing_cards, "EDIT_EVERY_S", 0.01)
    monkeypatch.setattr(standing_cards, "CARDS_PER_S", 1000.0)
    return Stage()


async def test_a_fight_that_begins_has_a_tracker_at_once(stage: Stage) -> None:
    stage.card, stage.now = NEW, AT
    assert await stage.hear(FIGHT) == ([("post", 101)], [])
    assert stage.card == Card(MessageId(101), AT, 3)


async def test_a_step_is_drawn_in_place_and_an_hour_later_anew(stage: Stage) -> None:
    assert await stage.hear(FIGHT) == ([("edit", 7)], [])
    stage.step(replace(stage.fight.combatants[GRIX], delayed=True))
    assert await stage.hear(FIGHT) == ([("edit", 7)], [])
    stage.now = AT + timedelta(minutes=56)
    stage.step(replace(stage.fight.combatants[GRIX], delayed=False))
    assert await stage.hear(FIGHT) == ([("post", 101), ("delete", 7)], [])
    assert stage.card == Card(MessageId(101), stage.now, 5)


async def test_a_step_that_players_do_not_see_shows_in_nothing_that_they_do(stage: Stage) -> None:
    await stage.hear(FIGHT)
    ambush = Combatant(9, monster="Ogre", initiative=30, hidden=True)
    stage.step(ambush)
    assert await stage.hear(FIGHT) == ([], [])
    assert stage.card.shows == 4, "and it is not behind for that"
    stage.now = AT + timedelta(hours=2)
    stage.step(replace(ambush, note="from behind"))
    assert await stage.hear(FIGHT) == ([], [])
    stage.step(replace(ambush, hidden=False))
    assert await stage.hear(FIGHT) == ([("post", 101), ("delete", 7)], [])


async def test_what_a_press_has_drawn_is_drawn_over_though_nothing_is_otherwise(stage: Stage) -> None:
    await stage.hear(FIGHT)
    stage.tavern.done.clear()
    await stage.cards.tracker.redrawn_by_press(FIGHT, MessageId(7))
    await asyncio.gather(*waiting(stage.cards))
    assert stage.tavern.done == [("edit", 7)]


async def test_a_card_that_another_process_drew_meanwhile_is_drawn_again(stage: Stage) -> None:
    await stage.hear(FIGHT)
    stage.card = replace(stage.card, shows=9)
    stage.fight = replace(stage.fight, sequence=10)
    assert await stage.hear(FIGHT) == ([("edit", 7)], [])


async def test_what_happens_to_a_character_outside_the_fight_is_on_its_card(stage: Stage) -> None:
    await stage.hear(FIGHT)
    stage.hurt_outside(9)
    assert await stage.hear(THORN) == ([("edit", 7)], [])
    assert await stage.hear(THORN) == ([], []), "its notes, perhaps"


async def test_what_happens_to_others_costs_nothing(stage: Stage) -> None:
    await stage.hear(FIGHT)
    stage.reads.clear()
    await stage.hear(StreamId("character:77"), StreamId("table:77"), StreamId("guild:1"))
    assert stage.reads == []


async def test_a_step_that_writes_on_a_sheet_is_drawn_once(stage: Stage) -> None:
    await stage.hear(FIGHT)
    stage.reads.clear()
    stage.step(replace(stage.fight.combatants[GRIX], delayed=True))
    stage.hurt_outside(3)
    assert await stage.hear(THORN, FIGHT, TABLE) == ([("edit", 7)], [])
    assert stage.reads == [FIGHT, FIGHT], "once for either card"


async def test_who_has_left_or_a_fight_that_is_over_concerns_nobody_any_more(stage: Stage) -> None:
    await stage.hear(FIGHT)
    stage.step(replace(stage.fight.combatants[THORN_], gone=True))
    await stage.hear(FIGHT)
    stage.reads.clear()
    await stage.hear(THORN)
    assert stage.reads == []
    stage.step()
    stage.fight = replace(stage.fight, ended_at=AT)
    assert await stage.hear(FIGHT) == ([("edit", 7)], [])
    stage.reads.clear()
    await stage.hear(StreamId("character:2"), TABLE)
    assert stage.reads == []
    assert not stage.cards._fights


async def test_the_fights_of_other_processes_are_read_once_a_card_and_remembered_not_at_all(stage: Stage) -> None:
    stage.ours = False
    for _ in range(3):
        assert await stage.hear(FIGHT, THORN) == ([], [])
    assert stage.reads == [FIGHT, FIGHT]
    assert not stage.cards._fights


async def test_those_who_lead_have_a_mirror_in_their_thread(stage: Stage) -> None:
    await stage.hear(FIGHT)
    stage.pair()
    assert await stage.hear(TABLE) == ([], [("post", 101)])
    assert (stage.mirror, stage.mirrored_in) == (Card(MessageId(101), stage.now, 3), ChannelId(4))
    stage.step(Combatant(9, monster="Ogre", initiative=30, hidden=True))
    assert await stage.hear(FIGHT) == ([], [("edit", 101)]), "the mirror alone shows who is hidden"


async def test_the_mirror_waits_until_whoever_leads_no_more_is_out_of_the_thread(stage: Stage) -> None:
    await stage.hear(FIGHT)
    stage.pair()
    handed = replace(stage.table, seats=(Seat(1, "player", UserId(9), "Mara"), Seat(2, "dm", UserId(8), "Tobin")))
    assert handed.dm_thread
    stage.table = handed
    assert await stage.hear(TABLE, FIGHT) == ([], [])
    stage.table = replace(handed, dm_thread=replace(handed.dm_thread, let_in=(UserId(8),)))
    assert await stage.hear(TABLE) == ([], [("post", 101)])


async def test_a_thread_that_sleeps_is_left_to_sleep(stage: Stage) -> None:
    stage.pair()
    stage.table = replace(stage.table, closed_at=AT)
    assert await stage.hear(FIGHT) == ([("edit", 7)], [])


async def test_a_mirror_goes_where_the_thread_is(stage: Stage) -> None:
    """Its thread was deleted and made anew: what the directory remembers is in no channel that there is."""
    stage.pair()
    stage.mirror, stage.thread.fails["delete"] = Card(MessageId(55), None, 0), gone(10008)
    assert await stage.hear(FIGHT) == ([("edit", 7)], [("post", 101)])
    assert stage.mirror.message == MessageId(101)
    assert list(stage.thread.named) == ["dms-55"]


async def test_the_names_of_both_cards_differ_for_discord_has_one_message_a_name(stage: Stage) -> None:
    stage.card = NEW
    stage.pair()
    await stage.hear(FIGHT)
    names = [*stage.tavern.named, *stage.thread.named]
    assert names == ["card-1299999999999999999", "dms-1299999999999999999"]


async def test_a_process_that_starts_draws_what_it_cannot_know_and_learns_whom_it_concerns(stage: Stage) -> None:
    stage.pair()
    await stage.hear(FIGHT)
    stage.hurt_outside(5)
    stage.cards, was = stage.process(), stage.cards
    await was.close()
    stage.tavern.done.clear()
    await stage.cards.catch_up(frozenset({GuildId(1)}))
    await asyncio.gather(*waiting(stage.cards))
    assert stage.tavern.done == [("edit", 7)]
    stage.hurt_outside(4)
    assert (await stage.hear(THORN))[0] == [("edit", 7)]


async def test_a_look_that_failed_is_not_forgotten(stage: Stage) -> None:
    await stage.hear(FIGHT)
    stage.hurt_outside(5)
    stage.tavern.fails["edit"] = ConnectionResetError()
    stage.tavern.done.clear()
    stage.cards.hear(THORN)
    await until(lambda: stage.tavern.refused > 0, "refused")
    stage.tavern.fails.clear()
    await asyncio.gather(*waiting(stage.cards))
    assert stage.tavern.done == [("edit", 7)]


async def test_closing_stops_what_is_being_drawn(stage: Stage) -> None:
    stage.cards.hear(FIGHT)
    await stage.cards.close()
    assert not waiting(stage.cards)


async def test_both_cards_say_what_they_are_to_say(stage: Stage) -> None:
    stage.card = NEW
    stage.pair()
    stage.step(Combatant(9, monster="Ogre", initiative=30, hidden=True))
    await stage.hear(FIGHT)

    def told(channel: Channel) -> str:
        (message,) = channel.named.values()
        parts: list[Any] = message.components[0].children
        return "\n".join(part.content for part in parts if hasattr(part, "content"))

    assert "Ogre" not in told(stage.tavern)
    assert "• Ogre · nobody knows how they are · hidden from the players" in told(stage.thread)
