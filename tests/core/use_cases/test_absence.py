"""A DM who is away, on a real ledger: heard once by however many processes, told once, and no secret given away."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest

from core.dice import notation
from core.errors import LimitError, NotAllowedError, NotFoundError, RuleError
from core.ids import Cause, ChannelId, GuildId, StreamId, UserId
from core.ledger.book import replay
from core.tables.afterwards import Verdict
from core.tables.books import TABLES
from core.tables.decide import AskedRoll, Place
from core.tables.directory import Shards
from core.tables.leading import ChangeSettings, SetDc
from core.tables.presence import DmAsked, DmLeft, DmMissed, DmReported, DmReturned, StandInVoted, StoodIn
from core.tables.records import Sought, Viewer
from core.tables.state import Person, Table
from core.use_cases.add_entropy import AddEntropy
from core.use_cases.follow_voice import FollowVoice
from core.use_cases.keep_open import KeepOpen
from core.use_cases.lead_table import LeadTable
from core.use_cases.look_at_roll import LookAtRoll
from core.use_cases.report_away import ReportAway
from core.use_cases.return_to_table import ReturnToTable
from core.use_cases.reveal_roll import RevealRoll
from core.use_cases.rule_on_roll import RuleOnRoll
from core.use_cases.take_notices import TakeNotices
from core.use_cases.tend_tables import TendTables
from core.use_cases.vote_stand_in import VoteStandIn
from data.postgres.notices import PostgresNoticeBoard
from tests.core.tables.houses import house
from tests.core.tables.quotas import unlimited
from tests.data.postgres.later_version import written_by_a_later_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.ext.asyncio import AsyncEngine

    from core.ports.leases import Fence

Game = Any
GUILD, HERE = GuildId(1), ChannelId(2)
PRESENCE = (DmLeft, DmReported, DmAsked, DmReturned, DmMissed, StandInVoted, StoodIn)


@dataclass
class Evening:
    """Mara leads, Tobin and Ilse play from seats 2 and 3; time stands until it is moved."""

    game: Game
    engine: AsyncEngine
    stream: StreamId
    mara: Person
    tobin: Person
    ilse: Person
    fences: Callable[[], dict[int, Fence]]
    now: datetime = datetime(2026, 11, 21, 19, 5, tzinfo=UTC)
    in_voice: bool = True
    lost: list[Fence] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    async def voice(self, *, there: bool, session: str = "s1", game: Game | None = None) -> None:
        self.in_voice = there
        other = game or self.game
        follow = FollowVoice(other.ledger, other.directory, now=self.clock)
        await follow(GUILD, self.mara.user, session=session, in_voice=lambda: self.in_voice)

    async def tend(self, after: timedelta = timedelta(seconds=60)) -> None:
        self.now += after
        game = self.game
        tend = TendTables(
            game.ledger, game.directory, house(), now=self.clock, fences=self.fences, lost=self.lost.append
        )
        await asyncio.gather(tend(), tend())

    async def vote(self, person: Person, wanted: int) -> Table:
        return await VoteStandIn(self.game.ledger, now=self.clock)(
            self.stream, person.user, wanted, cause=self.game.cause()
        )

    async def report(self, person: Person, *, cause: Cause | None = None) -> Table:
        report = ReportAway(self.game.ledger, now=self.clock)
        return await report(self.stream, person.user, cause=cause or self.game.cause())

    async def stand_in(self) -> None:
        """Mara goes, and Tobin stands in."""
        await self.voice(there=False)
        await self.tend()
        for person in (self.tobin, self.ilse):
            await self.vote(person, 2)
        assert (await self.table()).stand_in is not None

    async def table(self) -> Table:
        table, _ = await self.game.ledger.read(TABLES, self.stream)
        return table

    async def facts(self) -> list[Any]:
        return [event.fact for event in await self.game.ledger.history(self.stream) if isinstance(event.fact, PRESENCE)]

    async def said(self) -> list[Any]:
        """What is owed to the channel, one after another."""
        take = TakeNotices(
            self.game.ledger, PostgresNoticeBoard(self.engine), again_after=timedelta(minutes=1), now=self.clock
        )
        facts: list[Any] = []
        while owed := await take():
            facts.append(owed.event.fact)
            await take.done(owed)
        return facts

    async def rolled(self, person: Person, text: str = "1d20", **asked: Any) -> Any:
        return await self.game.roll(
            AskedRoll(notation.parse(text), **asked), person, Place(GUILD, HERE), cause=self.game.cause()
        )


@pytest.fixture
async def evening(
    game: Game, engine: AsyncEngine, mara: Person, tobin: Person, fences: Callable[[], dict[int, Fence]]
) -> Evening:
    table, ilse = await game.open(mara, Place(GUILD, HERE), "dm-led", cause=game.cause()), Person(UserId(12), "Ilse")
    for person in (tobin, ilse):
        await game.join(table.stream, person, cause=game.cause())
    return Evening(game, engine, table.stream, mara, tobin, ilse, fences)


async def test_two_processes_that_hear_the_same_write_it_once(evening: Evening, elsewhere: Game) -> None:
    for there in (False, True, False):
        await asyncio.gather(evening.voice(there=there), evening.voice(there=there, game=elsewhere))
        await evening.voice(there=there, game=elsewhere)
    assert [type(fact) for fact in await evening.facts()] == [DmLeft, DmReturned, DmLeft]


async def test_news_that_overtake_each_other_end_where_the_dm_is(evening: Evening) -> None:
    await evening.voice(there=False)
    evening.in_voice = True
    follow = FollowVoice(evening.game.ledger, evening.game.directory, now=evening.clock)
    for _ in range(2):  # "left" is heard once more, after they came back
        await follow(GUILD, evening.mara.user, session="s1", in_voice=lambda: evening.in_voice)
    assert (await evening.table()).absence is None


@pytest.mark.parametrize(
    ("how", "there", "back"), [("voice", True, True), ("voice", False, False), ("word", True, False)]
)
async def test_who_came_back_while_nobody_listened_is_found(
    evening: Evening, how: str, there: bool, back: bool
) -> None:
    if how == "voice":
        await evening.voice(there=False)
    else:
        await evening.game.leave(evening.stream, evening.mara.user, cause=evening.game.cause())
    follow = FollowVoice(evening.game.ledger, evening.game.directory, now=evening.clock)
    for _ in range(2):
        await follow.catch_up(GUILD, lambda user: there and user == evening.mara.user)
    assert ((await evening.table()).absence is None) == back
    assert len(await evening.facts()) == 1 + back


async def test_a_table_that_cannot_be_read_keeps_no_other_from_following(evening: Evening, engine: AsyncEngine) -> None:
    game, place = evening.game, Place(GUILD, ChannelId(4_000))
    other = await game.open(evening.mara, place, "dm-led", cause=game.cause())
    await written_by_a_later_version(engine, evening.stream)
    await evening.voice(there=False)
    assert (await game.ledger.read(TABLES, other.stream))[0].absence
    follow = FollowVoice(game.ledger, game.directory, now=evening.clock)
    await follow.catch_up(GUILD, lambda user: user == evening.mara.user)
    assert (await game.ledger.read(TABLES, other.stream))[0].absence is None


async def test_only_the_dms_own_tables_in_that_guild_wait(evening: Evening) -> None:
    follow = FollowVoice(evening.game.ledger, evening.game.directory, now=evening.clock)
    await follow(GUILD, evening.tobin.user, session="s", in_voice=lambda: False)
    await follow(GuildId(99), evening.mara.user, session="s", in_voice=lambda: False)
    assert await evening.facts() == []


async def test_the_grace_ends_once_and_is_told_once(evening: Evening) -> None:
    await evening.voice(there=False)
    await evening.tend(timedelta(seconds=59))
    assert await evening.facts() == [DmLeft(1, "voice")]
    await evening.tend(timedelta(seconds=1))
    await evening.tend()
    assert await evening.facts() == [DmLeft(1, "voice"), DmMissed(1)]
    assert await evening.said() == [DmMissed(1)]
    assert await evening.game.directory.due(evening.now, 10, Shards(1, frozenset({0}))) == [], (
        "expiry is next, and is later"
    )


async def test_players_choose_whom_the_table_then_tells_of(evening: Evening) -> None:
    await evening.voice(there=False)
    await evening.tend()
    await evening.vote(evening.ilse, 3)
    cause = evening.game.cause()
    cast = VoteStandIn(evening.game.ledger, now=evening.clock)
    tables = [await cast(evening.stream, evening.tobin.user, 3, cause=cause) for _ in range(2)]
    assert [table.stand_in and table.stand_in.name for table in tables] == ["Ilse", "Ilse"]
    assert await evening.said() == [DmMissed(1), StoodIn(3)]


async def test_votes_cast_at_once_make_one_stand_in(evening: Evening) -> None:
    await evening.voice(there=False)
    await evening.tend()
    await asyncio.gather(
        *(evening.vote(person, seat) for person in (evening.tobin, evening.ilse) for seat in (2, 3)),
        return_exceptions=True,
    )
    for person in (evening.tobin, evening.ilse):
        if (await evening.table()).stand_in is None:
            await evening.vote(person, 2)
    assert len([fact for fact in await evening.facts() if isinstance(fact, StoodIn)]) == 1


async def test_a_player_who_goes_may_leave_a_majority(evening: Evening) -> None:
    await evening.voice(there=False)
    await evening.tend()
    await evening.vote(evening.tobin, 2)
    await evening.game.leave(evening.stream, evening.ilse.user, cause=evening.game.cause())
    await evening.tend(timedelta(seconds=2))
    assert (await evening.facts())[-1] == StoodIn(2)


async def test_who_sits_down_later_can_be_chosen_and_is_told_of_once(evening: Evening) -> None:
    await evening.voice(there=False)
    await evening.tend()
    assert await evening.said() == [DmMissed(1)]
    for number in (13, 14):
        late = Person(UserId(number), f"Player {number}")
        await evening.game.join(evening.stream, late, cause=evening.game.cause())
    await evening.tend(timedelta(seconds=14))
    assert await evening.said() == []
    await evening.tend(timedelta(seconds=1))
    await evening.tend()
    assert await evening.said() == [DmMissed(1)], "both in one message"
    for person in (evening.tobin, evening.ilse, late):
        table = await evening.vote(person, 4)
    assert table.stand_in
    assert table.stand_in.name == "Player 13"
    await evening.voice(there=True)
    assert (await evening.table()).stand_in is None
    assert await evening.said() == [StoodIn(4), DmReturned(1, "voice", missed=True)]


async def test_at_a_table_without_players_whoever_comes_first_is_offered(evening: Evening) -> None:
    for person in (evening.tobin, evening.ilse):
        await evening.game.leave(evening.stream, person.user, cause=evening.game.cause())
    await evening.voice(there=False)
    await evening.tend()
    await evening.tend(timedelta(minutes=5))
    assert await evening.said() == [DmMissed(1)]
    await evening.game.join(evening.stream, evening.ilse, cause=evening.game.cause())
    await evening.tend(timedelta(seconds=2))
    assert await evening.said() == [DmMissed(1)]
    table = await evening.vote(evening.ilse, 4)
    assert table.stand_in
    assert table.stand_in.name == "Ilse"


async def test_when_the_stand_in_goes_the_table_asks_again(evening: Evening) -> None:
    await evening.stand_in()
    await evening.game.leave(evening.stream, evening.tobin.user, cause=evening.game.cause())
    await evening.tend(timedelta(seconds=2))
    assert await evening.said() == [DmMissed(1), StoodIn(2), DmMissed(1)]


async def test_who_does_not_answer_is_asked_once_and_then_missed(evening: Evening) -> None:
    cause = evening.game.cause()
    tables = await asyncio.gather(*(evening.report(evening.tobin, cause=cause) for _ in range(2)))
    assert [table.absence and table.absence.how for table in tables] == ["report", "report"]
    with pytest.raises(RuleError, match="dm-away-already"):
        await evening.report(evening.ilse)
    assert await evening.said() == [DmReported(1, 2)]
    await evening.tend(timedelta(seconds=59))
    assert await evening.facts() == [DmReported(1, 2), DmAsked(1)]
    await evening.tend(timedelta(seconds=1))
    assert await evening.said() == [DmMissed(1)]
    for person in (evening.tobin, evening.ilse):
        table = await evening.vote(person, 3)
    assert table.stand_in is not None
    assert table.stand_in.name == "Ilse"


async def test_a_dm_who_is_asked_late_has_all_of_their_grace(evening: Evening) -> None:
    await evening.report(evening.tobin)
    await evening.tend(timedelta(minutes=3))
    assert await evening.facts() == [DmReported(1, 2)], "nothing could be said in the channel"
    assert await evening.said() == [DmReported(1, 2)]
    await evening.tend(timedelta(seconds=59))
    assert await evening.facts() == [DmReported(1, 2), DmAsked(1)]
    await evening.tend(timedelta(seconds=1))
    assert (await evening.facts())[-1] == DmMissed(1)
    await evening.voice(there=True)
    assert (await evening.table()).false_alarms == (), "the report was right"


async def test_whoever_dies_having_asked_leaves_the_rest_to_the_next(evening: Evening) -> None:
    await evening.report(evening.tobin)
    board = PostgresNoticeBoard(evening.engine)
    take = TakeNotices(evening.game.ledger, board, again_after=timedelta(0), now=evening.clock)
    first, again = await take(), await take()
    assert first
    assert again
    evening.now += timedelta(seconds=5)
    await take.done(first)
    asked_at = evening.now
    evening.now += timedelta(seconds=20)
    await take.done(again)
    assert await evening.facts() == [DmReported(1, 2), DmAsked(1)]
    absence = (await evening.table()).absence
    assert absence
    assert absence.asked_at == asked_at
    assert replay(TABLES, evening.stream, await evening.game.ledger.history(evening.stream)) == await evening.table()


async def test_a_dm_who_answered_before_they_were_asked_is_asked_nothing(evening: Evening) -> None:
    await evening.report(evening.tobin)
    await evening.voice(there=True)
    assert await evening.said() == [DmReported(1, 2), DmReturned(1, "voice", missed=True)]
    assert [type(fact) for fact in await evening.facts()] == [DmReported, DmReturned]


async def test_of_those_who_say_it_at_once_one_is_heard(evening: Evening) -> None:
    heard = await asyncio.gather(evening.report(evening.tobin), evening.report(evening.ilse), return_exceptions=True)
    assert sorted(type(each) is Table for each in heard) == [False, True]
    assert [type(fact) for fact in await evening.facts()] == [DmReported]


async def test_a_dm_who_answers_is_told_of_and_not_asked_again_for_a_while(evening: Evening) -> None:
    lead = LeadTable(evening.game.ledger, guilds=evening.game.guilds, now=evening.clock)
    await evening.report(evening.tobin)
    assert await evening.said() == [DmReported(1, 2)]
    secret = ChangeSettings(secret_skills=frozenset({"stealth"}))
    await lead(evening.stream, evening.mara.user, secret, cause=evening.game.cause())
    assert await evening.said() == [DmReturned(1, "deed", missed=True)]
    with pytest.raises(LimitError, match="dm-was-there"):
        await evening.report(evening.tobin)
    with pytest.raises(RuleError, match="dm-just-acted"):
        await evening.report(evening.ilse)
    evening.now += timedelta(minutes=2)
    await evening.report(evening.ilse)
    assert (await evening.facts())[-1] == DmReported(1, 3)


async def test_to_be_in_voice_is_no_answer_and_to_come_there_is(evening: Evening) -> None:
    await evening.report(evening.tobin)
    follow = FollowVoice(evening.game.ledger, evening.game.directory, now=evening.clock)
    await follow.catch_up(GUILD, lambda user: True)
    await evening.voice(there=False)
    assert await evening.facts() == [DmReported(1, 2)]
    await evening.voice(there=True)
    assert (await evening.facts())[-1] == DmReturned(1, "voice", missed=True)


async def test_a_false_alarm_folds_to_what_is_kept(evening: Evening) -> None:
    await evening.report(evening.tobin)
    await evening.voice(there=True)
    table = await evening.table()
    assert [alarm.user for alarm in table.false_alarms] == [evening.tobin.user]
    assert table.dm_seen_at == evening.now
    assert replay(TABLES, evening.stream, await evening.game.ledger.history(evening.stream)) == table


@pytest.mark.parametrize("how", ["voice", "word", "deed"])
async def test_a_return_ends_it_and_is_told_unless_who_returns_says_so(evening: Evening, how: str) -> None:
    await evening.stand_in()
    match how:
        case "voice":
            await evening.voice(there=True)
        case "word":
            back = ReturnToTable(evening.game.ledger, now=evening.clock)
            cause = evening.game.cause()
            assert (await back(evening.stream, evening.mara.user, cause=cause)).absence is None
            assert (await back(evening.stream, evening.mara.user, cause=cause)).absence is None
        case _:
            await evening.rolled(evening.mara)
    returned = (await evening.facts())[-1]
    assert (returned.how, returned.missed) == (how, True)
    assert (await evening.table()).stand_in is None
    told = await evening.said()
    assert [type(fact) for fact in told[2:]] == ([] if how == "word" else [DmReturned])


@pytest.mark.parametrize("deed", ["roll", "lead", "keep", "reveal", "rule", "entropy"])
async def test_whatever_the_dm_does_at_the_table_brings_them_back(evening: Evening, deed: str) -> None:
    game, mara = evening.game, evening.mara
    hidden, shown = await evening.rolled(mara, hidden=True), await evening.rolled(evening.tobin)
    await game.leave(evening.stream, mara.user, cause=game.cause())
    assert (await evening.table()).absence is not None
    cause = game.cause()
    for _ in range(2):
        match deed:
            case "roll":
                assert (
                    await game.roll.at_table(
                        evening.stream, AskedRoll(notation.parse("1d20")), mara, guild=GUILD, cause=cause
                    )
                ).rolled.seat == 1
            case "lead":
                lead = LeadTable(game.ledger, guilds=game.guilds, now=evening.clock)
                led = await lead(evening.stream, mara.user, SetDc(12), cause=cause)
                assert led.after.dc == 12
            case "keep":
                await KeepOpen(game.ledger, now=evening.clock)(evening.stream, mara.user, cause=cause)
            case "reveal":
                reveal = RevealRoll(game.ledger, game.permalinks, house([hidden.rolled.total]), now=evening.clock)
                assert (await reveal(hidden.stream, hidden.sequence, mara.user, HERE, cause=cause)).made
            case "rule":
                rule = RuleOnRoll(game.ledger, game.permalinks, now=evening.clock, allowance=unlimited(game.ledger))
                ruled = await rule(shown.rolled.roll_id, mara, Verdict("void", "cocked"), channel=HERE, cause=cause)
                assert ruled.ruled.ruling == "void"
            case _:
                add = AddEntropy(
                    game.ledger, game.directory, house(), now=evening.clock, allowance=unlimited(game.ledger)
                )
                await add("a fair wind", mara, Place(GUILD, HERE), cause=cause)
    assert (await evening.table()).absence is None
    assert await evening.facts() == [DmLeft(1, "word"), DmReturned(1, "deed", missed=False)]


async def test_what_others_do_brings_no_dm_back(evening: Evening) -> None:
    await evening.stand_in()
    await evening.rolled(evening.tobin)
    await LeadTable(evening.game.ledger, guilds=evening.game.guilds, now=evening.clock)(
        evening.stream, evening.tobin.user, SetDc(12), cause=evening.game.cause()
    )
    assert (await evening.table()).stand_in is not None


async def test_it_folds_from_the_beginning_to_what_is_kept(evening: Evening) -> None:
    await evening.stand_in()
    events = await evening.game.ledger.history(evening.stream)
    assert replay(TABLES, evening.stream, events) == await evening.table()


async def test_no_secret_of_the_dm_reaches_a_stand_in_by_any_path(
    evening: Evening, engine: AsyncEngine, database_url: str
) -> None:
    """The canary: what only the DM, or a player's blind roll, can have made, in whatever a stand-in can read."""
    game, mara, tobin, ilse = evening.game, evening.mara, evening.tobin, evening.ilse
    lead = LeadTable(game.ledger, guilds=game.guilds, now=evening.clock)
    secret = ChangeSettings(secret_skills=frozenset({"stealth"}))
    await lead(evening.stream, mara.user, secret, cause=game.cause())
    canary = "7000000"
    before = [
        await evening.rolled(mara, f"1d20+{canary}", hidden=True, label=f"canary {canary}"),
        await evening.rolled(ilse, f"1d20+{canary}", label="stealth"),
    ]
    assert all(made.rolled.total > int(canary) for made in before)
    await evening.stand_in()
    told = await evening.said()
    look, reveal = LookAtRoll(game.ledger), RevealRoll(game.ledger, game.permalinks, house(), now=evening.clock)
    for made in before:
        with pytest.raises(NotAllowedError):
            await look(made.stream, made.sequence, tobin.user)
        with pytest.raises(NotAllowedError):
            await reveal(made.stream, made.sequence, tobin.user, HERE, cause=game.cause())
        with pytest.raises(NotAllowedError):
            await reveal.by_id(made.rolled.roll_id, tobin.user, HERE, cause=game.cause())
        with pytest.raises(NotFoundError):
            await game.recall(made.stream, made.sequence, tobin.user)
        link = await game.permalinks.find(made.rolled.roll_id, evening.now)
        assert link is not None
        assert link.hidden
        assert canary not in repr(link)
    viewer = Viewer(tobin.user, GUILD, frozenset({HERE}))
    found = [
        await game.records.older(viewer, sought, below=None, limit=50) for sought in (Sought(), Sought(hidden=True))
    ]
    assert canary not in repr([found, told, await evening.table()])
    assert canary not in await hints_and_notices(database_url)
    mine = await evening.rolled(tobin, "1d20", hidden=True)
    theirs = await evening.rolled(ilse, "1d20", label="stealth")
    assert [(await look(each.stream, each.sequence, tobin.user)).rolled.total for each in (mine, theirs)] == [
        mine.rolled.total,
        theirs.rolled.total,
    ]
    await evening.voice(there=True)
    for made in (*before, theirs):
        with pytest.raises(NotAllowedError):
            await look(made.stream, made.sequence, tobin.user)
    assert (await look(mine.stream, mine.sequence, tobin.user)).rolled.total == mine.rolled.total
    for made in (*before, mine, theirs):
        assert (await look(made.stream, made.sequence, mara.user)).rolled.total == made.rolled.total


async def hints_and_notices(database_url: str) -> str:
    """What is kept of tables beside their events: the directory's rows, and what is owed to channels."""
    connection = await asyncpg.connect(database_url)
    try:
        rows = [
            dict(row) for table in ("tables", "notices") for row in await connection.fetch(f"SELECT * FROM {table}")
        ]
    finally:
        await connection.close()
    return json.dumps(rows, default=str)
