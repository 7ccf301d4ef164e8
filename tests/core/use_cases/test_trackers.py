"""What shows fights, on a real ledger: read in few statements, remembered by both cards, and each turn called once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters import BOOKS, KINDS
from core.characters.decide import Hand
from core.characters.state import Right
from core.combat.acts.entering import Entrance
from core.combat.acts.marking import HitPointChange, Standing
from core.combat.record.state import Fight
from core.combat.situation.creatures import Coming
from core.combat.views.known import FoundFight
from core.combat.views.seen_turn import turn_mark
from core.errors import NotAllowedError, NotFoundError, RuleError
from core.ids import ChannelId, GuildId, MessageId, StreamId, UserId
from core.tables.directory import Card
from core.tables.leading import Promote
from core.tables.state import Person
from core.use_cases.enter_fight import Monsters
from core.use_cases.hand_over_character import HandOverCharacter
from core.use_cases.lead_table import LeadTable, Named
from core.use_cases.pair_thread import PairThread
from core.use_cases.place_tracker import PlaceTracker
from core.use_cases.read_fight import ReadFight
from core.use_cases.take_notices import Owed, TakeNotices
from data.postgres import characters as character_rows
from data.postgres import fights as fight_rows
from data.postgres import ledger as ledger_rows
from data.postgres.erase import erase
from data.postgres.fights import PostgresFightDirectory
from data.postgres.notices import PostgresNoticeBoard
from data.srd.library import Library
from tests.core.use_cases.conftest import NOW
from tests.core.use_cases.test_fights import Arena, arena, begun
from tests.core.use_cases.test_open_in_thread import Thread

__all__ = ["arena"]

THORN_, MIRA_, GOBLIN = 1, 2, 3


@pytest.fixture
def fights(engine: AsyncEngine) -> PostgresFightDirectory:
    return PostgresFightDirectory(engine)


@pytest.fixture
def read(arena: Arena, fights: PostgresFightDirectory) -> ReadFight:
    return ReadFight(arena.game.ledger, fights, Library())


@pytest.fixture
def take(arena: Arena, engine: AsyncEngine) -> TakeNotices:
    return TakeNotices(
        arena.game.ledger, PostgresNoticeBoard(engine), again_after=timedelta(minutes=1), now=lambda: NOW
    )


async def paired(arena: Arena, mara: Person) -> ChannelId:
    """The table becomes Mara's to lead, with a private thread."""
    fight = (await arena.found(mara)).fight
    assert fight.table
    lead = LeadTable(arena.game.ledger, guilds=arena.game.guilds, now=lambda: NOW)
    await lead(fight.table, mara.user, Promote(mara.user), named=Named(fight.guild), cause=arena.game.cause())
    pairing = PairThread(arena.game.ledger, now=lambda: NOW)
    table = await pairing(fight.table, mara.user, Thread(), cause=arena.game.cause())
    assert table.dm_thread
    return table.dm_thread.channel


async def said(take: TakeNotices) -> list[Owed]:
    """All that is owed, said."""
    told: list[Owed] = []
    while owed := await take():
        told.append(owed)
        await take.done(owed)
    return told


def calls(told: list[Owed]) -> list[tuple[UserId, str, int]]:
    return [(owed.call.user, owed.call.name, owed.call.round) for owed in told if owed.call]


async def turn(arena: Arena, person: Person, times: int = 1) -> Fight:
    """So many turns later."""
    for _ in range(times):
        outcome = await arena.turn.next(await arena.found(person), person, cause=arena.game.cause())
    return outcome.fight  # pyright: ignore[reportPossiblyUnboundVariable] -- once at least


