"""A server's rules on the real ledger: said once, known at once where hints arrive, and never read for each roll."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.adapters import BOOKS, KINDS
from core.dice import notation
from core.errors import NotAllowedError, RuleError
from core.guilds.books import GUILDS, guild_stream
from core.guilds.decide import AddChannel, Admin, Command, SetLeaders, SetLinkDays, SetOpeners
from core.guilds.state import GuildRules
from core.ids import ChannelId, GuildId, RoleId, StreamId, UserId
from core.ports.guilds import REMEMBERED_S, KnownGuilds
from core.tables.decide import AskedRoll, Place
from core.tables.leading import HandOff, Promote
from core.use_cases.configure_guild import ConfigureGuild
from core.use_cases.lead_table import LeadTable, Named
from data.postgres.erase import erase
from data.postgres.verify import verify
from tests.core.use_cases.conftest import NOW, Game

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from core.tables.state import Person

GUILD = GuildId(1)
DMS = RoleId(71)
ADMIN = Admin(UserId(9), may_manage=True)
D20 = AskedRoll(notation.parse("1d20"))


class Counted:
    """A ledger that counts how often it is read, and can have something happen meanwhile."""

    def __init__(self, ledger: Any) -> None:
        self._ledger = ledger
        self.reads = 0
        self.meanwhile = lambda: None

    async def read(self, book: Any, stream: StreamId) -> Any:
        self.reads += 1
        found = await self._ledger.read(book, stream)
        self.meanwhile()
        return found


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def configure(game: Game) -> ConfigureGuild:
    return ConfigureGuild(game.ledger, now=lambda: NOW)


async def say(game: Game, *commands: Command) -> GuildRules:
    """What the admin says, and every process hears."""
    view = await ConfigureGuild(game.ledger, now=lambda: NOW)(GUILD, ADMIN, commands, cause=game.cause())
    game.guilds.forget(guild_stream(GUILD))
    return view.rules


async def test_what_is_said_stands_with_its_actor(game: Game, configure: ConfigureGuild) -> None:
    before = await configure(GUILD, ADMIN, cause=game.cause())
    assert (before.rules, before.by) == (GUILDS.start(guild_stream(GUILD)), None)
    said = await configure(GUILD, ADMIN, [SetLeaders(DMS), SetLinkDays(7)], cause=game.cause())
    assert (said.rules.leaders, said.rules.link_days, said.rules.changed_at, said.by) == (DMS, 7, NOW, ADMIN.user)
    assert await configure(GUILD, Admin(UserId(8), may_manage=True), cause=game.cause()) == said
    assert [event.kind for event in await game.ledger.history(guild_stream(GUILD))] == [
        "guild.leaders_set",
        "guild.link_days_set",
    ]


async def test_a_cause_says_it_once(game: Game, configure: ConfigureGuild) -> None:
    cause = game.cause()
    await configure(GUILD, ADMIN, [SetLinkDays(7)], cause=cause)
    await configure(GUILD, ADMIN, [SetLinkDays(8)], cause=game.cause())
    again = await configure(GUILD, ADMIN, [SetLinkDays(7)], cause=cause)
    assert again.rules.link_days == 8


async def test_who_may_not_manage_the_server_neither_changes_nor_sees(game: Game, configure: ConfigureGuild) -> None:
    for commands in ([SetLinkDays(7)], []):
        with pytest.raises(NotAllowedError, match="not-yours-to-configure"):
            await configure(GUILD, Admin(UserId(9), may_manage=False), commands, cause=game.cause())
    assert await game.ledger.history(guild_stream(GUILD)) == []


async def test_a_refused_command_takes_those_beside_it_back(game: Game, configure: ConfigureGuild) -> None:
    with pytest.raises(RuleError, match="days-out-of-range"):
        await configure(GUILD, ADMIN, [SetOpeners(DMS), SetLinkDays(400)], cause=game.cause())
    assert (await configure(GUILD, ADMIN, cause=game.cause())).rules.openers is None


async def test_who_said_it_can_be_erased_and_what_was_said_stays(
    game: Game, configure: ConfigureGuild, engine: AsyncEngine
) -> None:
    said = await say(game, SetLeaders(DMS))
    await erase(engine, KINDS, BOOKS, ADMIN.user)
    after = await configure(GUILD, ADMIN, cause=game.cause())
    assert (after.rules, after.by) == (said, None)
    assert (await verify(engine, KINDS, BOOKS)).ok


async def test_a_table_is_opened_by_the_rules_of_its_server(game: Game, mara: Person, tavern: Place) -> None:
    await say(game, SetOpeners(DMS), AddChannel(ChannelId(50)))
    with pytest.raises(NotAllowedError, match="no-tables-here"):
        await game.open(mara, tavern, "open", roles=frozenset({DMS}), cause=game.cause())
    thread = Place(GUILD, ChannelId(51), parent=ChannelId(50))
    with pytest.raises(NotAllowedError, match="not-a-table-opener"):
        await game.open(mara, thread, "open", cause=game.cause())
    elsewhere = Place(GuildId(2), ChannelId(60))
    assert (await game.open(mara, elsewhere, "open", cause=game.cause())).is_open
    table = await game.open(mara, thread, "open", roles=frozenset({DMS}), cause=game.cause())
    assert (table.is_open, table.channel) == (True, ChannelId(51))


async def test_a_dm_led_table_is_for_those_who_may_lead(game: Game, mara: Person, tavern: Place) -> None:
    await say(game, SetLeaders(DMS))
    with pytest.raises(NotAllowedError, match="not-a-dm-here"):
        await game.open(mara, tavern, "dm-led", cause=game.cause())
    assert (await game.open(mara, tavern, "open", cause=game.cause())).mode == "open"


@pytest.mark.parametrize("command", [Promote, HandOff])
async def test_nobody_is_made_a_dm_who_may_not_lead(
    game: Game, mara: Person, tobin: Person, tavern: Place, command: type[Promote | HandOff]
) -> None:
    lead = LeadTable(game.ledger, guilds=game.guilds, now=lambda: NOW)
    table = await game.open(mara, tavern, "open" if command is Promote else "dm-led", cause=game.cause())
    await game.join(table.stream, tobin, cause=game.cause())
    await say(game, SetLeaders(DMS))
    with pytest.raises(NotAllowedError, match="not-theirs-to-lead"):
        await lead(table.stream, mara.user, command(tobin.user), named=Named(GUILD), cause=game.cause())
    with pytest.raises(NotAllowedError, match=r"not-the-creator|not-yours-to-lead"):
        await lead(table.stream, tobin.user, command(tobin.user), named=Named(GUILD), cause=game.cause())
    whom = Named(GUILD, frozenset({DMS}))
    led = await lead(table.stream, mara.user, command(tobin.user), named=whom, cause=game.cause())
    assert led.after.dm
    assert led.after.dm.user == tobin.user


async def test_an_opening_heard_twice_is_answered_alike_whatever_was_said_meanwhile(
    game: Game, mara: Person, tavern: Place
) -> None:
    cause = game.cause()
    table = await game.open(mara, tavern, "dm-led", cause=cause)
    await say(game, SetOpeners(DMS))
    assert await game.open(mara, tavern, "dm-led", cause=cause) == table


async def test_a_roll_is_kept_as_long_as_its_server_says(game: Game, mara: Person, tavern: Place) -> None:
    async def kept(place: Place) -> timedelta:
        made = await game.roll(D20, mara, place, cause=game.cause())
        return made.rolled.expires_at - made.at

    assert await kept(tavern) == timedelta(days=30)
    await say(game, SetLinkDays(7))
    assert await kept(tavern) == timedelta(days=7)
    assert await kept(Place(GuildId(2), ChannelId(60))) == await kept(Place(None, ChannelId(61))) == timedelta(days=30)
    table = await game.open(mara, tavern, "open", cause=game.cause())
    assert await kept(tavern) == timedelta(days=7)
    pressed = await game.roll.at_table(table.stream, D20, mara, guild=GUILD, cause=game.cause())
    assert pressed.rolled.expires_at - pressed.at == timedelta(days=7)


@pytest.fixture
def counted(game: Game) -> Counted:
    return Counted(game.ledger)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def known(counted: Any, clock: Clock) -> KnownGuilds:
    return KnownGuilds(counted, clock=clock)


async def test_rules_are_read_once_in_a_while_however_often_they_are_asked_for(
    known: KnownGuilds, counted: Counted, clock: Clock
) -> None:
    for _ in range(100):
        await known.rules(GUILD)
    assert counted.reads == 1
    await known.rules(GuildId(2))
    assert counted.reads == 2
    clock.now += REMEMBERED_S
    await known.rules(GUILD)
    assert counted.reads == 3


async def test_a_direct_message_has_no_rules_and_asks_for_none(known: KnownGuilds, counted: Counted) -> None:
    assert (await known.rules(None)).link_days is None
    assert counted.reads == 0


async def test_a_hint_is_enough_to_know_better(game: Game, known: KnownGuilds) -> None:
    await known.rules(GUILD)
    await say(game, SetLinkDays(7))
    assert (await known.rules(GUILD)).link_days is None
    for hint in game.heard.hints:
        known.forget(hint.stream)
    assert (await known.rules(GUILD)).link_days == 7


async def test_a_lost_hint_costs_some_seconds(game: Game, known: KnownGuilds, clock: Clock) -> None:
    await known.rules(GUILD)
    await say(game, SetLinkDays(7))
    clock.now += REMEMBERED_S
    assert (await known.rules(GUILD)).link_days == 7
    assert REMEMBERED_S <= 5


async def test_a_hint_of_something_else_drops_nothing(known: KnownGuilds, counted: Counted) -> None:
    await known.rules(GUILD)
    known.forget(StreamId("table:1"))
    await known.rules(GUILD)
    assert counted.reads == 1


async def test_what_was_read_while_it_changed_is_not_remembered(known: KnownGuilds, counted: Counted) -> None:
    counted.meanwhile = lambda: known.forget(guild_stream(GUILD))
    await known.rules(GUILD)
    counted.meanwhile = lambda: None
    await known.rules(GUILD)
    assert counted.reads == 2