async def test_a_fight_is_read_with_its_sheets_in_three_statements(
    arena: Arena, mara: Person, read: ReadFight, monkeypatch: pytest.MonkeyPatch
) -> None:
    fight = await begun(arena, mara)
    asked: list[str] = []
    for module in (ledger_rows, fight_rows):
        fetch: Any = module.fetch

        async def counted(engine: object, statement: str, *args: object, fetch: Any = fetch) -> Any:
            asked.append(statement)
            return await fetch(engine, statement, *args)

        monkeypatch.setattr(module, "fetch", counted)
    view = await read(fight.stream)
    assert len(asked) == 3
    assert [view.name(number) for number in (THORN_, MIRA_, GOBLIN)] == ["Thorn", "Mira", "Goblin Warrior"]
    assert [view.bodies[number].armor_class for number in (THORN_, MIRA_, GOBLIN)] == [18, 13, 15]
    assert [(vitals := view.vitals(number)) and vitals.hit_points.current for number in (1, 2, 3)] == [28, 27, 10]
    with pytest.raises(NotFoundError, match="no-fight-here"):
        await read(StreamId("fight:0"))


async def test_of_a_character_that_is_deleted_or_erased_nothing_is_known(
    arena: Arena, mara: Person, tobin: Person, read: ReadFight, engine: AsyncEngine
) -> None:
    fight = await begun(arena, mara)
    hands = HandOverCharacter(arena.game.ledger, now=lambda: NOW)
    await hands.delete(arena.thorn, Hand(mara.user, mara.name), cause=arena.game.cause())
    await erase(engine, KINDS, BOOKS, tobin.user, erasers=[character_rows.erased])
    view = await read(fight.stream)
    assert [(view.name(number), view.vitals(number)) for number in (THORN_, MIRA_)] == [("?", None)] * 2


async def test_monsters_are_numbered_as_the_players_come_to_know_them(
    arena: Arena, mara: Person, tobin: Person
) -> None:
    fight = await begun(arena, mara)
    hidden = Monsters("Goblin Warrior", 2, Coming(hidden=True))
    await arena.enter.add(await arena.found(mara), mara, hidden, cause=arena.game.cause())
    assert (await arena.found(tobin)).names[GOBLIN] == "Goblin Warrior", "of others they know nothing"
    assert [(await arena.found(mara)).names[each] for each in (4, 5)] == ["Goblin Warrior 2", "Goblin Warrior 3"]

    async def stand(number: int, standing: Standing) -> FoundFight:
        await arena.mark.stand(await arena.found(mara), mara, number, standing, cause=arena.game.cause())
        return await arena.found(mara)

    found = await stand(5, Standing(hidden=False))
    assert [found.names[each] for each in (3, 4, 5)] == ["Goblin Warrior 1", "Goblin Warrior 3", "Goblin Warrior 2"]
    assert (await arena.found(tobin)).names[5] == "Goblin Warrior 2"
    found = await stand(3, Standing(hidden=True))
    assert found.names[5] == "Goblin Warrior 2", "whom they know keeps their number"
    found = await stand(5, Standing(name="Grix"))
    assert [found.names[each] for each in (3, 5)] == ["Goblin Warrior", "Grix"]
    await arena.undo(await arena.found(mara), mara, 3, cause=arena.game.cause())
    assert (await arena.found(mara)).names[GOBLIN] == "Goblin Warrior"
    assert fight.combatants[GOBLIN] == (await arena.found(mara)).fight.combatants[GOBLIN]


async def test_who_cannot_end_a_turn_is_not_told_whose_it_is_if_they_do_not_see_them(
    arena: Arena, mara: Person, tobin: Person
) -> None:
    await begun(arena, mara)
    with pytest.raises(NotAllowedError) as seen:
        await arena.turn.next(await arena.found(tobin), tobin, cause=arena.game.cause())
    assert seen.value.facts == {"name": "Thorn"}
    hides = Standing(hidden=True)
    await arena.mark.stand(await arena.found(mara), mara, THORN_, hides, cause=arena.game.cause())
    with pytest.raises(RuleError, match="fight-not-begun"):  # so it stands on the tracker: nobody seen has had a turn
        await arena.turn.next(await arena.found(tobin), tobin, cause=arena.game.cause())


async def test_the_tracker_and_the_mirror_are_remembered_apart(
    arena: Arena, mara: Person, fights: PostgresFightDirectory
) -> None:
    fight = await begun(arena, mara)
    place, stream = PlaceTracker(fights), fight.stream
    card = Card(MessageId(7), NOW, fight.sequence)
    assert await place.tracker(stream, card, instead_of=None)
    assert not await place.tracker(stream, replace(card, message=MessageId(8)), instead_of=None)
    before = await fights.entry(stream)
    assert before
    assert (before.card, before.dm_thread, before.mirror) == (card, None, Card(None, None, 0))
    thread = await paired(arena, mara)
    assert await place.mirror(stream, thread, replace(card, message=MessageId(9)), instead_of=None)
    assert not await place.mirror(stream, thread, card, instead_of=None)
    entry = await fights.entry(stream)
    assert entry
    assert (entry.card, entry.dm_thread, entry.mirror.message) == (card, thread, MessageId(9))


async def test_a_mirror_in_a_thread_that_was_replaced_shows_nothing_any_more(
    arena: Arena, mara: Person, fights: PostgresFightDirectory
) -> None:
    fight = await begun(arena, mara)
    await paired(arena, mara)
    gone = Card(MessageId(9), NOW, fight.sequence)
    assert await PlaceTracker(fights).mirror(fight.stream, ChannelId(4), gone, instead_of=None)
    entry = await fights.entry(fight.stream)
    assert entry
    assert entry.mirror == Card(MessageId(9), None, 0)


async def test_a_fight_is_caught_up_with_while_it_goes_on_and_until_its_cards_show_its_end(
    arena: Arena, mara: Person, fights: PostgresFightDirectory
) -> None:
    fight = await begun(arena, mara)
    place, ours = PlaceTracker(fights), frozenset({fight.guild})

    async def behind() -> list[StreamId]:
        return [entry.stream for entry in await place.behind(ours)]

    await place.tracker(fight.stream, Card(MessageId(7), NOW, fight.sequence), instead_of=None)
    assert await behind() == [fight.stream], "its sheets may have changed while nobody listened"
    assert await place.behind(frozenset({GuildId(99)})) == []
    over = await arena.end(await arena.found(mara), mara, award=False, cause=arena.game.cause())
    assert await behind() == [fight.stream]
    shows_all = Card(MessageId(7), NOW, over.fight.sequence)
    await place.tracker(fight.stream, shows_all, instead_of=MessageId(7))
    assert await behind() == []
    thread = ChannelId(4)
    await place.mirror(fight.stream, thread, replace(shows_all, shows=1), instead_of=None)
    assert await behind() == [fight.stream]


async def test_a_fight_of_a_closed_table_is_left_alone(
    arena: Arena, mara: Person, fights: PostgresFightDirectory
) -> None:
    fight = await begun(arena, mara)
    await PlaceTracker(fights).tracker(fight.stream, Card(MessageId(7), NOW, fight.sequence), instead_of=None)
    assert fight.table
    await arena.game.close(fight.table, mara.user, moderator=False, cause=arena.game.cause())
    assert await PlaceTracker(fights).behind(frozenset({fight.guild})) == []


async def test_each_player_is_called_when_their_turn_begins_and_nobody_for_a_monsters(
    arena: Arena, mara: Person, tobin: Person, take: TakeNotices
) -> None:
    fight = await begun(arena, mara)
    (first,) = await said(take)
    assert first.call
    assert (first.call.user, first.call.name, first.call.round) == (mara.user, "Thorn", 1)
    assert first.call.turn == turn_mark(fight, for_leader=False) == "1-1"
    assert (first.notice.guild, first.notice.channel) == (fight.guild, fight.channel)
    await turn(arena, mara)
    assert calls(await said(take)) == [(tobin.user, "Mira", 1)]
    assert (await turn(arena, mara)).current == GOBLIN
    assert await said(take) == []
    await turn(arena, mara)
    assert calls(await said(take)) == [(mara.user, "Thorn", 2)]


async def test_a_turn_that_is_taken_back_and_begun_again_is_called_once(
    arena: Arena, mara: Person, tobin: Person, take: TakeNotices
) -> None:
    await begun(arena, mara)
    await turn(arena, mara)
    assert calls(await said(take)) == [(tobin.user, "Mira", 1)]
    await arena.turn.back(await arena.found(mara), mara, cause=arena.game.cause())
    await turn(arena, mara)
    await arena.undo(await arena.found(mara), mara, 1, cause=arena.game.cause())
    await turn(arena, mara)
    assert calls(await said(take)) == []


async def test_a_call_that_was_dropped_since_the_turn_was_taken_back_is_made_when_it_begins_again(
    arena: Arena, mara: Person, tobin: Person, take: TakeNotices
) -> None:
    await begun(arena, mara)
    await said(take)
    await turn(arena, mara)
    await arena.turn.back(await arena.found(mara), mara, cause=arena.game.cause())
    assert calls(await said(take)) == []
    await turn(arena, mara)
    assert calls(await said(take)) == [(tobin.user, "Mira", 1)]


async def test_a_turn_that_is_over_by_now_is_not_called(
    arena: Arena, mara: Person, tobin: Person, take: TakeNotices
) -> None:
    await begun(arena, mara)
    await turn(arena, mara, 2)
    assert calls(await said(take)) == []
    await turn(arena, mara)
    await arena.end(await arena.found(mara), mara, award=False, cause=arena.game.cause())
    assert calls(await said(take)) == []


async def test_whoever_dies_over_a_call_leaves_it_to_the_next_and_both_say_it_under_one_number(
    arena: Arena, mara: Person, engine: AsyncEngine
) -> None:
    board = PostgresNoticeBoard(engine)
    dies = TakeNotices(arena.game.ledger, board, again_after=timedelta(0), now=lambda: NOW)
    fight = await begun(arena, mara)
    first, second = await dies(), await dies()
    assert first
    assert second
    assert first.call
    assert second.call
    assert first.notice.number == second.notice.number
    await dies.done(second)
    assert await dies() is None
    assert await board.is_said(fight.stream, "turn 1 1")
    await arena.end(await arena.found(mara), mara, award=False, cause=arena.game.cause())
    assert not await board.is_said(fight.stream, "turn 1 1"), "of a fight that is over nothing is kept"


async def test_a_character_whom_nobody_is_to_see_is_not_called_in_public(
    arena: Arena, mara: Person, tobin: Person, take: TakeNotices
) -> None:
    await begun(arena, mara)
    hides = Standing(hidden=True)
    await arena.mark.stand(await arena.found(mara), mara, MIRA_, hides, cause=arena.game.cause())
    await said(take)
    assert (await turn(arena, mara)).current == MIRA_
    assert await said(take) == []


async def test_whoever_plays_it_in_its_owners_stead_is_called(arena: Arena, mara: Person, take: TakeNotices) -> None:
    ana, ned = Person(UserId(20), "Ana"), Person(UserId(21), "Ned")
    hands = HandOverCharacter(arena.game.ledger, now=lambda: NOW)
    await begun(arena, mara)
    table = (await arena.found(mara)).fight.table
    assert table
    for user, right in ((ana.user, Right.SEE), (ned.user, Right.PLAY)):
        await hands.delegate(arena.mira, Hand(UserId(11), "Tobin"), user, right, cause=arena.game.cause())
    for person in (ana, ned):
        await arena.game.join(table, person, cause=arena.game.cause())
    await arena.game.leave(table, UserId(11), cause=arena.game.cause())
    await said(take)
    await turn(arena, mara)
    assert calls(await said(take)) == [(ned.user, "Mira", 1)]


async def test_how_characters_are_is_read_from_their_sheets_and_of_whoever_left_nothing(
    arena: Arena, mara: Person, read: ReadFight
) -> None:
    fight = await begun(arena, mara)
    hurts = HitPointChange("damage", "9")
    await arena.mark.hit_points(await arena.found(mara), mara, MIRA_, hurts, cause=arena.game.cause())
    vitals = (await read(fight.stream)).vitals(MIRA_)
    assert vitals
    assert vitals.hit_points.current == 18
    assert (await arena.enter.leave(await arena.found(mara), mara, MIRA_, cause=arena.game.cause())).fight
    assert MIRA_ not in (await read(fight.stream)).bodies
    await arena.enter.join(await arena.found(mara), mara, arena.mira, Entrance(), cause=arena.game.cause())
    assert (await read(fight.stream)).name(4) == "Mira"
